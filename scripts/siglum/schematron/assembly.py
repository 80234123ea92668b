"""A Schematron schema with what it includes, each element with the place where it stands.

Rules may stand in a schema of their own (.sch) or inside a RELAX NG schema (.rng), as annotations.
Source: ISO/IEC 19757-3, sections 5.4.3 (extends) and 5.4.6 (include), annex F (use in RELAX NG).
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from siglum import saxon
from siglum.document import XML_ID, Document, Refused, parser
from siglum.failure import Failure
from siglum.opening import read_file
from siglum.paths import is_file, real

SCH = "http://purl.oclc.org/dsdl/schematron"
_OLD = "http://www.ascc.net/xml/schematron"
_LARGEST = 50_000_000
"""Bytes of one file of a schema."""
_MOST_FILES = 1000
_DEEPEST = 50
_MOST_ELEMENTS = 1_000_000
"""Of the rules, once all is filled in that is abstract."""
_PATH, _LINE = f"{{{saxon.SOURCE}}}path", f"{{{saxon.SOURCE}}}line"


def assembled(path: Path, read: list[Path]) -> etree._Element | None:
    """The schema of a file, inclusions resolved; None for a RELAX NG schema without rules. Raises Failure.

    Each file that is read is added to `read`.
    """
    root = _load(path, path, read)
    if root.tag == f"{{{_OLD}}}schema":
        raise Failure(f"{path.as_posix()} is a Schematron 1.5 schema: only ISO Schematron ({SCH}) is known")
    if root.tag != f"{{{SCH}}}schema":
        return _embedded(root, path)
    _include(root, path, path, (path,), read)
    return root


def _load(path: Path, main: Path, read: list[Path]) -> etree._Element:
    """The tree of a file, with places. Nothing outside the folder of the schema is read."""
    if not real(path).is_relative_to(real(main).parent):
        raise Failure(f"{main.as_posix()} includes {path.as_posix()}, which lies outside its folder: copy it there")
    read.append(real(path))
    if len(read) > _MOST_FILES:
        raise Failure(f"{main.as_posix()} includes more than {_MOST_FILES:,} files: look for one that includes itself")
    try:
        document = Document.parse(read_file(path, _LARGEST), path.as_posix())
    except Refused as refused:
        raise refused.failure() from None
    return etree.fromstring(saxon.serialised(document).encode("utf-8"), parser())


def _include(tree: etree._Element, path: Path, main: Path, above: tuple[Path, ...], read: list[Path]) -> None:
    for element in list(tree.iter(f"{{{SCH}}}include", f"{{{SCH}}}extends")):
        href, parent = element.get("href"), element.getparent()
        if href is None or parent is None:
            continue
        name, _, fragment = href.partition("#")
        target, where = path.parent / name, f"{path.as_posix()}:{element.get(_LINE)}"
        if (real(target) in map(real, above) and not fragment) or len(above) > _DEEPEST:
            raise Failure(f"{where}: the schema includes itself ({href})")
        if not is_file(target):
            raise Failure(f"{where}: there is no file {href} to include")
        found = _part(_load(target, main, read), fragment)
        if found is None:
            raise Failure(f"{where}: {name} has no element with the id “{fragment}”")
        found.set(_PATH, target.as_posix())
        _include(found, target, main, (*above, target), read)
        at = parent.index(element)
        parent.remove(element)
        new = [found] if element.tag == f"{{{SCH}}}include" else list(found)
        for child in new:
            if isinstance(child.tag, str):  # a comment has no attributes
                child.set(_PATH, target.as_posix())
        parent[at:at] = new


def places(schema: etree._Element) -> frozenset[str]:
    """The files that a schema was read from, as messages name them."""
    return frozenset(path for element in schema.iter(etree.Element) if (path := element.get(_PATH)))


def bound(schema: etree._Element) -> None:
    """Raises Failure for rules that extend each other into more than can be applied."""
    own = {rule.get("id"): rule for rule in schema.iter(f"{{{SCH}}}rule") if rule.get("abstract") == "true"}
    sizes: dict[str, int] = {}

    def size(rule: etree._Element, above: tuple[str, ...]) -> int:
        if len(above) > _DEEPEST:
            raise Failure(f"{_place(rule)}: rules extend each other more than {_DEEPEST} deep")
        total = sum(1 for _ in rule.iter())
        for extends in rule.iter(f"{{{SCH}}}extends"):
            name = extends.get("rule")
            if name is not None and name in own and name not in above:
                if name not in sizes:
                    sizes[name] = size(own[name], (*above, name))
                total += sizes[name]
        if total > _MOST_ELEMENTS:
            raise Failure(f"{_place(rule)}: by what it extends, this rule has more than {_MOST_ELEMENTS:,} elements")
        return total

    total = 0
    for rule in schema.iter(f"{{{SCH}}}rule"):
        total += size(rule, ())
        if total > _MOST_ELEMENTS:
            raise Failure(f"{_place(rule)}: by what they extend, rules have more than {_MOST_ELEMENTS:,} elements")


def _place(element: etree._Element) -> str:
    path = next(path for e in (element, *element.iterancestors()) if (path := e.get(_PATH)))
    return f"{path}:{element.get(_LINE)}"


def _part(root: etree._Element, fragment: str) -> etree._Element | None:
    if not fragment:
        return root
    return next((e for e in root.iter(etree.Element) if fragment in (e.get("id"), e.get(XML_ID))), None)


def _embedded(root: etree._Element, path: Path) -> etree._Element | None:
    """The rules that stand inside a schema of another kind, as a schema of their own."""
    schema = etree.Element(f"{{{SCH}}}schema", nsmap={k: v for k, v in root.nsmap.items() if k} | {"sch": SCH})
    schema.set(_PATH, path.as_posix())
    schema.set(_LINE, root.attrib[_LINE])
    seen: set[str | None] = set()
    for element in root.iter(f"{{{SCH}}}ns"):
        if element.get("prefix") not in seen:
            seen.add(element.get("prefix"))
            schema.append(_copied(element))
    every = set(root.iter(f"{{{SCH}}}*"))
    for element in root.iter(f"{{{SCH}}}*"):
        if element.getparent() in every:
            continue
        if element.tag == f"{{{SCH}}}rule":
            pattern = etree.SubElement(schema, f"{{{SCH}}}pattern")
            pattern.append(_copied(element))
        elif element.tag != f"{{{SCH}}}ns":
            schema.append(_copied(element))
    return schema if any(e.tag == f"{{{SCH}}}rule" for e in schema.iter()) else None


def _copied(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element, with_tail=False), parser())
