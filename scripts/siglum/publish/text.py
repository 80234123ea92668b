"""Plain text: one file for each reading."""

from __future__ import annotations

from collections.abc import Iterator

from siglum import saxon
from siglum.fidelity import output_differs
from siglum.publish.folder import Files
from siglum.publish.made import Made
from siglum.publish.verify import OutputText


def files(made: Made) -> Files:
    """READING.txt for each reading: a head, a line of three hyphens, the text; with `bare` the text alone."""
    return {
        f"{reading.id}.txt": saxon.transform(
            "urn:siglum:text", "Q{urn:siglum:text}whole", made.readings[reading.id],
            {"label": reading.label, "witness": reading.witness, "stage": reading.stage,
             "omissions": reading.omissions, "bare": made.bare},
        ).encode("utf-8")
        for reading in made.edition.readings
    }  # fmt: skip


def texts(made: Made, files: Files) -> Iterator[OutputText]:
    """The text of each reading, as its file has it. Corrected and supplied words stand between marks of the reading."""
    for reading in made.edition.readings:
        name = f"{reading.id}.txt"
        marks = "[]⟨⟩" if reading.stage == "corr" and not made.bare else ""
        said = output_differs.plain_text(files[name].decode("utf-8"), bare=made.bare)
        yield OutputText(reading.id, name, said, marks)
