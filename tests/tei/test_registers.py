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
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FILES = [ESSAY, LETTER, *sorted(REGISTERS.glob("*.xml"))]
CERTAINTY = {"high": None, "medium-high": "medium", "medium": "medium", "low": "low"}


def entries(file: str, element: str) -> dict[str, etree._Element]:
    root = etree.parse(str(REGISTERS / file)).getroot()
    return {entry.get(XML_ID, ""): entry for entry in root.iter(TEI + element) if entry.get(XML_ID)}


SOURCES = {"zenkovich1998", "balayan", "sokolov", "plenum1957"}
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
    found = entries(file, element)
    assert {name for name, entry in found.items() if entry.get("type") != "source"} == wanted | more


def test_every_source_is_one_of_something() -> None:
    cited = {
        pointer
        for file in FILES
        for e in etree.parse(str(file)).iter(etree.Element)
        for pointer in (e.get("source") or "").split()
    }
    sources = {name for name, entry in entries("works.xml", "bibl").items() if entry.get("type") == "source"}
    assert {f"work:{name}" for name in sources} <= cited


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


LANGUAGES = {"LoC/ALA-LC (by rule)": {"ru-Latn-alalc97"}, "English press": {None}, "German/other": {"de", "ru-Latn"}}


@pytest.mark.parametrize("person", AUTHORITY["persons"], ids=lambda person: person["xml_id"])
def test_a_form_of_a_name_has_its_language(person: dict[str, Any]) -> None:
    names = {
        " ".join("".join(name.itertext()).split()): name for name in PERSONS[person["xml_id"]].findall(TEI + "persName")
    }
    preferred = [name for name in names.values() if name.get("type") == "preferred"]
    assert [etree.QName(part).localname for part in preferred[0]][-1] in ("surname", "genName")
    for kind, forms in person["variants"].items():
        for form in set(forms) & set(names) - {"Furr, Grover"}:
            if names[form] not in preferred:
                assert names[form].get(LANG) in LANGUAGES[kind], form
    russian = [form for form, name in names.items() if name.get(LANG) == "ru"]
    assert russian == [person["name_ru"]]
    assert {name.get(LANG) for name in names.values()} <= {None, "ru", "ru-Latn", "ru-Latn-alalc97", "de"}


def test_a_language_of_a_register_is_declared_there() -> None:
    for file in sorted(REGISTERS.glob("*.xml")):
        root = etree.parse(str(file)).getroot()
        used = {e.get(LANG) for e in root.iter(etree.Element) if e.get(LANG)} - {root.get(LANG)}
        assert used <= {language.get("ident") for language in root.iter(TEI + "language")}, file.name


# ===== offices and rehabilitations =====

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DATE = rf"(?:(?:(\d{{1,2}}) )?({'|'.join(MONTHS)})[a-z]* )?(\d{{4}})"


def iso(day: str | None, month: str | None, year: str) -> str:
    """A date as authority.json words it ("10 Jul 1934", "Feb 1970", "1953"), as ISO 8601."""
    parts = [year] + ([f"{MONTHS.index(month) + 1:02}"] if month else []) + ([f"{int(day):02}"] if day else [])
    return "-".join(parts)


def terms(words: str) -> set[tuple[str, str | None]]:
    """The times of office that a description gives: from a date to a date, since a date, or the year of a rank in brackets."""
    words = re.sub(r"(\d\d)(\d\d)-(\d\d)\b", r"\1\2-\1\3", words)
    spans = {(iso(*m.groups()[:3]), iso(*m.groups()[3:])) for m in re.finditer(rf"{DATE} ?- ?{DATE}", words)}
    open_ended = {(iso(*m.groups()), None) for m in re.finditer(rf"(?:since |(?<!Trial )\((?=\d{{4}}\))){DATE}", words)}
    return spans | open_ended


@pytest.mark.parametrize("person", AUTHORITY["persons"], ids=lambda person: person["xml_id"])
def test_offices_and_ranks_have_the_dates_of_the_authority_file(person: dict[str, Any]) -> None:
    entry = PERSONS[person["xml_id"]]
    held = [*entry.findall(TEI + "occupation"), *entry.findall(f"{TEI}state[@type='rank']")]
    found = {(o.get("from"), o.get("to")) for o in held if o.get("from") or o.get("to")}
    known = set().union(*(terms(role["value"]) for role in person["roles"] if "from memory" not in role["source"]))
    assert found == known
    confidence = {CERTAINTY[role["confidence"]] for role in person["roles"]}
    assert {o.get("cert") for o in held} <= confidence
    assert all(o.get("source") for o in held)


@pytest.mark.parametrize("person", AUTHORITY["persons"], ids=lambda person: person["xml_id"])
def test_a_rehabilitation_is_that_of_the_authority_file(person: dict[str, Any]) -> None:
    fact = person["rehabilitation"]
    states = PERSONS[person["xml_id"]].findall(f"{TEI}state[@type='rehabilitation']")
    if fact["value"] in (None, "not applicable"):
        assert states == []
        return
    (state,) = states
    assert state.get("from") == (fact["value"] if fact["value"][0].isdigit() else None)
    assert state.get("cert") == CERTAINTY[fact["confidence"]]
    assert state.get("source")
    event = (state.get("ref") or "").partition(":")[2]
    assert not event or entries("events.xml", "event")[event].get("when") == state.get("from")


def remembered(value: Any) -> set[str]:
    """The dates in authority.json that were not looked up."""
    if isinstance(value, dict):
        return set().union(*map(remembered, value.values()))
    if isinstance(value, list):
        return set().union(*map(remembered, value))
    clauses = [clause for clause in re.split(r"[;|]", str(value)) if "memory" in clause]
    return {iso(*m.groups()) for clause in clauses for m in re.finditer(DATE, clause) if m[2]}


def test_no_date_is_from_memory() -> None:
    unverified = {date for date in remembered(AUTHORITY["persons"]) | remembered(AUTHORITY["events"]) if len(date) > 4}
    dated = {value for file in sorted(REGISTERS.glob("*.xml")) for e in etree.parse(str(file)).iter(etree.Element)
             for name, value in e.items() if name in ("when", "from", "to")}  # fmt: skip
    assert {"1961-10-26", "1938-08-01"} <= unverified
    assert unverified & dated == set()
    assert entries("works.xml", "bibl")["vs1964"].find(TEI + "date") is None


def test_every_fact_and_every_description_has_a_source_or_a_judgement() -> None:
    for file in sorted(REGISTERS.glob("*.xml")):
        for element in (
            etree.parse(str(file))
            .getroot()
            .find(TEI + "standOff")
            .iter(*(TEI + n for n in ("birth", "death", "event", "occupation", "state", "note", "idno")))
        ):
            around = [element, *element.iterancestors()]
            assert any(e.get("source") or (e.get("resp") and e.get("cert")) for e in around), etree.tostring(element)


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


POINTERS = ("ref", "where", "source", "who", "toWhom", "target", "wit", "ana", "resp", "corresp", "next", "prev", "active", "passive", "decls", "url")


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
