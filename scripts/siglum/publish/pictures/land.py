"""The outline of the land as far as a map shows it.

`land.txt` has the data of Natural Earth, which is in the public domain (scripts/outline.py says what it was made from,
and what its lines are). Borders of states are not in it: those of today would be wrong for most texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from siglum.publish.pictures.view import WIDTH, View

_FILE = Path(__file__).with_name("land.txt")
_BEYOND = 4
"""The land is drawn so many units beyond the edges of the map."""
_EXACT = 1.0
"""Units by which the drawn line may leave the outline."""
_SMALLEST = 3
"""Islands of fewer units are left out."""
Point = tuple[float, float]


def outline(view: View) -> str:
    """The land of a part of the world, as the path of an SVG."""
    drawn: list[str] = []
    for ring in _rings():
        west, east = min(ring)[0], max(ring)[0]
        for turn in (-360, 0, 360):
            if west + turn < view.east and east + turn > view.west:
                points = [(view.x(longitude + turn), view.y(latitude)) for longitude, latitude in ring]
                drawn += _path(simplified(_within(points, view.height)))
    return "".join(drawn)


def _rings() -> Iterator[list[Point]]:
    """The rings of the land: longitudes and latitudes."""
    for line in _FILE.read_text(encoding="ascii").splitlines():
        numbers = list(map(int, line.split()))
        yield [(x / 100, y / 100) for x, y in zip(accumulate(numbers[::2]), accumulate(numbers[1::2]), strict=True)]


def _within(points: Sequence[Point], height: int) -> list[Point]:
    """What of a ring lies on the map. Source: I. E. Sutherland and G. W. Hodgman, Reentrant Polygon Clipping (1974)."""
    ring = list(points)
    for axis, edge, sign in ((0, -_BEYOND, 1), (0, WIDTH + _BEYOND, -1), (1, -_BEYOND, 1), (1, height + _BEYOND, -1)):
        ring = _cut(ring, lambda point, axis=axis, edge=edge, sign=sign: (point[axis] - edge) * sign)  # type: ignore[misc]
    return ring


def _cut(ring: Sequence[Point], inside: Callable[[Point], float]) -> list[Point]:
    """A ring without what lies beyond an edge; `inside` says how far within it a point lies."""
    kept: list[Point] = []
    for one, two in zip((*ring[-1:], *ring), ring, strict=False):
        here, there = inside(one), inside(two)
        if (here >= 0) != (there >= 0):
            part = here / (here - there)
            kept.append((one[0] + (two[0] - one[0]) * part, one[1] + (two[1] - one[1]) * part))
        if there >= 0:
            kept.append(two)
    return kept


def simplified(points: Sequence[Point]) -> list[Point]:
    """A line with fewer points, that leaves the old one by a unit at most.

    Source: D. H. Douglas and T. K. Peucker, Algorithms for the Reduction of the Number of Points (1973)."""
    if len(points) < 3:
        return list(points)
    kept, waiting = {0, len(points) - 1}, [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, at = 0.0, 0
        (x, y), (dx, dy) = points[first], (points[last][0] - points[first][0], points[last][1] - points[first][1])
        long = dx * dx + dy * dy
        for n in range(first + 1, last):
            px, py = points[n][0] - x, points[n][1] - y
            part = min(max((px * dx + py * dy) / long, 0.0), 1.0) if long else 0.0
            off = (px - part * dx) ** 2 + (py - part * dy) ** 2
            if off > far:
                far, at = off, n
        if far > _EXACT**2:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return [points[n] for n in sorted(kept)]


def _path(points: Sequence[Point]) -> Iterator[str]:
    """A ring in whole units: where it begins, then the way from each point to the next."""
    ring = [(round(x), round(y)) for x, y in points]
    if not ring or all(max(x) - min(x) < _SMALLEST for x in zip(*ring, strict=True)):
        return
    (x, y), *others = ring
    steps = []
    for nx, ny in others:
        if (nx, ny) != (x, y):
            steps.append(f"{nx - x} {ny - y}")
        x, y = nx, ny
    yield f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-")
