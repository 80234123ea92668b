"""Letters: where and when they were written, the salutation, the close, the signature; the rest is prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from siglum.importing.model import Block, Break, Group, Heading, Inline, Line, Paragraph, Text
from siglum.importing.plain import headings, prose
from siglum.importing.plain.stretches import BLANK, Stretch, line_of
from siglum.tei import dates

_SALUTES = re.compile(
    r"(?:my |our )?(?:very )?(?:dear(?:est)?|beloved|honou?red)\b|dear sirs?|gentlemen|to whom it may concern|"
    r"(?:mein(?:e|er)? )?(?:sehr |hoch)?(?:liebe[rs]?|liebste[rs]?|geehrte[rs]?|verehrte[rs]?|teure[rs]?)\b|"
    r"(?:mon |ma |mes |bien )?(?:chers?|ch[èe]re?s?)\b|monsieur|madame|"
    r"(?:mio |mia )?(?:car[oaie]|carissim[oa]|egregi[oa]|gentile)\b|"
    r"(?:mi |muy )?(?:querid[oa]s?|estimad[oa]s?|distinguid[oa]s?)\b|(?:meu |minha )?(?:car[oa]|prezad[oa])\b|"
    r"(?:мо[йя] |мо[иё] )?(?:дорог|милы|мила|многоуважаем|глубокоуважаем|уважаем|любезн)\w*",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"(?:i am|i remain|believe me)\b.*\byours?\b|(?:ever |most |very )?(?:yours|sincerely|faithfully|affectionately)\b|"
    r"(?:with |all )?(?:much )?(?:love|my love|best wishes|kind regards|best regards|warm regards|respectfully)\b|"
    r"your (?:loving|affectionate|obedient|devoted|humble|faithful)\b|"
    r"(?:mit |viele |herzliche[nr]? |freundliche[nr]? |beste[nr]? |liebe[nr]? )+(?:gr(?:ü|ue)(?:ß|ss)|empfehlung)|"
    r"hochachtungsvoll|mit .{0,20}hochachtung|(?:herzlichst|in treue|in alter|stets|immer) ?(?:ihr|dein|euer)?\b|"
    r"(?:ihre?|deine?|eure?|euer) (?:sehr |ganz )?(?:ergeben|getreu|treu|alt|dankbar|lieb)\w*|"
    r"(?:bien |tout )?(?:à vous|à toi|cordialement|votre dévoué|amicalement|affectueusement)\b|"
    r"(?:cordiali|distinti|affettuosi) saluti|(?:un |muy )?(?:cordial(?:es)?|atentamente|afectuosa\w*)\b|"
    r"(?:искренне|с уважением|с приветом|преданн\w*|ваш|твой|твоя)\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"(?:P\.\s?){1,3}S\.|PS\b|N\.\s?B\.")
_OPENING, _SHORT = 5, 70


def read(found: list[Stretch]) -> Text:
    """The opening of a letter, its paragraphs, its close, what was added."""
    opening, end, signed = _salute(found), _close(found), _before_additions(found)
    start = opening + 1 if opening is not None else 0
    stop = end if end is not None else len(found)
    text = Text([], title=prose.title(found) if _has_title(found) else "")
    text.blocks += [block for stretch in found[:start] for block in stretch.before]
    if start:
        text.blocks += _opened(found[:start])
    for number in range(start, stop):
        text.blocks += found[number].before
        text.blocks.append(prose.block(found, number))
    text.blocks += [block for stretch in found[stop:] for block in stretch.before]
    if end is not None:
        text.blocks.append(Group("closer", tuple(_closing(found[end:signed]))))
        text.blocks += _added(found[signed:])
    return text


def is_one(found: Sequence[Stretch]) -> bool:
    """Whether there is a salutation near the beginning, and a place and date before it, or a close."""
    salute = _salute(found)
    dated = salute is not None and any(_is_dateline(line) for stretch in found[: salute + 1] for line in stretch.lines)
    return salute is not None and (dated or _close(found) is not None)


def _salute(found: Sequence[Stretch]) -> int | None:
    """The number of the stretch that ends with the salutation."""
    for number, stretch in enumerate(found[:_OPENING]):
        if _is_salute(stretch.lines[-1]) and all(len(line.strip()) <= _SHORT for line in stretch.lines):
            return number
        if not all(len(line.strip()) <= _SHORT for line in stretch.lines):
            return None
    return None


def _is_salute(line: str) -> bool:
    words = line.strip()
    return len(words) <= _SHORT and words.endswith((",", "!", ":", "—", "–")) and bool(_SALUTES.match(words))


def _is_dateline(line: str) -> bool:
    """Whether a short line names a day or a month with its year, and no sentence."""
    words = line.strip()
    return len(words) <= _SHORT and len(words.split()) <= 9 and any(said.month for said in dates.said(words))


def _close(found: Sequence[Stretch]) -> int | None:
    """The number of the stretch with which the close begins: one of the last, short, and with such words."""
    last = _before_additions(found)
    for number in range(max(last - 4, 1), last):
        stretch = found[number]
        is_short = all(len(line.strip()) <= _SHORT for s in found[number:last] for line in s.lines)
        if is_short and _CLOSES.match(stretch.lines[0].strip()) and len(stretch.lines) <= 4:
            return number
    return None


def _before_additions(found: Sequence[Stretch]) -> int:
    """The number of the first stretch after the close: a postscript, else the end."""
    return next((n for n, stretch in enumerate(found) if n and _LATER.match(stretch.words)), len(found))


def _has_title(found: Sequence[Stretch]) -> bool:
    return headings.is_title(found) and not _is_dateline(found[0].words) and not _is_salute(found[0].words)


def _opened(found: Sequence[Stretch]) -> list[Block]:
    """What stands before the letter itself: its title, where it has one, and the opener."""
    titled = int(_has_title(found) and len(found) > 1)
    blocks: list[Block] = [Heading(0, found[0].line())] if titled else []
    inner: list[Block] = []
    for stretch in found[titled:]:
        lines = stretch.lines
        if stretch is found[-1]:
            lines, salute = lines[:-1], lines[-1]
        if lines:
            kind = "dateline" if any(map(_is_dateline, lines)) else ""
            inner.append(Paragraph(_broken(lines), kind or "opening"))
    inner.append(Paragraph(line_of(salute.strip(BLANK)), "salute"))
    return [*blocks, Group("opener", tuple(inner))]


def _closing(found: Sequence[Stretch]) -> list[Block]:
    """The words of the close, and the signature that follows them."""
    lines = [line.strip(BLANK) for stretch in found for line in stretch.lines]
    end = next((number for number, line in enumerate(lines) if number and not _CLOSES.match(line)), len(lines))
    made: list[Block] = [Paragraph(_broken(lines[:end]), "salute")]
    for is_date, group in groupby(lines[end:], _is_dateline):
        made.append(Paragraph(_broken(list(group)), "dateline" if is_date else "signed"))
    return made


def _added(found: Sequence[Stretch]) -> list[Block]:
    """The postscript."""
    paragraphs = tuple(Paragraph(stretch.line()) for stretch in found)
    return [Group("postscript", paragraphs)] if paragraphs else []


def _broken(lines: Sequence[str]) -> Line:
    """Lines that stay lines."""
    made: list[Inline] = []
    for number, line in enumerate(lines):
        made += [Break()] if number else []
        made += line_of(line.strip(BLANK))
    return tuple(made)
