"""A pointer must lead to something in the edition.

`person:helldrungen` in @ref promises an entry in the register of persons. If there is none, the name loses its page,
its dates and its place in every index, without a word.

    <persName ref="person:ann">Anna</persName>     wrong: the entry is called anna
    <persName ref="person:anna">Anna</persName>    right

A pointer is followed in its own file (`#p1`), into other files of the edition (`registers/persons.xml#anna`) and
through the prefixes that the header declares (`person:anna`). Addresses on the web are not looked up. Nothing outside
the folder of the edition counts, since it would be missing wherever the edition goes.

A word without `#` (`who="smith"`) and the name of an image are no addresses, unless the same attribute points in the
rest of the document; in the strict profile they are, and what lies outside the folder is missing even where it
exists.

Many pointers to the same missing entry, into the same missing file or with the same undeclared prefix are one finding,
at the first of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from siglum.diagnostic import Cause, Diagnostic, Edit, Fix
from siglum.document import Document, in_value, local, text_of
from siglum.edition.entry import begun
from siglum.edition.index import Index
from siglum.edition.pointers import Place, Pointer
from siglum.edition.practice import is_usual
from siglum.tei.vocabulary import NAMING, TEI


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    pointers = [pointer for pointer in index.pointers(document) if pointer.attribute != "wit"]
    lost = [pointer for pointer in pointers if pointer.target.lost]
    if not index.strict:
        lost = [p for p in lost if not _beyond(p) and not (document.incomplete and p.target.file == document.path)]
        bare = Counter(pointer.attribute for pointer in lost if is_bare(pointer))
        led = Counter(pointer.attribute for pointer in pointers if not is_bare(pointer))
        lost = [p for p in lost if not is_bare(p) or is_usual(led[p.attribute], bare[p.attribute])]
    here = Counter(pointer.attribute for pointer in pointers if pointer.text.startswith("#"))
    nowhere = Counter(pointer.attribute for pointer in lost if pointer.text.startswith("#"))
    for pointer in lost:
        name = pointer.attribute
        all_lost = pointer.text.startswith("#") and nowhere[name] == here[name] and nowhere[name] >= _SEVERAL
        yield _dangling(index, pointer, all_lost=all_lost and not index.strict)


_SEVERAL = 3
_NAMED_FILE = re.compile(r"\.(?:xml|tei|odd|rng|html?)$", re.IGNORECASE)


def is_bare(pointer: Pointer) -> bool:
    """Whether what stands there is a word, or the name of an image, rather than the address of something.

    By the letter it is the address of a file beside this one; many projects write keys, persons and images so, and a
    program of theirs knows what is meant.
    """
    text = pointer.text
    return "#" not in text and pointer.target.lost in ("file", "outside") and not _NAMED_FILE.search(text)


def _beyond(pointer: Pointer) -> bool:
    """Whether a pointer leads out of the folder of the edition, to a file that is there."""
    return pointer.target.lost == "outside" and not pointer.target.file


def _dangling(index: Index, pointer: Pointer, *, all_lost: bool) -> Diagnostic:
    target, span = pointer.target, pointer.span
    advice, near = _advice(index, pointer)
    fix = _new_entry(index, pointer)
    if near:
        edit = Edit(span.start.offset, span.end.offset, in_value(near))
        fix = Fix(f"point to “{near}”", (edit,))
    return Diagnostic(
        "dangling-pointer",
        f"@{pointer.attribute} points to “{pointer.text}”, and {_fact(pointer)}",
        pointer.document.path,
        span,
        label=f"no element with xml:id “{target.id}”" if target.lost == "id" else "leads nowhere",
        found=pointer.text,
        parent=local(pointer.element),
        help=(advice,),
        fix=fix,
        cause=_all_lost(index, pointer) if all_lost else _cause(index, pointer),
    )


def _new_entry(index: Index, pointer: Pointer) -> Fix | None:
    """The entry that is missing, begun, where the pointer leads into a register."""
    target = pointer.target
    if target.lost != "id" or target.file not in index.registers:
        return None
    same = (p for p in index.pointers(pointer.document) if (p.target.file, p.target.id) == (target.file, target.id))
    form = next((text_of(p.element) for p in same if local(p.element) in NAMING), "")
    edit = begun(index, target.file, target.id, form or target.id)
    return Fix(f"add the entry “{target.id}” to {target.where or target.file}", (edit,)) if edit else None


def _all_lost(index: Index, pointer: Pointer) -> Cause:
    """An attribute of which no pointer leads anywhere in this file: what it points at is missing as a whole."""
    scope = "" if index.edition else pointer.document.path
    said = f"pointers in @{pointer.attribute} lead nowhere: no element of their files has an xml:id that they name"
    return Cause(("attribute", pointer.attribute, scope), said, "leads nowhere too")


def _cause(index: Index, pointer: Pointer) -> Cause | None:
    """The missing entry, file or prefix; whatever else is wrong is wrong with this pointer alone.

    Files that belong to no edition have nothing to do with each other: each has a cause of its own.
    """
    target, path = pointer.target, pointer.document.path
    scope = "" if index.edition else path
    if target.lost == "id" and target.file:
        fact = f"and {target.where} has no such entry" if target.where else "and no element has that xml:id"
        said = f"pointers lead to “{target.id}”, {fact}"
        return Cause((target.lost, target.file, target.id, scope), said, "leads there too")
    if target.lost == "file":
        file = Path(path).parent.joinpath(pointer.element.base or "", target.where).as_posix()
        said = f"pointers lead into “{target.where}”, and there is no such file"
        return Cause((target.lost, file, scope), said, "leads there too")
    if target.lost == "prefix":
        where = "this file" if index.strict or scope else "their files"
        said = f"pointers have the prefix “{target.where}”, and no prefixDef in {where} declares it"
        return Cause((target.lost, target.where, scope or ("" if not index.strict else path)), said, "has it too")
    if target.lost == "outside" and not index.strict:
        said = f"pointers lead to “{target.where}”, outside the folder of the edition, and there is no such file"
        return Cause((target.lost, target.file, scope), said, "leads there too")
    return None


def _fact(pointer: Pointer) -> str:
    target = pointer.target
    if target.lost == "id":
        return f"{target.where or 'this file'} has no such {'entry' if target.where else 'xml:id'}"
    if target.lost == "file":
        return f"there is no file {target.where}"
    if target.lost == "outside":
        beyond = " and does not exist" if target.file else ""
        return f"that lies outside the folder of the edition{beyond}"
    if target.lost == "prefix":
        return f"no prefixDef in this file declares the prefix “{target.where}”"
    return f"“{target.id}” does not fit the pattern of the prefix “{target.where}”"


def _advice(index: Index, pointer: Pointer) -> tuple[str, str]:
    """What to do, and the pointer that is probably meant."""
    target = pointer.target
    if target.lost == "id" and target.file:
        facts = index.facts(target.file)
        near = facts.near_id.to(target.id)
        if near:
            text = pointer.text.removesuffix(target.id) + near
            told = "" if pointer.text.startswith("#") else _called(index, facts.ids[near])
            return f"write “{text}”{told}", text
        return "add the entry, or point to one there is", ""
    if target.lost == "prefix":
        near = index.facts(pointer.document.path).near_prefix.to(target.where)
        if near:
            return f"write “{near}:{target.id}”", f"{near}:{target.id}"
        return f'declare it in the header: <prefixDef ident="{target.where}" …>', ""
    if target.lost == "outside":
        return "mend the path" if target.file else "move what it points to into the edition", ""
    if target.lost == "pattern":
        return f"write a name that fits, or widen matchPattern of the prefix “{target.where}”", ""
    return "mend the path, or add the file", ""


def _called(index: Index, place: Place) -> str:
    document = index.open(place.path)
    if document is None:
        return ""
    entry = document.own[place.ordinal]
    name = next(
        (text_of(child) for child in entry if local(child).endswith("Name") or child.tag == f"{{{TEI}}}title"), ""
    )
    return f" ({name})" if name else ""
