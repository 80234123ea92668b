"""The notes of a plain text: `[1]` where one is called, and a stretch or line that begins with `[1]`.

Both must be there, and the text of each note once; else what stands in brackets is left as it is. Notes at the very end
stand after the text; others stay where they are, at the foot of their page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from siglum.importing.model import Block, Call, Inline, Line, Note, Paragraph, rewritten
from siglum.importing.plain import headings
from siglum.importing.plain.stretches import Stretch

_BEGINS = re.compile(r"[ \t\u00a0]*\[(\d{1,3})\][ \t\u00a0]+(?=\S)")
_MARK = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Found:
    """The text without its notes, those that stand after it with their heading, the numbers of all; `after` is what
    no stretch of the text follows."""

    text: list[Stretch]
    notes: list[Note]
    heading: Line
    numbers: frozenset[str]
    after: tuple[Block, ...] = ()

    def called(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks of the text with the calls in their lines, then those that stand after it."""
        return [*(rewritten(block, self._with_calls) for block in blocks), *self.after]

    def _with_calls(self, words: str) -> Line:
        made: list[Inline] = []
        at = 0
        for match in _MARK.finditer(words):
            if match[1] in self.numbers:
                made += [words[at : match.start()], Call(match[1], match[0])]
                at = match.end()
        return tuple(part for part in (*made, words[at:]) if part)


def notes_of(found: Sequence[Stretch]) -> Found:
    """The notes of a text, taken out of it."""
    parts = [part for stretch in found for part in _parts(stretch)]
    numbers = _certain(parts)
    end = len(parts)
    while end and _number(parts[end - 1]) in numbers:
        end -= 1
    if not end:
        return Found(list(found), [], (), frozenset())
    heading = bool(end < len(parts) and end > 1 and headings.NOTES.fullmatch(parts[end - 1].words.rstrip(".:")))
    before = [block for part in parts[end - heading :] for block in part.before]
    text, after = _without(parts if before else parts[: end - heading], numbers)
    if before:  # a page begins among the notes at the end: they stay where they are, like the others
        return Found(text, [], (), numbers, after)
    notes = [_note(part, "end") for part in parts[end:]]
    return Found(text, notes, parts[end - 1].line() if heading else (), numbers)


def _parts(stretch: Stretch) -> list[Stretch]:
    """Of a stretch that begins with a note, each note by itself."""
    if not _BEGINS.match(stretch.lines[0]):
        return [stretch]
    starts = [number for number, line in enumerate(stretch.lines) if _BEGINS.match(line)]
    ends = [*starts[1:], len(stretch.lines)]
    first, *rest = (Stretch(stretch.lines[start:end]) for start, end in zip(starts, ends, strict=True))
    return [replace(first, before=stretch.before), *rest]


def _number(part: Stretch) -> str:
    """The number of the note that a part may be; "" where it begins otherwise."""
    match = _BEGINS.match(part.lines[0])
    return match[1] if match else ""


def _certain(parts: Sequence[Stretch]) -> frozenset[str]:
    """The numbers of which there is one note, and a call before it."""
    begun = Counter(number for part in parts if (number := _number(part)))
    called: set[str] = set()
    found = []
    for part in parts:
        number = _number(part)
        if begun[number] == 1 and number in called:
            found.append(number)
        words = part.words
        called.update(_MARK.findall(words[len(f"[{number}]") :] if number else words))
    return frozenset(found)


def _without(parts: Sequence[Stretch], numbers: frozenset[str]) -> tuple[list[Stretch], tuple[Block, ...]]:
    """The text, each note within it before the stretch that follows; those that none follows."""
    text: list[Stretch] = []
    waiting: list[Block] = []
    for part in parts:
        if _number(part) in numbers:
            waiting += [*part.before, _note(part, "foot")]
        else:
            text.append(replace(part, before=(*waiting, *part.before)))
            waiting = []
    return text, tuple(waiting)


def _note(part: Stretch, place: str) -> Note:
    number = _number(part)
    label = f"[{number}]"
    return Note(number, (Paragraph(part.line(part.words.index(label) + len(label))),), label, place)
