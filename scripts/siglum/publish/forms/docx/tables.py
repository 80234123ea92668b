"""The cells of a table by rows and columns, also those that reach over several."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from siglum.publish.book import B

_MOST = 60
"""A word processor takes no more columns."""

Placed = tuple[etree._Element | None, int, int]
"""A cell, or None for one that an earlier row began; how many columns it has; for how many rows it goes on, this one
included."""


def rows(table: etree._Element) -> Iterator[tuple[etree._Element, list[Placed]]]:
    """Each row of a table with its cells, from the first column to the last."""
    going_on: dict[int, tuple[int, int]] = {}
    for row in table.iterfind(f"{B}row"):
        cells, placed, at = list(row.iterfind(f"{B}cell")), list[Placed](), 0
        following: dict[int, tuple[int, int]] = {}
        while cells or at in going_on:
            cell = None if at in going_on else cells.pop(0)
            columns, down = going_on[at] if cell is None else (_counted(cell, "columns"), _counted(cell, "rows"))
            placed.append((cell, columns, down))
            if down > 1:
                following[at] = (columns, down - 1)
            at += columns
        going_on = following
        yield row, placed


def _counted(cell: etree._Element, name: str) -> int:
    """How many columns or rows a cell has; one where nothing usable is said."""
    said = cell.get(name, "")
    return min(max(int(said), 1), _MOST) if said.isdecimal() and len(said) < 4 else 1
