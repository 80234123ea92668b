"""The command `siglum serve`."""

from __future__ import annotations

from siglum import serve as serving
from siglum.cli.parsing import Parser, whole


def arguments(parser: Parser) -> None:
    """What it takes."""
    parser.add("--port", type=whole(0, 65535), default=8000, metavar="N", help="By default 8000; 0: any free.")


def serve(port: int) -> None:
    """Show the edition of the current folder in a browser, anew whenever a file changes.

    Exit status 0: stopped with Ctrl-C; 2: something could not be done.
    """
    serving.run(port)
