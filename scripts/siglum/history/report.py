"""A comparison as text for people, and as JSON for programs."""

from __future__ import annotations

import json as notation
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from siglum.history import Beside, Changed, Compared, Markup, TextChange
from siglum.history.place import Place
from siglum.paths import written

HEADING, GONE, NEW, DIM, PLAIN = "bold", "red strike", "green underline", "dim", ""
"""How a terminal shows what."""
Piece = tuple[str, str]
"""How some words are shown, and the words."""
Line = Sequence[Piece]
_SHOWN = 60
"""How many words of a longer stretch are shown."""
_PLACES = 3
"""How many places are named of a change of the markup that was made in more."""


def lines(compared: Compared) -> Iterator[Line]:
    """A comparison, line by line."""
    for document in compared.documents:
        yield from _document(document)
    for sign, readings in (("new", compared.readings_added), ("gone", compared.readings_gone)):
        for reading in readings:
            yield [(HEADING, written(f"the reading “{reading.id}” is {sign}")), (PLAIN, written(f": {reading.label}"))]
            yield []
    yield [(PLAIN, summary(compared))]


def plain(shown: Iterable[Line]) -> str:
    """Lines without colours: words that are gone as [-…-], new ones as {+…+}."""
    marks = {GONE: ("[-", "-]"), NEW: ("{+", "+}")}
    told = []
    for line in shown:
        pieces = [(*marks.get(style, ("", "")), text) for style, text in line]
        told.append("".join(f"{before}{text}{after}" for before, after, text in pieces).rstrip())
    return "".join(f"{line}\n" for line in told)


def summary(compared: Compared) -> str:
    """How much changed, in a line."""
    new, gone = compared.words
    changes = sum(len(document.text) for document in compared.documents)
    markup = sum(len(document.markup) + len(document.beside) for document in compared.documents)
    text = f"{_many(changes, 'change')} of the text ({_many(new, 'word')} new, {gone:,} gone)" if changes else ""
    said = [
        text or "no change of the text",
        f"{_many(markup, 'change')} beside it" if markup else "nothing beside it",
        *(
            f"{_many(count, 'document')} {kind}"
            for kind in ("added", "deleted", "renamed")
            if (count := sum(document.kind == kind for document in compared.documents))
        ),
    ]
    return f"from {compared.old} to {compared.new}: {', '.join(said)}"


def _document(changed: Changed) -> Iterator[Line]:
    of = f" of {_many(changed.words, 'word')}" if changed.words else ""
    said = {
        "added": f"{changed.path}: a new document{of}",
        "deleted": f"{changed.was}: a document{of} is gone",
        "renamed": f"{changed.path}: was {changed.was}",
        "changed": changed.path,
    }
    yield [(HEADING, written(said[changed.kind]))]
    if changed.text:
        yield [(HEADING, "  text")]
        for change in changed.text:
            yield from _text(change)
    if changed.beside:
        yield [(HEADING, "  beside the text")]
        for group in grouped(changed.beside):
            yield from _beside(group)
    if changed.markup:
        yield [(HEADING, "  markup")]
        yield from ([(PLAIN, f"    {sentence}")] for sentence in sentences(changed.markup))
    yield []


def _text(change: TextChange) -> Iterator[Line]:
    yield [(DIM, f"    {_where(change.place)}")]
    yield [
        (PLAIN, f"      {written(change.left)} " if change.left else "      "),
        *_words(change.before, change.after),
        (PLAIN, f" {written(change.right)}" if change.right else ""),
    ]


def _beside(changes: Sequence[Beside]) -> Iterator[Line]:
    """The changes in the words of one element, on one line."""
    place, element = changes[0].place, changes[0].element
    yield [(DIM, f"    {_where(place)}{f', <{written(element)}>' if element != place.element else ''}")]
    told: list[Piece] = [(PLAIN, "      ")]
    for number, words in enumerate(changes):
        told += [(PLAIN, " … ")] if number else []
        told += _words(words.before, words.after)
    yield told


def grouped(changes: Iterable[Beside]) -> list[list[Beside]]:
    """Changes of words, those in one element together."""
    groups: dict[tuple[str, Place], list[Beside]] = {}
    for change in changes:
        groups.setdefault((change.element, change.place), []).append(change)
    return list(groups.values())


def _words(before: str, after: str) -> Iterator[Piece]:
    if before:
        yield GONE, short(before)
    if before and after:
        yield PLAIN, " "
    if after:
        yield NEW, short(after)


def short(words: str) -> str:
    """Words, those in the middle of many left out, as they can be shown on one line."""
    each = words.split(" ")
    if len(each) > _SHOWN:
        half = _SHOWN // 2
        each = [*each[:half], f"… {len(each) - 2 * half:,} words …", *each[-half:]]
    return written(" ".join(each))


def _where(place: Place) -> str:
    return f"line {place.line:,}, <{place.element}> “{written(place.id)}”" if place.id else f"line {place.line:,}"


def sentences(markup: Sequence[Markup]) -> Iterator[str]:
    """The changes of the markup in plain words, those of one kind as one: “2 persName added (line 3; line 9)”."""
    for (kind, element, attribute), changes in alike(markup).items():
        places = "; ".join(_place(change) for change in changes[:_PLACES])
        more = f"; and {len(changes) - _PLACES:,} more" if len(changes) > _PLACES else ""
        if attribute:
            what = f"{element}/@{attribute} {kind} in {_many(len(changes), 'place')}"
        else:
            what = f"{len(changes):,} {element} {kind}"
        yield f"{written(what)} ({places}{more})"


def alike(markup: Iterable[Markup]) -> dict[tuple[str, str, str], list[Markup]]:
    """The changes of the markup by what they are: added, removed, moved or changed; the element; the attribute."""
    groups: dict[tuple[str, str, str], list[Markup]] = {}
    for change in markup:
        groups.setdefault((change.kind, change.element, change.attribute), []).append(change)
    return groups


def _place(change: Markup) -> str:
    where = _where(change.place)
    before, after = (short(value) for value in change.values)
    if change.kind == "changed":
        return f"{where}: “{before}” → “{after}”"
    return f"{where}: “{before or after}”" if change.attribute else where


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing if count == 1 else f'{thing}s'}"


def json(compared: Compared, tool: str) -> str:
    """A comparison as one JSON object; `tool` is the version of the toolkit."""
    new, gone = compared.words
    found = {
        "tool": {"name": "siglum", "version": tool},
        "old": compared.old,
        "new": compared.new,
        "summary": {
            "documents": len(compared.documents), "unchanged": compared.same, "words": {"added": new, "removed": gone},
            "text": sum(len(document.text) for document in compared.documents),
            "beside": sum(len(document.beside) for document in compared.documents),
            "markup": sum(len(document.markup) for document in compared.documents),
        },
        "readings": {
            "added": [{"id": one.id, "label": one.label} for one in compared.readings_added],
            "removed": [{"id": one.id, "label": one.label} for one in compared.readings_gone],
        },
        "documents": [_as_json(document) for document in compared.documents],
        "failures": compared.failures,
    }  # fmt: skip
    return f"{notation.dumps(found, ensure_ascii=False, indent=2)}\n"


def _as_json(changed: Changed) -> dict[str, Any]:
    return {
        "path": changed.path or changed.was,
        "change": changed.kind,
        **({"was": changed.was} if changed.kind == "renamed" else {}),
        **({"words": changed.words} if changed.words else {}),
        "text": [
            {
                "before": change.before, "after": change.after, "left": change.left, "right": change.right,
                "place": _place_as_json(change.place), "was": _place_as_json(change.was),
            }
            for change in changed.text
        ],
        "beside": [
            {"before": one.before, "after": one.after, "element": one.element, "place": _place_as_json(one.place)}
            for one in changed.beside
        ],
        "markup": [_markup_as_json(one) for one in changed.markup],
    }  # fmt: skip


def _markup_as_json(one: Markup) -> dict[str, Any]:
    values = {"attribute": one.attribute, "before": one.values[0], "after": one.values[1]} if one.attribute else {}
    return {"change": one.kind, "element": one.element, **values, "place": _place_as_json(one.place)}


def _place_as_json(place: Place) -> dict[str, Any]:
    return {"line": place.line, **({"id": place.id, "element": place.element} if place.id else {})}
