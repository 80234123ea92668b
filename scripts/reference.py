"""Write docs/reference.md: every command and option, as the commands themselves describe them, and siglum.toml.

    python scripts/reference.py

`make docs` does so; tests/docs/test_reference.py holds what is committed to what the commands say.
"""

from __future__ import annotations

import re
from pathlib import Path

from siglum import writing
from siglum.cli import COMMANDS, parser
from siglum.cli.parsing import written
from siglum.edition import configuration

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference.md"
_HEAD = """# The commands

Made from what the commands say of themselves (`siglum COMMAND --help`), by `make docs`: changes belong there. Each
command has `--help`; `siglum --version` says which version is installed. Findings and results go to standard output,
all else to standard error.
"""


def reference() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *map(_described, COMMANDS), _configured()])


def _configured() -> str:
    """What siglum.toml may say: the example that the module which reads it begins with."""
    example = (configuration.__doc__ or "").partition("\n\n")[2].rpartition("\n\n")[0]
    commented = re.sub(r"(?<=\S)( {2,})(?=\S)", r"\1# ", example)
    said = "What it may say. A reading needs an id; all else may be left out."
    return f"## siglum.toml\n\n{said}\n\n{commented}\n"


def _described(name: str) -> str:
    """A command, as Markdown."""
    command = parser(name)
    said = [f"## {command.name}", f"    {command.usage}", *map(_plain, command.paragraphs)]
    rows = [f"| `{_cell(written(option))}` | {_cell(_plain(str(option.help)))} |" for option in command.options[:-1]]
    if rows:
        said.append("\n".join(["| option | what it does |", "|---|---|", *rows]))
    return "\n\n".join(said) + "\n"


def _plain(text: str) -> str:
    """A text of which nothing is HTML."""
    return text.replace("<", "\\<")


def _cell(text: str) -> str:
    """A text in a table."""
    return text.replace("|", "\\|")


if __name__ == "__main__":
    writing.write(REFERENCE, reference().encode("utf-8"))
