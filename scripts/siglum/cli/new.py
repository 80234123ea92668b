"""The command `siglum new`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from shlex import quote

import click

from siglum import start
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


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--title", metavar="TEXT", help="Of the edition; by default the name of the folder.")
@click.option("--author", metavar="TEXT", help="Of the text that is edited; by default nobody is named.")
@click.option("--editor", metavar="TEXT", help="Who answers for the edition; “the editors” by default.")
@click.option("--language", metavar="TAG", help="Of the text, as a tag of BCP 47; “en” by default.")
@click.option(
    "--licence", type=click.Choice(tuple(LICENCES), case_sensitive=False),
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
    click.echo(f"{where}/: an edition of {count} files; next: cd {quote(where)}; siglum check; siglum build", err=True)


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

    def used(answer: str) -> str:
        try:
            return check(answer)
        except Failure as failure:
            raise click.BadParameter(str(failure)) from None

    shown = bool(default)
    return str(click.prompt(_QUESTIONS[name], default=default, value_proc=used, err=True, show_default=shown))


def _licence(answer: str) -> str:
    """A licence by its identifier, in whatever letters. Raises Failure."""
    known = {name.lower(): name for name in LICENCES}
    if answer.lower() not in known:
        raise Failure(f"“{answer}” is none of {', '.join(LICENCES)}")
    return known[answer.lower()]
