"""Repairs, as edits to the bytes of the file."""

from __future__ import annotations

import re

from lxml import etree

from siglum.diagnostic import Edit, Fix, Part
from siglum.document import XML_NAMESPACE, Document, in_value
from siglum.relaxng import expected
from siglum.relaxng.names import split
from siglum.relaxng.pattern import Pattern, Value
from siglum.relaxng.schema import Schema
from siglum.relaxng.state import State
from siglum.relaxng.wording import ShownNames

_MOST = 8


class Fixes:
    """Repairs of one document."""

    def __init__(self, schema: Schema, document: Document, names: ShownNames) -> None:
        self.schema, self.document, self.names = schema, document, names

    def _edit(self, element: etree._Element, part: Part, text: str) -> Edit:
        span = self.document.span(element, part)
        return Edit(span.start.offset, span.end.offset, text)

    def _insert(self, index: int, text: str) -> Edit:
        offset = self.document.source.position(index).offset
        return Edit(offset, offset, text)

    def _tag(self, element: etree._Element) -> tuple[int, int, int]:
        """Where the start tag begins, where its name ends, where the tag ends."""
        tag = self.document.start_tag(element)
        return tag.start[0], tag.name[1], tag.start[1]

    def _qualified(self, element: etree._Element, name: str) -> str:
        prefix = f"{element.prefix}:" if element.prefix else ""
        return prefix + split(name)[1]

    def attribute(self, element: etree._Element, name: str) -> tuple[str, str]:
        """The name of an attribute as an element must write it, and the declaration that its prefix still needs."""
        namespace, local = split(name)
        if not namespace or namespace == XML_NAMESPACE:
            return self.names.attribute(name), ""
        bound = next((prefix for prefix, uri in element.nsmap.items() if prefix and uri == namespace), None)
        if bound is not None:
            return f"{bound}:{local}", ""
        prefix = self.names.prefix(namespace)
        while prefix in element.nsmap:
            prefix += "-1"
        return f"{prefix}:{local}", f'xmlns:{prefix}="{in_value(namespace)}"'

    def rename(self, element: etree._Element, name: str, *, safe: bool = False) -> Fix | None:
        """Another name in both tags; None where its namespace is not declared there."""
        namespace = split(name)[0]
        prefix = element.prefix or ""
        if namespace != split(element.tag)[0]:
            bound = {uri: other or "" for other, uri in ({None: ""} | element.nsmap).items()}
            if namespace not in bound:
                return None
            prefix = bound[namespace]
        text = f"{prefix}:{split(name)[1]}" if prefix else split(name)[1]
        edits = [self._edit(element, "name", text), self._edit(element, "end-name", text)]
        return Fix(f"write <{text}>", tuple(dict.fromkeys(edits)), safe)

    def rename_attribute(self, element: etree._Element, written: str, name: str, *, safe: bool = False) -> Fix | None:
        """Another name for an attribute; None where XML cannot declare its namespace."""
        shown, declaration = self.attribute(element, name)
        if declaration and not _can_be_declared("xmlns", split(name)[0]):
            return None
        declared = (self._insert(self._tag(element)[1], f" {declaration}"),) if declaration else ()
        return Fix(f"write @{shown}", (*declared, self._edit(element, ("attribute", written), shown)), safe)

    def value(self, element: etree._Element, part: Part, value: str, *, safe: bool = False) -> Fix | None:
        """Another value."""
        if part == "name":
            return None
        text = in_value(value)
        return Fix(f"write “{value}”", (self._edit(element, part, text),), safe)

    def namespace(self, element: etree._Element, namespace: str) -> Fix | None:
        """The namespace declared as the schema asks, where XML can declare it so."""
        start, after_name, end = self._tag(element)
        declaration = f"xmlns:{element.prefix}" if element.prefix else "xmlns"
        written = re.compile(rf"\s{re.escape(declaration)}\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
        found = written.search(self.document.source.text, start, end)
        if not _can_be_declared(declaration, namespace):
            return None
        if found is None:
            if element.prefix:
                return None
            return Fix(f'add xmlns="{namespace}"', (self._insert(after_name, f' xmlns="{in_value(namespace)}"'),))
        span = self.document.source.span(found.span(1) if found[1] is not None else found.span(2))
        return Fix(f"write {namespace}", (Edit(span.start.offset, span.end.offset, in_value(namespace)),))

    def add_attribute(self, element: etree._Element, name: str, pattern: Pattern) -> Fix | None:
        """An attribute that is missing, with a value; None where only an editor can say one, or XML has no way."""
        shown, declaration = self.attribute(element, name)
        if declaration and not _can_be_declared("xmlns", split(name)[0]):
            return None
        sample = self._sample(element, pattern)
        if sample is None:
            return None
        text = f' {declaration} {shown}="{in_value(sample)}"'.replace("  ", " ", 1)
        return Fix(f"add @{shown}", (self._insert(self._tag(element)[1], text),))

    def _sample(self, element: etree._Element, pattern: Pattern) -> str | None:
        """A value that a pattern takes: the first it names, else none at all; None where it would take neither."""
        named = (way.text for way in expected.values(pattern) if isinstance(way, Value))
        matches = self.schema.states.derivatives.value_match
        return next((text for text in (*named, "") if matches(pattern, text, element.nsmap)), None)

    def insert_before(self, element: etree._Element, names: tuple[str, ...], state: State) -> Fix | None:
        """An element that is missing, put before one that needs it; None where it could not stand there itself."""
        written = self._skeleton(names[0], element, 0)
        if written is None or len(names) > 1 or self.schema.states.start_tag_open(state, names[0]) is None:
            return None
        return Fix(f"add <{self.names.show(names[0])}>", (self._insert(self._tag(element)[0], written),))

    def append(self, element: etree._Element, state: State) -> Fix | None:
        """What is missing at the end of an element."""
        written = self._content(state, element, 0)
        if not written:
            return None
        tag = self.document.tag(element)
        if tag.end_name is not None:
            return Fix("add what is missing", (self._insert(tag.end_name[0] - 2, written),))
        name = self._qualified(element, element.tag)
        whole = self.document.source.span((tag.start[1] - 2, tag.start[1]))
        return Fix("add what is missing", (Edit(whole.start.offset, whole.end.offset, f">{written}</{name}>"),))

    def _content(self, state: State, element: etree._Element, depth: int) -> str | None:
        """The least that makes a content complete."""
        states, written = self.schema.states, ""
        for _ in range(_MOST):
            if state.nullable:
                return written
            best: tuple[bool, str, State] | None = None
            for name in self.names.commonest(expected.elements(state)):
                step = states.start_tag_open(state, name)
                after = states.forgiven(step) if step else state
                if best is None or (after.nullable and not best[0]):
                    best = (after.nullable, name, after)
            inside = self._skeleton(best[1], element, depth + 1) if best else None
            if best is None or inside is None:
                return None
            written += inside
            state = best[2]
        return None

    def _skeleton(self, name: str, element: etree._Element, depth: int) -> str | None:
        """The least element of that name."""
        step = self.schema.anywhere(name)
        if step is None or depth > _MOST or split(name)[0] != split(element.tag)[0]:
            return None
        attributes, declared = "", dict[str, None]()
        for pattern in step.child.patterns[:1]:
            known = expected.attributes((pattern,))
            for attribute in sorted(expected.required(pattern)):
                sample = self._sample(element, known[attribute][0].value)
                if sample is None:
                    return None
                shown, declaration = self.attribute(element, attribute)
                if declaration and not _can_be_declared("xmlns", split(attribute)[0]):
                    return None
                attributes += f' {shown}="{in_value(sample)}"'
                declared |= {declaration: None} if declaration else {}
        attributes = "".join(f" {declaration}" for declaration in declared) + attributes
        begun = self.schema.states.start_tag_close(step.child, missing=True)
        inside = self._content(begun, element, depth) if begun else None
        if inside is None:
            return None
        tag = self._qualified(element, name)
        return f"<{tag}{attributes}>{inside}</{tag}>" if inside else f"<{tag}{attributes}/>"


def _can_be_declared(declaration: str, namespace: str) -> bool:
    """Whether a parser takes a declaration: no prefix stands for no namespace, and not every text is an address."""
    try:
        etree.fromstring(f'<a {declaration}="{in_value(namespace)}"/>')
    except etree.XMLSyntaxError:
        return False
    return True
