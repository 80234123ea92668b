"""Patterns in the simple form (section 5 of the specification), each made once.

Two patterns that are written alike are the same object, so that what is found out about one is found out once.
The constructors apply sections 4.20 and 4.21: `notAllowed` and `empty` dissolve where they change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from siglum.relaxng.datatypes import Datatype
from siglum.relaxng.names import NameClass

if TYPE_CHECKING:
    from lxml import etree


class Pattern:
    """A pattern; `nullable` says whether nothing at all matches it (section 6.2)."""

    __slots__ = ("attributes", "data", "memo", "nullable", "number")
    items: tuple[Pattern, ...] = ()

    def __init__(self, number: int, nullable: bool, attributes: bool = False, data: bool = False) -> None:
        self.number, self.nullable, self.attributes, self.data = number, nullable, attributes, data
        self.memo: dict[Any, Any] = {}


class Empty(Pattern):
    """Nothing."""

    __slots__ = ()


class NotAllowed(Pattern):
    """What nothing matches."""

    __slots__ = ()


class Text(Pattern):
    """Any text, in any number of pieces."""

    __slots__ = ()


class Many(Pattern):
    """A pattern made of several."""

    __slots__ = ("items",)

    def __init__(self, number: int, nullable: bool, items: tuple[Pattern, ...]) -> None:
        super().__init__(number, nullable, any(p.attributes for p in items), any(p.data for p in items))
        self.items = items


class Choice(Many):
    """One of several."""

    __slots__ = ()


class Group(Many):
    """Several, in their order."""

    __slots__ = ()


class Interleave(Many):
    """Several, in any order and mixed with one another."""

    __slots__ = ()


class OneOrMore(Many):
    """The same again and again."""

    __slots__ = ()


class List(Many):
    """A string whose tokens match."""

    __slots__ = ()


class Element(Pattern):
    """An element; its content is filled in after it is made, since elements contain themselves."""

    __slots__ = ("content", "names", "source")
    content: Pattern

    def __init__(self, number: int, names: NameClass, source: etree._Element) -> None:
        super().__init__(number, False)
        self.names, self.source = names, source


class Attribute(Pattern):
    """An attribute and what its value matches."""

    __slots__ = ("names", "source", "value")

    def __init__(self, number: int, names: NameClass, value: Pattern, source: etree._Element) -> None:
        super().__init__(number, False, attributes=True)
        self.names, self.value, self.source = names, value, source


class Data(Pattern):
    """A string of a datatype."""

    __slots__ = ("datatype", "excepted", "source")

    def __init__(self, number: int, datatype: Datatype, excepted: Pattern | None, source: etree._Element) -> None:
        super().__init__(number, False, data=True)
        self.datatype, self.excepted, self.source = datatype, excepted, source


class Value(Pattern):
    """A string that means the same as the one given."""

    __slots__ = ("datatype", "meaning", "source", "text")

    def __init__(self, number: int, datatype: Datatype, text: str, meaning: object, source: etree._Element) -> None:
        super().__init__(number, False, data=True)
        self.datatype, self.text, self.meaning, self.source = datatype, text, meaning, source


class Patterns:
    """Where patterns are made; one for each schema."""

    def __init__(self) -> None:
        self._made: dict[tuple[Any, ...], Any] = {}
        self.empty = Empty(0, True)
        self.not_allowed = NotAllowed(1, False)
        self.text = Text(2, True)
        self.count = 3
        self.context = False
        """Whether a datatype asks what a prefix stands for, so that a string alone says too little."""

    def choice(self, patterns: Iterable[Pattern]) -> Pattern:
        """One of the patterns (4.20, 4.21); the order in which they are written does not matter."""
        items: dict[Pattern, None] = {}
        for pattern in patterns:
            if isinstance(pattern, Choice):
                items.update(dict.fromkeys(pattern.items))
            elif pattern is not self.not_allowed:
                items[pattern] = None
        if self.empty in items and any(p.nullable for p in items if p is not self.empty):
            del items[self.empty]
        if len(items) > 1:
            for pattern in _contained(items):
                del items[pattern]
        if not items:
            return self.not_allowed
        if len(items) == 1:
            return next(iter(items))
        ordered = tuple(sorted(items, key=_number))
        return self.many(Choice, ordered, any(p.nullable for p in ordered))

    def group(self, patterns: Iterable[Pattern]) -> Pattern:
        """The patterns one after the other (4.20, 4.21)."""
        return self._sequence(Group, patterns)

    def interleave(self, patterns: Iterable[Pattern]) -> Pattern:
        """The patterns in any order (4.20, 4.21)."""
        return self._sequence(Interleave, patterns)

    def _sequence(self, kind: type[Many], patterns: Iterable[Pattern]) -> Pattern:
        items: list[Pattern] = []
        for pattern in patterns:
            if pattern is self.not_allowed:
                return pattern
            if isinstance(pattern, kind):
                items.extend(pattern.items)
            elif pattern is not self.empty:
                items.append(pattern)
        if kind is Interleave:
            items.sort(key=_number)
        if len(items) < 2:
            return items[0] if items else self.empty
        return self.many(kind, tuple(items), all(p.nullable for p in items))

    def one_or_more(self, pattern: Pattern) -> Pattern:
        """The pattern at least once (4.20, 4.21)."""
        if pattern is self.not_allowed or pattern is self.empty or isinstance(pattern, OneOrMore):
            return pattern
        return self.many(OneOrMore, (pattern,), pattern.nullable)

    def optional(self, pattern: Pattern) -> Pattern:
        """The pattern or nothing (4.15)."""
        known: Pattern | None = pattern.memo.get("optional")
        if known is None:
            known = pattern.memo["optional"] = self.choice((pattern, self.empty))
        return known

    def list(self, pattern: Pattern) -> Pattern:
        """A string of tokens."""
        if pattern is self.not_allowed:
            return pattern
        made = self.many(List, (pattern,), False)
        made.data, made.attributes = True, pattern.attributes
        return made

    def element(self, names: NameClass, source: etree._Element) -> Element:
        """An element, each time another: its content is not known yet."""
        self.count += 1
        return Element(self.count, names, source)

    def attribute(self, names: NameClass, value: Pattern, source: etree._Element) -> Pattern:
        """An attribute (4.20)."""
        if value is self.not_allowed:
            return value
        return self._keep(("attribute", names, value), lambda n: Attribute(n, names, value, source))

    def of_datatype(self, datatype: Datatype, excepted: Pattern | None, source: etree._Element) -> Pattern:
        """A string of the datatype that `excepted` does not match."""
        if excepted is self.not_allowed:
            excepted = None
        return self._keep(("data", datatype, excepted), lambda n: Data(n, datatype, excepted, source))

    def value(self, datatype: Datatype, text: str, meaning: object, source: etree._Element) -> Pattern:
        """A string with the meaning given."""
        return self._keep(("value", datatype, text, meaning), lambda n: Value(n, datatype, text, meaning, source))

    def many(self, kind: type[Many], items: tuple[Pattern, ...], nullable: bool) -> Many:
        """A pattern of several that are as simple as they can be, and in order."""
        key = (kind, items)
        made: Many | None = self._made.get(key)
        if made is None:
            self.count += 1
            made = self._made[key] = kind(self.count, nullable, items)
        return made

    def _keep(self, key: tuple[Any, ...], make: Any) -> Pattern:
        made: Pattern | None = self._made.get(key)
        if made is None:
            self.count += 1
            made = self._made[key] = make(self.count)
        return made


def _contained(items: Iterable[Pattern]) -> list[Pattern]:
    """The groups that are the end of another, all of whose beginning may be left out: of `a?, b` and `b`, the second.

    What repeats an element a thousand times (`a?, a?, …`) would else be a thousand groups at each step.
    """
    groups = [pattern for pattern in items if isinstance(pattern, Group)]
    if len(groups) < 2:
        return []
    longest: dict[Pattern, Group] = {}
    found: list[Pattern] = []
    for group in sorted(groups, key=lambda group: -len(group.items)):
        other = longest.setdefault(group.items[-1], group)
        more = len(other.items) - len(group.items)
        if more and other.items[more:] == group.items and all(item.nullable for item in other.items[:more]):
            found.append(group)
    return found


def _number(pattern: Pattern) -> int:
    return pattern.number


def replaced(items: Sequence[Pattern], place: int, by: Pattern) -> tuple[Pattern, ...]:
    """The items with another at one place."""
    return (*items[:place], by, *items[place + 1 :])
