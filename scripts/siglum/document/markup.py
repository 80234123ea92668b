"""Where every tag, attribute and text run of an XML file stands, found in one pass over its text.

Parsers say lines at best; a message needs the very characters. The pass assumes markup that a parser has
accepted, except that `first_mismatch` also reads a file whose tags do not nest. Places here are indices into
the decoded text (code points, from 0, ends exclusive).
Source: Extensible Markup Language 1.0 (Fifth Edition), productions 3-44.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

Range = tuple[int, int]

_NAME = r"[^\s/>=<\"'?!][^\s/>=<\"']*+"
_NO_TAG = (
    r"!--(?:.*?-->|.*)|\?(?:.*?\?>|.*)|!\[CDATA\[(?:.*?\]\]>|.*)"
    r"|!DOCTYPE(?:(?:[^\"'\[>]|\"[^\"]*+\"|'[^']*+')*+"
    r"(?:\[(?:<!--(?:.*?-->|.*)|<\?(?:.*?\?>|.*)|\"[^\"]*+\"|'[^']*+'|[^\]\"'])*+\]\s*+)?+>|.*)"
)
_TOKEN = re.compile(
    rf"<(?:(?P<start>{_NAME})(?:[^<>\"']|\"[^<\"]*+\"|'[^<']*+')*+>|/(?P<end>{_NAME})\s*+>|{_NO_TAG})", re.DOTALL
)
"""One token. Nothing is tried twice: what is never closed reaches to the end of the text, a tag to the next `<`."""
_START = re.compile(rf"<(?:(?P<start>[^/?!])|{_NO_TAG})", re.DOTALL)
"""The same as far as to tell where start tags begin."""
_CHARACTERS = re.compile(r"<!\[CDATA\[(?P<cdata>.*?)\]\]>|&[^;]+;|\r\n|.", re.DOTALL)
_LINE_OR_CHARACTER = re.compile(r"\r\n|.", re.DOTALL)
_ATTRIBUTE = re.compile(rf"\s({_NAME})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


_REFERENCES = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;",
})  # fmt: skip


def in_value(text: str) -> str:
    """Text as it is written in the value of an attribute, whichever quotation marks stand around it (section 2.4)."""
    return text.translate(_REFERENCES)


def in_content(text: str) -> str:
    """Text as it is written between tags, where `]]>` would be the end of a CDATA section (section 2.4)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")


class Tag:
    """One element: its start tag, the names in both tags, and the text runs between its child nodes."""

    __slots__ = ("end_name", "name", "runs", "start")

    def __init__(self, start: Range, name: Range) -> None:
        self.start, self.name = start, name
        self.end_name: Range | None = None
        self.runs: list[Range] = []


class Mismatch(NamedTuple):
    """The first place where tags do not nest: `opened` was never closed, or `closed` has nothing to close."""

    opened: Range | None
    closed: Range | None


def doctype(text: str) -> Range | None:
    """Where the document type declaration stands, if there is one."""
    for token in _TOKEN.finditer(text):
        if token.group().startswith("<!DOCTYPE"):
            return token.span()
        if token["start"]:
            return None
    return None


def starts(text: str) -> list[int]:
    """Where each start tag of a well-formed document begins, in document order."""
    return [token.start() for token in _START.finditer(text) if token.lastindex]


def start_tag(text: str, at: int) -> Tag:
    """The start tag that begins at an index; nothing is known of the rest of the element."""
    token = _TOKEN.match(text, at)
    assert token is not None
    return Tag(token.span(), token.span("start"))


def tags(text: str, at: int = 0) -> list[Tag]:
    """The first element from an index on, of a well-formed document, and every element in it, in document order."""
    found: list[Tag] = []
    stack: list[Tag] = []
    run_start = 0
    for token in _TOKEN.finditer(text, at):
        markup = token.group()
        if markup.startswith("<![CDATA["):
            continue
        if stack:
            stack[-1].runs.append((run_start, token.start()))
        run_start = token.end()
        if token["end"]:
            stack.pop().end_name = token.span("end")
            if not stack:
                break
        elif token["start"]:
            tag = Tag(token.span(), token.span("start"))
            found.append(tag)
            if not markup.endswith("/>"):
                stack.append(tag)
            elif not stack:
                break
    return found


def others(text: str) -> dict[str, list[Range]]:
    """The comments and processing instructions of a document, each kind in order (the XML declaration is none)."""
    found: dict[str, list[Range]] = {"comment": [], "processing-instruction": []}
    for token in _TOKEN.finditer(text):
        if token[0].startswith("<!--"):
            found["comment"].append(token.span())
        elif token[0].startswith("<?") and not re.match(r"<\?xml\s", token[0]):
            found["processing-instruction"].append(token.span())
    return found


def attributes(text: str, tag: Tag) -> Iterator[tuple[str, Range, Range]]:
    """The attributes of a start tag as written: qualified name, where the name and the bare value stand."""
    for match in _ATTRIBUTE.finditer(text, tag.name[1], tag.start[1]):
        yield match[1], match.span(1), match.span(2) if match[2] is not None else match.span(3)


def characters(text: str, place: Range, lengths: Mapping[str, int] = MappingProxyType({})) -> list[int]:
    """Where each character of a text run stands: an index into the text for each character a parser gives for it.

    References and CDATA sections are resolved, line ends normalised (Extensible Markup Language 1.0, sections 2.7,
    2.11 and 4.1); `lengths` says how many characters the entities stand for that the file declares.
    """
    found: list[int] = []
    for token in _CHARACTERS.finditer(text, *place):
        if token["cdata"] is not None:
            start = token.start("cdata")
            found += (start + m.start() for m in _LINE_OR_CHARACTER.finditer(token["cdata"]))
        else:
            found += [token.start()] * lengths.get(token[0][1:-1], 1)
    return found


def first_mismatch(text: str) -> Mismatch | None:
    """The first start tag without its end tag, or end tag without its start tag; None where all nest."""
    stack: list[Range] = []
    for token in _TOKEN.finditer(text):
        if token["start"] and not token.group().endswith("/>"):
            stack.append(token.span("start"))
        elif token["end"]:
            if not stack:
                return Mismatch(None, token.span("end"))
            opened = stack.pop()
            if text[slice(*opened)] != token["end"]:
                return Mismatch(opened, token.span("end"))
    return Mismatch(stack[-1], None) if stack else None
