"""The registers hold the entries and the facts of authority.json, and every pointer of the edition leads to something."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tei.received import ESSAY, LETTER, REGISTERS, TEI

AUTHORITY: dict[str, Any] = json.loads((Path(__file__).parent / "authority.json").read_text(encoding="utf-8"))
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
FILES = [ESSAY, LETTER, *sorted(REGISTERS.glob("*.xml"))]
CERTAINTY = {"high": None, "medium-high": "medium", "medium": "medium", "low": "low"}


def entries(file: str, element: str) -> dict[str, etree._Element]:
    root = etree.parse(str(REGISTERS / file)).getroot()
    return {entry.get(XML_ID, ""): entry for entry in root.iter(TEI + element) if entry.get(XML_ID)}


SOURCES = {
    "src-pm20", "src-tillich", "src-spocwiki", "src-fb15k", "src-wikipedia", "src-2009-copies", "src-gse",
    "src-voprosy-istorii", "src-elena-ferrari", "src-montefiore", "zenkovich1998", "balayan", "sokolov",
    "conquest-ru", "plenum1957",
}  # fmt: skip
PERSONS = entries("persons.xml", "person")


@pytest.mark.parametrize(
    ("file", "element", "kind", "more"),
    [
        ("persons.xml", "person", "persons", {"questioner"}),
        ("organisations.xml", "org", "orgs", set()),
        ("places.xml", "place", "places", set()),
        ("events.xml", "event", "events", set()),
        ("works.xml", "bibl", "bibl", SOURCES),
    ],
)
def test_a_register_has_the_entries_of_the_authority_file(file: str, element: str, kind: str, more: set[str]) -> None:
    wanted = {e["xml_id"] for e in AUTHORITY[kind] if "no register entry needed" not in e.get("note", "")}
    assert set(entries(file, element)) == wanted | more


@pytest.mark.parametrize("person", AUTHORITY["persons"], ids=lambda person: person["xml_id"])
def test_a_person_has_the_dates_and_the_name_of_the_authority_file(person: dict[str, Any]) -> None:
    entry = PERSONS[person["xml_id"]]
    for kind in ("birth", "death"):
        fact, found = person[kind], entry.find(TEI + kind)
        if fact["value"] is None:
            assert found is None
            continue
        assert found is not None
        assert fact["value"].startswith(found.get("when", "?"))
        assert found.get("cert") == CERTAINTY[fact["confidence"]]
    assert person["name_ru"] in [name.text for name in entry.findall(TEI + "persName")]


KINDS = {"wikidata": "Wikidata", "gnd": "GND", "pm20_folder": "PM20", "isni": "ISNI"}


@pytest.mark.parametrize(
    ("kind", "file", "element"),
    [("persons", "persons.xml", "person"), ("orgs", "organisations.xml", "org"), ("places", "places.xml", "place"),
     ("events", "events.xml", "event")],
)  # fmt: skip
def test_identifiers_are_those_of_the_authority_file_and_no_others(kind: str, file: str, element: str) -> None:
    found = {
        (name, idno.get("type"), idno.text, idno.get("cert"))
        for name, entry in entries(file, element).items() for idno in entry.findall(TEI + "idno")
    }  # fmt: skip
    expected = {
        (entry["xml_id"], KINDS[scheme], fact["value"], CERTAINTY[fact["confidence"]])
        for entry in AUTHORITY[kind] if entry["xml_id"] in entries(file, element)
        for scheme, fact in entry["ids"].items() if fact["value"]
    }  # fmt: skip
    assert found == expected


def test_events_have_the_dates_of_the_authority_file() -> None:
    for event in AUTHORITY["events"]:
        entry = entries("events.xml", "event")[event["xml_id"]]
        when = entry.get("when") or f"{entry.get('from')}/{entry.get('to')}"
        assert when == event["when"]["value"]


def test_ids_are_unique_across_the_edition() -> None:
    ids = Counter(e.get(XML_ID) for file in FILES for e in etree.parse(str(file)).iter(etree.Element) if e.get(XML_ID))
    assert [name for name, count in ids.items() if count > 1] == []


POINTERS = ("ref", "source", "who", "toWhom", "target", "wit", "ana", "resp", "corresp", "next", "prev", "active", "passive", "decls", "url")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_pointer_leads_to_something(file: Path) -> None:
    tree = etree.parse(str(file))
    prefixes = {
        d.get("ident"): (d.get("matchPattern", ""), d.get("replacementPattern", ""))
        for d in tree.iter(TEI + "prefixDef")
    }
    lost = []
    for element in tree.iter(etree.Element):
        for pointer in (p for name in POINTERS for p in element.get(name, "").split()):
            scheme, colon, rest = pointer.partition(":")
            if colon and scheme in prefixes:
                pattern, replacement = prefixes[scheme]
                assert re.fullmatch(pattern, rest)
                pointer = replacement.replace("$1", rest)
            elif colon:
                continue
            name, _, fragment = pointer.partition("#")
            target = etree.parse(str(file.parent / name)) if name.endswith(".xml") else tree
            if fragment and not target.xpath("//*[@xml:id = $id]", id=fragment):
                lost.append(pointer)
            if name and not (file.parent / name).is_file():
                lost.append(pointer)
    assert lost == []


def test_every_entry_that_is_pointed_at_is_of_its_kind() -> None:
    kinds = {"person": "person", "org": "org", "place": "place", "event": "event", "work": "bibl"}
    registers = {"person": "persons", "org": "organisations", "place": "places", "event": "events", "work": "works"}
    names = {"persName": "person", "orgName": "org", "placeName": "place", "eventName": "event", "title": "work"}
    for element in etree.parse(str(ESSAY)).iter(etree.Element):
        kind, _, entry = (element.get("ref") or "").partition(":")
        if entry:
            assert entry in entries(f"{registers[kind]}.xml", kinds[kind])
            assert names.get(etree.QName(element).localname, kind) == kind
