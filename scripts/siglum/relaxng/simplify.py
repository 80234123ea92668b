"""From the full syntax to patterns in the simple form (section 4).

The sections that rewrite the schema one after the other (4.2 to 4.21) are done in one walk: what a section would
write down for the next is here a value that is handed on (`Scope`) or a pattern that is made.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from siglum.document import XML_NAMESPACE
from siglum.relaxng import datatypes
from siglum.relaxng.grammar import START, Definition, Grammar, Scope
from siglum.relaxng.names import AnyName, Name, NameChoice, NameClass, NsName, clark
from siglum.relaxng.pattern import Element, Group, Interleave, Pattern, Patterns
from siglum.relaxng.syntax import children, failure, is_ncname, local, own_text
from siglum.relaxng.wrong import Wrong

_WHITE = " \t\r\n"
_XMLNS = "http://www.w3.org/2000/xmlns"
_MAX_DEPTH = 100
_MOST_IN_A_ROW = 2000
_MOST_PARTS = 5_000_000


class Simplifier:
    """Makes the patterns of one schema; `elements` are all element patterns it has met."""

    def __init__(self) -> None:
        self.patterns = Patterns()
        self.elements: list[Element] = []
        self._pending: list[tuple[Element, list[etree._Element], Scope]] = []
        self._grammars: list[Grammar] = []
        self._depth = 0
        self._parts = 0
        self._unreachable = False
        make = self.patterns
        self._makers: dict[str, Callable[[etree._Element, Scope], Pattern]] = {
            "element": self._element,
            "attribute": self._attribute,
            "group": lambda e, s: self._group(children(e), s.inside(e)),
            "interleave": lambda e, s: make.interleave(self._all(e, s)),
            "choice": lambda e, s: make.choice(self._all(e, s)),
            "optional": lambda e, s: make.optional(self._inside(e, s)),  # 4.15
            "zeroOrMore": lambda e, s: make.optional(make.one_or_more(self._inside(e, s))),  # 4.15
            "oneOrMore": lambda e, s: make.one_or_more(self._inside(e, s)),
            "list": lambda e, s: make.list(self._inside(e, s)),
            "mixed": lambda e, s: make.interleave((self._inside(e, s), make.text)),  # 4.13
            "ref": lambda e, s: self._ref(e, s.grammar),
            "parentRef": self._parent_ref,
            "empty": lambda e, s: make.empty,
            "notAllowed": lambda e, s: make.not_allowed,
            "text": lambda e, s: make.text,
            "value": self._value,
            "data": self._data,
            "externalRef": self._external_ref,
            "grammar": self._grammar,
        }

    def schema(self, root: etree._Element, scope: Scope) -> Pattern:
        """The start of a schema, all elements that it leads to made as well."""
        start = self.pattern(root, scope)
        self._finish()
        made, self._unreachable = len(self.elements), True
        for grammar in self._grammars:  # what is not reachable must still be right, as far as 4.18
            for definition in grammar.definitions.values():
                if definition.pattern is None:
                    self._defined(definition)
        self._finish()
        del self.elements[made:]
        return start

    def _finish(self) -> None:
        while self._pending:
            element, inside, scope = self._pending.pop()
            element.content = self._group(inside, scope)
            self._measure(element.content, element.source)

    def pattern(self, element: etree._Element, scope: Scope) -> Pattern:
        """The pattern that an element of the schema stands for."""
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise failure(element, f"patterns are nested more than {_MAX_DEPTH} deep", "3")
        kind = local(element)
        made = self._makers[kind](element, scope)
        if kind not in ("ref", "parentRef"):
            self._measure(made, element)
        self._depth -= 1
        return made

    def _measure(self, made: Pattern, element: etree._Element) -> None:
        """Definitions that refer to one another twice, thirty in a row, would make a pattern of a thousand million."""
        self._parts += len(made.items)
        if self._parts > _MOST_PARTS:
            raise failure(element, f"written out, the schema has more than {_MOST_PARTS:,} patterns", "4.19")
        if len(made.items) > _MOST_IN_A_ROW and isinstance(made, Group | Interleave):
            raise failure(element, f"written out, more than {_MOST_IN_A_ROW:,} patterns follow one another", "4.19")

    def _all(self, element: etree._Element, scope: Scope) -> list[Pattern]:
        scope = scope.inside(element)
        return [self.pattern(child, scope) for child in children(element)]

    def _inside(self, element: etree._Element, scope: Scope) -> Pattern:
        return self._group(children(element), scope.inside(element))

    def _group(self, elements: list[etree._Element], scope: Scope) -> Pattern:
        """Several patterns where the syntax allows several are a group (4.12)."""
        made = [self.pattern(element, scope) for element in elements]
        return made[0] if len(made) == 1 else self.patterns.group(made)

    def _element(self, element: etree._Element, scope: Scope) -> Pattern:
        scope = scope.inside(element)
        names, inside = self._names(element, scope.namespace, scope)
        made = self.patterns.element(names, element)
        made.content = self.patterns.not_allowed
        self.elements.append(made)
        self._pending.append((made, inside, scope))
        return made

    def _attribute(self, element: etree._Element, scope: Scope) -> Pattern:
        inner = scope.inside(element)
        names, inside = self._names(element, element.get("ns", ""), inner)  # 4.8
        _check_attribute_names(element, names)
        value = self._group(inside, inner) if inside else self.patterns.text  # 4.12
        return self.patterns.attribute(names, value, element)

    def _names(self, element: etree._Element, namespace: str, scope: Scope) -> tuple[NameClass, list[etree._Element]]:
        inside = children(element)
        written = element.get("name")
        if written is None:
            return name_class(inside[0], scope), inside[1:]
        return _name(element, written, namespace), inside

    def _ref(self, element: etree._Element, grammar: Grammar | None) -> Pattern:
        name = (element.get("name") or "").strip(_WHITE)
        if grammar is None:
            raise failure(element, f"“{name}” is referred to outside of a grammar", "4.18")
        definition = grammar.definitions.get(name)
        if definition is None:
            raise failure(element, f"“{name}” is not defined", "4.18")
        if definition.open and self._unreachable:
            return self.patterns.not_allowed
        if definition.open:
            raise failure(element, f"“{name}” contains itself without an element between", "4.19")
        return self._defined(definition)

    def _defined(self, definition: Definition) -> Pattern:
        if definition.pattern is None:
            definition.open = True
            combine = definition.combine()
            made = [self._inside(element, scope) for element, scope in definition.components]
            join = self.patterns.interleave if combine == "interleave" else self.patterns.choice
            definition.pattern = made[0] if len(made) == 1 else join(made)
            definition.open = False
        return definition.pattern

    def _parent_ref(self, element: etree._Element, scope: Scope) -> Pattern:
        if scope.grammar is None or scope.grammar.parent is None:
            raise failure(element, "the grammar stands in no other", "4.18")
        return self._ref(element, scope.grammar.parent)

    def _grammar(self, element: etree._Element, scope: Scope) -> Pattern:
        grammar = Grammar(scope.grammar)
        grammar.collect(element, scope)
        self._grammars.append(grammar)
        if START not in grammar.definitions:
            raise failure(element, "the grammar has no start", "4.18")
        return self._defined(grammar.definitions[START])

    def _external_ref(self, element: etree._Element, scope: Scope) -> Pattern:
        root, inner = scope.file(element)
        return self.pattern(root, inner)

    def _value(self, element: etree._Element, scope: Scope) -> Pattern:
        scope = scope.inside(element)
        written = element.get("type")
        library, name = ("", "token") if written is None else (scope.library, written.strip(_WHITE))  # 4.4
        datatype = self._datatype(element, library, name)
        text = own_text(element)
        namespaces: dict[str | None, str] = {**element.nsmap, None: scope.namespace}
        meaning = datatype.meaning(text, namespaces)
        return self.patterns.value(datatype, text, meaning, element)

    def _data(self, element: etree._Element, scope: Scope) -> Pattern:
        scope = scope.inside(element)
        datatype = self._datatype(element, scope.library, (element.get("type") or "").strip(_WHITE))
        inside = children(element)
        parameters = [((p.get("name") or "").strip(_WHITE), own_text(p)) for p in inside if local(p) == "param"]
        try:
            datatype = datatypes.restricted(datatype, parameters)
        except Wrong as wrong:
            raise failure(element, str(wrong), "4.16") from None
        excepted = None
        if inside and local(inside[-1]) == "except":
            excepted = self.patterns.choice(self._all(inside[-1], scope))  # 4.12
        return self.patterns.of_datatype(datatype, excepted, element)

    def _datatype(self, element: etree._Element, library: str, name: str) -> datatypes.Datatype:
        if not datatypes.is_library(library):
            raise failure(element, f"the datatype library {library} is not known", "4.16")
        found = datatypes.find(library, name)
        if found is None:
            raise failure(element, f"the datatype library has no datatype “{name}”", "4.16")
        self.patterns.context |= name in ("QName", "NOTATION")
        return found


def name_class(element: etree._Element, scope: Scope) -> NameClass:
    """The names that an element of the schema stands for (4.8, 4.10, 4.16)."""
    scope = scope.inside(element)
    kind = local(element)
    if kind == "name":
        return _name(element, own_text(element), scope.namespace)
    if kind == "choice":
        return NameChoice(tuple(name_class(child, scope) for child in children(element)))
    excepted: NameClass | None = None
    for except_ in children(element):
        _check_except(except_, kind)
        inner = scope.inside(except_)
        excepted = NameChoice(tuple(name_class(child, inner) for child in children(except_)))
    return AnyName(excepted) if kind == "anyName" else NsName(scope.namespace, excepted)


def _check_except(element: etree._Element, kind: str) -> None:
    for inside in element.iter(etree.Element):
        if local(inside) == "anyName" or (kind == "nsName" and local(inside) == "nsName"):
            raise failure(inside, f"<{local(inside)}> stands in the except of <{kind}>", "4.16")


def _name(element: etree._Element, written: str, namespace: str) -> Name:
    written = written.strip(_WHITE)  # 4.2
    prefix, colon, base = written.rpartition(":")
    if not is_ncname(base) or (colon and not is_ncname(prefix)):
        raise failure(element, f"“{written}” is no name", "3")
    if colon:
        if prefix == "xml":
            namespace = XML_NAMESPACE
        elif prefix in element.nsmap:
            namespace = element.nsmap[prefix]
        else:
            raise failure(element, f"the prefix {prefix} is not declared", "4.10")
    return Name(clark(namespace, base))


def _check_attribute_names(element: etree._Element, names: NameClass) -> None:
    """No attribute is called xmlns or stands in its namespace (4.16)."""
    waiting: list[NameClass | None] = [names]
    while waiting:
        item = waiting.pop()
        if isinstance(item, NameChoice):
            waiting += item.items
        elif isinstance(item, AnyName | NsName):
            waiting.append(item.excepted)
        namespace = item.namespace if isinstance(item, NsName) else ""
        name = item.name if isinstance(item, Name) else ""
        if name == "xmlns" or name.startswith(f"{{{_XMLNS}") or namespace.startswith(_XMLNS):
            raise failure(element, "a namespace declaration is no attribute", "4.16")
