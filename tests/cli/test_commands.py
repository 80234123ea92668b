"""The command itself: its help, its version, its commands."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from running import CliRunner
from siglum import cli

COMMANDS = Path(cli.__file__).parent


def test_the_help_lists_each_command_with_what_it_does() -> None:
    output = " ".join(CliRunner().invoke(cli.main, ["--help"]).output.split())
    for name, does in cli.COMMANDS.items():
        assert f" {name} {does}" in output


def test_the_help_imports_no_command() -> None:
    code = (
        "import sys\nfrom siglum.cli import main\n\ntry: main(['--help'])\n"
        "finally: print(sorted(m for m in sys.modules if m.startswith('siglum.')), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (
        done.stderr == "['siglum.cli', 'siglum.cli.parsing', 'siglum.cli.terminal', 'siglum.failure', 'siglum.paths']\n"
    )


def test_every_module_is_a_command() -> None:
    assert sorted(cli.COMMANDS) == sorted(
        {path.stem.rstrip("_") for path in COMMANDS.glob("[!_]*.py")} - {"parsing", "terminal"}
    )


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_a_command_says_the_same_of_itself(name: str) -> None:
    assert cli.parser(name).paragraphs[0] == cli.COMMANDS[name]


def test_the_version_is_that_of_the_package() -> None:
    done = CliRunner().invoke(cli.main, ["--version"])
    assert (done.exit_code, done.stdout) == (0, f"siglum, version {version('siglum')}\n")


def test_without_a_command_the_help_is_shown() -> None:
    assert CliRunner().invoke(cli.main, [])[:3] == CliRunner().invoke(cli.main, ["-h"])[:3]


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_each_option_stands_in_the_help_of_its_command(name: str) -> None:
    done = CliRunner().invoke(cli.main, [name, "-h"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: siglum {name} [OPTIONS]")
    assert max(map(len, done.stdout.splitlines())) <= 80
    for option in cli.parser(name).options:
        assert all(f" {said}" in done.stdout for said in option.option_strings)
        assert str(option.help).split()[0] in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chekc"], "there is no command “chekc”; did you mean “check”? (siglum --help lists them)"),
        (["--hepl"], "there is no option --hepl; did you mean --help? (siglum --help says what there is)"),
        (["check", "--jbs", "3"], "there is no option --jbs; did you mean --jobs? (siglum check --help says what there is)"),
        (["check", "--job=3"], "there is no option --job; did you mean --jobs? (siglum check --help says what there is)"),
        (["check", "-q"], "there is no option -q (siglum check --help says what there is)"),
        (["check", "--jobs", "0"], "--jobs: “0” is no whole number of at least 1 (siglum check --help says what there is)"),
        (["serve", "--port", "65536"], "--port: “65536” is no whole number from 0 to 65535 (siglum serve --help says what there is)"),
        (["check", "--schema"], "--schema needs a value (siglum check --help says what there is)"),
        (["check", "--format", "tex"], "--format: “tex” is none of text, json, sarif, github, gitlab, junit, html (siglum check --help says what there is)"),
        (["check", "--quiet=3"], "--quiet takes no value (siglum check --help says what there is)"),
        (["diff"], "REV is missing (siglum diff --help says what there is)"),
        (["serve", "tei"], "“tei” is one too many (siglum serve --help says what there is)"),
        (["explain", "a", "b"], "“b” is one too many (siglum explain --help says what there is)"),
        (["source", "add"], "siglum source add FILE|URL keeps one, siglum source list lists them: write one of these"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(arguments: list[str], said: str) -> None:
    done = CliRunner().invoke(cli.main, arguments)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"siglum: {said}\n")


def test_options_and_words_stand_in_any_order() -> None:
    parse = cli.parser("check").parse
    mixed = parse(["a.xml", "--schema", "x.rng", "b.xml", "--fix", "c.xml", "--schema=y.rng", "--", "--d.xml", "--"])
    assert mixed["paths"] == ("a.xml", "b.xml", "c.xml", "--d.xml", "--")
    assert (mixed["schemas"], mixed["fix"], mixed["rules"]) == (("x.rng", "y.rng"), True, ())
    assert parse([])["paths"] == parse(["--"])["paths"] == ()
    assert cli.parser("diff").parse(["HEAD~1", "--", "HEAD"])["new"] == "HEAD"
