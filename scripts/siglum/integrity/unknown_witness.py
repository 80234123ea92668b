"""A reading is credited to a witness that the header declares.

The sigla in @wit are promises: each stands for a document that the header describes. A siglum without a witness is a
reading on nobody's authority, and it is missing from the edition of every witness.

    <rdg wit="#Q">three</rdg>    wrong: the header has no <witness xml:id="Q">
    <rdg wit="#A">three</rdg>    right

Add the witness to listWit, or write the siglum of one that is there.
"""

from __future__ import annotations

from collections.abc import Iterator

from siglum.diagnostic import Diagnostic, Edit, Fix
from siglum.document import XML_ID, local
from siglum.edition.index import Index
from siglum.edition.pointers import Pointer
from siglum.tei.vocabulary import TEI

_WITNESSES = ("witness", "listWit", "msDesc", "object", "biblStruct", "bibl", "biblFull")


def check(index: Index) -> Iterator[Diagnostic]:
    for pointer in index.pointers:
        target = pointer.target
        if pointer.attribute == "wit" and not target.external and local(target.element) not in _WITNESSES:
            yield _unknown(pointer)


def _unknown(pointer: Pointer) -> Diagnostic:
    known = [
        f"#{witness.get(XML_ID)}" for witness in pointer.document.root.iter(f"{{{TEI}}}witness") if witness.get(XML_ID)
    ]
    span = pointer.span
    near = next((siglum for siglum in known if siglum.lower().lstrip("#") == pointer.text.lower().lstrip("#")), "")
    advice = (
        f"write “{near}”"
        if near
        else f"the header declares {', '.join(known)}"
        if known
        else "add a listWit to the sourceDesc"
    )
    fix = Fix(f"write “{near}”", (Edit(span.start.offset, span.end.offset, near),)) if near else None
    found = local(pointer.target.element)
    fact = f"leads to a <{found}>, which is no witness" if found else "is declared by no <witness> of the header"
    return Diagnostic(
        "unknown-witness",
        f"the siglum “{pointer.text}” {fact}",
        pointer.document.path,
        span,
        label="no such witness",
        found=pointer.text,
        parent=local(pointer.element),
        expected=tuple(known),
        help=(advice,),
        fix=fix,
    )
