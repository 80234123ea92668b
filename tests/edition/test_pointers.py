"""Where a pointer leads: into its file, into another, through a prefix, onto the web, or nowhere, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from siglum.document import Document
from siglum.edition.index import Index

ESSAY = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>
<prefixDef ident="person" matchPattern="([a-z]+)" replacementPattern="lists/persons.xml#$1"><p>The persons.</p></prefixDef>
<prefixDef ident="either" matchPattern="[0-9]+" replacementPattern="#n"><p>Numbers</p></prefixDef>
<prefixDef ident="either" matchPattern="(.)(.+)" replacementPattern="#$2$1"><p>Letters</p></prefixDef>
<prefixDef ident="web" matchPattern="(.+)" replacementPattern="https://example.org/$1"><p>The web</p></prefixDef>
<prefixDef ident="broken" matchPattern="(" replacementPattern="#$1"/>
<prefixDef ident="short" matchPattern="(.)" replacementPattern="#$2"/>
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


def index(documents: list[Document], root: Path, **more: Any) -> Index:
    return Index(documents, root, **more)


@dataclass
class Files:
    """An essay and a register of persons; a third file beside them, and one that is no document."""

    root: Path
    essay: Document
    persons: Document
    resolver: Index


@pytest.fixture
def files(tmp_path: Path) -> Files:
    root = tmp_path / "edition"
    for name, text in {
        "essay.xml": ESSAY, "lists/persons.xml": PERSONS, "lists/deep/more file.xml": '<a xml:id="é"/>', "lists/bad.xml": "<a>",
    }.items():  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    (tmp_path / "out.xml").write_text("<a/>")
    essay, persons = (Document.read(root / name) for name in ("essay.xml", "lists/persons.xml"))
    return Files(root, essay, persons, index([essay, persons], root))


def lost(why: str, where: str, name: str) -> tuple[str, str, str, bool]:
    return why, where, name, False


NOWHERE = {
    "#three": lost("id", "", "three"),
    "lists/persons.xml#eva": lost("id", "lists/persons.xml", "eva"),
    "person:eva": lost("id", "the persons", "eva"),
    "bare:eva": lost("id", "", "eva"),
    "lists/places.xml#rome": lost("file", "lists/places.xml", "rome"),
    "../out.xml#a": lost("outside", "../out.xml", "a"),
    "/etc/hostname": lost("outside", "/etc/hostname", ""),
    "thing:eva": lost("prefix", "thing", "eva"),
    "person:Eva": lost("pattern", "person", "Eva"),
    "broken:a": lost("pattern", "broken", "a"),
}


@pytest.mark.parametrize("text", NOWHERE)
def test_a_pointer_that_leads_nowhere_says_why(text: str, files: Files) -> None:
    target = files.resolver.resolve(files.essay, files.essay.root, text)
    assert (target.lost, target.where, target.id, target.external) == NOWHERE[text]
    assert target.element is None
    known = {
        "#three": files.essay,
        "bare:eva": files.essay,
        "lists/persons.xml#eva": files.persons,
        "person:eva": files.persons,
    }
    assert target.document is known.get(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a#b",
        "HTTPS://example.org",
        "urn:isbn:1",
        "web:a",
        "lists/persons.xml#xpath(//person[1])",
        "lists/bad.xml#a",
    ],
)
def test_what_is_not_looked_up(text: str, files: Files) -> None:
    target = files.resolver.resolve(files.essay, files.essay.root, text)
    assert (target.external, target.lost, target.element, target.document) == (True, "", None, None)


LEADS = {
    "#one": ("essay.xml", "1"), "#two": ("essay.xml", "2"), "person:anna": ("lists/persons.xml", "Anna  AltnonameDr"),
    "lists/persons.xml#anna": ("lists/persons.xml", "Anna  AltnonameDr"), "lists/./persons.xml#%61nna": ("lists/persons.xml", "Anna  AltnonameDr"),
    "either:12": ("essay.xml", "3"), "either:eon": ("essay.xml", "1"), "lists/deep/more%20file.xml#%C3%A9": ("lists/deep/more file.xml", ""),
}  # fmt: skip


@pytest.mark.parametrize("text", LEADS)
def test_a_pointer_leads_to_the_first_element_that_bears_the_id(text: str, files: Files) -> None:
    target = files.resolver.resolve(files.essay, files.essay.root, text)
    path, words = LEADS[text]
    assert target.element is not None and target.document is not None
    assert (target.document.path, target.lost, target.external) == ((files.root / path).as_posix(), "", False)
    assert "".join(str(said) for said in target.element.itertext()).replace("no name", "noname") == words


@pytest.mark.parametrize(
    ("text", "path"), [("lists/persons.xml", "lists/persons.xml"), ("", "essay.xml"), ("#", "essay.xml")]
)
def test_without_a_fragment_a_pointer_leads_to_the_file(text: str, path: str, files: Files) -> None:
    target = files.resolver.resolve(files.essay, files.essay.root, text)
    assert target.document is not None and target.document.path == (files.root / path).as_posix()
    assert (target.element, target.lost, target.external) == (None, "", False)


def test_a_file_that_is_none_of_the_documents_is_not_read_without_need(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []
    whole = Document.read
    monkeypatch.setattr(Document, "read", lambda path: read.append(path) or whole(path))
    assert files.resolver.resolve(files.essay, files.essay.root, "lists/deep/more%20file.xml").external
    assert read == []
    for text in ("#é", "#é", "#o"):
        files.resolver.resolve(files.essay, files.essay.root, f"lists/deep/more%20file.xml{text}")
    assert read == [files.root / "lists/deep/more file.xml"]


def test_a_base_counts_from_the_outermost_inwards_but_not_for_prefixes(files: Files) -> None:
    deep, shallow = (p for p in files.essay.root.iter("{*}p") if p.getparent().tag.endswith("div"))
    where = {
        (name, text): files.resolver.resolve(files.essay, element, text)
        for name, element in (("deep", deep), ("shallow", shallow), ("deep again", deep))
        for text in ("persons.xml#anna", "more%20file.xml#é", "person:anna")
    }
    assert {key: target.lost for key, target in where.items()} == {
        ("deep", "persons.xml#anna"): "file", ("deep", "more%20file.xml#é"): "", ("deep", "person:anna"): "",
        ("shallow", "persons.xml#anna"): "", ("shallow", "more%20file.xml#é"): "file", ("shallow", "person:anna"): "",
        ("deep again", "persons.xml#anna"): "file", ("deep again", "more%20file.xml#é"): "", ("deep again", "person:anna"): "",
    }  # fmt: skip


def test_what_a_file_declares_and_bears(files: Files) -> None:
    assert [(p.ident, p.pattern, p.replacement, p.about) for p in files.resolver.prefixes(files.essay)][-2:] == [
        ("bare", "(.+)", "#$1", ""), ("", "", "", ""),
    ]  # fmt: skip
    assert list(files.resolver.ids(files.essay)) == ["one", "two", "n"]
    assert (files.resolver.doubled(files.essay), files.resolver.doubled(files.persons)) == ({"one"}, frozenset())


def test_the_entries_of_a_register_stand_in_a_list_and_have_an_id(files: Files) -> None:
    known = index([files.essay, files.persons], files.root, registers=frozenset({files.persons.path}))
    assert [(e.id, e.kind, e.names, e.document) for e in known.entries] == [
        ("anna", "person", ("Anna Alt", "Dr"), files.persons), ("bo", "person", (), files.persons),
    ]  # fmt: skip
    assert known.document("lists/persons.xml") is files.persons
    assert known.document("lists/nothing.xml") is None


def test_an_entry_is_pointed_at_through_a_prefix_else_by_its_file(files: Files) -> None:
    known = index([files.essay, files.persons], files.root, registers=frozenset({files.persons.path}))
    anna = known.entries[0]
    assert known.pointer_to(files.essay, anna) == "person:anna"
    beside = Document.parse(b"<TEI/>", (files.root / "other" / "x.xml").as_posix())
    assert known.pointer_to(beside, anna) == "../lists/persons.xml#anna"


def test_an_element_is_used_by_pointers_from_outside_itself() -> None:
    text = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><p xml:id="a" corresp="#a #b"/><p xml:id="b"><ref target="#b #c"/><q xml:id="c"/></p><lb edRef="https://a.b" n="#a"/></TEI>'
    document = Document.parse(text, "x.xml")
    known = index([document], Path())
    assert [(p.attribute, p.number, p.text) for p in known.pointers] == [
        ("corresp", 0, "#a"), ("corresp", 1, "#b"), ("target", 0, "#b"), ("target", 1, "#c"), ("edRef", 0, "https://a.b"),
    ]  # fmt: skip
    assert {e.get("{http://www.w3.org/XML/1998/namespace}id") for e in known.used} == {"a", "b", "c"}
    alone = Document.parse(
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><p xml:id="b"><ref target="#b"/></p></TEI>', "y.xml"
    )
    assert index([alone], Path()).used == set()
    assert known.pointers[1].span.start.column == text.index(b"#b") + 1


def test_a_schema_may_say_which_attributes_point() -> None:
    document = Document.parse(b'<a n="#x"><b n="#x" m="#x"/><c m="#x"/></a>', "x.xml")
    known = index([document], Path(), pointing=frozenset({("a", "n"), ("*", "m")}))
    assert [(p.element.tag, p.attribute) for p in known.pointers] == [("a", "n"), ("b", "m"), ("c", "m")]
