"""The text of a PDF as its tags give it: what a screen reader says.

The tag tree (ISO 32000-1, 14.7) says in which order the marked stretches of the pages are read; running heads, page
numbers and numbers beside verses are artifacts and none of it. Notes and the table of contents have tags of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from siglum.publish.pdf.words import Said

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


def reading(found: str, said: Sequence[Said], text: str) -> str:
    """The text of the reading in a file of which these letters were read back: those that are none of the reading
    (`said` tells which) left out, with the spaces of the book (`text`).

    Where the letters differ from those that were written, what the file has instead stands in its place."""
    expected = [(letters(one.text), one.apart) for one in said]
    whole = "".join(one for one, _ in expected)
    if found == whole:
        return text
    first = next((n for n, (a, b) in enumerate(zip(found, whole, strict=False)) if a != b), min(len(found), len(whole)))
    last = 0
    while last < min(len(found), len(whole)) - first and found[-1 - last] == whole[-1 - last]:
        last += 1
    mine = [letter for one, apart in expected for letter in ((letter, apart) for letter in one)]
    before = sum(not apart for _, apart in mine[:first])
    after = sum(not apart for _, apart in mine[len(mine) - last :])
    return f"{_up_to(text, before)}{found[first : len(found) - last]}{_from(text, after)}"


def letters(text: str) -> str:
    """Text without what cannot be told from the space on a page: white space, and where words may be parted."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text))


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
        found: dict[int, list[str]] = {}
        open_marks: list[int | None] = []
        instead: list[str | None] = []
        current: dict[int, str] = {}
        for operands, operator in ContentStream(page["/Contents"].get_object(), self.reader).operations:
            if operator == b"BDC":
                said = operands[1] if hasattr(operands[1], "get") else {}
                open_marks.append(said.get("/MCID"))
                instead.append(said.get("/ActualText"))
                if instead[-1] is not None:
                    _add(found, open_marks, str(instead[-1]))
            elif operator == b"BMC":
                open_marks.append(None)
                instead.append(None)
            elif operator == b"EMC":
                open_marks.pop()
                instead.pop()
            elif operator == b"Tf":
                current = names.get(operands[0], {})
            elif operator in (b"Tj", b"TJ") and all(one is None for one in instead):
                _add(found, open_marks, *_in_order(_decoded(operands[0], current)))
        return {mark: letters("".join(said)) for mark, said in found.items()}

    def _map(self, font: Any) -> dict[int, str]:
        number = font.idnum if hasattr(font, "idnum") else id(font)
        if number not in self.maps:
            self.maps[number] = _to_unicode(font.get_object()["/ToUnicode"].get_object().get_data().decode("ascii"))
        return self.maps[number]


def _add(found: dict[int, list[str]], open_marks: list[int | None], *said: str) -> None:
    """Add text to the stretch that is open; what is in none is an artifact."""
    mark = next((one for one in reversed(open_marks) if one is not None), None)
    if mark is not None:
        found.setdefault(int(mark), []).extend(said)


def _in_order(shown: Iterable[str]) -> list[str]:
    """The letters of a run as they are read: those of a script from right to left are shown the other way round."""
    said = list(shown)
    from_right = any(unicodedata.bidirectional(one[0]) in ("R", "AL") for one in said if one)
    return said[::-1] if from_right else said


def _list(kids: Any) -> list[Any]:
    kids = kids.get_object()
    return list(kids) if isinstance(kids, list) else [kids]


def _decoded(shown: Any, names: dict[int, str]) -> Iterable[str]:
    for one in shown if isinstance(shown, list) else [shown]:
        data = getattr(one, "original_bytes", None)
        if data is not None:
            yield from (names.get(data[n] << 8 | data[n + 1], "") for n in range(0, len(data) - 1, 2))


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
