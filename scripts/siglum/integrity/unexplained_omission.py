"""An omission is accounted for: it is encoded, and someone answers for it.

Three dots in a text are a question: who left something out, the author, a source, the editor, or the hand that copied
it? An ellipsis in the text stands in an element that says so, and a gap, an ellipsis or an apparatus entry names who
says so.

    <p>He came . . . and went.</p>                                                                       wrong
    <p>He came <ellipsis resp="#ed"><metamark function="omission">. . .</metamark></ellipsis> and went.</p>   right
    <gap reason="lost"/>                 wrong: who says so?
    <gap reason="lost" resp="#ed"/>      right

Both are asked in the strict profile. Without it, dots are dots unless the document encodes nine in ten of them as
ellipses, and a gap that gives its reason is explained; one without any is asked where nine in ten have one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from siglum.diagnostic import Diagnostic
from siglum.document import Document, local
from siglum.edition.index import Index
from siglum.edition.practice import is_usual
from siglum.tei.prose import TextRun, text_runs, within
from siglum.tei.vocabulary import TEI

_DOTS = re.compile(r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]|…|\.(?:\s?\.){2,}")
_ENCODED = frozenset(("ellipsis", "metamark", "gap", "del", "surplus", "space", "supplied", "corr"))


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    dots = [
        (run, match)
        for run in text_runs(document)
        if "." in run.text or "…" in run.text
        for match in _DOTS.finditer(run.text)
        if within(run.element, _ENCODED) is None
    ]
    encoded = sum(1 for _ in document.root.iter(f"{{{TEI}}}ellipsis"))
    if index.strict or is_usual(encoded, len(dots)):
        for run, match in dots:
            yield _unencoded(run, match)
    for kind in ("gap", "app", "ellipsis"):
        found = list(document.root.iter(f"{{{TEI}}}{kind}"))
        silent = [element for element in found if not _answered(element)]
        if not index.strict:
            silent = [element for element in silent if not _explained(element)]
        if index.strict or is_usual(len(found) - len(silent), len(silent)):
            for element in silent:
                yield _unanswered(document, element)


def _explained(element: etree._Element) -> bool:
    """Whether an element says why words are missing: illegible, damage, lost, sampling …"""
    return bool(element.get("reason") or element.get("agent")) or any(local(c) in ("desc", "note") for c in element)


def _answered(element: etree._Element) -> bool:
    readings = (
        [child for child in element if local(child) in ("lem", "rdg", "rdgGrp")] if local(element) == "app" else []
    )
    return any(e.get("resp") for e in (element, *readings))


def _unencoded(run: TextRun, match: re.Match[str]) -> Diagnostic:
    return Diagnostic(
        "unexplained-omission",
        "dots stand here for words that are left out, and no element says who left them out",
        run.document.path,
        run.document.stretch(run.element, run.number, *match.span()),
        label="left out by whom?",
        found=match[0],
        parent=local(run.element),
        help=('encode it: <ellipsis resp="…"><metamark function="omission">' + match[0] + "</metamark></ellipsis>",),
    )


def _unanswered(document: Document, element: etree._Element) -> Diagnostic:
    name = local(element)
    return Diagnostic(
        "unexplained-omission",
        f"<{name}> does not say who answers for it",
        document.path,
        document.span(element),
        label="no @resp",
        found=name,
        help=('add resp="#…", pointing at the respStmt or person who says so',),
    )
