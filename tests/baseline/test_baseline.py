"""Only what is new is reported: since a revision of git, or beside a baseline; in repositories made here."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from conftest import Command
from fix.faults import ACCOUNT, FAULTS, PERSONS, Fault, plant
from repository import commit, git
from siglum.baseline import compare
from siglum.diagnostic import Cause, Diagnostic, Related, Span
from siglum.document import Document, local

OLD, NEW = FAULTS[11], FAULTS[12]
"""Two dangling pointers: what was wrong before, and what the change makes wrong."""
Run = Command


@pytest.fixture
def repository(small: Path) -> Path:
    """A repository whose first revision has a fault; the edition lies in a folder of it."""
    plant(small, OLD, strict=False)
    (small.parent / ".gitignore").write_text("/report\n")
    git("init", "-q", cwd=small.parent)
    commit(small, "first")
    return small


def found(done: subprocess.CompletedProcess[str]) -> list[tuple[str, str]]:
    return [(finding["path"], finding["found"]) for finding in json.loads(done.stdout)["findings"]]


def since(siglum: Run, folder: Path, revision: str, *more: str) -> list[tuple[str, str]]:
    done = siglum("check", "--since", revision, "--format", "json", *more, cwd=folder)
    assert done.returncode in (0, 1), done.stderr
    return found(done)


NEWS = [(ACCOUNT, "plce:riga")]


def test_what_was_there_is_not_reported(repository: Path, siglum: Run) -> None:
    done = siglum("check", "--since", "HEAD", cwd=repository)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "3 files checked: nothing found\n1 finding known at HEAD not reported\n"
    assert siglum("check", cwd=repository).returncode == 1


def test_what_the_change_makes_wrong_is(repository: Path, siglum: Run) -> None:
    plant(repository, NEW, strict=False)
    assert since(siglum, repository, "HEAD") == NEWS
    commit(repository, "second")
    assert since(siglum, repository, "HEAD~1") == NEWS
    assert since(siglum, repository, "HEAD") == []


def test_in_files_that_are_named(repository: Path, siglum: Run) -> None:
    plant(repository, NEW, strict=False)
    assert since(siglum, repository, "HEAD", ACCOUNT) == NEWS
    assert since(siglum, repository, "HEAD", str(repository / ACCOUNT)) == [(str(repository / ACCOUNT), "plce:riga")]
    assert since(siglum, repository, "HEAD", PERSONS) == []
    assert since(siglum, repository.parent, "HEAD", "small") == [(f"small/{ACCOUNT}", "plce:riga")]


def test_lines_that_have_moved_are_no_news(repository: Path, siglum: Run) -> None:
    path = repository / ACCOUNT
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("<front>", "<front>\n<!-- a\nlong\nstory -->\n").replace("\n", "\r\n"), "utf-8", newline=""
    )
    plant(repository, Fault("", PERSONS, False, "A traveller.", "A traveller, once."), strict=False)
    assert since(siglum, repository, "HEAD") == []


def test_a_file_that_was_renamed_brings_no_news(repository: Path, siglum: Run) -> None:
    git("mv", "tei/voyage.xml", "tei/journey.xml", cwd=repository)
    toml = repository / "siglum.toml"
    toml.write_text(toml.read_text("utf-8").replace("voyage.xml", "journey.xml"), "utf-8")
    commit(repository, "renamed")
    assert since(siglum, repository, "HEAD~1") == []
    path = repository / "tei/journey.xml"
    path.write_text(path.read_text("utf-8").replace(NEW.before, NEW.planted), "utf-8")
    assert since(siglum, repository, "HEAD~1") == [("tei/journey.xml", "plce:riga")]


def test_what_others_have_mended_meanwhile_is_no_news(repository: Path, siglum: Run) -> None:
    git("checkout", "-qb", "contribution", cwd=repository)
    plant(repository, NEW, strict=False)
    commit(repository, "a contribution")
    git("checkout", "-q", "main", cwd=repository)
    plant(repository, OLD._replace(before=OLD.planted, planted=OLD.before), strict=False)
    commit(repository, "mended")
    git("checkout", "-q", "contribution", cwd=repository)
    assert since(siglum, repository, "main") == NEWS
    git("merge", "-qm", "merged", "main", cwd=repository)
    assert since(siglum, repository, "main") == NEWS
    git("checkout", "-q", "main", cwd=repository)
    git("merge", "-q", "contribution", cwd=repository)
    assert since(siglum, repository, "HEAD~1") in (NEWS, [])
    assert since(siglum, repository, "HEAD^") == since(siglum, repository, "HEAD~1")


def test_the_same_fault_once_more_is_news(repository: Path, siglum: Run) -> None:
    path = repository / ACCOUNT
    text = path.read_text("utf-8").replace('toWhom="person:berg"', 'toWhom="person:vogl"')
    path.write_text(text, "utf-8")
    (finding,) = since(siglum, repository, "HEAD")
    assert finding == (ACCOUNT, "person:vogl")


def test_an_edition_that_was_not_there_is_news(repository: Path, siglum: Run) -> None:
    git("mv", "small", "other", cwd=repository.parent)
    moved = repository.parent / "other"
    assert [path for path, _ in since(siglum, moved, "HEAD")] == [ACCOUNT]


def test_an_image_need_only_be_there(repository: Path, siglum: Run) -> None:
    (repository / "tei/page.png").write_bytes(b"\x89PNG" + bytes(1000))
    plant(repository, Fault("", ACCOUNT, False, "</front>", '<figure facs="page.png"/></front>'), strict=False)
    commit(repository, "an image")
    assert since(siglum, repository, "HEAD") == []


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("nowhere", "git knows no revision “nowhere” in .: give a commit, a branch or a tag"),
        ("", "--since names no revision (“”): give a commit, a branch or a tag"),
        ("-x", "--since names no revision (“-x”): give a commit, a branch or a tag"),
    ],
)
def test_a_revision_there_is_none_of(revision: str, said: str, repository: Path, siglum: Run) -> None:
    done = siglum("check", f"--since={revision}", cwd=repository)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"siglum: {said}\n")


def test_without_a_repository(small: Path, siglum: Run) -> None:
    done = siglum("check", "--since", "HEAD", cwd=small)
    assert done.returncode == 2
    assert done.stderr.startswith(
        "siglum: --since asks git for an earlier text, and git says of .: not a git repository"
    )


def test_without_git(repository: Path, siglum: Run) -> None:
    done = siglum("check", "--since", "HEAD", cwd=repository, env={"PATH": str(repository)})
    assert done.returncode == 2
    assert done.stderr == "siglum: --since asks git for an earlier text, and git is not installed\n"


def test_a_shallow_clone_says_so(repository: Path, tmp_path: Path, siglum: Run) -> None:
    first = git("rev-parse", "HEAD", cwd=repository)
    plant(repository, NEW, strict=False)
    commit(repository, "second")
    git("clone", "-q", "--depth", "1", repository.parent.as_uri(), str(tmp_path / "shallow"), cwd=tmp_path)
    done = siglum("check", "--since", first, cwd=tmp_path / "shallow" / "small")
    assert done.returncode == 2
    assert done.stderr.endswith("the clone is shallow; fetch more of its history (git fetch --unshallow)\n")


def test_what_could_not_be_done_then_is_said(repository: Path, siglum: Run) -> None:
    toml = repository / "siglum.toml"
    text = toml.read_text("utf-8")
    toml.write_text("[edition", "utf-8")
    commit(repository, "broken")
    toml.write_text(text, "utf-8")
    done = siglum("check", "--since", "HEAD", "--format", "json", cwd=repository)
    assert found(done) == [(ACCOUNT, "person:vogl")]
    assert "at HEAD: siglum.toml" in done.stderr


def test_nothing_of_the_repository_is_touched(repository: Path, siglum: Run) -> None:
    plant(repository, NEW, strict=False)
    before = {path: path.read_bytes() for path in repository.parent.rglob("*") if path.is_file()}
    since(siglum, repository, "HEAD")
    assert {path: path.read_bytes() for path in repository.parent.rglob("*") if path.is_file()} == before


def test_no_command_of_the_repository_is_run(repository: Path, siglum: Run) -> None:
    sprung = repository.parent.parent / "SPRUNG"
    (repository / ".gitattributes").write_text("*.xml filter=trap\n")
    commit(repository, "a filter")
    for key in ("filter.trap.smudge", "filter.trap.clean", "core.fsmonitor", "core.pager"):
        git("config", key, f"touch {sprung}", cwd=repository)
    plant(repository, NEW, strict=False)
    assert since(siglum, repository, "HEAD") == NEWS
    assert not sprung.exists()


# ----- a baseline -----


def test_a_baseline_holds_what_was_found(small: Path, siglum: Run) -> None:
    plant(small, OLD, strict=False)
    done = siglum("check", "--baseline", "debts.json", "--write-baseline", cwd=small)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "3 files checked: nothing found\n1 finding known in debts.json not reported\n"
    written = json.loads((small / "debts.json").read_text("utf-8"))
    assert written["siglum-baseline"] == 1 and list(written["findings"]) == [ACCOUNT]
    plant(small, NEW, strict=False)
    done = siglum("check", "--baseline", "debts.json", "--format", "json", cwd=small)
    assert (done.returncode, found(done)) == (1, NEWS)
    done = siglum("check", f"small/{ACCOUNT}", "--baseline", "small/debts.json", "--format", "json", cwd=small.parent)
    assert found(done) == [(f"small/{ACCOUNT}", "plce:riga")]


def test_a_baseline_says_what_is_no_more(small: Path, siglum: Run) -> None:
    plant(small, OLD, NEW, strict=False)
    siglum("check", "--baseline", "debts.json", "--write-baseline", cwd=small)
    plant(small, OLD._replace(before=OLD.planted, planted=OLD.before), strict=False)
    done = siglum("check", "--baseline", "debts.json", cwd=small)
    assert done.returncode == 0
    assert "1 known in debts.json no more found: write it again with --write-baseline\n" in done.stderr


def test_the_same_findings_make_the_same_baseline(small: Path, siglum: Run) -> None:
    plant(small, *FAULTS)
    siglum("check", "--baseline", "one.json", "--write-baseline", cwd=small)
    siglum("check", "--baseline", "two.json", "--write-baseline", "--jobs", "2", cwd=small)
    assert (small / "one.json").read_bytes() == (small / "two.json").read_bytes()
    assert siglum("check", "--baseline", "one.json", cwd=small).returncode == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "debts.json is no baseline: write one with --write-baseline"),
        (b"[]", "debts.json is no baseline: write one with --write-baseline"),
        (b"\xff", "debts.json is no baseline: write one with --write-baseline"),
        (b'{"siglum-baseline": 2}', "debts.json is a baseline of version 2, and this siglum knows version 1: write one with --write-baseline"),
        (b'{"siglum-baseline": 1, "findings": {"a": 1}}', "debts.json is a damaged baseline: write one with --write-baseline"),
        (None, "cannot read debts.json: no such file or directory"),
    ],
)  # fmt: skip
def test_what_is_no_baseline(content: bytes | None, said: str, small: Path, siglum: Run) -> None:
    if content is not None:
        (small / "debts.json").write_bytes(content)
    done = siglum("check", "--baseline", "debts.json", cwd=small)
    assert (done.returncode, done.stderr) == (2, f"siglum: {said}\n")


def test_where_not_all_was_checked_no_baseline_is_written(small: Path, siglum: Run) -> None:
    done = siglum("check", "none.xml", "--baseline", "debts.json", "--write-baseline", cwd=small)
    assert done.returncode == 2
    assert "debts.json was not written, since not all could be checked" in done.stderr
    assert not (small / "debts.json").exists()


@pytest.mark.parametrize(
    "options", [("--write-baseline",), ("--since", "HEAD", "--fix"), ("--baseline", "a", "--diff")]
)
def test_what_does_not_go_together(options: tuple[str, ...], small: Path, siglum: Run) -> None:
    done = siglum("check", *options, cwd=small)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert not os.path.lexists(small / "a")


def test_of_one_cause_all_places_must_be_known() -> None:
    document = Document.parse(b'<a><p n="1" ref="#x"/><p n="2" ref="#x"/><p n="3" ref="#x"/></a>', "a.xml")
    places: list[Span] = [document.span(e, ("value", "ref")) for e in document.own if local(e) == "p"]
    cause = Cause(("id", "a.xml", "x"), "pointers lead to “x”", "leads there too")

    def finding(*spans: Span) -> Diagnostic:
        others = tuple(Related(cause.other, "a.xml", span) for span in spans[1:])
        return Diagnostic("dangling-pointer", "m", "a.xml", spans[0], related=others, cause=cause)

    from siglum.baseline import marks

    known = marks([finding(*places[:2])], lambda _: document.source)
    assert compare([finding(*places[:2])], lambda _: document.source, known).known == 1
    assert compare([finding(*reversed(places[:2]))], lambda _: document.source, known).known == 1
    assert compare([finding(*places)], lambda _: document.source, known).known == 0
    assert compare([finding(places[0])], lambda _: document.source, known).gone == 1
