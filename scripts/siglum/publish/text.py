"""Plain text: one file for each reading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from siglum import saxon
from siglum.edition import Reading
from siglum.publish.folder import Files
from siglum.publish.made import Made
from siglum.publish.verify import OutputText

_APART = re.compile("\ufdd0([^\ufdd1]*)\ufdd1")
"""What is no text of the reading, as the stylesheet marks it."""


def files(made: Made) -> Files:
    """READING.txt for each reading: a head, a line of three hyphens, the text; with `bare` the text alone."""
    return {f"{one.id}.txt": written(_marked(made, one)).encode("utf-8") for one in made.published}


def texts(made: Made, files: Files) -> Iterator[OutputText]:
    """The text of each reading, as its file has it, without what is marked as none of it."""
    for one in made.published:
        marked = _marked(made, one)
        body = marked if made.bare else marked.partition("\n---\n")[2]
        yield OutputText(one.id, f"{one.id}.txt", _APART.sub("", body), "plain")


def written(marked: str) -> str:
    """The text with what is none of it; where both had a space, there is one."""
    return re.sub(r"(?<=\S) {2,}", " ", _APART.sub(r"\1", marked))


def _marked(made: Made, reading: Reading) -> str:
    if reading.id not in made.marked:
        made.marked[reading.id] = saxon.transform(
            "urn:siglum:text", "Q{urn:siglum:text}whole", made.setting(reading.id, "plain"),
            {"label": reading.label, "witness": reading.witness, "stage": reading.stage,
             "omissions": reading.omissions, "bare": made.bare},
        )  # fmt: skip
    return made.marked[reading.id]
