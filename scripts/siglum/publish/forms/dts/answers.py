"""What the endpoints answer: the objects of the specification, one function for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from siglum.publish.forms.dts import places, units
from siglum.publish.forms.dts.places import Addresses
from siglum.publish.forms.dts.units import Unit

CONTEXT = "https://dtsapi.org/context/v1.0.json"
VERSION = "1.0"
MEDIA_TYPE = "application/tei+xml"
SIBLINGS = 50
"""How many units with one parent an answer has at once: each of them has such an answer."""

Said = dict[str, Any]
Answer = tuple[str, Said]
"""The name of a file, and what it says."""


@dataclass(frozen=True)
class Resource:
    """A reading: its identifier, what it is called, its metadata (Dublin Core terms), its units, and how many levels of
    them the text has."""

    id: str
    title: str
    description: str = ""
    language: str = ""
    metadata: dict[str, list[str]] = field(default_factory=dict)
    units: tuple[Unit, ...] = ()
    levels: int = 0

    @classmethod
    def read(cls, said: Said) -> Resource:
        """A resource as `asdict` has written it."""
        return cls(**said | {"units": tuple(Unit(**one) for one in said["units"])})

    def written(self) -> Said:
        """The resource, for JSON."""
        return asdict(self)

    @property
    def depth(self) -> int:
        """How many levels its units have."""
        return units.depth(self.units)

    @cached_property
    def structure(self) -> list[Said]:
        """Which kinds of its units stand in which."""
        return units.kinds(self.units)


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection: the readings of a document, or all of the edition."""

    id: str
    title: str
    members: tuple[Resource | Collection, ...]
    is_top: bool = False


@dataclass(frozen=True, slots=True)
class Service:
    """The answers of a service at an address."""

    at: Addresses

    def entry(self) -> Answer:
        """The Entry endpoint."""
        said = {
            "@context": CONTEXT, "dtsVersion": VERSION, "@id": self.at.of(places.ENTRY), "@type": "EntryPoint",
            "collection": self.at.collection, "navigation": self.at.navigation, "document": self.at.document,
        }  # fmt: skip
        return places.ENTRY, said

    # ===== the Collection endpoint =====

    def collections(self, top: Collection) -> Iterator[Answer]:
        """All answers about collections and resources; the one at the top is also that without an identifier."""
        yield from self._collection(top, "", None)
        yield from self._below(top, None)

    def _below(self, one: Resource | Collection, parent: Collection | None) -> Iterator[Answer]:
        yield from self._collection(one, one.id, parent)
        if isinstance(one, Collection):
            for member in one.members:
                yield from self._below(member, one)

    def _collection(self, one: Resource | Collection, id_: str, parent: Collection | None) -> Iterator[Answer]:
        said = {"@context": CONTEXT, "dtsVersion": VERSION, **self._described(one)}
        children = [self._described(member) for member in (one.members if isinstance(one, Collection) else ())]
        yield places.collection(id_), {**said, "member": children}
        yield places.collection(id_, "children"), {**said, "member": children}
        yield places.collection(id_, "parents"), {**said, "member": [self._described(parent)] if parent else []}

    def _described(self, one: Resource | Collection) -> Said:
        if isinstance(one, Resource):
            return self._resource(one)
        return {
            "@id": one.id, "@type": "Collection", "title": one.title, "totalParents": int(not one.is_top),
            "totalChildren": len(one.members), "collection": self.at.collection_of(one.id),
        }  # fmt: skip

    def _resource(self, one: Resource) -> Said:
        said: Said = {"title": one.title, "totalParents": 1, "totalChildren": 0, **self._navigated(one)}
        if one.description:
            said["description"] = one.description
        if one.metadata:
            said["dublinCore"] = {
                term: values if term == "language" else [{"lang": one.language or "und", "value": v} for v in values]
                for term, values in one.metadata.items()
            }
        return said | {"mediaTypes": [MEDIA_TYPE], "download": self.at.of(places.document(one.id))}

    def _navigated(self, one: Resource) -> Said:
        """A resource as the Navigation endpoint names it in each answer: what is required, and no more."""
        return {
            "@id": one.id, "@type": "Resource", "collection": self.at.collection_of(one.id),
            "navigation": self.at.navigation_of(one.id), "document": self.at.document_of(one.id),
            "citationTrees": [{"@type": "CitationTree", "citeStructure": one.structure}] if one.structure else [],
        }  # fmt: skip

    # ===== the Navigation endpoint =====

    def navigation(self, one: Resource) -> Iterator[Answer]:
        """All answers about the units of a resource."""
        walk = _Walk(one.units)
        for down in walk.depths:
            yield self._navigation(one, places.navigation(one.id, "", str(down)), walk.below("", down))
        for unit in one.units:
            yield self._navigation(one, places.navigation(one.id, unit.identifier), None, unit)
            own = walk.children[unit.parent]
            yield self._page(one, places.navigation(one.id, unit.identifier, "0"), own, 1, unit)
            for down in walk.depths:
                file = places.navigation(one.id, unit.identifier, str(down))
                yield self._navigation(one, file, [unit, *walk.below(unit.identifier, down)], unit)
        for parent, own in walk.children.items():
            for page in range(2, _pages(own) + 1):
                yield self._page(one, places.siblings(one.id, parent, page), own, page)

    def _page(self, one: Resource, file: str, own: Sequence[Unit], page: int, unit: Unit | None = None) -> Answer:
        """A page of the units with one parent; a single page is the whole."""
        _, said = self._navigation(one, file, own[(page - 1) * SIBLINGS : page * SIBLINGS], unit)
        last = _pages(own)
        if last > 1:
            first = places.navigation(one.id, own[0].identifier, "0")
            files = {n: places.siblings(one.id, own[0].parent, n) for n in range(2, last + 1)} | {1: first}
            said["view"] = {
                "@id": self.at.of(file), "@type": "Pagination", "first": self.at.of(first),
                "previous": self.at.of(files[max(page - 1, 1)]), "next": self.at.of(files[min(page + 1, last)]),
                "last": self.at.of(files[last]),
            }  # fmt: skip
        return file, said

    def _navigation(self, one: Resource, file: str, members: Sequence[Unit] | None, unit: Unit | None = None) -> Answer:
        said: Said = {
            "@context": CONTEXT, "dtsVersion": VERSION, "@id": self.at.of(file), "@type": "Navigation",
            "resource": self._navigated(one),
        }  # fmt: skip
        if unit:
            said["ref"] = _unit(unit, one)
        if members is not None:
            said["member"] = [_unit(member, one) for member in members]
        return file, said


class _Walk:
    """The units of a resource by their parents."""

    def __init__(self, every: Sequence[Unit]) -> None:
        self.children: dict[str, list[Unit]] = {}
        for unit in every:
            self.children.setdefault(unit.parent, []).append(unit)
        self.depths = (*range(1, max(units.depth(every), 1) + 1), -1)

    def below(self, parent: str, down: int) -> list[Unit]:
        """The units within one, so many levels deep (-1 for all), in document order."""
        found: list[Unit] = []
        for unit in self.children.get(parent, ()) if down else ():
            found += (unit, *self.below(unit.identifier, down - 1))
        return found


def _pages(own: Sequence[Unit]) -> int:
    return -(-len(own) // SIBLINGS)


def _unit(unit: Unit, one: Resource) -> Said:
    said: Said = {
        "identifier": unit.identifier, "@type": "CitableUnit", "level": unit.level, "parent": unit.parent or None,
        "citeType": unit.kind,
    }  # fmt: skip
    if unit.title:
        said["dublinCore"] = {"title": [{"lang": one.language or "und", "value": unit.title}]}
    return said
