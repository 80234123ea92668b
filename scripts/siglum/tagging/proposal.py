"""What is proposed to be tagged: words at a place, and the ways of tagging them among which an editor chooses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from siglum.diagnostic import Diagnostic, Edit, Fix, Span
from siglum.fix.edits import Repair
from siglum.tei.prose import TextRun


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words of a document, and how they may be tagged: the likeliest way first.

    `kind` is a key of `tagging.KINDS`. `sure` says that there is one way alone, or one that says less than any other,
    so that it can be taken without choosing.
    """

    kind: str
    path: str
    span: Span
    words: str
    ways: tuple[Fix, ...]
    sure: bool = True

    def repair(self, way: int = 0) -> Repair:
        """One of the ways, as the edits that make it."""
        fix = self.ways[way]
        finding = Diagnostic(self.kind, fix.title, self.path, self.span, severity="note", found=self.words, fix=fix)
        return Repair(finding, f"{self.span.start.offset}-{self.span.end.offset}")


def around(run: TextRun, start: int, end: int, tag: str, attributes: str = "") -> Fix:
    """The edits that put a stretch of a text run into an element; `attributes` begins with a space."""
    span = run.document.stretch(run.element, run.number, start, end)
    name = f"{run.element.prefix}:{tag}" if run.element.prefix else tag
    before = Edit(span.start.offset, span.start.offset, f"<{name}{attributes}>")
    after = Edit(span.end.offset, span.end.offset, f"</{name}>")
    return Fix(f"<{tag}{attributes}>", (before, after))


def tags(fix: Fix) -> Iterator[str]:
    """The start tags that a way of tagging puts in."""
    yield from (edit.text for edit in fix.edits if not edit.text.startswith("</"))
