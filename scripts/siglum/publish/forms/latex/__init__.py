"""LaTeX: a file for each reading, for those who typeset critical editions with reledmac.

    of          the file, and its text as it is read back from it
    writer      what blocks and words become
    escaping    characters as they are written in LaTeX
    reading     the words of the reading in a file

Lines and paragraphs are numbered, the apparatus stands at the foot under its lemmas, notes in series of their own,
names in indexes. Source: the manual of the package reledmac, version 2.
"""

from __future__ import annotations

from siglum.edition import Reading
from siglum.publish import book
from siglum.publish.forms.latex.reading import words_of
from siglum.publish.forms.latex.writer import Writer
from siglum.publish.made import Made
from siglum.publish.verify import OutputText

SUFFIX = "tex"


def of(made: Made, one: Reading) -> tuple[bytes, OutputText]:
    """The file of a reading, and its text as it stands there. Raises Failure."""
    written = Writer(book.of(made, one), made.language).written()
    return written.encode("utf-8"), OutputText(one.id, f"{one.id}.{SUFFIX}", words_of(written), "print")
