"""Plays: speakers in capitals, what they say, stage directions in brackets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from siglum.importing.model import Block, Inline, Line, Paragraph, Span, Speech, Stanza, Text
from siglum.importing.plain import headings, prose, verse
from siglum.importing.plain.stretches import BLANK, Stretch, line_of

_NAME = r"[^\W\d_a-zà-öø-ÿа-я][^a-zà-öø-ÿа-я.:()\[\]!?\"“”]{0,39}"
_DIRECTION = r"(?:[ \t]*(?:\([^()]{1,200}\)|\[[^\[\]]{1,200}\]))?"
_SPEAKER = re.compile(rf"(?P<name>{_NAME})(?P<direction>{_DIRECTION})(?P<sign>[.:])(?=[ \t]|$)")
_ALONE = re.compile(rf"(?P<name>{_NAME})(?P<direction>{_DIRECTION})")
_NAMED = re.compile(r"(?P<name>[^\W\d_][^.:()\[\]!?\"“”,;]{0,29})(?P<direction>)(?P<sign>[.:])(?=[ \t]|$)")
"""A speaker who is not in capitals: looked for only where somebody says that the text is a play."""
_STAGE = re.compile(
    r"\((?:[^()]|\([^()]*\))*\)\.?|\[[^\[\]]*\]\.?|_[^_]+_|\[(?:enter|re-enter|exit|exeunt)\b[^\[\]]*",
    re.DOTALL | re.IGNORECASE,
)
_MOVES = re.compile(r"(?:enter|re-enter|exit|exeunt|curtain|vorhang|ab|tritt auf|rideau|sipario)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\[[^\[\]]{1,300}\]|^\([^()]{1,300}\)(?=[ \t])")
"""A direction among the words of a speech: in square brackets, or in round ones where the speech begins."""
_FEWEST, _MOST_WORDS = 3, 4


def is_one(found: Sequence[Stretch]) -> bool:
    """Whether at least three stretches, and a third of all, are speeches, and a speaker comes back."""
    names = Counter(match["name"].strip() for stretch in found if (match := _speaker(stretch)))
    speeches = names.total()
    return speeches >= _FEWEST and len(names) >= 2 and max(names.values()) >= 2 and speeches * 3 >= len(found)


def read(found: list[Stretch]) -> Text:
    """Title, acts and scenes, speeches, directions."""
    capitals = is_one(found)
    several = [s.lines[_first(s) :] for s in found if _speaker(s, capitals) and len(s.lines) > 2]
    in_verse = verse.are_verse(several) and sum(map(len, several)) >= _FEWEST
    text = Text([], title=prose.title(found) if found and not _speaker(found[0], capitals) else "")
    for number, stretch in enumerate(found):
        text.blocks += stretch.before
        text.blocks.append(_block(found, number, capitals, in_verse))
    return text


def _speaker(stretch: Stretch, capitals: bool = True) -> re.Match[str] | None:
    """The speaker with whom a stretch begins: a name before a full stop or colon, or alone on a line."""
    first = stretch.lines[0].strip(BLANK)
    found = _SPEAKER.match(first) or (None if capitals else _NAMED.match(first))
    if found is None and not stretch.is_line:
        found = _ALONE.fullmatch(first)
    if found is None or len(found["name"].split()) > _MOST_WORDS or headings.NAMED.match(first):
        return None
    return found if sum(map(str.isalpha, found["name"])) > 1 else None


def _first(stretch: Stretch) -> int:
    """The number of the first whole line of a speech."""
    match = _speaker(stretch, False)
    return 1 if match else 0


def _block(found: Sequence[Stretch], number: int, capitals: bool, in_verse: bool) -> Block:
    stretch = found[number]
    match = _speaker(stretch, capitals)
    if match:
        return _speech(stretch, match, in_verse)
    front = prose.front(found, number)
    if front:
        return front
    moves = stretch.is_line and len(stretch.words) <= 100 and _MOVES.match(stretch.words)
    if _STAGE.fullmatch(stretch.words) or moves:
        return Paragraph(stretch.line(), "stage")
    return prose.block(found, number)


def _speech(stretch: Stretch, match: re.Match[str], in_verse: bool) -> Speech:
    first = stretch.lines[0].strip(BLANK)
    name, direction = match["name"].rstrip(BLANK), match["direction"].strip(BLANK)
    sign = match.groupdict().get("sign") or ""
    speaker: Line = (f"{name}{sign}",) if not direction else (name,)
    blocks: list[Block] = [Paragraph((direction + sign,), "stage")] if direction else []
    lines = (first[match.end() :], *stretch.lines[1:])
    rest = [words for line in lines if (words := line.strip(BLANK))]
    return Speech(speaker, (*blocks, *_said(rest, in_verse)))


def _said(lines: Sequence[str], in_verse: bool) -> Iterator[Block]:
    """What is said: directions that stand by themselves, lines of verse, or a paragraph."""
    if lines and _STAGE.fullmatch(lines[0]):
        yield Paragraph(line_of(lines[0]), "stage")
        lines = lines[1:]
    last = lines[-1:] if len(lines) > 1 and _STAGE.fullmatch(lines[-1]) else []
    lines = lines[: len(lines) - len(last)]
    if in_verse and lines:
        yield Stanza(tuple(_directed(line) for line in lines))
    elif lines:
        yield Paragraph(_directed(" ".join(lines)))
    for line in last:
        yield Paragraph(line_of(line), "stage")


def _directed(words: str) -> Line:
    """Words with the directions among them that stand in square brackets."""
    made: list[Inline] = []
    at = 0
    for match in _BRACKETED.finditer(words):
        made += [*line_of(words[at : match.start()]), Span("stage", line_of(match[0]))]
        at = match.end()
    return (*made, *line_of(words[at:]))
