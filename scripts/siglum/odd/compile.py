"""ODD → RELAX NG and Schematron.

An ODD holds everything a schema is made of: specifications, their prose, their rules. It must carry all the
specifications it refers to ("pure ODD"); nothing is fetched from elsewhere.
Source: TEI P5 Guidelines, chapter 23 (Documentation Elements).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from siglum import saxon, writing
from siglum.document import Document, Refused
from siglum.failure import Failure


@dataclass(frozen=True, slots=True)
class Compiled:
    """What an ODD comes to: a RELAX NG grammar (XML syntax) and a Schematron schema, as XML text."""

    relaxng: str
    schematron: str


def compile_odd(path: Path) -> Compiled:
    """Compile an ODD. Raises Failure, naming file and line, for whatever is wrong with it."""
    flat = assembled(read(path))
    return Compiled(
        *(
            _lines(saxon.transform(f"urn:siglum:odd:{kind}", f"Q{{urn:siglum:odd}}{kind}", flat))
            for kind in ("relaxng", "schematron")
        )
    )


def assembled(odd: str) -> str:
    """The specifications of an ODD (as `read` gives it) in one flat schemaSpec, as XML text. Raises Failure."""
    return saxon.transform("urn:siglum:odd:assemble", "Q{urn:siglum:odd}assemble", odd)


def read(path: Path) -> str:
    """An ODD, as Saxon is given it. Raises Failure where there is none, or it is not XML."""
    if not path.name.endswith(".odd"):
        raise Failure(f"{path} is not an ODD: give a file whose name ends in .odd")
    try:
        document = Document.read(path)
    except Refused as refused:
        raise refused.failure() from None
    return saxon.serialised(document)


def write(path: Path) -> Iterator[Path]:
    """Compile NAME.odd and write NAME.rng and NAME.sch beside it; gives the paths written."""
    compiled = compile_odd(path)
    for suffix, text in ((".rng", compiled.relaxng), (".sch", compiled.schematron)):
        written = path.with_suffix(suffix)
        writing.write(written, text.encode("utf-8"))
        yield written


def _lines(text: str) -> str:
    return text.rstrip("\n") + "\n"
