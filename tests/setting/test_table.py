"""The table of behaviours: complete, closed, and told the same way everywhere."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from setting.test_elements import KNOWN, SCHEMA, grammar
from siglum.document import Document
from siglum.relaxng import Schema, validate

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "xslt" / "models" / "models.odd"
TEI = "{http://www.tei-c.org/ns/1.0}"
SPECS = list(etree.parse(str(TABLE)).iter(f"{TEI}elementSpec"))


def levels() -> dict[str, str]:
    """The behaviours that set.xsl lists, each with its level."""
    text = (ROOT / "xslt" / "models" / "set.xsl").read_text(encoding="utf-8")
    return {
        name: level
        for variable, level in (("blocks", "block"), ("inlines", "inline"), ("placed", "placed"))
        for match in [re.search(rf'name="set:{variable}"[^>]*select="([^"]*)"', text)]
        for name in re.findall(r"'(\w+)'", match[1] if match else "")
    }


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the TEI's own schema is not beside the project (../shared/reference)")
def test_every_element_of_the_tei_and_no_other_has_a_model() -> None:
    own = {(spec.get("ns", "http://www.tei-c.org/ns/1.0"), spec.get("ident")) for spec in SPECS}
    theirs = {(e.get("ns", "http://www.tei-c.org/ns/1.0"), e.get("name")) for e in grammar().elements.values()}
    assert theirs - own == set() and own - theirs == set()


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the TEI's own schema is not beside the project (../shared/reference)")
def test_the_table_is_a_valid_odd() -> None:
    assert [f"{f.span.start.line}: {f.message}" for f in validate(Schema.read(SCHEMA), Document.read(TABLE))] == []


def test_every_element_stands_once() -> None:
    assert [name for name, times in Counter(spec.get("ident") for spec in SPECS).items() if times > 1] == []


def test_every_group_of_the_table_is_part_of_its_schema() -> None:
    root = etree.parse(str(TABLE)).getroot()
    groups = [group.get("{http://www.w3.org/XML/1998/namespace}id") for group in root.iter(f"{TEI}specGrp")]
    assert [ref.get("target") for ref in root.iter(f"{TEI}specGrpRef")] == [f"#{name}" for name in groups]


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.get("ident"))
def test_there_is_a_behaviour_in_every_context_and_for_every_output(spec: etree._Element) -> None:
    models = list(spec.iter(f"{TEI}model"))
    assert {model.get("behaviour") for model in models} <= set(levels())
    last = models[-1]
    assert last.get("predicate") is None and last.get("output") is None
    assert all(model.get("predicate") or model.get("output") for model in models[:-1])


def test_what_is_omitted_has_its_reason() -> None:
    for spec in SPECS:
        for model in spec.iter(f"{TEI}model"):
            if model.get("behaviour") == "omit":
                assert model.findtext(f"{TEI}desc"), spec.get("ident")


def test_the_behaviours_are_told_the_same_way_everywhere() -> None:
    rows = re.findall(
        r"^\| (\w+)\*? \| (block|inline|placed) \|",
        (ROOT / "docs" / "models.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert dict(rows) == levels()
    assert set(levels()) == KNOWN


def test_the_manual_marks_our_own_behaviours_and_explains_their_number() -> None:
    text = (ROOT / "docs" / "models.md").read_text(encoding="utf-8")
    own = re.findall(r"^\| (\w+)\* \|", text, re.MULTILINE)
    assert len(own) == 11 and "Eleven of our own" in text
    assert all(f"`{name}`" in text for name in own)
