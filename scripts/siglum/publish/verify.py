"""What has been made is read back before it is published: every output says what its reading says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from siglum.diagnostic import Diagnostic, in_order
from siglum.fidelity import output_differs
from siglum.publish.made import Made
from siglum.reading.words import ReadingWords


@dataclass(frozen=True, slots=True)
class OutputText:
    """The text of one file of an output: which reading it gives (its id), the file, its words, marks that are none of
    them."""

    reading: str
    file: str
    said: str
    marks: str = ""


class Differs(Exception):
    """An output says something else than its reading; `findings` say where."""

    def __init__(self, findings: Sequence[Diagnostic]) -> None:
        super().__init__(f"{len(findings)} differences")
        self.findings = in_order(findings)


def verify(made: Made, texts: Iterable[OutputText]) -> None:
    """Raises Differs if a text does not say what its reading says."""
    found: list[Diagnostic] = []
    words: dict[str, ReadingWords] = {}
    readings = {reading.id: reading for reading in made.edition.readings}
    for text in texts:
        reading = readings[text.reading]
        if reading.id not in words:
            words[reading.id] = output_differs.compared_words(made.documents[reading.document], reading)
        found += output_differs.check(words[reading.id], text.file, text.said, text.marks)
    if found:
        raise Differs(found)
