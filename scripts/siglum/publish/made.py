"""What the outputs are made from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from lxml import etree

from siglum import reading, resources, saxon, setting
from siglum.document import XML_ID, Document, Refused, local
from siglum.edition import Edition, Reading
from siglum.failure import Failure
from siglum.paths import is_file, written
from siglum.publish import anchors, labels, references
from siglum.reading.found import found, safe
from siglum.reading.models import models_of, odd_of
from siglum.reading.words import ReadingWords, normalisations_of, words_of_setting
from siglum.session import Session
from siglum.setting import Output, Setting
from siglum.tei.vocabulary import TEI

_TRANSCRIPTIONS = frozenset(("sourceDoc", "surface", "surfaceGrp", "zone", "line"))


class Made:
    """What the outputs are made from: the documents and registers of an edition as read (by path), their names, and the
    readings, each as it is set for an output; `session` keeps what the next build may need again.

    A file that cannot be read, or a reading that cannot be made, is told in `failures`; the others are published.
    """

    def __init__(self, edition: Edition, session: Session, *, bare: bool) -> None:
        self.edition, self.session, self.bare = edition, session, bare
        self.failures: list[str] = []
        self.unknown: dict[str, None] = {}
        self.documents = dict(self._read(edition.documents))
        self.registers = dict(self._read(edition.registers))
        self.names = _names(self.documents | self.registers)
        self.marked: dict[str, str] = {}
        """The plain text of each reading, as the stylesheet marks what is none of it."""
        self._look_for_schema()
        self._serialised: dict[str, str] = {}
        self.readings: dict[str, str] = {}
        """The readings that can be made, as TEI, by id."""
        self._settings: dict[tuple[str, Output], Setting] = {}
        self._words: dict[tuple[str, Output], ReadingWords] = {}
        self.published = tuple(declared for declared in self._declared() if self._can_be_made(declared))
        """The same, as they are declared or found."""

    def _read(self, paths: tuple[str, ...]) -> Iterator[tuple[str, Document]]:
        for path in paths:
            try:
                yield path, Document.read(self.edition.file(path), path)
            except Refused as refused:
                self.failures.append(str(refused.failure()))
            except Failure as failure:
                self.failures.append(str(failure))

    def _look_for_schema(self) -> None:
        """The schema that siglum.toml names lies in the edition, or is the toolkit's own; else that is told."""
        named = self.edition.schema
        try:
            if named and not is_file(path := self.edition.file(named)) and resources.own_schema(path) is None:
                self.failures.append(f"siglum.toml names the schema {written(named)}, and there is no such file")
        except Failure as failure:
            self.failures.append(str(failure))

    def _declared(self) -> Iterator[Reading]:
        """The readings that siglum.toml declares; where it declares none, those that are found."""
        if self.edition.readings:
            yield from (declared for declared in self.edition.readings if declared.document in self.documents)
            return
        said = labels.of_readings(self.language)
        taken = {name.lower() for path, name in self.names.items() if path in self.registers} | labels.PAGES
        for path, document in self.documents.items():
            for one in found(document, path, self.names[path], said):
                name = one.id
                while name.lower() in taken:
                    name += "-text"
                taken.add(name.lower())
                yield Reading(name, one.label, path, witness=one.witness, stage=one.stage, found=True)

    def _can_be_made(self, declared: Reading) -> bool:
        try:
            document = self.documents[declared.document]
            self.readings[declared.id] = reading.of(document, declared, self.serialised(declared.document))
        except Failure as failure:
            self.failures.append(str(failure))
            return False
        return True

    @property
    def language(self) -> str:
        return labels.language(self.edition.site.language, [document.root for document in self.documents.values()])

    @cached_property
    def odd(self) -> Path | None:
        """The ODD of the edition, if its schema is one."""
        return odd_of(self.edition)

    @cached_property
    def models(self) -> setting.Models:
        """How elements are set: as the edition's ODD says, and for the rest as the toolkit does."""
        return models_of(self.edition)

    def serialised(self, path: str) -> str:
        """A file as Saxon is given it, every block with its anchor; what has another root than TEI stands in one."""
        if path not in self._serialised:
            document = (self.documents | self.registers)[path]
            said = saxon.serialised(document, anchors=anchors.of(document, self._references(document)))
            self._serialised[path] = _as_document(document, said)
        return self._serialised[path]

    def _references(self, document: Document) -> dict[int, str]:
        try:
            return references.of(document)
        except Failure as failure:
            self.unknown.setdefault(str(failure))
            return {}

    def whole(self, path: str) -> str:
        """A file as it is encoded, set for the web."""
        return self._set(f"file {path}", self.serialised(path), "web").tei

    def setting(self, reading_id: str, output: Output) -> str:
        """A reading, set for an output."""
        return self._set(reading_id, self.readings[reading_id], output).tei

    def words(self, reading_id: str, output: Output = "web") -> ReadingWords:
        """The text of a reading, as an output is compared with it (`whole` is the text, `words` its words)."""
        key = (reading_id, output)
        if key not in self._words:
            document = next(self.documents[one.document] for one in self.published if one.id == reading_id)
            names = ("collapse-white-space", *normalisations_of(document))
            self._words[key] = words_of_setting(document, self.setting(reading_id, output), names)
        return self._words[key]

    def _set(self, name: str, tei: str, output: Output) -> Setting:
        key = (name, output)
        if key not in self._settings:
            self._settings[key] = setting.set_reading(tei, self.models, output)
            for element in self._settings[key].unknown:
                said = f"{element.path}:{element.line}: <{element.name}>"
                self.unknown.setdefault(f"{said} is not known: it is set by what stands beside it")
        return self._settings[key]


def _names(documents: dict[str, Document]) -> dict[str, str]:
    """What each file is called: the xml:id of its root or its own name, with folders where two would be the same."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for path, document in documents.items():
        own = Path(path)
        short = safe(document.root.get(XML_ID) or own.stem)
        longer = [safe("-".join((*own.parts[-n:-1], short))) for n in range(2, len(own.parts) + 1)]
        numbered = (f"{short}-{n}" for n in range(2, len(documents) + 2))
        names[path] = next(name for name in (short, *longer, *numbered) if name.lower() not in taken)
        taken.add(names[path].lower())
    return names


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
        whole = etree.Element(f"{{{TEI}}}TEI", nsmap={"source": saxon.SOURCE})
        inner = whole
        if name in _TRANSCRIPTIONS - {"sourceDoc"}:
            inner = etree.SubElement(whole, f"{{{TEI}}}sourceDoc")
        elif name not in ("text", "sourceDoc", "standOff", "teiHeader", "facsimile"):
            inner = etree.SubElement(etree.SubElement(whole, f"{{{TEI}}}text"), f"{{{TEI}}}body")
        inner.append(root)
    whole.set(f"{{{saxon.SOURCE}}}path", path)
    return etree.tostring(whole, encoding="unicode")
