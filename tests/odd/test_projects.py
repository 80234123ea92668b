"""ODDs of projects and of TEI itself: their schemas say of every document what those of the TEI Stylesheets say."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from siglum import odd
from siglum.document import Document
from siglum.odd import Compiled, output
from siglum.relaxng import Schema, accepts
from siglum.relaxng.equality import same

SHARED = Path(__file__).resolve().parents[3] / "shared" / "odds"
VERDICTS: dict[str, dict[str, bool]] = (
    json.loads((SHARED / "verdicts.json").read_text("utf-8")) if SHARED.is_dir() else {}
)
pytestmark = pytest.mark.skipif(not VERDICTS, reason="the ODDs of projects are not beside the project")


@cache
def compiled(name: str) -> Compiled:
    return odd.make(SHARED / "stage" / name / f"{name}.odd")


@pytest.mark.parametrize("name", VERDICTS)
def test_the_schema_gives_the_verdicts_of_the_tei_stylesheets(name: str) -> None:
    schema = Schema.parse(compiled(name).relaxng.encode(), Path(f"{name}.rng"))
    folder = SHARED / "documents" / name
    assert {document: accepts(schema, Document.read(folder / document)) for document in VERDICTS[name]} == VERDICTS[
        name
    ]


@pytest.mark.parametrize("name", VERDICTS)
def test_the_compact_syntax_says_the_same(name: str) -> None:
    grammar, path = compiled(name).relaxng, Path(f"{name}.rnc")
    compact = output.compact(grammar, path)
    assert same(Schema.parse(grammar.encode(), path.with_suffix(".rng")), Schema.parse(compact.encode(), path))
