"""Files in other formats become TEI: what is expected lies beside each source, is valid, and says what the source says."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from siglum import __version__, importing
from siglum.document import Document
from siglum.edition import Edition
from siglum.failure import Failure
from siglum.fidelity import text_differs
from siglum.importing import Wanted, import_
from siglum.relaxng import Schema, validate

HERE = Path(__file__).parent
PLAIN = sorted(path for path in (HERE / "plain").iterdir() if path.suffix != ".xml")


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """A folder as the current one."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def imported(folder: Path, source: Path, wanted: Wanted | None = None) -> str:
    """The TEI that is made of a source in a folder, as text."""
    with inside(folder):
        made = import_([str(source)], wanted or Wanted())
        made.write()
        return (folder / made.path).read_text("utf-8").replace(f'version="{__version__}"', 'version="0"')


@pytest.mark.parametrize("source", PLAIN, ids=[path.name for path in PLAIN])
def test_a_text_becomes_the_tei_beside_it(source: Path, tmp_path: Path, tei_all: Schema) -> None:
    made = imported(tmp_path, source)
    assert made == source.with_suffix(".xml").read_text("utf-8")
    document = Document.parse(made.encode(), "made.xml")
    assert [finding.message for finding in validate(tei_all, document)] == []


@pytest.mark.parametrize("source", PLAIN, ids=[path.name for path in PLAIN])
def test_the_reading_received_says_what_the_source_says(source: Path, tmp_path: Path) -> None:
    imported(tmp_path, source)
    edition = Edition.load(tmp_path)
    (reading,) = edition.readings
    document = Document.read(tmp_path / reading.document)
    transcript = tmp_path / reading.transcript
    assert list(text_differs.compare(document, reading, transcript)) == []
    transcript.write_text(transcript.read_text("utf-8").replace(" the ", " teh ", 1), "utf-8")
    assert [finding.found for finding in text_differs.compare(document, reading, transcript)] == ["the"]


def test_a_plain_text_is_its_own_transcript_byte_for_byte(tmp_path: Path) -> None:
    imported(tmp_path, HERE / "plain" / "essay.txt")
    assert (tmp_path / "tei/source/essay.txt").read_bytes() == (HERE / "plain/essay.txt").read_bytes()


def test_a_word_lost_in_a_note_is_missed(tmp_path: Path) -> None:
    imported(tmp_path, HERE / "plain" / "essay.txt")
    path = tmp_path / "tei" / "essay.xml"
    path.write_text(path.read_text("utf-8").replace("This is said of private", "This is said of"), "utf-8")
    reading = Edition.load(tmp_path).readings[0]
    (finding,) = text_differs.compare(Document.read(path), reading, tmp_path / reading.transcript)
    assert finding.message == "the reading “received” lacks “private”, which the transcript has here"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("empty", b" \n\n", "empty.txt is empty: there is nothing to import"),
        ("binary", b"PK\3\4\0\0\0\1\2\3", "binary.txt is no text, but a binary file"),
        ("old", b"one\ncaf\xe9 au lait", "old.txt:2: byte E9 is not UTF-8; in Windows-1252 this would read “café au lait”: say --encoding windows-1252"),
        ("wide", "Hello, world".encode("utf-16-le"), "wide.txt looks like UTF-16-LE without a byte order mark: say --encoding utf-16-le"),
        ("control", b"one\ntwo\x0b three and four and five and six and seven, and so on", "control.txt:2: there is the control character U+000B"),
        ("unknown", b"caf\xc3\xa9", "--encoding ebcdic-x is not known"),
        ("other", b"\xff\xfa", "other.txt:1: byte FF is not ascii"),
        ("half", b"\xff\xfea", "half.txt begins like UTF-16-LE, and goes on as something else"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_said_and_nothing_is_written(name: str, text: bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_bytes(text)
    encoding = {"unknown": "ebcdic-x", "other": "ascii"}.get(name, "")
    with inside(tmp_path), pytest.raises(Failure) as failure:
        import_([path.name], Wanted(encoding=encoding))
    assert str(failure.value).startswith(expected)
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize(("encoding", "said"), [("windows-1252", True), ("utf-16", False), ("utf-8-sig", False)])
def test_a_text_in_another_encoding_is_kept_as_it_was(encoding: str, said: bool, tmp_path: Path) -> None:
    data = "Grüße, naïve façade\n".encode(encoding)
    source = tmp_path / "old.txt"
    source.write_bytes(data)
    made = imported(tmp_path, source, Wanted(encoding=encoding if said else ""))
    assert ">Grüße, naïve façade</p>" in made
    kept = tmp_path / "tei" / "source" / ("old.received.txt" if said else "old.txt")
    assert kept.read_bytes() == data
    reading = Edition.load(tmp_path).readings[0]
    assert not [*text_differs.compare(Document.read(tmp_path / "tei/old.xml"), reading, tmp_path / reading.transcript)]


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.", "utf-8")
    (tmp_path / "tei" / "source").mkdir(parents=True)
    (tmp_path / "tei" / "source" / "a.txt").write_text("Two.", "utf-8")
    with (
        inside(tmp_path),
        pytest.raises(Failure, match=r"tei/source/a\.txt is there already, and nothing is overwritten"),
    ):
        import_(["a.txt"], Wanted()).write()
    assert (tmp_path / "tei/source/a.txt").read_text("utf-8") == "Two."
    assert not (tmp_path / "siglum.toml").exists() and not (tmp_path / "tei" / "a.xml").exists()
    (tmp_path / "b.xml").symlink_to("nowhere")
    with inside(tmp_path), pytest.raises(Failure, match=r"b\.xml is there already"):
        import_(["a.txt"], Wanted(output="b.xml"))


def test_a_second_text_is_added_to_the_edition(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"Text {name}.", "utf-8")
        imported(tmp_path, tmp_path / f"{name}.txt", Wanted(title=f"The “{name}” text", language="en"))
    edition = Edition.load(tmp_path)
    assert edition.documents == ("tei/one.xml", "tei/two.xml")
    assert [(r.id, r.label, r.document, r.transcript) for r in edition.readings] == [
        ("received", "The “one” text, as received", "tei/one.xml", "tei/source/one.txt"),
        ("two-received", "The “two” text, as received", "tei/two.xml", "tei/source/two.txt"),
    ]


def test_an_edition_that_names_its_documents_by_a_pattern_gets_a_reading_and_keeps_its_comments(tmp_path: Path) -> None:
    imported(tmp_path, HERE / "plain" / "poem.txt")
    path = tmp_path / "siglum.toml"
    before = path.read_text("utf-8").replace('["tei/poem.xml"]', '["tei/*.xml"] # all of them')
    path.write_text(before, "utf-8")
    imported(tmp_path, HERE / "plain" / "letter.txt")
    after = path.read_text("utf-8")
    assert after.startswith(before) and Edition.load(tmp_path).documents == ("tei/letter.xml", "tei/poem.xml")


def test_an_edition_that_names_no_documents_gets_a_reading_alone(tmp_path: Path) -> None:
    imported(tmp_path, HERE / "plain" / "poem.txt")
    path = tmp_path / "siglum.toml"
    before = path.read_text("utf-8").replace('documents = ["tei/poem.xml"]\n', "")
    path.write_text(before, "utf-8")
    imported(tmp_path, HERE / "plain" / "letter.txt")
    after = path.read_text("utf-8")
    assert after.startswith(before) and "documents" not in after
    assert Edition.load(tmp_path).documents == ("tei/letter.xml", "tei/poem.xml")


def test_where_siglum_toml_cannot_be_changed_it_is_said_what_to_add(tmp_path: Path) -> None:
    imported(tmp_path, HERE / "plain" / "poem.txt")
    path = tmp_path / "siglum.toml"
    before = path.read_text("utf-8").replace('["tei/poem.xml"]', '[\n  "tei/poem.xml", # the poem\n]')
    path.write_text(before, "utf-8")
    with inside(tmp_path):
        made = import_([str(HERE / "plain" / "letter.txt")], Wanted())
        made.write()
    assert made.said[-1].startswith(
        "siglum.toml stays as it is: add “tei/letter.xml” to its documents, and this reading"
    )
    assert path.read_text("utf-8") == before


def test_an_output_outside_its_edition_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    home = tmp_path / "home"
    home.mkdir()
    imported(home, HERE / "plain" / "poem.txt")
    (home / "linked").symlink_to(tmp_path / "out")
    with inside(home), pytest.raises(Failure, match="does not end in"):
        import_([str(HERE / "plain" / "letter.txt")], Wanted(output="tei/letter.txt"))
    with inside(home):
        import_([str(HERE / "plain" / "letter.txt")], Wanted(output="linked/letter.xml")).write()
    assert (
        tmp_path / "out" / "siglum.toml"
    ).is_file()  # the link leads to a folder of its own, with an edition of its own


@pytest.mark.parametrize("name", ["tei", "tei/source", "siglum.toml"])
def test_nothing_is_written_where_a_link_leads_out_of_the_edition(name: str, tmp_path: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "out"
    home.mkdir()
    out.mkdir()
    imported(home, HERE / "plain" / "poem.txt")
    (home / name).rename(out / "moved")
    (home / name).symlink_to(out / "moved")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with inside(home), pytest.raises(Failure, match="leads out of the edition"):
        import_([str(HERE / "plain" / "letter.txt")], Wanted()).write()
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_kind_that_is_named_is_kept(tmp_path: Path) -> None:
    made = imported(tmp_path, HERE / "plain" / "poem.txt", Wanted(kind="prose"))
    assert "<lg>" not in made and "took the text for prose" in made


def test_a_speaker_not_in_capitals_is_one_where_the_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Anna: Who is there?\n\nOld Man: (slowly) Nobody.\n", "utf-8")
    guessed = imported(tmp_path, tmp_path / "a.txt")
    named = imported(tmp_path, tmp_path / "a.txt", Wanted(kind="play", output="tei/b.xml"))
    assert "<sp>" not in guessed
    assert '<speaker>Old Man:</speaker>\n        <p n="2" xml:id="b-p2"><stage>(slowly)</stage> Nobody.</p>' in named


@pytest.mark.parametrize(
    "text",
    [
        "A call[1] without a note.",
        "A call[1].\n\n[1] One note.\n\n[1] And another of the same number.",
        "[1] What begins so is no note.\n\nIt is called[1] after it.",
    ],
)
def test_what_may_be_no_note_stays_in_its_paragraph(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    made = imported(tmp_path, tmp_path / "a.txt")
    assert "<note" not in made and "<ref" not in made and made.count("-p") >= text.count("\n\n") + 1


@pytest.mark.parametrize(
    "text",
    [
        "It was a short line of prose that was wrapped at\nforty-eight characters, as letters on a screen\nhave been for many years now, and nobody minded\nthat its lines look like those of a poem at all.",
        "THE MINUTES: of a meeting\n\nPresent: A and B.\n\nAbsent: C.",
        "Dear is the price of bread, and it rises,\nas it did last year in the autumn.\n\nNobody knows why.",
    ],
)  # fmt: skip
def test_prose_is_not_taken_for_something_else(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    made = imported(tmp_path, tmp_path / "a.txt")
    assert "took the text for prose" in made and made.count("<body>") == 1


def test_a_page_begins_at_a_form_feed_and_the_transcript_may_have_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"One sentence goes\r\n\x0con and ends.\r\n\r\n\x0cAnother.\r\n")
    made = imported(tmp_path, tmp_path / "a.txt")
    assert '>One sentence goes <pb/>on and ends.</p>\n      <pb/>\n      <p n="2" xml:id="a-p2">Another.</p>' in made


def test_a_text_that_is_too_long_is_to_be_divided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MOST_CHARACTERS", 1_000)
    (tmp_path / "a.txt").write_text("word " * 300, "utf-8")
    with (
        inside(tmp_path),
        pytest.raises(Failure, match=r"a\.txt has 1,500 characters, more than 1,000: divide it"),
    ):
        import_(["a.txt"], Wanted())


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Liber Primus\n\nOne.\n\nLiber Secundus\n\nTwo.", ["Liber Primus", "Liber Secundus"]),
        ("Camden, April 1, 1890\n\nI am here.", []),
        ("A Title\n\nBOOK ONE\n\nChapter 1\n\nOne.\n\nChapter 2\n\nTwo.", ["A Title", "BOOK ONE", "Chapter 1", "Chapter 2"]),
        ("One.\n\n“Who Goes There”\n\n" + "A long paragraph follows here, and it goes on. " * 5, []),
        ("One.\n\nVerehrter Herr Doktor\n\n" + "Ihr Brief kam am Montag, und meine Frau und mein Sohn danken. " * 3, []),
        ("One.\n\nOf the Archives “Speaking”\n\n" + "A long paragraph follows here, and it goes on. " * 5, ["Of the Archives “Speaking”"]),
    ],
)  # fmt: skip
def test_a_heading_is_a_line_that_can_be_nothing_else(text: str, heads: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    made = imported(tmp_path, tmp_path / "a.txt")
    assert re.findall(r"<head>(.*?)</head>", made) == heads


@pytest.mark.parametrize(
    ("names", "wanted", "expected"),
    [
        (["a.md"], Wanted(kind="play"), "--kind play has no meaning for a file of Markdown: leave it out"),
        (["a.html"], Wanted(encoding="cp1252"), "--encoding cp1252 has no meaning for a page of HTML: leave it out"),
        (["a.txt"], Wanted(language="en US"), "--language en US is no language tag: write en, de, la, ru-Latn …"),
        (["nbsp.txt"], Wanted(kind="play"), "nbsp.txt has no words that can be read: there is nothing to import"),
        (["a.alto.xml", "b/a.alto.xml"], Wanted(), "two of the files have the same name, and both are to be kept in one folder: rename one"),
        (["a.xyz"], Wanted(), "a.xyz ends like none of the formats that can be read"),
        (["none.txt"], Wanted(), "cannot read none.txt: no such file or directory"),
    ],
)  # fmt: skip
def test_what_is_asked_in_vain_is_said(names: list[str], wanted: Wanted, expected: str, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("a.md", "a.html", "a.txt", "a.xyz"):
        (tmp_path / name).write_text("Words.", "utf-8")
    (tmp_path / "nbsp.txt").write_text("\u00a0\n", "utf-8")
    for name in ("a.alto.xml", "b/a.alto.xml"):
        (tmp_path / name).write_text("<alto/>", "utf-8")
    with inside(tmp_path), pytest.raises(Failure) as failure:
        import_(names, wanted)
    assert str(failure.value).startswith(expected)
