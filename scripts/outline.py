"""Write the outline of the land that travels with the toolkit, for its maps.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/outline.py package/land-50m.json scripts/siglum/publish/pictures/land.txt

The package world-atlas has the data of Natural Earth 4.1.0 (land at 1:50 million), which is in the public domain, as
TopoJSON: rings of points made of arcs that neighbours share. What is written is one ring in a line: its points as
longitude and latitude in hundredths of a degree, the first as it is, each other as its distance from the one before.
The last, which is the first again, is left out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

_SMALLEST = 5
"""A ring that is nowhere so many hundredths of a degree from its first point is left out."""
Point = tuple[int, int]


def rings(atlas: dict[str, Any]) -> Iterator[list[Point]]:
    """The rings of the land."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in atlas["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * sx + tx) * 100), round((y * sy + ty) * 100)))
        arcs.append(points)
    for land in atlas["objects"]["land"]["geometries"]:
        for polygon in land["arcs"]:
            for ring in polygon:
                yield _joined([arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring])


def _joined(arcs: list[list[Point]]) -> list[Point]:
    """One ring. Where it crosses the date line it goes on beyond it; where it goes around a pole it is closed there."""
    ring: list[Point] = []
    for x, y in (point for arc in arcs for point in arc):
        x += round((ring[-1][0] - x) / 36000) * 36000 if ring else 0
        if not ring or ring[-1] != (x, y):
            ring.append((x, y))
    if ring[0] != ring[-1]:
        pole = 9000 if ring[0][1] > 0 else -9000
        ring += [(ring[-1][0], pole), (ring[0][0], pole), ring[0]]
    turn = round((min(ring)[0] + max(ring)[0]) / 72000) * 36000
    return [(x - turn, y) for x, y in ring]


def main(source: Path, target: Path) -> None:
    """Write the outline."""
    lines = []
    for ring in rings(json.loads(source.read_text(encoding="utf-8"))):
        if max(abs(x - ring[0][0]) + abs(y - ring[0][1]) for x, y in ring) < _SMALLEST:
            continue
        steps = [ring[0], *((two[0] - one[0], two[1] - one[1]) for one, two in pairwise(ring))]
        lines.append(" ".join(f"{x} {y}" for x, y in steps[:-1]) + "\n")
    target.write_text("".join(lines), encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
