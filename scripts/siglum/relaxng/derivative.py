"""The derivative of a pattern: what may still come after what has been read.

The algorithm is James Clark's (“An algorithm for RELAX NG validation”), and the functions bear his names. One thing
differs: where he keeps what follows an element inside the pattern (`After`), opening an element here gives pairs
of (element pattern, continuation). The child starts fresh; the continuation waits on the validator's stack.
Every answer is kept with its pattern.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from siglum.failure import Failure
from siglum.relaxng.names import Name, contains, split
from siglum.relaxng.pattern import (
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    List,
    OneOrMore,
    Pattern,
    Patterns,
    Text,
    Value,
    replaced,
)

Namespaces = Mapping[str | None, str]
Opened = tuple[tuple[Element, Pattern], ...]
Assigned = tuple[tuple[Pattern, Pattern], ...]
_Way = TypeVar("_Way")
_KEPT = 2000
_MOST_WAYS = 10_000
_MOST_PLACES = 500
WHITE = " \t\r\n"
_TOKEN = re.compile(r"[^ \t\r\n]+")


class Derivatives:
    """The derivatives of the patterns of one schema."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns

    def start_tag_open_deriv(self, pattern: Pattern, name: str) -> Opened:
        """The elements of that name that may stand here, each with what may follow it."""
        key = ("open", name)
        known: Opened | None = pattern.memo.get(key)
        if known is None:
            known = pattern.memo[key] = _each_once(self._start_tag_open_deriv(pattern, name), name)
        return known

    def _start_tag_open_deriv(self, pattern: Pattern, name: str) -> Opened:
        make = self.patterns
        if isinstance(pattern, Element):
            return ((pattern, make.empty),) if contains(pattern.names, name) else ()
        if isinstance(pattern, Choice):
            named, others = _by_name(pattern)
            found = [(element, make.empty) for element in named.get(name, ())]
            return (*found, *(pair for item in others for pair in self.start_tag_open_deriv(item, name)))
        pairs: list[tuple[Element, Pattern]] = []
        if isinstance(pattern, OneOrMore):
            (item,) = pattern.items
            again = make.optional(pattern)
            return tuple((e, make.group((rest, again))) for e, rest in self.start_tag_open_deriv(item, name))
        if isinstance(pattern, Group):
            return self._open_in_group(pattern, name)
        if isinstance(pattern, Interleave):
            for place, item in enumerate(pattern.items):
                opened = self.start_tag_open_deriv(item, name)
                pairs += [(e, make.interleave(replaced(pattern.items, place, rest))) for e, rest in opened]
        return tuple(pairs)

    def _open_in_group(self, pattern: Group, name: str) -> Opened:
        """As for the first item, and for the next where that may be left out, and so on.

        What leads to the same content from a later item, which might have been left out, leaves less to come than from
        an earlier one.
        """
        pairs: list[tuple[Element, Pattern]] = []
        whole: set[Pattern] = set()
        places = 0
        for place, item in enumerate(pattern.items):
            opened = self.start_tag_open_deriv(item, name)
            new: Sequence[tuple[Element, Pattern]] = opened
            if item.nullable:
                new = [(e, rest) for e, rest in opened if e.content not in whole or rest is not self.patterns.empty]
            if new:
                after = pattern.items[place + 1 :]
                pairs += [(element, self.patterns.group((rest, *after))) for element, rest in new]
                whole.update(element.content for element, rest in new if rest is self.patterns.empty)
                places += 1
            if not item.nullable:
                break
            if places > _MOST_PLACES:
                raise _too_many(name)
        return tuple(pairs)

    def att_deriv(self, pattern: Pattern, name: str) -> Assigned:
        """The patterns for the value of an attribute of that name, each with what is left when it matches."""
        if not pattern.attributes:
            return ()
        key = ("attribute", name)
        known: Assigned | None = pattern.memo.get(key)
        if known is None:
            known = pattern.memo[key] = _each_once(self._att_deriv(pattern, name), name)
        return known

    def _att_deriv(self, pattern: Pattern, name: str) -> Assigned:
        make = self.patterns
        if isinstance(pattern, Attribute):
            return ((pattern.value, make.empty),) if contains(pattern.names, name) else ()
        if isinstance(pattern, Choice):
            return tuple(pair for item in pattern.items for pair in self.att_deriv(item, name))
        if isinstance(pattern, OneOrMore):
            again = make.optional(pattern)
            return tuple((v, make.group((rest, again))) for v, rest in self.att_deriv(pattern.items[0], name))
        if not isinstance(pattern, Group | Interleave):
            return ()
        join = make.group if isinstance(pattern, Group) else make.interleave
        return tuple(
            (value, join(replaced(pattern.items, place, rest)))
            for place, item in enumerate(pattern.items)
            for value, rest in self.att_deriv(item, name)
        )

    def start_tag_close_deriv(self, pattern: Pattern, missing: bool = False) -> Pattern:
        """What is left when no more attributes come; `missing` forgives those that should have."""
        if not pattern.attributes:
            return pattern
        known: Pattern | None = pattern.memo.get(missing)
        if known is None:
            known = pattern.memo[missing] = self._start_tag_close_deriv(pattern, missing)
        return known

    def _start_tag_close_deriv(self, pattern: Pattern, missing: bool) -> Pattern:
        make = self.patterns
        if isinstance(pattern, Attribute):
            return make.empty if missing else make.not_allowed
        items = [self.start_tag_close_deriv(item, missing) for item in pattern.items]
        if isinstance(pattern, Choice):
            return make.choice(items)
        if isinstance(pattern, Group):
            return make.group(items)
        if isinstance(pattern, Interleave):
            return make.interleave(items)
        return make.one_or_more(items[0])

    def text_deriv(self, pattern: Pattern) -> Pattern:
        """What is left after text between elements: data never stands beside elements (section 7.2)."""
        known: Pattern | None = pattern.memo.get("text")
        if known is None:
            known = pattern.memo["text"] = self._string_deriv(pattern, None, {})
        return known

    def string_deriv(self, pattern: Pattern, text: str, namespaces: Namespaces) -> Pattern:
        """What is left after a string that is all there is."""
        if not pattern.data:
            return self.text_deriv(pattern)
        key = ("string", text)
        known: Pattern | None = pattern.memo.get(key)
        if known is None:
            known = self._string_deriv(pattern, text, namespaces)
            if len(pattern.memo) < _KEPT and len(text) < 200 and not self.patterns.context:
                pattern.memo[key] = known
        return known

    def _string_deriv(self, pattern: Pattern, text: str | None, namespaces: Namespaces) -> Pattern:
        make = self.patterns

        def step(item: Pattern) -> Pattern:
            return self.text_deriv(item) if text is None else self.string_deriv(item, text, namespaces)

        if isinstance(pattern, Text):
            return pattern
        if isinstance(pattern, Choice):
            return make.choice(step(item) for item in pattern.items)
        if isinstance(pattern, OneOrMore):
            return make.group((step(pattern.items[0]), make.optional(pattern)))
        if isinstance(pattern, Interleave):
            return make.choice(
                make.interleave(replaced(pattern.items, n, step(item))) for n, item in enumerate(pattern.items)
            )
        if isinstance(pattern, Group):
            ways: dict[Pattern, Pattern] = {}
            for place, item in enumerate(pattern.items):
                left = step(item)
                if left in ways and item.nullable:
                    continue  # from a later item that might have been left out, less is to come
                after = make.group((left, *pattern.items[place + 1 :]))
                if not item.nullable:
                    return make.choice((*ways.values(), after))
                ways[left] = after
            return make.choice(ways.values())
        if text is not None and self._matches(pattern, text, namespaces):
            return make.empty
        return make.not_allowed

    def _matches(self, pattern: Pattern, text: str, namespaces: Namespaces) -> bool:
        if isinstance(pattern, Value):
            return pattern.datatype.same(text, namespaces, pattern.meaning)
        if isinstance(pattern, Data):
            if pattern.datatype.fault(text, namespaces) is not None:
                return False
            return pattern.excepted is None or not self.value_match(pattern.excepted, text, namespaces)
        return isinstance(pattern, List) and self.list_deriv(pattern.items[0], text, namespaces).nullable

    def list_deriv(self, pattern: Pattern, text: str, namespaces: Namespaces) -> Pattern:
        """What is left of the pattern of a list after the words of a text."""
        for token in _TOKEN.findall(text):
            pattern = self.string_deriv(pattern, token, namespaces)
        return pattern

    def value_match(self, pattern: Pattern, text: str, namespaces: Namespaces) -> bool:
        """Whether the whole of a value matches (section 6.2.4, weak matching)."""
        if pattern.nullable and not text.strip(WHITE):
            return True
        return self.string_deriv(pattern, text, namespaces).nullable


def _each_once(ways: tuple[_Way, ...], name: str) -> tuple[_Way, ...]:
    """The ways to read a name without those that are the same. Raises Failure where there are too many."""
    if len(ways) < 2:
        return ways
    if len(ways) > _MOST_WAYS:
        raise _too_many(name)
    return tuple(dict.fromkeys(ways))


def _too_many(name: str) -> Failure:
    return Failure(f"the schema has too many ways to read “{split(name)[1]}” in one place: make it simpler")


def _by_name(pattern: Choice) -> tuple[dict[str, list[Element]], list[Pattern]]:
    """The elements of a choice by their names, and the other items: a choice may have hundreds."""
    known: tuple[dict[str, list[Element]], list[Pattern]] | None = pattern.memo.get("names")
    if known is None:
        named: dict[str, list[Element]] = {}
        others: list[Pattern] = []
        for item in pattern.items:
            if isinstance(item, Element) and isinstance(item.names, Name):
                named.setdefault(item.names.name, []).append(item)
            elif not isinstance(item, Data | Value | List | Text | Attribute):
                others.append(item)
        known = pattern.memo["names"] = (named, others)
    return known
