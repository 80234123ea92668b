"""Whether a document is valid: the walk without a word, for documents that are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from siglum.relaxng.state import State, States, Step

if TYPE_CHECKING:
    from siglum.relaxng.schema import Schema

WHITE = " \t\r\n"


def accepts(schema: Schema, root: etree._Element) -> bool:
    """Whether the schema allows the document."""
    states = schema.states
    state: State = schema.start
    stack: list[Step] = []
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            step = states.start_tag_open(state, node.tag)
            if step is None:
                return False
            stack.append(step)
            after = start_tag(states, step.child, node)
            if after is not None:
                after = opening_text(states, after, node)
            if after is None:
                return False
            state = after
            continue
        if event == "end":
            if not state.nullable:
                return False
            state = states.end_tag(stack.pop(), state)
        if stack and (tail := node.tail) and tail.strip(WHITE) and not (state.data and not has_elements(node.getparent())):
            text = states.text(state)
            if text is None:
                return False
            state = text
    return state.nullable


def start_tag(states: States, state: State, element: etree._Element) -> State | None:
    """The state after the attributes of an element; None where one is wrong or missing."""
    for name, value in element.attrib.items():
        step = states.attribute(state, name)
        if step is None:
            return None
        following = states.value(step, value, element.nsmap if ":" in value else {})
        if following is None:
            return None
        state = following
    return states.start_tag_close(state)


def opening_text(states: States, state: State, element: etree._Element) -> State | None:
    """The state after the text with which an element begins, or which is all there is in it."""
    if not state.data:
        text = element.text
        return states.text(state) if text and text.strip(WHITE) else state
    if has_elements(element):
        text = element.text
        return states.text(state) if text and text.strip(WHITE) else state
    return states.string(state, string_of(element), element.nsmap)


def has_elements(element: etree._Element) -> bool:
    """Whether an element has an element in it."""
    return any(isinstance(child.tag, str) for child in element)


def string_of(element: etree._Element) -> str:
    """The text of an element without elements: comments and instructions do not divide it."""
    return (element.text or "") + "".join(child.tail or "" for child in element)
