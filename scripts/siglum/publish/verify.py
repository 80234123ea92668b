"""What has been made is read back before it is published: every output says what its reading says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from siglum.diagnostic import Diagnostic, in_order
from siglum.fidelity import output_differs
from siglum.publish.made import Made
from siglum.setting import Medium


@dataclass(frozen=True, slots=True)
class OutputText:
    """The text of one file of an output: the reading it gives (its id), the file, its words, what it was set for."""

    reading: str
    file: str
    said: str
    set_for: Medium = "web"


class Differs(Exception):
    """An output says something else than its reading; `findings` say where."""

    def __init__(self, findings: Sequence[Diagnostic]) -> None:
        super().__init__(f"{len(findings)} differences")
        self.findings = in_order(findings)


def verify(made: Made, texts: Iterable[OutputText]) -> list[Diagnostic]:
    """Where a text does not say what its reading says, in order; all places are worked out."""
    found: list[Diagnostic] = []
    for text in texts:
        found += output_differs.check(made.words(text.reading, text.set_for), text.file, text.said)
    for finding in found:
        finding.measure()
    return in_order(found)
