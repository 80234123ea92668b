"""Character entities that a file declares itself, and those that nobody declares.

Nothing outside the file is read. An entity stands for characters; one that holds markup, stands for another file, calls
itself, or grows beyond stated limits is refused where it is used. The parser never sees an entity: it is given the
characters.
Source: Extensible Markup Language 1.0 (Fifth Edition), sections 2.8, 4.2, 4.4 and 4.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from siglum.diagnostic import Cause, Diagnostic
from siglum.document.markup import Range, in_value
from siglum.document.source import Source

_MOST_DEEP = 16
_MOST_CHARACTERS = 10_000
"""What one entity may stand for."""
_MOST_IN_ALL = 1_000_000
"""What all references of a file may stand for together."""

_PREDEFINED = frozenset(("amp", "lt", "gt", "quot", "apos"))
_DECLARED = re.compile(
    r"<!--(?:.*?-->|.*)|<\?(?:.*?\?>|.*)"
    r"|<!ENTITY\s+(?P<parameter>%\s+)?(?P<name>[^\s\"'>%]+)\s+"
    r"(?:(?P<external>(?:SYSTEM|PUBLIC)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*)|\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')",
    re.DOTALL,
)
_REFERENCE = re.compile(
    r"<!--(?:.*?-->|.*)|<\?(?:.*?\?>|.*)|<!\[CDATA\[(?:.*?\]\]>|.*)|&(?P<name>[^#\s&;<>\"'][^\s&;<>\"']*);", re.DOTALL
)
_INNER = re.compile(r"&(?P<name>[^#\s&;<>\"'][^\s&;<>\"']*);")
_NUMBER = re.compile(r"&#(?:x(?P<hex>[0-9A-Fa-f]+)|(?P<decimal>[0-9]+));")
_EXTERNAL = re.compile(r"<!DOCTYPE\s+\S+\s+(?:SYSTEM|PUBLIC\s+(?:\"[^\"]*\"|'[^']*'))\s*(?P<uri>\"[^\"]*\"|'[^']*')")


class Excess(Exception):
    """Why an entity is not expanded: the sentence, and where it is declared."""

    def __init__(self, message: str, place: Range) -> None:
        super().__init__(message)
        self.message, self.place = message, place


@dataclass(slots=True)
class Entities:
    """What a document type declaration says of entities: the literal value of each, where it is declared, and which
    stand for other files; `expansions` are the characters that each stands for, as far as somebody asked."""

    values: dict[str, str] = field(default_factory=dict)
    places: dict[str, Range] = field(default_factory=dict)
    external: set[str] = field(default_factory=set)
    expansions: dict[str, str] = field(default_factory=dict)

    def expanded(self, name: str, depth: int = 0) -> str:
        """The characters that a declared entity stands for. Raises Excess."""
        if name not in self.expansions:
            self.expansions[name] = self._expanded(name, depth)
        return self.expansions[name]

    def _expanded(self, name: str, depth: int) -> str:
        place = self.places[name]
        if name in self.external:
            raise Excess(f"the entity “{name}” stands for another file, and none is read", place)
        if depth > _MOST_DEEP:
            raise Excess(f"the entity “{name}” calls itself, or others more than {_MOST_DEEP} deep", place)
        text = _NUMBER.sub(_character, self.values[name])
        if "<" in text or "&" in _INNER.sub("", text):
            raise Excess(f"the entity “{name}” holds markup, and only characters are expanded", place)
        parts: list[str] = []
        at = size = 0
        for inner in _INNER.finditer(text):
            parts += [text[at : inner.start()], self._inner(inner["name"], depth)]
            size += len(parts[-1]) + len(parts[-2])
            at = inner.end()
            if size > _MOST_CHARACTERS:
                break
        parts.append(text[at:])
        if size + len(parts[-1]) > _MOST_CHARACTERS:
            raise Excess(f"the entity “{name}” stands for more than {_MOST_CHARACTERS:,} characters", place)
        return "".join(parts)

    def _inner(self, name: str, depth: int) -> str:
        if name in _PREDEFINED:
            return {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}[name]
        return self.expanded(name, depth + 1) if name in self.places else _guessed(name)


def declared(text: str, doctype: Range) -> Entities:
    """The general entities that a document type declaration declares; of two of a name the first counts."""
    found = Entities()
    for match in _DECLARED.finditer(text, *doctype):
        name = match["name"]
        if name and not match["parameter"] and name not in found.places:
            found.places[name] = match.span("name")
            found.values[name] = match["double"] or match["single"] or ""
            if match["external"]:
                found.external.add(name)
    return found


def without(source: Source, doctype: Range, entities: Entities, path: str) -> tuple[str, list[Diagnostic]]:
    """The text with the characters in place of all entities, and without the declaration; and what is to be said.

    Raises Excess.
    """
    text = source.text
    blank = re.sub(r"[^\n]", " ", text[slice(*doctype)])
    parts, findings, at, size = [text[: doctype[0]], blank], list(_unread(source, doctype, path)), doctype[1], 0
    for match in _REFERENCE.finditer(text, doctype[1]):
        name = match["name"]
        if not name or name in _PREDEFINED:
            continue
        known = name in entities.places
        stands_for = entities.expanded(name) if known else _guessed(name)
        entities.expansions[name] = stands_for
        if not known:
            findings.append(_undeclared(source, match.span(), name, path))
        size += len(stands_for)
        if size > _MOST_IN_ALL:
            said = f"the entities of this file stand for more than {_MOST_IN_ALL:,} characters"
            raise Excess(said, entities.places.get(name, match.span()))
        parts += [text[at : match.start()], in_value(stands_for)]
        at = match.end()
    return "".join((*parts, text[at:])), findings


def _character(match: re.Match[str]) -> str:
    number = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"


def _guessed(name: str) -> str:
    """The character that goes by a name in the entity sets of ISO and HTML; else a mark that one is missing."""
    from html.entities import html5

    return html5.get(f"{name};", "\ufffd")


def _unread(source: Source, doctype: Range, path: str) -> Iterator[Diagnostic]:
    external = _EXTERNAL.match(source.text, *doctype)
    if external:
        uri = external["uri"][1:-1]
        yield Diagnostic(
            "external-dtd",
            f"the document type definition {uri} is not read: what it declares is not known",
            path,
            source.span(external.span("uri")),
            severity="warning",
            help=("remove the DOCTYPE; a TEI file needs none",),
            cause=Cause(
                ("dtd", uri), f"files name the document type definition {uri}, and it is not read", "named here too"
            ),
        )


def _undeclared(source: Source, place: Range, name: str, path: str) -> Diagnostic:
    from html.entities import html5

    meant = html5.get(f"{name};", "")
    return Diagnostic(
        "undeclared-entity",
        f"the entity &{name}; is not declared in this file",
        path,
        source.span(place),
        label="not declared",
        found=name,
        help=(f"write {meant}, the character itself" if meant else "write the character itself",),
        cause=Cause(
            ("entity", name, path), f"references to &{name}; stand in this file, which does not declare it", "here too"
        ),
    )
