"""A pointer leads to the kind of thing that its element is about.

A persName that points to an entry of the register of places resolves, and is wrong: the person appears in no index, and
the place is given a mention that is none.

    <persName ref="place:rome">Anna</persName>     wrong: place:rome is a place
    <persName ref="person:anna">Anna</persName>    right

What each pointer may lead to follows the TEI Guidelines' definitions of its element and attribute: a name to an entry
of its kind, @who to someone who can speak, @resp to someone (or a hand) who can answer for it, a note call to a note,
both ends of a relation in a transmission to a text. Whatever TEI lets a pointer lead to is right.
"""

from __future__ import annotations

from collections.abc import Iterator

from siglum.diagnostic import Diagnostic, Related
from siglum.document import XML_ID, Document, local
from siglum.edition.index import Index
from siglum.edition.pointers import Pointer

_PERSON = ("person", "personGrp", "persona")
_WORK = ("bibl", "biblStruct", "biblFull", "msDesc", "listBibl", "object", "TEI", "text", "witness")
_SPEAKER = (
    *_PERSON, "role", "castItem", "castGroup", "castList", "org", "listPerson", "listOrg", "respStmt", "persName",
    "name",
    "orgName", "author", "editor", "handNote",
)  # fmt: skip
_ANSWERS = (
    *_PERSON,
    "org",
    "respStmt",
    "editor",
    "author",
    "name",
    "persName",
    "orgName",
    "bibl",
    "biblStruct",
    "list",
    "witness",
    "handNote",
    "principal",
    "funder",
    "sponsor",
    "resp",
    "rs",
    "publisher",
    "authority",
    "distributor",
    "application",
    "msDesc",
    "listPerson",
    "listOrg",
    "change",
)
_PLACE = ("place", "listPlace")
ALLOWED: dict[tuple[str, str], tuple[str, ...]] = {
    ("persName", "ref"): _PERSON,
    ("orgName", "ref"): ("org", "listOrg"),
    ("placeName", "ref"): _PLACE,
    ("geogName", "ref"): _PLACE,
    ("settlement", "ref"): _PLACE,
    ("region", "ref"): _PLACE,
    ("country", "ref"): (*_PLACE, "org"),
    ("eventName", "ref"): ("event", "listEvent"),
    ("title", "ref"): _WORK,
    ("author", "ref"): (*_PERSON, "org"),
    ("*", "who"): _SPEAKER,
    ("*", "toWhom"): _SPEAKER,
    ("change", "who"): _ANSWERS,
    ("*", "resp"): _ANSWERS,
    ("event", "where"): _PLACE,
    ("*", "hand"): ("handNote", *_PERSON, "handShift", "scriptNote", "respStmt", "persName", "name", "author"),
    ("quote", "source"): _WORK,
}
"""By element ("*" for any) and attribute, the elements it may lead to."""

RS = {"person": _PERSON, "org": ("org",), "place": _PLACE, "event": ("event",), "work": _WORK}
"""The same for rs/@ref, by @type."""

RELATION = {"transmission": _WORK}
"""The same for relation/@active, @passive and @mutual, by the @type of the listRelation."""


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    for pointer in index.pointers(document):
        if not fits(pointer):
            yield _wrong(index, pointer, pointer.target.name, _allowed(pointer))


def fits(pointer: Pointer) -> bool:
    """Whether a pointer leads to the kind of thing that its element is about, as far as that is known."""
    found, allowed = pointer.target.name, _allowed(pointer)
    return not found or not allowed or found in allowed


def _allowed(pointer: Pointer) -> tuple[str, ...]:
    name = local(pointer.element)
    if pointer.attribute == "ref" and name == "rs":
        return RS.get(pointer.element.get("type", ""), ())
    if pointer.attribute in ("active", "passive", "mutual") and name == "relation":
        return RELATION.get(_listed_as(pointer), ())
    if (name, pointer.attribute, pointer.element.get("type")) == ("ref", "target", "noteCall"):
        return ("note",)
    return ALLOWED.get((name, pointer.attribute)) or ALLOWED.get(("*", pointer.attribute), ())


def _listed_as(pointer: Pointer) -> str:
    parent = pointer.element.getparent()
    return "" if parent is None else parent.get("type", "")


def _wrong(index: Index, pointer: Pointer, found: str, allowed: tuple[str, ...]) -> Diagnostic:
    target = pointer.target.place
    assert target is not None
    name = local(pointer.element)
    related = Related(f"this is a <{found}>", target.path, index.span(target, ("value", XML_ID)))
    return Diagnostic(
        "wrong-target",
        f"@{pointer.attribute} of <{name}> leads to a <{found}>, and a {_kinds(allowed)} is meant here",
        pointer.document.path,
        pointer.span,
        label=f"leads to a <{found}>",
        found=pointer.text,
        parent=name,
        expected=allowed,
        related=(related,),
        help=(_advice(name, found, allowed),),
    )


def _kinds(allowed: tuple[str, ...]) -> str:
    return f"<{allowed[0]}>" + (f" (or <{allowed[1]}>)" if len(allowed) > 1 else "")


def _advice(name: str, found: str, allowed: tuple[str, ...]) -> str:
    better = next(
        (
            n
            for (n, attribute), kinds in ALLOWED.items()
            if attribute == "ref" and found in kinds and n.endswith("Name")
        ),
        "",
    )
    if better and name.endswith("Name"):
        return f"point to a <{allowed[0]}>, or write <{better}> if the <{found}> is meant"
    return f"point to a <{allowed[0]}>"
