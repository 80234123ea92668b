"""What the edition knows as data: its facts, and the addresses of what they speak of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from siglum.publish.found import Described

Fact = Mapping[str, Any]

AUTHORITIES = {
    "GND": ("https://d-nb.info/gnd/", r"[0-9X-]+"),
    "VIAF": ("https://viaf.org/viaf/", r"[1-9][0-9]+"),
    "Wikidata": ("http://www.wikidata.org/entity/", r"[QP][1-9][0-9]*"),
    "ISNI": ("https://isni.org/isni/", r"[0-9]{15}[0-9X]"),
    "ORCID": ("https://orcid.org/", r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]"),
    "GeoNames": ("https://sws.geonames.org/", r"[1-9][0-9]*"),
    "LCCN": ("http://id.loc.gov/authorities/names/", r"[a-z]{1,3}[0-9]{8,10}"),
}
"""Of each authority the addresses that it gives to what it names, and what its identifiers look like."""
_PAGES = {
    "GND": r"d-nb\.info/gnd/",
    "VIAF": r"viaf\.org/viaf/",
    "Wikidata": r"wikidata\.org/(?:wiki|entity)/",
    "ISNI": r"isni\.org/(?:isni/)?",
    "ORCID": r"orcid\.org/",
    "GeoNames": r"(?:sws\.)?geonames\.org/",
    "LCCN": r"id\.loc\.gov/authorities/names/",
}
"""Before an identifier, the addresses at which the authority says what it knows."""


@dataclass(frozen=True, slots=True)
class Known:
    """The facts of an edition: the entries of each register by its name, the letters, the notes on each text by its
    name, and its images, with what it is called; and the edition as its headers describe it."""

    described: Described
    entries: Mapping[str, Sequence[Fact]] = field(default_factory=dict)
    letters: Sequence[Fact] = ()
    notes: Mapping[str, Sequence[Fact]] = field(default_factory=dict)
    images: Mapping[str, tuple[str, Sequence[Fact]]] = field(default_factory=dict)

    def address(self, href: str) -> str:
        """The address of a place of the site: from the folder of the data, where the edition says no other."""
        if re.match(r"https?://", href):
            return quote(href, safe="%/:=&?~#+!$,;'@()*[]")
        page, sign, place = href.partition("#")
        return (self.described.address or "../../") + quote(page, safe="/~") + sign + quote(place, safe="-._~")


def identified(fact: Fact) -> list[tuple[str, str]]:
    """The identifiers of an entry that an authority has given, which their kind names or their address: who it is, and
    the address. Others are left out."""
    found: dict[tuple[str, str], None] = {}
    for one in fact["identifiers"]:
        for authority, (prefix, form) in AUTHORITIES.items():
            value = one["value"].rstrip("/").rsplit("/", 1)[-1]
            value = value.replace(" ", "") if authority == "ISNI" else value
            page = re.fullmatch(rf"https?://(?:www\.)?{_PAGES[authority]}({form})(?:[/.?#].*)?", one["value"])
            if page:
                found[authority, f"{prefix}{page[1]}"] = None
            elif one["type"].lower() == authority.lower() and re.fullmatch(form, value):
                found[authority, f"{prefix}{value}"] = None
    return list(found)
