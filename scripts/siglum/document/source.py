"""The bytes of a file and its text; line, column and byte offset of every place in it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from siglum.diagnostic import Position, Span
from siglum.document.decoding import decode
from siglum.document.markup import Range

_STEP = 1024
_FEW = 16
"""How many places are counted out by themselves, before all lines are."""


class Source:
    """The bytes of a file with its text. `position` turns an index into the text into line, column and byte offset."""

    def __init__(self, data: bytes, encoding: str, bom: int) -> None:
        self.data, self.encoding, self.bom = data, encoding, bom
        self._places = 0

    @classmethod
    def of(cls, data: bytes) -> Source:
        """The bytes of a file that may be in any encoding."""
        decoded = decode(data)
        return cls(data, decoded.encoding, decoded.bom)

    @cached_property
    def text(self) -> str:
        """The text, decoded when it is first asked for: most files are checked without. U+FFFD for what is none."""
        return self.data[self.bom :].decode(self.encoding, "replace")

    @cached_property
    def _lines(self) -> list[int]:
        starts = [0]
        starts += [m + 1 for m in _line_ends(self.text)]
        return starts

    @cached_property
    def _marks(self) -> list[int]:
        """Where each line begins, and every `_STEP`-th character of a long one, so that no place is far from a mark."""
        ends = [*self._lines[1:], len(self.text)]
        return [at for start, end in zip(self._lines, ends, strict=True) for at in range(start, end, _STEP) or (start,)]

    @cached_property
    def _offsets(self) -> list[int]:
        """The byte at each mark."""
        offsets, total = [], self.bom
        for start, end in zip(self._marks, [*self._marks[1:], len(self.text)], strict=True):
            offsets.append(total)
            total += self._bytes(start, end)
        return offsets

    def _bytes(self, start: int, end: int) -> int:
        return len(self.text[start:end].encode(self.encoding, "replace"))

    def position(self, index: int) -> Position:
        """Line and column (from 1, code points) and byte offset of an index into the text."""
        self._places += 1
        if self._places <= _FEW and "_lines" not in self.__dict__:
            text, offset = self.text, self.bom + self._bytes(0, index)
            line = text.rfind("\n", 0, index) + 1
            return Position(text.count("\n", 0, index) + 1, index - line + 1, min(offset, len(self.data)))
        row = bisect_right(self._lines, index) - 1
        mark = bisect_right(self._marks, index) - 1
        offset = self._offsets[mark] + self._bytes(self._marks[mark], index)
        return Position(row + 1, index - self._lines[row] + 1, min(offset, len(self.data)))

    def at(self, offset: int) -> int:
        """The index into the text of a byte offset of the file."""
        return len(self.data[self.bom : offset].decode(self.encoding, "replace"))

    def span(self, place: Range) -> Span:
        """The span of a stretch of the text."""
        return Span(self.position(place[0]), self.position(place[1]))

    def index(self, line: int, column: int) -> int:
        """The index into the text of a line and column that count from 1, kept inside the text."""
        row = min(max(line, 1), len(self._lines)) - 1
        return min(self._lines[row] + max(column, 1) - 1, len(self.text))

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its end; "" for one that the file has not."""
        if not 0 < number <= len(self._lines):
            return ""
        start = self._lines[number - 1]
        end = self._lines[number] if number < len(self._lines) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


def _line_ends(text: str) -> list[int]:
    ends, at = [], text.find("\n")
    while at != -1:
        ends.append(at)
        at = text.find("\n", at + 1)
    return ends
