"""`siglum check` with its options for reports: `--format`, `--output`, `--quiet`, `--statistics`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Command
from siglum.report import FORMATS

BAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><p>one</TEI>\n'
SUMMARY = "1 file checked: 1 error\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.xml").write_text(BAD)
    return tmp_path


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_in_a_file_is_that_on_the_screen(name: str, folder: Path, siglum: Command) -> None:
    shown = siglum("check", "a.xml", "--format", name, cwd=folder)
    filed = siglum("check", "a.xml", "--format", name, "--output", "report", cwd=folder)
    assert shown.returncode == filed.returncode == 1
    assert (folder / "report").read_text("utf-8") == shown.stdout != ""
    assert (filed.stdout, filed.stderr) == ("", SUMMARY)
    assert shown.stderr == (SUMMARY if name == "text" else "")


def test_a_report_of_nothing_replaces_an_old_one(folder: Path, siglum: Command) -> None:
    (folder / "a.xml").write_text('<p xmlns="http://www.tei-c.org/ns/1.0"/>')
    (folder / "report").write_text("old")
    siglum("check", "a.xml", "--stations", "relaxng", "--output", "report", cwd=folder)
    assert (folder / "report").read_text() == ""


def test_where_no_file_can_be_written_that_is_said(folder: Path, siglum: Command) -> None:
    done = siglum("check", "a.xml", "--output", "none/report", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "siglum: cannot write none/report: no such file or directory\n"


def test_quiet_is_a_line_for_each_finding(folder: Path, siglum: Command) -> None:
    done = siglum("check", "a.xml", "none.xml", "--quiet", cwd=folder)
    assert (
        done.stdout
        == "a.xml:1:43: error[unclosed-element]: <p>, opened on line 1, is not closed before </TEI> on line 1\n"
    )
    assert done.stderr == "siglum: cannot read none.xml: no such file or directory\n"


def test_statistics_stand_in_the_place_of_the_findings(folder: Path, siglum: Command) -> None:
    done = siglum("check", "a.xml", "--statistics", cwd=folder)
    assert (done.stdout, done.stderr) == ("      1  error    unclosed-element\n", SUMMARY)


def test_statistics_are_text(folder: Path, siglum: Command) -> None:
    done = siglum("check", "--statistics", "--format", "sarif", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--statistics is text" in done.stderr


def test_what_could_not_be_done_stands_in_the_reports_that_have_a_place_for_it(folder: Path, siglum: Command) -> None:
    for name in ("sarif", "github", "junit", "html"):
        assert "none.xml: no such file" in siglum("check", "none.xml", "--format", name, cwd=folder).stdout, name


def test_sarif_brings_the_pages_of_what_was_found(folder: Path, siglum: Command) -> None:
    log = json.loads(siglum("check", "a.xml", "--format", "sarif", cwd=folder).stdout)
    (rule,) = log["runs"][0]["tool"]["driver"]["rules"]
    page = siglum("explain", "unclosed-element", cwd=folder).stdout
    assert rule["help"]["text"] in page and len(rule["help"]["text"]) > 100
    assert rule["defaultConfiguration"] == {"level": "error", "enabled": True}
