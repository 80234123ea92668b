"""What changed in an edition from one version to another: its text, word by word, and beside it its markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from siglum.document import Document, text_of
from siglum.edition import Reading
from siglum.failure import Failure
from siglum.history.markup import Beside, Markup, compared
from siglum.history.pairs import Pair, pairs
from siglum.history.place import Place
from siglum.history.sides import Side
from siglum.history.text import TextChange, changes
from siglum.reading.models import models_of
from siglum.reading.words import ReadingWords, normalisations_of, words_of
from siglum.setting import Models
from siglum.tei.vocabulary import TEI

__all__ = ["Beside", "Changed", "Compared", "Markup", "Place", "Side", "TextChange", "compare"]


@dataclass(slots=True)
class Changed:
    """What changed in a document: `path` is what it is called now, `was` what it was called; "" on the side on which
    it is not there. `title` is its main title. `words` are how many words a document has that is new, or gone."""

    path: str
    was: str
    title: str = ""
    words: int = 0
    text: list[TextChange] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)
    markup: list[Markup] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """`added`, `deleted`, `renamed` or `changed`."""
        if not (self.path and self.was):
            return "added" if self.path else "deleted"
        return "changed" if self.path == self.was else "renamed"


@dataclass(slots=True)
class Compared:
    """What came of comparing two sides: the documents that changed, the declared readings that are new or gone, how
    many documents are the same, and what could not be compared, a sentence each."""

    old: str
    new: str
    documents: list[Changed] = field(default_factory=list)
    readings_added: list[Reading] = field(default_factory=list)
    readings_gone: list[Reading] = field(default_factory=list)
    same: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def words(self) -> tuple[int, int]:
        """How many words of the text are there that were not, and were there that are not."""
        text = [change for document in self.documents for change in document.text]
        return sum(change.words[1] for change in text), sum(change.words[0] for change in text)


def compare(old: Side, new: Side, reading: str = "") -> Compared:
    """What changed from one side to the other: in the text as it stands, or in the declared reading of that id.

    A document that cannot be read on one side does not hinder the others. Raises Failure where a side does not declare
    that reading.
    """
    found = Compared(old.name, new.name)
    found.readings_added, found.readings_gone = _declared(old, new)
    asked = (_asked(old, reading), _asked(new, reading)) if reading else None
    work = _Work(old, new, models_of(new.edition if new.edition.schema else old.edition), asked)
    for pair in [Pair(asked[0].document, asked[1].document)] if asked else pairs(old, new):
        try:
            changed = work.changed(pair)
        except Failure as failure:
            found.failures.append(new.said(old.said(str(failure))))
        else:
            found.documents += [changed] if changed else []
            found.same += changed is None
    return found


def _declared(old: Side, new: Side) -> tuple[list[Reading], list[Reading]]:
    """The readings that are declared on the new side only, and on the old one only."""
    before, after = ({one.id: one for one in side.edition.readings} for side in (old, new))
    return [after[id] for id in after if id not in before], [before[id] for id in before if id not in after]


def _asked(side: Side, name: str) -> Reading:
    declared = side.declared(name)
    if declared is None:
        known = ", ".join(one.id for one in side.edition.readings) or "none"
        where = f"at {side.name}" if side.commit else "in siglum.toml"
        raise Failure(f"the reading “{name}” is not declared {where}: declared there: {known}")
    return declared


@dataclass(frozen=True, slots=True)
class _Work:
    old: Side
    new: Side
    models: Models
    asked: tuple[Reading, Reading] | None

    def changed(self, pair: Pair) -> Changed | None:
        """What changed in a document; None for nothing. Raises Failure where it cannot be read on one side."""
        readings = self._readings(pair)
        if self._is_same(pair, readings):
            return None
        old = self.old.document(pair.old) if pair.old else None
        new = self.new.document(pair.new) if pair.new else None
        one = new if new is not None else old
        assert one is not None
        names = ("collapse-white-space", *normalisations_of(one))
        was, now = (self._words(*of, names) for of in ((old, readings[0]), (new, readings[1])))
        changed = Changed(pair.new, pair.old, main_title(one))
        if old is None or new is None:
            words = now or was
            changed.words = len(words.words) if words else 0
            return changed
        if was and now:
            changed.text = list(changes(was, now))
        changed.markup, changed.beside = compared(old, new, was, now)
        return changed if pair.old != pair.new or changed.text or changed.markup or changed.beside else None

    def _readings(self, pair: Pair) -> tuple[Reading | None, Reading | None]:
        """The reading of each side; a register has none."""
        if self.asked:
            return self.asked
        both = ((self.old, pair.old), (self.new, pair.new))
        old, new = (side.reading(path) if path in side.edition.documents else None for side, path in both)
        return old, new

    def _is_same(self, pair: Pair, readings: tuple[Reading | None, Reading | None]) -> bool:
        """Whether a file is byte for byte what it was, so that nothing can have changed: not for one that takes in
        others."""
        if pair.old != pair.new or self.new.data(pair.new) != self.old.data(pair.old):
            return False
        old, new = ((one.scope, one.witness, one.stage) if one else None for one in readings)
        return old == new and b"XInclude" not in self.new.data(pair.new)

    def _words(self, document: Document | None, reading: Reading | None, names: Sequence[str]) -> ReadingWords | None:
        return words_of(document, reading, names, self.models) if document is not None and reading else None


def main_title(document: Document) -> str:
    """The first title that a header gives; "" where it gives none."""
    title = next(document.root.iterfind(f".//{{{TEI}}}titleStmt/{{{TEI}}}title"), None)
    return text_of(title) if title is not None else ""
