"""Why a file is no document: empty, undecodable, ill-formed, or asking for more than it may.

Source: Extensible Markup Language 1.0 (Fifth Edition), sections 2.1, 2.8, 3.1 and 4.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from lxml import etree

from siglum.diagnostic import Diagnostic, Related, Span
from siglum.document import markup
from siglum.document.decoding import Decoded, Problem
from siglum.document.entities import Excess
from siglum.document.source import Source
from siglum.failure import Failure

_LONGEST = 300
"""Characters that are shown of what the parser says."""

_WORDING = (
    (r"xmlParseEntityRef: no name", "an ampersand stands alone", "write &amp; for the character &", "&"),
    (r"EntityRef: expecting ';'", "an ampersand begins a name that no semicolon ends",
     "write &amp; for the character &", "&"),
    (r"Entity '([^']*)' not defined", "the entity &{0}; is not declared", "write the character itself", "&{0};"),
    (r"Attribute ([^ ]+) redefined", "the attribute @{0} stands twice in one tag", "keep one of the two", "{0}"),
    (r"AttValue: \" or ' expected", "an attribute's value has no quotation marks", 'write name="value"', ""),
    (r"Specification mandates? value for attribute ([^ ]+)", "the attribute @{0} has no value", 'write {0}="…"', "{0}"),
    (r"Unescaped '<' not allowed", "a < stands inside an attribute's value",
     "write &lt;, or close the quotation mark before it", "<"),
    (r"Extra content at the end", "something follows the end of the root element",
     "keep one root element, and all else inside it", ""),
    (r"Start tag expected", "the file does not begin with a tag: it is not XML", "give an XML file", ""),
    (r"Namespace prefix ([^ ]+) .*not defined", "the prefix “{0}” is bound to no namespace",
     'add xmlns:{0}="…" to the root element', "{0}:"),
    (r"attributes construct error|xmlSkipAttr|Couldn't find end of Start Tag", "a start tag is not well-formed",
     "look for a missing quotation mark, space or >", ""),
    (r"Excessive depth", "elements are nested more than 2,048 deep", "nest less deeply", ""),
    (r"PCDATA invalid Char value (\d+)", "a control character (number {0}) stands in the text", "remove it", ""),
    (r"Double hyphen within comment", "a comment contains --", "write a dash (–) or - - there", "--"),
)  # fmt: skip


class Refused(Exception):
    """The content of a file is at fault, so that there is no document: `finding` says why."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding

    def failure(self, kind: str = "") -> Failure:
        """The same in one sentence with its place, for a file without which nothing can be done.

        `kind` says before its path what the file is, as in “the catalog ”.
        """
        start = self.finding.span.start
        return Failure(f"{kind}{self.finding.path}:{start.line}:{start.column}: {self.finding.message}")


def before_parsing(source: Source, decoded: Decoded, path: str) -> Diagnostic | None:
    """What keeps a file from being parsed at all, or None."""
    problem = decoded.problem
    if not decoded.text.strip():
        return _finding("empty-document", "the file is empty", source, (0, 0), path, "give an XML file")
    if problem:
        return Diagnostic("wrong-encoding", problem.message, path, _fault(source, problem), help=(problem.help,))
    return None


def _fault(source: Source, problem: Problem) -> Span:
    start = source.position(problem.index)
    if not problem.size:
        return Span(start, start)
    return Span(start, replace(start, column=start.column + 1, offset=start.offset + problem.size))


def after_parsing(source: Source, root: etree._Element, path: str) -> Diagnostic | None:
    """An entity that the parser has seen declared, whatever was seen before; None where there is none."""
    declared: Any = root.getroottree().docinfo.internalDTD
    entity = next(iter(declared.iterentities()), None) if declared is not None else None
    if entity is None:
        return None
    return asks_too_much(source, Excess(f"the file declares the entity “{entity.name}”", (0, 0)), path)


def asks_too_much(source: Source, excess: Excess, path: str) -> Diagnostic:
    """That an entity is not expanded, where it is declared."""
    advice = "write the characters themselves, and remove the DOCTYPE"
    return _finding("entity-declared", excess.message, source, excess.place, path, advice)


def from_parser(source: Source, error: etree.XMLSyntaxError, path: str) -> Diagnostic:
    """The first fault the parser met, in words; a tag that is never closed is named where it opens."""
    mismatch = markup.first_mismatch(source.text)
    if mismatch and re.search(r"tag mismatch|Premature end|unfinished|Extra content", str(error.msg)):
        return _mismatch(source, mismatch, path)
    line, column = error.position
    at = source.index(line, column)
    if "Start tag expected" in str(error.msg) and (without := _without_element(source, at, path)):
        return without
    message, help_, culprit = worded(str(error.msg))
    place = _before(source.text, at, culprit) or (at, min(at + 1, len(source.text)))
    return _finding("ill-formed", message, source, place, path, help_)


def _without_element(source: Source, at: int, path: str) -> Diagnostic | None:
    """Why a file ends before its root element, if it does."""
    text = source.text
    if text[at:].strip():
        return None
    declaration = markup.doctype(f"{text} ")
    if declaration and declaration[1] > len(text):
        place = (declaration[0], declaration[0] + len("<!DOCTYPE"))
        message = "the document type declaration is never closed"
        return _finding("ill-formed", message, source, place, path, "close it with >, or remove it")
    message = "the file ends before its root element"
    return _finding("ill-formed", message, source, (len(text), len(text)), path, "give it a root element")


def _before(text: str, at: int, culprit: str) -> markup.Range | None:
    """Where the culprit last stands at or before the place the parser had come to, on the same tag or line."""
    found = text.rfind(culprit, max(0, at - 200), at + len(culprit)) if culprit else -1
    return (found, found + len(culprit)) if found >= 0 else None


def worded(message: str) -> tuple[str, str, str]:
    """What the parser says, in words: the sentence, the help, and the characters at fault where its message tells."""
    for pattern, sentence, help_, culprit in _WORDING:
        match = re.search(pattern, message)
        if match:
            return sentence.format(*match.groups()), help_.format(*match.groups()), culprit.format(*match.groups())
    said = " ".join(message.split(", line ")[0].split())[:_LONGEST]
    return f"the file is not well-formed XML: {said}", "mend the markup here", ""


def _mismatch(source: Source, mismatch: markup.Mismatch, path: str) -> Diagnostic:
    if mismatch.opened is None:
        assert mismatch.closed is not None
        name = source.text[slice(*mismatch.closed)]
        message = f"</{name}> closes nothing: no <{name}> is open here"
        advice = f"remove </{name}>, or open <{name}> before it"
        return _finding("ill-formed", message, source, mismatch.closed, path, advice)
    name = source.text[slice(*mismatch.opened)]
    line = source.position(mismatch.opened[0]).line
    if mismatch.closed is None:
        message = f"<{name}>, opened on line {line}, is never closed"
        return _finding("unclosed-element", message, source, mismatch.opened, path, f"write </{name}> where it ends")
    closed = source.text[slice(*mismatch.closed)]
    span = source.span(mismatch.closed)
    message = f"<{name}>, opened on line {line}, is not closed before </{closed}> on line {span.start.line}"
    related = Related(f"</{closed}> stands here", path, span)
    help_ = f"write </{name}> where it ends"
    return _finding("unclosed-element", message, source, mismatch.opened, path, help_, (related,))


def _finding(
    code: str,
    message: str,
    source: Source,
    place: markup.Range,
    path: str,
    help_: str,
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    return Diagnostic(code, message, path, source.span(place), help=(help_,), related=related)
