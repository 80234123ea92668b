"""What lets search engines, catalogues and archives find an edition, cite it and keep it: one module for each file.

All is taken from the headers of the documents and from siglum.toml. What they do not say is not there, and a file that
could not be what its format asks for without it is not made. A module of `DESCRIBING` has `FILE`, the name among the
downloads, and `of(edition)`, which gives its text, "" for none; those of the whole site have what they need in their
own way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from siglum.publish.found import citation, datacite, releases, robots, sitemap, zenodo
from siglum.publish.found.described import Described, folder

__all__ = ["DESCRIBING", "Described", "describing", "of_site"]


class Describing(Protocol):
    """A module that makes a file about the edition as a whole."""

    FILE: str

    def of(self, edition: Described) -> str:
        """The text of the file; "" where too little is known."""
        ...


DESCRIBING: tuple[Describing, ...] = (citation, zenodo, datacite, releases)
"""The files that describe the edition, in the order in which the page of downloads lists them."""


def describing(edition: Described) -> dict[str, bytes]:
    """The files that describe the edition, by name."""
    made = {module.FILE: module.of(edition) for module in DESCRIBING}
    return {name: text.encode("utf-8") for name, text in made.items() if text}


def of_site(address: str, pages: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """What search engines look for at the root of a site: the list of its pages (by name, each with the day of its last
    change, "" where none is known), and what robots may read. Nothing where no address is declared."""
    if address:
        address = folder(address)
        yield from sitemap.files(address, pages)
        yield robots.FILE, robots.of(address).encode("utf-8")
