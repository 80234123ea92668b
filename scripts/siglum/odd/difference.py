"""What one schema allows that another does not, in sentences: for the notes of a release.

Elements are compared by their names in documents; of each its attributes (whether they must be given, which values they
may have), what it may contain, and whether the order or number of that has changed. What is the same for many elements
is said once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from siglum.relaxng import Schema, expected
from siglum.relaxng.equality import named
from siglum.relaxng.names import split
from siglum.relaxng.pattern import (
    Attribute,
    Choice,
    Data,
    Element,
    Interleave,
    List,
    Many,
    OneOrMore,
    Pattern,
    Text,
    Value,
)

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class _Use:
    """An attribute of an element: whether it must be given, its values where their list is closed, its datatypes."""

    required: bool
    values: frozenset[str] | None
    types: frozenset[str]


def sentences(old: Schema, new: Schema) -> list[str]:
    """What has changed from one schema to the other: a sentence for each change, in a fixed order."""
    before, after = _elements(old), _elements(new)
    prefixes = {uri: prefix for schema in (old, new) for uri, prefix in schema.prefixes.items()}
    label = _Labels(prefixes, [*before, *after])
    found = [
        *_listed("new element", "new elements", (label(name) for name in after.keys() - before.keys())),
        *_listed("element that is gone", "elements that are gone", (label(n) for n in before.keys() - after.keys())),
    ]
    changes: dict[str, list[str]] = {}
    for name in sorted(before.keys() & after.keys()):
        for change in _changes(before[name], after[name], label):
            changes.setdefault(change, []).append(label(name))
    by_elements = sorted(
        ((elements, change) for change, elements in changes.items()), key=lambda pair: (pair[0], pair[1])
    )
    return found + [f"{_some(elements)}: {change}" for elements, change in by_elements]


class _Labels:
    """How a name is written: by itself in the namespace that most have, else with a prefix or its namespace."""

    def __init__(self, prefixes: dict[str, str], names: list[str]) -> None:
        namespaces = [split(name)[0] for name in names]
        self._usual = max(sorted(set(namespaces)), key=namespaces.count, default="")
        self._prefixes = prefixes

    def __call__(self, name: str) -> str:
        namespace, local = split(name)
        if namespace in (self._usual, ""):
            return local
        prefix = "xml" if namespace.endswith("/XML/1998/namespace") else self._prefixes.get(namespace)
        return f"{prefix}:{local}" if prefix else f"{{{namespace}}}{local}"


def _elements(schema: Schema) -> dict[str, list[Element]]:
    return {name: elements for name, elements in schema.named.items() if elements}


def _changes(old: list[Element], new: list[Element], label: _Labels) -> Iterator[str]:
    """What has changed for one element."""
    before, after = _attributes(old), _attributes(new)
    for name in sorted(after.keys() - before.keys()):
        yield f"@{label(name)} is new" + (", and must be given" if after[name].required else "")
    for name in sorted(before.keys() - after.keys()):
        yield f"@{label(name)} is gone"
    for name in sorted(before.keys() & after.keys()):
        yield from _of_attribute(f"@{label(name)}", before[name], after[name])
    yield from _of_content(old, new, label)


def _of_attribute(name: str, old: _Use, new: _Use) -> Iterator[str]:
    if new.required != old.required:
        yield f"{name} must be given now" if new.required else f"{name} may be left out now"
    if old.values is not None and new.values is not None:
        yield from _listed(f"new value of {name}", f"new values of {name}", new.values - old.values)
        yield from _listed(f"value of {name} that is gone", f"values of {name} that are gone", old.values - new.values)
    elif new.values is not None:
        yield f"{name} has a closed list now: {_some(sorted(new.values))}"
    elif old.values is not None:
        yield f"{name} has a closed list no more"
    elif old.types != new.types:
        yield f"{name} has another datatype: {_some(sorted(new.types))}, where it had {_some(sorted(old.types))}"


def _of_content(old: list[Element], new: list[Element], label: _Labels) -> Iterator[str]:
    before, after = (frozenset().union(*(expected.contained(e.content) for e in side)) for side in (old, new))
    yield from _listed("may contain now", "may contain now", map(label, after - before))
    yield from _listed("may contain no more", "may contain no more", map(label, before - after))
    text = [any(_has_text(element.content) for element in side) for side in (old, new)]
    if text[0] != text[1]:
        yield "may contain text now" if text[1] else "may contain text no more"
    elif before == after and {_shape(e.content) for e in old} != {_shape(e.content) for e in new}:
        yield "what it contains may stand in another order or number"


def _attributes(elements: list[Element]) -> dict[str, _Use]:
    found: dict[str, _Use] = {}
    for element in elements:
        for name, patterns in expected.attributes((element.content,)).items():
            values: set[str] | None = set()
            types: set[str] = set()
            for pattern in patterns:
                own = _values(pattern.value)
                values = values | own if values is not None and own is not None else None
                types |= set(_types(pattern.value))
            closed = frozenset(values) if values is not None else None
            found[name] = _Use(not _dispensable(element.content, name), closed, frozenset(types))
    return found


def _values(pattern: Pattern) -> set[str] | None:
    """The values of a closed list; None where others are possible."""
    if isinstance(pattern, Value):
        return {pattern.text}
    if not isinstance(pattern, Many):
        return None if isinstance(pattern, Data | Text) else set()
    parts = [_values(item) for item in pattern.items]
    return None if any(part is None for part in parts) else {value for part in parts if part for value in part}


def _types(pattern: Pattern) -> Iterator[str]:
    """The datatypes in a value, each as it would be written."""
    if isinstance(pattern, Text):
        yield "text"
    elif isinstance(pattern, Data):
        facets = " ".join(f"{facet.name}={facet.written}" for facet in pattern.datatype.facets)
        yield f"{pattern.datatype.name} ({facets})" if facets else pattern.datatype.name
    elif isinstance(pattern, Many):
        listed = "list of " if isinstance(pattern, List) else ""
        for item in pattern.items:
            yield from (listed + found for found in _types(item))


def _dispensable(pattern: Pattern, name: str) -> bool:
    """Whether a pattern can be matched without an attribute of that name."""
    if isinstance(pattern, Attribute):
        return name not in expected.attributes((pattern,))
    if isinstance(pattern, Many) and not isinstance(pattern, List):
        return (any if isinstance(pattern, Choice) else all)(_dispensable(item, name) for item in pattern.items)
    return True


def _has_text(pattern: Pattern) -> bool:
    if isinstance(pattern, Text | Data | Value | List):
        return True
    return isinstance(pattern, Many) and any(_has_text(item) for item in pattern.items)


def _shape(pattern: Pattern) -> object:
    """What stands in an element, its attributes left out: the same for two that mean the same but for the writing."""
    if isinstance(pattern, Element):
        return named(pattern.names)
    if isinstance(pattern, Choice):
        optional = any(_shape(item) == () for item in pattern.items)
        parts = [part for item in pattern.items if (part := _shape(item)) != ()]
        return ("one of", optional, frozenset(map(_bare, parts) if optional else parts)) if parts else ()
    if isinstance(pattern, OneOrMore):
        part = _shape(pattern.items[0])
        return ("all of", part, ("one of", True, frozenset({("many", part)}))) if part != () else ()
    if isinstance(pattern, Many):
        kind = "any order of" if isinstance(pattern, Interleave) else "all of"
        parts = [part for item in pattern.items for part in _spliced(kind, _shape(item))]
        return (kind, *parts) if len(parts) > 1 else parts[0] if parts else ()
    if isinstance(pattern, Data | Value):
        return pattern.datatype.name
    return "text" if isinstance(pattern, Text) else ()


def _bare(shape: object) -> object:
    """Of one or more of something what there are many of: beside nothing at all, any number may stand."""
    if isinstance(shape, tuple) and len(shape) == 3 and shape[0] == "all of":
        repeated = ("many", shape[1])
        return repeated if shape[2] == ("one of", True, frozenset({repeated})) else shape
    return shape


def _spliced(kind: str, shape: object) -> tuple[object, ...]:
    """The parts of a sequence in a sequence."""
    if shape == ():
        return ()
    return shape[1:] if isinstance(shape, tuple) and shape[0] == kind else (shape,)


def _listed(one: str, several: str, names: Iterable[str]) -> Iterator[str]:
    found = sorted(set(names))
    if found:
        yield f"{one if len(found) == 1 else several}: {', '.join(found)}"


def _some(names: list[str]) -> str:
    """Names in a sentence; of many the first, and how many more there are."""
    if len(names) <= _SHOWN + 2:
        return ", ".join(names)
    return f"{', '.join(names[:_SHOWN])} and {len(names) - _SHOWN} others"
