"""`siglum check --against REV`: whoever adds markup cannot change a letter unnoticed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reading.small import edition
from siglum.cli import main


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    where = edition(tmp_path / "edition")
    monkeypatch.chdir(where)
    for arguments in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "first"],
    ):
        subprocess.run(["git", *arguments], check=True, capture_output=True)
    return where


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--stations", "fidelity", *arguments])


def change(where: Path, before: str, after: str) -> None:
    letter = where / "letter.xml"
    assert letter.read_text().count(before) == 1
    letter.write_text(letter.read_text().replace(before, after))


def test_nothing_changed(repository: Path) -> None:
    assert check("--against", "HEAD").exit_code == 0


def test_markup_is_no_change(repository: Path) -> None:
    change(repository, "three", "<!-- sic --><hi>th</hi>ree")
    assert check("--against", "HEAD").exit_code == 0


def test_a_note_is_no_change(repository: Path) -> None:
    change(repository, "three", 'three<note resp="#ed">So the copy.</note>')
    assert check("--against", "HEAD").exit_code == 0


def test_a_letter_is(repository: Path) -> None:
    change(repository, "three", "thrae")
    result = check("--against", "HEAD")
    assert result.exit_code == 1
    assert (
        "error[text-changed]: the text says “thrae”, and at HEAD it said “three”\n --> letter.xml:6:" in result.stdout
    )


def test_without_the_question_nothing_is_compared(repository: Path) -> None:
    change(repository, "three", "thrae")
    assert check().exit_code == 0


def test_a_change_that_is_meant(repository: Path) -> None:
    change(repository, "three", "thrae")
    assert check("--against", "HEAD", "--allow-text-change").exit_code == 0
    announced = '<revisionDesc><change type="text" when="2026-01-01">Read again.</change></revisionDesc></teiHeader>'
    change(repository, "</teiHeader>", announced)
    assert check("--against", "HEAD").exit_code == 0


def test_a_change_announced_before_is_no_excuse(repository: Path) -> None:
    announced = '<revisionDesc><change type="text" when="2026-01-01">Read again.</change></revisionDesc></teiHeader>'
    change(repository, "</teiHeader>", announced)
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qam", "second"], check=True)
    change(repository, "three", "thrae")
    assert check("--against", "HEAD").exit_code == 1


def test_a_revision_there_is_none_of(repository: Path) -> None:
    result = check("--against", "nonsense")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        2, "siglum: git knows no revision “nonsense” in .: give a commit, a branch or a tag"
    )  # fmt: skip


def test_a_file_that_was_not_there_is_not_compared(repository: Path) -> None:
    (repository / "letter.xml").rename(repository / "new.xml")
    (repository / "siglum.toml").write_text((repository / "siglum.toml").read_text().replace("letter.xml", "new.xml"))
    assert check("--against", "HEAD").exit_code == 0
