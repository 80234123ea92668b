"""Whether a document is valid, said at once: valid for certain, or doubted.

A document is read as it is written: cut into pieces, each an end tag with the start tags that follow it. What a piece
means in a place, and to which place it leads, is asked of the derivatives when it is first met there, and remembered.
Nothing is explained: what is doubted is left to the walk over the tree (`validation`). docs/relaxng.md follows a
document through all this.
"""

from __future__ import annotations

from typing import NamedTuple

from siglum.failure import Failure
from siglum.relaxng.state import State, States, Step
from siglum.relaxng.tags import Cut, Doubt, Scope, StartTag, is_followed_by_text, parted, shape
from siglum.relaxng.wrong import Wrong

_MOST_REMEMBERED = 60_000
"""How many pieces, tags and values are remembered."""
_MANY = 8
"""After how many doubted documents in a row the next ones are not expected to be valid."""
_DEEPEST = 2_000
"""How deep elements may be nested: the parser of trees refuses a little more."""


class Continuation(dict["Place", "Place"]):
    """An open element: by the place in which it ends, the place in which its parent goes on."""

    __slots__ = ("parent", "step")

    def __init__(self, parent: Place, step: Step) -> None:
        self.parent, self.step = parent, step

    def __missing__(self, end: Place) -> Place:
        if not end.state.nullable:
            raise Doubt
        states = self.parent.recogniser.states
        after = self[end] = self.parent.at(states.end_tag_deriv(self.step, end.state))
        return after


class Attribute(NamedTuple):
    """An attribute that a single pattern takes, and its values, as written, that are known to match.

    Of ids and references to ids no value is kept: each must be noted.
    """

    step: Step
    good: set[bytes]


Move = tuple[tuple[Continuation, ...], "Place"]
"""The elements that are opened, and the place reached."""
Shaped = tuple[list[Attribute], Move]
"""The attributes of a start tag, and what the tag does if their values match."""


class Place(dict[bytes, Move]):
    """A state and the namespaces declared there; and what each piece does that has been met there."""

    __slots__ = ("recogniser", "scope", "shapes", "state", "tags")
    __hash__ = object.__hash__  # type: ignore[assignment]

    def __init__(self, recogniser: Recogniser, state: State, scope: Scope) -> None:
        self.recogniser, self.state, self.scope = recogniser, state, scope
        self.tags: dict[bytes, Move] = {}
        self.shapes: dict[bytes, Shaped] = {}

    def at(self, state: State | None) -> Place:
        """The place of another state, with the same namespaces."""
        return self.recogniser.place(state, self.scope)

    def after(self, tag: bytes) -> Place:
        """The place behind a tag that leads here, and behind the text that follows it."""
        return self.at(self.recogniser.states.text(self.state)) if is_followed_by_text(tag) else self

    def __missing__(self, piece: bytes) -> Move:
        end_tag, *start_tags = piece.split(b"<")
        noted, opened = self.recogniser.noted, list[Continuation]()
        place = self.after(end_tag) if end_tag else self
        for tag in start_tags:
            begun, place = place.tags.get(tag) or place.start_tag(tag)
            opened += begun
        return self.recogniser.keep(self, piece, (tuple(opened), place), noted)

    def start_tag(self, tag: bytes) -> Move:
        """What a start tag does."""
        noted, (like, values) = self.recogniser.noted, shape(tag)
        if like in self.shapes:
            attributes, move = self.shapes[like]
            for attribute, written in zip(attributes, values, strict=True):
                if written not in attribute.good:
                    self._value(attribute, written)
        else:
            move = self._start_tag(tag, like)
        return self.recogniser.keep(self.tags, tag, move, noted)

    def _value(self, attribute: Attribute, written: bytes) -> None:
        """Hold a value to the only pattern of its attribute."""
        value = self.scope.value(written)
        if not self.recogniser.states.matches(attribute.step, value, self.scope.namespaces):
            raise Doubt
        if not self.recogniser.note(attribute.step, value) and self.recogniser.has_room:
            attribute.good.add(written)
            self.recogniser.remembered += 1

    def _start_tag(self, tag: bytes, like: bytes) -> Move:
        """Ask the derivatives; what does not hang on values is kept for all tags of the same shape."""
        written, is_empty, string = parted(tag)
        begins = self.scope.start_tag(written)
        recogniser, states = self.recogniser, self.recogniser.states
        step = states.start_tag_open(self.state, begins.name)
        if step is None:
            raise Doubt
        attributes, state = self._attributes(step.child, begins)
        begun = states.start_tag_close(state)
        if begun is not None and (is_empty or string):
            begun = states.string(begun, self.scope.string(string), begins.namespaces)
        place, continuation = recogniser.place(begun, recogniser.scope(begins.namespaces)), Continuation(self, step)
        move = ((), continuation[place].after(tag)) if is_empty else ((continuation,), place.after(tag))
        single = all(len(attribute.step.child.patterns) == 1 for attribute in attributes)
        if single and not string and b"xmlns" not in like:
            self.shapes[like] = attributes, move
        return move

    def _attributes(self, state: State, begins: StartTag) -> tuple[list[Attribute], State]:
        """The attributes of a start tag, and the state after them."""
        recogniser, found = self.recogniser, list[Attribute]()
        for name, value in begins.attributes:
            step = recogniser.states.attribute(state, name)
            following = recogniser.states.value(step, value, begins.namespaces) if step else None
            if step is None or following is None:
                raise Doubt
            recogniser.note(step, value)
            found.append(Attribute(step, recogniser.good(step, self.scope)))
            state = following
        return found, state


class Recogniser:
    """What is known of the documents of one schema; `holding_data` are the names of its elements that hold data."""

    def __init__(self, states: States, start: State, holding_data: set[str]) -> None:
        self.states, self.start, self.holding_data, self.cut = states, start, holding_data, Cut(holding_data)
        self.noted = self._doubted = 0
        self._forget()

    def _forget(self) -> None:
        self.remembered = 0
        self._scopes: dict[frozenset[tuple[str | None, str]], Scope] = {}
        self._places: dict[tuple[State, Scope], Place] = {}
        self._good: dict[tuple[Step, Scope], set[bytes]] = {}

    @property
    def has_room(self) -> bool:
        """Whether more may be remembered; if not, all is forgotten before the next document."""
        return self.remembered <= _MOST_REMEMBERED

    def accepts(self, data: bytes) -> bool:
        """Whether a document is valid for certain: one that is well-formed, in UTF-8 without a byte order mark."""
        if not self.has_room:
            self._forget()
        self._ids, self._idrefs = list[str](), list[str]()
        valid = self._reads(data) and len(set(self._ids)) == len(self._ids) and set(self._ids).issuperset(self._idrefs)
        self._doubted = 0 if valid else self._doubted + 1
        return valid

    def is_worth_asking(self) -> bool:
        """Whether a document is likely to be valid: of many in a row that were not, only a few more are asked about."""
        self._doubted += self._doubted >= _MANY
        return self._doubted < _MANY or self._doubted % _MANY == 0

    def _reads(self, data: bytes) -> bool:
        try:
            self._follow(self.cut.pieces(data))
        except (Doubt, Failure, Wrong):
            return False
        return True

    def _follow(self, pieces: list[bytes]) -> None:
        """Follow the pieces of a document from place to place; on the stack are the elements that are open."""
        opened, place = self.place(self.start, self.scope({}))[pieces[0]]
        stack = list(opened)
        if len(stack) > _DEEPEST:
            raise Doubt
        push, pop = stack.extend, stack.pop
        for piece in pieces[1:]:
            opened, place = pop()[place][piece]
            if opened:
                push(opened)
                if len(stack) > _DEEPEST:
                    raise Doubt

    def scope(self, namespaces: dict[str | None, str]) -> Scope:
        """The scope with these namespaces; there is one of each."""
        key = frozenset(namespaces.items())
        if key not in self._scopes:
            self._scopes[key] = Scope(namespaces)
        return self._scopes[key]

    def place(self, state: State | None, scope: Scope) -> Place:
        """The place of a state; there is one of each. Raises Doubt where nothing may stand, or data beside elements."""
        if state is None or state.data:
            raise Doubt
        key = (state, scope)
        if key not in self._places:
            self._places[key] = Place(self, state, scope)
        return self._places[key]

    def good(self, attribute: Step, scope: Scope) -> set[bytes]:
        """The values of an attribute that are known to match; what they mean may hang on the namespaces."""
        return self._good.setdefault((attribute, scope), set())

    def note(self, attribute: Step, value: str) -> bool:
        """Note the id in a value, or the references to ids, if the attribute is for such; gives whether it is."""
        kind = attribute.ids
        if kind == "ID":
            self._ids.append(value.strip())
        elif kind:
            self._idrefs += value.split()
        self.noted += bool(kind)
        return bool(kind)

    def keep(self, kept: dict[bytes, Move], written: bytes, move: Move, noted: int) -> Move:
        """Remember what a piece or a tag does, unless something in it has been noted, and must be so each time."""
        if noted == self.noted and self.has_room:
            kept[written] = move
            self.remembered += 1
        return move
