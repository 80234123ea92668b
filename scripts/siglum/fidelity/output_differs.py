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

from collections.abc import Iterator

from lxml import etree

from siglum.diagnostic import Diagnostic
from siglum.failure import Failure
from siglum.fidelity.differences import Difference, differences
from siglum.reading.words import ReadingWords, Words

APPARATUS = "data-apparatus"
HTML_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure",
     "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
     "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul")
)  # fmt: skip


def check(mine: ReadingWords, path: str, published: str) -> Iterator[Diagnostic]:
    """What an output says otherwise than its reading.

    `mine` are the words of the reading, `published` is the text of the output, `path` names it.
    """
    theirs = Words(published, mine.normalisations)
    for difference in differences(mine, theirs):
        yield _differs(mine, theirs, difference, path)


def page_text(page: bytes, name: str = "a page") -> str:
    """The text of a page: of its element with the id “text”, without what is marked as apparatus.

    `name` is that of the page. Raises Failure where elements are nested deeper than it can be read.
    """
    from lxml import html

    parser = html.HTMLParser(huge_tree=True)
    root = html.document_fromstring(page.decode("utf-8"), parser)
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise Failure(f"{name} has elements nested more than 2,048 deep: nest less deeply in the document")
    said: list[str] = []
    for element in root.iter():
        if element.get("id") == "text":
            _say(element, said)
    return "".join(said)


def _say(root: etree._Element, said: list[str]) -> None:
    walk = etree.iterwalk(root, ("start", "end", "comment", "pi"))
    for event, element in walk:
        is_text = isinstance(element.tag, str) and element.get(APPARATUS) is None
        line = "\n" if is_text and element.tag in HTML_BLOCKS else ""
        if event != "start":
            said.append(line + ("" if element is root else element.tail or ""))
        elif is_text:
            said.append(line + (element.text or ""))
        else:
            walk.skip_subtree()


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
