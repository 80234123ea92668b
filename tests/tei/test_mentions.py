"""Every mention that authority.json records is tagged, at its offset, with the right entry."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tei.received import ESSAY, TEI, TRANSCRIPT, received

AUTHORITY: dict[str, Any] = json.loads((Path(__file__).parent / "authority.json").read_text(encoding="utf-8"))
KINDS = {"persons": "person", "orgs": "org", "places": "place", "events": "event", "bibl": "work"}
NAMES = {
    "person": {"persName", "rs"}, "org": {"orgName"}, "place": {"placeName"}, "event": {"eventName", "rs"},
    "work": {"rs", "title", "bibl"},
}  # fmt: skip
WHITE = " \n\u00a0"
MARKS = "“”’,.()" + WHITE


@cache
def tagged() -> dict[tuple[str, str], list[tuple[int, int]]]:
    """(element, pointer) → the stretches of the transcript (code points, end exclusive) so tagged."""
    text = TRANSCRIPT.read_text(encoding="utf-8")
    black = [offset for offset, character in enumerate(text) if character not in WHITE]
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    walk = received(etree.parse(str(ESSAY)).getroot())
    assert walk.count == len(black)
    for element, (start, end) in walk.places.items():
        pointer = element.get("ref") or element.get("corresp") or ""
        if end > start:
            name = etree.QName(element).localname
            found.setdefault((name, pointer), []).append((black[start], black[end - 1] + 1))
    return found


def needs_entry(entry: dict[str, Any]) -> bool:
    return "no register entry needed" not in entry.get("note", "")


def mentions(kind: str) -> list[tuple[str, str, int]]:
    return [
        (entry["xml_id"], mention["form"], offset)
        for entry in AUTHORITY[kind] if needs_entry(entry)
        for mention in entry.get("mentions", []) for offset in mention["offsets"]
    ]  # fmt: skip


def trimmed(form: str, offset: int) -> tuple[int, int]:
    """A form without the marks around it."""
    lead = len(form) - len(form.lstrip(MARKS))
    return offset + lead, offset + len(form.rstrip(MARKS))


# Two forms of the authority file carry words of the sentence beside the description itself.
DESCRIPTIONS = {"a letter in which": "a letter", "the letter is": "the letter"}


@pytest.mark.parametrize(
    ("kind", "count"), [("persons", 69), ("orgs", 13), ("places", 23), ("events", 32), ("bibl", 10)]
)
def test_every_mention_is_tagged(kind: str, count: int) -> None:
    expected = mentions(kind)
    assert len(expected) == count
    prefix = KINDS[kind]
    untagged = []
    for entry, form, offset in expected:
        start, end = trimmed(DESCRIPTIONS.get(form, form), offset)
        stretches = [s for name in NAMES[prefix] for s in tagged().get((name, f"{prefix}:{entry}"), [])]
        if not any(s <= start and end <= e and (e - s) - (end - start) <= 12 for s, e in stretches):
            untagged.append((entry, form, offset))
    assert untagged == []


def test_groups_without_an_entry_are_tagged_as_groups() -> None:
    groups = tagged()[("rs", "")]
    for entry in AUTHORITY["orgs"]:
        if not needs_entry(entry):
            for mention in entry["mentions"]:
                for offset in mention["offsets"]:
                    assert any(s <= offset and offset + len(mention["form"]) <= e for s, e in groups), mention


def test_every_date_is_tagged() -> None:
    dates = tagged()[("date", "")]
    for entry in AUTHORITY["dates"]:
        for offset in entry["offsets"]:
            end = offset + len(entry["form"])
            if entry["form"] == "September 6, 2017":
                assert ("docDate", "") in tagged()
                continue
            assert any(s < end and offset < e for s, e in dates), entry


def test_every_note_call_is_kept_as_text() -> None:
    calls = {s: e for (name, _), stretches in tagged().items() if name == "ref" for s, e in stretches}
    assert calls == {entry["offset_of_digit"]: entry["offset_of_digit"] + 1 for entry in AUTHORITY["footnote_refs"]}


def test_every_role_is_tagged() -> None:
    roles = tagged()[("roleName", "")]
    for entry in AUTHORITY["roles"]:
        for mention in entry["mentions"]:
            for offset in mention["offsets"]:
                if (entry["xml_id"], offset) == ("comrade", 6355):
                    continue  # “leading comrades”: no form of address
                assert any(s <= offset and offset + len(mention["form"]) <= e for s, e in roles), mention


def test_the_omissions_in_the_letter_are_those_of_the_reconstruction() -> None:
    text = TRANSCRIPT.read_text(encoding="utf-8")
    walk = received(etree.parse(str(ESSAY)).getroot())
    black = [offset for offset, character in enumerate(text) if character not in WHITE]
    found = [
        (black[walk.places[app][0]], app.get("cert")) for app in walk.places if app.tag == TEI + "app"
    ]  # fmt: skip
    expected = [
        (part["start"] + (1 if text[part["start"]] in "“ " + WHITE else 0), part["confidence"])
        for part in AUTHORITY["iakir_letter_reconstruction"] if part["status"] == "OMITTED"
    ]  # fmt: skip
    assert found == expected
