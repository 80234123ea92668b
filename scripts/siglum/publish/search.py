"""What can be searched of one document: its places with their words, and where each word occurs.

A place is a block, or a part of one that is very long; it has the words of every reading that differs there.
Occurrences are numbers (`number`): of each occurrence the step to its place, and its position there, counted from the
one before where the place is the same. What is made of the documents of an edition says `index.py`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

_LONGEST = 8_000
"""Characters of a text that is shown and compared as one."""
_PLACE = 16_000
"""Characters of all texts of one place."""
SEGMENT = 60_000
"""Characters of the occurrences of a word in one document that stand together."""
NOTE = "#note"
"""What no word can be: it occurs in each place that is a note, so that notes can be told from the text."""
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

_LETTERS = dict(
    zip("абвгдезиклмнопрстуфыэіґ", "abvgdeziklmnoprstufyeig", strict=True),
    ж="zh", х="kh", ц="ts", ч="ch", ш="sh", щ="shch", ъ="", ь="", ю="iu", я="ia", є="ie",
    ß="ss", æ="ae", œ="oe", ø="o", đ="d", ł="l", ı="i", ς="σ", ʹ="", ʺ="", ʼ="",
) | dict.fromkeys("\u00ad\u200c\u200d\u2060\ufeff", "")  # fmt: skip
_ALIKE = str.maketrans("jyw", "iiv")
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U000323af"
)
"""Scripts without spaces between words: each letter of them counts as a word, and a query in them as a phrase."""
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Indexed:
    """A document or register: what is said of it; its places, and the occurrences of each word, as they are written."""

    kind: str
    title: str
    author: str
    page: str
    places: Sequence[str]
    words: Mapping[str, tuple[str, ...]]


def indexed(readings: Sequence[Data]) -> Indexed:
    """The index of one document, from its readings as the stylesheet gives them (xslt/html/site/search.xsl)."""
    first = next((one for one in readings if one["main"]), readings[0])
    places = [*_places([first, *(one for one in readings if one is not first)])]
    notes = {block["href"].partition("#")[2] for one in readings for block in one["blocks"] if block.get("note")}
    occurrences: dict[str, list[tuple[int, int]]] = {}
    for number, place in enumerate(places):
        at = 0
        if place[0] in notes:
            occurrences.setdefault(NOTE, []).append((number, 0))
        for text in place[2:]:
            found = words(text[1])
            for word in found:
                occurrences.setdefault(word, []).append((number, at))
                at += 1
            at += 1
    said = {word: tuple(_segments(found)) for word, found in occurrences.items()}
    return Indexed(first["kind"], first["title"], first["author"], first["page"], tuple(map(as_json, places)), said)


def mentions(found: Indexed, said: Iterable[Data]) -> Iterator[tuple[str, int, int, int]]:
    """The mentions of entries in a document, as its index has them: the address of an entry, the number of its
    place, the position there and the number of words (0 where the words are none of that place).

    `said` has the addresses of `entries`, the address of the `place` and the words that are `said`, in the order of the
    text, so that what a place says twice is mentioned where it stands first, then where it stands second.
    """
    numbers: dict[str, int] = {}
    for number, place in enumerate(map(json.loads, found.places)):
        numbers.setdefault(place[0], number)
    own: dict[int, list[str]] = {}
    after: dict[tuple[int, tuple[str, ...]], int] = {}
    for one in said:
        at = numbers.get(one["place"].partition("#")[2])
        if at is None:
            continue
        if at not in own:
            own[at] = words(json.loads(found.places[at])[2][1])
        sought = tuple(words(one["said"]))
        begun = after.get((at, sought), -1)
        position = _next(own[at], sought, begun + 1)
        after[at, sought] = position
        for href in one["entries"]:
            yield href, at, max(position, 0), len(sought) if position >= 0 else 0


def _next(text: Sequence[str], sought: Sequence[str], start: int) -> int:
    """Where words stand in a text, from some place on; -1 where they do not."""
    size = len(sought)
    places = range(start, len(text) - size + 1) if size else ()
    return next((at for at in places if text[at] == sought[0] and tuple(text[at : at + size]) == sought), -1)


# ----- words -----


def words(text: str) -> list[str]:
    """The words of a text in the form that is compared: search.js makes the same of what is asked for."""
    return [re.sub("ii+", "i", word) for word in _WORD.findall(fold(text))]


def fold(text: str) -> str:
    """A text without accents, capitals, ligatures and the differences of transliterations."""
    return "".join(map(_letter, text))


@cache
def _letter(letter: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.category(c).startswith("M"))
    return "".join(_LETTERS.get(c, c) for c in plain.lower()).translate(_ALIKE)


# ----- places -----


def _places(readings: Sequence[Data]) -> Iterator[list[Any]]:
    """Each place: its anchor, its name, then its texts (page, words, label of the reading, voices), in the order of the
    source. A text that another reading has too stands once; of a reading of a part, only what the whole has not."""
    found: dict[str, list[list[Any]]] = {}
    order: dict[str, tuple[int, str]] = {}
    names: dict[str, str] = {}
    whole = _run(block["text"] for block in readings[0]["blocks"]) if any(one["part"] for one in readings) else ""
    for reading in readings:
        for block in reading["blocks"]:
            if reading["part"] and not reading["main"] and _run([block["text"]]) in whole:
                continue
            page, _, anchor = block["href"].partition("#")
            texts = found.setdefault(anchor, [])
            known = {text[1] for text in texts}
            order.setdefault(anchor, (block["at"], anchor))
            names.setdefault(anchor, block["name"])
            label = "" if reading["main"] else reading["label"]
            for text, voices in _parts(block["text"], block.get("voices", [])):
                if text not in known:
                    texts.append([page, text, *([label, voices] if voices else [label] if label else [])])
    for anchor in sorted(order, key=order.__getitem__):
        for texts in _packed(found[anchor]):
            yield [anchor, names[anchor], *texts]


def _run(texts: Iterable[str]) -> str:
    """All words of texts, each between two spaces."""
    return f" {' '.join(word for text in texts for word in words(text))} "


def _packed(texts: list[list[Any]]) -> Iterator[list[list[Any]]]:
    """The texts of a place, those of several places where they are long."""
    some: list[list[Any]] = []
    size = 0
    for text in texts:
        if some and size + len(text[1]) > _PLACE:
            yield some
            some, size = [], 0
        some.append(text)
        size += len(text[1])
    if some:
        yield some


def _parts(text: str, voices: Sequence[Data]) -> Iterator[tuple[str, list[list[Any]]]]:
    """A text in parts that are no longer than is shown as one, cut after a sentence or between words where it can be;
    and of each the voices: where each ends, and whose it is."""
    start = 0
    while start < len(text):
        part = text[start : start + _LONGEST]
        if start + len(part) < len(text):
            part = part[: _end(part)]
        inside = [[min(voice["end"] - start, len(part)), voice["voice"]] for voice in voices if voice["end"] > start]
        yield part, inside[: next((n for n, voice in enumerate(inside, 1) if voice[0] == len(part)), len(inside))]
        start += len(part)


def _end(part: str) -> int:
    """Where a part that is as long as it may be is cut: in its second half."""
    half = len(part) // 2
    ends = (part.rfind(mark, half) + len(mark) for mark in (". ", "。", " "))
    return next((end for end in ends if end > half), len(part))


# ----- occurrences -----


def _segments(occurrences: list[tuple[int, int]]) -> Iterator[str]:
    """The occurrences of a word in one document, written; each segment counts from the beginning."""
    said: list[str] = []
    size = place = position = 0
    for at, index in occurrences:
        if size > SEGMENT - 16:
            yield "".join(said)
            said, size, place, position = [], 0, 0, 0
        step = at - place
        one = number(step) + number(index if step else index - position)
        said.append(one)
        size += len(one)
        place, position = at, index
    yield "".join(said)


@cache
def number(value: int) -> str:
    """A whole number in as few signs as it needs: five bits each, the smallest first, and whether another follows."""
    said = ""
    while value > 31:
        said += _DIGITS[32 + value % 32]
        value //= 32
    return said + _DIGITS[value]


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
