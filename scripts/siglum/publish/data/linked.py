"""JSON-LD: each register as linked data, in the words of Linked Art for the classes of CIDOC CRM.

Sources: Linked Art 1.0 (linked.art/model), CIDOC Conceptual Reference Model 7.1. The context stands in each file, so
that nothing has to be fetched to read it. A person who is only alleged to have existed, and what the encoding marks as
less than certain, is not stated.
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterator
from typing import Any

from siglum.publish.coordinates import degrees
from siglum.publish.data.known import Fact, Known, identified

_CRM = "http://www.cidoc-crm.org/cidoc-crm/"
_IRI = {"@type": "@id"}
_TIME = {"@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
CONTEXT: dict[str, Any] = {
    "crm": _CRM,
    "la": "https://linked.art/ns/terms/",
    "id": "@id",
    "type": "@type",
    "Person": "crm:E21_Person",
    "Group": "crm:E74_Group",
    "Place": "crm:E53_Place",
    "Event": "crm:E5_Event",
    "LinguisticObject": "crm:E33_Linguistic_Object",
    "Birth": "crm:E67_Birth",
    "Death": "crm:E69_Death",
    "Creation": "crm:E65_Creation",
    "Name": "crm:E33_E41_Linguistic_Appellation",
    "TimeSpan": "crm:E52_Time-Span",
    "_label": "http://www.w3.org/2000/01/rdf-schema#label",
    "identified_by": "crm:P1_is_identified_by",
    "content": "crm:P190_has_symbolic_content",
    "language_code": "http://purl.org/dc/terms/language",
    "born": "crm:P98i_was_born",
    "died": "crm:P100i_died_in",
    "created_by": "crm:P94i_was_created_by",
    "carried_out_by": "crm:P14_carried_out_by",
    "took_place_at": "crm:P7_took_place_at",
    "timespan": "crm:P4_has_time-span",
    "begin_of_the_begin": {"@id": "crm:P82a_begin_of_the_begin", **_TIME},
    "end_of_the_end": {"@id": "crm:P82b_end_of_the_end", **_TIME},
    "defined_by": "crm:P168_place_is_defined_by",
    "equivalent": {"@id": "la:equivalent", **_IRI},
    "subject_of": {"@id": "crm:P129i_is_subject_of", **_IRI},
}
_CLASSES = {
    "person": "Person", "personGrp": "Group", "org": "Group", "place": "Place", "event": "Event",
    "bibl": "LinguisticObject", "biblStruct": "LinguisticObject",
}  # fmt: skip
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")


def files(edition: Known) -> Iterator[tuple[str, str]]:
    """A file for each register that has an entry."""
    for name, entries in edition.entries.items():
        graph = [_entry(edition, one) for one in entries if not one["alleged"]]
        if graph:
            said = {"@context": CONTEXT, "@graph": graph}
            yield f"{name}.jsonld", json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _entry(edition: Known, fact: Fact) -> dict[str, Any]:
    kind = _CLASSES[fact["kind"]]
    names = [
        {"type": "Name", "content": one["said"], **({"language_code": one["lang"]} if one["lang"] else {})}
        for one in fact["names"]
    ]
    said: dict[str, Any] = {
        "id": edition.address(fact["href"]),
        "type": kind,
        "_label": fact["name"],
        "identified_by": names or [{"type": "Name", "content": fact["name"]}],
        "equivalent": [address for _, address in identified(fact)],
    }
    if kind == "Person":
        said |= {"born": _event(edition, "Birth", fact["birth"]), "died": _event(edition, "Death", fact["death"])}
    elif kind == "Event":
        said |= {"timespan": _span(fact["date"]), "took_place_at": _place(edition, fact["where"])}
    elif kind == "Place":
        said |= {"defined_by": point(fact["coordinates"])}
    elif kind == "LinguisticObject":
        authors = [{"id": edition.address(one["href"])} for one in fact["authors"] if one["href"]]
        made = {"timespan": _span(fact["date"]), "carried_out_by": authors}
        said["created_by"] = {"type": "Creation", **_filled(made)} if _filled(made) else {}
    return _filled(said)


def _event(edition: Known, kind: str, moment: Fact | None) -> dict[str, Any]:
    if moment is None:
        return {}
    said = _filled({"timespan": _span(moment), "took_place_at": _place(edition, moment["where"])})
    return {"type": kind, **said} if said else {}


def _place(edition: Known, href: str) -> dict[str, Any]:
    return {"id": edition.address(href), "type": "Place"} if href else {}


def _span(moment: Fact | None) -> dict[str, Any]:
    """The time within which something was, from the first moment to the last; nothing for what is no date of ours."""
    if moment is None:
        return {}
    said = _filled({"begin_of_the_begin": _moment(moment["from"]), "end_of_the_end": _moment(moment["to"], last=True)})
    return {"type": "TimeSpan", **said} if said else {}


def _moment(date: str, *, last: bool = False) -> str:
    found = _DAY.fullmatch(date)
    if not found or found[1] == "0000":
        return ""
    year, month = int(found[1]), int(found[2] or (12 if last else 1))
    if not 1 <= month <= 12:
        return ""
    day = int(found[3] or (calendar.monthrange(year, month)[1] if last else 1))
    time = "23:59:59" if last else "00:00:00"
    return f"{year:04}-{month:02}-{day:02}T{time}Z" if 1 <= day <= calendar.monthrange(year, month)[1] else ""


def point(coordinates: str) -> str:
    """Latitude and longitude, as TEI has them (geo), as well-known text, which begins with the longitude."""
    found = degrees(coordinates)
    return f"POINT({found[1]} {found[0]})" if found else ""


def _filled(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value}
