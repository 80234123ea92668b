"""Every form of report gives the same findings in the same order, as its schema asks and as the golden files show."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from report.found import CHECKED, FINDINGS, LETTER
from siglum import __version__
from siglum.diagnostic import Diagnostic, Position, Span
from siglum.document import Source
from siglum.report import FORMATS, Checked, named, sarif
from steps import lines

HERE = Path(__file__).parent
ENDINGS = {"text": "txt", "json": "json", "sarif": "sarif", "github": "txt", "gitlab": "json", "junit": "xml", "html": "html"}  # fmt: skip


def rendered(name: str, checked: Checked = CHECKED) -> str:
    return named(name).render(checked)


def test_every_module_is_a_form() -> None:
    folder = Path(str(sarif.__file__)).parent
    assert sorted(FORMATS) == sorted({path.stem for path in folder.glob("*.py")} - {"__init__", "fragment"})


@pytest.mark.parametrize("name", FORMATS)
def test_what_it_looks_like(name: str) -> None:
    golden = HERE / "golden" / f"{name}.{ENDINGS[name]}"
    assert rendered(name).replace(f'"version": "{__version__}"', '"version": "VERSION"') == golden.read_text("utf-8")


def places(name: str) -> list[tuple[str, str, int]]:
    """The code, file and line of each finding, as a report gives them."""
    report = rendered(name)
    match name:
        case "json":
            return [(f["code"], f["path"], f["span"]["start"]["line"]) for f in json.loads(report)["findings"]]
        case "sarif":
            found = [
                (r["ruleId"], r["locations"][0]["physicalLocation"]) for r in json.loads(report)["runs"][0]["results"]
            ]
            return [(code, place["artifactLocation"]["uri"], place["region"]["startLine"]) for code, place in found]
        case "gitlab":
            return [
                (f["check_name"], f["location"]["path"], f["location"]["lines"]["begin"]) for f in json.loads(report)
            ]
        case "github":
            commands = re.findall(r"^::\w+ file=([^,]+),line=(\d+).*,title=([\w\-]+)::", report, re.MULTILINE)
            return [(code, path, int(line)) for path, line, code in commands]
        case "junit":
            cases = etree.fromstring(report.encode()).iter("testcase")
            split = [
                (c.get("name", "").split(" at "), c.get("classname", ""))
                for c in cases
                if c.get("classname") != "siglum"
            ]
            return [(code, path, int(place.partition(":")[0])) for (code, place), path in split]
        case "html":
            files = re.split(r'<h2 id="file-\d+">', report)[1:]
            return [
                (code, file.partition("<")[0], int(line))
                for file in files
                for code, line in re.findall(r'<p class="place">\w+ <a href="#code-([\w\-]+)">.*?, line (\d+)', file)
            ]
        case _:
            raise AssertionError(name)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"text"}))
def test_the_same_findings_in_the_same_order(name: str) -> None:
    assert places(name) == [(f.code, f.path, f.span.start.line) for f in FINDINGS]


def test_the_text_says_once_what_is_the_same() -> None:
    said = rendered("text")
    assert said.count("the schema knows no element <ship>") == 1
    assert "= also: letter.xml:4:53\n" in said
    heads = re.findall(r"^(?:error|warning|note)\[([\w\-]+)\]", said, re.MULTILINE)
    assert heads == ["dangling-pointer", "unknown-element", "dangling-pointer", "quotation-marks", "unused-entry"]


@pytest.mark.parametrize("checked", [CHECKED, Checked([], 3), Checked([], 0, ["nothing\x1b to be done"])])
@pytest.mark.parametrize("name", FORMATS)
def test_each_ends_in_a_line_end_or_is_empty(name: str, checked: Checked) -> None:
    report = rendered(name, checked)
    assert report == "" or report.endswith("\n")
    assert "\x1b" not in report and report == rendered(name, checked)


# The published schemas


def sarif_of(checked: Checked) -> Any:
    log = json.loads(rendered("sarif", checked))
    jsonschema.Draft7Validator(json.loads((HERE / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))).validate(log)
    return log["runs"][0]


ANY = [CHECKED, Checked([], 3), Checked([], 0, ["nothing to be done"]), CHECKED._replace(source=lambda _: None)]


@pytest.mark.parametrize("checked", ANY)
def test_sarif_is_as_its_schema_asks(checked: Checked) -> None:
    run = sarif_of(checked)
    assert len(run["results"]) == len(checked.findings)
    assert run["columnKind"] == "unicodeCodePoints"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    assert run["invocations"][0]["executionSuccessful"] is (not checked.failures)


def test_a_change_in_sarif_makes_what_the_repair_makes() -> None:
    result = sarif_of(CHECKED)["results"][1]
    lines = LETTER.source.text.split("\n")
    for replacement in reversed(result["fixes"][0]["artifactChanges"][0]["replacements"]):
        region = replacement["deletedRegion"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        before, after = line[: region["startColumn"] - 1], line[region["endColumn"] - 1 :]
        lines[region["startLine"] - 1] = before + replacement["insertedContent"]["text"] + after
    assert "the <name>Vogel</name> — 漢字 —" in lines[2]


def test_a_repair_of_two_files_names_both() -> None:
    changes = sarif_of(CHECKED)["results"][2]["fixes"][0]["artifactChanges"]
    assert [change["artifactLocation"]["uri"] for change in changes] == ["letter.xml", "register.xml"]


def test_of_too_many_the_gravest_are_given_and_that_is_said() -> None:
    place = Span(Position(1, 1, 0), Position(1, 2, 1))
    warnings = [Diagnostic("x", "m", "a.xml", place, "warning")] * 4_000
    errors = [Diagnostic(code, "m", "b.xml", place) for code in ["y"] * 3_000 + ["z"]]
    run = sarif_of(Checked([*warnings, *errors], 2))
    given = [result["ruleId"] for result in run["results"]]
    assert (len(given), given.count("y"), given.count("z"), given.count("x")) == (5_000, 3_000, 1, 1_999)
    assert given == sorted(given)
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert said["message"]["text"] == "7,001 findings; the 5,000 gravest are given"


@pytest.mark.parametrize("checked", ANY)
def test_junit_is_as_its_schema_asks(checked: Checked) -> None:
    root = etree.fromstring(rendered("junit", checked).encode())
    etree.XMLSchema(etree.parse(HERE / "schemas" / "jenkins-junit.xsd")).assertValid(root)
    cases = root.findall(".//testcase")
    assert root.get("tests") == str(len(cases)) != "0"
    assert root.get("failures") == str(len(root.findall(".//failure")))
    assert root.get("errors") == str(len(root.findall(".//error")))


GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            **{name: {"type": "string", "minLength": 1} for name in ("description", "check_name", "fingerprint")},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)."},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer"}}},
                },
            },
        },
    },
}
"""What GitLab's page on the report asks of it (it publishes no schema): these keys, these severities, a path from the
root of the repository without ./ before it."""


@pytest.mark.parametrize("checked", ANY)
def test_gitlab_is_as_its_page_asks(checked: Checked) -> None:
    found = json.loads(rendered("gitlab", checked))
    jsonschema.validate(found, GITLAB)
    assert len({entry["fingerprint"] for entry in found}) == len(found)


def test_a_path_is_given_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    place = FINDINGS[0].span
    for path in ("./tei/a b.xml", str(tmp_path / "tei" / "a b.xml"), "tei/../tei/a b.xml"):
        checked = Checked([Diagnostic("x", "m", path, place)], 1)
        assert json.loads(rendered("gitlab", checked))[0]["location"]["path"] == "tei/a b.xml"
        location = sarif_of(checked)["results"][0]["locations"][0]["physicalLocation"]
        assert location["artifactLocation"]["uri"] == "tei/a%20b.xml"
        assert "file=tei/a b.xml," in rendered("github", checked)


def test_a_workflow_command_is_one_line_whatever_it_says() -> None:
    finding = Diagnostic("x", "50% of\nit\r\n::error::", "a,b:c.xml", FINDINGS[0].span, help=("do, this",))
    assert rendered("github", Checked([finding])) == (
        "::error file=a%2Cb%3Ac.xml,line=3,endLine=3,col=61,endColumn=66,title=x::50%25 of%0Ait%0A::error::%0Ahelp: do, this\n"
    )


def test_nothing_of_a_file_is_markup_on_the_page() -> None:
    report = rendered("html")
    assert "<ship>" not in report and "&lt;ship&gt;" in report.replace("<mark>", "").replace("</mark></a>", "").replace(
        '<a class="error" href="#finding-2">', ""
    )
    assert not re.search(r"(?:src|href)=\"(?!#)", report) and "<script" not in report
    targets = re.findall(r'href="#([\w\-]+)"', report)
    assert set(targets) <= set(re.findall(r'id="([\w\-]+)"', report))


def test_of_a_line_without_end_the_page_shows_what_stands_around(tmp_path: Path) -> None:
    line = b"<p>" + b"x" * 100_000 + b"<b/>" + b"y" * 100_000 + b"</p>\n"
    place = Span(Position(1, 100_004, 100_003), Position(1, 100_008, 100_007))
    report = rendered("html", Checked([Diagnostic("x", "m", "a.xml", place)], 1, source=lambda _: Source.of(line)))
    assert f"…{'x' * 200}<a class" in report and f"{'y' * 200}…" in report
    assert len(report) < 10_000


@pytest.mark.parametrize("between", ["", "\n"], ids=["on one line", "on a line each"])
@pytest.mark.parametrize("name", FORMATS)
def test_twice_as_many_findings_take_no_more_than_twice_the_steps(name: str, between: str) -> None:
    def steps(count: int) -> int:
        source = Source.of(f"<b/>{between}".encode() * count)
        found = [
            Diagnostic(f"code-{n % 20}", f"message {n}", "a.xml", source.span((start + 1, start + 2)))
            for n, start in enumerate(range(0, count * len(f"<b/>{between}"), len(f"<b/>{between}")))
        ]
        return lines(lambda: rendered(name, Checked(found, 1, source=lambda _: source)))

    once, twice = steps(400), steps(800)
    assert twice <= 2.2 * once
