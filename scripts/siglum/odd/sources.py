"""Where TEI comes from: what @source in an ODD means, and which versions of TEI are at hand.

    (nothing), tei:current                      the version that travels with the toolkit
    tei:4.9.0, https://…/P5/4.9.0/…             that version: the file that siglum.toml names for it, else the one that
                                                the user keeps (`siglum source add`), else what travels with the toolkit
    tei:none                                    no TEI: the ODD stands for itself
    base.odd, ../p5subset.xml                   a file beside the ODD: another ODD, or TEI as compiled
    https://example.org/base.odd                the file that a catalog gives for it, or that siglum.toml names

A version that is not at hand is said to be missing; never is another taken for it.
Source: TEI P5 Guidelines, section 23.8.1 and the description of att.global.source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from siglum import resources
from siglum.catalog import Catalog
from siglum.keeping import Cache
from siglum.odd import store
from siglum.paths import is_within

CURRENT, NONE = "tei:current", "tei:none"
_NET = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_RELEASE = re.compile(r"/P5/(\d+\.\d+\.\d+|current)/")


class Missing(Exception):
    """A source that is not at hand: what is wrong, what can be done."""

    def __init__(self, says: str, help: str) -> None:
        super().__init__(says)
        self.says, self.help = says, help


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that stand for addresses: `named` by [odd.sources] in siglum.toml, others by a catalog."""

    named: Mapping[str, Path] = field(default_factory=dict)
    catalog: Catalog | None = None
    cache: Cache = field(default_factory=Cache.of)
    """Where what is made of compiled sources is kept between runs."""
    within: Path | None = None
    """The folder that a file beside an ODD may lie in, once links are followed; None for any."""

    def file(self, address: str, base: Path) -> Path | None:
        """The file that an address in the ODD `base` means; None for no source. Raises Missing."""
        if address in self.named:
            return self.named[address]
        copy = self.catalog.resolve(address) if self.catalog and _NET.match(address) else None
        if copy is not None:
            return copy
        if not address or address == CURRENT:
            return shipped()[current()]
        if address == NONE:
            return None
        if address.startswith("tei:"):
            return self._version(address.removeprefix("tei:"), address)
        if _NET.match(address):
            return self._from_net(address)
        path = base.parent / unquote(urlsplit(address).path)
        if self.within is not None and not is_within(path, self.within):
            raise Missing(f"“{address}” leads out of the edition, and nothing is read there", "copy the file into it")
        return path

    def _from_net(self, address: str) -> Path:
        """The file for an address on the net. Raises Missing."""
        release = _RELEASE.search(address)
        if release is None:
            help = "put a copy beside the ODD, or name one for this address under [odd.sources] in siglum.toml"
            raise Missing(f"“{address}” is on the net, and nothing is read from there", help)
        return self._version(release[1], address)

    def _version(self, version: str, address: str) -> Path:
        """The file of a version of TEI. Raises Missing."""
        if version == "current":
            version = current()
        if f"tei:{version}" in self.named:
            return self.named[f"tei:{version}"]
        kept = store.kept()
        if version in kept or version in shipped():
            return kept.get(version) or shipped()[version]
        known = sorted(
            {*shipped(), *kept, *(n.removeprefix("tei:") for n in self.named if n.startswith("tei:"))}, key=_order
        )
        said = f"“{address}” means TEI {version}, which is not at hand: there " + (
            f"are {', '.join(known[:-1])} and {known[-1]}" if len(known) > 1 else f"is {known[0]}"
        )
        raise Missing(said, f"write tei:{known[-1]}, or get that version: siglum source add FILE|URL")


def shipped() -> dict[str, Path]:
    """The versions of TEI whose structure travels with the toolkit, each with its file."""
    found = (resources.folder("schema") / "tei").glob("*.odd")
    return {path.stem: path for path in sorted(found) if store.VERSION.fullmatch(path.stem)}


def current() -> str:
    """The version of TEI that is meant where none is named."""
    return max(shipped(), key=_order)


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
