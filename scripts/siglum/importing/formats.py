"""The one table of formats: what each is called, how its files are named, what reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from siglum.failure import Failure
from siglum.importing import plain
from siglum.importing.characters import read
from siglum.importing.model import Text
from siglum.importing.regions import joined
from siglum.paths import written


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody has said of a source: the encoding of its characters, the kind of its text ("" for nothing), the
    number of its first page among all."""

    encoding: str = ""
    kind: str = ""
    page: int = 1


_LOOKED_AT = 4_000
Reader = Callable[[bytes, str, Asked], Text]
"""Bytes, and the name of the file as sentences give it, to what they say. Raises Failure."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how its files end, what a header calls one, what reads it; `exact` where the file is its own
    transcript; `written` where it is text that has an encoding; `joined` makes one text of several files, where each
    is a page."""

    suffixes: tuple[str, ...]
    called: str
    reader: Reader
    exact: bool = False
    written: bool = False
    joined: Callable[[Sequence[Text]], Text] | None = None


def _plain(data: bytes, name: str, asked: Asked) -> Text:
    return plain.read(read(data, name, asked.encoding), asked.kind)


def _markdown(data: bytes, name: str, asked: Asked) -> Text:
    from siglum.importing import markdown

    return markdown.read(read(data, name, asked.encoding).replace("\f", " "))


def _by_pandoc(format_: str) -> Reader:
    def reader(data: bytes, name: str, asked: Asked) -> Text:
        from siglum.importing import pandoc

        return pandoc.read(data, name, format_)

    return reader


def _page(data: bytes, name: str, asked: Asked) -> Text:
    from siglum.importing import page

    return page.read(data, name, asked.page)


def _alto(data: bytes, name: str, asked: Asked) -> Text:
    from siglum.importing import alto

    return alto.read(data, name, asked.page)


FORMATS: Mapping[str, Format] = {
    "text": Format((".txt", ".text", ".asc"), "A file of plain text", _plain, exact=True, written=True),
    "markdown": Format((".md", ".markdown", ".mdown"), "A file of Markdown", _markdown, written=True),
    "docx": Format((".docx",), "A file of Word (DOCX)", _by_pandoc("docx")),
    "odt": Format((".odt",), "An OpenDocument text", _by_pandoc("odt")),
    "html": Format((".html", ".htm", ".xhtml"), "A page of HTML", _by_pandoc("html")),
    "latex": Format((".tex", ".latex"), "A file of LaTeX", _by_pandoc("latex")),
    "epub": Format((".epub",), "A book in EPUB", _by_pandoc("epub")),
    "page": Format((), "A file of PAGE XML", _page, joined=joined),
    "alto": Format((), "A file of ALTO", _alto, joined=joined),
}


def named(name: str, path: str, data: bytes) -> Format:
    """The format that somebody names, else that of a file. Raises Failure where there is none."""
    if name:
        return FORMATS[name]
    if path.lower().endswith(".xml"):
        return FORMATS[_of_xml(path, data)]
    suffix = path[path.rfind(".") :].lower() if "." in path.rpartition("/")[2] else ""
    for found in FORMATS.values():
        if suffix in found.suffixes:
            return found
    known = ", ".join(suffix for found in FORMATS.values() for suffix in found.suffixes)
    said = f"{written(path)} ends like none of the formats that can be read ({known}, .xml)"
    raise Failure(f"{said}: name one of them with --from: {', '.join(FORMATS)}")


_IN_XML: Mapping[str, bytes] = {
    "page": rb"schema\.primaresearch\.org/PAGE/",
    "alto": rb"www\.loc\.gov/standards/alto/|schema\.ccs-gmbh\.com/ALTO|<alto\b",
}
"""What the beginning of a file of XML has that is of a format."""


def _of_xml(path: str, data: bytes) -> str:
    """The format of a file of XML. Raises Failure for another vocabulary."""
    head = data[:_LOOKED_AT].replace(b"\0", b"")
    for name, sign in _IN_XML.items():
        if re.search(sign, head):
            return name
    if re.search(rb"www\.tei-c\.org/ns/1\.0", head):
        raise Failure(f"{written(path)} is TEI already: put it into an edition, and check it")
    raise Failure(f"{written(path)} is XML, and neither PAGE XML nor ALTO: name its format with --from, if it is one")
