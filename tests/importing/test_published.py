"""What was imported can be published as it is."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import Command
from importing.test_import import HERE


def test_an_essay_with_notes_is_published_and_its_notes_are_numbered_once(siglum: Command, tmp_path: Path) -> None:
    source = str(HERE / "plain" / "essay.txt")
    assert siglum("import", source, "--language", "en", "--author", "Anna Alt", cwd=tmp_path).returncode == 0
    assert siglum("check", cwd=tmp_path).stdout == ""
    assert siglum("build", cwd=tmp_path).returncode == 0
    page = (tmp_path / "build/html/received.html").read_text("utf-8")
    notes = re.findall(r'<li id="essay-n\d"[^>]*>(.*?)</li>', page)
    assert len(notes) == 2 and not any("[" in note for note in notes)
    text = (tmp_path / "build/text/received.txt").read_text("utf-8")
    assert "never meant for him.[1] He" in text and "\n[1] This is said of private letters only.\n" in text


def test_the_command_says_what_it_made_and_what_it_guessed(siglum: Command, tmp_path: Path) -> None:
    done = siglum("import", str(HERE / "plain" / "play.txt"), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "tei/play.xml\n")
    assert done.stderr.splitlines() == [
        "siglum: made 4 headings, 11 paragraphs, 6 speeches",
        "siglum: the kind was taken for a play: --kind prose to change it",
        "siglum: who wrote it is not known: --author says it",
        "siglum: the language is not known: --language en says it",
    ]
    again = siglum("import", str(HERE / "plain" / "play.txt"), cwd=tmp_path)
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr == "siglum: tei/play.xml is there already, and nothing is overwritten: name another with -o\n"


def test_in_an_edition_where_every_id_is_given_once_so_are_those_of_a_text_that_is_added(
    siglum: Command, tmp_path: Path
) -> None:
    for name in ("essay", "play"):
        assert siglum("import", str(HERE / "plain" / f"{name}.txt"), cwd=tmp_path).returncode == 0
        configuration = tmp_path / "siglum.toml"
        if name == "essay":
            configuration.write_text(f'{configuration.read_text("utf-8")}\n[checks]\nprofile = "strict"\n', "utf-8")
    (tmp_path / "essay-p2.txt").write_text("The id of a paragraph is taken.", "utf-8")
    assert siglum("import", "essay-p2.txt", cwd=tmp_path).returncode == 0
    assert "duplicate-id" not in siglum("check", "--format", "github", cwd=tmp_path).stdout
    assert 'ana="essay.xml#collapse-white-space"' in (tmp_path / "tei/play.xml").read_text("utf-8")
    assert 'xml:id="essay-p2-2"' in (tmp_path / "tei/essay-p2.xml").read_text("utf-8")
