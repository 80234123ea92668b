"""Each kind of finding: a document that fails, its twin that passes, and what is said, word for word.

Beside `fails.xml` lie `fails.txt` and `fails.json`; a repair that is proposed makes the document valid.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from repairs import applied
from siglum.diagnostic import Diagnostic, Fix
from siglum.document import Document, Source
from siglum.fix.diff import diff
from siglum.fix.edits import Repair, made
from siglum.relaxng import Schema, validate
from siglum.report import Checked, json, text
from siglum.writing import Change

HERE = Path(__file__).parent / "findings"
CASES = sorted(path.parent.name for path in HERE.glob("*/fails.xml"))
CODES = {
    "unknown-element", "element-not-allowed", "element-too-early", "too-many", "incomplete-content", "text-not-allowed",
    "unknown-attribute", "attribute-not-allowed", "missing-attribute", "value-not-in-list", "value-not-of-datatype",
    "wrong-namespace", "duplicate-id", "unresolved-idref",
}  # fmt: skip


@cache
def schema(case: str = "") -> Schema:
    """What a case is held to: its own schema, if it has one."""
    own = HERE / case / "own.rng"
    return Schema.read(own) if own.is_file() else Schema.read(HERE / "letter.rng")


def findings(name: str, case: str) -> list[Diagnostic]:
    return list(validate(schema(case), Document.parse((HERE / case / name).read_bytes(), name)))


def source_of(case: str) -> Source:
    return Source.of((HERE / case / "fails.xml").read_bytes())


@pytest.mark.parametrize("case", CASES)
def test_the_twin_passes(case: str) -> None:
    assert findings("passes.xml", case) == []


@pytest.mark.parametrize("case", CASES)
def test_what_is_said(case: str) -> None:
    found = findings("fails.xml", case)
    assert len(found) == 1
    assert case.startswith(found[0].code)
    checked = Checked(found, 1, source=lambda _: source_of(case))
    assert text.render(checked) == (HERE / case / "fails.txt").read_text("utf-8")
    assert json.render(checked) == (HERE / case / "fails.json").read_text("utf-8")


REPAIRED = [case for case in CASES if '"fix": {' in (HERE / case / "fails.json").read_text("utf-8")]


@pytest.mark.parametrize("case", REPAIRED)
def test_a_repair_makes_the_document_valid(case: str) -> None:
    """`fails.diff` shows what changes, and nothing else does."""
    (finding,) = findings("fails.xml", case)
    assert finding.fix is not None
    before = (HERE / case / "fails.xml").read_bytes()
    repaired = applied(before, finding.fix)
    assert list(validate(schema(case), Document.parse(repaired, "repaired.xml"))) == []
    assert diff({"letter.xml": Change(before, repaired)}) == (HERE / case / "fails.diff").read_text("utf-8")
    assert made([Repair(finding, "")], {"fails.xml": before}) == {"fails.xml": repaired}


@pytest.mark.parametrize("case", REPAIRED)
def test_a_repair_that_is_safe_keeps_the_text(case: str) -> None:
    (finding,) = findings("fails.xml", case)
    assert finding.fix is not None
    before = (HERE / case / "fails.xml").read_bytes()
    texts = [
        "".join(map(str, Document.parse(data, "").root.itertext())) for data in (before, applied(before, finding.fix))
    ]
    assert texts[0] == texts[1], "no repair of the grammar is about text"


def test_each_repair_has_its_difference() -> None:
    assert sorted(path.parent.name for path in HERE.glob("*/fails.diff")) == REPAIRED


def test_every_code_has_its_case() -> None:
    assert {code for code in CODES if not any(case.startswith(code) for case in CASES)} == set()


EIGHT = """<letter xmlns="urn:letter">
  <hed>To Trotsky</hed>
  <p lnag="de">On <dat when="1937-06-11">that</dat> day,
    <name kind="persn">Leon</name>, <name>and</name></p>
  <sp><p>Yes.</p></sp>
  <sp><speaker>A</speaker></sp>
  <sp/>
</letter>
"""


def test_eight_faults_are_eight_findings_and_their_repairs_together_make_the_document_valid() -> None:
    found = list(validate(schema(), Document.parse(EIGHT.encode(), "eight.xml")))
    assert [finding.code for finding in found] == [
        "unknown-element", "unknown-attribute", "unknown-element", "value-not-in-list", "missing-attribute",
        "element-too-early", "incomplete-content", "incomplete-content",
    ]  # fmt: skip
    assert [finding.span for finding in found] == sorted(finding.span for finding in found)
    fixes = [finding.fix for finding in found]
    edits = [edit for fix in fixes if fix is not None for edit in fix.edits]
    assert None not in fixes
    repaired = applied(EIGHT.encode(), Fix("all", tuple(edits)))
    assert list(validate(schema(), Document.parse(repaired, "repaired.xml"))) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "shift_jis"])
def test_the_place_is_right_in_every_encoding(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    written = f'<?xml version="1.0" encoding="{name}"?>\r\n<letter xmlns="urn:letter">\t<hed>x</hed><p/></letter>'
    data = written.encode(encoding)
    (finding,) = validate(schema(), Document.parse(data, "a.xml"))
    assert (finding.span.start.line, finding.span.start.column) == (2, 30)
    assert data[finding.span.start.offset : finding.span.end.offset].decode(encoding.replace("16", "16-le")) == "hed"
