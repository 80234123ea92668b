"""A text as words, each with its place.

The words of a reading are read off the TEI that `transform` makes. Each text run of the source travels through that
transformation as a token of its own, so that every character of the reading is known by its place in the file.
Source of the normalisations: TEI P5 Guidelines, section 2.3.3 (normalization), as `normalization/@ana` names them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass

from lxml import etree

from siglum import saxon
from siglum.diagnostic import Span
from siglum.document import Document, Source, local, parser
from siglum.edition import Reading
from siglum.reading.transform import of
from siglum.tei.vocabulary import APART, BLOCKS, TEI

WHITE = " \t\r\n"
NORMALISATIONS: dict[str, Callable[[str], str]] = {
    "nbsp-as-space": lambda text: text.replace("\u00a0", " ").replace("\u202f", " "),
    "collapse-white-space": lambda text: re.sub(rf"[{WHITE}]+", " ", text),
    "nfc": lambda text: unicodedata.normalize("NFC", text),
    "straight-quotation-marks": lambda text: text.translate(str.maketrans("“”„«»‘’‚‹›", '"""""' + "'''''")),
    "long-s-as-s": lambda text: text.replace("ſ", "s"),
}
"""What may be normalised in silence, by the xml:id of the category that the header's normalization/@ana points at."""

_TOKEN = re.compile("\ue000([0-9]+)\ue001")
_NO_TEXT = frozenset(("app", "choice", "cit", "ellipsis", "subst", "rdgGrp"))


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

    def without(self, marks: str) -> Words:
        """The same text, as it is compared without some characters."""
        if not marks:
            return self
        cut, other = str.maketrans("", "", marks), copy(self)
        other.words = [cleared for w in self.words if (cleared := Word(w.text.translate(cut), w.start, w.end)).text]
        return other

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
    """A stretch of a reading: characters of a text run of the source, `offset` of the first, or white space between."""

    text: str
    element: etree._Element
    number: int
    offset: int = 0


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
        return one, one.offset + first - self._starts[a], other, other.offset + last - self._starts[b] + 1

    def span(self, words: range) -> Span:
        """Where words stand in the file; the name of the text element where there are none."""
        if not self.pieces:
            return self.document.span(next(self.document.root.iter(f"{{{TEI}}}text"), self.document.root))
        piece, start, last, end = self.place(words)
        first = self.document.stretch(piece.element, piece.number, start, start + 1)
        finish = self.document.stretch(last.element, last.number, end - 1, end).end
        return Span(first.start, max(first.start, finish), first.node)


def words_of(document: Document, declared_reading: Reading, normalisations: Sequence[str]) -> ReadingWords:
    """The words of a reading. Raises Failure where the reading cannot be made."""
    runs: list[tuple[etree._Element, int, str]] = []

    def token(element: etree._Element, number: int, text: str) -> str:
        inner = text.strip(WHITE)
        if not inner:
            return text
        runs.append((element, number, text))
        return text.replace(inner, f"\ue000{len(runs) - 1}\ue001", 1)

    made = of(document, declared_reading, saxon.serialised(document, token))
    root = etree.fromstring(made.encode("utf-8"), parser())
    return ReadingWords(document, _pieces(root, runs), normalisations)


def _pieces(root: etree._Element, runs: list[tuple[etree._Element, int, str]]) -> list[Piece]:
    """The text of the reading: runs, and a space at each boundary between blocks."""
    found: list[Piece] = []

    def space(text: str) -> None:
        if text and found:
            found.append(Piece(text, found[-1].element, found[-1].number, found[-1].offset))

    def boundary() -> None:
        space("\n")

    def say(text: str | None, parent: etree._Element) -> None:
        if not text or (local(parent) in _NO_TEXT and not text.strip(WHITE)):
            return
        at = 0
        for match in _TOKEN.finditer(text):
            space(text[at : match.start()])
            element, number, run = runs[int(match[1])]
            inner = run.strip(WHITE)
            found.append(Piece(inner, element, number, run.index(inner)))
            at = match.end()
        space(text[at:])

    for text in root.iter(f"{{{TEI}}}text"):
        if any(local(ancestor) == "text" for ancestor in text.iterancestors()):
            continue
        stack: list[tuple[etree._Element, bool]] = [(text, False)]
        while stack:
            element, done = stack.pop()
            if not isinstance(element.tag, str) or local(element) in APART:
                if done is False and element is not text:
                    say(element.tail, _parent(element))
                continue
            if done:
                if _is_block(element):
                    boundary()
                if element is not text:
                    say(element.tail, _parent(element))
                continue
            if _is_block(element):
                boundary()
            say(element.text, element)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
    return found


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _is_block(element: etree._Element) -> bool:
    name = local(element)
    if name in ("lb", "pb", "cb"):
        return element.get("break") != "no"
    if name == "bibl":
        return local(element.getparent()) in ("cit", "listBibl")
    return name in BLOCKS


def transcript_span(source: Source, text: Words, words: range) -> Span:
    """Where words stand in a transcript; for none, the beginning of the word that follows."""
    if len(words):
        return source.span((text.words[words[0]].start, text.words[words[-1]].end))
    at = text.words[words.start].start if words.start < len(text.words) else len(text.whole)
    return source.span((at, at))
