"""Prose: headings and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from siglum.importing.model import Block, Heading, Paragraph, Text, words
from siglum.importing.plain import headings
from siglum.importing.plain.stretches import Stretch

_ORNAMENT = re.compile(r"[\W_]+")
_BYLINE = re.compile(r"(?:by|von|par|di|por)\s+[^\W\d_].{1,60}", re.IGNORECASE)


def read(found: list[Stretch]) -> Text:
    """The headings and paragraphs of a text."""
    text = Text([], title=title(found))
    for number, stretch in enumerate(found):
        text.blocks += stretch.before
        text.blocks.append(front(found, number) or block(found, number))
    return text


def title(found: Sequence[Stretch]) -> str:
    """The title of a text, where it begins with one."""
    return found[0].words if headings.is_title(found) else ""


def parted(found: Sequence[Stretch]) -> list[Stretch]:
    """A text whose first stretch is a title and the line that says who wrote it, with these as two stretches."""
    first, *rest = found or [Stretch(())]
    if len(first.lines) != 2 or not rest or not _BYLINE.fullmatch(first.lines[1].strip()):
        return list(found)
    return [Stretch(first.lines[:1], first.before), Stretch(first.lines[1:]), *rest]


def front(found: Sequence[Stretch], number: int) -> Block | None:
    """The title, if a text begins with one, and the line that says who wrote it, if it follows."""
    if number > 1 or not headings.is_title(found):
        return None
    if number == 0:
        return Heading(0, found[0].line())
    line = found[1].line()
    is_byline = found[1].is_line and len(found) > 2 and _BYLINE.fullmatch(words(line))
    return Paragraph(line, "byline") if is_byline else None


def block(found: Sequence[Stretch], number: int) -> Block:
    """A stretch as a heading or a paragraph."""
    stretch = found[number]
    level = headings.level(found, number)
    if level is not None:
        return Heading(level, stretch.line())
    return Paragraph(stretch.line(), "ornament" if _ORNAMENT.fullmatch(stretch.words) else "")
