"""What stands between the blocks of a book is brought to the words beside it: notes, and where a page of the source
begins. Alone it would have a line of its own."""

from __future__ import annotations

from lxml import etree

from siglum.document import local
from siglum.publish.book import B

_WITH_WORDS = frozenset(("p", "heading", "line", "speaker", "label"))
_APART = frozenset(("table", "verbatim", "figure"))


def settle(book: etree._Element) -> None:
    """Call a note that stands between blocks from the end of the words before it, and have a page begin in the words
    that follow; one that begins in a heading, which the contents repeat, too."""
    for block in list(book.iter(f"{B}block")):
        if block.get("class", "").split()[:1] == ["note"] and len(block) == 1:
            _call(block)
    _begin_pages(book)


def _call(block: etree._Element) -> None:
    run, parent, home = block[0], block.getparent(), _words_before(block)
    alone = local(run) == "p" and len(run) == 1 and local(run[0]) == "note" and not (run.text or run[0].tail)
    if alone and home is not None and parent is not None:
        home.append(run[0])
        parent.remove(block)


def _words_before(block: etree._Element) -> etree._Element | None:
    before = block.getprevious()
    while before is not None and local(before) not in _WITH_WORDS:
        before = before[-1] if len(before) and local(before) not in _APART else None
    return before


def _begin_pages(book: etree._Element) -> None:
    waiting: list[etree._Element] = []
    for element in list(book.iter(f"{B}page", *(f"{B}{name}" for name in _WITH_WORDS))):
        if local(element) == "page":
            home = next((one for one in element.iterancestors() if local(one) in _WITH_WORDS), None)
            if home is None or local(home) == "heading" or _only_pages(home):
                waiting.append(element)
        elif waiting and local(element) != "heading" and not _only_pages(element):
            for page in reversed(waiting):
                _move(page, element)
            waiting.clear()


def _only_pages(block: etree._Element) -> bool:
    return len(block) > 0 and not str(block.xpath("string()")).strip() and all(local(one) == "page" for one in block)


def _move(page: etree._Element, block: etree._Element) -> None:
    """Move a page to the beginning of a block of words."""
    parent, tail = page.getparent(), page.tail or ""
    if parent is None:
        return
    before = page.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    page.tail, block.text = block.text, None
    block.insert(0, page)
