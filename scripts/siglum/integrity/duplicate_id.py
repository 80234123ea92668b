"""An xml:id is given once in the whole edition.

A name that two elements bear is the address of neither: a link reaches the first, a citation means the second, and an
index mixes the two. Within one file the grammar watches over it; this check watches over the files together.

    persons.xml: <person xml:id="rome">…      wrong: places.xml has <place xml:id="rome">
    persons.xml: <person xml:id="rome-j">…    right

Give the later of the two a name of its own, and let the pointers to it follow.
"""

from __future__ import annotations

from collections.abc import Iterator

from siglum.diagnostic import Diagnostic, Related, Severity
from siglum.document import XML_ID, Document
from siglum.edition.index import Index

SEVERITY: Severity = "error"


def check(index: Index) -> Iterator[Diagnostic]:
    first: dict[str, Document] = {}
    for document in index.documents:
        for name in index.ids(document):
            if name in first:
                yield _duplicate(index, name, first[name], document)
            else:
                first[name] = document


def ambiguous(index: Index) -> Iterator[tuple[str, str, Related]]:
    """The pointers that lead to an xml:id which several elements of one file bear: that file, the id, the pointer."""
    for pointer in index.pointers:
        document = pointer.target.document
        if pointer.target.element is not None and document is not None and index.doubled(document):
            name = pointer.target.element.get(XML_ID, "").strip()
            if name in index.doubled(document):
                yield document.path, name, Related("this pointer leads to it", pointer.document.path, pointer.span)


def _duplicate(index: Index, name: str, earlier: Document, later: Document) -> Diagnostic:
    value = ("value", XML_ID)
    return Diagnostic(
        "duplicate-id",
        f"the xml:id “{name}” is given in {earlier.path} too",
        later.path,
        later.span(index.ids(later)[name], value),
        label="given a second time",
        found=name,
        help=("give one of the two another name, and let the pointers to it follow",),
        related=(Related("given first here", earlier.path, earlier.span(index.ids(earlier)[name], value)),),
    )
