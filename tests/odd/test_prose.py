"""A compiled source is read once and kept; what is damaged, or was put there by somebody else, is read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from siglum.keeping import Cache, sealed
from siglum.odd.prose import compiled

SOURCE = """<schemaSpec xmlns="http://www.tei-c.org/ns/1.0" ident="base" start="a"><elementSpec ident="a">
<gloss>A gloss</gloss><desc>A description</desc><content><textNode/></content></elementSpec></schemaSpec>"""


DAMAGE: dict[str, Callable[[str], str]] = {
    "half": lambda whole: whole[: len(whole) // 2],
    "another byte": lambda whole: whole.replace("A gloss", "A glass"),
    "nothing": lambda _: "",
}
OTHER = {
    "no data": "import os",
    "a number": "3",
    "too little": '["x"]',
    "no prose": '["x", 3]',
    "no words": '["x", [[3]]]',
}
"""What an entry may hold that is whole, and none of ours."""


@pytest.mark.parametrize("case", [*DAMAGE, *OTHER])
def test_what_is_damaged_or_no_entry_is_made_again(case: str, tmp_path: Path) -> None:
    source, cache = tmp_path / "base.odd", Cache(tmp_path / "cache")
    source.write_text(SOURCE, "utf-8")
    first = compiled(source, cache)
    assert first is not None and any("A gloss" in piece for holder in first.prose for piece in holder)
    (entry,) = (tmp_path / "cache/odd").iterdir()
    whole = entry.read_text("utf-8")
    if case in OTHER:
        entry.write_bytes(sealed(entry.name, OTHER[case].encode()))
    else:
        entry.write_text(DAMAGE[case](whole), "utf-8")
    again = compiled(source, cache)
    assert again is not None and (again.text, again.prose) == (first.text, first.prose)
    assert entry.read_text("utf-8") == whole
