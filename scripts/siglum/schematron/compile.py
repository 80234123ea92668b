"""A schema compiled: read, include, expand, transpile.

The stylesheet that comes of it may be kept between runs, under the SHA-256 of the schema with its inclusions, the
phase, and the stylesheets that make it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from siglum import resources, saxon
from siglum.diagnostic import Span
from siglum.document import parser
from siglum.failure import Failure
from siglum.keeping import Cache, digest
from siglum.schematron.assembly import assembled, bound, places

_STEPS = ("lib/source.xsl", "schematron/expand.xsl", "schematron/transpile.xsl")
_AT = re.compile(r'source:at="([^"]*)"')


_RUN = "{urn:siglum:schematron:run}"
_LARGEST = 100_000_000
"""Characters that the rules of a schema may come to."""
_LONGEST = 120
"""Characters of what a parser says."""

Compiled = tuple[str, tuple[str, ...]]
"""A stylesheet, and the places in the schema that findings name by number."""


@dataclass(frozen=True, eq=False)
class Rules:
    """The rules of a schema as a stylesheet; "" where it has none.

    `path` is the file, as given; `files` are those that the rules were read from, by real path; `places` are those in
    them ("path:line") that findings give by their number.
    """

    path: str
    stylesheet: str
    files: tuple[Path, ...] = ()
    places: tuple[str, ...] = ()

    @cached_property
    def tags(self) -> dict[str, list[Span]]:
        """Where the elements of the schema's files stand, by path: filled by those who ask, and no older than the rules
        are."""
        return {}

    @property
    def reads_more(self) -> bool:
        """Whether some pattern asks for other documents."""
        return "<run:documents pattern=" in self.stylesheet

    def place(self, line: int) -> str:
        """Where in the schema a line (from 1) of the stylesheet comes from: "path:line", or "" where that is not
        known."""
        lines = self.stylesheet.split("\n")[:line]
        return next((found[-1] for text in reversed(lines) if (found := _AT.findall(text))), "")


def read(path: Path, phase: str = "", *, cache: Cache | None = None) -> Rules:
    """The rules of a .sch file, or of those in a .rng file, in a phase ("" for the default one).

    What comes of them is kept in `cache`, by default that of the user.

    Raises Failure, a sentence with file and line, for a schema that is in error.
    """
    files: list[Path] = []
    schema = assembled(path, files)
    if schema is None:
        return Rules(path.as_posix(), "", tuple(files))
    bound(schema)
    text = etree.tostring(schema, encoding="unicode")
    key, cache = _key(text, phase), cache or Cache.of()
    found = _recalled(cache.recall("schematron", key))
    if found is None:
        found = _compiled(path, text, phase)
        cache.keep("schematron", key, f"{json.dumps(found[1])}\n{found[0]}")
    stylesheet, said = found
    known = places(schema)
    its = tuple(_known(place, known) or f"{path.as_posix()}:1" for place in said)
    return Rules(path.as_posix(), stylesheet, tuple(dict.fromkeys(files)), its)


def _known(place: str, files: frozenset[str]) -> str:
    """A place, if it is one of the schema: a schema may bring elements of that form itself."""
    path, _, line = place.rpartition(":")
    return place if path in files and re.fullmatch("[0-9]{1,9}", line) else ""


def _compiled(path: Path, text: str, phase: str) -> Compiled:
    expanded = saxon.transform("urn:siglum:schematron:expand", "Q{urn:siglum:schematron}expand", text, {"phase": phase})
    if len(expanded) > _LARGEST:
        most = f"more than {_LARGEST:,} characters"
        raise Failure(f"{path.as_posix()}: the rules come to {most} once all is filled in that is abstract")
    stylesheet = saxon.transform("urn:siglum:schematron:transpile", "Q{urn:siglum:schematron}transpile", expanded)
    return _numbered(path, stylesheet)


def _numbered(path: Path, stylesheet: str) -> Compiled:
    """The stylesheet with numbers for the places in the schema that findings name, and those places."""
    try:
        root = etree.fromstring(stylesheet.encode("utf-8"), parser())
    except etree.XMLSyntaxError as error:  # of what the rules bring along, as a namespace that is no address
        said = str(error.msg).partition(", line ")[0][:_LONGEST]
        raise Failure(f"{path.as_posix()}: no stylesheet can be made of the rules: {said}") from None
    numbers: dict[str, int] = {}
    for element in root.iter(f"{_RUN}finding", f"{_RUN}failed"):
        place = element.get("at", "")
        element.set("at", str(numbers.setdefault(place, len(numbers))))
    return etree.tostring(root, encoding="unicode"), tuple(numbers)


def _key(text: str, phase: str) -> str:
    """What a stylesheet is kept under: all that it is made of."""
    steps = [(resources.folder("xslt") / name).read_bytes() for name in _STEPS]
    made_of = "\0".join((text, phase)).encode("utf-8") + b"\0".join(steps)
    return f"{digest(made_of)}.xsl"


def _recalled(kept: str | None) -> Compiled | None:
    if kept is None:
        return None
    places, _, stylesheet = kept.partition("\n")
    return stylesheet, tuple(json.loads(places))
