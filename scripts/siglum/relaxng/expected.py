"""What may stand at a point: elements, attributes, values; and what the schema says about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from siglum.relaxng.names import listed
from siglum.relaxng.pattern import Attribute, Choice, Data, Element, Group, List, Pattern, Text, Value
from siglum.relaxng.state import State, States
from siglum.relaxng.syntax import DOCUMENTATION, RNG

_REFERENCES = re.compile(r"\s*\[[\d., A-Za-z]*\d[\d., A-Za-z]*\]$")
_SUGGESTIONS = re.compile(r"\s(?:Suggested|Sample) values include:.*")
_MOST_STATES = 60
_MOST_STEPS = 4


def first(pattern: Pattern) -> dict[str, Element]:
    """The elements with which a pattern may begin, by name."""
    known: dict[str, Element] | None = pattern.memo.get("first")
    if known is not None:
        return known
    found: dict[str, Element] = {}
    if isinstance(pattern, Element):
        found = dict.fromkeys(listed(pattern.names), pattern)
    for item in pattern.items:
        if not isinstance(pattern, List):
            found.update(first(item))
        if isinstance(pattern, Group) and not item.nullable:
            break
    pattern.memo["first"] = found
    return found


def elements(state: State) -> dict[str, Element]:
    """The elements that may stand next, by name."""
    found: dict[str, Element] = {}
    for pattern in state.patterns:
        found.update(first(pattern))
    return found


def contained(pattern: Pattern) -> frozenset[str]:
    """The names of all elements in a pattern, wherever they stand in it."""
    known: frozenset[str] | None = pattern.memo.get("contained")
    if known is None:
        own = listed(pattern.names) if isinstance(pattern, Element) else ()
        known = frozenset(own).union(*(contained(item) for item in pattern.items))
        pattern.memo["contained"] = known
    return known


def parts(patterns: Iterable[Pattern]) -> Iterator[Pattern]:
    """The patterns and all that they are made of, each once: a schema refers to one from many places."""
    waiting = list(patterns)[::-1]
    seen = set(waiting)
    while waiting:
        pattern = waiting.pop()
        yield pattern
        new = [item for item in dict.fromkeys(reversed(pattern.items)) if item not in seen]
        seen.update(new)
        waiting += new


def has_text(content: Pattern) -> bool:
    """Whether the content of an element may have text, of its own or of a datatype."""
    waiting, seen = [content], {content}
    while waiting:
        pattern = waiting.pop()
        if isinstance(pattern, Text | Data | Value | List):
            return True
        new = [item for item in pattern.items if item not in seen]
        seen.update(new)
        waiting += new
    return False


def has_datatype(pattern: Pattern, name: str) -> bool:
    """Whether a value, or one of its words, may be of a datatype."""
    return any(isinstance(part, Data) and part.datatype.name == name for part in parts((pattern,)))


def attributes(patterns: Iterable[Pattern]) -> dict[str, list[Attribute]]:
    """The attributes that may be given, by name."""
    found: dict[str, list[Attribute]] = {}
    waiting = [p for p in patterns if p.attributes]
    seen = set(waiting)
    while waiting:
        pattern = waiting.pop()
        if isinstance(pattern, Attribute):
            for name in listed(pattern.names):
                found.setdefault(name, []).append(pattern)
        new = [item for item in pattern.items if item.attributes and item not in seen]
        seen.update(new)
        waiting += new
    return found


def in_order(patterns: Iterable[Pattern]) -> list[str]:
    """The names of the attributes that may be given, as they are declared one after another."""
    found: dict[str, None] = {}
    waiting = [p for p in reversed(list(patterns)) if p.attributes]
    seen: set[Pattern] = set()
    while waiting:
        pattern = waiting.pop()
        if pattern in seen:
            continue
        seen.add(pattern)
        if isinstance(pattern, Attribute):
            found |= dict.fromkeys(listed(pattern.names))
        waiting += [item for item in reversed(pattern.items) if item.attributes]
    return list(found)


def required(pattern: Pattern) -> frozenset[str]:
    """The attributes that must be given whatever else is."""
    if not pattern.attributes:
        return frozenset()
    known: frozenset[str] | None = pattern.memo.get("required")
    if known is None:
        inner = [required(item) for item in pattern.items]
        if isinstance(pattern, Attribute):
            known = frozenset(list(listed(pattern.names))[:1])
        else:
            known = frozenset.intersection(*inner) if isinstance(pattern, Choice) else frozenset().union(*inner)
        pattern.memo["required"] = known
    return known


def values(pattern: Pattern) -> Iterator[Value | Data]:
    """The values and datatypes that a pattern takes, those in lists as well."""
    return (part for part in parts((pattern,)) if isinstance(part, Value | Data))


def ahead(states: States, state: State, name: str) -> tuple[tuple[str, ...], State] | None:
    """What must come before an element of that name, and the state in which it may stand; None where nothing helps."""
    if name not in state.ahead:
        state.ahead[name] = _ahead(states, state, name)
    return state.ahead[name]


def _ahead(states: States, state: State, name: str) -> tuple[tuple[str, ...], State] | None:
    seen = {state}
    level = [state]
    for _ in range(_MOST_STEPS):
        following: list[State] = []
        leading: list[tuple[str, State]] = []
        for at in level:
            for other in elements(at):
                step = states.start_tag_open(at, other)
                after = states.forgiven(step) if step else None
                if after is None or len(seen) > _MOST_STATES:
                    continue
                if other != name and states.start_tag_open(after, name) is not None and after is not at:
                    leading.append((other, after))
                if after not in seen:
                    seen.add(after)
                    following.append(after)
        if leading:
            return tuple(dict.fromkeys(other for other, _ in leading)), leading[0][1]
        level = following
    return None


def completing(states: States, state: State) -> dict[str, Element]:
    """The elements after which nothing more need come; where there are none, those that may stand next."""
    allowed = elements(state)
    found = {}
    for name, element in allowed.items():
        step = states.start_tag_open(state, name)
        if step is not None and states.forgiven(step).nullable:
            found[name] = element
    return found or allowed


def gloss(source: etree._Element) -> str:
    """What the schema says about an element, attribute or value; "" where it says nothing."""
    said = source.find(DOCUMENTATION)
    following = source.getnext()
    if said is None and source.tag == f"{RNG}value" and following is not None and following.tag == DOCUMENTATION:
        said = following
    text = "".join(map(str, said.itertext(etree.Element))) if said is not None else source.get(DOCUMENTATION, "")
    text = _SUGGESTIONS.sub("", " ".join(text.split()))
    return _REFERENCES.sub("", text)
