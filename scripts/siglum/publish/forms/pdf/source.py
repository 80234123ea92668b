"""The Typst source of a book: calls of the functions in book.typ, one for each block.

Whatever a document says stands in it as a string in quotation marks, so that none of it is markup. What is written is
noted at the same time (`said`), in the order in which it is read: the file that is made of it is held to that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from siglum.document import local
from siglum.failure import Failure
from siglum.publish.book import TITLES, B, goes_on, headline, indent, kind_of, plain
from siglum.publish.forms.pdf import notes, tables
from siglum.publish.forms.pdf.words import Around, Words, block_of, joined, quoted, shortened

DEEPEST = 100
"""Blocks within blocks that can be set."""
_LONG = 6_000
"""Characters of a part of the text that begins a page of its own."""
_OF_TITLE = frozenset(
    ("byline", "docAuthor", "docDate", "docEdition", "docImprint", "imprimatur", "titlePart", "title-line")
)
"""Classes of paragraphs that belong to a title."""
_FLUSH = frozenset(("run", "salute", "dateline", "signed", "address", "addrLine", "trailer"))
"""Classes of paragraphs that begin at the edge."""
_TITLE_PAGE = 600
"""Characters that a title page has at most."""
_EVERY = 5
"""Of how many verses one has its number beside it."""


class Source(Words):
    """The source of the body of a book."""

    def __init__(self, book: etree._Element, images: Callable[[str], str | None]) -> None:
        super().__init__(book, images)
        self.levels: list[int] = []
        """The level of each heading of a division."""
        self.shared = ""
        """The words of the parts of a verse that other speakers have said."""
        body = book.find(f"{B}body")
        self.body = book if body is None else body
        parts = self.body.findall(f"{B}section")
        self.paged = len(parts) > 1 and sum(len(str(p.xpath("string()"))) for p in parts) > _LONG * len(parts)

    def written(self) -> str:
        """The source of the body."""
        return "\n".join(self.blocks(self.body, Around(frozenset(), self.main, False), 0))

    # ===== blocks =====

    def blocks(self, parent: etree._Element, around: Around, depth: int) -> Iterator[str]:
        if depth > DEEPEST:
            raise Failure(f"blocks stand within each other more than {DEEPEST} deep: nest less deeply in the document")
        if parent.text and parent.text.strip():
            yield from self.words(parent, around)
            return
        children = list(parent)
        for number, child in enumerate(children):
            before = children[number - 1] if number else None
            if local(child) == "heading":
                if not goes_on(child):
                    yield from self._headings(child, around)
            elif local(child) in ("p", "note", "style", "gap", "page") or local(child) not in _BLOCKS:
                yield from self._paragraph(child, around, before)
            else:
                yield from self._block(child, around, depth)

    def _block(self, element: etree._Element, around: Around, depth: int) -> Iterator[str]:
        inside = around.within(element)
        yield from self.anchor(element)
        call = _BLOCKS[local(element)](self, element, inside, depth + 1)
        other = inside.tongue if inside.tongue != around.tongue else None
        yield f"{{ {other.set()}; {call} }}" if other else call

    def _inside(self, element: etree._Element, around: Around, depth: int) -> str:
        return "{\n" + "\n".join(self.blocks(element, around, depth)) + "\n}"

    def _section(self, element: etree._Element, around: Around, depth: int) -> str:
        outermost = element.getparent() is self.body
        begins = "new-page\n" if self.paged and outermost else "apart-from-title\n" if outermost else ""
        return begins + "\n".join(self.blocks(element, around, depth))

    def _headings(self, first: etree._Element, around: Around) -> Iterator[str]:
        """The headings that follow each other, as one."""
        together = [first]
        while (after := together[-1].getnext()) is not None and local(after) == "heading":
            together.append(after)
        words: list[str] = []
        for number, heading in enumerate(together):
            yield from self.anchor(heading)
            words += (["linebreak()"] if number else []) + list(self.words(heading, around.within(heading)))
        parent = first.getparent()
        is_first = parent is not None and local(parent) == "section" and first is parent.find(f"{B}heading")
        content = joined(words)
        if is_first:
            above = [one for one in first.iterancestors(f"{B}section") if one.find(f"{B}heading") is not None]
            level = min(len(above), 6)
            self.levels.append(level)
            yield f"division({level}, {content}, head: {quoted(shortened(headline(first)))})"
        else:
            after = together[-1].getnext()
            of_text = kind_of(first) in TITLES or (
                parent is self.body and (after is None or local(after) not in ("table", "list", "figure"))
            )
            yield f"unheaded({content}{', size: 14pt' if of_text else ''})"

    def _paragraph(self, element: etree._Element, around: Around, before: etree._Element | None) -> Iterator[str]:
        yield from self.anchor(element)
        is_paragraph = local(element) == "p"
        inside = around.within(element)
        words = list(self.words(element, inside) if is_paragraph else self.piece(element, around))
        if not words:
            return
        after_words = before is not None and local(before) not in ("heading", "speaker", "page")
        kinds = set(element.get("class", "").split())
        new = is_paragraph and after_words and not element.get("continued") and not kinds & _FLUSH
        centered = element.get("center") or _of_title(element)
        side = "center" if centered else "end" if element.get("right") else None
        options = (", indent: true" if new and side is None else "") + (f", side: {side}" if side else "")
        set_tongue = f"{inside.tongue.set()}; " if inside.tongue != around.tongue else ""
        yield f"{{ {set_tongue}p({joined(words)}{options}) }}" if set_tongue else f"p({joined(words)}{options})"

    def _lines(self, element: etree._Element, around: Around, depth: int) -> str:
        return "lines({\n" + "\n".join(self._verse(line, around, ()) for line in element) + "\n})"

    def _verse(self, line: etree._Element, around: Around, before: Iterable[str]) -> str:
        if local(line) != "line":
            return "\n".join(self._paragraph(line, around, None))
        inside = around.within(line)
        words = [*before, *self.anchor(line), *self.words(line, inside)]
        options = []
        if line.get("part") in ("M", "F") and self.shared:
            options.append(f"after: {quoted(self.shared)}")
        elif far := indent(line):
            options.append(f"indent: {min(far, 12.0):g}")
        self.shared = self.shared + " " + plain(line) if line.get("part") in ("I", "M") else ""
        if (n := line.get("n", "")).isdecimal() and int(n) % _EVERY == 0:
            options.append(f"n: {quoted(n)}")
        options += ["side: center"] * bool(line.get("center")) + ["side: end"] * bool(line.get("right"))
        return f"verse({', '.join((joined(words), *options))})"

    def _speech(self, element: etree._Element, around: Around, depth: int) -> str:
        """A speech: the speaker stands in the line of the first words, or in a line of its own above verses."""
        children = list(element)
        run_in: list[str] = []
        if children and local(children[0]) == "speaker":
            run_in = [*self._speaker_words(children.pop(0), around), "h(0.5em, weak: true)"]
        while children and local(children[0]) == "p" and run_in:
            first = children.pop(0)
            run_in += [*self.anchor(first), *self.words(first, around.within(first))]
            if "stage" not in first.get("class", "").split():
                break
            run_in.append("h(0.35em, weak: true)")
        verses = bool(children) and (local(children[0]) == "lines" or children[0].get("class") == "lg")
        if verses and local(children[0]) == "block":
            children[:1] = list(children[0])
        said = [f"{'over-verses' if verses else 'p'}({joined(run_in)})"] if run_in else []
        said += self.blocks(block_of(children), around, depth)
        return "speech({\n" + "\n".join(said) + "\n})"

    def _speaker_words(self, speaker: etree._Element, around: Around) -> Iterator[str]:
        """A speaker in small capitals, whatever its letters are."""
        looks = frozenset(("small",)) if plain(speaker).isupper() else frozenset(("smallcaps",))
        inside = around.within(speaker)
        yield from self.anchor(speaker)
        yield from self.words(speaker, Around(looks, inside.tongue, inside.apart))

    def _speaker(self, element: etree._Element, around: Around, depth: int) -> str:
        return f"p({joined(self._speaker_words(element, around))})"

    def _any(self, element: etree._Element, around: Around, depth: int) -> str:
        kinds = element.get("class", "").split()
        if "endnote" in kinds and element.find(f"{B}note") is not None:
            return "\n".join(self._endnote(note, around, depth) for note in element.iterfind(f"{B}note"))
        if not len(element):
            return f"p({joined(self.words(element, around))})"
        return f"{'small' if 'note' in kinds else 'apart'}({self._inside(element, around, depth)})"

    def _endnote(self, note: etree._Element, around: Around, depth: int) -> str:
        mark = self.marks[note]
        self.say(mark, True)
        inside = around.within(note)
        anchor = "\n".join(self.anchor(note))
        content = (
            self._inside(note, inside, depth) if notes.has_blocks(note) else f"p({joined(self.words(note, inside))})"
        )
        return f"{anchor}\nendnote({quoted(mark)}, {content})"

    def _quotation(self, element: etree._Element, around: Around, depth: int) -> str:
        return f"quotation({self._inside(element, around, depth)})"

    def _list(self, element: etree._Element, around: Around, depth: int) -> str:
        kind, number = element.get("type", "plain"), 0
        said: list[str] = []
        for item in element:
            if local(item) != "item":
                said += self.blocks(block_of([item]), around, depth)
                continue
            number += 1
            inside = around.within(item)
            said += self.anchor(item)
            label = item[0] if len(item) and local(item[0]) == "label" else None
            if label is not None:
                words = joined(self.words(label, around.within(label)))
                item.remove(label)
                said.append(f"terms.item({words}, {self._inside(item, inside, depth)})")
            elif kind == "ordered":
                self.say(f"{number}.", True)
                said.append(f"enum.item({number}, {self._inside(item, inside, depth)})")
            else:
                self.say("–" if kind == "bulleted" else "", True)
                said.append(f"list.item({self._inside(item, inside, depth)})")
        look = {"ordered": "apart", "bulleted": "signed"}.get(kind, "unsigned")
        return f"{look}({{\n" + "\n".join(said) + "\n})"

    def _table(self, element: etree._Element, around: Around, depth: int) -> str:
        def cell(one: etree._Element) -> str:
            inside = around.within(one)
            return self._inside(one, inside, depth)

        return tables.source(element, cell)

    def _figure(self, element: etree._Element, around: Around, depth: int) -> str:
        file, alt = self.images(element.get("src", "")), element.get("alt", "")
        content = self._inside(element, around, depth)
        alt = alt or plain(element) or element.get("src", "")
        return f"picture({quoted(file) if file else 'none'}, {quoted(alt)}, {content})"

    def _verbatim(self, element: etree._Element, around: Around, depth: int) -> str:
        text = str(element.xpath("string()"))
        self.say(text, around.apart)
        return f"verbatim({quoted(text)})"

    def _rule(self, element: etree._Element, around: Around, depth: int) -> str:
        return "rule"


_BLOCKS: dict[str, Callable[[Source, etree._Element, Around, int], str]] = {
    "section": Source._section,
    "lines": Source._lines,
    "line": lambda source, element, around, depth: source._verse(element, around, ()),
    "speech": Source._speech,
    "speaker": Source._speaker,
    "label": Source._any,
    "caption": Source._any,
    "block": Source._any,
    "quotation": Source._quotation,
    "list": Source._list,
    "item": Source._any,
    "table": Source._table,
    "figure": Source._figure,
    "verbatim": Source._verbatim,
    "rule": Source._rule,
}


def _of_title(paragraph: etree._Element) -> bool:
    """Whether a paragraph belongs to a title: by its class, or since it stands in what must be a title page."""
    section = paragraph.getparent()
    return bool(_OF_TITLE & set(paragraph.get("class", "").split())) or (
        section is not None
        and section.get("kind") == "front"
        and all(local(one) in ("p", "page") for one in section)
        and len(str(section.xpath("string()"))) < _TITLE_PAGE
    )
