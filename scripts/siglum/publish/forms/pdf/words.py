"""The words of a book as Typst source: their look, their language, their notes and links."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from siglum.document import XML_LANG, local
from siglum.publish.book import B
from siglum.publish.forms.pdf import notes, places
from siglum.publish.forms.pdf.tongues import Tongue, tongue

_SET = {
    "small": "smallcaps({}, all: true)", "italic": "emph({})", "bold": "strong({})", "smallcaps": "smallcaps({})",
    "underline": "underline({})", "strike": "strike({})", "super": "super({})", "sub": "sub({})",
    "spaced": "text(tracking: 0.12em, {})",
}  # fmt: skip
"""How each look is set, from the inside to the outside."""
_LONGEST_HEAD = 64
"""Characters of a running head."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the file in the order in which they are read; whether they are none of the reading."""

    text: str
    apart: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What holds for the words of a block: their look, their language, whether they are none of the reading."""

    looks: frozenset[str]
    tongue: Tongue
    apart: bool

    def within(self, element: etree._Element) -> Around:
        """The same for what stands in an element."""
        more = {look for look in _SET if element.get(look)}
        if local(element) == "deletion":
            more.add("strike")
        own = element.get(XML_LANG, "")
        apart = self.apart or bool(element.get("apart"))
        return Around(self.looks | more, tongue(own) if own else self.tongue, apart)


def quoted(text: str) -> str:
    """Text as a string of Typst. Source: https://typst.app/docs/reference/foundations/str/ (escape sequences)."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def shortened(title: str) -> str:
    """A title as a running head has it: without what follows a colon, and no longer than a line."""
    short = title.partition(":")[0] if len(title) > _LONGEST_HEAD else title
    if len(short) <= _LONGEST_HEAD:
        return short
    return short[:_LONGEST_HEAD].rpartition(" ")[0].rstrip(" ,;.") + " …"


class Words(ABC):
    """What sets the words of a book, and notes them (`said`). `images` gives the file of an image by its address (None
    where it is not there)."""

    def __init__(self, book: etree._Element, images: Callable[[str], str | None]) -> None:
        self.images = images
        self.said: list[Said] = []
        self.main = tongue(book.get(XML_LANG, ""))
        places.settle(book)
        self.marks = notes.marks(book)
        self.wanted = {link.get("to", "")[1:] for link in book.iter(f"{B}link") if link.get("to", "").startswith("#")}
        self.anchors: set[str] = set()

    @abstractmethod
    def blocks(self, parent: etree._Element, around: Around, depth: int) -> Iterator[str]:
        """The blocks of an element."""

    def words(self, element: etree._Element, around: Around) -> Iterator[str]:
        """The inside of a block or note that has words in it."""
        yield from self._run(element.text or "", around)
        for child in element:
            yield from self.piece(child, around)
            yield from self._run(child.tail or "", around)

    def piece(self, element: etree._Element, around: Around) -> Iterator[str]:
        name = local(element)
        inside = around.within(element)
        if name == "note":
            yield self._note(element, around)
            return
        yield from self.anchor(element)
        if name == "page":
            if element.get("n"):
                yield f"source-page({quoted(element.get('n', ''))})"
        elif name == "image":
            file = self.images(element.get("src", ""))
            alt = element.get("alt", "") or element.get("src", "")
            if file:
                yield f"box(height: 1em, image({quoted(file)}, alt: {quoted(alt)}, height: 1em))"
        elif name == "foreign":
            yield from self._run(" ".join(str(element.xpath("string()")).split()), inside)
        elif name == "link":
            yield self._link(element, inside)
        else:
            if name == "name" and element.get("ref"):
                yield f"named({quoted(element.get('ref', ''))})"
            yield from self.words(element, inside)

    def _run(self, text: str, around: Around) -> Iterator[str]:
        if not text:
            return
        self.say(text, around.apart)
        said = quoted(text)
        for look, setting in _SET.items():
            if look in around.looks:
                said = setting.format(said)
        yield f"text({around.tongue.inline()}, {said})" if around.tongue.code != self.main.code else said

    def _link(self, element: etree._Element, around: Around) -> str:
        to, words = element.get("to", ""), joined(self.words(element, around))
        if to.startswith(("https://", "http://", "mailto:")) and words != "{  }":
            return f"link({quoted(to)}, {words})"
        if to.startswith("#") and words != "{  }":
            return f"within({quoted(_label(to[1:]))}, {words})"
        return words

    def _note(self, note: etree._Element, around: Around) -> str:
        """A note at the foot; its own words are none of the text, but those of its call may be."""
        call, mark = note.get("call", ""), self.marks[note]
        self.say(call or mark, not call or around.apart)
        before, self.said = self.said, []
        inside = around.within(note)
        inside = Around(frozenset(), inside.tongue, True)
        anchor = joined(self.anchor(note))
        content = joined(self.note_inside(note, inside))
        self.said = before
        return f"note({quoted(mark)}, {{ {anchor}; {content} }})"

    def note_inside(self, note: etree._Element, around: Around) -> Iterator[str]:
        """The inside of a note: the words of its first paragraph stand in the line of its mark."""
        if not notes.has_blocks(note):
            yield from self.words(note, around)
            return
        rest = list(note)
        while local(rest[0]) == "anchor":
            yield from self.anchor(rest.pop(0))
        if local(rest[0]) == "p":
            first = rest.pop(0)
            yield from self.words(first, around.within(first))
            if rest:
                yield "parbreak()"
        yield from self.blocks(block_of(rest), around, 1)

    def anchor(self, element: etree._Element) -> Iterator[str]:
        own = element.get("id", "")
        if own in self.wanted and own not in self.anchors:
            self.anchors.add(own)
            yield f"anchor({quoted(_label(own))})"

    def say(self, text: str, apart: bool) -> None:
        if text:
            self.said.append(Said(text, apart))


def _label(own: str) -> str:
    """An id as a label, which must not be empty and should be no other's."""
    return f"id-{own}"


def joined(words: Iterable[str]) -> str:
    return "{ " + "; ".join(words) + " }"


def block_of(elements: Iterable[etree._Element]) -> etree._Element:
    """A block that has these elements in it."""
    block = etree.Element(f"{B}block")
    block.extend(list(elements))
    return block
