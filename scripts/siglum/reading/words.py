"""A text as words, each with its place.

The words of a reading are read off the TEI that `setting` makes of it: what is a block, and what is no text, is said
there, for outputs and for this comparison alike. Every element of it knows its place in the source, and its text is
found among the text runs of that element.
Source of the normalisations: TEI P5 Guidelines, section 2.3.3 (normalization), as `normalization/@ana` names them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from siglum import saxon, setting
from siglum.diagnostic import Span
from siglum.document import Document, Source, parser, runs
from siglum.edition import Reading
from siglum.reading import text
from siglum.reading.transform import of
from siglum.setting import Models
from siglum.tei.prose import ancestors
from siglum.tei.vocabulary import TEI

WHITE = " \t\r\n\f"
NORMALISATIONS: dict[str, Callable[[str], str]] = {
    "nbsp-as-space": lambda text: text.replace("\u00a0", " ").replace("\u202f", " "),
    "collapse-white-space": lambda text: re.sub(rf"[{WHITE}]+", " ", text),
    "nfc": lambda text: unicodedata.normalize("NFC", text),
    "straight-quotation-marks": lambda text: text.translate(str.maketrans("“”„«»‘’‚‹›", '"""""' + "'''''")),
    "long-s-as-s": lambda text: text.replace("ſ", "s"),
}
"""What may be normalised in silence, by the xml:id of the category that the header's normalization/@ana points at."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and the characters it is made of (indices into its text, end exclusive)."""

    text: str
    start: int
    end: int


class Words:
    """A text as words, under the normalisations named."""

    def __init__(self, whole: str, normalisations: Sequence[str]) -> None:
        self.whole, self.normalisations = whole, tuple(normalisations)
        self.words = list(_words(whole, normalisations))

    def said(self, words: range) -> str:
        """Some of the words, as they stand."""
        return " ".join(self.words[n].text for n in words)


def normalised(text: str, names: Sequence[str]) -> str:
    """A text under the normalisations named, in the order in which this module lists them."""
    for name, function in NORMALISATIONS.items():
        if name in names:
            text = function(text)
    return text


def normalisations_of(document: Document) -> tuple[str, ...]:
    """The normalisations that a header declares and this module knows."""
    names = {
        pointer.rpartition("#")[2]
        for element in document.root.iter(f"{{{TEI}}}normalization")
        for pointer in element.get("ana", "").split()
    }
    return tuple(name for name in NORMALISATIONS if name in names)


def _words(whole: str, names: Sequence[str]) -> Iterator[Word]:
    """White space that is not normalised is compared too, like words; a line end, or several, is one boundary."""
    white = WHITE + ("\u00a0\u202f" if "nbsp-as-space" in names else "")
    pattern = rf"[^{white}]+" if "collapse-white-space" in names else rf"[^{white}]+|[{white}]*\n[{white}]*|[{white}]"
    end = len(whole.rstrip(white))
    for match in re.finditer(pattern, whole[:end]):
        if match.start() or match[0].strip(white):
            yield Word("\n" if "\n" in match[0] else normalised(match[0], names), *match.span())


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A stretch of a reading: characters of a text run of the source, `offset` of the first; or (`own`) what stands
    there and in no run: white space, words that a model puts in."""

    text: str
    element: etree._Element
    number: int
    offset: int = 0
    own: bool = False

    def at(self, index: int) -> int:
        """The offset in the run of the character with an index in this stretch."""
        return self.offset + (0 if self.own else index)


class ReadingWords(Words):
    """The words of a reading, and where each stands in the file."""

    def __init__(self, document: Document, pieces: list[Piece], normalisations: Sequence[str]) -> None:
        super().__init__("".join(piece.text for piece in pieces), normalisations)
        self.document, self.pieces = document, pieces
        self._starts: list[int] = []
        at = 0
        for piece in pieces:
            self._starts.append(at)
            at += len(piece.text)

    def place(self, words: range) -> tuple[Piece, int, Piece, int]:
        """The pieces, with the index in each, where the first word begins and the last one ends.

        For no words at all: the beginning of the word that stands there, or the end of the last one.
        """
        if len(words):
            first, last = self.words[words[0]].start, self.words[words[-1]].end - 1
        elif words.start < len(self.words):
            first = last = self.words[words.start].start
        else:
            first = last = max(0, len(self.whole.rstrip()) - 1)
        a, b = (bisect_right(self._starts, at) - 1 for at in (first, last))
        one, other = self.pieces[a], self.pieces[b]
        return one, one.at(first - self._starts[a]), other, other.at(last - self._starts[b]) + 1

    def span(self, words: range) -> Span:
        """Where words stand in the file; the name of the text element where there are none."""
        if not self.pieces:
            return self.document.span(next(self.document.root.iter(f"{{{TEI}}}text"), self.document.root))
        piece, start, last, end = self.place(words)
        first = self.document.stretch(piece.element, piece.number, start, start + 1)
        finish = self.document.stretch(last.element, last.number, end - 1, end).end
        return Span(first.start, max(first.start, finish), first.node)


def words_of(
    document: Document, declared_reading: Reading, normalisations: Sequence[str], models: Models | None = None
) -> ReadingWords:
    """The words of a reading, set by the models given, else by the toolkit's own.

    Raises Failure where the reading cannot be made.
    """
    made = setting.set_reading(of(document, declared_reading), models or setting.models())
    return words_of_setting(document, made.tei, normalisations, declared_reading.notes)


def words_of_setting(document: Document, tei: str, normalisations: Sequence[str], notes: bool = False) -> ReadingWords:
    """The words of a reading that has been set (see `setting`): what an output shows as its text; with `notes`, and
    the notes of the text where they stand."""
    root = etree.fromstring(tei.encode("utf-8"), parser())
    return ReadingWords(document, list(_pieces(document, root, notes)), normalisations)


def _pieces(document: Document, root: etree._Element, notes: bool) -> Iterator[Piece]:
    """The text of the reading: characters of the source, and a line end at each boundary between blocks."""
    places = _Places(document)
    walk = etree.iterwalk(root, ("start", "end"))
    for event, element in walk:
        if not text.is_shown(element):
            walk.skip_subtree()
        elif event == "end":
            yield from places.end(element)
        elif text.is_apart(element, notes):
            walk.skip_subtree()
        else:
            yield from places.begin(element)


class _Places:
    """Finds the text of a set reading in the source: of each element the runs, in their order."""

    def __init__(self, document: Document) -> None:
        self.elements = list(document.root.iter(etree.Element))
        self.next: dict[int, int] = {}
        self.last: Piece | None = None

    def begin(self, element: etree._Element) -> Iterator[Piece]:
        if text.ends_a_word(element):
            yield from self.boundary("\n")
        yield from self.said(element, element.text)

    def end(self, element: etree._Element) -> Iterator[Piece]:
        if text.ends_a_word(element):
            yield from self.boundary("\n")
        parent = element.getparent()
        if parent is not None:
            yield from self.said(parent, element.tail)

    def boundary(self, white: str) -> Iterator[Piece]:
        if self.last is not None:
            yield Piece(white, self.last.element, self.last.number, self.last.offset, own=True)

    def said(self, element: etree._Element, words: str | None) -> Iterator[Piece]:
        rest = words or ""
        while rest:
            inner = rest.lstrip(WHITE)
            yield from self.boundary(rest[: len(rest) - len(inner)])
            if not inner:
                return
            piece = self._found(element, inner)
            yield piece
            self.last = piece
            rest = inner[len(piece.text) :]

    def _found(self, element: etree._Element, rest: str) -> Piece:
        """The next run of the source with which the rest begins; white space at its ends may have gone."""
        ordinal = next((int(n) for e in ancestors(element) if (n := e.get(f"{{{saxon.SOURCE}}}n"))), 0)
        source = self.elements[ordinal]
        own = runs(source)
        for number in range(self.next.get(ordinal, 0), len(own)):
            inner = own[number].strip(WHITE)
            if inner and rest.startswith(inner):
                self.next[ordinal] = number + 1
                return Piece(inner, source, number, own[number].index(inner))
        return Piece(rest, source, 0, own=True)


def transcript_span(source: Source, text: Words, words: range) -> Span:
    """Where words stand in a transcript; for none, the beginning of the word that follows."""
    if len(words):
        return source.span((text.words[words[0]].start, text.words[words[-1]].end))
    at = text.words[words.start].start if words.start < len(text.words) else len(text.whole)
    return source.span((at, at))
