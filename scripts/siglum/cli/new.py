"""The command `siglum new`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from shlex import quote

from siglum import start
from siglum.cli.parsing import Parser
from siglum.cli.terminal import say, tell
from siglum.failure import Failure
from siglum.start.particulars import LICENCES, Particulars, line, tongue

_QUESTIONS = {
    "title": "title of the edition",
    "author": "author of the text (Enter for none)",
    "editor": "editor, who answers for the edition",
    "language": "language of the text, as a tag: de, la, ru-Latn …",
    "licence": f"licence of markup, registers and notes: {', '.join(LICENCES)}",
}
_DEFAULTS = {"author": "", "editor": "the editors", "language": "en", "licence": "CC-BY-4.0"}


def arguments(parser: Parser) -> None:
    """What it takes."""
    parser.add("folder", type=Path, metavar="DIR")
    parser.add("--title", metavar="TEXT", help="Of the edition; by default the name of the folder.")
    parser.add("--author", metavar="TEXT", help="Of the text that is edited; by default nobody is named.")
    parser.add("--editor", metavar="TEXT", help="Who answers for the edition; “the editors” by default.")
    parser.add("--language", metavar="TAG", help="Of the text, as a tag of BCP 47; “en” by default.")
    parser.add(
        "--licence", type=_licence, choices=tuple(LICENCES),
        help="Of markup, registers and notes; CC-BY-4.0 by default.",
    )  # fmt: skip


def new(folder: Path, **given: str | None) -> None:
    """Begin an edition in a folder: an example to replace, and all that checks and builds it.

    On a terminal, what no option says is asked for. The folder is new, or empty; nothing is overwritten.
    Exit status 0: done; 2: the folder cannot be made, or an option says what cannot be.
    """
    start.refuse_occupied(folder)
    asked = _ask if _at_terminal() else _take
    said = {}
    for name, default in {"title": folder.absolute().name, **_DEFAULTS}.items():
        value = given[name]
        said[name] = asked(name, default) if value is None else value
    licence = LICENCES[said.pop("licence")]
    count = start.create(folder, Particulars(**said, licence=licence))
    where = folder.as_posix()
    tell(f"{where}/: an edition of {count} files; next: cd {quote(where)}; siglum check; siglum build")


def _at_terminal() -> bool:
    """Whether there is somebody to ask."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _take(name: str, default: str) -> str:
    """Without a terminal nobody is asked."""
    return default


def _ask(name: str, default: str) -> str:
    """Ask at the terminal, again and again until the answer can be used."""
    checks: dict[str, Callable[[str], str]] = {"language": tongue, "licence": _licence}
    check = checks.get(name, partial(line, name))

    while True:
        tell(f"{_QUESTIONS[name]}{f' [{default}]' if default else ''}: ", end="")
        try:
            return check(input() or default)
        except Failure as failure:
            say(str(failure))
        except EOFError:
            raise Failure("no more answers come, and nothing was made: say the rest with options") from None


def _licence(answer: str) -> str:
    """A licence by its identifier, in whatever letters. Raises Failure."""
    known = {name.lower(): name for name in LICENCES}
    if answer.lower() not in known:
        raise Failure(f"“{answer}” is none of {', '.join(LICENCES)}")
    return known[answer.lower()]
