"""The command `siglum format`."""

from __future__ import annotations

import sys

import click

from siglum import layout
from siglum.cli.terminal import say, write, write_utf8
from siglum.edition.configuration import ORDERS
from siglum.fix.diff import diff as shown
from siglum.session import Session


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option("--check", "only_check", is_flag=True, help="Name the files that would change, and change none.")
@click.option("--diff", is_flag=True, help="Show what would change, and change nothing.")
@click.option(
    "--attributes",
    type=click.Choice(ORDERS),
    help="Their order: kept (the default), or as the schema has it.",
)
def format(paths: tuple[str, ...], only_check: bool, diff: bool, attributes: str | None) -> None:
    """Lay out files, one block on each line; the text stays as it is.

    Exit status 0: done; 1: with --check or --diff, a file would change; 2: something could not be done.
    """
    with Session() as session:
        done = layout.lay_out(paths, session, attributes or "")
    for sentence in done.failures:
        say(sentence)
    if diff:
        write_utf8(shown(done.changes))
    elif only_check:
        write("".join(f"{path}\n" for path in done.changes))
    else:
        done.write()
    would = "would be laid out anew" if diff or only_check else "laid out anew"
    click.echo(f"{done.files:,} {'file' if done.files == 1 else 'files'}: {len(done.changes):,} {would}", err=True)
    sys.exit(2 if done.failures else int(bool(done.changes) and (diff or only_check)))
