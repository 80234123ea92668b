"""The command `siglum build`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from siglum import publish
from siglum.cli.terminal import say
from siglum.edition import Edition
from siglum.publish.verify import Differs
from siglum.report import text
from siglum.session import Session


@click.command()
@click.option("-o", "--output", "folder", default="build", metavar="DIR", help="Where to write; “build” by default.")
@click.option("--outputs", "--only", "outputs", default="html,text", metavar="LIST", help="Which outputs: html, text.")
@click.option("--bare", is_flag=True, help="Plain text without its head and without marks of omission.")
def build(folder: str, outputs: str, bare: bool) -> None:
    """Publish the edition of the current folder.

    Exit status 0: published; 1: an output would not say what its reading says; 2: something could not be done.
    """
    try:
        chosen = frozenset(name.strip() for name in outputs.split(",") if name.strip())
        publish.build(Edition.load(Path()), Path(folder), chosen, bare=bare)
        click.echo(f"published to {Path(folder).as_posix()}/: {', '.join(sorted(chosen))}", err=True)
    except Differs as differs:
        sys.stdout.write(text.render(differs.findings, Session().line))
        say("nothing was published: an output does not say what its reading says")
        sys.exit(1)
