"""Names beside the dots of a map: as many as stand there and touch neither each other nor a dot.

On a narrow page signs and names are drawn larger in the units of the map (`SIZES`; xslt/html/pictures.css has the same
numbers), so there are fewer names. A name that has its side there has it on wider pages too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, takewhile
from unicodedata import east_asian_width

from siglum.publish.pictures.view import WIDTH

SIZES = (2.35, 1.4, 1.0)
"""How much larger signs are on a phone, on a page of middle width, on a wide one."""
LETTER = 34
"""The size of letters, in units."""
_LONGEST = 15.0
"""A name that is longer, in sizes of letters, is cut."""
_GAP = 8
_SIDES = ("right", "left", "above", "below")
_CELL = 100
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(slots=True)
class Dot:
    """A dot: where it is, its radius in units, its name, and whether that is to be written beside it. `side` is where
    the name stands; `size` for how many of the sizes it does, the wide page first; 0: only while one points at the
    dot."""

    x: int
    y: int
    radius: int
    name: str
    named: bool = True
    side: str = ""
    size: int = 0

    def box(self, size: float) -> Box:
        """What the dot covers."""
        around = self.radius * size
        return self.x - around, self.y - around, self.x + around, self.y + around

    def of_name(self, side: str, size: float) -> Box:
        """What its name covers on a side."""
        away, letter = (self.radius + _GAP / 2) * size, LETTER * size
        broad, half = _GAP * size + breadth(self.name) * letter, letter * 0.5
        match side:
            case "right":
                return self.x + away, self.y - half, self.x + away + broad, self.y + half
            case "left":
                return self.x - away - broad, self.y - half, self.x - away, self.y + half
            case "above":
                return self.x - broad / 2, self.y - away - letter, self.x + broad / 2, self.y - away
            case _:
                return self.x - broad / 2, self.y + away, self.x + broad / 2, self.y + away + letter

    @property
    def written(self) -> tuple[int, int, str]:
        """Where the name is written, from the middle of the dot, and how it is anchored there."""
        away = self.radius + _GAP
        match self.side:
            case "right":
                return away, LETTER // 3, "start"
            case "left":
                return -away, LETTER // 3, "end"
            case "above":
                return 0, -away, "middle"
            case _:
                return 0, away + LETTER * 3 // 4, "middle"


def breadth(text: str) -> float:
    """How broad a text is, about, beside the size of its letters."""
    return sum(1.0 if east_asian_width(sign) in "WF" else 0.72 if sign.isupper() else 0.47 for sign in text)


def short(name: str, longest: float = _LONGEST) -> str:
    """A name as it stands in a picture."""
    if len(name) <= longest or breadth(name) <= longest:
        return name
    ends = accumulate(breadth(sign) for sign in name)
    kept = sum(1 for _ in takewhile(lambda end: end <= longest - 1, ends))
    return f"{name[:kept].rstrip()}…"


def place(dots: Sequence[Dot], height: int) -> None:
    """Find a side for the names of dots, those first that come first."""
    for larger in range(len(SIZES)):
        size, covered = SIZES[larger], _Covered(height)
        for dot in dots:
            covered.add(dot.box(size))
        for dot in dots:
            if dot.size:
                covered.add(dot.of_name(dot.side, size))
        for dot in dots:
            if dot.size or not dot.named:
                continue
            free = next((side for side in _SIDES if covered.is_free(dot.of_name(side, size))), "")
            if free:
                dot.side, dot.size = free, len(SIZES) - larger
                covered.add(dot.of_name(free, size))
    for dot in dots:
        dot.side = dot.side or ("right" if dot.x < WIDTH * 0.6 else "left")


@dataclass(slots=True)
class _Covered:
    """What of a map is covered; by squares, so that little is compared."""

    height: int
    cells: dict[tuple[int, int], list[Box]] = field(default_factory=dict)

    def add(self, box: Box) -> None:
        for cell in self._cells(box):
            self.cells.setdefault(cell, []).append(box)

    def is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        if left < 0 or top < 0 or right > WIDTH or bottom > self.height:
            return False
        return not any(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
            for cell in self._cells(box) for other in self.cells.get(cell, ())
        )  # fmt: skip

    def _cells(self, box: Box) -> Iterator[tuple[int, int]]:
        left, top, right, bottom = (int(edge // _CELL) for edge in box)
        return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))
