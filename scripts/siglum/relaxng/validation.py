"""A document held to a schema: each fault is found once, and what only follows from it is not.

One frame is kept for each open element. After a fault the walk goes on as if the document had been repaired: a misspelt
name counts as the right one, what came too early as if what it waits for had come, what may not stand here at all is
looked at by itself, and its parent stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from siglum.diagnostic import Diagnostic
from siglum.document import Document
from siglum.relaxng import expected
from siglum.relaxng.messages import Messages
from siglum.relaxng.names import clark, split
from siglum.relaxng.pattern import Element
from siglum.relaxng.schema import Schema
from siglum.relaxng.state import Begun, State, Step
from siglum.relaxng.syntax import given, own_text

_IDS = ("duplicate-id", "unresolved-idref")
_MOST_SIBLINGS = 200
WHITE = " \t\r\n"


def validate(schema: Schema, document: Document) -> Iterator[Diagnostic]:
    """What a schema does not allow in a document, in the order of the document."""
    yield from _Walk(schema, document).findings()


def accepts(schema: Schema, document: Document) -> bool:
    """Whether a schema allows a document; faults of ids (RELAX NG DTD Compatibility) do not count."""
    return all(finding.code in _IDS for finding in _Walk(schema, document).findings())


class Frame:
    """An open element: the step that opened it and what may still come; what is seldom otherwise stands in the class.

    `begun` is the state after its attributes, `nodes` counts its child nodes so far; `seen` are the names of the
    elements among them, once somebody has asked. Nothing is to be said of the start tag of a `plain` one. An `orphan`
    leaves its parent as it was, of a `silent` one nothing is known, a `string` is all that there is in it.
    """

    plain = True
    orphan = forgiven = string = silent = False
    nodes = 0
    seen: set[str] | None = None

    def __init__(self, element: etree._Element, step: Step, state: State) -> None:
        self.element, self.step = element, step
        self.state = self.begun = state


class _Walk:
    """One validation of one document."""

    def __init__(self, schema: Schema, document: Document) -> None:
        self.schema, self.states, self.document = schema, schema.states, document
        self.messages = Messages(schema, document)
        self.moved: dict[str, str] = {}
        self.ids: dict[str, etree._Element] = {}
        self.idrefs: list[tuple[str, etree._Element, str]] = []
        self.found: list[Diagnostic] = []
        self.lost = Step(self.states.state(()), ())
        """The step to an element of which nothing is known."""

    def findings(self) -> Iterator[Diagnostic]:
        """The faults, in the order in which the document is read.

        One loop does all that a valid document asks for; what is not known to be right is looked at in the methods.
        """
        states, found, moved = self.states, self.found, self.moved
        stack = [Frame(self.document.root, self.lost, self.schema.start)]
        push, pop = stack.append, stack.pop
        for event, node in etree.iterwalk(self.document.root, events=("start", "end", "comment", "pi")):
            if event == "start":
                parent, tag = stack[-1], node.tag
                key = (tag, *node.keys())
                begun = parent.state.begun[key] if key in parent.state.begun else states.begin(parent.state, key)
                if begun is None or moved or (begun.attributes and not self._holds(node, begun)):
                    push(self._opened(parent, node))
                    continue
                if parent.seen is not None:
                    parent.seen.add(tag)
                push(Frame(node, begun.step, begun.state))
                text = node.text
            else:
                if event == "end":
                    frame, parent = pop(), stack[-1]
                    if frame.plain and frame.state in frame.step.after:
                        parent.state = frame.step.after[frame.state]
                    else:
                        self._close(frame, parent)
                text = node.tail
                stack[-1].nodes += 1
            if text and text.strip(WHITE):
                frame = stack[-1]
                if frame.plain and frame.state.after_text is not None:
                    frame.state = frame.state.after_text
                else:
                    self._text(frame)
            if found:
                yield from found
                found.clear()
        yield from self._unresolved()

    def _holds(self, element: etree._Element, begun: Begun) -> bool:
        """Whether the values of the attributes match; then the ids in them are noted."""
        for step, value in zip(begun.attributes, element.values()):  # noqa: B905
            if value not in step.good and not self.states.matches(step, str(value), {}):
                return False
        if begun.has_ids:
            for step, (name, value) in zip(begun.attributes, given(element), strict=True):
                self._note_ids(element, name, value, step)
        return True

    def _opened(self, parent: Frame, element: etree._Element) -> Frame:
        """Open an element in which something is wrong, or not plain; say what is."""
        frame = self._open(parent, element)
        frame.plain = False
        if not frame.silent:
            self._attributes(frame)
            self._begin(frame)
        return frame

    def _open(self, parent: Frame, element: etree._Element) -> Frame:
        name, orphan = self._name(element.tag), parent.silent
        step = self.schema.anywhere(name) if parent.silent else self.states.start_tag_open(parent.state, name)
        if step is None and not parent.silent:
            name, step, orphan = self._misplaced(parent, element, name)
        if parent.seen is not None and not orphan:
            parent.seen.add(name)
        frame = Frame(element, step or self.lost, step.child if step else self.lost.child)
        frame.orphan, frame.silent = orphan or step is None, step is None
        return frame

    def _seen(self, parent: Frame, element: etree._Element) -> set[str]:
        """The names of the elements before this one, as they count; kept up from the first time on."""
        if parent.seen is None:
            parent.seen = {self._name(other.tag) for other in element.itersiblings(etree.Element, preceding=True)}
        return parent.seen

    def _name(self, tag: str) -> str:
        if not self.moved:
            return tag
        namespace, local = split(tag)
        return clark(self.moved.get(namespace, namespace), local)

    def _misplaced(self, parent: Frame, element: etree._Element, name: str) -> tuple[str, Step | None, bool]:
        """Say what is wrong with an element; gives the name it counts as, its step, and whether it stands alone."""
        schema, states, state = self.schema, self.states, parent.state
        allowed = expected.elements(state)
        root, seen = element is self.document.root, self._seen(parent, element)
        if name not in schema.named:
            moved = self._other_namespace(name, allowed)
            if moved is not None:
                self.found.append(self.messages.wrong_namespace(element, split(moved)[0]))
                if split(name)[0] not in schema.namespaces:
                    self.moved[split(name)[0]] = split(moved)[0]
                step = states.start_tag_open(state, moved)
                parent.forgiven |= step is None
                return moved, step or schema.anywhere(moved), step is None
            finding, near = self.messages.unknown_element(element, parent.element, allowed, root)
            self.found.append(finding)
            if near is not None:
                return near, states.start_tag_open(state, near), False
            parent.forgiven = True
            return name, None, True
        way = None if root else expected.ahead(states, state, name)
        if way is not None and name not in seen:
            needed, parent.state = way
            self.found.append(self.messages.too_early(element, parent.element, needed, state))
            return name, states.start_tag_open(parent.state, name), False
        if root:
            self.found.append(self.messages.wrong_root(element, allowed))
        elif name in seen and self._enough(parent, element, name):
            self.found.append(self.messages.too_many(element, parent.element, allowed))
        else:
            barrier = self._barrier(parent, element, name)
            self.found.append(self.messages.not_allowed(element, parent.element, allowed, barrier))
        parent.forgiven = True
        return name, schema.anywhere(name), True

    def _enough(self, parent: Frame, element: etree._Element, name: str) -> bool:
        """Whether an element could stand where it does if the others of its name did not precede it."""
        state = parent.begun
        for other in self._before(parent, element):
            if self._name(other.tag) != name:
                step = self.states.start_tag_open(state, self._name(other.tag))
                if step is None:
                    return False
                state = self.states.forgiven(step)
        return self.states.start_tag_open(state, name) is not None

    def _barrier(self, parent: Frame, element: etree._Element, name: str) -> etree._Element | None:
        """The element before this one after which it may not stand any more, if it might have stood before that."""
        state, barrier = parent.begun, None
        could = self.states.start_tag_open(state, name) is not None
        for other in self._before(parent, element):
            step = self.states.start_tag_open(state, self._name(other.tag))
            if step is not None:
                state = self.states.forgiven(step)
                can = self.states.start_tag_open(state, name) is not None
                if could and not can:
                    barrier = other
                could = can
        return barrier

    def _before(self, parent: Frame, element: etree._Element) -> list[etree._Element]:
        siblings = list(islice(parent.element.iterchildren(etree.Element), _MOST_SIBLINGS))
        return siblings[: siblings.index(element)] if element in siblings else []

    def _other_namespace(self, name: str, allowed: dict[str, Element]) -> str | None:
        local = split(name)[1]
        candidates = (*allowed, *self.schema.named)
        return next((other for other in candidates if split(other)[1] == local), None)

    def _attributes(self, frame: Frame) -> None:
        element, states, state = frame.element, self.states, frame.state
        namespaces = element.nsmap if states.derivatives.patterns.context else {}
        for name, value in given(element):
            step = states.attribute(state, name)
            if step is None:
                finding, near = self.messages.attribute(element, name, state, frame.begun)
                self.found.append(finding)
                step = states.attribute(state, near) if near else None
                if step is None:
                    continue
            following = states.value(step, value, namespaces)
            if following is None:
                self.found.append(self.messages.value(element, name, value, step.child, namespaces))
                following = states.forgiven(step)
            self._note_ids(element, name, value, step)
            state = following
        closed = states.start_tag_close(state)
        if closed is None:
            self.found += self.messages.missing_attributes(element, state)
            closed = states.start_tag_close(state, missing=True) or state
        frame.state = frame.begun = closed

    def _begin(self, frame: Frame) -> None:
        """The text with which an element begins, or which is all there is in it."""
        element, state = frame.element, frame.state
        text = element.text
        if not state.data or any(isinstance(child.tag, str) for child in element):
            if text and text.strip(WHITE):
                self._text(frame)
            return
        frame.string = True
        whole = own_text(element)
        namespaces = element.nsmap if self.states.derivatives.patterns.context else {}
        after = self.states.string(state, whole, namespaces)
        if after is None or not (after.nullable or frame.forgiven):
            self.found.append(self.messages.content(element, whole, state, namespaces))
            frame.forgiven = True
            return
        frame.state = after

    def _text(self, frame: Frame) -> None:
        if frame.string or frame.silent:
            return
        after = self.states.text(frame.state)
        if after is None:
            self.found.append(self.messages.text(frame.element, frame.nodes, expected.elements(frame.state)))
        else:
            frame.state = after

    def _close(self, frame: Frame, parent: Frame) -> None:
        good = frame.state.nullable
        if not (good or frame.forgiven or frame.silent):
            self.found.append(self.messages.incomplete(frame.element, frame.state))
        if not frame.orphan:
            end = self.states.end_tag_deriv if good else None
            parent.state = end(frame.step, frame.state) if end else self.states.forgiven(frame.step)

    def _note_ids(self, element: etree._Element, name: str, value: str, step: Step) -> None:
        """Ids and references to them (RELAX NG DTD Compatibility, section 5)."""
        kind = step.ids
        if kind == "ID":
            key = value.strip(WHITE)
            if key in self.ids:
                self.found.append(self.messages.duplicate_id(element, name, key, self.ids[key]))
            else:
                self.ids[key] = element
        elif kind:
            self.idrefs += [(key, element, name) for key in value.split()]

    def _unresolved(self) -> Iterator[Diagnostic]:
        for key, element, name in self.idrefs:
            if key not in self.ids:
                yield self.messages.unresolved_idref(element, name, key, tuple(self.ids))
