"""A schema compiled: read, include, expand, transpile.

The stylesheet that comes of it may be kept between runs: in `siglum/schematron/` of $XDG_CACHE_HOME (else of
~/.cache), under the SHA-256 of the schema with its inclusions, the phase, and the stylesheets that make it. No
finding is ever kept.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from siglum import resources, saxon, writing
from siglum.diagnostic import Span
from siglum.failure import Failure
from siglum.schematron.assembly import assembled

_STEPS = ("lib/source.xsl", "schematron/expand.xsl", "schematron/transpile.xsl")
_AT = re.compile(r'source:at="([^"]*)"')


@dataclass(frozen=True)
class Rules:
    """The rules of a schema as a stylesheet; "" where it has none.

    `path` is the file, as given; `files` are those that the rules were read from, by real path.
    """

    path: str
    stylesheet: str
    files: tuple[Path, ...] = ()

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


def read(path: Path, phase: str = "", *, cache: bool = True) -> Rules:
    """The rules of a .sch file, or of those in a .rng file, in a phase ("" for the default one).

    Raises Failure, a sentence with file and line, for a schema that is in error.
    """
    files: list[Path] = []
    schema = assembled(path, files)
    if schema is None:
        return Rules(path.as_posix(), "", tuple(files))
    text = etree.tostring(schema, encoding="unicode")
    kept = _kept(text, phase) if cache else None
    stylesheet = _recall(kept) or _compiled(text, phase)
    if kept is not None and not kept.exists():
        _keep(kept, stylesheet)
    return Rules(path.as_posix(), stylesheet, tuple(dict.fromkeys(files)))


def _compiled(text: str, phase: str) -> str:
    expanded = saxon.transform("urn:siglum:schematron:expand", "Q{urn:siglum:schematron}expand", text, {"phase": phase})
    return saxon.transform("urn:siglum:schematron:transpile", "Q{urn:siglum:schematron}transpile", expanded)


def _kept(text: str, phase: str) -> Path | None:
    """Where the stylesheet of a schema would be kept; None where there is no such place."""
    home = os.environ.get("XDG_CACHE_HOME") or (str(Path.home() / ".cache") if os.environ.get("HOME") else "")
    if not home or not Path(home).is_absolute():
        return None
    steps = [(resources.folder("xslt") / name).read_bytes() for name in _STEPS]
    digest = hashlib.sha256("\0".join((text, phase)).encode("utf-8") + b"\0".join(steps)).hexdigest()
    return Path(home, "siglum", "schematron", f"{digest}.xsl")


def _recall(kept: Path | None) -> str:
    """The stylesheet that was kept, if it is whole; "" otherwise."""
    try:
        text = kept.read_text("utf-8") if kept else ""
    except (OSError, UnicodeDecodeError):
        return ""
    return text if text.rstrip().endswith("</xsl:stylesheet>") else ""


def _keep(kept: Path, stylesheet: str) -> None:
    """Keep a stylesheet; where that cannot be done, it is made again next time."""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        writing.write(kept, stylesheet.encode("utf-8"))
    except (OSError, Failure):
        return
