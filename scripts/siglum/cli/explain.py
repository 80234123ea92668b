"""The command `siglum explain`."""

from __future__ import annotations

from siglum import explain as explaining
from siglum.cli.parsing import Parser
from siglum.cli.terminal import write


def arguments(parser: Parser) -> None:
    """What it takes."""
    parser.add("code", nargs="?", metavar="[CODE]")


def explain(code: str | None) -> None:
    """Say what a finding means, why it matters, and what to do; without a code, list all."""
    write(explaining.page(code) if code else explaining.table())
