"""What is published says what its reading says.

After `siglum build` has made an output, it is read back: the words of the page, and of the plain text, are the words
of the reading, none lost, doubled, fused or moved. A stylesheet that drops an element, prints both sides of a choice
or loses the space at a boundary is caught before anybody reads it, and nothing is published.

    reading: in hidden archives    page: in hiddenarchives     wrong
    reading: in hidden archives    page: in hidden archives    right

What a page adds to the text (numbers, notes, signs of omission) is marked as such by the stylesheet, with the attribute
data-apparatus, and is not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from siglum.diagnostic import Diagnostic
from siglum.document import Document
from siglum.edition import Reading
from siglum.fidelity.differences import Difference, differences
from siglum.reading.words import ReadingWords, Words, normalisations_of, words_of

APPARATUS = "data-apparatus"
_HTML_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure",
     "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
     "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul")
)  # fmt: skip


def check(mine: ReadingWords, path: str, published: str, marks: str = "") -> Iterator[Diagnostic]:
    """What an output says otherwise than its reading.

    `mine` are the words of the reading, `published` is the text of the output (see `page_text` and `plain_text`),
    `path` names it. The characters of `marks` are the reading's own signs, and count in neither.
    """
    theirs = Words(published, mine.normalisations)
    for difference in differences(mine.without(marks), theirs.without(marks)):
        yield _differs(mine, theirs, difference, path)


def compared_words(document: Document, reading: Reading) -> ReadingWords:
    """The words of a reading, as an output is compared with them. Raises Failure where the reading cannot be made."""
    return words_of(document, reading, ("collapse-white-space", *normalisations_of(document)))


def page_text(page: bytes) -> str:
    """The text of a page: of its element with the id “text”, without what is marked as apparatus."""
    from lxml import html

    root = html.document_fromstring(page.decode("utf-8"))
    said: list[str] = []
    for element in root.iter():
        if element.get("id") == "text":
            _say(element, said)
    return "".join(said)


def plain_text(text: str, *, bare: bool = False) -> str:
    """The text of a plain text file, without its head and the signs of omission."""
    body = text if bare else text.partition("\n---\n")[2]
    return re.sub(r"(?<=[“‘«„(])\[…\]\s*|\s*\[…\](?=[”’»)])", "", body).replace("[…]", " ")


def _say(element: etree._Element, said: list[str]) -> None:
    if not isinstance(element.tag, str) or element.get(APPARATUS) is not None:
        return
    block = element.tag in _HTML_BLOCKS
    said.append(("\n" if block else "") + (element.text or ""))
    for child in element:
        _say(child, said)
        said.append(child.tail or "")
    said.append("\n" if block else "")


def _differs(mine: ReadingWords, theirs: Words, difference: Difference, path: str) -> Diagnostic:
    reading, published = mine.said(difference.mine), theirs.said(difference.theirs)
    if reading and published:
        message = f"{path} says “{published}” where its reading says “{reading}”"
    elif reading:
        message = f"{path} lacks “{reading}”"
    else:
        message = f"{path} says “{published}”, and its reading has no such words here"
    return Diagnostic(
        "output-differs",
        message,
        mine.document.path,
        mine.span(difference.mine),
        label="published otherwise",
        found=published,
        expected=(reading,) if reading else None,
        help=("mend the stylesheet that makes this output: nothing was published",),
    )
