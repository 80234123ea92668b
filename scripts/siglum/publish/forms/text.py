"""Plain text: one file for each reading."""

from __future__ import annotations

import re

from siglum import saxon
from siglum.edition import Reading
from siglum.publish.made import Made
from siglum.publish.verify import OutputText

SUFFIX = "txt"
_APART = re.compile("\ufdd0([^\ufdd1]*)\ufdd1")
"""What is no text of the reading, as the stylesheet marks it."""


def of(made: Made, one: Reading) -> tuple[bytes, OutputText]:
    """The text of a reading: a head, a line of three hyphens, the text; with `bare` the text alone. And the same
    without what is marked as none of it, to be compared with the reading."""
    marked = saxon.transform(
        "urn:siglum:text", "Q{urn:siglum:text}whole", made.setting(one.id, "plain"),
        {"label": one.label, "witness": one.witness, "stage": one.stage, "omissions": one.omissions, "bare": made.bare},
    )  # fmt: skip
    body = marked if made.bare else marked.partition("\n---\n")[2]
    return unmarked(marked).encode("utf-8"), OutputText(one.id, f"{one.id}.{SUFFIX}", _APART.sub("", body), "plain")


def unmarked(marked: str) -> str:
    """The text with what is none of it; where both had a space, there is one."""
    return re.sub(r"(?<=\S) {2,}", " ", _APART.sub(r"\1", marked))
