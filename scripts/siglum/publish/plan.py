"""What the pages of each file need of the others, settled from the surveys of all, before a page is made.

A `Task` is all that the pages of one file depend on beside that file itself and the toolkit. What a survey promises may
not hold (a reading that cannot be made, an id that stands in no reading): then a `Plan` is corrected, and those files
are made again whose task is another.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from siglum.edition import Edition, Reading
from siglum.edition.published import Published
from siglum.failure import Failure
from siglum.publish import labels
from siglum.publish.entries import Entries
from siglum.publish.survey import Survey
from siglum.reading.found import safe
from siglum.session import Session

VERSION = "{version}"
"""What stands in the address of a site for the version that is published there."""
MANY = 5
"""Of more documents than so many, the first page has a list."""


@dataclass(frozen=True, slots=True)
class Target:
    """An element of another document: its file and id, and the page that has it; id "" is the whole of it."""

    path: str
    id: str
    page: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A file whose text stands beside that of another on its pages: what its pages are made from."""

    path: str
    name: str
    content: str
    is_register: bool
    first: bool
    reading: Reading | None
    chapters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What the pages of one file are made from: itself (its path, and a digest of its content), and what is known of
    others as far as it points there.

    `chapters` are the divisions that begin a page of their own, by their ordinals.
    `shared` are the readings whose label others have too; `entries` are pruned registers, as XML text (path, page,
    TEI); `downloads` are files that it links to; `led` are ids that it had once, each with that which stands for it."""

    path: str
    content: str
    name: str
    is_register: bool
    first: bool
    several: bool
    large: bool
    language: str
    title: str
    address: str
    has_schema: bool
    readings: tuple[Reading, ...]
    chapters: tuple[int, ...]
    shared: frozenset[str]
    entries: tuple[tuple[str, str, str], ...]
    targets: tuple[Target, ...]
    downloads: tuple[str, ...]
    beside: tuple[Beside, ...]
    led: tuple[tuple[str, str], ...] = ()
    size: int = field(compare=False, default=0)


@dataclass(slots=True)
class Corrections:
    """What did not hold: documents that are not published, readings that cannot be made (by id), ids that no page has
    (with the file); and of ids in a long text, the page that has them."""

    documents: set[str] = field(default_factory=set)
    readings: set[str] = field(default_factory=set)
    ids: set[tuple[str, str]] = field(default_factory=set)
    pages: dict[tuple[str, str], str] = field(default_factory=dict)


class Plan:
    """The plan of an edition. `surveys` are those of its files that can be read, documents first."""

    def __init__(self, edition: Edition, surveys: Sequence[Survey], session: Session) -> None:
        self.edition, self.session = edition, session
        self.surveys = {one.path: one for one in surveys}
        self.registers = [one.path for one in surveys if one.is_register]
        self.documents = [path for path in self.surveys if path not in self.registers]
        self.names = names(surveys)
        self.corrections = Corrections()
        languages = [self.surveys[path].language for path in self.documents]
        self.language = labels.language(edition.site.language, languages)
        self.readings = (
            {path: [r for r in edition.readings if r.document == path] for path in self.documents}
            if edition.readings
            else self._found()
        )
        self.entries = Entries(edition, [*self.documents, *self.registers], self.surveys, session)
        self.alignment = self._alignment()

    def _found(self) -> dict[str, list[Reading]]:
        """The readings that nobody declared, each called by a name that nothing else has."""
        said = labels.of_readings(self.language)
        taken = {self.names[path].lower() for path in self.registers} | labels.PAGES
        found: dict[str, list[Reading]] = {}
        for path in self.documents:
            for kind in self.surveys[path].kinds:
                one = kind.reading(path, self.names[path], said)
                name = one.id
                while name.lower() in taken:
                    name += "-text"
                taken.add(name.lower())
                found.setdefault(path, []).append(
                    Reading(name, one.label, path, witness=one.witness, stage=one.stage, found=True)
                )
        return found

    def readings_of(self, path: str) -> tuple[Reading, ...]:
        """The readings of a document that are published, as far as is known."""
        if path in self.corrections.documents:
            return ()
        return tuple(r for r in self.readings.get(path, ()) if r.id not in self.corrections.readings)

    @property
    def published(self) -> list[str]:
        """The documents of which there is a reading."""
        return [path for path in self.documents if self.readings_of(path)]

    def main(self, path: str) -> Reading | None:
        """The reading that other pages refer to: the first of the whole text, else the first."""
        own = self.readings_of(path)
        return next((one for one in own if not one.scope), own[0] if own else None)

    @property
    def address(self) -> str:
        """Where this version of the site is published; "" where siglum.toml does not say. Raises Failure."""
        address = self.edition.site.address
        if VERSION not in address:
            return address
        said = {self.surveys[path].version for path in self.published}
        if len(said) != 1 or said == {""}:
            versions = ", ".join(sorted(said - {""})) or "none"
            raise Failure(
                f"siglum.toml: the address of the site has {VERSION} in it, which is edition/@n of every document, and "
                f"the documents do not have one version ({versions})"
            )
        return address.replace(VERSION, quote(said.pop(), safe=""))

    def tasks(self) -> dict[str, Task]:
        """The task of each file, documents first."""
        published = self.published
        every = [one for path in published for one in self.readings_of(path)]
        labels_of: dict[str, int] = {}
        for one in every:
            labels_of[one.label] = labels_of.get(one.label, 0) + 1
        wanted = self._targets(published)
        return {
            path: self._task(path, published, labels_of, wanted)
            for path in self.surveys
            if path not in self.corrections.documents
        }

    def _task(
        self, path: str, published: list[str], labelled: Mapping[str, int], wanted: Mapping[str, tuple[Target, ...]]
    ) -> Task:
        known, site = self.surveys[path], self.edition.site
        readings = self.readings_of(path)
        links = {pointer for pointer in known.pointers if "#" not in pointer and pointer != path}
        return Task(
            path=path,
            content=known.content,
            name=self.names[path],
            is_register=path in self.registers,
            first=published[:1] == [path],
            several=len(published) > 1,
            large=len(published) > MANY,
            language=self.language,
            title=site.title,
            address=self.address,
            has_schema=self.edition.schema.endswith(".odd"),
            readings=readings,
            chapters=tuple(known.chapters),
            shared=frozenset(one.id for one in readings if labelled[one.label] > 1),
            entries=self.entries_of(path),
            targets=wanted.get(path, ()),
            downloads=tuple(sorted(links & self._downloads)),
            beside=tuple(self._beside(other, published) for other in self._others(path)),
            led=self._led.get(path, ()),
            size=known.size,
        )

    def entries_of(self, path: str) -> tuple[tuple[str, str, str], ...]:
        """The registers beside a file with the entries that it points at: of each its path, its page, and TEI."""
        return self.entries.pruned(path, self._page_of_register)

    def _page_of_register(self, path: str) -> str:
        if path in self.registers:
            return f"{self.names[path]}.html"
        first = self.published[:1] == [path]
        return "register.html" if first else f"{self.names[path]}-register.html"

    @cached_property
    def _led(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Of each file the ids that it had once, each with that which stands for it. Raises Failure."""
        published = Published.read(self.edition)
        ids = {path: {*known.ids, *known.entries} for path, known in self.surveys.items()}
        called = published.known_as(list(ids), lambda path: ids[path])
        return {path: published.led(before, ids[path]) for before, path in called.items() if path}

    @cached_property
    def _downloads(self) -> set[str]:
        return {*self.surveys, *(one.transcript for one in self.edition.readings if one.transcript)}

    def _others(self, path: str) -> list[str]:
        near = {*self.alignment.get(path, ()), *self.surveys[path].ana} - {path}
        return [other for other in self.surveys if other in near and other not in self.corrections.documents]

    def _beside(self, path: str, published: list[str]) -> Beside:
        return Beside(
            path,
            self.names[path],
            self.surveys[path].content,
            path in self.registers,
            published[:1] == [path],
            self.main(path),
            tuple(self.surveys[path].chapters),
        )

    def _alignment(self) -> dict[str, set[str]]:
        """Of each file, those with whose elements its own are joined, and those that say so."""
        near: dict[str, set[str]] = {}
        for holder, known in self.surveys.items():
            for link in known.joined:
                for path in link:
                    near.setdefault(path, set()).update((*link, holder))
        return near

    def _targets(self, published: list[str]) -> dict[str, tuple[Target, ...]]:
        """Of each file, the elements of other documents that it points at."""
        wanted: dict[str, set[str]] = {}
        for path, known in self.surveys.items():
            own = {*known.ids, *known.entries}
            for pointer in known.pointers:
                file, sign, name = pointer.partition("#")
                if sign and (name not in own or (file and file != path)):
                    wanted.setdefault(name, set()).add(path)
        found: dict[str, list[Target]] = {}
        for path in published:
            main = self.main(path)
            assert main is not None
            for name in wanted.keys() & set(self.surveys[path].ids):
                if (path, name) not in self.corrections.ids:
                    page = self.corrections.pages.get((path, name), f"{main.id}.html")
                    for pointing in wanted[name] - {path}:
                        found.setdefault(pointing, []).append(Target(path, name, page))
        texts = frozenset(published)
        meant = {path: list(self._meant(path, targets)) for path, targets in found.items()}
        for path, known in self.surveys.items():
            meant.setdefault(path, []).extend(self._whole(path, known.pointers, texts))
        return {path: tuple(targets) for path, targets in meant.items()}

    def _whole(self, path: str, pointers: Iterable[str], published: Container[str]) -> Iterator[Target]:
        """The documents that a file points at as a whole; the end of their names may be left out, as letters name those
        before and after them."""
        named = dict.fromkeys(f"{pointer}{end}" for pointer in pointers if "#" not in pointer for end in ("", ".xml"))
        for other in named:
            if other in published and other != path:
                main = self.main(other)
                assert main is not None
                yield Target(other, "", f"{main.id}.html")

    def _meant(self, path: str, targets: list[Target]) -> Iterator[Target]:
        """Of those with one id, the document that is pointed at, and the first."""
        pointers = set(self.surveys[path].pointers)
        first: set[str] = set()
        for target in targets:
            if target.id not in first or f"{target.path}#{target.id}" in pointers:
                yield target
            first.add(target.id)


def names(surveys: Sequence[Survey]) -> dict[str, str]:
    """What each file is called: the xml:id of its root or its own name, with folders where two would be the same."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for known in surveys:
        own = Path(known.path)
        short = safe(known.id or own.stem)
        longer = [safe("-".join((*own.parts[-n:-1], short))) for n in range(2, len(own.parts) + 1)]
        numbered = (f"{short}-{n}" for n in range(2, len(surveys) + 2))
        found[known.path] = next(name for name in (short, *longer, *numbered) if name.lower() not in taken)
        taken.add(found[known.path].lower())
    return found
