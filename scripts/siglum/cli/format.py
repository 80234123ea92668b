"""The command `siglum format`."""

from __future__ import annotations

import sys

from siglum import layout
from siglum.cli.parsing import Parser
from siglum.cli.terminal import say, tell, write, write_utf8
from siglum.edition.configuration import ORDERS
from siglum.fix.diff import diff as shown
from siglum.session import Session


def arguments(parser: Parser) -> None:
    """What it takes."""
    parser.add("paths", nargs="*", metavar="[PATH]…")
    parser.add(
        "--check", dest="only_check", action="store_true", help="Name the files that would change, and change none."
    )
    parser.add("--diff", action="store_true", help="Show what would change, and change nothing.")
    parser.add("--attributes", choices=ORDERS, help="Their order: kept (the default), or as the schema has it.")


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
    tell(f"{done.files:,} {'file' if done.files == 1 else 'files'}: {len(done.changes):,} {would}")
    sys.exit(2 if done.failures else int(bool(done.changes) and (diff or only_check)))
