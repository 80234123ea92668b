"""Findings as one page of HTML that stands alone, with the source beside them. Every text is escaped."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from html import escape
from itertools import groupby, pairwise
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

from siglum.diagnostic import SEVERITIES, Diagnostic, Related
from siglum.paths import written
from siglum.report import Checked, text

_LINES_AROUND = 2
_CHARACTERS_AROUND = 200
_MOST_MARKED = 500
Numbered = tuple[int, Diagnostic]
"""A finding, and its number on the page, from 1."""


def render(checked: Checked) -> str:
    """The page."""
    style = (Path(__file__).parent / "html.css").read_text("utf-8")
    said = text.summary(checked.findings, checked.files)
    body = "".join((_contents(checked), *_files(checked), _codes(checked)))
    failures = "".join(f'<p class="failure">{_shown(sentence)}</p>' for sentence in checked.failures)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(said)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<header><h1>What siglum has found</h1><p>{escape(said)}</p>{failures}</header>\n"
        f"<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _contents(checked: Checked) -> str:
    """The files with what was found in them, where there are several."""
    paths = dict.fromkeys(finding.path for finding in checked.findings)
    if len(paths) < 2:
        return ""
    lines = []
    for number, path in enumerate(paths, 1):
        counts = text.counts([finding for finding in checked.findings if finding.path == path])
        lines.append(f'<li><a href="#file-{number}">{_shown(path)}</a> {escape(counts)}</li>\n')
    return f'<nav aria-label="Files"><ul>\n{"".join(lines)}</ul></nav>\n'


def _files(checked: Checked) -> Iterator[str]:
    numbered = enumerate(checked.findings, 1)
    for number, (path, group) in enumerate(groupby(numbered, key=lambda pair: pair[1].path), 1):
        yield f'<section aria-labelledby="file-{number}">\n<h2 id="file-{number}">{_shown(path)}</h2>\n'
        for excerpt in _excerpts(list(group)):
            source = _source(excerpt, path, checked)
            said = "".join(_finding(pair) for pair in excerpt.findings)
            yield f'<div class="excerpt">\n{source}<div class="findings">\n{said}</div>\n</div>\n'
        yield "</section>\n"


@dataclass(slots=True)
class _Excerpt:
    """Some lines of a file (from, to, inclusive), and what was found in them."""

    first: int
    last: int
    findings: list[Numbered]


def _excerpts(findings: Sequence[Numbered]) -> Iterator[_Excerpt]:
    """The findings of a file, those together whose surroundings meet."""
    held: _Excerpt | None = None
    for pair in findings:
        line = pair[1].span.start.line
        first, last = max(1, line - _LINES_AROUND), line + _LINES_AROUND
        if held is not None and first <= held.last + 1:
            held.last = max(held.last, last)
            held.findings.append(pair)
            continue
        if held is not None:
            yield held
        held = _Excerpt(first, last, [pair])
    if held is not None:
        yield held


def _source(excerpt: _Excerpt, path: str, checked: Checked) -> str:
    numbers = range(excerpt.first, excerpt.last + 1)
    lines = [(number, checked.line(path, number)) for number in numbers]
    while lines and not lines[-1][1].strip():
        lines.pop()
    if not lines:
        return ""
    by_line: dict[int, list[Numbered]] = {}
    for pair in excerpt.findings:
        by_line.setdefault(pair[1].span.start.line, []).append(pair)
    shown = "".join(
        f'<span class="line"><span class="number">{number}</span>{_line(line, by_line.get(number, ()))}\n</span>'
        for number, line in lines
    )
    label = f"Lines {lines[0][0]} to {lines[-1][0]} of {written(path)}"
    return f'<pre class="source" tabindex="0" role="group" aria-label="{escape(label)}"><code>{shown}</code></pre>\n'


def _line(line: str, findings: Sequence[Numbered]) -> str:
    """A line, in it what was found marked and led to the finding; of a long one what stands around that."""
    marks = sorted(_mark(pair, line) for pair in findings)
    around = [(max(0, m.start - _CHARACTERS_AROUND), m.end + _CHARACTERS_AROUND) for m in marks] or [(0, 200)]
    kept = [(start, min(end, len(line))) for start, end in around]
    edges = sorted({0, len(line)}.union(*((m.start, m.end) for m in marks), *kept))
    waiting, near, reach = deque(marks), deque(kept), 0
    here: list[tuple[int, int, _Mark]] = []
    pieces: list[str] = []
    for start, end in pairwise(edges):
        while near and near[0][0] <= start:
            reach = max(reach, near.popleft()[1])
        while waiting and waiting[0].start <= start:
            mark = waiting.popleft()
            heappush(here, (SEVERITIES.index(mark.severity), mark.number, mark))
        while here and here[0][2].end < end:
            heappop(here)
        piece = _shown(line[start:end]) if end <= reach else "…"
        pieces.append(_marked(piece, here[0][2]) if here else piece)
    return "".join(pieces)


class _Mark(NamedTuple):
    """From which to which character of a line a finding reaches."""

    start: int
    end: int
    number: int
    severity: str


def _mark(pair: Numbered, line: str) -> _Mark:
    """At least one character, where there is one."""
    number, finding = pair
    start, end = finding.span.start, finding.span.end
    first = min(start.column - 1, max(len(line) - 1, 0))
    last = end.column - 1 if end.line == start.line else len(line)
    return _Mark(first, min(max(last, first + 1), first + _MOST_MARKED, len(line)), number, finding.severity)


def _marked(piece: str, mark: _Mark) -> str:
    return f'<a class="{mark.severity}" href="#finding-{mark.number}"><mark>{piece}</mark></a>'


def _finding(pair: Numbered) -> str:
    number, finding = pair
    start = finding.span.start
    notes = [f"<p><b>help</b> {_shown(said)}</p>" for said in finding.help]
    if finding.fix:
        notes.append(f"<p><b>repair</b> {_shown(finding.fix.title)}{' (safe)' if finding.fix.safe else ''}</p>")
    notes += [f"<p><b>note</b> {_shown(said)}</p>" for said in (finding.note, finding.see) if said]
    if finding.related:
        notes.append(f"<ul>{''.join(map(_related, finding.related))}</ul>")
    return (
        f'<article id="finding-{number}" class="{finding.severity}">'
        f"<h3>{_shown(finding.message)}</h3>"
        f'<p class="place">{finding.severity} <a href="#code-{escape(finding.code)}">{escape(finding.code)}</a>'
        f", line {start.line}, column {start.column}</p>{''.join(notes)}</article>\n"
    )


def _related(related: Related) -> str:
    start = related.span.start
    return f"<li>{_shown(related.message)}: {_shown(related.path)}:{start.line}:{start.column}</li>"


def _codes(checked: Checked) -> str:
    """What each code means that was found."""
    shown = []
    for code in sorted({finding.code for finding in checked.findings}):
        page = checked.page(code) or "There is no page."
        shown.append(f'<h3 id="code-{escape(code)}">{escape(code)}</h3>\n<div class="page">{_prose(page)}</div>\n')
    return f"<section>\n<h2>What the codes mean</h2>\n{''.join(shown)}</section>\n" if shown else ""


def _prose(page: str) -> str:
    """A page as paragraphs and examples: these are indented."""
    blocks = filter(None, (block.strip("\n") for block in re.split(r"\n\s*\n", page)))
    return "".join(_example(block) if block.startswith("    ") else _paragraph(block) for block in blocks)


def _example(block: str) -> str:
    return f'<pre tabindex="0">{escape(dedent(block))}</pre>'


def _paragraph(block: str) -> str:
    text = escape(" ".join(block.split()))
    coded = re.sub(r"`([^`]+)`", r"<code>\1</code>", text)
    return f"<p>{coded}</p>"


def _shown(words: str) -> str:
    """What can be shown of a text, escaped: a control character as its number, as in the other reports."""
    return escape("\t".join(map(written, words.split("\t"))))
