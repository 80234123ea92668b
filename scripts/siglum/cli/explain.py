"""The command `siglum explain`."""

from __future__ import annotations

import click

from siglum import explain as explaining
from siglum.cli.terminal import write


@click.command()
@click.argument("code", required=False, metavar="[CODE]")
def explain(code: str | None) -> None:
    """Say what a finding means, why it matters, and what to do; without a code, list all."""
    write(explaining.page(code) if code else explaining.table())
