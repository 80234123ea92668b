"""BEACON: which entries of an authority the edition has, and where: one file for each authority.

Source: BEACON link dump format (gbv.github.io/beaconspec). It needs the address at which the site is published.
"""

from __future__ import annotations

from collections.abc import Iterator

from siglum.publish.data.known import AUTHORITIES, Known, identified


def files(edition: Known) -> Iterator[tuple[str, str]]:
    """A file for each authority that an entry names; none without an address."""
    if not edition.described.address:
        return
    links: dict[str, dict[tuple[str, str], None]] = {}
    for entries in edition.entries.values():
        for fact in entries:
            for authority, address in identified(fact):
                identifier = address.removeprefix(AUTHORITIES[authority][0])
                links.setdefault(authority, {})[identifier, edition.address(fact["href"])] = None
    for authority in sorted(links):
        yield f"beacon-{authority.lower()}.txt", _dump(edition, authority, sorted(links[authority]))


def _dump(edition: Known, authority: str, links: list[tuple[str, str]]) -> str:
    head = {
        "FORMAT": "BEACON",
        "PREFIX": AUTHORITIES[authority][0],
        "NAME": _line(edition.described.title),
        "INSTITUTION": _line(edition.described.publisher),
        "HOMEPAGE": edition.described.address,
        "RELATION": "http://www.w3.org/2000/01/rdf-schema#seeAlso",
    }
    said = "".join(f"#{name}: {value}\n" for name, value in head.items() if value)
    return said + "\n" + "".join(f"{identifier}|{target}\n" for identifier, target in links)


def _line(text: str) -> str:
    return " ".join(text.split())
