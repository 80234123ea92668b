"""Each check finds its fault, there and nowhere else; its twin, different in one place, passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from integrity.fixtures import CASES, OFF, Expected, edition
from repairs import applied
from siglum import codes, integrity
from siglum.checking import Options, check
from siglum.diagnostic import Span
from siglum.document import Document
from siglum.integrity.pages import PAGES

FAILS = sorted(CASES.glob("*/*.fails.xml"))


def ids(path: Path) -> str:
    return f"{path.parent.name}/{path.name.partition('.')[0]}"


def found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Expected]:
    monkeypatch.chdir(folder)
    outcome = check([], Options(stations=("integrity",)))
    assert outcome.failures == []
    in_documents = [finding for finding in outcome.findings if not finding.path.endswith(".txt")]
    spans = [span for f in in_documents for span in (f.span, *(related.span for related in f.related))]
    assert {kind_of_part(span) for span in spans} <= {"name", "end-name", "attribute", "value", "text"}
    return [
        Expected(f.path, f.span.start.line, f.span.start.column, f.span.end.column, f.code) for f in outcome.findings
    ]


def kind_of_part(span: Span) -> str:
    """What of its element a finding speaks of."""
    assert span.node is not None
    part = span.node.part
    return part if isinstance(part, str) else part[0]


@pytest.mark.parametrize("case", FAILS, ids=ids)
def test_the_fault_is_found_at_its_place(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = edition(tmp_path, slot(case), case.read_text("utf-8"), case.parent.name)
    assert [e.code for e in expected] == [case.parent.name]
    assert relevant(found(tmp_path, monkeypatch), case) == expected


@pytest.mark.parametrize("case", FAILS, ids=ids)
def test_its_twin_passes(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    twin = case.with_name(case.name.replace(".fails.", ".passes."))
    assert edition(tmp_path, slot(case), twin.read_text("utf-8"), case.parent.name) == []
    assert relevant(found(tmp_path, monkeypatch), case) == []


ONCE = ("duplicate-id", "missing-address", "missing-header", "published-id-gone")
"""What is asked of a whole document, and of ids that both twins bear."""


@pytest.mark.parametrize("case", [case for case in FAILS if case.parent.name not in ONCE], ids=ids)
def test_the_fault_is_found_after_its_twin(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a check passes over ends no search."""
    twin = case.with_name(case.name.replace(".fails.", ".passes."))
    both = twin.read_text("utf-8") + case.read_text("utf-8")
    expected = edition(tmp_path, slot(case), both, case.parent.name)
    assert [e for e in found(tmp_path, monkeypatch) if e.code == case.parent.name] == expected


@pytest.mark.parametrize("case", FAILS, ids=ids)
def test_a_repair_silences_the_finding(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edition(tmp_path, slot(case), case.read_text("utf-8"), case.parent.name)
    monkeypatch.chdir(tmp_path)
    for finding in check([], Options(stations=("integrity",))).findings:
        if finding.fix is not None:
            for path in {edit.path for edit in finding.fix.edits}:
                data = applied(Path(path or finding.path).read_bytes(), finding.fix, path)
                Document.parse(data, finding.path)
                Path(path or finding.path).write_bytes(data)
            after = check([], Options(stations=("integrity",))).findings
            assert (finding.code, finding.span.start.line) not in [
                (f.code, f.span.start.line) for f in after if f.message == finding.message
            ]


@pytest.mark.parametrize("case", [case for case in FAILS if case.parent.name in OFF], ids=ids)
def test_a_check_that_is_off_finds_nothing_unasked(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edition(tmp_path, slot(case), case.read_text("utf-8"))
    assert relevant(found(tmp_path, monkeypatch), case) == []


def test_a_check_that_is_off_weighs_what_the_edition_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edition(tmp_path, "body", '<p>A.<note type="editorial" resp="#ed">B.</note></p>\n')
    toml = tmp_path / "siglum.toml"
    toml.write_text(
        toml.read_text("utf-8").replace('unsourced-statement = "off"', 'unsourced-statement = "error"'), "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    findings = check([], Options(stations=("integrity",))).findings
    assert [(f.code, f.severity) for f in findings] == [("unsourced-statement", "error")]


def slot(case: Path) -> str:
    return case.name.partition(".")[0].partition("-")[0]


def relevant(findings: list[Expected], case: Path) -> list[Expected]:
    """A person added to the register only for its dates is used by nobody."""
    if slot(case) == "persons" and case.parent.name != "unused-entry":
        return [finding for finding in findings if finding.code != "unused-entry"]
    return findings


def test_the_edition_without_a_fault_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edition(tmp_path, "body", "      <p>All is well.</p>\n")
    assert found(tmp_path, monkeypatch) == []


def test_checks_cases_and_pages_are_the_same_set() -> None:
    checks = [integrity.code(module) for module in integrity.CHECKS]
    modules = {path.stem for path in Path(integrity.__file__).parent.glob("*.py")} - {"__init__", "pages"}
    assert {code.replace("-", "_") for code in checks} == modules
    assert sorted(checks) == sorted(path.name for path in CASES.iterdir())
    assert tuple(checks) == tuple(PAGES) == codes.names("integrity")
    assert all((case.with_name(case.name.replace(".fails.", ".passes."))).is_file() for case in FAILS)
