"""Grammars: what their definitions are called, included from files, combined (sections 4.6, 4.7, 4.17, 4.18)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from siglum.catalog import Catalog
from siglum.failure import Failure
from siglum.relaxng.load import Allowance, load, referred
from siglum.relaxng.pattern import Pattern
from siglum.relaxng.syntax import children, failure, local, place

_MOST_FILES = 50
_MAX_DEPTH = 100
START = ""
"""The name under which a grammar keeps its start: no definition can bear it."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a pattern inherits from where it stands (4.3, 4.8) and the grammar its references mean.

    `files` are the chain of files that leads here; `read` notes, for all scopes of a schema, each file that is read.
    """

    namespace: str = ""
    library: str = ""
    grammar: Grammar | None = None
    files: tuple[Path, ...] = ()
    catalog: Catalog | None = None
    read: list[Path] = field(default_factory=list)
    allowance: Allowance = field(default_factory=Allowance)
    depth: int = 0

    def inside(self, element: etree._Element) -> Scope:
        """The scope of what stands in an element."""
        namespace, library = element.get("ns"), element.get("datatypeLibrary")
        if namespace is None and library is None:
            return self
        return replace(
            self,
            namespace=self.namespace if namespace is None else namespace,
            library=self.library if library is None else library,
        )

    def file(self, element: etree._Element) -> tuple[etree._Element, Scope]:
        """The file that an element refers to, and the scope in which it is read (4.5 to 4.7)."""
        path = referred(element, self.catalog)
        with suppress(OSError, ValueError, RuntimeError):  # reading it will say why
            path = path.resolve()
        if path in self.files:
            section = "4.6" if local(element) == "externalRef" else "4.7"
            raise failure(element, f"{element.get('href')} includes itself", section)
        if len(self.files) > _MOST_FILES:
            raise failure(element, f"files refer to one another in a chain of more than {_MOST_FILES}", "4.7")
        self.read.append(path)
        try:
            root = load(path, self.allowance)
        except Failure as failed:
            said = str(failed)
            raise Failure(f"{place(element)}: {said}" if said.startswith("cannot read") else said) from None
        return root, replace(self.inside(element), library="", files=(*self.files, path))


@dataclass(slots=True)
class Definition:
    """All the components of one name; `pattern` once it is made."""

    name: str
    components: list[tuple[etree._Element, Scope]] = field(default_factory=list)
    pattern: Pattern | None = None
    open: bool = False

    def combine(self) -> str:
        """How the components are combined (4.17)."""
        ways = {way.strip() for e, _ in self.components if (way := e.get("combine")) is not None}
        element = self.components[-1][0]
        what = f"the definitions of “{self.name}”" if self.name else "the starts"
        if len(ways) > 1:
            raise failure(element, f"{what} are combined both by choice and by interleave", "4.17")
        if sum(e.get("combine") is None for e, _ in self.components) > 1:
            raise failure(element, f"{what} do not say how they are combined", "4.17")
        return next(iter(ways), "choice")


@dataclass(eq=False, slots=True)
class Grammar:
    """The definitions of a grammar by name."""

    parent: Grammar | None
    definitions: dict[str, Definition] = field(default_factory=dict)

    def collect(self, element: etree._Element, scope: Scope) -> None:
        """Take in the components of a grammar element."""
        for component, where in _components(element, replace(scope, grammar=self)):
            name = _name(component)
            self.definitions.setdefault(name, Definition(name)).components.append((component, where))


def _components(element: etree._Element, scope: Scope) -> Iterator[tuple[etree._Element, Scope]]:
    """The start and define elements in a grammar, a div (4.11) or an include."""
    if scope.depth > _MAX_DEPTH:
        raise failure(element, f"divisions and included files are nested more than {_MAX_DEPTH} deep", "4.7")
    scope = replace(scope.inside(element), depth=scope.depth + 1)
    for child in children(element):
        kind = local(child)
        if kind == "div":
            yield from _components(child, scope)
        elif kind == "include":
            yield from _included(child, scope)
        else:
            yield child, scope


def _included(element: etree._Element, scope: Scope) -> Iterator[tuple[etree._Element, Scope]]:
    """The components of an included grammar, those replaced left out, then those of the include (4.7)."""
    root, inner = scope.file(element)
    if local(root) != "grammar":
        raise failure(element, f"{element.get('href')} is no grammar", "4.7")
    own = list(_components(element, scope))
    replaced = {_name(component): component for component, _ in own}
    found = set()
    for component, where in _components(root, inner):
        name = _name(component)
        found.add(name)
        if name not in replaced:
            yield component, where
    for name, component in replaced.items():
        if name not in found:
            what = f"definition of “{name}”" if name else "start"
            raise failure(component, f"{element.get('href')} has no {what} to replace", "4.7")
    yield from own


def _name(component: etree._Element) -> str:
    return (component.get("name") or "").strip(" \t\r\n") if local(component) == "define" else START
