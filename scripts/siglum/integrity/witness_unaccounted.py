"""An apparatus entry says what each witness of its passage has.

The other entries of the passage name a witness; this one is silent about it. Does it agree with the lemma, or lack the
words? The edition of that witness cannot be made, or would be made by guessing.

    <app><lem wit="#A">two</lem><rdg wit="#B">three</rdg></app> … <app><lem wit="#A">four</lem></app>     wrong
    <app><lem wit="#A">two</lem><rdg wit="#B">three</rdg></app> … <app><lem wit="#A #B">four</lem></app>  right

A lem without @wit speaks for all witnesses that no rdg names. An apparatus that is negative, in which most entries
name only the witnesses that differ, is not asked (but in the strict profile). The passage is the quotation, or the
division, in which the entry stands; a witness counts there if any entry of the passage names it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from siglum.diagnostic import Diagnostic
from siglum.document import XML_ID, Document, local
from siglum.edition.index import Index
from siglum.edition.practice import is_usual
from siglum.tei.vocabulary import TEI

_PASSAGES = ("quote", "div", "lg", "body", "front", "back", "text")


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    declared = {f"#{witness.get(XML_ID)}" for witness in document.root.iter(f"{{{TEI}}}witness")}
    passages: dict[etree._Element, list[etree._Element]] = {}
    for app in document.root.iter(f"{{{TEI}}}app"):
        passage = next((e for e in app.iterancestors() if local(e) in _PASSAGES), None)
        if passage is not None:
            passages.setdefault(passage, []).append(app)
    silent = [
        (app, missing)
        for apps in passages.values()
        for app in apps
        if (missing := _passed_over(app, {siglum for other in apps for siglum in _sigla(other)} & declared))
        and not _for_all(app)
        and _sigla(app) <= declared
    ]
    if index.strict or is_usual(sum(map(len, passages.values())) - len(silent), len(silent)):
        for app, missing in silent:
            yield _unaccounted(document, app, sorted(missing))


def _passed_over(app: etree._Element, here: set[str]) -> set[str]:
    return here - _sigla(app)


def _sigla(app: etree._Element) -> set[str]:
    return {
        siglum for reading in app.iter(f"{{{TEI}}}lem", f"{{{TEI}}}rdg") for siglum in reading.get("wit", "").split()
    }


def _for_all(app: etree._Element) -> bool:
    return any(reading.get("wit") is None for reading in app.iterchildren(f"{{{TEI}}}lem"))


def _unaccounted(document: Document, app: etree._Element, missing: list[str]) -> Diagnostic:
    named = " and ".join(missing)
    return Diagnostic(
        "witness-unaccounted",
        f"this entry says nothing about {named}, which other entries of the passage name",
        document.path,
        document.span(app),
        label=f"{named}?",
        found="app",
        expected=tuple(missing),
        help=(f"add {named} to the @wit of the reading it has, or give it a rdg of its own",),
    )
