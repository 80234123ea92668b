"""What differs between two texts, word by word, in time that grows with their length and no faster.

What is short is compared word by word. In what is long, a few differences are found directly (Eugene W. Myers, An O(ND)
Difference Algorithm and Its Variations, 1986); where there are many, it is taken apart at sequences of words that both
texts have once (Bram Cohen's patience diff).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from siglum.reading.words import Words

_SEQUENCES = (8, 3, 1)
"""How many words are sought together: the more, the surer that the same place is meant."""
_MOST_PAIRS = 20_000
"""How many pairs of equal words two stretches may have that are compared word by word."""
_FEW = 60
"""How many words are left out or put in, at most, where a long stretch is compared directly."""
_DEEPEST = 20
"""How often a stretch is taken apart; one that still is long then counts as other words altogether."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Words `mine[a:b]` stand where the other text has `theirs[c:d]`."""

    mine: range
    theirs: range


def differences(mine: Words, theirs: Words) -> Iterator[Difference]:
    """Where two texts differ, by words, in order."""
    return between([word.text for word in mine.words], [word.text for word in theirs.words])


def between(a: Sequence[str], b: Sequence[str]) -> Iterator[Difference]:
    """Where two sequences differ, in order; those of `a` are mine."""
    waiting = [(range(len(a)), range(len(b)), 0)]
    while waiting:
        i, j, depth = waiting.pop()
        i, j = _without_ends(a, b, i, j)
        if not i or not j:
            yield from [Difference(i, j)] if i or j else []
        elif _pairs(a, b, i, j) <= _MOST_PAIRS:
            yield from _word_by_word(a, b, i, j)
        elif (few := _few(a, b, i, j)) is not None:
            yield from few
        elif depth < _DEEPEST and (same := _same(a, b, i, j)):
            gaps = zip([(i.start, j.start), *same], [*same, (i.stop, j.stop)], strict=True)
            waiting += reversed([(range(p, r), range(q, s), depth + 1) for (p, q), (r, s) in gaps])
        else:
            yield Difference(i, j)


def _without_ends(a: Sequence[str], b: Sequence[str], i: range, j: range) -> tuple[range, range]:
    """What is left of two stretches without the words at both ends that are the same."""
    most, start, end = min(len(i), len(j)), 0, 0
    while start < most and a[i.start + start] == b[j.start + start]:
        start += 1
    while end < most - start and a[i.stop - 1 - end] == b[j.stop - 1 - end]:
        end += 1
    return i[start : len(i) - end], j[start : len(j) - end]


def _pairs(a: Sequence[str], b: Sequence[str], i: range, j: range) -> int:
    """How many words of one stretch equal how many of the other."""
    theirs = Counter(b[j.start : j.stop])
    return sum(count * theirs[word] for word, count in Counter(a[i.start : i.stop]).items())


def _word_by_word(a: Sequence[str], b: Sequence[str], i: range, j: range) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, a[i.start : i.stop], b[j.start : j.stop], autojunk=False)
    for kind, p, q, r, s in matcher.get_opcodes():
        if kind != "equal":
            yield Difference(i[p:q], j[r:s])


def _few(a: Sequence[str], b: Sequence[str], i: range, j: range) -> list[Difference] | None:
    """The shortest way from one stretch to the other, by words left out and put in; None if that takes more than a few.

    `furthest` says of each diagonal (words of mine less words of theirs) how many of mine can be passed.
    """
    furthest, before = {1: 0}, list[dict[int, int]]()
    for edits in range(_FEW + 1):
        before.append(dict(furthest))
        for diagonal in range(-edits, edits + 1, 2):
            x = _reached(furthest, diagonal, edits)
            y = x - diagonal
            while x < len(i) and y < len(j) and a[i.start + x] == b[j.start + y]:
                x, y = x + 1, y + 1
            furthest[diagonal] = x
            if x >= len(i) and y >= len(j):
                return _edits(before, i, j)
    return None


def _reached(furthest: dict[int, int], diagonal: int, edits: int) -> int:
    """How many of my words are passed on a diagonal after one edit more, made on the better of its neighbours."""
    left_out, put_in = furthest.get(diagonal - 1, -1) + 1, furthest.get(diagonal + 1, -1)
    if diagonal == -edits:
        return put_in
    return left_out if diagonal == edits else max(left_out, put_in)


def _edits(before: list[dict[int, int]], i: range, j: range) -> list[Difference]:
    """The way back: the edits, those that meet as one difference."""
    found: list[Difference] = []
    x, y = len(i), len(j)
    for edits in range(len(before) - 1, 0, -1):
        furthest, diagonal = before[edits], x - y
        put_in = _reached(furthest, diagonal, edits) == furthest.get(diagonal + 1, -1)
        diagonal += 1 if put_in else -1
        p, q = furthest[diagonal], furthest[diagonal] - diagonal
        r, s = (p, q + 1) if put_in else (p + 1, q)
        meets = bool(found) and (i[r:r].start, j[s:s].start) == (found[-1].mine.start, found[-1].theirs.start)
        last = found.pop() if meets else Difference(i[r:r], j[s:s])
        found.append(Difference(range(i.start + p, last.mine.stop), range(j.start + q, last.theirs.stop)))
        x, y = p, q
    return found[::-1]


def _same(a: Sequence[str], b: Sequence[str], i: range, j: range) -> list[tuple[int, int]]:
    """Places in both stretches at which the same words begin, in the order of both."""
    for length in _SEQUENCES:
        mine, theirs = _once(a, i, length), _once(b, j, length)
        found = _rising([(at, theirs[words]) for words, at in mine.items() if words in theirs])
        if found:
            return found
    return []


def _once(words: Sequence[str], place: range, length: int) -> dict[tuple[str, ...], int]:
    """The sequences of so many words that a stretch has once, and where each begins, in order."""
    at: dict[tuple[str, ...], int] = {}
    for n in range(place.start, place.stop - length + 1):
        sequence = tuple(words[n : n + length])
        at[sequence] = -1 if sequence in at else n
    return {sequence: n for sequence, n in at.items() if n >= 0}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of some pairs, ordered by the first number, in which the second rises as well."""
    ends: list[int] = []  # the least second number with which a part of each length ends
    last: list[int] = []  # the pair with that number
    before: list[int] = []  # the pair before each in its part
    for n, (_, second) in enumerate(pairs):
        at = bisect_left(ends, second)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1], last[at : at + 1] = [second], [n]
    found, n = [], last[-1] if last else -1
    while n >= 0:
        found.append(pairs[n])
        n = before[n]
    return found[::-1]
