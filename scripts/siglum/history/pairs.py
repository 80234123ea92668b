"""Which document is which: what a document of one side is called on the other.

Paired are those of one name; then those of the same content; then those whose roots have the same xml:id; then, of what
is left, those that are most alike, if most of their words are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from siglum.document import XML_ID, Document, text_of
from siglum.failure import Failure
from siglum.history.sides import Side

_ALIKE = 0.5
_MOST = 400
"""How many documents of a side, at most, are compared by their words with all those of the other."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A document on both sides; "" where it is not there."""

    old: str
    new: str


def pairs(old: Side, new: Side) -> list[Pair]:
    """All documents and registers of two sides: in the order of the new side, then those that are gone."""
    was = {path: path for path in new.edition.files if path in old.edition.files}
    gone = [path for path in old.edition.files if path not in was]
    added = [path for path in new.edition.files if path not in was]
    before, after = _Known(old), _Known(new)
    for known in (_Known.content, _Known.id):
        _pair(gone, added, was, known, before, after)
    _likest(gone, added, was, before, after)
    return [*(Pair(was.get(path, ""), path) for path in new.edition.files), *(Pair(path, "") for path in gone)]


class _Known:
    """What is known of the documents of a side; each is read once, and one that cannot be read is like no other."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self._words: dict[str, Counter[str]] = {}
        self._ids: dict[str, str] = {}

    def content(self, path: str) -> bytes | str:
        """The bytes of a document; "" for none."""
        try:
            return self.side.data(path)
        except Failure:
            return ""

    def id(self, path: str) -> str:
        """The xml:id of its root; "" for none."""
        self._look(path)
        return self._ids[path]

    def words(self, path: str) -> Counter[str]:
        """Its words, all of them, and how often each is there."""
        self._look(path)
        return self._words[path]

    def _look(self, path: str) -> None:
        if path not in self._ids:
            try:
                document: Document | None = self.side.document(path)
            except Failure:
                document = None
            self._ids[path] = document.root.get(XML_ID, "") if document else ""
            self._words[path] = Counter(text_of(document.root).split()) if document else Counter()


def _pair(
    gone: list[str],
    added: list[str],
    was: dict[str, str],
    of: Callable[[_Known, str], object],
    before: _Known,
    after: _Known,
) -> None:
    """Pair those of which the same is known, and take them out of the lists."""
    if not gone:
        return
    there = {known: path for path in reversed(gone) if (known := of(before, path))}
    for path in list(added):
        found = there.pop(of(after, path), None)
        if found is not None:
            was[path] = found
            gone.remove(found)
            added.remove(path)


def _likest(gone: list[str], added: list[str], was: dict[str, str], before: _Known, after: _Known) -> None:
    """Pair those that are most alike."""
    found = sorted(_alike(gone[:_MOST], added[:_MOST], before, after), key=lambda one: (-one[0], one[1:]))
    for _, path, other in found:
        if path in added and other in gone:
            was[path] = other
            gone.remove(other)
            added.remove(path)


def _alike(
    gone: Sequence[str], added: Sequence[str], before: _Known, after: _Known
) -> Iterator[tuple[float, str, str]]:
    for path in added if gone else ():
        mine = after.words(path)
        for other in gone:
            theirs = before.words(other)
            likeness = (mine & theirs).total() / max(mine.total(), theirs.total(), 1)
            if likeness > _ALIKE:
                yield likeness, path, other
