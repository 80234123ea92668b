"""The one table of formats: what each is called, how its files are named, what reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from siglum.failure import Failure
from siglum.importing import plain
from siglum.importing.characters import read
from siglum.importing.model import Text
from siglum.paths import written


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody has said of a source: the encoding of its characters, the kind of its text; "" for nothing."""

    encoding: str = ""
    kind: str = ""


Reader = Callable[[bytes, str, Asked], Text]
"""Bytes, and the name of the file as sentences give it, to what they say. Raises Failure."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how its files end, what a header calls one, what reads it; `exact` where the file is its own
    transcript; `joined` makes one text of several files, where each is a page."""

    suffixes: tuple[str, ...]
    called: str
    reader: Reader
    exact: bool = False
    joined: Callable[[Sequence[Text]], Text] | None = None


def _plain(data: bytes, name: str, asked: Asked) -> Text:
    return plain.read(read(data, name, asked.encoding), asked.kind)


def _markdown(data: bytes, name: str, asked: Asked) -> Text:
    from siglum.importing import markdown

    return markdown.read(read(data, name, asked.encoding).replace("\f", " "))


FORMATS: Mapping[str, Format] = {
    "text": Format((".txt", ".text", ".asc"), "A file of plain text", _plain, exact=True),
    "markdown": Format((".md", ".markdown", ".mdown"), "A file of Markdown", _markdown),
}


def named(name: str, path: str, data: bytes) -> Format:
    """The format that somebody names, else that of a file. Raises Failure where there is none."""
    if name:
        return FORMATS[name]
    suffix = path[path.rfind(".") :].lower() if "." in path.rpartition("/")[2] else ""
    for found in FORMATS.values():
        if suffix in found.suffixes:
            return found
    known = ", ".join(suffix for found in FORMATS.values() for suffix in found.suffixes)
    said = f"{written(path)} ends like none of the formats that can be read ({known})"
    raise Failure(f"{said}: name one of them with --from: {', '.join(FORMATS)}")
