"""Faults put into words: what is wrong, what may stand there, what to write.

`validation` decides what a fault is; here it becomes a Diagnostic, with its place, its suggestions and its repair.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from siglum.diagnostic import Cause, Diagnostic, Fix, Part, Related
from siglum.document import Document, free_id
from siglum.relaxng import expected
from siglum.relaxng.fixes import Fixes
from siglum.relaxng.names import split
from siglum.relaxng.pattern import Attribute, Data, Element, Pattern, Value
from siglum.relaxng.schema import Schema
from siglum.relaxng.state import State
from siglum.relaxng.wording import ShownNames, all_of, can_only_be, is_slip, near, one_of, quoted, short
from siglum.tei.vocabulary import TEI, elements

Allowed = Mapping[str, Element]


class Messages:
    """Words for the faults of one document."""

    def __init__(self, schema: Schema, document: Document) -> None:
        self.schema, self.document = schema, document
        self.names = ShownNames(document.root, schema)
        self.fixes = Fixes(schema, document, self.names)
        self._values: dict[str, set[str]] = {}

    def _finding(
        self, code: str, message: str, element: etree._Element, part: Part = "name", *, label: str = "",
        found: str | None = None, parent: str | None = None, expected: Iterable[str] | None = None,
        help: Iterable[str] = (), fix: Fix | None = None, related: tuple[Related, ...] = (),
        cause: Cause | None = None,
    ) -> Diagnostic:  # fmt: skip
        return Diagnostic(
            code, message, self.document.path, self.document.span(element, part), label=label, found=found,
            parent=parent, expected=None if expected is None else tuple(expected), help=tuple(h for h in help if h),
            fix=fix, related=related, cause=cause,
        )  # fmt: skip

    def wrong_namespace(self, element: etree._Element, namespace: str) -> Diagnostic:
        """An element of a known name in a namespace that the schema does not know."""
        written, name = split(element.tag)
        stands = f"in the namespace {written}" if written else "in no namespace"
        return self._finding(
            "wrong-namespace", f"<{name}> stands {stands}; the schema asks for {namespace or 'none'}", element,
            label="and so does all that it contains", found=name, expected=(namespace,),
            help=(f'write xmlns="{namespace}" in <{name}>',) if namespace else (),
            fix=self.fixes.namespace(element, namespace),
        )  # fmt: skip

    def wrong_root(self, element: etree._Element, allowed: Allowed) -> Diagnostic:
        """A known element that begins no document."""
        name = self.names.own(element)
        return self._finding(
            "element-not-allowed", f"a document does not begin with <{name}>", element, found=name,
            label="not as the root", expected=self.names.sorted(allowed),
            help=(f"begin with {one_of(self.names.tags(allowed))}",),
        )  # fmt: skip

    def unknown_element(
        self, element: etree._Element, parent: etree._Element, allowed: Allowed, root: bool
    ) -> tuple[Diagnostic, str | None]:
        """An element that the schema does not know at all; and the one that is meant, if that is clear.

        One of a namespace of which the schema knows nothing is meant as it is.
        """
        name = self.names.own(element)
        foreign = split(element.tag)[0] not in (*self.schema.namespaces, "")
        meant = [] if foreign else near(element.tag, allowed)
        known = [] if foreign else near(element.tag, self.schema.named)
        if meant and not self._is_slip(element, meant[0]) and (known[0] not in meant or self._is_of_tei(element)):
            meant = []  # the name that is meant is another, though it may not stand here
        help = [self._write(allowed[other]) for other in meant]
        if not meant:
            if self._is_of_tei(element):
                help.append(f"<{name}> is an element of TEI that this schema leaves out")
            else:
                help += [f"<{self.names.show(n)}> is known, and stands in {self._parents(n)}" for n in known[:1]]
            help.append(self._may_contain(parent, allowed, root))
        clear = bool(meant) and can_only_be(element.tag, meant[0], self.schema.named)
        finding = self._finding(
            "unknown-element", f"the schema knows no element <{name}>", element, label="not known", found=name,
            parent=None if root else self.names.own(parent), expected=self.names.sorted(allowed), help=help,
            fix=self.fixes.rename(element, meant[0], safe=clear) if meant else None,
        )  # fmt: skip
        return finding, meant[0] if meant else None

    def _is_slip(self, element: etree._Element, meant: str) -> bool:
        return is_slip(split(element.tag)[1], split(meant)[1])

    def _is_of_tei(self, element: etree._Element) -> bool:
        """Whether an element that the schema does not know is one of TEI's own."""
        namespace, local = split(element.tag)
        return namespace == TEI and local in elements()

    def too_early(
        self, element: etree._Element, parent: etree._Element, needed: tuple[str, ...], state: State
    ) -> Diagnostic:
        """An element that may stand here once something else has come."""
        name, holder = self.names.own(element), self.names.own(parent)
        shown = self.names.tags(needed)
        return self._finding(
            "element-too-early", f"<{name}> may not stand here yet: {one_of(shown)} must come first in <{holder}>",
            element, label=f"before this, {one_of(shown)}", found=name, parent=holder,
            expected=self.names.sorted(expected.elements(state)),
            help=(f"put {one_of(shown)} before <{name}>",), fix=self.fixes.insert_before(element, needed, state),
        )  # fmt: skip

    def too_many(self, element: etree._Element, parent: etree._Element, allowed: Allowed) -> Diagnostic:
        """An element of which there are enough."""
        name, holder = self.names.own(element), self.names.own(parent)
        before = next((e for e in parent if e.tag == element.tag), element)
        place = Related(f"the first <{name}>", self.document.path, self.document.span(before))
        return self._finding(
            "too-many", f"<{holder}> has no place for another <{name}>", element, label="one too many", found=name,
            parent=holder, expected=self.names.sorted(allowed),
            help=(self._may_contain(parent, allowed, False),), related=(place,),
        )  # fmt: skip

    def not_allowed(
        self, element: etree._Element, parent: etree._Element, allowed: Allowed, barrier: etree._Element | None
    ) -> Diagnostic:
        """A known element in the wrong place."""
        name, holder = self.names.own(element), self.names.own(parent)
        message = f"<{name}> may not stand in <{holder}>"
        if barrier is not None:
            message = f"<{name}> may not come after <{self.names.own(barrier)}> in <{holder}>"
        elif self._holds(parent, element):
            message = f"<{name}> may not stand here in <{holder}>"
        meant = [n for n in near(element.tag, allowed) if split(n)[1].lower() == split(element.tag)[1].lower()]
        return self._finding(
            "element-not-allowed", message, element, label="not here", found=name, parent=holder,
            expected=self.names.sorted(allowed),
            help=(self._stands(element, parent), self._may_contain(parent, allowed, False)),
            fix=self.fixes.rename(element, meant[0]) if meant else None,
        )  # fmt: skip

    def _stands(self, element: etree._Element, parent: etree._Element) -> str:
        if self._holds(parent, element):
            return ""
        return f"<{self.names.own(element)}> stands in {self._parents(element.tag)}"

    def _holds(self, parent: etree._Element, element: etree._Element) -> bool:
        return parent.tag in self.schema.parents(element.tag)

    def incomplete(self, element: etree._Element, state: State) -> Diagnostic:
        """An element that ends too early."""
        name, allowed = self.names.own(element), expected.elements(state)
        wanted = expected.completing(self.schema.states, state)
        what = one_of(self.names.tags(wanted)) or ("text" if state.data else "an element")
        return self._finding(
            "incomplete-content", f"<{name}> is incomplete: {what} is missing", element, label=f"lacks {what}",
            found=name, parent=name, expected=self.names.sorted(allowed),
            help=[self._write(wanted[n]) for n in self.names.commonest(wanted)] if len(wanted) == 1 else (),
            fix=self.fixes.append(element, state),
        )  # fmt: skip

    def text(self, element: etree._Element, run: int, allowed: Allowed) -> Diagnostic:
        """Text where none may stand."""
        name = self.names.own(element)
        written = (element.text if run == 0 else element[run - 1].tail) or ""
        return self._finding(
            "text-not-allowed", f"<{name}> may not contain text here", element, ("text", run), label="text",
            found=short(written), parent=name, expected=self.names.sorted(allowed),
            help=(self._may_contain(element, allowed, False),),
        )  # fmt: skip

    def attribute(
        self, element: etree._Element, name: str, state: State, begun: State
    ) -> tuple[Diagnostic, str | None]:
        """An attribute that may not be there; and the one that is meant, if that is clear."""
        owner, shown = self.names.own(element), self.names.attribute(name)
        allowed = {n: a for n, a in expected.attributes(state.patterns).items() if n not in element.attrib}
        meant = near(name, allowed)
        known = name in self.schema.attributes
        code, message = "unknown-attribute", f"the schema knows no attribute @{shown}"
        if known:
            code, message = "attribute-not-allowed", f"<{owner}> may not have the attribute @{shown}"
            if name in expected.attributes(begun.patterns):
                message += " beside the others that it has"
            meant = [n for n in meant if split(n)[1].lower() == split(name)[1].lower()]
        help = [self._write_attribute(element, n, allowed[n]) for n in meant]
        clear = bool(meant) and not known and can_only_be(name, meant[0], self.schema.attributes)
        if not meant:
            ranked = [f"@{self.names.attribute(n)}" for n in self.names.commonest_attributes(allowed)]
            help = [f"<{owner}> may have {all_of(ranked)}" if ranked else f"<{owner}> has no more attributes"]
        finding = self._finding(
            code, message, element, ("attribute", name), label="not known" if not known else "not here",
            found=shown, parent=owner, expected=sorted(self.names.attribute(n) for n in allowed), help=help,
            fix=self.fixes.rename_attribute(element, name, meant[0], safe=clear) if meant else None,
        )  # fmt: skip
        return finding, meant[0] if meant else None

    def missing_attributes(self, element: etree._Element, state: State) -> list[Diagnostic]:
        """Attributes that must be there and are not."""
        owner = self.names.own(element)
        live = [p for p in state.patterns if p.attributes]
        allowed = expected.attributes(live)
        needed = frozenset.intersection(*map(expected.required, live)) if live else frozenset()
        ways = sorted(self.names.attribute(n) for n in allowed)
        if not needed:
            choice = sorted({n for p in live for item in _open_choices(p) for n in expected.attributes((item,))})
            shown = one_of([f"@{self.names.attribute(n)}" for n in choice or allowed])
            return [self._finding(
                "missing-attribute", f"<{owner}> lacks one of its attributes: {shown}", element, label=f"lacks {shown}",
                parent=owner, expected=ways, help=(f"write {shown}",),
            )]  # fmt: skip
        return [
            self._finding(
                "missing-attribute", f"<{owner}> lacks the attribute @{self.names.attribute(name)}", element,
                label=f"lacks @{self.names.attribute(name)}", found=None, parent=owner, expected=ways,
                help=(self._write_attribute(element, name, allowed[name]),),
                fix=self.fixes.add_attribute(element, name, allowed[name][0].value),
            )
            for name in sorted(needed)
        ]  # fmt: skip

    def value(
        self, element: etree._Element, name: str, value: str, state: State, namespaces: Mapping[str | None, str]
    ) -> Diagnostic:
        """An attribute with a wrong value."""
        what = f"@{self.names.attribute(name)}"
        return self._value(element, ("value", name), what, value, state.patterns, namespaces)

    def content(
        self, element: etree._Element, text: str, state: State, namespaces: Mapping[str | None, str]
    ) -> Diagnostic:
        """An element whose text is a wrong value."""
        part: Part = "name"
        pieces = [element.text, *(child.tail for child in element)]
        for run, piece in enumerate(pieces):
            if piece and piece.strip():
                part = ("text", run)
                break
        return self._value(element, part, f"<{self.names.own(element)}>", text, state.patterns, namespaces)

    def _value(
        self, element: etree._Element, part: Part, what: str, value: str, patterns: tuple[Pattern, ...],
        namespaces: Mapping[str | None, str],
    ) -> Diagnostic:  # fmt: skip
        ways = [way for pattern in patterns for way in expected.values(pattern)]
        listed = {way.text.strip(): way for way in ways if isinstance(way, Value)}
        datatypes = {way.datatype: way for way in ways if isinstance(way, Data)}
        meant = near(value.strip(), listed)
        help = [f"write {quoted(n)}{_gloss(listed[n].source)}" for n in meant]
        alike = [n for n in listed if n.lower() == value.strip().lower()]
        clear = part[0] == "value" and not datatypes and alike == meant[:1]
        fix = self.fixes.value(element, part, meant[0], safe=clear) if meant else None
        owner = self.names.own(element)
        if not datatypes:
            message = f"{what} may not be {quoted(short(value))}: it is {one_of([quoted(short(n)) for n in listed])}"
            return self._finding(
                "value-not-in-list", message if listed else f"{what} has no value", element, part, found=value,
                label="not in the list", parent=owner, expected=tuple(listed), help=help, fix=fix,
            )  # fmt: skip
        wrong = value
        reasons: list[str] = []
        for token in (value, *value.split()):
            faults = [datatype.fault(token, namespaces) for datatype in datatypes]
            if all(fault is not None for fault in faults) and token.strip() not in listed:
                wrong, reasons = token, list(dict.fromkeys(_clear(faults)))
        names = list(dict.fromkeys(datatype.name for datatype in datatypes))
        because = f": {'; '.join(reasons)}" if reasons else ""
        message = f"{what} may not be {quoted(short(wrong))}{because}"
        return self._finding(
            "value-not-of-datatype", message, element, part, found=value, parent=owner,
            label=reasons[0] if reasons else f"no {one_of(names)}", expected=(*listed, *names), help=help, fix=fix,
        )  # fmt: skip

    def duplicate_id(self, element: etree._Element, name: str, key: str, first: etree._Element) -> Diagnostic:
        """An id that another element has."""
        place = Related("the first stands here", self.document.path, self.document.span(first, ("value", name)))
        return self._finding(
            "duplicate-id", f"the id {quoted(key)} is given twice", element, ("value", name), label="given before",
            found=key, parent=self.names.own(element), help=("give each element an id of its own",), related=(place,),
            fix=self.fixes.value(element, ("value", name), free_id(key, self._given(name))),
        )  # fmt: skip

    def _given(self, name: str) -> set[str]:
        """The values that an attribute has in the document."""
        if name not in self._values:
            self._values[name] = {element.get(name, "").strip() for element in self.document.root.iter(etree.Element)}
        return self._values[name]

    def unresolved_idref(self, element: etree._Element, name: str, key: str, ids: tuple[str, ...]) -> Diagnostic:
        """A reference to an id that nothing has."""
        together = f"references lead to {quoted(key)}, and nothing has that id"
        return self._finding(
            "unresolved-idref", f"@{self.names.attribute(name)} refers to {quoted(key)}, and nothing has that id",
            element, ("value", name), label="no such id", found=key, parent=self.names.own(element), expected=ids,
            help=[f"write {quoted(n)}" for n in near(key, dict.fromkeys(ids))],
            cause=Cause(("id", self.document.path, key), together, "refers to it too"),
        )  # fmt: skip

    def _write(self, element: Element) -> str:
        name = next(iter(self._listed(element)), "")
        return f"write <{self.names.show(name)}>{_gloss(element.source)}"

    def _listed(self, element: Element) -> tuple[str, ...]:
        return tuple(expected.first(element))

    def _write_attribute(self, element: etree._Element, name: str, patterns: list[Attribute]) -> str:
        shown, declaration = self.fixes.attribute(element, name)
        return f"write @{shown}{f', and declare {declaration}' if declaration else ''}{_gloss(patterns[0].source)}"

    def _parents(self, name: str) -> str:
        shown = self.names.tags(self.schema.parents(name))
        return all_of(shown) if shown else "no other element"

    def _may_contain(self, parent: etree._Element, allowed: Allowed, root: bool) -> str:
        shown = self.names.tags(allowed)
        if root:
            return f"a document begins with {one_of(shown)}"
        holder = self.names.own(parent)
        return f"here <{holder}> may contain {all_of(shown)}" if shown else f"nothing more may stand in <{holder}>"


def _open_choices(pattern: Pattern) -> list[Pattern]:
    """The choices among attributes of which one must be made."""
    from siglum.relaxng.pattern import Choice

    if isinstance(pattern, Choice):
        return [pattern] if pattern.attributes and all(item.attributes for item in pattern.items) else []
    return [choice for item in pattern.items if item.attributes for choice in _open_choices(item)]


def _gloss(source: etree._Element) -> str:
    said = expected.gloss(source)
    return f": {said}" if said else ""


def _clear(faults: Iterable[str | None]) -> list[str]:
    """The faults that say most: where one speaks of a part of the value, those that speak of its shape are left out."""
    known = [fault for fault in faults if fault is not None]
    shapes = [fault for fault in known if fault.startswith("not ")]
    patterns = [fault for fault in known if "does not match" in fault]
    exact = [fault for fault in known if fault not in shapes and fault not in patterns]
    return exact or shapes or patterns
