"""Every element of TEI P5, in the smallest document that the TEI's own schema has for it; and the collections."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from setting.documents import TEI, Grammar
from setting.readings import SET, SOURCE
from siglum import odd, reading, saxon, setting
from siglum.document import Document, Refused
from siglum.edition import Edition, Reading
from tei.received import ESSAY, REGISTERS, ROOT

SHARED = ROOT.parent / "shared"
SCHEMA = SHARED / "reference" / "tei_all.rng"
CORPORA = SHARED / "corpora"
KNOWN = frozenset(
    ("document", "body", "section", "block", "title", "heading", "paragraph", "line", "list", "listItem", "label", "table",
     "row", "cell", "figure", "quotation", "cit", "description", "verbatim", "index", "inline", "link", "name", "addition",
     "deletion", "alternate", "apparatus", "glyph", "text", "note", "break", "anchor", "gap", "graphic", "foreign",
     "metadata", "omit")
)  # fmt: skip


@cache
def grammar() -> Grammar:
    return Grammar(SCHEMA)


def said(root: etree._Element, left_out: frozenset[str]) -> str:
    """The characters of a document but white space, and but what is in elements of some ordinals."""
    found: list[str] = []

    def walk(element: etree._Element) -> None:
        if isinstance(element.tag, str) and element.get(f"{SOURCE}n") not in left_out:
            found.append(element.text or "")
            for child in element:
                walk(child)
                found.append(child.tail or "")

    walk(root)
    return re.sub(r"\s+", "", "".join(found))


def check(source: str) -> setting.Setting:
    """Set a document; assert that nothing but what a model leaves out is lost, and that every behaviour is known."""
    made = setting.set_reading(source, setting.models())
    parser = etree.XMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    root, before = etree.fromstring(made.tei.encode(), parser), etree.fromstring(source.encode(), parser)
    omitted = [e for e in root.iter() if e.get(f"{SET}behaviour") == "omit" or e.tag == f"{{{TEI}}}binaryObject"]
    left_out = frozenset(e.get(f"{SOURCE}n", "") for e in omitted)
    assert not any(len(e) or (e.text or "").strip() for e in omitted)
    assert said(root, left_out) == said(before, left_out)
    passed = {
        e for p in root.iter() if p.get(f"{SET}behaviour") in ("foreign", "verbatim") for e in p.iterdescendants()
    }
    for element in root.iter():
        if element not in passed and not element.tag.startswith(SET):
            assert element.get(f"{SET}behaviour") in KNOWN, element.tag
            assert element.get(f"{SET}level") in ("block", "inline"), element.tag
    return made


NAMES = sorted(grammar().elements) if SCHEMA.is_file() else [""]


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the TEI's own schema is not beside the project (../shared/reference)")
@pytest.mark.parametrize("name", NAMES)
def test_every_element_is_set_and_loses_no_word(name: str) -> None:
    document = grammar().document(name)
    here = grammar().elements[name].get("name")
    assert here in {etree.QName(e).localname for e in document.iter()}
    made = check(saxon.serialised(Document.parse(etree.tostring(document), "t.xml")))
    assert [u for u in made.unknown if u.namespace != "urn:other"] == []


@pytest.mark.parametrize("declared", Edition.load(ROOT).readings, ids=lambda declared: declared.id)
def test_every_reading_of_the_essay_is_set_and_loses_no_word(declared: Reading) -> None:
    made = check(reading.of(Document.read(ESSAY), declared))
    assert made.unknown == ()


@pytest.mark.parametrize("path", sorted(REGISTERS.glob("*.xml")), ids=lambda path: path.stem)
def test_every_register_is_set_and_loses_no_word(path: Path) -> None:
    assert check(saxon.serialised(Document.read(path))).unknown == ()


def test_an_odd_without_models_changes_nothing() -> None:
    source = reading.of(Document.read(ESSAY), Edition.load(ROOT).readings[0])
    own = setting.models(odd.read(ROOT / "schema" / "siglum.odd"))
    assert setting.set_reading(source, own) == setting.set_reading(source, setting.models())


COLLECTIONS = sorted(p for p in CORPORA.rglob("*") if p.suffix in (".xml", ".tei")) if CORPORA.is_dir() else [CORPORA]


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the collections are not beside the project (../shared/corpora)")
@pytest.mark.parametrize("path", COLLECTIONS, ids=lambda path: path.relative_to(CORPORA).as_posix())
def test_every_document_of_the_collections_is_set_and_loses_no_word(path: Path) -> None:
    try:
        document = Document.read(path)
    except Refused as refused:
        pytest.fail(refused.finding.message)
    made = check(saxon.serialised(document))
    of_tei = {u.name for u in made.unknown if u.namespace == TEI}
    assert of_tei & {e.get("name") for e in grammar().elements.values()} == set()
    assert of_tei <= {"charName"}, "withdrawn from the TEI"
