"""Verse: lines that end before the margin, in stanzas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from siglum.importing.model import Block, Heading, Stanza, Text
from siglum.importing.plain import headings, prose
from siglum.importing.plain.stretches import BLANK, Stretch, line_of

_LONGEST = 75
_FEWEST = 4
"""Lines with less than which nothing is taken for verse."""
_MOST_STEPS = 5
_FREE = 0.35
"""The part of line ends that the margin did not force, from which on lines are verse. Wrapped prose has hardly any."""


def read(found: list[Stretch]) -> Text:
    """Title, headings, stanzas."""
    text, steps = Text([], title=prose.title(found)), _steps(found)
    for number, stretch in enumerate(found):
        text.blocks += stretch.before
        text.blocks.append(prose.front(found, number) or _block(found, number, steps))
    return text


def _block(found: Sequence[Stretch], number: int, steps: Mapping[int, int]) -> Block:
    level = headings.level(found, number)
    if level is not None:
        return Heading(level, found[number].line())
    lines = found[number].lines
    indents = tuple(steps.get(_indent(line), 0) for line in lines)
    return Stanza(tuple(line_of(line.strip(BLANK)) for line in lines), indents if any(indents) else ())


def _steps(found: Sequence[Stretch]) -> dict[int, int]:
    """How many steps each indentation is; none where there are so many that they are no steps."""
    widths = sorted({_indent(line) for stretch in found for line in stretch.lines})
    return {width: number for number, width in enumerate(widths)} if len(widths) <= _MOST_STEPS else {}


def _indent(line: str) -> int:
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


def is_one(found: Sequence[Stretch]) -> bool:
    """Whether nearly all stretches of several lines are verse, and there is little else."""
    several = [stretch.lines for stretch in found if not stretch.is_line]
    single = [stretch for stretch in found if stretch.is_line]
    return sum(map(len, several)) >= _FEWEST and len(single) <= 2 * len(several) + 1 and are_verse(several)


def are_verse(several: Sequence[Sequence[str]]) -> bool:
    """Whether groups of lines are verse: short, and most of them ended by nothing but themselves."""
    widest = max((len(line.rstrip()) for lines in several for line in lines), default=0)
    if not widest or widest > _LONGEST:
        return False
    ends = [(one, other) for lines in several for one, other in pairwise(lines)]
    free = sum(_is_free(one, other, widest) for one, other in ends)
    begins = sum(other.lstrip(" \t“‘„«\"'—–(").strip()[:1].isupper() for _, other in ends)
    return bool(ends) and free >= _FREE * len(ends) and (begins >= 0.7 * len(ends) or free >= 0.7 * len(ends))


def _is_free(line: str, following: str, widest: int) -> bool:
    """Whether the next word would have found room on a line."""
    return len(line.rstrip()) + 1 + len((following.split() or [""])[0]) <= widest
