"""The edition as the headers of its documents describe it.

What one document says holds for an edition of one, and for an edition that is called as that document is. Else the
edition has what all of its documents say: the same publisher, the same version, the same rights. Its authors are those
whom every document names; where there is none, its editors take the place: letters are cited by who edited them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeVar
from urllib.parse import quote

T = TypeVar("T")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LICENCES = (
    (re.compile(r"https?://(?:www\.)?creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)(?:/.*)?"), "CC-{}-{}"),
    (re.compile(r"https?://(?:www\.)?creativecommons\.org/publicdomain/(zero)/(1\.0)(?:/.*)?"), "CC0-1.0"),
    (re.compile(r"https?://(?:www\.)?(?:spdx|opensource)\.org/licenses?/([A-Za-z0-9.+-]+?)(?:\.html)?/?()"), "{}"),
)
"""Addresses of licences whose SPDX identifier follows from them."""


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody who is named: as it is said, in parts where the markup has them, and identifiers by their kind."""

    said: str
    family: str = ""
    given: str = ""
    is_organisation: bool = False
    identifiers: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, fact: Mapping[str, Any]) -> Self:
        """A name from a fact (html:responsible)."""
        known = tuple(dict.fromkeys((one["type"], one["value"]) for one in fact["identifiers"]))
        family, given = (fact["family"], fact["given"]) if fact["family"] and fact["given"] else ("", "")
        return cls(fact["said"], family, given, fact["is-organisation"], known)

    @property
    def inverted(self) -> str:
        """The name, surname first where that is known."""
        return f"{self.family}, {self.given}" if self.family else self.said

    def identifier(self, kind: str) -> str:
        """The identifier of a kind, without the address of who gives it; "" where there is none."""
        return next((value.rsplit("/", 1)[-1] for type_, value in self.identifiers if type_.upper() == kind), "")

    @property
    def orcid(self) -> str:
        """The ORCID; "" where there is none that could be one."""
        found = self.identifier("ORCID")
        return found if re.fullmatch(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", found) else ""


@dataclass(frozen=True, slots=True)
class Rights:
    """A statement of rights, and the addresses of the licences that it names."""

    said: str
    licences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Released:
    """A version that was released: when (as the header says it), and in which words."""

    version: str
    when: str
    said: str

    @property
    def day(self) -> str:
        """The day, YYYY-MM-DD; "" where the header does not say it so exactly."""
        return self.when[:10] if _DAY.match(self.when) else ""


@dataclass(frozen=True, slots=True)
class Described:
    """An edition; "" and () where nothing is known. `addresses` is the address with `{version}` in it, where each
    version has its own; `releases` begin with the newest."""

    title: str
    address: str
    addresses: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    publisher: str = ""
    published: str = ""
    version: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    rights: tuple[Rights, ...] = ()
    releases: tuple[Released, ...] = ()

    @classmethod
    def of(cls, title: str, address: str, facts: Iterable[Mapping[str, Any]], addresses: str = "") -> Self:
        """The edition from what the headers say (html:catalogued), documents in their order."""
        every = list(facts)
        every = [fact for fact in every if fact["title"] == title][:1] or every
        identifiers = _common([[(one["type"], one["value"]) for one in fact["identifiers"]] for fact in every])
        return cls(
            title=title or (every[0]["title"] if len(every) == 1 else ""),
            address=folder(address),
            addresses=folder(addresses or address),
            authors=_common([_names(fact["authors"]) for fact in every]),
            editors=_joined([_names(fact["editors"]) for fact in every]),
            publisher=_one(fact["publisher"] for fact in every),
            published=_one(fact["published"] for fact in every),
            version=_one(fact["version"] for fact in every),
            abstract=every[0]["abstract"] if len(every) == 1 else "",
            keywords=_common([fact["keywords"] for fact in every]),
            languages=_joined([[fact["language"]] if fact["language"] else [] for fact in every]),
            identifiers=identifiers,
            rights=_common([[_rights(one) for one in fact["rights"]] for fact in every]),
            releases=_releases(every),
        )

    @property
    def creators(self) -> tuple[Name, ...]:
        """By whose names the edition is cited."""
        return self.authors or self.editors

    @property
    def contributors(self) -> tuple[Name, ...]:
        """The editors, where others are its creators."""
        return self.editors if self.authors else ()

    def identifier(self, kind: str) -> str:
        """The identifier of the edition of some kind; "" where it has none."""
        return next((value for type_, value in self.identifiers if type_.upper() == kind), "")

    def address_of(self, version: str) -> str:
        """Where a version is published; of a site that has one address for all, that."""
        return self.addresses.replace("{version}", quote(version, safe=""))

    @property
    def doi(self) -> str:
        """The DOI, without an address before it; "" where there is none that could be one."""
        found = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:)", "", self.identifier("DOI"), flags=re.IGNORECASE)
        return found if re.fullmatch(r"10\.\d{4,9}(\.\d+)?/\S+", found) else ""

    @property
    def other_identifiers(self) -> tuple[tuple[str, str], ...]:
        """Its identifiers, each with its kind, but for the DOI."""
        return tuple(one for one in self.identifiers if not (self.doi and one[0].upper() == "DOI"))

    @property
    def licence(self) -> str:
        """The address of the one licence under which all of it is; "" where parts have their own, or none."""
        stated = [one.licences for one in self.rights]
        return stated[0][0] if len(stated) == 1 and len(stated[0]) == 1 else ""

    @property
    def spdx(self) -> str:
        """The identifier that SPDX has for that licence; "" where its address does not tell."""
        return spdx(self.licence)

    @property
    def released(self) -> str:
        """The day on which the present version was released; "" where the header does not say."""
        return next((one.day for one in self.releases if one.version == self.version), "") if self.version else ""


def spdx(licence: str) -> str:
    """The SPDX identifier of a licence that its address tells; else ""."""
    for pattern, form in _LICENCES:
        if found := pattern.fullmatch(licence):
            parts = [part.upper() if form.startswith("CC") else part for part in found.groups()]
            return form.format(*parts)
    return ""


def folder(address: str) -> str:
    """An address as that of a folder, which addresses within it are joined to."""
    return address if address.endswith("/") or not address else f"{address}/"


def _names(facts: Iterable[Mapping[str, Any]]) -> list[Name]:
    return [Name.of(fact) for fact in facts if fact]


def _rights(fact: Mapping[str, Any]) -> Rights:
    return Rights(fact["said"], tuple(fact["licences"]))


def _one(values: Iterable[str]) -> str:
    """What all say; "" where they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""


def _common(lists: Sequence[Sequence[T]]) -> tuple[T, ...]:
    """What is in each list, in the order of the first."""
    first, *others = lists or [[]]
    return tuple(one for one in dict.fromkeys(first) if all(one in other for other in others))


def _joined(lists: Iterable[Iterable[T]]) -> tuple[T, ...]:
    """What is in any list, each once."""
    return tuple(dict.fromkeys(one for some in lists for one in some))


def _releases(facts: Iterable[Mapping[str, Any]]) -> tuple[Released, ...]:
    """The versions that the headers name, each once, with the latest day and the first words that are said of it."""
    found: dict[str, Released] = {}
    for one in (one for fact in facts for one in fact["releases"]):
        known = found.get(one["version"])
        when = max(one["when"], known.when) if known else one["when"]
        said = known.said if known and known.said else one["said"]
        found[one["version"]] = Released(one["version"], when, said)
    return tuple(sorted(found.values(), key=lambda one: one.when, reverse=True))
