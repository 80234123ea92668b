"""Siglum: validates and publishes a scholarly edition in TEI XML.

What is listed here is the public API (docs/api.md shows it at work); every other module may change at any time. Nothing
is imported before it is used.

    check      files, or the edition of the current folder → Outcome
    build      an edition → its web pages and plain texts, in a folder
    validate   a Document, held to a Schema → Diagnostics
    Schema     a RELAX NG schema, read
    Document   one file of TEI, read
    Diagnostic one finding
    Options    what a check may be told
    Outcome    what came of a check
    Published  what came of a build
    Failure    raised for what could not be done: its text is a sentence for a reader
    Refused    raised for a file that is no document: its `finding` says why
    Differs    raised by build where no output says what its reading says: its `findings` say where

For plug-ins (docs/plugins.md):

    Index      what a check is given beside the file: the files of an edition, and what is known across them
    Made       what an output is made from: the readings as TEI, the files
    OutputText the text of one reading, as an output gives it
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from siglum.checking import Options, Outcome
    from siglum.diagnostic import Diagnostic
    from siglum.document import Document, Refused
    from siglum.edition.index import Index
    from siglum.failure import Failure
    from siglum.publish import Published
    from siglum.publish.made import Made
    from siglum.publish.verify import Differs, OutputText
    from siglum.relaxng import Schema, validate

__version__ = "0.1.0"
__all__ = [
    "Diagnostic",
    "Differs",
    "Document",
    "Failure",
    "Index",
    "Made",
    "Options",
    "Outcome",
    "OutputText",
    "Published",
    "Refused",
    "Schema",
    "__version__",
    "build",
    "check",
    "validate",
]

_MODULES = {
    "Diagnostic": "siglum.diagnostic",
    "Differs": "siglum.publish.verify",
    "Document": "siglum.document",
    "Failure": "siglum.failure",
    "Index": "siglum.edition.index",
    "Made": "siglum.publish.made",
    "Options": "siglum.checking",
    "Outcome": "siglum.checking",
    "OutputText": "siglum.publish.verify",
    "Published": "siglum.publish",
    "Refused": "siglum.document",
    "Schema": "siglum.relaxng",
    "validate": "siglum.relaxng",
}


def check(paths: str | PathLike[str] | Iterable[str | PathLike[str]] = (), options: Options | None = None) -> Outcome:
    """Check a file or folder, several, or, where none is named, the edition of the current folder.

    What could not be done (a missing file, a broken schema) stands in `Outcome.failures`, a sentence each; nothing is
    raised for it, and the rest is checked all the same.
    """
    from siglum import checking

    if isinstance(paths, str | PathLike):
        paths = (paths,)
    return checking.check([fspath(path) for path in paths], options)


def build(
    edition: str | PathLike[str] = ".",
    output: str | PathLike[str] = "build",
    outputs: Iterable[str] = ("html", "text"),
    *,
    bare: bool = False,
    jobs: int = 1,
) -> Published:
    """Publish the edition of a folder (where siglum.toml lies) to another; gives what was not published, and why.

    `outputs` names what is made; `bare` leaves head and marks out of the plain texts; `jobs` is the number of processes
    (0: as many as there are cores). A document that cannot be read or made, or of which an output would not say what
    its reading says, is left out. Raises Failure where nothing can be published, and Differs where no document is left
    of which the outputs say what its readings say; then nothing has changed.
    """
    from siglum import publish
    from siglum.edition import Edition

    return publish.build(Edition.load(Path(edition)), Path(output), frozenset(outputs), bare=bare, jobs=jobs)


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return __all__
