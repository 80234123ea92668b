"""`siglum release`: what is published stays, and header, citation and change log say which version it is."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html

from conftest import Command
from history.test_diff import ACCOUNT, PERSONS, change, rename
from repository import commit, git

HERE = Path(__file__).parent
IDS = "published-ids.txt"
CITATION = "cff-version: 1.2.0\ntitle: A Voyage\nauthors:\n  - name: The makers\n"
LOG = "# Changes\n\n## Unreleased\n\n- The voyage.\n"


@pytest.fixture
def repository(small: Path) -> Path:
    """The small edition with a citation and a change log, all committed."""
    (small / "CITATION.cff").write_text(CITATION, "utf-8")
    (small / "CHANGELOG.md").write_text(LOG, "utf-8")
    git("init", "-q", cwd=small)
    commit(small, "first")
    return small


@pytest.fixture
def published(repository: Path, siglum: Command) -> Path:
    """The edition after its first release."""
    assert run(siglum, repository, "1.0.0").returncode == 0
    commit(repository, "Version 1.0.0")
    git("tag", "v1.0.0", cwd=repository)
    change(repository, "CHANGELOG.md", "## Unreleased\n", "## Unreleased\n\n- More.\n")
    commit(repository, "more")
    return repository


def run(siglum: Command, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return siglum("release", *arguments, "--date", "2026-03-01", cwd=folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def refused(siglum: Command, folder: Path, *arguments: str, status: int = 2) -> subprocess.CompletedProcess[str]:
    """A release that changes nothing."""
    before = contents(folder)
    done = run(siglum, folder, *arguments)
    assert done.returncode == status, done.stderr
    assert contents(folder) == before
    return done


def test_what_a_release_writes(repository: Path, siglum: Command) -> None:
    before = contents(repository)
    shown = run(siglum, repository, "1.0.0", "--who", "#ed", "--diff")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout == (HERE / "first.diff").read_text("utf-8")
    assert contents(repository) == before
    done = run(siglum, repository, "1.0.0", "--who", "#ed")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        f"version 1.0.0 is written into CHANGELOG.md CITATION.cff {IDS} {ACCOUNT}\n"
        f'now: git add CHANGELOG.md CITATION.cff {IDS} {ACCOUNT}; git commit -m "Version 1.0.0"; git tag v1.0.0\n'
    )
    subprocess.run(["git", "apply", "-R", "-"], input=shown.stdout, text=True, cwd=repository, check=True)
    assert contents(repository) == before


def test_the_next_one(published: Path, siglum: Command) -> None:
    change(published, PERSONS, '"description">A traveller.', '"description" xml:id="traveller">A traveller.')
    commit(published, "a new id")
    shown = run(siglum, published, "1.1.0", "--dry-run")
    assert shown.stdout == (HERE / "next.diff").read_text("utf-8")


def test_an_id_that_has_gone_stops_it(published: Path, siglum: Command) -> None:
    change(published, ACCOUNT, 'xml:id="supplied-1" ', "")
    change(published, ACCOUNT, "The Arrival</head>", 'The <persName ref="#supplied-1">Arrival</persName></head>')
    commit(published, "an id is gone")
    done = refused(siglum, published, "1.1.0", status=1)
    assert "error[published-id-gone]: the id “supplied-1” has been published, and nothing in this file" in done.stdout
    assert "note: at v1.0.0 it was <supplied> on line 75: “had …”" in done.stdout
    assert f"still points to it ({ACCOUNT}:" in done.stdout
    assert "help: give it back, or say which id its words have now: siglum release --gone supplied-1=…" in done.stdout
    assert done.stderr.startswith("siglum: version 1.1.0 is not released: ")
    check = siglum("check", cwd=published)
    assert check.returncode == 1 and "error[published-id-gone]" in check.stdout


def test_an_id_that_another_stands_for(published: Path, siglum: Command) -> None:
    """The addresses that were published go on to lead to their words."""
    change(published, ACCOUNT, 'xml:id="p2"', 'xml:id="she-said"')
    change(published, PERSONS, 'xml:id="vogel"', 'xml:id="anna-vogel"')
    path = published / ACCOUNT
    path.write_text(path.read_text("utf-8").replace("person:vogel", "person:anna-vogel"), "utf-8")
    commit(published, "renamed")
    gone = ("--gone", "p2=she-said", "--gone", f"{PERSONS}#vogel=anna-vogel")
    assert run(siglum, published, "1.1.0", *gone).returncode == 0
    listed = (published / IDS).read_text("utf-8").splitlines()
    assert f"{ACCOUNT} p2 = she-said" in listed and f"{ACCOUNT} she-said" in listed
    assert siglum("check", cwd=published).returncode == 0
    assert siglum("build", "--no-cache", cwd=published).returncode == 0
    for page, old, new in (("received", "p2", "she-said"), ("persons", "vogel", "anna-vogel")):
        root = html.document_fromstring((published / f"build/html/{page}.html").read_bytes())
        assert root.xpath("//*[@id=$new]//*[@id=$old]", old=old, new=new), page
    change(published, ACCOUNT, 'xml:id="she-said"', 'xml:id="p2"')
    commit(published, "given back, but for the new name")
    assert "the id “she-said” has been published" in siglum("check", cwd=published).stdout


def test_a_renamed_file_keeps_its_ids(published: Path, siglum: Command) -> None:
    rename(published, ACCOUNT, "tei/journey.xml")
    commit(published, "renamed")
    done = run(siglum, published, "1.1.0")
    assert done.returncode == 0, done.stdout
    listed = (published / IDS).read_text("utf-8")
    assert "tei/journey.xml p2\n" in listed and ACCOUNT not in listed


def test_a_file_that_has_gone_stops_it(published: Path, siglum: Command) -> None:
    (published / PERSONS).unlink()
    commit(published, "without persons")
    done = refused(siglum, published, "1.1.0", status=1)
    assert f"error[published-id-gone]: “{PERSONS}”, of which 3 ids have been published, is no file" in done.stdout
    assert f" --> {IDS}:3:1\n" in done.stdout


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("v1.0.0", "“v1.0.0” is no version: write 1.0.0"),
        ("next", "“next” is no version: write numbers with dots: 1.0.0"),
        ("1.0.0", "version 1.0.0 has been released: there is the tag v1.0.0; give another version"),
    ],
)
def test_a_version_that_cannot_be(published: Path, siglum: Command, version: str, said: str) -> None:
    assert refused(siglum, published, version).stderr == f"siglum: {said}\n"


@pytest.mark.parametrize(
    ("path", "before", "after", "said"),
    [
        ("CHANGELOG.md", "## Unreleased", "## 0.9.0", "CHANGELOG.md does not say what is new: write it under"),
        ("CHANGELOG.md", "- The voyage.", "", "CHANGELOG.md says nothing under “Unreleased”: write what is new"),
        (
            "CHANGELOG.md",
            "# Changes\n",
            "# Changes\n\n## 1.0.0 (2025-01-01)\n",
            "CHANGELOG.md has version 1.0.0 already",
        ),
        (
            ACCOUNT,
            "<titleStmt>",
            "<editionStmt><p>First.</p></editionStmt><titleStmt>",
            f"{ACCOUNT} says in prose which",
        ),
        (ACCOUNT, "</teiHeader>", "<revisionDesc/></teiHeader>", f"{ACCOUNT} has a revisionDesc without <change>"),
    ],
)
def test_what_has_no_place_for_a_version(
    repository: Path, siglum: Command, path: str, before: str, after: str, said: str
) -> None:
    shutil.rmtree(repository / "schema")
    change(repository, "siglum.toml", 'schema = "schema/voyage.rng"', "")
    change(
        repository,
        ACCOUNT,
        '<?xml-model href="../schema/voyage.rng" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>',
        "",
    )
    change(repository, path, before, after)
    commit(repository, "changed")
    assert said in refused(siglum, repository, "1.0.0").stderr


def test_what_is_not_committed_stops_it(repository: Path, siglum: Command) -> None:
    change(repository, ACCOUNT, "A Voyage, an", "A Voyage: an")
    done = refused(siglum, repository, "1.0.0")
    assert done.stderr == f"siglum: {ACCOUNT} has changes that are not committed: commit them, or take them back\n"
    git("checkout", "-q", ".", cwd=repository)
    (repository / "tei/registers/new.xml").write_bytes((repository / PERSONS).read_bytes())
    assert "tei/registers/new.xml has changes that are not committed" in refused(siglum, repository, "1.0.0").stderr


def test_line_ends_that_git_writes_are_no_change(repository: Path, siglum: Command) -> None:
    path = repository / ACCOUNT
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run(siglum, repository, "1.0.0").returncode == 0
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")


def test_an_error_stops_it(repository: Path, siglum: Command) -> None:
    change(repository, ACCOUNT, 'toWhom="person:berg"', 'toWhom="person:brg"')
    commit(repository, "a slip")
    done = refused(siglum, repository, "1.0.0", status=1)
    assert "error[dangling-pointer]" in done.stdout
    assert done.stderr == "siglum: version 1.0.0 is not released: 3 files checked: 1 error\n"


def test_a_header_that_the_schema_does_not_allow_stops_it(repository: Path, siglum: Command) -> None:
    free = '<element name="teiHeader"><ref name="free"/></element>'
    parts = '<element name="fileDesc"><ref name="free"/></element><optional><element name="encodingDesc"><ref name="free"/></element></optional>'
    change(repository, "schema/voyage.rng", free, free.replace('<ref name="free"/>', parts))
    commit(repository, "without changes")
    said = f"siglum: with version 1.0.0 in it, {ACCOUNT}:"
    assert refused(siglum, repository, "1.0.0").stderr.startswith(said)


def test_where_git_cannot_say(small: Path, siglum: Command) -> None:
    said = (
        "siglum: siglum release asks git for an earlier text, and git says of the current folder: not a git repository"
    )
    assert refused(siglum, small, "1.0.0").stderr.startswith(said)


def test_an_edition_without_citation_and_change_log(small: Path, siglum: Command) -> None:
    git("init", "-q", cwd=small)
    commit(small, "first")
    done = run(siglum, small, "1.0")
    assert done.returncode == 0
    assert "siglum: there is no CITATION.cff, which would say how this version is cited\n" in done.stderr
    assert "siglum: there is no CHANGELOG.md, which would say what is new in this version\n" in done.stderr


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("p2", "--gone says “p2”: write the id that is gone, = and the id where its words stand now"),
        ("nobody=p2", f"--gone names “nobody”, which is not among the published ids ({IDS})"),
    ],
)
def test_what_gone_cannot_say(published: Path, siglum: Command, gone: str, said: str) -> None:
    assert refused(siglum, published, "1.1.0", "--gone", gone).stderr == f"siglum: {said}\n"


def test_a_damaged_list_is_said_and_hides_nothing(published: Path, siglum: Command) -> None:
    with (published / IDS).open("a", encoding="utf-8") as file:
        file.write("nonsense\n")
    change(published, ACCOUNT, 'toWhom="person:berg"', 'toWhom="person:brg"')
    done = siglum("check", cwd=published)
    lines = len((published / IDS).read_text("utf-8").splitlines())
    assert done.returncode == 2
    assert (
        f"siglum: {IDS}, line {lines}: write a document, a space and an id (and “ = ” and another id)\n" in done.stderr
    )
    assert "error[dangling-pointer]" in done.stdout


def test_a_day_that_is_none(repository: Path, siglum: Command) -> None:
    done = siglum("release", "1.0.0", "--date", "1 March", cwd=repository)
    assert (done.returncode, done.stderr) == (2, "siglum: “1 March” is no day: write it as YYYY-MM-DD\n")
