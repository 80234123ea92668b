"""What is reported in these tests: findings of every kind about two small files."""

from __future__ import annotations

from pathlib import Path

from siglum.diagnostic import Diagnostic, Edit, Fix, Part, Related, Span
from siglum.document import Document, Source, local
from siglum.report import Checked

EDITION = Path(__file__).parent / "edition"
LETTER, REGISTER = (Document.parse((EDITION / name).read_bytes(), name) for name in ("letter.xml", "register.xml"))
DOCUMENTS = {"letter.xml": LETTER, "register.xml": REGISTER}


def source(path: str) -> Source | None:
    return DOCUMENTS[path].source if path in DOCUMENTS else None


def page(code: str) -> str:
    return f"What {code} means.\n\nWhy it matters & what to do:\n\n    <p>wrong</p>\n"


def at(document: Document, name: str, number: int, part: Part) -> Span:
    """The place of a part of the numbered element (from 0) of a name."""
    return document.span([e for e in document.own if local(e) == name][number], part)


def edit(span: Span, text: str, path: str = "") -> Edit:
    return Edit(span.start.offset, span.end.offset, text, path)


SHIP, AGAIN = at(LETTER, "ship", 0, "name"), at(LETTER, "ship", 1, "name")
ANN, ANNE = at(LETTER, "name", 1, ("value", "ref")), at(LETTER, "name", 0, ("value", "ref"))
ANNA = at(REGISTER, "item", 0, ("value", "{http://www.w3.org/XML/1998/namespace}id"))

FINDINGS = [
    Diagnostic(
        "dangling-pointer", "@ref points to “#anne”, and this file has no such xml:id", "letter.xml", ANNE,
        label="leads nowhere", found="#anne", parent="name", help=("write “register.xml#anna” (Anna)",),
        fix=Fix("point to “register.xml#anna”", (edit(ANNE, "register.xml#anna"),)),
        related=(Related("the entry is called so", "register.xml", ANNA),),
    ),
    Diagnostic(
        "unknown-element", "the schema knows no element <ship>", "letter.xml", SHIP, found="ship", parent="p",
        expected=("name", "date"), help=("write <name>", "or leave it out"), note="100% of the others are names",
        fix=Fix("write <name>", (edit(SHIP, "name"), edit(at(LETTER, "ship", 0, "end-name"), "name")), safe=True),
    ),
    Diagnostic(
        "dangling-pointer", "@ref points to “#ann”, and this file has no such xml:id", "letter.xml", ANN,
        found="#ann", help=("add the entry, or point to one there is",),
        fix=Fix("call it ann everywhere", (edit(ANN, "register.xml#ann"), edit(ANNA, "ann", "register.xml"))),
    ),
    Diagnostic(
        "unknown-element", "the schema knows no element <ship>", "letter.xml", AGAIN, found="ship",
        help=("write <name>", "or leave it out"), note="100% of the others are names",
    ),
    Diagnostic(
        "quotation-marks", "“ opens a quotation, and it is not tagged", "letter.xml",
        at(LETTER, "p", 2, ("text", 0)), "warning",
    ),
    Diagnostic("unused-entry", "nothing points to “anna”", "register.xml", ANNA, "note", found="anna"),
]  # fmt: skip
CHECKED = Checked(FINDINGS, 2, ["cannot read none.xml: no such file or directory"], source, page)
