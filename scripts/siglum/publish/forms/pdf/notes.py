"""The notes of a book: by what mark each is called."""

from __future__ import annotations

from lxml import etree

from siglum.document import local
from siglum.publish.book import BLOCKS, B


def marks(book: etree._Element) -> dict[etree._Element, str]:
    """The mark of each note. Notes of the first kind there is have their own numbers; those of another kind have
    letters, those of a third Greek ones, so that no two series are taken for each other."""
    notes = list(book.iter(f"{B}note"))
    kinds = [kind for kind in ("note", "editorial", "apparatus") if any(one.get("kind") == kind for one in notes)]
    counts = dict.fromkeys(kinds, 0)
    found: dict[etree._Element, str] = {}
    for note in notes:
        kind = note.get("kind", "note")
        counts[kind] = counts.get(kind, 0) + 1
        series = kinds.index(kind) if kind in kinds else 0
        own = note.get("call", "").strip() or note.get("n", "")
        found[note] = own if own and series == 0 else _counted(counts[kind], ("", _LATIN, _GREEK)[series])
    return found


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"


def _counted(number: int, letters: str) -> str:
    """A number in letters: after the last, two of them. Without letters, in figures."""
    if not letters:
        return str(number)
    said = ""
    while number:
        number, letter = divmod(number - 1, len(letters))
        said = letters[letter] + said
    return said


def has_blocks(note: etree._Element) -> bool:
    """Whether a note has blocks in it, not words."""
    return any(local(child) in BLOCKS for child in note)
