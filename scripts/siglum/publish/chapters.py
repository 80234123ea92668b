"""Where a long text is divided into pages, decided on the document as it is encoded, so that all its readings are
divided alike.

A text is long that has more than 150,000 characters and at least three divisions with a name: a heading, or a number
and what it is. What stands before its first chapter (title page, front matter, contents) is the first page; each
named division of the body and the back begins another, and one of more than 50,000 characters is divided again. A
level whose divisions have fewer than 2,000 characters on the average (poems, notes) is not divided, and no play is.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean

from lxml import etree

from siglum.document import Document, local

LONG = 150_000
"""A text of no more characters is one page."""
LONG_CHAPTER = 50_000
"""So is a chapter of no more."""
SHORT_CHAPTER = 2_000
"""A level whose divisions have fewer on the average is not divided."""
_FEWEST = 3
_DIVISIONS = frozenset(("div", *(f"div{n}" for n in range(1, 8))))
_AROUND = frozenset(("TEI", "teiCorpus", "group", "text", "body", "back")) | _DIVISIONS
"""What is looked into for divisions; front matter is not."""


def chapters(document: Document) -> list[int]:
    """The ordinals of the divisions that begin a page; none where the document is one page."""
    root = document.root
    texts = [text for text in root.iter("{*}text") if not _is_inside(text)]
    if sum(map(_size, texts)) <= LONG or _is_play(texts):
        return []
    starts = set(_starts(root))
    found = [n for n, element in enumerate(document.elements) if element in starts]
    return found if len(found) >= _FEWEST else []


def _starts(around: etree._Element) -> Iterator[etree._Element]:
    """The divisions within an element that begin a page, in their order."""
    named = list(_named(around))
    if not named or fmean(map(_size, named)) < SHORT_CHAPTER:
        return
    for division in named:
        yield division
        if _size(division) > LONG_CHAPTER:
            yield from _starts(division)


def _named(around: etree._Element) -> Iterator[etree._Element]:
    """The uppermost divisions with a name."""
    for child in around.iterchildren("{*}*"):
        if local(child) in _DIVISIONS and _has_name(child):
            yield child
        elif local(child) in _AROUND:
            yield from _named(child)


def _has_name(division: etree._Element) -> bool:
    """Whether the contents name a division (`html:division-name`, xslt/html/text/outline.xsl)."""
    numbered = division.get("n") and (division.get("type") or division.get("subtype"))
    return bool(numbered) or any(_size(head) for head in division.iterchildren("{*}head"))


def _is_inside(text: etree._Element) -> bool:
    return any(local(above) == "text" for above in text.iterancestors())


def _is_play(texts: list[etree._Element]) -> bool:
    """Whether most of it is said by speakers."""
    said = sum(_size(speech) for text in texts for speech in text.iter("{*}sp"))
    return 2 * said > sum(map(_size, texts))


def _size(element: etree._Element) -> int:
    """The characters of an element, white space as one."""
    return len(" ".join("".join(map(str, element.itertext("{*}*"))).split()))
