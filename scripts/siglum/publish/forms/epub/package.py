"""The package document (EPUB 3.3, section 5): what a book is, its files, and their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from siglum.publish.forms.epub.xhtml import LANG
from siglum.tei import languages

OPF, DC = "http://www.idpf.org/2007/opf", "http://purl.org/dc/elements/1.1/"
XHTML_TYPE = "application/xhtml+xml"


@dataclass(frozen=True, slots=True)
class Item:
    """A file of a book: its name, its bytes, its type, its properties, and whether one comes to it by reading on."""

    name: str
    data: bytes
    kind: str = XHTML_TYPE
    properties: tuple[str, ...] = ()
    is_read: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What a package says of its book. `creators` are names, each with the form by which it is sorted and its role (a
    MARC relator); `more` are properties in the order in which they stand."""

    identifier: str
    title: str
    tongue: str
    language: str
    modified: str
    date: str
    creators: Sequence[tuple[str, str, str]]
    publishers: Sequence[str]
    sources: Sequence[str]
    rights: Sequence[str]
    more: Sequence[tuple[str, str]]


def document(about: About, items: Iterable[Item]) -> bytes:
    """The package document of a book."""
    package = etree.Element(f"{{{OPF}}}package", {"version": "3.0", "unique-identifier": "id"}, nsmap={None: OPF})  # type: ignore[dict-item]
    package.set(LANG, about.language)
    metadata = etree.SubElement(package, f"{{{OPF}}}metadata", nsmap={"dc": DC})
    _describe(metadata, about)
    manifest = etree.SubElement(package, f"{{{OPF}}}manifest")
    spine = etree.SubElement(package, f"{{{OPF}}}spine")
    if languages.from_right(about.tongue):
        spine.set("page-progression-direction", "rtl")
    for item in items:
        name = item.name.replace(".", "-")
        said = {"id": name, "href": item.name, "media-type": item.kind}
        said |= {"properties": " ".join(item.properties)} if item.properties else {}
        etree.SubElement(manifest, f"{{{OPF}}}item", said)
        if item.is_read:
            etree.SubElement(spine, f"{{{OPF}}}itemref", idref=name)
    whole = etree.tostring(package, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}'.encode()


def _describe(metadata: etree._Element, about: About) -> None:
    _say(metadata, "identifier", about.identifier, id="id")
    _say(metadata, "title", about.title, about.tongue)
    _say(metadata, "language", about.tongue)
    for number, (name, sorted_by, role) in enumerate(about.creators, 1):
        who = "creator" if role == "aut" else "contributor"
        _say(metadata, who, name, id=f"who-{number}")
        _meta(metadata, "role", role, refines=f"#who-{number}", scheme="marc:relators")
        if sorted_by:
            _meta(metadata, "file-as", sorted_by, refines=f"#who-{number}")
    for name, texts in (("publisher", about.publishers), ("source", about.sources), ("rights", about.rights)):
        for text in texts:
            _say(metadata, name, text)
    if about.date:
        _say(metadata, "date", about.date)
    _meta(metadata, "dcterms:modified", about.modified)
    for name, text in about.more:
        _meta(metadata, name, text)


def _say(metadata: etree._Element, name: str, text: str, language: str = "", **attributes: str) -> None:
    element = etree.SubElement(metadata, f"{{{DC}}}{name}", attributes)
    element.text = text
    if language:
        element.set(LANG, language)
    if languages.from_right(language):
        element.set("dir", "rtl")


def _meta(metadata: etree._Element, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(metadata, f"{{{OPF}}}meta", {"property": name, **attributes}).text = text
