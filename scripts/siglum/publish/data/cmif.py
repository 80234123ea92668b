"""CMIF: the letters of the edition, for indexes of correspondence (correspSearch).

Source: Correspondence Metadata Interchange Format 2, of the TEI special interest group on correspondence. A letter
leads to its page, so that there is no such file without an address; nor without a licence, a publisher or an editor,
all of which the format asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from siglum.document import XML_ID
from siglum.publish.data.known import Fact, Known, identified
from siglum.publish.found import Described
from siglum.tei.vocabulary import TEI

_SOURCE = "letters"


def files(edition: Known) -> Iterator[tuple[str, str]]:
    """The one file, where there is a letter."""
    about = edition.described
    licence = next((address for one in about.rights for address in one.licences), "")
    people = about.editors or about.authors
    if not (edition.letters and about.address and about.title and licence and people):
        return
    root = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI})  # type: ignore[dict-item]
    header = _add(root, "teiHeader")
    _file(_add(header, "fileDesc"), about, licence)
    profile = _add(header, "profileDesc")
    for letter in edition.letters:
        _letter(profile, edition, letter)
    _add(_add(_add(root, "text"), "body"), "p")
    said = etree.tostring(root, encoding="unicode", pretty_print=True)
    yield "correspondence.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n{said}'


def _file(desc: etree._Element, about: Described, licence: str) -> None:
    title = _add(desc, "titleStmt")
    _add(title, "title", about.title)
    for one in about.editors or about.authors:
        _add(title, "editor", one.said)
    publication = _add(desc, "publicationStmt")
    publisher = about.publisher or (about.editors or about.authors)[0].said
    _add(_add(publication, "publisher"), "ref", publisher, target=about.address)
    _add(publication, "idno", f"{about.address}downloads/data/correspondence.xml", type="url")
    if about.released or about.published:
        _add(publication, "date", when=about.released or about.published)
    _add(_add(publication, "availability"), "licence", licence, target=licence)
    source = _add(_add(desc, "sourceDesc"), "bibl", type="online")
    source.set(XML_ID, _SOURCE)
    source.text = f"{about.title}. "
    _add(source, "ref", about.address, target=about.address)


def _letter(profile: etree._Element, edition: Known, letter: Fact) -> None:
    said = _add(profile, "correspDesc", ref=edition.address(letter["page"]), source=f"#{_SOURCE}", key=letter["key"])
    for action in letter["actions"]:
        element = _add(said, "correspAction", type=action["type"])
        order = ("persName", "orgName", "placeName")
        for one in sorted(action["parties"], key=lambda one: order.index(one["element"])):
            _add(element, one["element"], one["said"], ref=_reference(one))
        for date in action["dates"]:
            if {"when", "from", "to", "notBefore", "notAfter"} & date["given"].keys():
                _add(element, "date", date["said"], **date["given"])


def _reference(one: Fact) -> str:
    """Who or what is meant, by the address that an authority has for it."""
    own = one["ref"] if one["ref"].startswith(("http://", "https://")) else ""
    return next((address for _, address in identified(one)), own)


def _add(parent: etree._Element, name: str, text: str = "", **attributes: Any) -> etree._Element:
    element = etree.SubElement(parent, f"{{{TEI}}}{name}", {key: value for key, value in attributes.items() if value})
    element.text = text or None
    return element
