"""Texts of odds and ends, drawn at random: whatever is made of one is valid, and says what the source says.

That it does is proved by `import_` itself, which fails where the two differ.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from importing.test_import import inside
from siglum.document import Document
from siglum.failure import Failure
from siglum.importing import Wanted, import_
from siglum.relaxng import Schema, validate

PIECES = (
    "HANNA.", "HANNA", "OLD MAN:", "(aside)", "[Exit.", "[1]", "[2]", "\f", "\u00a0", "\u2003", "\u200b", "the", "a",
    "Dear Sir,", "yours,", "Chapter 3", "IV", "ACT I", "* * *", "Notes", "P.S.", "5 May 1921", "“quoted”", "<b>", "&amp;",
    "&", "]]>", "--", "_it_", "By Anna", "- item", "# head", "> q", "*em*", "[^1]", "[^1]: note", "`c`", "| a | b |",
    "|---|---|", "~~x~~", "![alt](p.png)", "<br>", "\\", "1. x", "    code", "é", "e\u0301", "\u2028", "\ufeff", "***",
    "===", "<!-- c -->", "[a](b c)", "<http://x.y>", "|",
)  # fmt: skip


def drawn(seed: int) -> tuple[str, str, str]:
    """A text, the end of its name, and the kind that is asked for."""
    draw = random.Random(seed)
    lines = []
    for _ in range(draw.randint(1, 14)):
        indent = draw.choice(("", "   ", "\t", ""))
        lines.append(indent + " ".join(draw.choices(PIECES, k=draw.choice((0, 0, 1, 1, 2, 3, 8, 40)))))
    text = draw.choice(("\n", "\r\n")).join(lines)
    return text, draw.choice((".txt", ".txt", ".md")), draw.choice(("", "", "prose", "verse", "play", "letter"))


@pytest.mark.parametrize("seed", range(40))
def test_a_text_of_odds_and_ends_becomes_valid_tei_that_says_the_same(
    seed: int, tmp_path: Path, tei_all: Schema
) -> None:
    text, suffix, kind = drawn(seed)
    (tmp_path / f"a{suffix}").write_bytes(text.encode("utf-8"))
    with inside(tmp_path):
        try:
            made = import_([f"a{suffix}"], Wanted(kind=kind if suffix == ".txt" else ""))
        except Failure as failure:
            assert str(failure).endswith("there is nothing to import")
            return
    document = Document.parse(made.new[made.path], "a.xml")
    assert [finding.message for finding in validate(tei_all, document)] == []
