"""Plain text with numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.kinds import KINDS, document
from publish.test_book import made, said
from publish.test_latex import TEI
from siglum.publish.forms import numbered


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_has_the_words_of_its_reading(kind: str, tmp_path: Path) -> None:
    given, one = made(tmp_path, document(kind))
    _, text = numbered.of(given, one)
    assert said(text.said) == said(given.words(one.id, "print").whole)


def test_paragraphs_verses_and_every_fifth_line_have_numbers(tmp_path: Path) -> None:
    verses = "".join(f"<l n='{n}'>verse {n}</l>" for n in (7, 8))
    body = f"<head>A title</head><p>{'word ' * 40}</p><lg>{verses}</lg><p n='4a'>End.</p>"
    given, one = made(tmp_path, TEI.format("en", body))
    data, _ = numbered.of(given, one)
    line = " ".join(["word"] * 14)
    assert data.decode("utf-8").partition("---\n")[2] == (
        "              A title\n"
        "\n"
        f"     1        {line}\n"
        f"              {line}\n"
        f"              {' '.join(['word'] * 12)}\n"
        "\n"
        "     7     5  verse 7\n"
        "     8        verse 8\n"
        "\n"
        "    4a        End.\n"
    )
