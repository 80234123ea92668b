"""The command `siglum import`."""

from __future__ import annotations

import click

from siglum.cli.terminal import say, write
from siglum.importing import FORMATS, Wanted
from siglum.importing import import_ as importing
from siglum.importing.plain import KINDS
from siglum.paths import written


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("-o", "--output", default="", metavar="FILE.xml", help="The TEI that is made; else tei/NAME.xml.")
@click.option("--title", default="", metavar="TITLE", help="What the text is called.")
@click.option("--author", default="", metavar="NAME", help="Who wrote it.")
@click.option("--language", default="", metavar="LANGUAGE", help="Its language: en, de, la …")
@click.option("--kind", type=click.Choice([*KINDS]), default=None, help="Of a plain text; else guessed.")
@click.option("--encoding", default="", metavar="NAME", help="Of a plain text that is not UTF-8: windows-1252 …")
@click.option("--from", "format_", type=click.Choice([*FORMATS]), default=None, help="The format, else by the name.")
def import_(
    files: tuple[str, ...], output: str, title: str, author: str, language: str, kind: str | None, encoding: str,
    format_: str | None,
) -> None:  # fmt: skip
    """Make a first TEI of a text in another format, held to its source.

    The source is kept beside it, and siglum.toml gets a reading that must say what the source says, word for word.
    Several files are the pages of one text (PAGE XML, ALTO). Nothing is overwritten.
    Exit status 0: made; 2: something could not be done, and nothing was written.
    """
    wanted = Wanted(output, title, author, language, format_ or "", kind or "", encoding)
    made = importing(files, wanted)
    made.write()
    write(f"{written(made.path.as_posix())}\n")
    for sentence in made.said:
        say(sentence)
