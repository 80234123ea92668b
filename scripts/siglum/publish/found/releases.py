"""releases.atom: a feed of the versions that were released, from the `change`s with @n in the headers.

Sources: RFC 4287, the Atom Syndication Format; RFC 4151, the “tag” URI scheme, for names of entries that stay when the
text of a release is corrected. A feed has times where a header has days: midnight, universal time. A release whose day
is not said is not in it.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree

from siglum.publish.found.described import Described, Released

FILE = "releases.atom"
_ATOM = "http://www.w3.org/2005/Atom"


def of(edition: Described) -> str:
    """The feed; "" where there is no release with its day, nobody to name, or no address."""
    releases = [one for one in edition.releases if one.day]
    authors = [one.said for one in edition.creators] or [edition.publisher][: bool(edition.publisher)]
    if not (edition.title and edition.address and releases and authors):
        return ""
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]
    own = f"{edition.address}downloads/{FILE}"
    _text(feed, "id", _tag(releases[-1].day, edition, FILE))
    _text(feed, "title", edition.title)
    _text(feed, "updated", _time(releases[0]))
    for name in authors:
        _text(etree.SubElement(feed, f"{{{_ATOM}}}author"), "name", name)
    if edition.rights:
        _text(feed, "rights", " ".join(one.said for one in edition.rights))
    etree.SubElement(feed, f"{{{_ATOM}}}link", rel="self", type="application/atom+xml", href=own)
    etree.SubElement(feed, f"{{{_ATOM}}}link", rel="alternate", type="text/html", href=edition.address)
    for one in releases:
        _entry(feed, edition, one)
    return etree.tostring(feed, encoding="unicode", pretty_print=True)


def _entry(feed: etree._Element, edition: Described, one: Released) -> None:
    entry = etree.SubElement(feed, f"{{{_ATOM}}}entry")
    _text(entry, "id", _tag(one.day, edition, one.version))
    _text(entry, "title", f"{edition.title}, {one.version}")
    _text(entry, "updated", _time(one))
    etree.SubElement(entry, f"{{{_ATOM}}}link", rel="alternate", type="text/html", href=edition.address_of(one.version))
    _text(entry, "summary", one.said or one.version)


def _tag(day: str, edition: Described, own: str) -> str:
    """A name for good: of the edition, by the host of its address and a day on which it had that, and of a thing."""
    at = urlsplit(edition.addresses.replace("{version}", ""))
    return f"tag:{at.hostname},{day}:{re.sub('//+', '/', at.path)}{own}"


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}{name}").text = text


def _time(one: Released) -> str:
    return f"{one.day}T00:00:00Z"
