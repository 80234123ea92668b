"""The command itself: its help, its version, its commands."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from siglum import cli

COMMANDS = Path(cli.__file__).parent


def test_the_help_lists_each_command_with_what_it_does() -> None:
    output = " ".join(CliRunner().invoke(cli.main, ["--help"]).output.split())
    for name, does in cli.COMMANDS.items():
        assert f" {name} {does}" in output


def test_the_help_imports_no_command() -> None:
    code = (
        "import sys\nfrom siglum.cli import main\nmain(['--help'], standalone_mode=False)\n"
        "print(sorted(m for m in sys.modules if m.startswith('siglum.')), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "['siglum.cli', 'siglum.cli.terminal', 'siglum.failure', 'siglum.paths']\n"


def test_every_module_is_a_command() -> None:
    assert sorted(cli.COMMANDS) == sorted({path.stem.rstrip("_") for path in COMMANDS.glob("[!_]*.py")} - {"terminal"})


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_a_command_says_the_same_of_itself(name: str) -> None:
    command = cli.Commands().get_command(click.Context(cli.main), name)
    assert command is not None and command.help is not None
    assert command.help.partition("\n\n")[0] == cli.COMMANDS[name]


def test_the_version_is_that_of_the_package() -> None:
    assert (
        CliRunner().invoke(cli.main, ["--version"], prog_name="siglum").output
        == f"siglum, version {version('siglum')}\n"
    )


def test_a_command_there_is_none_of() -> None:
    result = CliRunner().invoke(cli.main, ["chekc"])
    assert result.exit_code == 2 and "No such command 'chekc'" in result.output
