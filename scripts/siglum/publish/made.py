"""What the outputs are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from lxml import etree

from siglum import reading, saxon, setting
from siglum.document import MOST_BYTES, Document, local
from siglum.edition import Edition, Reading
from siglum.failure import Failure
from siglum.opening import read_file
from siglum.publish import anchors, images, references
from siglum.publish.survey import opened
from siglum.reading.models import models_of, odd_of
from siglum.reading.words import ReadingWords, normalisations_of, words_of_setting
from siglum.session import Session
from siglum.setting import Medium, Setting
from siglum.tei.registers import set_apart, with_entries
from siglum.tei.vocabulary import TEI

T = TypeVar("T")
_TRANSCRIBED = ("surface", "surfaceGrp", "zone", "line")
"""What stands in a sourceDoc."""
_PARTS = ("text", "sourceDoc", "standOff", "teiHeader", "facsimile")
"""What stands in a TEI."""


class Made:
    """What the outputs are made from: documents and registers of an edition as read (by path), their names, and the
    readings that are published, as TEI and as they are set for an output; `session` keeps what is needed again.

    Nothing is read or made before it is asked for, and what was made of one document is let go when another is asked
    for: ask document by document. Raises Failure, Refused where a file cannot be read or a reading cannot be made."""

    def __init__(
        self,
        edition: Edition,
        session: Session,
        names: Mapping[str, str],
        published: Sequence[Reading],
        registers: Sequence[str] = (),
        *,
        language: str = "en",
        bare: bool = False,
        entries: Callable[[str], Sequence[str]] = lambda path: (),
    ) -> None:
        self.edition, self.session, self.names, self.language, self.bare = edition, session, names, language, bare
        self.entries = entries
        """Of a document (its path), the entries of registers that it points at: TEI, one for each register."""
        self.published = tuple(published)
        self.warnings: dict[str, None] = {}
        self.images: dict[str, str] = {}
        """The images that were taken into a file, by their paths in the edition, with what tells each from another."""
        documents = dict.fromkeys(path for path in names if path not in registers)
        self.documents: Mapping[str, Document] = _Lazily(tuple(documents), self._document)
        self.registers: Mapping[str, Document] = _Lazily(tuple(registers), self._document)
        self.readings: Mapping[str, str] = _Lazily(tuple(one.id for one in self.published), self._reading)
        """The readings as TEI, by id."""
        self._of = ""
        self._kept: dict[tuple[str, str], object] = {}

    def _document(self, path: str) -> Document:
        return opened(self.edition, path, self.session)

    @cached_property
    def _declared(self) -> Mapping[str, Reading]:
        return {one.id: one for one in self.published}

    def _reading(self, reading_id: str) -> str:
        declared = self._declared[reading_id]
        made = self._keep(declared.document, "reading", reading_id)
        if not isinstance(made, str):
            document = self.documents[declared.document]
            made = reading.of(document, declared, self.serialised(declared.document))
            self._kept["reading", reading_id] = made
        return made

    def _keep(self, path: str, kind: str, name: str) -> object:
        """What was made before; of another document than the last, nothing is kept."""
        if self._of != path:
            self._kept.clear()
            self._of = path
        return self._kept.get((kind, name))

    @cached_property
    def odd(self) -> Path | None:
        """The ODD of the edition, if its schema is one."""
        return odd_of(self.edition)

    @cached_property
    def models(self) -> setting.Models:
        """How elements are set: as the edition's ODD says, and for the rest as the toolkit does."""
        path = self.odd
        if path is None:
            return setting.models()
        data = read_file(path, MOST_BYTES)
        return self.session.last("models", (path, data), lambda: models_of(self.edition))

    def serialised(self, path: str) -> str:
        """A file as Saxon is given it, every block with its anchor; what has another root than TEI stands in one."""
        made = self._keep(path, "file", path)
        if not isinstance(made, str):
            document = (self.registers if path in self.registers else self.documents)[path]
            called = anchors.of(document, self._references(document, path))
            said = saxon.serialised(document, anchors=called, within=self.edition.folder)
            if path in self.registers and any(True for _ in with_entries(document.root)):
                said = _as_register(said)
            made = self._kept["file", path] = _as_document(document, said)
        return made

    def _references(self, document: Document, path: str) -> dict[int, str]:
        try:
            return references.of(document)
        except Failure as failure:
            self.warnings.setdefault(str(failure).replace(document.path, path, 1))
            return {}

    def whole(self, path: str) -> str:
        """A file as it is encoded, set for the web."""
        return self.set(self.serialised(path), "web").tei

    def setting(self, reading_id: str, medium: Medium) -> str:
        """A reading, set for a medium."""
        return self._set(reading_id, medium).tei

    def words(self, reading_id: str, medium: Medium = "web") -> ReadingWords:
        """The text of a reading, as an output is compared with it (`whole` is the text, `words` its words)."""
        path = self._declared[reading_id].document
        made = self._keep(path, f"words {medium}", reading_id)
        if not isinstance(made, ReadingWords):
            document = self.documents[path]
            names = ("collapse-white-space", *normalisations_of(document))
            made = words_of_setting(document, self.setting(reading_id, medium), names)
            self._kept[f"words {medium}", reading_id] = made
        return made

    def _set(self, reading_id: str, medium: Medium) -> Setting:
        made = self._keep(self._declared[reading_id].document, f"set {medium}", reading_id)
        if not isinstance(made, Setting):
            made = self._kept[f"set {medium}", reading_id] = self.set(self.readings[reading_id], medium)
        return made

    def image(self, path: str, url: str, *, svg: bool = False) -> bytes:
        """An image that a document (by its path) names, if it lies in the edition; else b"". `svg`: drawings too."""
        found = images.within(self.edition, path, url, svg=svg)
        if found is None:
            return b""
        data = images.data(self.edition, found[0])
        self.images[found[0]] = images.mark(data)
        return data

    def set(self, tei: str, medium: Medium) -> Setting:
        """TEI, set for a medium; what nobody knows in it is told in `warnings`."""
        made = setting.set_reading(tei, self.models, medium)
        for element in made.unknown:
            said = f"{element.path}:{element.line}: <{element.name}>"
            self.warnings.setdefault(f"{said} is not known: it is set by what stands beside it")
        return made


class _Lazily(Mapping[str, T]):
    """A mapping whose values are made when they are asked for, and held by whoever made them."""

    def __init__(self, names: tuple[str, ...], make: Callable[[str], T]) -> None:
        self._names, self._make = names, make

    def __getitem__(self, name: str) -> T:
        if name not in self._names:
            raise KeyError(name)
        return self._make(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _as_register(serialised: str) -> str:
    """A register with its lists where the stylesheets look for entries."""
    root = etree.fromstring(serialised.encode("utf-8"))
    set_apart(root)
    return etree.tostring(root, encoding="unicode")


def _as_document(document: Document, serialised: str) -> str:
    name = local(document.root)
    if name == "TEI":
        return serialised
    root = etree.fromstring(serialised.encode("utf-8"))
    path = root.attrib.pop(f"{{{saxon.SOURCE}}}path")
    if name == "teiCorpus":
        root.tag = f"{{{TEI}}}TEI"
        whole = root
    else:
        whole = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI, "source": saxon.SOURCE})  # type: ignore[dict-item]
        inner = whole
        if name in _TRANSCRIBED:
            inner = etree.SubElement(whole, f"{{{TEI}}}sourceDoc")
        elif name not in _PARTS:
            inner = etree.SubElement(etree.SubElement(whole, f"{{{TEI}}}text"), f"{{{TEI}}}body")
        inner.append(root)
    whole.set(f"{{{saxon.SOURCE}}}path", path)
    return etree.tostring(whole, encoding="unicode")
