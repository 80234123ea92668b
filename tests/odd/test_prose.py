"""A compiled source is read once and kept; what is damaged, or was put there by somebody else, is read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from siglum.keeping import Cache, digest
from siglum.odd.prose import compiled

SOURCE = """<schemaSpec xmlns="http://www.tei-c.org/ns/1.0" ident="base" start="a"><elementSpec ident="a">
<gloss>A gloss</gloss><desc>A description</desc><content><textNode/></content></elementSpec></schemaSpec>"""


def sealed(body: str) -> str:
    """A text with the digest that an entry begins with."""
    return f"{digest(body)}\n{body}"


DAMAGE: dict[str, Callable[[str], str]] = {
    "half": lambda whole: whole[: len(whole) // 2],
    "another byte": lambda whole: whole.replace("A gloss", "A glass"),
    "nothing": lambda _: "",
    "no data, sealed": lambda _: sealed("import os"),
    "a number, sealed": lambda _: sealed("3"),
    "too little, sealed": lambda _: sealed('["x"]'),
    "no prose, sealed": lambda _: sealed('["x", 3]'),
    "no words, sealed": lambda _: sealed('["x", [[3]]]'),
}


@pytest.mark.parametrize("case", DAMAGE)
def test_what_is_damaged_or_no_entry_is_made_again(case: str, tmp_path: Path) -> None:
    source, cache = tmp_path / "base.odd", Cache(tmp_path / "cache")
    source.write_text(SOURCE, "utf-8")
    first = compiled(source, cache)
    assert first is not None and any("A gloss" in piece for holder in first.prose for piece in holder)
    (entry,) = (tmp_path / "cache/odd").iterdir()
    whole = entry.read_text("utf-8")
    entry.write_text(DAMAGE[case](whole), "utf-8")
    assert compiled(source, cache) == first
    assert entry.read_text("utf-8") == whole
