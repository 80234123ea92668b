"""What differs between two texts, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from siglum.reading.words import Words


@dataclass(frozen=True, slots=True)
class Difference:
    """Words `mine[a:b]` stand where the other text has `theirs[c:d]`."""

    mine: range
    theirs: range


def differences(mine: Words, theirs: Words) -> Iterator[Difference]:
    """Where two texts differ, by words, in order."""
    a, b = [word.text for word in mine.words], [word.text for word in theirs.words]
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    middle = SequenceMatcher(None, a[start : len(a) - end], b[start : len(b) - end], autojunk=False)
    for kind, i, j, k, m in middle.get_opcodes():
        if kind != "equal":
            yield Difference(range(start + i, start + j), range(start + k, start + m))
