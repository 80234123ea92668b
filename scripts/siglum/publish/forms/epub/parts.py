"""How a book is divided into files: a long one at its sections, so that an e-reader need not hold it whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from siglum.document import local
from siglum.publish.book import B
from siglum.publish.forms.epub import trees

WHOLE = 30_000
"""A text of no more characters is one file."""
LONG = 120_000
"""A section of more is divided at the sections in it, and a file goes on no longer, if it can end."""
SHORT = 3_000
"""A section of fewer stands in one file with what is before it."""


def parts(body: etree._Element) -> list[etree._Element]:
    """The bodies of the files: the blocks of the book, moved. None where the book has no words and shows nothing."""
    if not trees.words(body) and next(body.iter(f"{B}figure", f"{B}image"), None) is None:
        return []
    if len(trees.words(body)) <= WHOLE:
        return [body]
    made: list[_Part] = [_Part()]
    pages: list[etree._Element] = []
    for block, begins in list(_blocks(body)):
        if local(block) == "page":
            pages.append(block)
            continue
        size = len(trees.words(block))
        if made[-1].size and ((begins and max(size, made[-1].size) >= SHORT) or made[-1].size >= LONG):
            made.append(_Part())
        made[-1].add([*pages, block], size)
        pages.clear()
    made[-1].add(pages, 0)
    return [part.body for part in made]


def _blocks(body: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """What stays whole: the blocks of the book and of each section that is divided, each with whether it may begin a
    file. A page of the source belongs to what follows it."""
    walk = etree.iterwalk(body, ("start",), f"{B}*")
    opened = False
    for _, block in walk:
        if block is body:
            continue
        divided = local(block) == "section" and len(trees.words(block)) > LONG and block.find(f"{B}section") is not None
        if divided:
            opened = True
            continue
        walk.skip_subtree()
        if local(block) == "page":
            yield block, False
            continue
        yield block, opened or local(block) == "section"
        opened = False


class _Part:
    """A file that is being filled."""

    def __init__(self) -> None:
        self.body = etree.Element(f"{B}body")
        self.size = 0
        self._opened: dict[etree._Element, etree._Element] = {}

    def add(self, blocks: Iterable[etree._Element], size: int) -> None:
        """Move blocks here, each into the sections that it stands in; what is divided has its id where it begins."""
        self.size += size
        for block in blocks:
            around = self.body
            for section in reversed(list(block.iterancestors(f"{B}section"))):
                if section not in self._opened:
                    self._opened[section] = _opened(section, around)
                around = self._opened[section]
            block.tail = None
            around.append(block)


def _opened(section: etree._Element, around: etree._Element) -> etree._Element:
    """A section begun in a file; where it is begun again, it is a continuation, without its id and heading."""
    begun = etree.SubElement(around, section.tag)
    for name, value in section.attrib.items():
        begun.set(name, value)
    for name in ("id", "headed"):
        if name in section.attrib:
            del section.attrib[name]
    section.set("continued", "true")
    return begun
