"""CSV: each register as a table, in columns that any of its entries fills.

Source: RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from siglum.publish.data.known import AUTHORITIES, Fact, Known, identified

_COLUMNS = ("id", "kind", "name", "filed", "other names", "birth", "death", "from", "to", "coordinates", "description")
_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def files(edition: Known) -> Iterator[tuple[str, str]]:
    """A file for each register that has an entry."""
    for name, entries in edition.entries.items():
        rows = [_row(edition, one) for one in entries]
        columns = [column for column in (*_COLUMNS, *AUTHORITIES, "address") if any(row.get(column) for row in rows)]
        if rows:
            yield f"{name}.csv", _csv([columns, *([row.get(column, "") for column in columns] for row in rows)])


def _row(edition: Known, fact: Fact) -> dict[str, str]:
    date = fact["date"] or {"from": "", "to": ""}
    names = dict.fromkeys(one["said"] for one in fact["names"] if one["said"] != fact["name"])
    said = {
        "id": fact["id"], "kind": fact["kind"], "name": fact["name"], "filed": fact["filed"],
        "other names": "; ".join(names), "birth": _day(fact["birth"]), "death": _day(fact["death"]),
        "from": date["from"], "to": date["to"], "coordinates": fact["coordinates"], "description": fact["description"],
        "address": edition.address(fact["href"]) if edition.described.address else "",
    }  # fmt: skip
    for authority, address in identified(fact):
        said[authority] = "; ".join(filter(None, (said.get(authority), address)))
    return said


def _day(moment: Fact | None) -> str:
    """When somebody was born or died: a date, or the two between which it was."""
    return "/".join(dict.fromkeys(filter(None, (moment["from"], moment["to"])))) if moment else ""


def _csv(rows: list[list[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(
        [harmless(cell) for cell in row] for row in rows
    )
    return written.getvalue()


def harmless(value: str) -> str:
    """A cell that no spreadsheet works out."""
    return f"'{value}" if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else value
