"""What the editors state has a source, or someone who answers for it and says how certain it is.

A reader takes a note of the editors, or a date in a register, for a fact. Without its source nobody can examine it. So
each says where it comes from (@source); a judgement of the editors' own is signed (@resp) and says how certain it is
(@cert) or what it rests on (@evidence, on elements for which TEI has it: a note has not). A note may also name its
source in a bibl or by a link. The source of an entry holds for all that the entry says.

    <note type="editorial" resp="#ed">Sent in May.</note>                         wrong: how do the editors know?
    <note type="editorial" resp="#ed" source="work:diary">Sent in May.</note>     right
    <note type="editorial" resp="#ed" cert="low">Sent in May.</note>              right: a judgement, signed and weighed
    <birth when="1900">1900</birth>                                               wrong
    <birth when="1900" source="works.xml#diary">1900</birth>                      right

Looked at are notes of the types editorial and description, relations, and in registers the facts of an entry: birth,
death, event, occupation, state and their kin. Where one paragraph of a note names its source, each needs its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from siglum.diagnostic import Diagnostic
from siglum.document import Document, local, text_of
from siglum.edition.index import Index
from siglum.tei.vocabulary import TEI

NOTES = ("editorial", "description")
"""The types of notes in which the editors speak."""

FACTS = frozenset(
    ("affiliation", "birth", "death", "education", "event", "faith", "floruit", "nationality", "occupation",
     "residence", "socecStatus", "state", "trait")
)  # fmt: skip
"""What a register states of an entry. Source: TEI P5 Guidelines, section 14.3."""

_AROUND = frozenset(
    ("bibl", "biblStruct", "event", "listRelation", "nym", "object", "org", "person", "personGrp", "place")
)
_WORKS = frozenset(("bibl", "biblFull", "biblStruct", "listBibl", "msDesc", "witness"))
_LIMITS = ("when", "notBefore", "notAfter", "from", "to")
_DATING = frozenset(limit + calendar for limit in _LIMITS for calendar in ("", "-iso", "-custom"))


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    in_register = document.path in index.registers
    for element in document.root.iter(f"{{{TEI}}}*"):
        if _states(element, in_register) and not _answered_around(element, document, index):
            for part in _unsourced(element, document, index):
                yield _unfounded(document, part)


def _states(element: etree._Element, in_register: bool) -> bool:
    """Whether an element is a statement of the editors. An event that has but a name states nothing."""
    name = local(element)
    if name == "note":
        return element.get("type") in NOTES and bool(text_of(element))
    if name == "event":
        said = not _DATING.isdisjoint(element.keys()) or any(local(child) in ("ab", "desc", "p") for child in element)
        return in_register and said
    return name == "relation" or (in_register and name in FACTS)


def _answered_around(element: etree._Element, document: Document, index: Index) -> bool:
    """Whether the entry or list in which a statement stands has a source; or lacks one, which is said there."""
    around = [ancestor for ancestor in element.iterancestors() if local(ancestor) in _AROUND]
    in_register = document.path in index.registers
    return any(_founded(ancestor) or _states(ancestor, in_register) for ancestor in around)


def _founded(element: etree._Element) -> bool:
    return bool(element.get("source") or (element.get("resp") and (element.get("cert") or element.get("evidence"))))


def _cites(element: etree._Element, document: Document, index: Index) -> bool:
    """Whether a note names its source in words, or by a link to a work or into the web."""
    if next(element.iter(f"{{{TEI}}}bibl", f"{{{TEI}}}biblStruct"), None) is not None:
        return True
    links = element.iter(f"{{{TEI}}}ref", f"{{{TEI}}}ptr")
    targets = [index.resolve(document, link, text) for link in links for text in link.get("target", "").split()]
    return any(target.external or target.name in _WORKS for target in targets)


def _unsourced(element: etree._Element, document: Document, index: Index) -> list[etree._Element]:
    """The statement itself where it has no source at all; else those of its paragraphs that have none."""
    if _founded(element):
        return []
    parts = [child for child in element if local(child) in ("ab", "desc", "item", "list", "p")]
    without = [part for part in parts if not _founded(part) and not _cites(part, document, index)]
    if parts and len(without) < len(parts):
        return without
    return [] if _cites(element, document, index) else [element]


def _unfounded(document: Document, element: etree._Element) -> Diagnostic:
    name = local(element)
    return Diagnostic(
        "unsourced-statement",
        f"<{name}> states something and does not say where it comes from",
        document.path,
        document.span(element),
        label="no @source",
        found=name,
        help=(
            'add source="…", pointing at the work that says so',
            'or, where it is the editors’ own judgement, sign it and say how certain it is: resp="…" cert="…"',
        ),
    )
