"""The text of a PDF as its tags give it: what a screen reader says.

The tag tree (ISO 32000-1, 14.7) says in which order the marked stretches of the pages are read; running heads, page
numbers and numbers beside verses are artifacts and none of it. Notes and the table of contents have tags of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from siglum.publish.forms.pdf.words import Said

_TWICE = re.compile("\ufdd0[^\ufdd1]*\ufdd1")
_MARKS = re.compile("[\ufdd0\ufdd1]")
"""What the glyph before has said already stands between two characters that are none."""
_NONE_OF_IT = frozenset(("/Note", "/TOC"))
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00]+")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A part of a file: its tag, and its letters."""

    tag: str
    letters: str


def parts(data: bytes) -> list[Tagged]:
    """The parts of a file, in the order in which they are read, without notes and the table of contents."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    marked = _Marked(reader)
    root: Any = reader.root_object["/StructTreeRoot"]
    document = _list(root["/K"])[0].get_object()
    return [Tagged(str(one.get_object().get("/S")), "".join(marked.said(one))) for one in _list(document.get("/K", []))]


def reading(found: Sequence[str], said: Sequence[Said], text: str) -> str:
    """The text of the reading in a file whose parts have these letters: those that are none of the reading (`said`
    tells which) left out, with the spaces of the book (`text`).

    Where the letters differ from those that were written, what the file has instead stands in its place."""
    mine = [(letter, one.apart) for one in said for letter in letters(one.text)]
    written = "".join(letter for letter, _ in mine)
    theirs = _in_order(found, written)
    if theirs == written:
        return text
    shorter = min(len(theirs), len(written))
    first = next((n for n, (a, b) in enumerate(zip(theirs, written, strict=False)) if a != b), shorter)
    last = 0
    while last < shorter - first and theirs[-1 - last] == written[-1 - last]:
        last += 1
    before = sum(not apart for _, apart in mine[:first])
    after = sum(not apart for _, apart in mine[len(mine) - last :])
    return f"{_up_to(text, before)}{theirs[first : len(theirs) - last]}{_from(text, after)}"


def _in_order(found: Sequence[str], written: str) -> str:
    """The letters of all parts. Words from right to left stand in a file as they are seen, line by line: where a part
    has such, and the letters that were written, it has them in their order. A letter with its accents may be there
    twice, once for each of their glyphs."""
    said, at = [], 0
    for part in found:
        for one in (_MARKS.sub("", part), _TWICE.sub("", part)):
            own = written[at : at + len(one)]
            seen = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in one)
            if one == own or (seen and sorted(one) == sorted(own)):
                break
        else:
            own = one = _MARKS.sub("", part)
        said.append(own)
        at += len(one)
    return "".join(said)


def letters(text: str) -> str:
    """Text without what cannot be told from the space on a page: white space, and where words may be parted."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKD", text))


def _up_to(text: str, count: int) -> str:
    for place, letter in enumerate(text):
        if count <= 0:
            return text[:place]
        count -= len(letters(letter))
    return text


def _from(text: str, count: int) -> str:
    return _up_to(text[::-1], count)[::-1]


class _Marked:
    """The marked stretches of the pages of a file."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader
        self.pages: dict[int, dict[int, str]] = {}
        self.maps: dict[int, dict[int, str]] = {}

    def said(self, element: Any, page: Any = None) -> Iterator[str]:
        """The letters of an element of the tag tree."""
        stack: list[tuple[Any, Any]] = [(element, page)]
        while stack:
            one, page = stack.pop()
            one = one.get_object()
            if isinstance(one, int):
                yield self._page(page).get(one, "")
            elif one.get("/Type") == "/MCR":
                yield self._page(one.get("/Pg", page)).get(int(one["/MCID"]), "")
            elif one.get("/Type") != "/OBJR" and one.get("/S") not in _NONE_OF_IT:
                own = one.raw_get("/Pg") if "/Pg" in one else page
                stack += [(child, own) for child in reversed(_list(one.get("/K", [])))]

    def _page(self, page: Any) -> dict[int, str]:
        number = page.idnum if hasattr(page, "idnum") else page.indirect_reference.idnum
        if number not in self.pages:
            self.pages[number] = self._stretches(page.get_object())
        return self.pages[number]

    def _stretches(self, page: Any) -> dict[int, str]:
        from pypdf.generic import ContentStream

        fonts = page["/Resources"].get_object().get("/Font", {})
        names = {name: self._map(font) for name, font in fonts.get_object().items()} if fonts else {}
        stretches: dict[int, list[str]] = {}
        marks: list[_Mark] = []
        current: dict[int, str] = {}
        before = ""
        for operands, operator in ContentStream(page["/Contents"].get_object(), self.reader).operations:
            if operator in (b"BDC", b"BMC"):
                marks.append(_Mark.of(operands, before))
            elif operator == b"EMC":
                ended = marks.pop()
                _add(stretches, marks, ended.number, ended.text())
                before = ended.instead or before
            elif operator == b"Tf":
                current = names.get(operands[0], {})
            elif operator in (b"Tj", b"TJ") and marks:
                shown = _decoded(operands[0], current)
                marks[-1].said += shown
                before = "".join(shown[-1:])
        return {number: letters("".join(said)) for number, said in stretches.items()}

    def _map(self, font: Any) -> dict[int, str]:
        number = font.idnum if hasattr(font, "idnum") else id(font)
        if number not in self.maps:
            self.maps[number] = _to_unicode(font.get_object()["/ToUnicode"].get_object().get_data().decode("ascii"))
        return self.maps[number]


@dataclass(slots=True)
class _Mark:
    """A marked stretch (ISO 32000-1, 14.6) while it is read."""

    number: int | None
    instead: str | None
    reversed: bool
    before: str
    """What the glyph before it says."""
    said: list[str]

    @classmethod
    def of(cls, operands: Sequence[Any], before: str) -> _Mark:
        told = operands[1] if len(operands) > 1 and hasattr(operands[1], "get") else {}
        number, instead = told.get("/MCID"), told.get("/ActualText")
        return cls(None if number is None else int(number), instead, operands[0] == "/ReversedChars", before, [])

    def text(self) -> list[str]:
        """What it says: its letters, the other way round where they are marked so, or what stands for them."""
        if self.instead is not None:
            accented = len(letters(self.instead)) > 1 and self.instead == self.before
            return [f"\ufdd0{self.instead}\ufdd1" if accented else str(self.instead)]
        return self.said[::-1] if self.reversed else self.said


def _add(stretches: dict[int, list[str]], marks: list[_Mark], number: int | None, said: list[str]) -> None:
    """Add what a mark said that has ended: to its own stretch, or to the mark around it. What is in neither is an
    artifact."""
    if number is None:
        if marks:
            marks[-1].said += said
    else:
        stretches[number] = said


def _list(kids: Any) -> list[Any]:
    kids = kids.get_object()
    return list(kids) if isinstance(kids, list) else [kids]


def _decoded(shown: Any, names: dict[int, str]) -> list[str]:
    """What each glyph says of those that are shown."""
    strings = shown if isinstance(shown, list) else [shown]
    found = [one.original_bytes for one in strings if hasattr(one, "original_bytes")]
    return [names.get(data[n] << 8 | data[n + 1], "") for data in found for n in range(0, len(data) - 1, 2)]


def _to_unicode(said: str) -> dict[int, str]:
    """The characters of a font by the numbers of its glyphs. Source: ISO 32000-1, 9.10.3 (ToUnicode CMaps)."""
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", said, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", said, re.DOTALL):
        for first, last, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            start = bytes.fromhex(text).decode("utf-16-be")
            for number in range(int(first, 16), int(last, 16) + 1):
                found[number] = start[:-1] + chr(ord(start[-1]) + number - int(first, 16))
    return found
