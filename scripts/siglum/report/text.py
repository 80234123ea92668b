"""Findings as text: the sentence, the place with its line, what to do.

    error[dangling-pointer]: @ref points to “person:yakir”, and the register of persons has no such entry
      --> tei/essay.xml:142:23
        |
    142 |   <persName ref="person:yakir">Iakir</persName>
        |                  ^^^^^^^^^^^^ no entry with xml:id “yakir”
        |
      = help: write “person:iakir” (Iona Iakir)
      = explained by: siglum explain dangling-pointer

The page is named once for each code. Of findings with the same code the first are shown, the others counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from siglum.diagnostic import SEVERITIES, Diagnostic, Related

WIDTH = 100
Line = tuple[tuple[str, str], ...]
"""Segments of (style, text); styles are those of rich, "" for none."""

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_HELP_SHOWN = 3
_RELATED_SHOWN = 4
_ALIKE_SHOWN = 50


def render(findings: Sequence[Diagnostic], line_of: Callable[[str, int], str]) -> str:
    """The findings as plain text; `line_of(path, number)` gives a line of a file, or "" where it cannot."""
    return "".join("".join(text for _, text in line) + "\n" for line in lines(findings, line_of))


def show(findings: Sequence[Diagnostic], line_of: Callable[[str, int], str]) -> None:
    """The findings in colour, on a terminal."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for line in lines(findings, line_of):
        console.print(Text.assemble(*((text, style) for style, text in line)))


def lines(findings: Sequence[Diagnostic], line_of: Callable[[str, int], str]) -> list[Line]:
    """All findings, an empty line after each; of those with the same code only the first ones, then how many more."""
    counts: Counter[str] = Counter()
    found: list[Line] = []
    for finding in findings:
        counts[finding.code] += 1
        if counts[finding.code] <= _ALIKE_SHOWN:
            found += _finding(finding, line_of)
            if counts[finding.code] == 1:
                margin = " " * len(str(finding.span.start.line))
                page = f": siglum explain {finding.code}"
                found.append((("blue", f"{margin} = "), ("bold", "explained by"), ("", page)))
            found.append(())
    for code, count in counts.items():
        if count > _ALIKE_SHOWN:
            more = f": {count - _ALIKE_SHOWN:,} more like these; --format json lists all of them"
            found += [(("bold", code), ("", more)), ()]
    return found


def summary(findings: Sequence[Diagnostic], files: int) -> str:
    """How many files were checked and what was found, in one line."""
    return f"{_count(files, 'file')} checked: {counts(findings)}"


def counts(findings: Sequence[Diagnostic]) -> str:
    """How many findings there are of each severity: “2 errors, 1 warning”, or “nothing found”."""
    found = [(sum(f.severity == severity for f in findings), severity) for severity in SEVERITIES]
    return ", ".join(_count(count, severity) for count, severity in found if count) or "nothing found"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _finding(finding: Diagnostic, line_of: Callable[[str, int], str]) -> list[Line]:
    style = _STYLES[finding.severity]
    start = finding.span.start
    margin = " " * len(str(start.line))
    found: list[Line] = [
        ((style, f"{finding.severity}[{finding.code}]"), ("bold", f": {_printable(finding.message)}")),
        (("blue", f"{margin}--> "), ("", f"{finding.path}:{start.line}:{start.column}")),
    ]
    source = line_of(finding.path, start.line)
    if source.strip():
        found += _excerpt(finding, source, margin)
    for text in finding.help[:_HELP_SHOWN]:
        found.append((("blue", f"{margin} = "), ("bold", "help"), ("", f": {_printable(text)}")))
    if finding.note:
        found.append((("blue", f"{margin} = "), ("bold", "note"), ("", f": {_printable(finding.note)}")))
    found += [_related(related, margin) for related in finding.related[:_RELATED_SHOWN]]
    if (more := len(finding.related) - _RELATED_SHOWN) > 0:
        found.append((("blue", f"{margin} = "), ("bold", "where"), ("", f": and in {_count(more, 'other place')}")))
    if finding.see:
        found.append((("blue", f"{margin} = "), ("bold", "see"), ("", f": {finding.see}")))
    return found


def _excerpt(finding: Diagnostic, source: str, margin: str) -> list[Line]:
    start, end = finding.span.start, finding.span.end
    first = start.column - 1
    last = end.column - 1 if end.line == start.line else len(source)
    shown, lead, length = _window(source, first, max(last, first + 1))
    carets = " " * lead + "^" * max(length, 1)
    style = _STYLES[finding.severity]
    return [
        (("blue", f"{margin} |"),),
        (("blue", f"{start.line} |"), ("", f" {shown}")),
        (("blue", f"{margin} |"), (style, f" {carets}{' ' + _printable(finding.label) if finding.label else ''}")),
        (("blue", f"{margin} |"),),
    ]


def _window(source: str, first: int, last: int) -> tuple[str, int, int]:
    """The part of a long line around a fault, and where the fault stands in it, in terminal cells."""
    last = min(last, first + WIDTH - 20)
    begin, end = 0, len(source)
    if end > WIDTH:
        begin = max(0, min(first - (WIDTH - (last - first)) // 2, end - WIDTH))
        end = min(len(source), begin + WIDTH)
    before, fault, after = (_printable(source[a:b]) for a, b in ((begin, first), (first, last), (last, end)))
    before = ("…" if begin else "") + before
    after += "…" if end < len(source) else ""
    return before + fault + after, _cells(before), _cells(fault)


def _related(related: Related, margin: str) -> Line:
    start = related.span.start
    place = f" ({related.path}:{start.line}:{start.column})"
    return (("blue", f"{margin} = "), ("bold", "where"), ("", f": {_printable(related.message)}{place}"))


def _printable(text: str) -> str:
    """One line that cannot steer a terminal: a tab becomes a space, a control character a dot."""
    return "".join(c if c.isprintable() or c in "\u00a0\u202f" else " " if c in "\t\r\n" else "·" for c in text)


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
