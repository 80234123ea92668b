"""Where a pointer leads: into its file, into another, through a prefix, onto the web, or nowhere, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from siglum.document import Document
from siglum.edition.index import Index
from siglum.edition.pointers import Target

ESSAY = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>
<prefixDef ident="person" matchPattern="([a-z]+)" replacementPattern="lists/persons.xml#$1"><p>The persons.</p></prefixDef>
<prefixDef ident="either" matchPattern="[0-9]+" replacementPattern="#n"><p>Numbers</p></prefixDef>
<prefixDef ident="either" matchPattern="(.)(.+)" replacementPattern="#$2$1"><p>Letters</p></prefixDef>
<prefixDef ident="web" matchPattern="(.+)" replacementPattern="https://example.org/$1"><p>The web</p></prefixDef>
<prefixDef ident="broken" matchPattern="(" replacementPattern="#$1"/>
<prefixDef ident="short" matchPattern="(.)" replacementPattern="#$2"/>
<prefixDef ident="both" matchPattern="(.+)" replacementPattern="#$1"/>
<prefixDef ident="both" matchPattern="(.+)" replacementPattern="#n"/>
<prefixDef ident="half" matchPattern="(.+)" replacementPattern="#none-$1"/>
<prefixDef ident="half" matchPattern="(.+)" replacementPattern="#$1"/>
<prefixDef ident="neither" matchPattern="(.+)" replacementPattern="#none-$1"/>
<prefixDef ident="neither" matchPattern="(.+)" replacementPattern="#also-$1"/>
<prefixDef ident="bare" matchPattern="(.+)" replacementPattern="#$1"/>
<prefixDef/>
</teiHeader><text>
<p xml:id="one">1</p><p xml:id=" two ">2</p><p xml:id="n">3</p><p xml:id="one">4</p>
<div xml:base="lists/"><div xml:base="deep/"><p/></div><p/></div>
</text></TEI>"""
PERSONS = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><listPerson>
<person xml:id="anna"><persName>Anna  Alt</persName><name/><note>no name</note><title>Dr</title></person>
<person xml:id="bo"/><person/>
</listPerson><list><item xml:id="x"/></list><p><bibl xml:id="loose"/></p></TEI>"""


@dataclass
class Files:
    """An essay and a register of persons; files beside them, one of which is no document; what was read of them."""

    root: Path
    essay: Document
    known: Index
    read: list[str]

    def path(self, name: str) -> str:
        return (self.root / name).as_posix()

    def resolve(self, text: str, element: etree._Element | None = None) -> Target:
        return self.known.resolve(self.essay, self.essay.root if element is None else element, text)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    root = tmp_path / "edition"
    for name, text in {
        "essay.xml": ESSAY, "lists/persons.xml": PERSONS, "lists/deep/more file.xml": '<a xml:id="é"/>', "lists/bad.xml": "<a>",
    }.items():  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    (tmp_path / "out.xml").write_text("<a/>")
    documents: dict[str, Document] = {}
    read: list[str] = []

    def opened(path: str) -> Document:
        if path not in documents:
            read.append(Path(path).relative_to(root).as_posix())
            documents[path] = Document.read(path)
        return documents[path]

    essay, persons = ((root / name).as_posix() for name in ("essay.xml", "lists/persons.xml"))
    known = Index((essay, persons), root, opened, registers=frozenset({persons}))
    return Files(root, opened(essay), known, read)


def lost(why: str, where: str, name: str) -> tuple[str, str, str, bool]:
    return why, where, name, False


NOWHERE = {
    "#three": lost("id", "", "three"),
    "lists/persons.xml#eva": lost("id", "lists/persons.xml", "eva"),
    "person:eva": lost("id", "the persons", "eva"),
    "bare:eva": lost("id", "", "eva"),
    "lists/places.xml#rome": lost("file", "lists/places.xml", "rome"),
    "../out.xml#a": lost("outside", "../out.xml", "a"),
    "../none.xml": lost("outside", "../none.xml", ""),
    "a\0b.xml#c": lost("file", "a\0b.xml", "c"),
    "a%00b.xml#c": lost("file", "a\0b.xml", "c"),
    "%00": lost("file", "\0", ""),
    "/etc/hostname": lost("outside", "/etc/hostname", ""),
    "thing:eva": lost("prefix", "thing", "eva"),
    "person:Eva": lost("pattern", "person", "Eva"),
    "broken:a": lost("pattern", "broken", "a"),
}


@pytest.mark.parametrize("text", NOWHERE)
def test_a_pointer_that_leads_nowhere_says_why(text: str, files: Files) -> None:
    target = files.resolve(text)
    assert (target.lost, target.where, target.id, target.external) == NOWHERE[text]
    assert (target.place, target.name) == (None, "")
    essay, persons = files.path("essay.xml"), files.path("lists/persons.xml")
    into = {
        "#three": essay,
        "bare:eva": essay,
        "lists/persons.xml#eva": persons,
        "person:eva": persons,
        "../none.xml": files.path("../none.xml"),
    }
    assert target.file == (Path(into[text]).resolve().as_posix() if text in into else "")


def test_the_same_words_lead_elsewhere_from_another_file(files: Files) -> None:
    other = files.known.open(files.path("lists/persons.xml"))
    assert other is not None

    def leads(text: str, document: Document) -> tuple[str, str]:
        target = files.known.resolve(document, document.root, text)
        return target.file.rpartition("/")[2], target.lost

    for _ in range(2):
        assert [leads(text, files.essay) for text in ("#one", "#x")] == [("essay.xml", ""), ("essay.xml", "id")]
        assert [leads(text, other) for text in ("#one", "#x")] == [("persons.xml", "id"), ("persons.xml", "")]


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a#b", "HTTPS://example.org", "urn:isbn:1", "web:a", "lists/persons.xml#xpath(//person[1])", "lists/bad.xml#a",
        "lists/bad.xml", "lists/deep/more%20file.xml",
    ],
)  # fmt: skip
def test_what_is_not_looked_up(text: str, files: Files) -> None:
    target = files.resolve(text)
    assert (target.external, target.lost, target.place, target.file) == (True, "", None, "")


LEADS = {
    "#one": ("essay.xml", "p", "1"), "#two": ("essay.xml", "p", "2"), "either:12": ("essay.xml", "p", "3"), "either:eon": ("essay.xml", "p", "1"),
    "person:anna": ("lists/persons.xml", "person", "Anna  Altno nameDr"), "lists/persons.xml#anna": ("lists/persons.xml", "person", "Anna  Altno nameDr"),
    "lists/./persons.xml#%61nna": ("lists/persons.xml", "person", "Anna  Altno nameDr"),
    "lists/deep/more%20file.xml#%C3%A9": ("lists/deep/more file.xml", "a", ""),
}  # fmt: skip


@pytest.mark.parametrize("text", LEADS)
def test_a_pointer_leads_to_the_first_element_that_bears_the_id(text: str, files: Files) -> None:
    target = files.resolve(text)
    name, element, words = LEADS[text]
    assert target.place is not None
    assert (target.file, target.lost, target.external, target.name) == (files.path(name), "", False, element)
    assert target.place.path == files.path(name)
    document = files.known.open(target.place.path)
    assert document is not None
    chosen = next(e for e in document.root.iter() if document.ordinal(e) == target.place.ordinal)
    assert "".join(map(str, chosen.itertext())) == words


def test_a_pointer_that_two_prefixes_resolve_knows_both(files: Files) -> None:
    both = files.resolve("both:one")
    assert both.place is not None and both.other is not None
    assert (both.place.name, both.other.name, both.place.ordinal < both.other.ordinal) == ("p", "p", True)
    assert files.resolve("either:eon").other is None
    assert files.resolve("half:one").lost == ""
    assert (files.resolve("neither:x").lost, files.resolve("neither:x").id) == ("id", "none-x")


@pytest.mark.parametrize(
    ("text", "name"), [("lists/persons.xml", "lists/persons.xml"), ("", "essay.xml"), ("#", "essay.xml")]
)
def test_without_a_fragment_a_pointer_leads_to_the_file(text: str, name: str, files: Files) -> None:
    target = files.resolve(text)
    assert (target.file, target.place, target.lost, target.external) == (files.path(name), None, "", False)


def test_a_file_is_not_read_without_need(files: Files) -> None:
    for text in (
        "lists/deep/more%20file.xml",
        "#one",
        "lists/persons.xml",
        "lists/none.xml#a",
        "https://example.org/#a",
    ):
        files.resolve(text)
    assert files.read == ["essay.xml"]
    files.resolve("person:anna")
    assert files.read == ["essay.xml", "lists/persons.xml"]


def test_a_base_counts_from_the_outermost_inwards_but_not_for_prefixes(files: Files) -> None:
    deep, shallow = (
        p for p in files.essay.root.iter("{*}p") if (above := p.getparent()) is not None and above.tag.endswith("div")
    )
    lost = {
        (name, text): files.resolve(text, element).lost
        for name, element in (("deep", deep), ("shallow", shallow), ("deep again", deep))
        for text in ("persons.xml#anna", "more%20file.xml#é", "person:anna")
    }
    assert lost == {
        ("deep", "persons.xml#anna"): "file", ("deep", "more%20file.xml#é"): "", ("deep", "person:anna"): "",
        ("shallow", "persons.xml#anna"): "", ("shallow", "more%20file.xml#é"): "file", ("shallow", "person:anna"): "",
        ("deep again", "persons.xml#anna"): "file", ("deep again", "more%20file.xml#é"): "", ("deep again", "person:anna"): "",
    }  # fmt: skip


def test_what_a_file_declares_and_bears(files: Files) -> None:
    essay, persons = files.known.paths
    assert [(p.ident, p.pattern, p.replacement, p.about) for p in files.known.prefixes(files.essay)][-2:] == [
        ("bare", "(.+)", "#$1", ""), ("", "", "", ""),
    ]  # fmt: skip
    assert list(files.known.ids(essay)) == ["one", "two", "n"]
    assert (files.known.facts(essay).doubled, files.known.facts(persons).doubled) == ({"one"}, frozenset())
    assert files.known.ids(files.path("lists/bad.xml")) == {}
    assert files.known.open(files.path("lists/bad.xml")) is None


def test_the_ids_of_the_files_asked_for_last_are_remembered(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siglum.edition.pointers._MOST_IDS", 7)
    essay, persons, beside = (*files.known.paths, files.path("lists/deep/more file.xml"))
    first, other = files.known.facts(essay), files.known.facts(persons)
    assert files.known.facts(essay) is first and files.known.facts(persons) is other
    third = files.known.facts(beside)
    assert files.known.facts(persons) is other and files.known.facts(beside) is third
    again = files.known.facts(essay)
    assert again is not first and again.ids == first.ids
    assert files.known.facts(beside) is third and files.known.facts(persons) is not other


def test_of_a_file_with_more_ids_than_are_remembered_all_are_known(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siglum.edition.pointers._MOST_IDS", 1)
    essay, persons = files.known.paths
    first = files.known.facts(essay)
    assert len(first.ids) > 1 and files.known.facts(essay) is first
    other = files.known.facts(persons)
    assert files.known.facts(persons) is other and files.known.facts(essay) is not first


def test_the_entries_of_a_register_stand_in_a_list_and_have_an_id(files: Files) -> None:
    persons = files.path("lists/persons.xml")
    assert [(e.id, e.kind, e.names, e.place.path, e.place.name) for e in files.known.entries] == [
        ("anna", "person", ("Anna Alt", "Dr"), persons, "person"), ("bo", "person", (), persons, "person"),
    ]  # fmt: skip
    register = files.known.document("lists/persons.xml")
    assert register is not None and register.path == persons
    assert files.known.document("lists/nothing.xml") is None
    assert [d.path for d in files.known.documents] == [files.path("essay.xml"), persons]


def test_an_entry_is_pointed_at_through_a_prefix_else_by_its_file(files: Files) -> None:
    anna = files.known.entries[0]
    assert files.known.pointer_to(files.essay, anna) == "person:anna"
    register = files.known.document("lists/persons.xml")
    assert register is not None
    assert files.known.pointer_to(register, anna) == "persons.xml#anna"
    beside = Document.parse(b"<TEI/>", files.path("other/x.xml"))
    (files.root / "other").mkdir()
    (files.root / "other" / "x.xml").write_text("<TEI/>")
    assert files.known.pointer_to(beside, anna) == "../lists/persons.xml#anna"


def of(text: str, **more: Any) -> tuple[Document, Index]:
    document = Document.parse(text.encode("utf-8"), "x.xml")
    return document, Index(("x.xml",), Path(), {"x.xml": document}.__getitem__, **more)


def test_how_entries_are_used() -> None:
    text = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><listPerson><person xml:id="a"><persName ref="#a"/><persName corresp="#b"/></person>
    <person xml:id="b"/><person xml:id="c"><persName corresp="#c"/></person></listPerson><persName ref="#a">A</persName>
    <text><persName ref="#a">Ann  A</persName><rs ref="#b">Ann A</rs><persName ref="#a">Ann A</persName><p ref="#a">p</p><persName corresp="#a">q</persName></text></TEI>"""
    _, known = of(text, registers=frozenset({"x.xml"}))
    a, b, c = (entry.place for entry in known.entries)
    assert known.uses.used == {a, b}
    assert c not in known.uses.used
    assert known.uses.forms == {"Ann A": (a, b)}
    assert (dict(known.uses.tagged), dict(known.uses.mentions)) == ({"Ann A": 3}, {("Ann A", a): 2, ("Ann A", b): 1})
    assert of(text)[1].uses.used == frozenset()


def test_each_reference_in_an_attribute_is_a_pointer() -> None:
    text = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><p xml:id="a" corresp="#a #b"/><lb edRef="https://a.b" n="#a"/></TEI>'
    )
    document, known = of(text)
    pointers = known.pointers(document)
    assert [(p.attribute, p.number, p.text, p.target.lost) for p in pointers] == [
        ("corresp", 0, "#a", ""), ("corresp", 1, "#b", "id"), ("edRef", 0, "https://a.b", ""),
    ]  # fmt: skip
    assert known.pointers(document) is pointers
    assert pointers[1].span.start.column == text.index("#b") + 1


def test_a_schema_may_say_which_attributes_point() -> None:
    document, known = of(
        '<a n="#x"><b n="#x" m="#x"/><c m="#x"/></a>', pointing=lambda _: frozenset({("a", "n"), ("*", "m")})
    )
    assert [(str(p.element.tag), p.attribute) for p in known.pointers(document)] == [("a", "n"), ("b", "m"), ("c", "m")]


def test_the_place_of_an_element_is_worked_out_when_it_is_asked_for(files: Files) -> None:
    target = files.resolve("person:anna")
    assert target.place is not None
    for part, words in (("name", "person"), (("value", "{http://www.w3.org/XML/1998/namespace}id"), "anna")):
        span = files.known.span(target.place, part)  # type: ignore[arg-type]
        assert PERSONS.encode()[span.start.offset : span.end.offset].decode() == words
        assert span.node is not None and span.node.file == files.path("lists/persons.xml")
