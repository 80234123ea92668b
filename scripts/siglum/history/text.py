"""What changed in the text: words of a reading, with those around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from siglum.document import local
from siglum.fidelity.differences import differences
from siglum.history.place import Place
from siglum.reading.words import ReadingWords

_AROUND = 6
"""How many words are given on each side."""
_BLOCKS = frozenset(
    ("p", "ab", "head", "l", "item", "cell", "label", "speaker", "stage", "titlePart", "docAuthor", "byline",
     "salute", "signed", "dateline", "u")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextChange:
    """Words that the text had and has now ("" for none), how many each are, the words around them as it is now, and
    where it is, now and before."""

    before: str
    after: str
    words: tuple[int, int]
    left: str
    right: str
    place: Place
    was: Place


def changes(old: ReadingWords, new: ReadingWords) -> Iterator[TextChange]:
    """The changes of a text, in order."""
    for difference in differences(new, old):
        mine, theirs = difference.mine, difference.theirs
        yield TextChange(
            old.said(theirs),
            new.said(mine),
            (len(theirs), len(mine)),
            *_around(new, mine),
            _place(new, mine),
            _place(old, theirs),
        )


def _around(words: ReadingWords, which: range) -> tuple[str, str]:
    """The words before and after some, as far as they stand in the same block."""
    block = _block(words.place(which)[0].element) if words.pieces else None
    start, stop = which.start, which.stop
    while which.start - start < _AROUND and start > 0 and _stands_in(words, start - 1, block):
        start -= 1
    while stop - which.stop < _AROUND and stop < len(words.words) and _stands_in(words, stop, block):
        stop += 1
    return words.said(range(start, which.start)), words.said(range(which.stop, stop))


def _stands_in(words: ReadingWords, number: int, block: etree._Element | None) -> bool:
    return _block(words.place(range(number, number + 1))[0].element) is block


def _block(element: etree._Element) -> etree._Element | None:
    """The paragraph, heading, verse or the like in which an element stands."""
    return next((one for one in (element, *element.iterancestors()) if local(one) in _BLOCKS), None)


def _place(words: ReadingWords, which: range) -> Place:
    line = words.span(which).start.line
    element = words.place(which)[0].element if words.pieces else words.document.root
    return Place.of(words.document, element, line)
