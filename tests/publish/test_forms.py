"""The forms in which a reading is given as a file: what each says, and what is said where one cannot be made."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from running import CliRunner
from siglum import publish
from siglum.cli import main
from siglum.edition import Edition, Reading
from siglum.failure import Failure
from siglum.publish import forms
from siglum.publish.made import Made
from siglum.publish.verify import OutputText
from siglum.tei.vocabulary import TEI

TEXT = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Two walks</title></titleStmt>
<publicationStmt><p>None.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>
<text><body><p xml:id="p1">A <choice><sic>wlak</sic><corr>walk</corr></choice> by the
<app><lem wit="#A">river</lem><rdg wit="#B">sea</rdg></app><supplied>, alone</supplied>.</p></body></text></TEI>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "walks.xml").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_tei_has_the_words_of_one_reading(folder: Path) -> None:
    publish.build(Edition.of(folder), folder / "build", frozenset({"tei"}))
    made = {path.name: etree.fromstring(path.read_bytes()) for path in (folder / "build" / "tei").glob("*.xml")}
    said = {
        name: "".join(root.iter(f"{{{TEI}}}p").__next__().xpath("//*[local-name()='body']//text()"))
        for name, root in made.items()
    }
    assert {name: " ".join(words.split()) for name, words in said.items()} == {
        "walks.xml": "A wlak by the river, alone.",
        "walks-corrected.xml": "A walk by the river, alone.",
    }
    assert all("siglum" not in name for root in made.values() for e in root.iter() for name in e.attrib)


def test_files_of_the_readings_can_be_downloaded(folder: Path) -> None:
    publish.build(Edition.of(folder), folder / "build", frozenset({"html", "tei"}))
    page = (folder / "build" / "html" / "downloads.html").read_text("utf-8")
    for name in ("walks.xml", "walks-corrected.xml"):
        assert f'href="downloads/readings/{name}"' in page
        tei = folder / "build" / "tei" / name
        assert (folder / "build" / "html" / "downloads" / "readings" / name).read_bytes() == tei.read_bytes()


def test_a_text_that_is_nested_too_deep_for_one_form_is_given_in_the_others(folder: Path) -> None:
    deep = "<hi>" * 900 + "x" + "</hi>" * 900
    (folder / "deep.xml").write_text(TEXT.replace("A <choice>", f"{deep} <choice>"), encoding="utf-8")
    done = publish.build(Edition.of(folder), folder / "build", frozenset({"latex", "text"}))
    said = "the elements of deep.xml stand within each other too often for this output"
    assert done.failures == (f"deep.tex is not made: {said}", f"deep-corrected.tex is not made: {said}")
    assert sorted(path.name for path in (folder / "build" / "latex").iterdir()) == ["walks-corrected.tex", "walks.tex"]
    assert (folder / "build" / "text" / "deep.txt").is_file()


def test_a_form_that_could_not_be_made_is_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(made: Made, one: Reading) -> tuple[bytes, OutputText]:
        raise Failure("no font has it")

    with monkeypatch.context() as patched:
        patched.setattr("siglum.publish.forms.numbered.of", cannot)
        done = publish.build(Edition.of(folder), folder / "build", frozenset({"numbered"}))
    assert done.failures == ("walks.txt: no font has it", "walks-corrected.txt: no font has it")
    assert publish.build(Edition.of(folder), folder / "build", frozenset({"numbered"})).failures == ()


def test_what_is_not_installed_is_told_and_the_rest_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(forms.FORMS, "tei", forms.Needs("far", ("re", "no_such_module")))
    done = publish.build(Edition.of(folder), folder / "build", frozenset({"tei", "text"}))
    assert done.failures == ("the output tei needs no_such_module: pip install 'siglum[far]' brings it",)
    assert done.missing == ("tei",)
    assert sorted(path.name for path in (folder / "build").iterdir() if path.is_dir()) == ["text"]


def test_only_what_was_made_is_said_to_be_published(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(main, ["build", "--outputs", "dts,text"])
    assert done.output.startswith("siglum: not published: the output dts needs an address")
    assert (done.output.splitlines()[-1], done.exit_code) == ("published to build/: text", 2)


def test_where_no_output_can_be_made_nothing_is_written(folder: Path) -> None:
    with pytest.raises(Failure, match="the output dts needs an address"):
        publish.build(Edition.of(folder), folder / "build", frozenset({"dts"}))
    assert not (folder / "build").exists()
