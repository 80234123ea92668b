"""A pointer must lead to something in the edition.

`person:helldrungen` in @ref promises an entry in the register of persons. If there is none, the name loses its page,
its dates and its place in every index, without a word.

    <persName ref="person:ann">Anna</persName>     wrong: the entry is called anna
    <persName ref="person:anna">Anna</persName>    right

A pointer is followed in its own file (`#p1`), into other files of the edition (`registers/persons.xml#anna`) and
through the prefixes that the header declares (`person:anna`). Addresses on the web are not looked up. Nothing outside
the folder of the edition counts, since it would be missing wherever the edition goes.

Many pointers to the same missing entry, into the same missing file or with the same undeclared prefix are one finding,
at the first of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from lxml import etree

from siglum.diagnostic import Cause, Diagnostic, Edit, Fix, Severity
from siglum.document import local, text_of
from siglum.edition.index import Index
from siglum.edition.pointers import Pointer
from siglum.tei.vocabulary import TEI

SEVERITY: Severity = "error"


def check(index: Index) -> Iterator[Diagnostic]:
    for pointer in index.pointers:
        if pointer.target.lost and pointer.attribute != "wit":
            yield _dangling(index, pointer)


def _dangling(index: Index, pointer: Pointer) -> Diagnostic:
    target, span = pointer.target, pointer.span
    advice, near = _advice(index, pointer)
    fix = None
    if near:
        edit = Edit(span.start.offset, span.end.offset, near)
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
        cause=_cause(index, pointer),
    )


def _cause(index: Index, pointer: Pointer) -> Cause | None:
    """The missing entry, file or prefix; whatever else is wrong is wrong with this pointer alone.

    Files that belong to no edition have nothing to do with each other: each has a cause of its own.
    """
    target, path = pointer.target, pointer.document.path
    scope = "" if index.edition else path
    if target.lost == "id" and target.document is not None:
        fact = f"and {target.where} has no such entry" if target.where else "which no element bears"
        said = f"pointers lead to “{target.id}”, {fact}"
        return Cause(("id", target.document.path, target.id, scope), said, "leads there too")
    if target.lost == "file":
        file = Path(path).parent.joinpath(pointer.element.base or "", target.where).as_posix()
        said = f"pointers lead into “{target.where}”, and there is no such file"
        return Cause(("file", file, scope), said, "leads there too")
    if target.lost == "prefix":
        said = f"pointers have the prefix “{target.where}”, and no prefixDef in this file declares it"
        return Cause(("prefix", path, target.where), said, "has it too")
    return None


def _fact(pointer: Pointer) -> str:
    target = pointer.target
    if target.lost == "id":
        return f"{target.where or 'this file'} has no such {'entry' if target.where else 'xml:id'}"
    if target.lost == "file":
        return f"there is no file {target.where}"
    if target.lost == "outside":
        return "that lies outside the folder of the edition"
    if target.lost == "prefix":
        return f"no prefixDef in this file declares the prefix “{target.where}”"
    return f"“{target.id}” does not fit the pattern of the prefix “{target.where}”"


def _advice(index: Index, pointer: Pointer) -> tuple[str, str]:
    """What to do, and the pointer that is probably meant."""
    target = pointer.target
    if target.lost == "id" and target.document is not None:
        near = get_close_matches(target.id, index.ids(target.document), 1, 0.6)
        if near:
            text = pointer.text.removesuffix(target.id) + near[0]
            told = "" if pointer.text.startswith("#") else _called(index.ids(target.document)[near[0]])
            return f"write “{text}”{told}", text
        return "add the entry, or point to one there is", ""
    if target.lost == "prefix":
        known = [prefix.ident for prefix in index.prefixes(pointer.document)]
        near = get_close_matches(target.where, known, 1)
        if near:
            return f"write “{near[0]}:{target.id}”", f"{near[0]}:{target.id}"
        return f'declare it in the header: <prefixDef ident="{target.where}" …>', ""
    if target.lost == "outside":
        return "move what it points to into the edition", ""
    if target.lost == "pattern":
        return f"write a name that fits, or widen matchPattern of the prefix “{target.where}”", ""
    return "mend the path, or add the file", ""


def _called(entry: etree._Element) -> str:
    name = next(
        (text_of(child) for child in entry if local(child).endswith("Name") or child.tag == f"{{{TEI}}}title"), ""
    )
    return f" ({name})" if name else ""
