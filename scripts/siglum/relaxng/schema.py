"""A schema, and the questions it answers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from lxml import etree

from siglum.catalog import Catalog
from siglum.diagnostic import Diagnostic
from siglum.document import Document
from siglum.relaxng import completion, expected, restrictions
from siglum.relaxng.derivative import Derivatives
from siglum.relaxng.grammar import Scope
from siglum.relaxng.names import contains, listed, split
from siglum.relaxng.pattern import Attribute, Element, Pattern, Patterns
from siglum.relaxng.read import Allowance, load
from siglum.relaxng.simplify import Simplifier
from siglum.relaxng.state import States, Step
from siglum.relaxng.validate import Walk

_IDS = ("duplicate-id", "unresolved-idref")


class Schema:
    """A schema ready to validate documents."""

    def __init__(self, patterns: Patterns, start: Pattern, elements: list[Element]) -> None:
        self.elements = elements
        self.states = States(Derivatives(patterns))
        self.start = self.states.state((start,))
        self._anywhere: dict[str, Step | None] = {}
        self._parents: dict[str, tuple[str, ...]] = {}

    @classmethod
    def read(cls, path: str | Path, catalog: Catalog | None = None) -> Schema:
        """A schema from its file, .rng or .rnc. Raises Failure with file, line and section where it is wrong.

        What the schema includes from the net is read from the copy that `catalog` names.
        """
        path = Path(path)
        allowance = Allowance()
        root = load(path, allowance)
        simplifier = Simplifier()
        start = simplifier.schema(root, Scope(files=(path.resolve(),), catalog=catalog, allowance=allowance))
        elements = restrictions.check(start, root)
        return cls(simplifier.patterns, start, elements)

    def validate(self, document: Document) -> Iterator[Diagnostic]:
        """What the schema does not allow, in the order of the document."""
        yield from Walk(self, document).findings()

    def accepts(self, document: Document) -> bool:
        """Whether the schema allows the document, ids left aside."""
        return all(finding.code in _IDS for finding in Walk(self, document).findings())

    @cached_property
    def named(self) -> dict[str, list[Element]]:
        """The element patterns by the names they spell out."""
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            for name in listed(element.names):
                found.setdefault(name, []).append(element)
        return found

    @cached_property
    def namespaces(self) -> set[str]:
        """The namespaces of the elements that the schema names."""
        return {split(name)[0] for name in self.named}

    @cached_property
    def main_namespace(self) -> str:
        """The namespace of most elements: names in it are shown bare."""
        spaces = [split(name)[0] for name in self.named]
        return max(set(spaces), key=spaces.count, default="")

    @cached_property
    def attributes(self) -> dict[str, list[Attribute]]:
        """All attribute patterns by the names they spell out."""
        found: dict[str, list[Attribute]] = {}
        for element in self.elements:
            for name, patterns in expected.attributes((element.content,)).items():
                found.setdefault(name, []).extend(patterns)
        return found

    def attributes_of(self, datatype: str) -> frozenset[tuple[str, str]]:
        """The attributes whose values are of an XSD datatype, or lists of it: pairs of element (local name) and
        attribute."""
        return frozenset(
            (split(holder)[1], name)
            for element in self.elements
            for name, patterns in expected.attributes((element.content,)).items()
            if any(expected.has_datatype(pattern.value, datatype) for pattern in patterns)
            for holder in listed(element.names)
        )

    def anywhere(self, name: str) -> Step | None:
        """An element taken by itself, wherever it stands: all its definitions at once."""
        if name not in self._anywhere:
            empty = self.states.derivatives.patterns.empty
            pairs = [(e.content, empty) for e in self.named.get(name, ()) if contains(e.names, name)]
            self._anywhere[name] = self.states.step([pairs])
        return self._anywhere[name]

    def parents(self, name: str) -> tuple[str, ...]:
        """The names of the elements that may contain an element of that name."""
        if name not in self._parents:
            holders = {
                holder
                for element in self.elements
                if name in expected.contained(element.content)
                for holder in listed(element.names)
            }
            self._parents[name] = tuple(sorted(holders))
        return self._parents[name]

    def allowed_children(self, parent: etree._Element, index: int) -> dict[str, str]:
        """What may stand in an element before the child node of that index, with what the schema says of each."""
        return completion.children(self, parent, index)

    def allowed_attributes(self, element: etree._Element) -> dict[str, str]:
        """The attributes that an element may still take, with what the schema says of each."""
        return completion.attributes(self, element)

    def allowed_values(self, element: etree._Element, attribute: str) -> dict[str, str]:
        """The values that the schema lists for an attribute of an element, with what it says of each."""
        return completion.values(self, element, attribute)
