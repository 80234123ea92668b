"""A table of a book as a grid in which no cell stands upon another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from siglum.document import local
from siglum.publish.book import B

_MOST = 60
"""Columns that a page can have."""


def source(table: etree._Element, content: Callable[[etree._Element], str]) -> str:
    """The Typst source of a table; `content` gives that of a cell."""
    rows = table.findall(f"{B}row")
    heads = next((n for n, row in enumerate(rows) if row.get("role") != "label"), 0)
    placed = list(_placed(rows, heads))
    columns = max((x + wide for _, _, x, wide, _ in placed), default=1)
    head: list[str] = []
    body: list[str] = []
    for cell, y, x, wide, high in placed:
        said = f"table.cell(x: {x}, y: {y}, colspan: {wide}, rowspan: {high}, {content(cell)})"
        (head if y < heads else body).append(said)
    return f"ruled({columns}, {heads}, {len(rows)}, ({_listed(head)}), ({_listed(body)}))"


def _listed(said: list[str]) -> str:
    return "".join(f"{one},\n" for one in said)


def _placed(rows: list[etree._Element], heads: int) -> Iterator[tuple[etree._Element, int, int, int, int]]:
    """Each cell with its row, its column, and how many of each it takes: no more than are free."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        last = heads if y < heads else len(rows)
        x = 0
        for cell in (one for one in row if local(one) == "cell"):
            while (y, x) in taken:
                x += 1
            wide = 1
            while wide < min(_whole(cell, "columns"), _MOST - x) and (y, x + wide) not in taken:
                wide += 1
            high = max(1, min(_whole(cell, "rows"), last - y))
            taken |= {(y + down, x + right) for down in range(high) for right in range(wide)}
            yield cell, y, x, wide, high
            x += wide


def _whole(cell: etree._Element, name: str) -> int:
    said = cell.get(name, "1")
    return int(said[:6]) if said.isdecimal() else 1
