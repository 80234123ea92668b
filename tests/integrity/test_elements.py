"""Each element that a check knows by name counts for it, and pointers that lead nowhere alike are one finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from integrity.fixtures import edition
from siglum.checking import Options, check
from siglum.diagnostic import Diagnostic
from siglum.document import Document
from siglum.edition.index import Index
from siglum.integrity import two_people

NOTE = '<p>He wrote.<note type="editorial" resp="#ed">{}</note></p>'


def found(folder: Path, slot: str, content: str, monkeypatch: pytest.MonkeyPatch) -> list[Diagnostic]:
    edition(folder, slot, f"{content}\n", "unsourced-statement")
    monkeypatch.chdir(folder)
    outcome = check([], Options(stations=("integrity",)))
    assert outcome.failures == []
    return outcome.findings


@pytest.mark.parametrize("name", ["bibl", "biblStruct", "ref", "ptr"])
def test_what_names_the_work_of_a_quotation(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(tmp_path, "body", f"<cit><quote>“All.”</quote><{name}/></cit>", monkeypatch) == []


@pytest.mark.parametrize("name", ["ab", "desc", "p"])
def test_what_tells_of_an_event_makes_it_a_statement(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = '<person xml:id="boris"><persName>Boris</persName><event><label>Exile</label>{}</event></person>'
    findings = found(tmp_path, "persons", person.format(f"<{name}>To Rome.</{name}>"), monkeypatch)
    assert [f.found for f in findings if f.code == "unsourced-statement"] == ["event"]


@pytest.mark.parametrize("name", ["ab", "desc", "item", "list", "p"])
def test_of_the_parts_of_a_note_the_one_without_a_source_is_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = NOTE.format(f'<head>When</head><{name} source="work:diary">In May.</{name}><p>To Anna.</p>')
    assert [(f.code, f.found) for f in found(tmp_path, "body", note, monkeypatch)] == [("unsourced-statement", "p")]


# ----- pointers -----


@pytest.mark.parametrize(
    ("target", "message", "more"),
    [
        ("#zzzz", "two pointers lead to “zzzz”, and no element has that xml:id", "leads there too"),
        ("work:zzzz", "two pointers lead to “zzzz”, and the register of works has no such entry", "leads there too"),
        ("r/plants.xml#oak", "two pointers lead into “r/plants.xml”, and there is no such file", "leads there too"),
        ("thing:oak", "two pointers have the prefix “thing”, and no prefixDef in this file declares it", "has it too"),
    ],
)  # fmt: skip
def test_pointers_to_what_is_not_there_are_one_finding(
    target: str, message: str, more: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (finding,) = found(tmp_path, "body", f'<p corresp="{target}">One.</p><p corresp="{target}">Two.</p>', monkeypatch)
    assert (finding.message, [related.message for related in finding.related]) == (message, [more])


def test_an_entry_is_begun_in_registers_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = (
        '<listPerson><person xml:id="cleo"><persName>Cleo</persName></person></listPerson><p corresp="#zzzz">A.</p>'
    )
    (finding,) = found(tmp_path, "body", content, monkeypatch)
    assert (finding.code, finding.fix) == ("dangling-pointer", None)


def test_the_first_mention_of_a_name_holds_no_document(tmp_path: Path) -> None:
    """It is compared with mentions in many others: its place is worked out before its own is let go."""
    edition(tmp_path, "body", '<p><persName ref="person:anna">Anna</persName></p>\n')
    path, registers = (tmp_path / "essay.xml").as_posix(), (tmp_path / "registers").glob("*.xml")
    index = Index((path, *(one.as_posix() for one in registers)), tmp_path, Document.read)
    assert list(two_people.check(index.open(path) or Document.read(path), index)) == []
    mentions = index.first_mentions.values()
    assert {mention.text for mention in mentions} == {"person:anna", "person:anna-b", "place:rome"}
    assert all(mention.span._measured for mention in mentions)


# ----- what else is told -----


def test_a_pointer_out_of_the_folder_is_told_whether_the_file_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "edition"
    (tmp_path / "there.xml").write_text("<p/>", "utf-8")
    there, gone = found(folder, "body", '<p corresp="../there.xml"/><p corresp="../gone.xml"/>', monkeypatch)
    fact = "and that lies outside the folder of the edition"
    assert there.message == f"@corresp points to “../there.xml”, {fact}"
    assert gone.message == f"@corresp points to “../gone.xml”, {fact} and does not exist"
    assert (there.help, gone.help) == (("move what it points to into the edition",), ("mend the path",))


def test_the_pointers_to_an_id_that_two_elements_bear_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = '<p xml:id="x">One.</p><p xml:id="x">Two.</p><p corresp="#x">Three.</p>'
    (finding,) = found(tmp_path, "body", content, monkeypatch)
    assert finding.code == "duplicate-id"
    assert [one.message for one in finding.related] == ["given first here", "this pointer leads to it"]


def test_what_still_points_to_an_id_that_is_gone_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = '<p corresp="#p12">One.</p>' * 2 + '<p corresp="#p14">Two.</p>\n<!-- published: essay.xml p12 -->'
    (gone,) = (f for f in found(tmp_path, "body", lost, monkeypatch) if f.code == "published-id-gone")
    assert [one.message for one in gone.related] == ["still points to it"] * 2


@pytest.mark.parametrize(
    ("witnesses", "advice"),
    [
        ("", "add a listWit to the sourceDesc"), ("<witness>one</witness>", "add a listWit to the sourceDesc"),
        ('<witness xml:id="A">one</witness><witness xml:id="B">two</witness>', "the header declares #A, #B"),
        ('<witness xml:id="q">one</witness>', "write “#q”"),
    ],
)  # fmt: skip
def test_what_to_do_about_a_siglum_nobody_declares(
    witnesses: str, advice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition(tmp_path, "body", '<p><app resp="#ed"><lem>two</lem><rdg wit="#Q">three</rdg></app></p>\n')
    essay = tmp_path / "essay.xml"
    before, _, rest = essay.read_text("utf-8").partition("<listWit>")
    essay.write_text(f"{before}<listWit>{witnesses}</listWit>{rest.partition('</listWit>')[2]}", "utf-8")
    monkeypatch.chdir(tmp_path)
    (finding,) = (f for f in check([], Options(stations=("integrity",))).findings if f.code == "unknown-witness")
    assert finding.help == (advice,)


def test_headers_that_lack_the_same_are_one_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edition(tmp_path, "body", "<p/>\n")
    essay = (tmp_path / "essay.xml").read_text("utf-8").replace(' xml:lang="en"', "", 1)
    (tmp_path / "essay.xml").write_text(essay, "utf-8")
    monkeypatch.chdir(tmp_path)
    one, *none = (f for f in check([], Options(stations=("integrity",))).findings if f.code == "missing-header")
    assert (one.message, one.label, none) == (
        "the header lacks the language of the text (xml:lang)", "no language of the text (xml:lang)", []
    )  # fmt: skip
    advice = "add the language of the text (xml:lang): without it suffers hyphenation, and every screen reader"
    assert one.help == (advice,)
    (tmp_path / "other.xml").write_text(essay.replace('xml:id="essay"', 'xml:id="other"'), "utf-8")
    toml = (tmp_path / "siglum.toml").read_text("utf-8")
    (tmp_path / "siglum.toml").write_text(toml.replace('"essay.xml"', '"essay.xml", "other.xml"'), "utf-8")
    both, *none = (f for f in check([], Options(stations=("integrity",))).findings if f.code == "missing-header")
    assert (both.message, none) == ("two headers lack the language of the text (xml:lang)", [])
    assert [related.message for related in both.related] == ["here too"]
