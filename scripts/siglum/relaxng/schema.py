"""A schema, and the questions it answers."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from lxml import etree

from siglum.catalog import Catalog
from siglum.relaxng import expected, restrictions
from siglum.relaxng.derivative import Derivatives
from siglum.relaxng.grammar import Scope
from siglum.relaxng.load import Allowance, load, parsed
from siglum.relaxng.names import contains, listed, split
from siglum.relaxng.pattern import Attribute, Element, Pattern, Patterns
from siglum.relaxng.recognition import Recogniser
from siglum.relaxng.simplify import Simplifier
from siglum.relaxng.state import States, Step


class Schema:
    """A schema ready to validate documents; `files` are those that it was read from, by real path."""

    def __init__(
        self, patterns: Patterns, start: Pattern, elements: list[Element], files: tuple[Path, ...] = ()
    ) -> None:
        self.elements, self.files = elements, files
        self.states = States(Derivatives(patterns))
        self.start = self.states.state((start,))
        self._anywhere: dict[str, Step | None] = {}
        self._parents: dict[str, tuple[str, ...]] = {}
        self._orders: dict[str, dict[str, int]] = {}
        self._typed: dict[str, frozenset[tuple[str, str]]] = {}

    @classmethod
    def read(cls, path: str | Path, catalog: Catalog | None = None) -> Schema:
        """A schema from its file, .rng or .rnc. Raises Failure with file, line and section where it is wrong.

        What the schema includes from the net is read from the copy that `catalog` names.
        """
        path = Path(path)
        allowance = Allowance()
        return cls._of(load(path, allowance), path, catalog, allowance)

    @classmethod
    def parse(cls, data: bytes, path: Path) -> Schema:
        """A schema from the bytes of a file that need not be there yet; its name says in which syntax it is written.

        Raises Failure as `read` does.
        """
        return cls._of(parsed(data, path), path, None, Allowance())

    @classmethod
    def _of(cls, root: etree._Element, path: Path, catalog: Catalog | None, allowance: Allowance) -> Schema:
        simplifier = Simplifier()
        read = [path.resolve()]
        start = simplifier.schema(root, Scope(files=(path.resolve(),), catalog=catalog, read=read, allowance=allowance))
        elements = restrictions.check(start, root)
        return cls(simplifier.patterns, start, elements, tuple(dict.fromkeys(read)))

    @cached_property
    def recogniser(self) -> Recogniser:
        """What says of most valid documents at once that they are valid."""
        names = {split(name)[1] for element in self.elements if element.content.data for name in listed(element.names)}
        return Recogniser(self.states, self.start, names)

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
    def attributes(self) -> dict[str, list[Attribute]]:
        """All attribute patterns by the names they spell out."""
        found: dict[str, list[Attribute]] = {}
        for element in self.elements:
            for name, patterns in expected.attributes((element.content,)).items():
                found.setdefault(name, []).extend(patterns)
        return found

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that the files of the schema declare, by namespace."""
        sources = [element.source for element in self.elements]
        sources += [attribute.source for patterns in self.attributes.values() for attribute in patterns]
        return {uri: prefix for source in sources for prefix, uri in source.nsmap.items() if prefix}

    def attributes_of(self, datatype: str) -> frozenset[tuple[str, str]]:
        """The attributes whose values are of an XSD datatype, or lists of it: pairs of element (local name) and
        attribute."""
        if datatype not in self._typed:
            self._typed[datatype] = frozenset(
                (split(holder)[1], name)
                for element in self.elements
                for name, patterns in expected.attributes((element.content,)).items()
                if any(expected.has_datatype(pattern.value, datatype) for pattern in patterns)
                for holder in listed(element.names)
            )
        return self._typed[datatype]

    def anywhere(self, name: str) -> Step | None:
        """An element taken by itself, wherever it stands: all its definitions at once."""
        if name not in self._anywhere:
            empty = self.states.derivatives.patterns.empty
            pairs = [(e.content, empty) for e in self.named.get(name, ()) if contains(e.names, name)]
            self._anywhere[name] = self.states.step([pairs])
        return self._anywhere[name]

    def allows_text(self, name: str) -> bool | None:
        """Whether an element may hold text by one of its definitions; None for one that the schema does not name."""
        found = [element.content for element in self.named.get(name, ()) if contains(element.names, name)]
        return any(map(expected.has_text, found)) if found else None

    def attributes_in_order(self, name: str) -> dict[str, int]:
        """The attributes of an element by all its definitions, each with its place in the order in which they are
        declared."""
        if name not in self._orders:
            contents = [element.content for element in self.named.get(name, ()) if contains(element.names, name)]
            self._orders[name] = {attribute: at for at, attribute in enumerate(expected.in_order(contents))}
        return self._orders[name]

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
