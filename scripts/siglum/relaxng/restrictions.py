"""What a schema in the simple form may not contain (section 7)."""

from __future__ import annotations

from lxml import etree

from siglum.relaxng.names import NameClass, contains, is_infinite, listed, overlap
from siglum.relaxng.pattern import (
    Attribute,
    Choice,
    Data,
    Element,
    Empty,
    Group,
    Interleave,
    List,
    NotAllowed,
    OneOrMore,
    Pattern,
    Text,
    Value,
)
from siglum.relaxng.syntax import failure

_ATTRIBUTE = ({"attribute", "element"}, "7.1.1")
_LIST = ({"list", "element", "attribute", "text", "interleave"}, "7.1.3")
_EXCEPT = ({"attribute", "element", "list", "text", "group", "interleave", "oneOrMore", "empty"}, "7.1.4")
_START = ({"attribute", "data", "value", "list", "text", "group", "interleave", "oneOrMore", "empty"}, "7.1.5")
_KINDS: dict[type[Pattern], str] = {
    Attribute: "attribute", Element: "element", List: "list", Text: "text", Group: "group", Interleave: "interleave",
    OneOrMore: "oneOrMore", Empty: "empty", Data: "data", Value: "value", Choice: "choice", NotAllowed: "notAllowed",
}  # fmt: skip
_SEVERAL = (Choice, Group, Interleave, OneOrMore, List)


def check(start: Pattern, root: etree._Element) -> list[Element]:
    """Hold all patterns to section 7; gives the elements that the start leads to. Raises Failure."""
    _forbid(start, "start", *_START, root)
    elements = reachable(start)
    for element in elements:
        _check_content(element.content, element.source)
        alone = _infinite_alone(element.content)
        if alone is not None:
            raise failure(alone.source, "an attribute of any name stands in <oneOrMore> or <zeroOrMore>", "7.3")
        if _content_type(element.content, element.source) is None:
            raise failure(element.source, "data stands beside other content", "7.2")
    return elements


def reachable(start: Pattern) -> list[Element]:
    """The elements that a pattern leads to, whatever removed sections 4.20 and 4.21."""
    found: list[Element] = []
    seen = {start}
    waiting = [start]
    while waiting:
        pattern = waiting.pop()
        inside = pattern.items
        if isinstance(pattern, Element):
            found.append(pattern)
            inside = (pattern.content,)
        new = [item for item in inside if item not in seen]
        seen.update(new)
        waiting += new
    return found


def kinds(pattern: Pattern) -> frozenset[str]:
    """The kinds of pattern in it, not looking into elements, the values of attributes and exceptions."""
    known: frozenset[str] | None = pattern.memo.get("kinds")
    if known is None:
        known = frozenset({_KINDS[type(pattern)]}).union(*(kinds(item) for item in pattern.items))
        pattern.memo["kinds"] = known
    return known


def _forbid(pattern: Pattern, within: str, forbidden: set[str], section: str, source: etree._Element) -> None:
    for kind in sorted(kinds(pattern) & forbidden):
        raise failure(source, f"<{kind}> may not stand in <{within}>", section)


def _check_content(pattern: Pattern, source: etree._Element) -> None:
    if "checked" in pattern.memo:
        return
    if isinstance(pattern, Attribute):
        _forbid(pattern.value, "attribute", *_ATTRIBUTE, pattern.source)
        _check_content(pattern.value, pattern.source)
        if _content_type(pattern.value, pattern.source) is None:
            raise failure(pattern.source, "data stands beside other content", "7.2")
    elif isinstance(pattern, List):
        _forbid(pattern.items[0], "list", *_LIST, source)
    elif isinstance(pattern, Data) and pattern.excepted is not None:
        _forbid(pattern.excepted, "except", *_EXCEPT, pattern.source)
    elif isinstance(pattern, OneOrMore) and pattern.attributes:
        _check_repeated(pattern.items[0], source)
    if isinstance(pattern, Group | Interleave) and pattern.attributes:
        _check_attributes(pattern, source)
    if isinstance(pattern, Interleave):
        _check_interleave(pattern, source)
    if isinstance(pattern, _SEVERAL):
        for item in pattern.items:
            _check_content(item, source)
    elif isinstance(pattern, Attribute):
        return
    pattern.memo["checked"] = True


def _check_repeated(pattern: Pattern, source: etree._Element) -> None:
    """No attribute in a group or interleave that may be repeated (7.1.2)."""
    if isinstance(pattern, Group | Interleave) and pattern.attributes:
        within = "group" if isinstance(pattern, Group) else "interleave"
        raise failure(source, f"<attribute> may not stand in a <{within}> in <oneOrMore>", "7.1.2")
    if isinstance(pattern, Choice | OneOrMore) and pattern.attributes and "repeated" not in pattern.memo:
        for item in pattern.items:
            _check_repeated(item, source)
        pattern.memo["repeated"] = True


def _infinite_alone(pattern: Pattern) -> Attribute | None:
    """An attribute that has a name class without end and no oneOrMore above it, within its element (7.3)."""
    if not pattern.attributes or isinstance(pattern, OneOrMore):
        return None
    if isinstance(pattern, Attribute):
        return pattern if is_infinite(pattern.names) else None
    if "alone" not in pattern.memo:
        found = (_infinite_alone(item) for item in pattern.items)
        pattern.memo["alone"] = next((attribute for attribute in found if attribute is not None), None)
    known: Attribute | None = pattern.memo["alone"]
    return known


def _check_attributes(pattern: Pattern, source: etree._Element) -> None:
    """No attribute twice (7.3)."""
    names: set[str] = set()
    classes: list[NameClass] = []
    for item in pattern.items:
        if not item.attributes:
            continue
        own_names, own_classes = _attribute_names(item)
        twice = _common(names, classes, own_names, own_classes)
        if twice:
            raise failure(source, f"the attribute {twice[-1] or 'of any name'} is asked for twice", "7.3")
        names |= own_names
        classes += own_classes


def _attribute_names(pattern: Pattern) -> tuple[set[str], list[NameClass]]:
    """The names that the attributes of a pattern spell out, and their name classes without end."""
    known: tuple[set[str], list[NameClass]] | None = pattern.memo.get("attribute names")
    if known is None:
        names: set[str] = set()
        classes: dict[NameClass, None] = {}
        if isinstance(pattern, Attribute):
            names.update(listed(pattern.names))
            if is_infinite(pattern.names):
                classes[pattern.names] = None
        for item in pattern.items:
            if item.attributes:
                inner = _attribute_names(item)
                names |= inner[0]
                classes.update(dict.fromkeys(inner[1]))
        known = pattern.memo["attribute names"] = (names, list(classes))
    return known


def _check_interleave(pattern: Pattern, source: etree._Element) -> None:
    """The branches of an interleave have no element in common, and only one has text (7.4)."""
    names: set[str] = set()
    classes: list[NameClass] = []
    text = False
    for item in pattern.items:
        if "text" in kinds(item):
            if text:
                raise failure(source, "text stands in two branches of <interleave>", "7.4")
            text = True
        own_names, own_classes = _element_names(item)
        if _common(names, classes, own_names, own_classes):
            raise failure(source, "two branches of <interleave> have an element in common", "7.4")
        names |= own_names
        classes += own_classes


def _element_names(pattern: Pattern) -> tuple[set[str], list[NameClass]]:
    """The names that the elements of a pattern spell out, and their name classes without end."""
    known: tuple[set[str], list[NameClass]] | None = pattern.memo.get("element names")
    if known is None:
        names: set[str] = set()
        classes: dict[NameClass, None] = {}
        if isinstance(pattern, Element):
            names.update(listed(pattern.names))
            if is_infinite(pattern.names):
                classes[pattern.names] = None
        for item in pattern.items:
            if "element" in kinds(item):
                inner = _element_names(item)
                names |= inner[0]
                classes.update(dict.fromkeys(inner[1]))
        known = pattern.memo["element names"] = (names, list(classes))
    return known


def _common(names: set[str], classes: list[NameClass], others: set[str], other_classes: list[NameClass]) -> list[str]:
    """Names that are in the ones and in the others; "" stands for those that no name class spells out."""
    if not (classes or other_classes) and names.isdisjoint(others):
        return []
    found = names & others
    found |= {name for name in others for c in classes if contains(c, name)}
    found |= {name for name in names for c in other_classes if contains(c, name)}
    if any(overlap(a, b) for a in classes for b in other_classes):
        found.add("")
    return sorted(found)


_EMPTY, _COMPLEX, _SIMPLE = 0, 1, 2


def _content_type(pattern: Pattern, source: etree._Element) -> int | None:
    """The content type of a pattern, None where it has none (7.2)."""
    if "type" in pattern.memo:
        known: int | None = pattern.memo["type"]
        return known
    made = pattern.memo["type"] = _find_content_type(pattern, source)
    return made


def _find_content_type(pattern: Pattern, source: etree._Element) -> int | None:
    if isinstance(pattern, Data | Value | List):
        return _SIMPLE
    if isinstance(pattern, Text | Element):
        return _COMPLEX
    if isinstance(pattern, Empty | Attribute | NotAllowed):
        return _EMPTY
    types: list[int] = []
    for item in pattern.items:
        own = _content_type(item, source)
        if own is None:
            return None
        types.append(own)
    if isinstance(pattern, OneOrMore):
        types *= 2
    if not isinstance(pattern, Choice) and _SIMPLE in types and sum(kind != _EMPTY for kind in types) > 1:
        return None
    return max(types)
