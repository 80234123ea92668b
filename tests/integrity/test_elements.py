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
