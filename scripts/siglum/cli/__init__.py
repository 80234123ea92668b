"""The command `siglum`: arguments in, exit status out. Each command is imported when it is called."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Any, NoReturn

from siglum import __version__
from siglum.cli.parsing import Help, Parser, rows_of
from siglum.cli.terminal import guarded, say
from siglum.failure import Failure, fault

COMMANDS: Mapping[str, str] = {
    "build": "Publish the edition of a folder, by default the current one; without a siglum.toml, all TEI in it.",
    "check": "Check files and folders, or the edition of the current folder.",
    "diff": "Say what changed in the text, word by word, and beside it in the markup, since a git revision.",
    "explain": "Say what a finding means, why it matters, and what to do; without a code, list all.",
    "format": "Lay out files, one block on each line; the text stays as it is.",
    "import": "Make a first TEI of a text in another format, held to its source.",
    "new": "Begin an edition in a folder: an example to replace, and all that checks and builds it.",
    "release": "Write a version into headers, CITATION.cff and change log, if no published id has gone.",
    "schema": "Make NAME.rng, NAME.rnc, NAME.sch and NAME.compiled.odd beside NAME.odd.",
    "serve": "Show the edition of the current folder in a browser, anew whenever a file changes.",
    "source": "Keep full sources of TEI, which schemas are made from.",
    "tag": "Propose names, dates, quotations and omissions to tag; nothing is tagged unasked.",
}
"""What each command does, in a line. Each is a module of this package, and in it a function of the same name, with a
line below it where Python has the word for itself, beside `arguments`, which says what it takes."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line, and end with its exit status; what could not be done, or said, is one sentence and a 2."""
    with guarded():
        try:
            _run(_given() if arguments is None else arguments)
        except Failure as failure:
            say(str(failure))
            sys.exit(2)
        except OSError:
            raise
        except Exception as error:  # noqa: BLE001 - the last word is a sentence
            say(fault("", error))
            sys.exit(2)
    sys.exit(0)


def parser(name: str) -> Parser:
    """What a command takes; the command is imported."""
    module, function = _command(name)
    made = Parser(f"siglum {name}", function.__doc__ or "")
    module.arguments(made)
    made.add("-h", "--help", action=Help, page=made.help, help="Show this message and exit.")
    return made


def _run(arguments: Sequence[str]) -> None:
    name, *rest = arguments or ["--help"]
    if name in COMMANDS:
        _, function = _command(name)
        function(**parser(name).parse(rest))
        return
    top = Parser("siglum", "Validate and publish a scholarly edition in TEI XML.")
    top.add(
        "--version", action=Help, page=lambda: f"siglum, version {__version__}\n", help="Show the version and exit."
    )
    top.add(
        "-h",
        "--help",
        action=Help,
        page=lambda: top.help(f"\nCommands:\n{rows_of(iter(COMMANDS.items()))}\n"),
        help="Show this message and exit.",
    )
    top.add("command", metavar="COMMAND …")
    top.parse([name])
    raise Failure(f"there is no command “{name}”{_near(name)} (siglum --help lists them)")


def _command(name: str) -> tuple[Any, Callable[..., None]]:
    """The module of a command, and the function in it."""
    called = f"{name}_" if iskeyword(name) else name
    module = import_module(f"siglum.cli.{called}")
    return module, getattr(module, called)


def _near(name: str) -> str:
    from siglum.edition.near import Near

    near = Near(COMMANDS).to(name)
    return f"; did you mean “{near}”?" if near else ""


def _given() -> list[str]:
    """The arguments. Windows leaves it to a program to find the files that a pattern (tei/*.xml) stands for."""
    if sys.platform != "win32":
        return sys.argv[1:]
    from glob import glob

    return [name for said in sys.argv[1:] for name in (sorted(glob(said)) or [said])]  # noqa: PTH207 - a pattern may be absolute
