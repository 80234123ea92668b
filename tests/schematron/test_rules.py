"""Rules at large: TEI's own, many findings, what is kept between runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum import schematron
from siglum.document import Document
from siglum.keeping import NOTHING

ROOT = Path(__file__).resolve().parents[2]
TEI_ALL = ROOT.parent / "shared" / "reference" / "tei_all.rng"
OWN = ROOT / "schema" / "siglum.sch"
EDITION = [ROOT / "tei" / "furr-trotsky.xml", *sorted((ROOT / "tei" / "registers").glob("*.xml"))]
NUMBERS = """<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
  <sch:pattern><sch:rule context="p"><sch:assert test="@n">no number</sch:assert></sch:rule></sch:pattern>
</sch:schema>"""


@pytest.mark.parametrize("schema", [OWN, TEI_ALL], ids=["our own", "those of TEI"])
def test_the_edition_keeps_the_rules(schema: Path) -> None:
    if not schema.is_file():
        pytest.skip(f"{schema.name} is not there")
    rules = schematron.read(schema, cache=NOTHING)
    tasks = [schematron.Task(rules, Document.read(path), ROOT) for path in EDITION]
    run = schematron.Run(tasks)
    assert [finding.message for task in tasks for finding in run.findings(task)] == []


def test_a_rule_of_tei_is_applied() -> None:
    if not TEI_ALL.is_file():
        pytest.skip("tei_all.rng is not there")
    text = EDITION[0].read_text("utf-8").replace('<date when="1936">', '<date when="1936" notBefore="1930">')
    found = schematron.check(schematron.read(TEI_ALL), Document.parse(text.encode(), "essay.xml"), ROOT)
    assert [finding.message for finding in found] != []
    assert {
        text.split("\n")[f.span.start.line - 1][f.span.start.column - 1 : f.span.end.column - 1] for f in found
    } == {"date"}


def test_ten_thousand_findings_among_twenty_thousand_siblings(tmp_path: Path) -> None:
    (tmp_path / "numbers.sch").write_text(NUMBERS)
    document = Document.parse(b"<a>" + b'<p/>\n<p n="1"/>\n' * 10_000 + b"</a>", "many.xml")
    found = schematron.check(schematron.read(tmp_path / "numbers.sch"), document, tmp_path)
    assert [finding.span.start.line for finding in found] == list(range(1, 20_001, 2))


def test_what_is_kept_is_made_again_where_it_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "numbers.sch").write_text(NUMBERS)
    first = schematron.read(tmp_path / "numbers.sch")
    (kept,) = (tmp_path / "siglum" / "schematron").iterdir()
    kept.write_text("<xsl:stylesheet>half of")
    assert schematron.read(tmp_path / "numbers.sch").stylesheet == first.stylesheet
    kept.write_bytes(b"\xff")
    assert schematron.read(tmp_path / "numbers.sch").stylesheet == first.stylesheet


def test_another_phase_is_kept_beside_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "numbers.sch").write_text(NUMBERS)
    schematron.read(tmp_path / "numbers.sch")
    schematron.read(tmp_path / "numbers.sch", "#ALL")
    (tmp_path / "numbers.sch").write_text(NUMBERS.replace("@n", "@m"))
    schematron.read(tmp_path / "numbers.sch")
    assert len(list((tmp_path / "siglum" / "schematron").iterdir())) == 3


def test_without_a_place_to_keep_things_it_works_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "numbers.sch").write_text(NUMBERS)
    assert schematron.read(tmp_path / "numbers.sch").stylesheet


def test_a_schema_without_rules_has_none() -> None:
    assert schematron.read(ROOT / "schema" / "siglum.rng").stylesheet == ""
