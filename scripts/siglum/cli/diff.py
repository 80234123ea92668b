"""The command `siglum diff`."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

from siglum import __version__, history, writing
from siglum.cli.parsing import Parser
from siglum.cli.terminal import say, write, write_utf8
from siglum.history import Side, report
from siglum.report.text import show


def arguments(parser: Parser) -> None:
    """What it takes."""
    parser.add("old", metavar="REV")
    parser.add("new", nargs="?", metavar="[REV]")
    parser.add("--reading", default="", metavar="ID", help="Compare this declared reading, not the text as it stands.")
    parser.add("--format", dest="format_", choices=("text", "json"), default="text", help="Of what is told.")
    parser.add("--output", metavar="FILE", help="Write it to a file, whole or not at all.")


def diff(old: str, new: str | None, reading: str, format_: str, output: str | None) -> None:
    """Say what changed in the text, word by word, and beside it in the markup, since a git revision.

    With a second revision: from the first to the second. Exit status 0: compared; 2: something could not be done.
    """
    with ExitStack() as stack:
        before = stack.enter_context(Side.at(Path(), old, "siglum diff"))
        now = stack.enter_context(Side.at(Path(), new, "siglum diff")) if new is not None else Side.now(Path())
        compared = history.compare(before, now, reading)
    if format_ == "json":
        _put(report.json(compared, __version__), output)
    elif output is None and sys.stdout is not None and sys.stdout.isatty():
        show(report.lines(compared))
    elif output is None:
        write(report.plain(report.lines(compared)))
    else:
        _put(report.plain(report.lines(compared)), output)
    for sentence in compared.failures:
        say(sentence)
    sys.exit(2 if compared.failures else 0)


def _put(shown: str, output: str | None) -> None:
    if output is None:
        write_utf8(shown)
    else:
        writing.write(Path(output), shown.encode("utf-8", "backslashreplace"))
