"""States of a validation: the derivatives determinised, as far as documents ask for it.

A state belongs to one open element. It is a tuple of patterns, since definitions that compete for one name are all
carried; opening an element leads to the state of the child, and to a relation that says, for each pattern of the
parent, which pattern of the child must end well for which continuation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from siglum.relaxng.derivative import Derivatives, Namespaces
from siglum.relaxng.ids import id_kind
from siglum.relaxng.pattern import Pattern

_MOST_GOOD = 1_000
Relation = tuple[tuple[tuple[int, Pattern], ...], ...]


class Step:
    """What opening an element, or an attribute, leads to."""

    __slots__ = ("after", "child", "good", "known_ids", "relation")

    def __init__(self, child: State, relation: Relation) -> None:
        self.child, self.relation = child, relation
        self.after: dict[object, State] = {}
        self.known_ids: str | None = None
        self.good: set[str] = set()
        """Values that are known to match, where one pattern alone takes the attribute and it is for no ids."""

    @property
    def ids(self) -> str:
        """Of an attribute: "ID" or "IDREF" where its value can be nothing else; else ""."""
        if self.known_ids is None:
            self.known_ids = id_kind(self.child.patterns)
        return self.known_ids


class State:
    """What may still come in an element."""

    __slots__ = (
        "after_text", "ahead", "assigned", "attributes", "begun", "closed", "data", "knows_text", "nullable", "opened",
        "patterns",
    )  # fmt: skip

    def __init__(self, patterns: tuple[Pattern, ...]) -> None:
        self.patterns = patterns
        self.data = any(p.data for p in patterns)
        self.attributes = any(p.attributes for p in patterns)
        self.nullable = any(p.nullable for p in patterns)
        self.begun: dict[tuple[str, ...], Begun | None] = {}
        self.opened: dict[str, Step | None] = {}
        self.assigned: dict[str, Step | None] = {}
        self.closed: dict[bool, State | None] = {}
        self.ahead: dict[str, tuple[tuple[str, ...], State] | None] = {}
        self.after_text: State | None = None
        self.knows_text = False


class Begun(NamedTuple):
    """What a start tag does, if the values of its attributes match: the step that it is, the state after it, the steps
    of its attributes, and whether one of these is for ids."""

    step: Step
    state: State
    attributes: tuple[Step, ...]
    has_ids: bool


class States:
    """The states of one schema, each made once."""

    def __init__(self, derivatives: Derivatives) -> None:
        self.derivatives = derivatives
        self.nothing = derivatives.patterns.not_allowed
        self._made: dict[tuple[Pattern, ...], State] = {}

    def state(self, patterns: tuple[Pattern, ...]) -> State:
        """The state of these patterns."""
        made = self._made.get(patterns)
        if made is None:
            made = self._made[patterns] = State(patterns)
        return made

    def possible(self, patterns: tuple[Pattern, ...]) -> State | None:
        """The state of these patterns, None where nothing matches any of them."""
        if all(pattern is self.nothing for pattern in patterns):
            return None
        return self.state(patterns)

    def start_tag_open(self, state: State, name: str) -> Step | None:
        """Open an element; None where it may not stand here."""
        if name not in state.opened:
            opened = (self.derivatives.start_tag_open_deriv(pattern, name) for pattern in state.patterns)
            pairs = [[(element.content, rest) for element, rest in own] for own in opened]
            state.opened[name] = self.step(pairs)
        return state.opened[name]

    def attribute(self, state: State, name: str) -> Step | None:
        """Begin an attribute; the child of the step is the state of its value."""
        if name not in state.assigned:
            state.assigned[name] = self.step([self.derivatives.att_deriv(p, name) for p in state.patterns])
        return state.assigned[name]

    def begin(self, state: State, key: tuple[str, ...]) -> Begun | None:
        """What a start tag does; None where it may not stand here, or where what it does hangs on values.

        `key` is its name with the names of its attributes, in the order in which they are written.
        """
        begun = state.begun[key] = self._begin(state, *key)
        return begun

    def _begin(self, state: State, name: str, *attributes: str) -> Begun | None:
        step = None if self.derivatives.patterns.context else self.start_tag_open(state, name)
        if step is None:
            return None
        steps, inside = list[Step](), step.child
        for attribute in attributes:
            taken = self.attribute(inside, attribute)
            if taken is None or len(taken.child.patterns) != 1:
                return None
            steps.append(taken)
            inside = self.forgiven(taken)
        closed = self.start_tag_close(inside)
        if closed is None or closed.data:
            return None
        return Begun(step, closed, tuple(steps), any(step.ids for step in steps))

    def matches(self, attribute: Step, value: str, namespaces: Namespaces) -> bool:
        """Whether an attribute that one pattern alone takes may have a value; the last that may are remembered."""
        if value in attribute.good:
            return True
        if not self.derivatives.value_match(attribute.child.patterns[0], value, namespaces):
            return False
        if not attribute.ids and not self.derivatives.patterns.context:
            if len(attribute.good) >= _MOST_GOOD:
                attribute.good.clear()
            attribute.good.add(value)
        return True

    def step(self, pairs: Sequence[Sequence[tuple[Pattern, Pattern]]]) -> Step | None:
        """The step to these patterns, each with what may follow it, for each pattern of a state."""
        numbers: dict[Pattern, int] = {}
        relation: list[tuple[tuple[int, Pattern], ...]] = []
        for own in pairs:
            ways = [(numbers.setdefault(inner, len(numbers)), rest) for inner, rest in own if inner is not self.nothing]
            relation.append(tuple(ways))
        return Step(self.state(tuple(numbers)), tuple(relation)) if numbers else None

    def continued(self, step: Step, good: tuple[bool, ...]) -> State:
        """The state after a step of which these patterns of the child ended well."""
        known = step.after.get(good)
        if known is None:
            choice = self.derivatives.patterns.choice
            known = step.after[good] = self.state(
                tuple(choice(rest for n, rest in ways if good[n]) for ways in step.relation)
            )
        return known

    def end_tag_deriv(self, step: Step, child: State) -> State:
        """The parent's state after a child that may end here."""
        known = step.after.get(child)
        if known is None:
            known = step.after[child] = self.continued(step, tuple(p.nullable for p in child.patterns))
        return known

    def forgiven(self, step: Step) -> State:
        """The parent's state after a child that is taken as right."""
        return self.continued(step, (True,) * len(step.child.patterns))

    def value(self, step: Step, text: str, namespaces: Namespaces) -> State | None:
        """The state after an attribute with this value; None where no pattern takes the value."""
        match = self.derivatives.value_match
        good = tuple(match(p, text, namespaces) for p in step.child.patterns)
        return self.continued(step, good) if any(good) else None

    def start_tag_close(self, state: State, missing: bool = False) -> State | None:
        """The state after the attributes; None where one is missing, unless that is forgiven."""
        if not state.attributes:
            return state
        if missing not in state.closed:
            close = self.derivatives.start_tag_close_deriv
            state.closed[missing] = self.possible(tuple(close(p, missing) for p in state.patterns))
        return state.closed[missing]

    def text(self, state: State) -> State | None:
        """The state after text beside elements; None where it may not stand here."""
        if not state.knows_text:
            state.knows_text = True
            state.after_text = self.possible(tuple(self.derivatives.text_deriv(p) for p in state.patterns))
        return state.after_text

    def string(self, state: State, text: str, namespaces: Namespaces) -> State | None:
        """The state after a string that is all there is in an element."""
        if not state.data:
            return self.text(state) if text.strip(" \t\r\n") else state
        blank = not text.strip(" \t\r\n")
        left = []
        for pattern in state.patterns:
            after = self.derivatives.string_deriv(pattern, text, namespaces)
            left.append(self.derivatives.patterns.choice((pattern, after)) if blank else after)
        return self.possible(tuple(left))
