"""The index of the search: every word of every reading and of every entry, in files that are loaded when asked for.

    search-index.js        the table: where each of the files below begins
    search/words-N.js      words in the form that is compared (`search.fold`), in order, each with its occurrences
    search/texts-N.js      the places, document by document: what each is called, where it is, its words
    search/documents-N.js  the documents and registers: title, author, first page
    search/mentions-N.js   places of registers, by number, each with the mentions of its entry: in sets of four, the
                           document, the place in it, the position there, the number of words

None has more than 150 kB, so that few words ask for little, from disk as from a server. Occurrences are numbers: of
each document the step from the one before and the length of what follows, then what `search.py` says.

No more is held in memory than some documents have: words that are many are put aside, in order, and what was put aside
at each time is merged in the end (an external merge sort).
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import accumulate, chain, groupby
from operator import itemgetter
from typing import Any, TypeVar

from siglum.publish.folder import File
from siglum.publish.html.spool import Spool, Waiting
from siglum.publish.search import SEGMENT, as_json, number

_MOST = 100_000
"""Bytes of a file, as far as they can be chosen; a single place has at most 4 * search._LONGEST more."""
_HELD = 200_000
"""How many words of documents are held in memory; of each document each word counts once."""
_TOGETHER = 2_000
"""Mentions of an entry that stand together."""

First = TypeVar("First")
Found = tuple[str, list[tuple[int, list[str]]]]
"""A word, and of each document with it the number, and the occurrences there as they are written."""


class Index:
    """The index of an edition, to which one document after the other is added. What waits does so in `spool`."""

    def __init__(self, spool: Spool) -> None:
        self._texts, self._registers = _Documents(spool), _Documents(spool)
        self._mentions: dict[str, array[int]] = {}

    def add(self, one: Mapping[str, Any], title: str) -> None:
        """Add a document or a register, as `search.Indexed` has it, under the title that the search is to show."""
        (self._registers if one["kind"] == "register" else self._texts).add(one, title)

    def mention(self, href: str, occurrence: Sequence[int]) -> None:
        """Add a mention of the entry with that address, in the document that is added next (`search.mentions`)."""
        self._mentions.setdefault(href, array("L")).extend((len(self._texts.said), *occurrence))

    def files(self) -> Iterator[File]:
        """The files of the index, the table last. The documents are numbered first, then the registers."""
        texts, registers = self._texts, self._registers
        made: dict[str, Iterator[tuple[str | int, str]]] = {
            "words": cut(_words(texts.words(0), registers.words(len(texts.said)))),
            "texts": cut(enumerate(chain(texts.places(), registers.places()))),
            "documents": cut(_documents([*texts.said, *registers.said])),
            "mentions": cut(self._mentioned(sum(places for *_, places in texts.said))),
        }
        table: dict[str, Any] = {}
        for name, found in made.items():
            firsts = table[name] = []
            for first, content in found:
                yield f"search/{name}-{len(firsts)}.js", f'siglumPart("{name}-{len(firsts)}", {content});\n'.encode()
                firsts.append(first)
        table["registers"] = len(texts.said)
        yield "search-index.js", f"window.siglumIndex = {as_json(table)};\n".encode()

    def _mentioned(self, first: int) -> Iterator[tuple[int, str]]:
        """The entries of the files of mentions; `first` is the number of the first place of a register."""
        done = ""
        for own, place in enumerate(self._registers.places(), first):
            anchor, _, (page, *_), *_ = json.loads(place)
            href = f"{page}#{anchor}"
            found = self._mentions.get(href, ()) if href != done else ()
            for at in range(0, len(found), 4 * _TOGETHER):
                yield own, as_json([own, *found[at : at + 4 * _TOGETHER]])
            done = href


class _Documents:
    """Documents of one kind: what is `said` of each (title, author, page, number of places); in the spool their places,
    and their words in as many runs as there were times when too many were held."""

    def __init__(self, spool: Spool) -> None:
        self.said: list[tuple[str, str, str, int]] = []
        self._spool = spool
        self._places: list[Waiting[str]] = []
        self._runs: list[Waiting[Found]] = []
        self._held: dict[str, list[tuple[int, list[str]]]] = {}
        self._count = 0

    def add(self, one: Mapping[str, Any], title: str) -> None:
        own = len(self.said)
        self.said.append((title, one["author"], one["page"], len(one["places"])))
        self._places.append(Waiting(self._spool, one["places"]))
        for word, segments in one["words"].items():
            self._held.setdefault(word, []).append((own, segments))
        self._count += len(one["words"])
        if self._count > _HELD:
            self._runs.append(Waiting(self._spool, self._in_order()))
            self._held, self._count = {}, 0

    def places(self) -> Iterator[str]:
        return chain.from_iterable(self._places)

    def words(self, first: int) -> Iterator[Found]:
        """The words in order, the documents numbered from `first`; a word of several runs comes several times."""
        for word, found in merge(*self._runs, self._in_order(), key=_order):
            yield word, [(first + own, segments) for own, segments in found]

    def _in_order(self) -> Iterator[Found]:
        return ((word, self._held[word]) for word in sorted(self._held, key=units))


def _words(texts: Iterator[Found], registers: Iterator[Found]) -> Iterator[tuple[str, str]]:
    """The entries of the files of words: the word, and what is written. A word of many occurrences has several."""
    for word, found in groupby(merge(texts, registers, key=_order), key=itemgetter(0)):
        for postings in _postings(chain.from_iterable(one for _, one in found)):
            yield word, f'["{word}","{postings}"]'


def _order(found: Found) -> bytes:
    return units(found[0])


def units(word: str) -> bytes:
    """The order in which a browser has words."""
    return word.encode("utf-16-be")


def _postings(found: Iterable[tuple[int, list[str]]]) -> Iterator[str]:
    said: list[str] = []
    size = last = 0
    for document, segments in found:
        for segment in segments:
            if said and size + len(segment) > SEGMENT:
                yield "".join(said)
                said, size, last = [], 0, 0
            said += (number(document - last), number(len(segment)), segment)
            size += len(segment) + 4
            last = document
    yield "".join(said)


def _documents(said: Sequence[tuple[str, str, str, int]]) -> Iterator[tuple[int, str]]:
    """The entries of the files of documents: the number, and title, author, page and the number of the first place."""
    starts = accumulate((places for *_, places in said), initial=0)
    for own, ((title, author, page, _), start) in enumerate(zip(said, starts, strict=False)):
        yield own, as_json([title, author, page, start])


def cut(entries: Iterable[tuple[First, str]]) -> Iterator[tuple[First, str]]:
    """Entries in files of a size: what the first entry of each begins with, and all as JSON."""
    some: list[tuple[First, str]] = []
    size = 0
    for first, entry in entries:
        length = len(entry) if entry.isascii() else len(entry.encode("utf-8"))
        if some and size + length > _MOST:
            yield some[0][0], _array(some)
            some, size = [], 0
        some.append((first, entry))
        size += length + 2
    if some:
        yield some[0][0], _array(some)


def _array(entries: Iterable[tuple[First, str]]) -> str:
    return "[" + ",\n".join(said for _, said in entries) + "]"
