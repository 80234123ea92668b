"""The index of the search: what counts as a word, what is found where, and that no file of it is large."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest

from siglum.publish import index, previews, search
from siglum.publish.html.spool import Spool

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
Found = dict[str, set[tuple[int, int, int]]]


def reading(*texts: str, main: bool = True, part: bool = False, page: str = "a.html", **more: Any) -> dict[str, Any]:
    """A reading as the stylesheet gives it: blocks p1, p2 …"""
    blocks = [
        {"href": f"{page}#p{n}", "name": f"paragraph {n}", "text": text, "at": n} for n, text in enumerate(texts, 1)
    ]
    said = {"kind": "text", "title": "T", "author": "A", "label": page, "page": page, "main": main, "part": part}
    return said | {"blocks": blocks} | more


def files_of(documents: list[search.Indexed]) -> dict[str, bytes]:
    """The files of an index, by name."""
    with Spool() as spool:
        made = index.Index(spool)
        for one in documents:
            made.add(asdict(one), one.title)
        return dict(made.files())


def parts(files: dict[str, bytes], kind: str) -> list[Any]:
    """What all files of a kind hold, in their order."""
    names = sorted((name for name in files if f"/{kind}-" in name), key=lambda name: int(name.split("-")[1][:-3]))
    said = (files[name].decode().partition(", ")[2].removesuffix(");\n") for name in names)
    return [one for content in said for one in json.loads(content)]


def occurrences(files: dict[str, bytes]) -> Found:
    """The document, the place and the position of each word, as they are written."""
    found: Found = defaultdict(set)
    for word, said in parts(files, "words"):
        read, document = Numbers(said), 0
        for step, length in read:
            document, end = document + step, length + read.at
            place = position = 0
            for forth, at in read:
                place, position = place + forth, at if forth else position + at
                found[word].add((document, place, position))
                if read.at >= end:
                    break
    return found


class Numbers:
    """Pairs of numbers, as they are written; `at` is where the next begins."""

    def __init__(self, said: str) -> None:
        self.said, self.at = said, 0

    def __iter__(self) -> Iterator[tuple[int, int]]:
        while self.at < len(self.said):
            yield self.number(), self.number()

    def number(self) -> int:
        value, scale = 0, 1
        while True:
            digit = DIGITS.index(self.said[self.at])
            self.at, value, scale = self.at + 1, value + digit % 32 * scale, scale * 32
            if digit < 32:
                return value


def expected(documents: list[search.Indexed]) -> Found:
    found: Found = defaultdict(set)
    for number, document in enumerate(documents):
        for place, (_, _, *texts) in enumerate(map(json.loads, document.places)):
            at = 0
            for text in texts:
                for word in search.words(text[1]):
                    found[word].add((number, place, at))
                    at += 1
                at += 1
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Crème brûlée!", ["creme", "brulee"]),
        ("e\u0301te\u0301", ["ete"]),
        ("Auguſt ﬁel, groß", ["august", "fiel", "gross"]),
        ("Œuvre Ærø", ["oeuvre", "aero"]),
        ("Якир Хрущёв Чайковский", ["iakir", "khrushchev", "chaikovski"]),
        ("Tchaïkovsky Ткачев", ["tchaikovski", "tkachev"]),
        ("Λόγος ΛΌΓΟΣ", ["λογοσ", "λογοσ"]),
        ("l’homme d'Alembert", ["l", "homme", "d", "alembert"]),
        ("Donau\u00addampf", ["donaudampf"]),
        ("天命之謂性", list("天命之謂性")),
        ("ＡＢＣ Ⅻ İstanbul", ["abc", "xi", "istanbul"]),
        ("— … !", []),
        ("snake_case 1937", ["snake", "case", "1937"]),
    ],
)
def test_a_word_is_compared_in_its_folded_form(text: str, words: list[str]) -> None:
    assert search.words(text) == words


def test_every_word_of_every_reading_is_where_the_index_says() -> None:
    documents = [
        search.indexed([reading("Ein König, ein Reich.", "Das Reich."), reading("Ein Koenig, ein Reich.", "Das Reich.", main=False, page="b.html")]),
        search.indexed([reading("der Rest", "Reich der Mitte", kind="register")]),
        search.indexed([reading("Der König")]),
    ]  # fmt: skip
    files = files_of(documents)
    ordered = [documents[0], documents[2], documents[1]]
    assert occurrences(files) == expected(ordered)
    assert [json.loads(place) for one in ordered for place in one.places] == parts(files, "texts")
    assert parts(files, "documents") == [["T", "A", "a.html", 0], ["T", "A", "a.html", 2], ["T", "A", "a.html", 3]]
    assert parts(files, "texts")[0] == [
        "p1", "paragraph 1", ["a.html", "Ein König, ein Reich."], ["b.html", "Ein Koenig, ein Reich.", "b.html"],
    ]  # fmt: skip
    table = json.loads(files["search-index.js"].decode().partition(" = ")[2].rstrip(";\n"))
    assert table == {"words": ["das"], "texts": [0], "documents": [0], "mentions": [], "registers": 2}


def test_of_the_reading_of_a_part_only_what_the_whole_has_not_is_kept() -> None:
    whole, letter = reading("He read: Dear friend, come soon."), reading("Dear friend, come", part=True, main=False)
    assert len(json.loads(search.indexed([whole, letter]).places[0])) == 3
    other = reading("Dear friend, do come", part=True, main=False)
    assert json.loads(search.indexed([whole, other]).places[0])[3][1] == "Dear friend, do come"


def large() -> list[search.Indexed]:
    """Many words, one of them in every sentence; a paragraph without an end; one in forty witnesses; one without spaces."""
    text = " ".join(f"und wort{n % 7919} größer{n % 101}." for n in range(60_000))
    witnesses = [reading(f"{text[:9_000]} W{n}", main=n == 0, page=f"w{n}.html") for n in range(40)]
    return [
        search.indexed([reading(*(text[at : at + 300] for at in range(0, len(text), 300)))]),
        search.indexed([reading(text)]),
        search.indexed(witnesses),
        search.indexed([reading("天命之謂性率性之謂道" * 9_000)]),
        *(search.indexed([reading(f"und {n}", title=f"Text {n} " + "lang " * 20)]) for n in range(2_000)),
    ]


def test_no_file_is_above_150_kilobytes_and_nothing_is_lost() -> None:
    documents = large()
    files = files_of(documents)
    assert max(map(len, files.values())) <= 150_000
    assert occurrences(files) == expected(documents)
    assert sum(name.startswith("search/words-") for name in files) > 5
    assert files == files_of(large())


def test_words_that_are_put_aside_are_merged_to_the_same_index(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["und", "\U00010400a", "\uffa1", "zu", "an"]
    documents = [
        search.indexed([reading(" ".join(words[n % 5 :]), f"wort{n}", kind="register" if n % 3 else "text")])
        for n in range(40)
    ]
    held = files_of(documents)
    monkeypatch.setattr(index, "_HELD", 5)
    assert files_of(documents) == held
    ordered = [one for kind in ("text", "register") for one in documents if one.kind == kind]
    assert occurrences(held) == expected(ordered)


def test_a_long_text_is_cut_after_a_sentence_or_between_words() -> None:
    text = " ".join(f"Satz {n} ist lang genug." for n in range(2_000))
    (first, second, *others) = [part for part, _ in search._parts(text, [])]
    assert first.endswith("genug. ") and second.startswith("Satz")
    assert "".join((first, second, *others)) == text and max(map(len, (first, second, *others))) <= 8_000
    words = "wort" * 3_000 + " x"
    assert "".join(part for part, _ in search._parts(words, [])) == words


def test_the_voices_of_a_long_text_are_cut_with_it() -> None:
    text = "a" * 5_000 + " " + "b" * 5_000
    voices = [{"end": 4_000, "voice": "Ann"}, {"end": 9_000, "voice": ""}, {"end": 10_001, "voice": "Bob"}]
    assert [(len(part), inside) for part, inside in search._parts(text, voices)] == [
        (5_001, [[4_000, "Ann"], [5_001, ""]]),
        (5_000, [[3_999, ""], [5_000, "Bob"]]),
    ]


def test_what_texts_say_stays_data() -> None:
    evil = 'x");alert(1);//</script>\u2028\\'
    files = files_of([search.indexed([reading(evil)])])
    assert parts(files, "texts")[0][2] == ["a.html", evil]
    for name, content in files.items():
        assert re.match(rb'(window\.siglumIndex = \{|siglumPart\("[a-z]+-0", \[)', content), name


def register(entries: int) -> dict[str, Any]:
    """A register as the stylesheet gives it: p1, p2 …"""
    return reading(*(f"Name {n} · Namen {n}" for n in range(1, entries + 1)), kind="register", page="r.html")


def test_the_mentions_of_an_entry_stand_where_the_index_says() -> None:
    text = search.indexed([reading("Herr Iakir sah Iakir.", "Niemand.")])
    said = [
        {"entries": ["r.html#p2"], "place": "a.html#p1", "said": "Iakir"},
        {"entries": ["r.html#p2", "r.html#p1"], "place": "a.html#p1", "said": "Iakir"},
        {"entries": ["r.html#p2"], "place": "a.html#p2", "said": "er"},
        {"entries": ["r.html#p2"], "place": "a.html#p9", "said": "Iakir"},
    ]
    found = [*search.mentions(text, said)]
    assert found == [("r.html#p2", 0, 1, 1), ("r.html#p2", 0, 3, 1), ("r.html#p1", 0, 3, 1), ("r.html#p2", 1, 0, 0)]
    with Spool() as spool:
        made = index.Index(spool)
        made.add(asdict(search.indexed([register(3)])), "R")
        made.add(asdict(search.indexed([reading("Nichts.")])), "T")
        for href, *occurrence in found:
            made.mention(href, occurrence)
        made.add(asdict(text), "T")
        files = dict(made.files())
    assert parts(files, "texts")[3][0] == "p1" and parts(files, "texts")[3][2][0] == "r.html"
    assert parts(files, "mentions") == [[3, 1, 0, 3, 1], [4, 1, 0, 1, 1, 1, 0, 3, 1, 1, 1, 0, 0]]
    assert b'"mentions":[3]' in files["search-index.js"]


def test_no_file_is_above_150_kilobytes_where_a_register_is_very_large() -> None:
    entries = [
        {"href": f"r.html#p{n}", "preview": {"name": f"Name {n}", "dates": "", "note": "sehr langé " * (n % 40)}}
        for n in range(20_000)
    ]
    entries[7]["preview"] = {"name": "Sieben", "dates": "", "note": "é" * 400_000}
    with Spool() as spool:
        previewed, made = previews.Previews(spool), index.Index(spool)
        previewed.add("r.html", entries)
        previewed.add("a.html", entries[:0])
        made.add(asdict(search.indexed([register(20_000)])), "R")
        for n in range(100_000):
            made.mention(f"r.html#p{n % 300 + 1}" if n % 2 else "r.html#p1", (n, 3, 1))
        files = {**dict(previewed.files()), **dict(made.files())}
    assert max(map(len, files.values())) <= 150_000
    said = [pair for n in range(len(files)) if (file := files.get(f"entries/{n}.js")) for pair in read(file)]
    assert [href for href, _ in said] == sorted(str(entry["href"]) for entry in entries)
    firsts = json.loads(files["entries.js"].decode().partition(" = ")[2].rstrip(";\n"))
    assert firsts == [read(files[f"entries/{n}.js"])[0][0] for n in range(len(firsts))] and len(firsts) > 20
    assert sum((len(one) - 1) // 4 for one in parts(files, "mentions")) == 100_000


def read(file: bytes) -> list[Any]:
    found: list[Any] = json.loads(file.decode().partition(", ")[2].removesuffix(");\n"))
    return found
