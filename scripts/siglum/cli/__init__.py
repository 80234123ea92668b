"""The command `siglum`: arguments in, exit status out. Each command is imported when it is called."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from siglum import __version__
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
    "schema": "Make NAME.rng, NAME.rnc, NAME.sch and NAME.compiled.odd beside NAME.odd.",
    "serve": "Show the edition of the current folder in a browser, anew whenever a file changes.",
    "source": "Keep full sources of TEI, which schemas are made from.",
    "tag": "Propose names, dates, quotations and omissions to tag; nothing is tagged unasked.",
}
"""What each command does, in a line. Each is a module of this package, and a function in it of the same name; with a
line below it, where Python has the word for itself."""


class Commands(click.Group):
    """The commands by name; what could not be done is said in one sentence, with exit status 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, as the help lists them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(f"siglum.cli.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help, for which none is imported."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line; what becomes of its output is said."""
        with guarded():
            return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a Failure becomes its sentence."""
        try:
            return super().invoke(ctx)
        except Failure as failure:
            say(str(failure))
            sys.exit(2)
        except KeyboardInterrupt:
            sys.exit(130)
        except (click.ClickException, click.exceptions.Exit, click.Abort, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - the last word is a sentence
            say(fault("", error))
            sys.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Validate and publish a scholarly edition in TEI XML."""
