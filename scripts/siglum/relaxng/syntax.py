"""The XML syntax of schemas: its names, and what the full syntax allows (section 3)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urlsplit

from lxml import etree

from siglum.document import Source, markup
from siglum.failure import Failure
from siglum.opening import read_file
from siglum.relaxng.names import STRUCTURE

RNG = f"{{{STRUCTURE}}}"
DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
PLACE = "{urn:siglum:source}place"
"""Where the compact syntax says in which line and column an element begins."""
PATTERNS = frozenset({
    "element", "attribute", "group", "interleave", "choice", "optional", "zeroOrMore", "oneOrMore", "list", "mixed",
    "ref", "parentRef", "empty", "value", "data", "notAllowed", "text", "externalRef", "grammar",
})  # fmt: skip
NAMES = frozenset({"name", "anyName", "nsName", "choice"})
_COMPONENTS = frozenset({"start", "define", "div"})
_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "element": ("name",), "attribute": ("name",), "ref": ("name",), "parentRef": ("name",),
    "define": ("name", "combine"), "start": ("combine",), "value": ("type",), "data": ("type",), "param": ("name",),
    "externalRef": ("href",), "include": ("href",),
}  # fmt: skip
_REQUIRED = {
    "ref": "name", "parentRef": "name", "define": "name", "data": "type", "param": "name", "externalRef": "href",
    "include": "href",
}  # fmt: skip
_WITH_TEXT = frozenset({"value", "param", "name"})
_LEAVES = frozenset({"ref", "parentRef", "empty", "notAllowed", "text", "externalRef", "value", "param", "name"})
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:(?:[^#%]|%[0-9A-Fa-f]{2})+")
_MAX_DEPTH = 150
MOST_BYTES = 50_000_000
"""How long the files of a schema may be together."""


class _Names(dict[object, str]):
    """The local names of RELAX NG by tag; "" for the tag of anything else."""

    def __missing__(self, tag: object) -> str:
        name = self[tag] = tag[len(RNG) :] if isinstance(tag, str) and tag.startswith(RNG) else ""
        return name


_LOCAL = _Names()


def failure(element: etree._Element, sentence: str, section: str) -> Failure:
    """What is wrong with a schema, with its file, line and the section it violates."""
    return incorrect(place(element), sentence, f"RELAX NG, section {section}")


def incorrect(where: str, sentence: str, section: str) -> Failure:
    """The same for a place in either syntax."""
    return Failure(f"{where}: the schema does not compile: {sentence} ({section})")


def place(element: etree._Element) -> str:
    """File, line and column of an element of a schema."""
    url = element.getroottree().docinfo.URL or element.base or ""
    written = element.get(PLACE)
    if written is not None:
        return f"{path_of(url)}:{written}"
    line, found = _tag(element, url)
    return f"{path_of(url)}:{line}:{found}"


def _tag(element: etree._Element, url: str) -> tuple[int, int]:
    """Line and column of the name in a start tag: lxml knows the line only, and that of the end of the tag."""
    line, name = int(str(element.sourceline or 1)), etree.QName(element).localname
    try:
        data = read_file(Path(unquote(urlsplit(url).path)), MOST_BYTES)
    except Failure:
        return line, 1
    source = Source.of(data)
    before = [other for other in element.getroottree().iter(element.tag) if int(str(other.sourceline)) == line]
    named = (tag for tag in markup.tags(source.text) if source.text[slice(*tag.name)].rpartition(":")[2] == name)
    here = [tag for tag in named if source.position(tag.start[1] - 1).line == line]
    if not here:
        return line, 1
    at = source.position(here[min(before.index(element) if element in before else 0, len(here) - 1)].name[0])
    return at.line, at.column


def path_of(url: str) -> str:
    """The path of a file, as short as the folder we are in allows."""
    path = Path(unquote(urlsplit(url).path))
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def local(element: etree._Element) -> str:
    """The name of an element of RELAX NG; "" for anything else."""
    return _LOCAL[element.tag]


def children(element: etree._Element) -> list[etree._Element]:
    """The children that are of RELAX NG: annotations are removed (4.1)."""
    return list(element.iterchildren(f"{RNG}*"))


def own_text(element: etree._Element) -> str:
    """The text of an element without elements: comments and instructions do not divide it."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def given(element: etree._Element) -> list[tuple[str, str]]:
    """The attributes of an element."""
    return cast("list[tuple[str, str]]", element.attrib.items())


def check(root: etree._Element) -> None:
    """Hold a schema to the full syntax (section 3). Raises Failure."""
    if local(root) not in PATTERNS:
        raise failure(root, f"<{etree.QName(root).localname}> begins no RELAX NG schema", "3")
    waiting: list[tuple[etree._Element, str, int]] = [(root, "pattern", 0)]
    while waiting:
        element, position, depth = waiting.pop()
        if depth > _MAX_DEPTH:
            raise failure(element, f"it is nested more than {_MAX_DEPTH} deep", "3")
        name = _LOCAL[element.tag]
        _check_attributes(element, name)
        inside = children(element)
        if name in _WITH_TEXT:
            if any(isinstance(child.tag, str) for child in element):
                raise failure(element, f"<{name}> contains text only", "3")
        else:
            _check_no_text(element, name)
        if name in _LEAVES:
            if inside:
                raise failure(inside[0], f"<{name}> contains nothing", "3")
            continue
        waiting += [(child, kind, depth + 1) for child, kind in _positions(element, name, position, inside)]


def _check_attributes(element: etree._Element, name: str) -> None:
    allowed = _ATTRIBUTES.get(name, ())
    for key, value in given(element):
        if key in allowed or key == "ns":
            continue
        if key == "datatypeLibrary":
            if value and not ABSOLUTE.fullmatch(value):
                raise failure(element, f"the datatype library “{value}” is no absolute address", "4.3")
        elif not key.startswith("{"):
            raise failure(element, f"<{name}> has no attribute “{key}”", "3")
        elif key.startswith(RNG):
            raise failure(element, "an attribute of RELAX NG stands in no namespace", "3")
    required = _REQUIRED.get(name)
    if required and element.get(required) is None:
        raise failure(element, f"<{name}> lacks the attribute “{required}”", "3")
    if name in ("ref", "parentRef", "define", "data", "value"):
        written = element.get("type" if name in ("data", "value") else "name")
        if written is not None and not is_ncname(written.strip(" \t\r\n")):
            raise failure(element, f"“{written}” is no name without a colon", "3")
    if name in ("start", "define") and element.get("combine", "choice").strip() not in ("choice", "interleave"):
        raise failure(element, "@combine is “choice” or “interleave”", "3")


@cache
def is_ncname(text: str) -> bool:
    """Whether a schema may use the name: as XML 1.0 had it in 2001, a name begins with a letter or “_”."""
    if text.isascii() and text.replace(".", "").replace("_", "").isalnum() and text[0].isalpha():
        return True
    from siglum.relaxng.lexical import NCNAME

    return NCNAME.fullmatch(text) is not None and (text[0] == "_" or unicodedata.category(text[0])[0] in "LN")


def _check_no_text(element: etree._Element, name: str) -> None:
    text = element.text
    if text and text.strip(" \t\r\n"):
        raise failure(element, f"text stands in <{name}>", "3")
    for child in element:
        text = child.tail
        if text and text.strip(" \t\r\n"):
            raise failure(element, f"text stands in <{name}>", "3")


Positions = Iterator[tuple[etree._Element, str]]


def _positions(element: etree._Element, name: str, position: str, inside: Sequence[etree._Element]) -> Positions:
    """The children with what each is: pattern, name class, component of a grammar."""
    if name in ("element", "attribute"):
        yield from _named(element, name, inside)
    elif position == "name":
        yield from _name_class(element, name, inside)
    elif name == "data":
        for n, child in enumerate(inside):
            if not (local(child) == "param" or (local(child) == "except" and n == len(inside) - 1)):
                raise failure(child, f"<{local(child)}> may not stand here in <data>", "3")
            yield child, "except-values"
    elif name in ("grammar", "include") or (name == "div" and position in ("grammar", "include")):
        kind = "include" if "include" in (name, position) else "grammar"
        for child in inside:
            if local(child) not in _COMPONENTS and not (kind == "grammar" and local(child) == "include"):
                raise failure(child, f"<{local(child)}> is no part of a grammar", "3")
            yield child, kind
    else:
        if not inside:
            raise failure(element, f"<{name}> contains at least one pattern", "3")
        if name == "start" and len(inside) > 1:
            raise failure(inside[1], "<start> contains one pattern", "3")
        yield from _patterns(inside)


def _patterns(inside: Sequence[etree._Element]) -> Positions:
    for child in inside:
        if local(child) not in PATTERNS:
            raise failure(child, f"<{local(child)}> is no pattern", "3")
        yield child, "pattern"


def _named(element: etree._Element, name: str, inside: Sequence[etree._Element]) -> Positions:
    if element.get("name") is None:
        if not inside or local(inside[0]) not in NAMES:
            raise failure(element, f"<{name}> has no name", "3")
        yield inside[0], "name"
        inside = inside[1:]
    if name == "element" and not inside:
        raise failure(element, "<element> contains at least one pattern", "3")
    if name == "attribute" and len(inside) > 1:
        raise failure(inside[1], "<attribute> contains one pattern", "3")
    yield from _patterns(inside)


def _name_class(element: etree._Element, name: str, inside: Sequence[etree._Element]) -> Positions:
    if name in ("anyName", "nsName"):
        if len(inside) > 1 or (inside and local(inside[0]) != "except"):
            raise failure(inside[-1], f"<{name}> contains at most one <except>", "3")
    elif not inside:
        raise failure(element, f"<{name}> contains at least one name class", "3")
    for child in inside:
        if local(child) not in NAMES and name not in ("anyName", "nsName"):
            raise failure(child, f"<{local(child)}> is no name class", "3")
        yield child, "name"
