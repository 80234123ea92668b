"""An xml:id is given once in its file, and a pointer means one thing.

A name that two elements bear is the address of neither: a link reaches the first, a citation means the second, and an
index mixes the two. Files that are published apart may use the same names, as long as no pointer could mean two
elements: one through a prefix that is declared for two files, and both have such a name.

    <p xml:id="p1">Again.</p>      wrong: the file has another p1
    <p xml:id="p1-b">Again.</p>    right

Give the later of the two a name of its own, and let the pointers to it follow. In the strict profile a name is given
once in the whole edition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from siglum.diagnostic import Cause, Diagnostic, Edit, Fix, Related, Span
from siglum.document import XML_ID, Document, free_id
from siglum.edition.index import Ending, Index
from siglum.edition.pointers import Place, Pointer, place_of

_VALUE = ("value", XML_ID)


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    ids = index.ids(document.path)
    if index.facts(document.path).doubled:
        yield from _doubled(document, ids)
    for pointer in index.pointers(document):
        if pointer.target.other is not None:
            yield _ambiguous(pointer, pointer.target.other)
    if index.strict:
        for name, place in ids.items():
            first = index.first_ids.setdefault(name, place)
            if first.path != place.path:
                yield _elsewhere(index, name, first, place)


def ambiguous(document: Document, index: Index) -> Iterator[tuple[str, str, Related]]:
    """The pointers that lead to an xml:id which several elements of one file bear: that file, the id, the pointer."""
    for pointer in index.pointers(document):
        place = pointer.target.place
        if place is not None and (doubled := index.facts(pointer.target.file).doubled):
            name = pointer.target.id
            if name in doubled:
                related = Related("this pointer leads to it", document.path, pointer.span)
                related.span.measured()
                yield place.path, name, related


def _doubled(document: Document, ids: dict[str, Place]) -> Iterator[Diagnostic]:
    for element in document.root.iter("*"):
        name = element.get(XML_ID, "").strip()
        if name in ids and ids[name] != (here := place_of(document, element)):
            first = document.home(element).own[ids[name].ordinal] if ids[name].path == here.path else None
            place = document.span(element, _VALUE)
            before = document.span(first, _VALUE) if first is not None else place
            yield Diagnostic(
                "duplicate-id",
                f"the xml:id “{name}” is given twice in this file",
                here.path,
                place,
                label="given a second time",
                found=name,
                help=("give one of the two another name, and let the pointers to it follow",),
                related=(Related("given first here", ids[name].path, before),) if first is not None else (),
                fix=_renamed(place, free_id(name, ids)),
            )


def _renamed(place: Span, name: str, endings: Sequence[Ending] = ()) -> Fix:
    """Another name for an element, there and where something points to it."""
    edits = [Edit(place.start.offset, place.end.offset, name)]
    edits += (Edit(ending.start, ending.end, name, ending.path) for ending in endings)
    return Fix(f"call it “{name}” everywhere" if endings else f"call it “{name}”", tuple(edits))


def _ambiguous(pointer: Pointer, other: Place) -> Diagnostic:
    first = pointer.target.place
    assert first is not None
    return Diagnostic(
        "duplicate-id",
        f"@{pointer.attribute} points to “{pointer.text}”, which could mean a <{first.name}> in {first.path} and a "
        f"<{other.name}> in {other.path}",
        pointer.document.path,
        pointer.span,
        label="which of the two?",
        found=pointer.text,
        help=("give one of the two elements another name, or let the prefix stand for one file",),
        cause=Cause(
            ("two", first.path, other.path),
            f"pointers could lead into {first.path} or {other.path}",
            "could mean two things too",
        ),
    )


def _elsewhere(index: Index, name: str, earlier: Place, later: Place) -> Diagnostic:
    place, endings = index.span(later, _VALUE), index.endings.get(later, [])
    free = free_id(name, index.ids(later.path), index.first_ids)
    return Diagnostic(
        "duplicate-id",
        f"the xml:id “{name}” is given in {earlier.path} too",
        later.path,
        place,
        label="given a second time",
        found=name,
        help=("give one of the two another name, and let the pointers to it follow",),
        related=(Related("given first here", earlier.path, index.span(earlier, _VALUE)),),
        fix=_renamed(place, free, endings) if endings is not None else None,
    )
