"""The command `siglum source`."""

from __future__ import annotations

from siglum import odd
from siglum.cli.parsing import Parser
from siglum.cli.terminal import write
from siglum.failure import Failure
from siglum.odd import store


def arguments(parser: Parser) -> None:
    """What it takes."""
    parser.add("asked", nargs="+", metavar="add FILE|URL | list")


def source(asked: tuple[str, ...]) -> None:
    """Keep full sources of TEI, which schemas are made from.

    `siglum source add FILE|URL` keeps a compiled TEI (p5subset.xml), from a file or an address. Its version is then
    found as tei:VERSION. This is the only command that asks the net, and only for an address.
    `siglum source list` lists the versions of TEI that are at hand.
    Exit status 0: done; 2: something could not be done.
    """
    match asked:
        case ("add", address):
            version, path = store.add(address)
            write(f"tei:{version}  {path}\n")
        case ("list",):
            _list()
        case _:
            raise Failure("siglum source add FILE|URL keeps one, siglum source list lists them: write one of these")


def _list() -> None:
    for version, path in store.kept().items():
        said = "" if store.is_whole(path) else "  (damaged: add it anew)"
        write(f"tei:{version}  {path}{said}\n")
    for version in odd.shipped():
        current = ", tei:current" if version == odd.current() else ""
        write(f"tei:{version}  the structure that travels with Siglum{current}\n")
