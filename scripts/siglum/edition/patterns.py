"""The patterns of prefixDef, matched in time linear in the text, whatever the pattern: none is tried twice.

A pattern comes with a file, which may come from anybody; Python's own `re` can be made to search for longer than there
is time. So the pattern becomes a small program, all of whose ways are followed at once (a "Pike machine"), each with
the groups it has met. Known are characters, `.`, classes, `|`, groups, and the quantities `* + ? {n,m}`, greedy or not.
Source: TEI P5 Guidelines, section 17.2.3 (matchPattern); XML Path Language 3.1 functions, section 5.6.1 (syntax).
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

_LONGEST_TEXT = 10_000
_LARGEST_PROGRAM = 2_000
_DEEPEST = 50
_CLASS = re.compile(r"\[\^?\]?(?:[^\]\\]|\\.)*+\]")
_QUANTITY = re.compile(r"([*+?]|\{([0-9]{1,4})(?:(,)([0-9]{1,4})?)?\})(\??)")

Test = Callable[[str], bool]
Groups = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """One instruction: pass a character (`test`), keep a place (`keep`), or go on at others, the first one first."""

    test: Test | None = None
    keep: int = -1
    goto: tuple[int, ...] = ()


class _NoPattern(ValueError):
    """The pattern is none, or too large."""


class Match:
    """What a text matched: the groups by number, 0 for all of it; "" for one that took no part."""

    def __init__(self, text: str, groups: Groups) -> None:
        self._text, self._groups = text, groups

    def group(self, number: int) -> str:
        """A group; "" for one there is not."""
        if 2 * number + 1 >= len(self._groups):
            return ""
        start, end = self._groups[2 * number : 2 * number + 2]
        return self._text[start:end] if start >= 0 and end >= 0 else ""


def match(pattern: str, text: str) -> Match | None:
    """How the whole of a text fits a pattern; None where it does not, or the pattern is none."""
    try:
        steps, groups = _compiled(pattern)
    except (_NoPattern, re.error):
        return None
    if len(text) > _LONGEST_TEXT:
        return None
    threads = _reached(steps, [(0, (-1,) * groups)], 0)
    for at, character in enumerate(text):
        passed = [(step + 1, kept) for step, kept in threads if (test := steps[step].test) and test(character)]
        threads = _reached(steps, passed, at + 1)
    return next((Match(text, kept) for step, kept in threads if step == len(steps) - 1), None)


def _reached(steps: list[_Step], begun: list[tuple[int, Groups]], at: int) -> list[tuple[int, Groups]]:
    """The steps that pass a character, and the last one, as far as they can be reached without one; each once."""
    found: list[tuple[int, Groups]] = []
    seen: set[int] = set()
    waiting = begun[::-1]
    while waiting:
        number, kept = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        step = steps[number]
        if step.keep >= 0:
            waiting.append((number + 1, (*kept[: step.keep], at, *kept[step.keep + 1 :])))
        elif step.goto:
            waiting += [(other, kept) for other in reversed(step.goto)]
        else:
            found.append((number, kept))
    return found


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> tuple[list[_Step], int]:
    """The program of a pattern, and how many places it keeps."""
    reader = _Reader(pattern)
    body = reader.alternatives(0)
    if reader.at < len(pattern):
        raise _NoPattern
    return [_Step(keep=0), *_moved(body, 1), _Step(keep=1), _Step()], 2 * reader.groups + 2


def _moved(steps: list[_Step], by: int) -> list[_Step]:
    return [_Step(step.test, step.keep, tuple(goto + by for goto in step.goto)) for step in steps]


class _Reader:
    """A pattern, read from left to right into steps that count from 0."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at, self.groups = pattern, 0, 0

    def alternatives(self, depth: int) -> list[_Step]:
        if depth > _DEEPEST:
            raise _NoPattern
        found = self._sequence(depth)
        while self._next("|"):
            other = self._sequence(depth)
            first = [_Step(goto=(1, len(found) + 2)), *_moved(found, 1)]
            found = [*first, _Step(goto=(len(first) + 1 + len(other),)), *_moved(other, len(first) + 1)]
        return found

    def _sequence(self, depth: int) -> list[_Step]:
        found: list[_Step] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            found += _moved(self._repeated(self._atom(depth)), len(found))
            if len(found) > _LARGEST_PROGRAM:
                raise _NoPattern
        return found

    def _atom(self, depth: int) -> list[_Step]:
        if self._next("(?:"):
            return self._closed(self.alternatives(depth + 1))
        if self._next("("):
            self.groups += 1
            number = 2 * self.groups
            inner = self._closed(self.alternatives(depth + 1))
            return [_Step(keep=number), *_moved(inner, 1), _Step(keep=number + 1)]
        return [self._character()]

    def _closed(self, inner: list[_Step]) -> list[_Step]:
        if not self._next(")"):
            raise _NoPattern
        return inner

    def _character(self) -> _Step:
        """A character, a class of them, or an escape: what `re` reads as one, and matches against one."""
        found = _CLASS.match(self.pattern, self.at)
        end = found.end() if found else self.at + (2 if self.pattern[self.at] == "\\" else 1)
        text = self.pattern[self.at : end]
        self.at = end
        if text in ("^", "$"):
            raise _NoPattern
        with warnings.catch_warnings():  # of what a later Python may take for more than a character: it stays one here
            warnings.simplefilter("ignore", FutureWarning)
            test = re.compile(text, re.DOTALL).fullmatch
        return _Step(lambda character: test(character) is not None)

    def _repeated(self, body: list[_Step]) -> list[_Step]:
        found = _QUANTITY.match(self.pattern, self.at)
        if found is None:
            return body
        self.at = found.end()
        sign, low, comma, high, lazy = found.groups()
        least = {"*": 0, "?": 0, "+": 1}.get(sign, int(low or 0))
        most = {"*": None, "?": 1, "+": None}.get(sign, int(high) if high else None if comma else least)
        times = max(least, most or 0)
        if (most is not None and most < least) or times * (len(body) + 1) > _LARGEST_PROGRAM:
            raise _NoPattern
        steps: list[_Step] = []
        for _ in range(least):
            steps += _moved(body, len(steps))
        if most is None:
            ways = (len(steps) + 1, len(steps) + len(body) + 2)
            loop = [_Step(goto=ways[::-1] if lazy else ways), *_moved(body, len(steps) + 1)]
            return [*steps, *loop, _Step(goto=(len(steps),))]
        end = len(steps) + (most - least) * (len(body) + 1)
        for _ in range(most - least):
            ways = (len(steps) + 1, end)
            steps += [_Step(goto=ways[::-1] if lazy else ways), *_moved(body, len(steps) + 1)]
        return steps

    def _next(self, sign: str) -> bool:
        if not self.pattern.startswith(sign, self.at):
            return False
        self.at += len(sign)
        return True
