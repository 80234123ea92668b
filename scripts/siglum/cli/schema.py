"""The command `siglum schema`."""

from __future__ import annotations

from pathlib import Path

import click

from siglum import odd as compiling
from siglum.edition import Edition


@click.command()
@click.argument("odd", required=False, metavar="[ODD]")
def schema(odd: str | None) -> None:
    """Make NAME.rng and NAME.sch beside NAME.odd.

    Without an ODD, from the schema that siglum.toml names.
    """
    path = Path(odd) if odd else Path(Edition.load(Path()).schema)
    for written in compiling.write(path):
        click.echo(written.as_posix(), err=True)
