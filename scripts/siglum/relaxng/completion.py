"""What an editor asks while a document is being written: what may stand here, which attributes, which values."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from siglum.relaxng import expected
from siglum.relaxng.pattern import Value
from siglum.relaxng.schema import Schema
from siglum.relaxng.state import State
from siglum.relaxng.syntax import given


def children(schema: Schema, parent: etree._Element, index: int) -> dict[str, str]:
    """The elements that may stand before the child node of that index, with what the schema says of each."""
    state = _inside(schema, parent, index)
    found = expected.elements(state) if state else {}
    return {name: expected.gloss(found[name].source) for name in sorted(found)}


def attributes(schema: Schema, element: etree._Element) -> dict[str, str]:
    """The attributes that an element may still take, with what the schema says of each."""
    state = _with_attributes(schema, _opened(schema, element), element, "")
    found = expected.attributes(state.patterns) if state else {}
    return {name: expected.gloss(found[name][0].source) for name in sorted(found)}


def values(schema: Schema, element: etree._Element, attribute: str) -> dict[str, str]:
    """The values that the schema lists for an attribute, with what it says of each."""
    state = _with_attributes(schema, _opened(schema, element), element, attribute)
    step = schema.states.attribute(state, attribute) if state else None
    patterns = step.child.patterns if step else ()
    ways = [way for pattern in patterns for way in expected.values(pattern)]
    return {way.text: expected.gloss(way.source) for way in ways if isinstance(way, Value)}


def _opened(schema: Schema, element: etree._Element) -> State | None:
    """The state of an element before its attributes; by itself where its place does not allow it."""
    parent = element.getparent()
    outer = schema.start if parent is None else _inside(schema, parent, parent.index(element))
    step = schema.states.start_tag_open(outer, element.tag) if outer else None
    step = step or schema.anywhere(element.tag)
    return step.child if step else None


def _with_attributes(schema: Schema, state: State | None, element: etree._Element, but: str) -> State | None:
    for name, _ in given(element):
        step = schema.states.attribute(state, name) if state and name != but else None
        state = schema.states.forgiven(step) if step else state
    return state


def _inside(schema: Schema, element: etree._Element, index: int) -> State | None:
    """The state in an element before its child node of that index; what is wrong before it is passed over."""
    line = [element, *element.iterancestors()][::-1]
    stops = [line[n].index(line[n + 1]) for n in range(len(line) - 1)]
    outer: State | None = schema.start
    for holder, stop in zip(line, [*stops, index], strict=True):
        step = schema.states.start_tag_open(outer, holder.tag) if outer else None
        step = step or schema.anywhere(holder.tag)
        state = _with_attributes(schema, step.child if step else None, holder, "")
        outer = schema.states.start_tag_close(state, missing=True) if state else None
        for child in islice(holder, stop):
            if outer and isinstance(child.tag, str):
                inner = schema.states.start_tag_open(outer, child.tag)
                outer = schema.states.forgiven(inner) if inner else outer
    return outer
