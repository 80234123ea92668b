"""Findings as text: the sentence, the place with its line, what to do.

    error[dangling-pointer]: @ref points to “person:yakir”, and the register of persons has no such entry
      --> tei/essay.xml:142:23
        |
    142 |   <persName ref="person:yakir">Iakir</persName>
        |                  ^^^^^^^^^^^^ no entry with xml:id “yakir”
        |
      = help: write “person:iakir” (Iona Iakir)
      = explained by: siglum explain dangling-pointer

The page is named once for each code. Findings of one code that say the same are one, with the other places beside it.
Of findings with the same code the first are shown, the others counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from siglum.paths import written
from siglum.report import Checked

if TYPE_CHECKING:
    from siglum.diagnostic import Diagnostic, Related

WIDTH = 100
Line = tuple[tuple[str, str], ...]
"""Segments of (style, text); styles are those of rich, "" for none."""

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_HELP_SHOWN = 3
_RELATED_SHOWN = 4
_SAME_SHOWN = 8
_ALIKE_SHOWN = 50


def render(checked: Checked) -> str:
    """The findings as plain text, each with the line it stands in."""
    return plain(lines(checked))


def plain(shown: Iterable[Line]) -> str:
    """Lines without colour."""
    return "".join("".join(text for _, text in line) + "\n" for line in shown)


def show(shown: Iterable[Sequence[tuple[str, str]]]) -> None:
    """Lines in colour, on a terminal."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for line in shown:
        console.print(Text.assemble(*((text, style) for style, text in line)))


def lines(checked: Checked) -> list[Line]:
    """All findings, an empty line after each; of those with the same code only the first ones, then how many more."""
    counts: Counter[str] = Counter()
    found: list[Line] = []
    for finding, others in _grouped(checked.findings):
        counts[finding.code] += 1
        if counts[finding.code] <= _ALIKE_SHOWN:
            found += _finding(finding, checked)
            margin = " " * len(str(finding.span.start.line))
            found += _others(others, margin)
            if counts[finding.code] == 1:
                page = f": siglum explain {finding.code}"
                found.append((("blue", f"{margin} = "), ("bold", "explained by"), ("", page)))
            found.append(())
    for code, count in counts.items():
        if count > _ALIKE_SHOWN:
            more = f": {count - _ALIKE_SHOWN:,} more like these; --format json lists all of them"
            found += [(("bold", code), ("", more)), ()]
    return found


def brief(checked: Checked) -> list[Line]:
    """Each finding on one line: where, how grave, what."""
    return [
        (
            ("", f"{_place(finding)}: "),
            (_STYLES[finding.severity], f"{finding.severity}[{finding.code}]"),
            ("", f": {_printable(finding.message)}"),
        )
        for finding in checked.findings
    ]


def statistics(checked: Checked) -> list[Line]:
    """How often each code was found, the most frequent first, and for how many there is a repair."""
    counted = Counter((finding.severity, finding.code) for finding in checked.findings)
    width = max((len(code) for _, code in counted), default=0)
    return [
        (
            ("bold", f"{count:>7,}  "),
            (_STYLES[severity], f"{severity:<7}"),
            ("", f"  {f'{code:<{width}}{_repairs(checked.findings, severity, code)}'.rstrip()}"),
        )
        for (severity, code), count in sorted(counted.items(), key=lambda entry: (-entry[1], entry[0][1]))
    ]


def _repairs(findings: Sequence[Diagnostic], severity: str, code: str) -> str:
    fixes = [f.fix for f in findings if f.fix and (f.severity, f.code) == (severity, code)]
    safe = sum(fix.safe for fix in fixes)
    return f"  {_count(len(fixes), 'repair')}{f', {safe:,} safe' if safe else ''}" if fixes else ""


def _grouped(findings: Sequence[Diagnostic]) -> Iterator[tuple[Diagnostic, Sequence[Diagnostic]]]:
    """Each finding with those of its code that say the same, where the first of them stands."""
    groups: dict[object, list[Diagnostic]] = {}
    for finding in findings:
        said = (finding.severity, finding.code, finding.message, finding.help, finding.note)
        groups.setdefault(said, []).append(finding)
    for same in groups.values():
        yield same[0], same[1:]


def _others(others: Sequence[Diagnostic], margin: str) -> Iterator[Line]:
    if others:
        more = len(others) - _SAME_SHOWN
        places = ", ".join(map(_place, others[:_SAME_SHOWN])) + (f" and {more:,} more" if more > 0 else "")
        yield (("blue", f"{margin} = "), ("bold", "also"), ("", f": {places}"))


def _place(finding: Diagnostic) -> str:
    start = finding.span.start
    return f"{written(finding.path)}:{start.line}:{start.column}"


def summary(findings: Sequence[Diagnostic], files: int) -> str:
    """How many files were checked and what was found, in one line."""
    return f"{_count(files, 'file')} checked: {counts(findings)}"


def counts(findings: Sequence[Diagnostic]) -> str:
    """How many findings there are of each severity: “2 errors, 1 warning”, or “nothing found”."""
    if not findings:
        return "nothing found"
    from siglum.diagnostic import SEVERITIES

    found = [(sum(f.severity == severity for f in findings), severity) for severity in SEVERITIES]
    return ", ".join(_count(count, severity) for count, severity in found if count)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _finding(finding: Diagnostic, checked: Checked) -> list[Line]:
    style = _STYLES[finding.severity]
    start = finding.span.start
    margin = " " * len(str(start.line))
    found: list[Line] = [
        ((style, f"{finding.severity}[{finding.code}]"), ("bold", f": {_printable(finding.message)}")),
        (("blue", f"{margin}--> "), ("", _place(finding))),
    ]
    source = checked.line(finding.path, start.line)
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
        found.append((("blue", f"{margin} = "), ("bold", "see"), ("", f": {_printable(finding.see)}")))
    return found


def _excerpt(finding: Diagnostic, source: str, margin: str) -> list[Line]:
    start, end = finding.span.start, finding.span.end
    first = start.column - 1
    last = end.column - 1 if end.line == start.line else len(source)
    before, fault, after = _window(source, first, max(last, first + 1))
    carets = " " * _cells(before) + "^" * max(_cells(fault), 1)
    style = _STYLES[finding.severity]
    return [
        (("blue", f"{margin} |"),),
        (("blue", f"{start.line} |"), ("", f" {before}"), ("underline", fault), ("", after)),
        (("blue", f"{margin} |"), (style, f" {carets}{' ' + _printable(finding.label) if finding.label else ''}")),
        (("blue", f"{margin} |"),),
    ]


def _window(source: str, first: int, last: int) -> tuple[str, str, str]:
    """The part of a long line around a fault, in what can be printed: what comes before it, the fault, what follows."""
    last = min(last, first + WIDTH - 20)
    begin, end = 0, len(source)
    if end > WIDTH:
        begin = max(0, min(first - (WIDTH - (last - first)) // 2, end - WIDTH))
        end = min(len(source), begin + WIDTH)
    before, fault, after = (_printable(source[a:b]) for a, b in ((begin, first), (first, last), (last, end)))
    return ("…" if begin else "") + before, fault, after + ("…" if end < len(source) else "")


def _related(related: Related, margin: str) -> Line:
    start = related.span.start
    place = f" ({written(related.path)}:{start.line}:{start.column})"
    return (("blue", f"{margin} = "), ("bold", "where"), ("", f": {_printable(related.message)}{place}"))


def _printable(text: str) -> str:
    """One line that cannot steer a terminal: a tab becomes a space, a control character a dot."""
    return "".join(c if c.isprintable() or c in "\u00a0\u202f" else " " if c in "\t\r\n" else "·" for c in text)


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
