"""The patterns of a schema as rows of JSON, so that a recogniser need not read the schema again.

A row speaks only of rows before it; what elements contain, which may be themselves, stands apart. What the schema says
in words is not kept: the walk, which explains, reads the schema.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from siglum.relaxng import datatypes
from siglum.relaxng.derivative import Derivatives
from siglum.relaxng.names import AnyName, Name, NameChoice, NameClass, NsName
from siglum.relaxng.pattern import (
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    List,
    Many,
    OneOrMore,
    Pattern,
    Patterns,
    Value,
)  # fmt: skip
from siglum.relaxng.recognition import Recogniser
from siglum.relaxng.state import States
from siglum.relaxng.wrong import Wrong

if TYPE_CHECKING:
    from lxml import etree

_KINDS: dict[str, type[Many]] = {
    "choice": Choice, "group": Group, "interleave": Interleave, "more": OneOrMore, "list": List,
}  # fmt: skip
_NOWHERE = cast("etree._Element", None)
"""What stands for the place in a schema file where a pattern is written: a recogniser never asks for it."""
_WORDS = {kind: word for word, kind in _KINDS.items()}


def packed(recogniser: Recogniser) -> str | None:
    """What a recogniser is made of; None where a value in the schema hangs on the namespaces of the schema."""
    patterns = recogniser.states.derivatives.patterns
    if patterns.context:
        return None
    (start,) = recogniser.start.patterns
    found = sorted(_reached(start), key=lambda pattern: pattern.number)
    constants = (patterns.empty, patterns.not_allowed, patterns.text)
    rows = [pattern for pattern in found if pattern not in constants]
    numbers = {pattern: number for number, pattern in enumerate((*constants, *rows))}
    contents = [(numbers[row], numbers[row.content]) for row in rows if isinstance(row, Element)]
    said = [_row(pattern, numbers) for pattern in rows]
    return json.dumps([sorted(recogniser.holding_data), numbers[start], contents, said], separators=(",", ":"))


def unpacked(text: str) -> Recogniser | None:
    """The recogniser that was packed; None where the text is not of that form."""
    try:
        holding_data, start, contents, rows = json.loads(text)
        patterns = Patterns()
        known: list[Pattern] = [patterns.empty, patterns.not_allowed, patterns.text]
        for row in rows:
            known.append(_pattern(patterns, known, *row))
        for number, content in contents:
            element = known[number]
            assert isinstance(element, Element)
            element.content = known[content]
        states = States(Derivatives(patterns))
        return Recogniser(states, states.state((known[start],)), set(map(str, holding_data)))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, Wrong):
        return None


def _reached(start: Pattern) -> set[Pattern]:
    """All patterns that one leads to."""
    found: set[Pattern] = set()
    waiting = [start]
    while waiting:
        pattern = waiting.pop()
        if pattern not in found:
            found.add(pattern)
            waiting += _inside(pattern)
    return found


def _inside(pattern: Pattern) -> tuple[Pattern, ...]:
    if isinstance(pattern, Element):
        return (pattern.content,)
    if isinstance(pattern, Attribute):
        return (pattern.value,)
    if isinstance(pattern, Data):
        return (pattern.excepted,) if pattern.excepted else ()
    return pattern.items


def _row(pattern: Pattern, numbers: dict[Pattern, int]) -> tuple[Any, ...]:
    if isinstance(pattern, Element):
        return ("element", _names(pattern.names))
    if isinstance(pattern, Attribute):
        return ("attribute", _names(pattern.names), numbers[pattern.value])
    if isinstance(pattern, Data):
        return ("data", *_datatype(pattern), pattern.excepted and numbers[pattern.excepted])
    if isinstance(pattern, Value):
        return ("value", *_datatype(pattern), pattern.text)
    assert isinstance(pattern, Many)
    return (_WORDS[type(pattern)], pattern.nullable, [numbers[item] for item in pattern.items])


def _datatype(pattern: Data | Value) -> tuple[str, str, list[tuple[str, str]]]:
    datatype = pattern.datatype
    return datatype.library, datatype.name, [(facet.name, facet.written) for facet in datatype.facets]


def _pattern(patterns: Patterns, known: list[Pattern], kind: str, *said: Any) -> Pattern:
    if kind in _KINDS:
        nullable, items = said
        if kind == "list":
            return patterns.list(known[items[0]])
        return patterns.many(_KINDS[kind], tuple([known[number] for number in items]), nullable)
    if kind == "element":
        return patterns.element(_read_names(said[0]), _NOWHERE)
    if kind == "attribute":
        return patterns.attribute(_read_names(said[0]), known[said[1]], _NOWHERE)
    library, name, facets, last = said
    found = datatypes.find(library, name)
    assert found is not None
    datatype = datatypes.known(found, tuple([(str(facet), str(value)) for facet, value in facets]))
    if kind == "value":
        return patterns.value(datatype, last, datatype.meaning(last, {}), _NOWHERE)
    return patterns.of_datatype(datatype, None if last is None else known[last], _NOWHERE)


def _names(names: NameClass | None) -> Any:
    if names is None or isinstance(names, Name):
        return names and names.name
    if isinstance(names, NameChoice):
        return [_names(item) for item in names.items]
    return {"ns": names.namespace if isinstance(names, NsName) else None, "but": _names(names.excepted)}


def _read_names(said: Any) -> NameClass:
    if isinstance(said, str):
        return Name(said)
    if isinstance(said, list):
        return NameChoice(tuple(map(_read_names, said)))
    but = None if said["but"] is None else _read_names(said["but"])
    return AnyName(but) if said["ns"] is None else NsName(said["ns"], but)
