"""Write docs/reference.md: every command and option, as the commands themselves describe them, and siglum.toml.

    python scripts/reference.py

`make docs` does so; tests/docs/test_reference.py holds what is committed to what the commands say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from siglum import writing
from siglum.cli import main
from siglum.edition import configuration

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference.md"
_HEAD = """# The commands

Made from what the commands say of themselves (`siglum COMMAND --help`), by `make docs`: changes belong there. Each
command has `--help`; `siglum --version` says which version is installed. Findings and results go to standard output,
all else to standard error.
"""


def reference() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_described(main, click.Context(main, info_name="siglum")), _configured()])


def _configured() -> str:
    """What siglum.toml may say: the example that the module which reads it begins with."""
    example = (configuration.__doc__ or "").partition("\n\n")[2].rpartition("\n\n")[0]
    commented = re.sub(r"(?<=\S)( {2,})(?=\S)", r"\1# ", example)
    said = "What it may say. A reading needs an id; all else may be left out."
    return f"## siglum.toml\n\n{said}\n\n{commented}\n"


def _described(command: click.Command, context: click.Context) -> Iterator[str]:
    """A command, or all of a group, as Markdown."""
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _described(inner, click.Context(inner, info_name=name, parent=context))
        return
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield f"## {context.command_path}\n\n    {usage}\n\n{_prose(command.help or '')}\n"
    rows = [_row(option) for option in command.params if isinstance(option, click.Option)]
    if rows:
        yield "\n".join(["| option | what it does |", "|---|---|", *rows]) + "\n"


def _prose(text: str) -> str:
    """The help of a command: one line for each paragraph."""
    return "\n\n".join(" ".join(_plain(paragraph).split()) for paragraph in text.split("\n\n"))


def _row(option: click.Option) -> str:
    """An option, as a row of a table."""
    value = option.metavar or "|".join(map(str, getattr(option.type, "choices", ())))
    names = ", ".join(option.opts)
    written = names if option.is_flag else f"{names} {value}"
    return f"| `{_cell(written)}` | {_cell(_plain(option.help or ''))} |"


def _plain(text: str) -> str:
    """A text of which nothing is HTML."""
    return text.replace("<", "\\<")


def _cell(text: str) -> str:
    """A text in a table."""
    return text.replace("|", "\\|")


if __name__ == "__main__":
    writing.write(REFERENCE, reference().encode("utf-8"))
