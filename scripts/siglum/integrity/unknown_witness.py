"""A reading is credited to a witness that the header declares.

The sigla in @wit are promises: each stands for a document that the header describes. A siglum without a witness is a
reading on nobody's authority, and it is missing from the edition of every witness.

    <rdg wit="#Q">three</rdg>    wrong: the header has no <witness xml:id="Q">
    <rdg wit="#A">three</rdg>    right

Asked where the header declares witnesses, and most sigla are of these (in the strict profile always). Add the witness
to listWit, or write the siglum of one that is there.
"""

from __future__ import annotations

from collections.abc import Iterator

from siglum.diagnostic import Diagnostic, Edit, Fix
from siglum.document import XML_ID, Document, local
from siglum.edition.index import Index
from siglum.edition.pointers import Pointer
from siglum.tei.vocabulary import TEI

_WITNESSES = frozenset(
    ("witness", "listWit", "msDesc", "msPart", "msFrag", "object", "biblStruct", "bibl", "biblFull", "listBibl",
     "handNote", "facsimile", "surface", "TEI", "text")
)  # fmt: skip


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    sigla = [pointer for pointer in index.pointers(document) if pointer.attribute == "wit"]
    unknown = [p for p in sigla if not p.target.external and p.target.name not in _WITNESSES]
    declared = next(document.root.iter(f"{{{TEI}}}witness"), None) is not None
    if index.strict or (declared and _agreed(len(sigla) - len(unknown), len(unknown))):
        for pointer in unknown:
            yield _unknown(pointer)


def _agreed(known: int, unknown: int) -> bool:
    """Whether the apparatus speaks of the witnesses that the header declares, and of few others."""
    return known >= 4 * unknown


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
    found = pointer.target.name
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
