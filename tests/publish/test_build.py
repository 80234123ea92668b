"""The journey `build`: whole or not at all, the same bytes everywhere, every trouble a sentence."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import SMALL, Command
from reading.small import BODY, TOML, edition
from running import CliRunner, Result
from siglum.cli import main
from siglum.publish import folder as folders
from tei.received import ROOT


def build(where: Path, *arguments: str) -> Result:
    before = Path.cwd()
    os.chdir(where)
    try:
        return CliRunner().invoke(main, ["build", *arguments])
    finally:
        os.chdir(before)


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = shutil.copytree(SMALL, tmp_path_factory.mktemp("published") / "one")
    assert build(where).output == "published to build/: html, text\n"
    return where / "build"


def test_the_edition_is_published(published: Path) -> None:
    names = set(contents(published))
    readings = ("received", "corrected", "letter")
    assert {f"text/{name}.txt" for name in readings} <= names
    assert {"html/index.html", "html/style.css", *(f"html/{name}.html" for name in readings)} <= names
    assert {f"html/{name}.html" for name in ("persons", "places")} <= names


def test_where_the_edition_has_no_copy_of_the_schema_that_of_the_toolkit_counts(
    tmp_path: Path, siglum: Command
) -> None:
    shutil.copytree(ROOT / "tei", tmp_path / "tei")
    shutil.copy(ROOT / "siglum.toml", tmp_path)
    done = siglum("check", "--stations", "relaxng", cwd=tmp_path)
    assert (done.stdout, done.returncode) == ("", 0)


def test_two_builds_from_two_folders_are_the_same_bytes(published: Path, tmp_path: Path) -> None:
    other = shutil.copytree(SMALL, tmp_path / "quite" / "another place")
    assert build(other, "-o", "site").exit_code == 0
    assert contents(other / "site") == contents(published)


def test_no_output_knows_the_machine_or_the_time(published: Path) -> None:
    for name, data in contents(published).items():
        for word in (str(published.parent), str(ROOT), str(Path.home()), "/tmp", time.strftime("%Y-%m-%dT")):
            assert word == "/" or word.encode() not in data, (name, word)


def test_the_head_of_a_text_says_work_reading_and_source(published: Path) -> None:
    head, text = (published / "text" / "received.txt").read_text(encoding="utf-8").split("\n---\n")
    assert head.splitlines() == [
        "A Voyage, an invented account",
        "Jonas Berg",
        "the account as received; witness T; as it stands",
        "Source: tei/voyage.xml, The Tests",
    ]
    assert text.startswith("A Voyage to Riga\n\n")


def test_bare_text_has_no_head(tmp_path: Path) -> None:
    where = edition(tmp_path / "e")
    assert build(where, "--bare", "--outputs", "text").exit_code == 0
    assert (where / "build/text/plain.txt").read_text() == "One tow three four five.\n"
    assert (where / "build/text/other.txt").read_text() == "One two three five.\n"


def test_marks_of_a_reading(tmp_path: Path) -> None:
    where = edition(tmp_path / "e")
    assert build(where, "--only", "text").exit_code == 0
    assert (where / "build/text/other.txt").read_text().endswith("---\nOne [two] three […] five.\n")


def test_an_output_that_is_not_made_stays_as_it_was(tmp_path: Path) -> None:
    where = edition(tmp_path / "e")
    assert build(where).exit_code == 0
    page = (where / "build/html/plain.html").read_bytes()
    (where / "letter.xml").write_text((where / "letter.xml").read_text().replace("five", "six"))
    assert build(where, "--outputs", "text").exit_code == 0
    assert (where / "build/html/plain.html").read_bytes() == page
    assert "six" in (where / "build/text/plain.txt").read_text()


def test_a_new_build_replaces_the_old_one_whole(tmp_path: Path) -> None:
    where = edition(tmp_path / "e")
    build(where)
    (where / "siglum.toml").write_text(TOML.replace('"other"', '"second"'))
    assert build(where).exit_code == 0
    assert sorted(p.name for p in (where / "build/text").iterdir()) == ["plain.txt", "second.txt"]
    assert sorted(p.name for p in where.iterdir()) == ["build", "letter.xml", "siglum.toml"]


# ----- whole or not at all -----


def test_a_build_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    where = edition(tmp_path / "e")
    build(where)
    before = contents(where / "build")
    edition(where, BODY + "<p><banana/></p>")
    assert build(where, "--strict").exit_code == 2
    assert contents(where / "build") == before


@pytest.mark.parametrize("step", ["_fill", "rename"])
def test_a_build_that_breaks_off_while_writing_leaves_the_old_one(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = edition(tmp_path / "e")
    build(where)
    before = contents(where / "build")

    def fill(new: Path, folder: Path, outputs: object) -> None:
        new.mkdir()
        (new / ".siglum").touch()
        (new / "half").write_text("half")
        raise KeyboardInterrupt

    rename = Path.rename

    def renamed(self: Path, target: Path) -> Path:
        if target.name == "build" and not self.name.endswith(".old"):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    if step == "_fill":
        monkeypatch.setattr(folders, "_fill", fill)
    else:
        monkeypatch.setattr(Path, "rename", renamed)
    assert build(where).exit_code != 0
    assert contents(where / "build") == before
    assert sorted(p.name for p in where.iterdir()) == ["build", "letter.xml", "siglum.toml"]


def test_a_killed_build_leaves_the_old_one(tmp_path: Path) -> None:
    where = edition(tmp_path / "e")
    build(where)
    before = contents(where / "build")
    stuck = (
        "import os, signal, sys\nfrom siglum.publish import folder\nfrom siglum.cli import main\n"
        "fill = folder._fill\ndef killed(*a):\n    fill(*a)\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "folder._fill = killed\nmain(['build'])"
    )
    done = subprocess.run([sys.executable, "-c", stuck], cwd=where, check=False)
    assert done.returncode == -signal.SIGKILL
    assert contents(where / "build") == before


def test_a_build_killed_between_old_and_new_is_mended_by_the_next(tmp_path: Path) -> None:
    where = edition(tmp_path / "e")
    build(where)
    before = contents(where / "build")
    (where / "build").rename(where / ".build.old")
    edition(where, "<p><banana/></p>")
    assert build(where, "-o", "build", "--strict").exit_code == 2
    edition(where)
    assert build(where).exit_code == 0
    assert contents(where / "build") == before
    assert not (where / ".build.old").exists()


# ----- bad input -----


def refusal(result: Result) -> str:
    assert result.exit_code == 2, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.output.removeprefix("siglum: ").rstrip("\n")


UNKNOWN = "letter.xml:8: <banana> is not known: it is set by what stands beside it"


@pytest.mark.parametrize("output", ["text", "html"])
def test_an_element_nobody_knows_is_set_and_told(output: str, tmp_path: Path) -> None:
    where = edition(tmp_path / "e", BODY + "\n<p>x <banana>y</banana></p>")
    done = build(where, "--outputs", output)
    assert (done.exit_code, done.output) == (0, f"siglum: warning: {UNKNOWN}\npublished to build/: {output}\n")
    made = (where / "build" / output / f"plain.{'txt' if output == 'text' else 'html'}").read_text()
    assert "x y" in re.sub("<[^>]*>", "", made)


@pytest.mark.parametrize("output", ["text", "html"])
def test_an_element_nobody_knows_stops_a_strict_build(output: str, tmp_path: Path) -> None:
    where = edition(tmp_path / "e", BODY + "\n<p>x <banana>y</banana></p>")
    assert refusal(build(where, "--outputs", output, "--strict")) == UNKNOWN
    assert not (where / "build").exists()


def test_a_document_that_fails_does_not_hinder_the_others(tmp_path: Path) -> None:
    where = edition(tmp_path / "e", toml='[edition]\ndocuments = ["*.xml"]\n')
    (where / "torn.xml").write_text("<TEI><p></TEI>", encoding="utf-8")
    done = build(where)
    assert done.exit_code == 2
    assert (
        "siglum: not published: torn.xml:1:7: <p>, opened on line 1, is not closed before </TEI> on line 1"
        in done.output
    )
    assert (where / "build/html/letter.html").is_file() and not (where / "build/html/torn.html").exists()


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        ("", "letter.xml:1:1: the file is empty"),
        ("not XML at all", "letter.xml:1:1: "),
        ("<TEI><p></TEI>", "letter.xml:1:7: <p>, opened on line 1, is not closed before </TEI> on line 1"),
        ('<!DOCTYPE TEI [<!ENTITY x SYSTEM "/etc/hostname">]><TEI>&x;</TEI>', "letter.xml:1:"),
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_read(letter: str, said: str, tmp_path: Path) -> None:
    where = edition(tmp_path / "e")
    (where / "letter.xml").write_text(letter, encoding="utf-8")
    assert refusal(build(where)).startswith(said)
    assert not (where / "build").exists()


def test_a_reading_with_an_unknown_key(tmp_path: Path) -> None:
    where = edition(tmp_path / "e", toml=TOML.replace("witness", "witnes"))
    assert "the key “witnes” in [reading] is not known; write “witness”" in refusal(build(where))


def test_readings_that_nobody_declared_are_found(tmp_path: Path) -> None:
    where = edition(tmp_path / "e", toml='[edition]\ndocuments = ["letter.xml"]\n')
    assert build(where).exit_code == 0
    assert sorted(p.name for p in (where / "build/text").iterdir()) == [
        "letter-A.txt",
        "letter-B.txt",
        "letter-corrected.txt",
        "letter.txt",
    ]


def test_a_folder_without_a_configuration_is_published(tmp_path: Path) -> None:
    where = edition(tmp_path / "e")
    (where / "siglum.toml").unlink()
    (where / "notes.xml").write_text("<notes/>")
    assert build(tmp_path, "e").output == "published to build/: html, text\n"
    assert (tmp_path / "build/html/letter.html").is_file() and not (tmp_path / "build/html/notes.html").exists()


def test_a_folder_that_is_no_edition(tmp_path: Path) -> None:
    assert refusal(build(tmp_path)) == ". has no siglum.toml and no TEI document: go to an edition, or name its folder"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(build(tmp_path, "nowhere")) == "nowhere is no folder: name that of an edition"


def test_an_output_there_is_not(tmp_path: Path) -> None:
    where = edition(tmp_path / "e")
    assert refusal(build(where, "--outputs", "stone")).startswith(
        "there is no output “stone”: the outputs are html, text"
    )


def test_a_folder_that_is_not_ours_is_never_replaced(tmp_path: Path) -> None:
    where = edition(tmp_path / "e")
    for target in ("thesis", "."):
        (where / target).mkdir(exist_ok=True)
        (where / target / "chapter.txt").write_text("years of work")
        assert "has files that siglum did not make" in refusal(build(where, "-o", target))
        assert (where / target / "chapter.txt").read_text() == "years of work"


ATTRIBUTES = " ".join(f'a{n}="1"' for n in range(2000))


@pytest.mark.parametrize(
    "inside",
    [f"{'<hi>' * 1200}deep{'</hi>' * 1200}", f"<hi {ATTRIBUTES}>deep</hi>", f"<hi {'n' * 20_000}='1'>deep</hi>"],
    ids=["depth", "attributes", "a name"],
)
def test_what_a_document_may_have_is_published(inside: str, tmp_path: Path) -> None:
    """Saxon's parser by itself takes 100 elements inside each other, 200 attributes, 1,000 characters of a name."""
    done = build(edition(tmp_path / "e", f"<p>{inside}</p>"))
    assert (done.stderr, done.exit_code) == ("published to build/: html, text\n", 0)
    assert (tmp_path / "e/build/text/plain.txt").read_text("utf-8").split()[-1] == "deep"


def test_what_is_too_deep_for_a_page_is_said(tmp_path: Path) -> None:
    done = build(edition(tmp_path / "e", f"<p>{'<hi>' * 2043}deep{'</hi>' * 2043}</p>"))
    sentence = "has elements nested more than 2,048 deep: nest less deeply in the document"
    assert refusal(done).endswith(sentence)


def test_an_output_folder_that_is_a_file(tmp_path: Path) -> None:
    where = edition(tmp_path / "e")
    (where / "build").write_text("a file")
    assert refusal(build(where)) == "cannot write to build: it is not a folder"
    assert (where / "build").read_text() == "a file"


def test_an_output_folder_that_cannot_be_written(tmp_path: Path) -> None:
    where = edition(tmp_path / "e")
    (where / "file").write_text("")
    assert refusal(build(where, "-o", "file/site")).startswith("cannot write to file/site: ")
