"""A schema, and the questions it answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from siglum.diagnostic import Diagnostic
from siglum.document import Document
from siglum.relaxng import restrictions
from siglum.relaxng.derivative import Derivatives
from siglum.relaxng.grammar import Scope
from siglum.relaxng.pattern import Pattern
from siglum.relaxng.read import load
from siglum.relaxng.simplify import Simplifier
from siglum.relaxng.state import States


class Schema:
    """A schema ready to validate documents."""

    def __init__(self, simplifier: Simplifier, start: Pattern) -> None:
        self.elements = simplifier.elements
        self.states = States(Derivatives(simplifier.patterns))
        self.start = self.states.state((start,))

    @classmethod
    def read(cls, path: str | Path) -> Schema:
        """A schema from its file, .rng or .rnc. Raises Failure with file, line and section where it is wrong."""
        path = Path(path)
        root = load(path)
        simplifier = Simplifier()
        start = simplifier.schema(root, Scope(files=(path.resolve(),)))
        restrictions.check(start, simplifier.elements, root)
        return cls(simplifier, start)

    def validate(self, document: Document) -> Iterator[Diagnostic]:
        """What the schema does not allow, in the order of the document."""
        from siglum.relaxng.validate import validate

        return validate(self, document)

    def accepts(self, document: Document) -> bool:
        """Whether the schema allows the document, ids left aside."""
        from siglum.relaxng.verdict import accepts

        return accepts(self, document.root)
