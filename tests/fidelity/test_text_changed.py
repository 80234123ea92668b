"""`siglum check --against REV`: whoever adds markup cannot change a letter unnoticed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from reading.small import edition
from running import CliRunner, Result
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
        2, "siglum: git knows no revision “nonsense” in the current folder: give a commit, a branch or a tag"
    )  # fmt: skip


def test_a_file_that_was_not_there_is_not_compared(repository: Path) -> None:
    (repository / "letter.xml").rename(repository / "new.xml")
    (repository / "siglum.toml").write_text((repository / "siglum.toml").read_text().replace("letter.xml", "new.xml"))
    assert check("--against", "HEAD").exit_code == 0


def test_a_file_that_was_renamed_is_compared(repository: Path) -> None:
    (repository / "letter.xml").rename(repository / "new.xml")
    (repository / "siglum.toml").write_text((repository / "siglum.toml").read_text().replace("letter.xml", "new.xml"))
    new = repository / "new.xml"
    new.write_text(new.read_text().replace("three", "thrae").replace('xml:id="letter"', 'xml:id="another"'))
    result = check("--against", "HEAD")
    assert result.exit_code == 1
    assert "the text says “thrae”, and at HEAD it said “three”\n --> new.xml:6:" in result.stdout


# ----- what was asked for and cannot be done -----


@pytest.mark.parametrize("revision", ["", " ", "-h", "--all", "a\nb"])
def test_a_revision_that_is_none_is_no_silence(revision: str, repository: Path) -> None:
    result = check(f"--against={revision}")
    assert result.exit_code == 2
    assert result.stderr.startswith("siglum: --against names no revision")


def test_a_text_that_git_cannot_read_is_no_silence(repository: Path) -> None:
    name = git("rev-parse", "HEAD:letter.xml")
    (repository / ".git" / "objects" / name[:2] / name[2:]).unlink()
    result = check("--against", "HEAD")
    assert result.exit_code == 2
    assert result.stderr.startswith("siglum: git cannot read letter.xml at HEAD: ")


def test_a_folder_that_git_cannot_read_is_no_silence(repository: Path) -> None:
    name = git("rev-parse", "HEAD^{tree}")
    (repository / ".git" / "objects" / name[:2] / name[2:]).unlink()
    assert check("--against", "HEAD").exit_code == 2


def test_what_is_no_repository_is_no_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(edition(tmp_path / "edition"))
    result = check("--against", "HEAD")
    assert result.exit_code == 2
    assert result.stderr.startswith(
        "siglum: --against asks git for an earlier text, and git says of the current folder: not a git repository"
    )


# ----- a repository that is not to be trusted -----


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize(
    "environment",
    [{}, {"GIT_DIR": "/nowhere", "GIT_PAGER": "false", "GIT_EXTERNAL_DIFF": "false"}],
    ids=["plain", "led astray"],
)
def test_no_command_of_a_repository_is_run(
    environment: dict[str, str], repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = repository.parent / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {repository.parent}/SPRUNG\ncat\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "pager.cat-file", "pager.ls-tree", "pager.rev-parse", "filter.x.clean", "filter.x.smudge", "filter.x.process",
                "diff.x.textconv", "diff.external", "core.sshCommand", "core.askPass", "core.editor", "alias.ls-tree", "alias.cat-file", "remote.origin.uploadpack"):  # fmt: skip
        git("config", key, str(trap))
    git("config", "core.hooksPath", str(repository.parent))
    for hook in ("post-index-change", "fsmonitor-watchman", "query-watchman"):
        (repository.parent / hook).write_text(trap.read_text())
        (repository.parent / hook).chmod(0o755)
    (repository / ".gitattributes").write_text("*.xml filter=x diff=x\n")
    change(repository, "three", "thrae")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    result = check("--against", "HEAD")
    assert (result.exit_code, "it said “three”" in result.stdout) == (1, True)
    assert not (repository.parent / "SPRUNG").exists()


def test_no_remote_is_asked_for_what_a_partial_clone_lacks(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git("config", "uploadpack.allowFilter", "true")
    git("config", "uploadpack.allowAnySHA1InWant", "true")
    partial = repository.parent / "partial"
    git("clone", "-q", "--no-checkout", "--filter=blob:none", repository.as_uri(), str(partial))
    for file in repository.glob("[!.]*.*"):
        (partial / file.name).write_bytes(file.read_bytes())
    monkeypatch.chdir(partial)
    git("config", "protocol.file.allow", "always")
    result = check("--against", "origin/HEAD")
    assert result.exit_code == 2
    assert result.stderr.startswith("siglum: git cannot read letter.xml at origin/HEAD: ")


def test_a_bare_repository_among_the_files_is_not_asked(repository: Path) -> None:
    """Its configuration would be part of what somebody sends."""
    inner = repository / "inner"
    edition(inner)
    git("init", "-q", "--bare", str(inner))
    git("-C", str(inner), "config", "core.fsmonitor", f"touch {repository.parent}/SPRUNG")
    result = CliRunner().invoke(main, ["check", "--stations", "fidelity", "--against", "HEAD", "inner/letter.xml"])
    assert result.exit_code in (0, 2)
    assert not (repository.parent / "SPRUNG").exists()
