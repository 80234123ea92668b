"""One form means one person, place or thing, unless the encoding says otherwise.

Where the same words are tagged as two different entries, one of the two is usually a slip that no reader will find. A
mention that is certain although the form is shared says so: with @cert, or with a note inside.

    <persName ref="person:anna">Anna</persName> … <persName ref="person:anna-b">Anna</persName>          wrong
    <persName ref="person:anna">Anna</persName> … <persName ref="person:anna-b" cert="high">Anna</persName>   right

The same holds for a person's name inside another's, and for two names over the very same words: they would count for
both. A form that several people share in an edition, as titles and first names are, is asked about where nine in ten
of its mentions are of one of them (in the strict profile always).
"""

from __future__ import annotations

from collections.abc import Iterator

from siglum.diagnostic import Diagnostic, Related
from siglum.document import Document, local, text_of
from siglum.edition.index import Index, Mention
from siglum.edition.pointers import Pointer
from siglum.edition.practice import is_usual
from siglum.integrity.wrong_target import fits
from siglum.tei.prose import ancestors
from siglum.tei.vocabulary import NAMING


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    if document.path in index.registers:
        return
    for pointer in index.pointers(document):
        if not _is_mention(pointer) or not fits(pointer):
            continue
        outer = _overlapped(index, pointer)
        if outer is not None:
            yield _overlaps(pointer, outer)
            continue
        key = (local(pointer.element), text_of(pointer.element))
        if key not in index.first_mentions:
            span = pointer.span
            span.measured()
            index.first_mentions[key] = Mention(document.path, span, pointer.text, pointer.target.place)
        earlier = index.first_mentions[key]
        if earlier.entry != pointer.target.place and not _explicit(pointer) and _is_rare(index, key[1], pointer):
            yield _differs(pointer, earlier)


def _is_rare(index: Index, form: str, pointer: Pointer) -> bool:
    """Whether a form nearly always means somebody else; in the strict profile once is enough."""
    if index.strict or pointer.target.place is None:
        return True
    here = index.uses.mentions[form, pointer.target.place]
    return is_usual(index.uses.tagged[form] - here, here)


def _is_mention(pointer: Pointer) -> bool:
    return (
        pointer.attribute == "ref"
        and local(pointer.element) in NAMING
        and pointer.target.place is not None
        and any(local(e) == "text" for e in pointer.element.iterancestors())
    )


def _explicit(pointer: Pointer) -> bool:
    return pointer.element.get("cert") is not None or any(local(child) == "note" for child in pointer.element)


def _overlapped(index: Index, pointer: Pointer) -> Pointer | None:
    """The mention of another entry that holds this one and leaves it no words of its own."""
    name, own = local(pointer.element), text_of(pointer.element)
    for outer in ancestors(pointer.element):
        if outer is not pointer.element and local(outer) == name and outer.get("ref", "").split():
            if name != "persName" and text_of(outer) != own:
                continue
            text = outer.get("ref", "").split()[0]
            target = index.resolve(pointer.document, outer, text)
            if target.place != pointer.target.place:
                return Pointer(pointer.document, outer, "ref", 0, text, target)
    return None


def _differs(pointer: Pointer, earlier: Mention) -> Diagnostic:
    form = text_of(pointer.element)
    return Diagnostic(
        "two-people",
        f"“{form}” is tagged as {pointer.text} here and as {earlier.text} elsewhere",
        pointer.document.path,
        pointer.span,
        label=f"not {earlier.text}",
        found=pointer.text,
        parent=local(pointer.element),
        help=('point to the same entry, or say that two are meant: add cert="high", or a note',),
        related=(Related(f"tagged as {earlier.text} here", earlier.path, earlier.span),),
    )


def _overlaps(pointer: Pointer, outer: Pointer) -> Diagnostic:
    return Diagnostic(
        "two-people",
        f"the mention of {pointer.text} lies inside a mention of {outer.text}",
        pointer.document.path,
        pointer.span,
        label="inside another",
        found=pointer.text,
        parent=local(pointer.element),
        help=("end the outer name before this one, or keep one of the two",),
        related=(Related(f"the mention of {outer.text}", outer.document.path, outer.span),),
    )
