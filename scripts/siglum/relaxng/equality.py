"""Whether two schemas say the same: the same patterns, element by element, in the simple form (section 5)."""

from __future__ import annotations

from siglum.relaxng.datatypes import Datatype
from siglum.relaxng.names import AnyName, NameChoice, NameClass, NsName
from siglum.relaxng.pattern import Attribute, Data, Element, Many, Pattern, Value
from siglum.relaxng.schema import Schema


def same(one: Schema, other: Schema) -> bool:
    """Whether two schemas have the same start, and from there the same elements, attributes and datatypes.

    Schemas that write the same in another order, or the same language in another way, are not the same.
    """
    met: set[tuple[Pattern, Pattern]] = set()
    waiting = list(zip(one.start.patterns, other.start.patterns, strict=False))
    if len(one.start.patterns) != len(other.start.patterns):
        return False
    while waiting:
        pair = waiting.pop()
        if pair in met:
            continue
        met.add(pair)
        more = _parts(*pair)
        if more is None:
            return False
        waiting += more
    return True


def _parts(one: Pattern, other: Pattern) -> list[tuple[Pattern, Pattern]] | None:
    """The parts that must be the same; None where the two differ."""
    if type(one) is not type(other):
        return None
    if isinstance(one, Many) and isinstance(other, Many):
        return list(zip(one.items, other.items, strict=True)) if len(one.items) == len(other.items) else None
    if isinstance(one, Element) and isinstance(other, Element):
        return [(one.content, other.content)] if named(one.names) == named(other.names) else None
    if isinstance(one, Attribute) and isinstance(other, Attribute):
        return [(one.value, other.value)] if named(one.names) == named(other.names) else None
    if isinstance(one, Value) and isinstance(other, Value):
        alike = _alike(one.datatype, other.datatype) and one.text == other.text and one.meaning == other.meaning
        return [] if alike else None
    if isinstance(one, Data) and isinstance(other, Data):
        if not _alike(one.datatype, other.datatype) or (one.excepted is None) != (other.excepted is None):
            return None
        return [(one.excepted, other.excepted)] if one.excepted and other.excepted else []
    return []


def _alike(one: Datatype, other: Datatype) -> bool:
    """Whether two datatypes are the same, with the same facets."""
    facets, others = ([(facet.name, facet.written) for facet in datatype.facets] for datatype in (one, other))
    return (one.library, one.name, facets) == (other.library, other.name, others)


def named(names: NameClass) -> object:
    """A name class, the same for two that only group their choices in another way."""
    if isinstance(names, NameChoice):
        return frozenset(name for item in names.items for name in _choices(item))
    if isinstance(names, AnyName | NsName):
        namespace = names.namespace if isinstance(names, NsName) else None
        return type(names).__name__, namespace, names.excepted and frozenset(_choices(names.excepted))
    return names


def _choices(names: NameClass) -> list[object]:
    items = names.items if isinstance(names, NameChoice) else (names,)
    return [name for item in items for name in (_choices(item) if isinstance(item, NameChoice) else [named(item)])]
