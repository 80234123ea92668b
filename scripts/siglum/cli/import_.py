"""The command `siglum import`."""

from __future__ import annotations

from siglum.cli.parsing import Parser
from siglum.cli.terminal import say, write
from siglum.importing import FORMATS, Wanted
from siglum.importing import import_ as importing
from siglum.importing.plain import KINDS
from siglum.paths import written


def arguments(parser: Parser) -> None:
    """What it takes."""
    add = parser.add
    add("files", nargs="+", metavar="FILE…")
    add("-o", "--output", default="", metavar="FILE.xml", help="The TEI that is made; else tei/NAME.xml.")
    add("--title", default="", metavar="TITLE", help="What the text is called.")
    add("--author", default="", metavar="NAME", help="Who wrote it.")
    add("--language", default="", metavar="LANGUAGE", help="Its language: en, de, la …")
    add("--kind", choices=tuple(KINDS), help="Of a plain text; else guessed.")
    add("--encoding", default="", metavar="NAME", help="Of a plain text that is not UTF-8: windows-1252 …")
    add("--from", dest="format_", choices=tuple(FORMATS), help="The format, else by the name.")


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
