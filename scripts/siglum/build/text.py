"""Plain text: one file for each reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siglum import saxon
from siglum.build.folder import Files

if TYPE_CHECKING:
    from siglum.build import Made


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
