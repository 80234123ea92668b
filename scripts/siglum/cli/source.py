"""The command `siglum source`."""

from __future__ import annotations

import click

from siglum import odd
from siglum.cli.terminal import write
from siglum.odd import store


@click.group()
def source() -> None:
    """Keep full sources of TEI, which schemas are made from."""


@source.command()
@click.argument("address", metavar="FILE|URL")
def add(address: str) -> None:
    """Keep a compiled TEI (p5subset.xml), from a file or an address.

    Its version is then found as tei:VERSION. This is the only command that asks the net, and only for an address.
    """
    version, path = store.add(address)
    write(f"tei:{version}  {path}\n")


@source.command(name="list")
def list_() -> None:
    """List the versions of TEI that are at hand."""
    for version, path in store.kept().items():
        said = "" if store.is_whole(path) else "  (damaged: add it anew)"
        write(f"tei:{version}  {path}{said}\n")
    for version in odd.shipped():
        current = ", tei:current" if version == odd.current() else ""
        write(f"tei:{version}  the structure that travels with Siglum{current}\n")
