"""What a page shows of a name before one follows it, in files that are loaded when a name is pointed at.

    entries.js      the table: the address with which each of the files below begins
    entries/N.js    entries in the order of their addresses: the address, and the preview (name, dates, note)

None has more than 150 kB, however many entries there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from siglum.publish.folder import File
from siglum.publish.html.spool import Spool, Waiting
from siglum.publish.index import cut, units
from siglum.publish.search import as_json

_LONGEST = 1_000
"""Characters of a part of a preview; it is shown on a card beside the name."""


class Previews:
    """The previews of an edition, to which those of one register after the other are added."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._of: dict[str, list[Waiting[tuple[str, str]]]] = {}

    def add(self, page: str, entries: Sequence[Mapping[str, Any]]) -> None:
        """Add the entries of a register: their addresses (`href`) on its page, and their previews (`preview`)."""
        said = {entry["href"]: _said(entry["href"], entry["preview"]) for entry in entries}
        self._of.setdefault(page, []).append(
            Waiting(self._spool, [(href, said[href]) for href in sorted(said, key=units)])
        )

    def files(self) -> Iterator[File]:
        """The files, the table last."""
        pages = sorted(self._of, key=lambda page: units(f"{page}#"))
        firsts: list[str] = []
        for first, content in cut(chain.from_iterable(waiting for page in pages for waiting in self._of[page])):
            yield f"entries/{len(firsts)}.js", f"siglumEntry({len(firsts)}, {content});\n".encode()
            firsts.append(first)
        yield "entries.js", f"window.siglumEntries = {as_json(firsts)};\n".encode()


def _said(href: str, preview: Mapping[str, str]) -> str:
    short = {name: f"{text[:_LONGEST]} …" if len(text) > _LONGEST else text for name, text in preview.items()}
    return as_json([href, short])
