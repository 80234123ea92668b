"""A text as stretches between blank lines, and their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from siglum.importing.model import Block, Inline, Line, PageBreak

BLANK = " \t\u00a0\u202f"
"""What a blank line may have; any other character is text."""
_WRAPPED = 120
"""Characters of a line; a longer one is a whole paragraph, and so are those beside it."""

_ENDED = re.compile(r"[.!?…:][”“’»\"')\]]*$")
"""The end of a sentence: a page that begins after it begins a paragraph as well."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that stand together, as they are, but for white space at their ends; `before` is what was found before
    them: the beginning of a page, notes at the foot of the last one."""

    lines: tuple[str, ...]
    before: tuple[Block, ...] = ()

    @property
    def words(self) -> str:
        """All of it as one line."""
        return " ".join(line.strip(BLANK) for line in self.lines)

    @property
    def is_line(self) -> bool:
        """Whether it is a single line."""
        return len(self.lines) == 1

    def line(self, start: int = 0) -> Line:
        """All of it, from a character of `words` on, as a line."""
        return line_of(self.words[start:].lstrip(BLANK))


def stretches(text: str) -> list[Stretch]:
    """The stretches of a text."""
    return [part for lines in _between_blanks(text) for part in _parts(lines)]


def line_of(words: str) -> Line:
    """Words as a line; at a form feed a page begins."""
    found: list[Inline] = []
    for number, part in enumerate(words.split("\f")):
        found += [PageBreak()] if number else []
        found += [part] if part else []
    return tuple(found)


def _between_blanks(text: str) -> Iterator[list[str]]:
    lines: list[str] = []
    for line in re.split(r"\r\n|\r|\n", text):
        if line.lstrip(BLANK).startswith("\f") and lines and _ENDED.search(lines[-1]):
            yield lines
            lines = []
        if line.strip(BLANK):
            lines.append(line.rstrip(BLANK))
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _parts(lines: list[str]) -> Iterator[Stretch]:
    """The lines together; each by itself where one is so long that it is a paragraph."""
    groups = [[line] for line in lines] if any(len(line) > _WRAPPED for line in lines) else [lines]
    for group in groups:
        first = group[0].lstrip(BLANK + "\f") if group[0].lstrip(BLANK).startswith("\f") else group[0]
        pages = (PageBreak(),) * (group[0].count("\f") - first.count("\f"))
        own = tuple(line for line in (first, *group[1:]) if line.strip(BLANK))
        if own:
            yield Stretch(own, pages)
