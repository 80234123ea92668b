"""The paragraphs of a document and of its index of names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, count
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from siglum.document import XML_LANG, local
from siglum.edition import Reading
from siglum.publish import labels
from siglum.publish.book import BLOCKS, TITLES, B, goes_on, indent, is_of_notes, kind_of, targets
from siglum.publish.forms.docx.notes import Footnotes
from siglum.publish.forms.docx.pictures import drawing
from siglum.publish.forms.docx.shapes import bookmark, cell, paragraph, tab, valued
from siglum.publish.forms.docx.tables import rows
from siglum.publish.forms.docx.words import APART, Look, run, runs
from siglum.publish.made import Made
from siglum.tei.languages import from_right

TEXT = "1"
"""The id of the bookmark around the text."""
_WIDTH, _VERSE, _EM = 9026, 480, 220
"""How wide a line is, how far verses are indented, and how wide a letter is at most: in twentieths of a point."""
_STYLES = {"quotation": "Quotation", "speaker": "Speaker", "caption": "Caption", "verbatim": "Verbatim"}


class Writer:
    """Writes a book into a new document of a word processor.

    `package` is the document, with its styles; `book` the reading as a book; `made` what it was made from, for images.
    """

    def __init__(self, package: Any, book: etree._Element, made: Made, one: Reading) -> None:
        self.package, self.book, self.made, self.one = package, book, made, one
        self.styles = {style.name: style.style_id for style in package.styles}
        self.footnotes = Footnotes(package, self.styles["Footnote Reference"])
        self.bookmarks, self.ids = targets(book), count(int(TEXT) + 1)
        self.part: Any = package.part
        self.said = 0
        self.pages: list[etree._Element] = []
        """Pages of the source that begin before the next paragraph."""

    def write(self) -> None:
        """The head, the text within its bookmark, the index; the notes beside them."""
        section = self.package.element.body[-1]
        start, end = bookmark(TEXT, "text")
        language = self.book.get(XML_LANG, "")
        text = self.book.find(f"{B}body")
        blocks = () if text is None else self._blocks(text, Look(language=language if from_right(language) else ""))
        for made in chain(self._head(), [start], blocks, [end], self._index()):
            section.addprevious(made)
        self.footnotes.close(section)

    # ----- before and after the text -----

    def _head(self) -> Iterator[etree._Element]:
        """Title and authors, where the text does not begin with them itself; then what edition this is."""
        titled = any(_heading(heading) == "Title" for heading in self.book.iter(f"{B}heading"))
        for part in self.book.iterfind(f"{B}head/*"):
            style = {"title": "Title", "author": "Subtitle"}.get(local(part), "Edition")
            if style == "Edition" or not titled:
                yield self._said_alone(style, " ".join(" ".join(map(str, part.itertext())).split()))

    def _index(self) -> Iterator[etree._Element]:
        for register in self.book.iterfind(f"{B}index/{B}register"):
            yield self._said_alone(
                "Heading 1", labels.word(labels.REGISTERS[register.get("kind", "")], self.made.language)
            )
            for entry in register:
                yield self._said_alone("Entry", entry.text or "", entry.get("id", ""))

    def _said_alone(self, style: str, words: str, name: str = "") -> etree._Element:
        return paragraph(self.styles[style], [*self._marked(name), run(words, Look())])

    # ----- blocks -----

    def _blocks(self, element: etree._Element, look: Look, style: str = "Normal") -> Iterator[etree._Element]:
        """What is in an element, as paragraphs and tables."""
        if any(local(child) in BLOCKS for child in element) or local(element) == "block":
            for child in element:
                yield from self._block(child, look.inside(child), style)
        elif len(element) or (element.text or "").strip():
            yield self._paragraph(element, look, style)

    def _block(self, element: etree._Element, look: Look, style: str) -> Iterator[etree._Element]:
        kind = local(element)
        if kind == "heading":
            yield self._paragraph(element, look, _heading(element))
        elif kind == "page":
            self.pages += [*(self._more(element, look) or ()), run(" ", replace(look, style=APART))]
        elif kind == "line":
            yield self._line(element, look)
        elif kind == "list":
            yield from self._list(element, look)
        elif kind == "table":
            yield from self._table(element, look)
        elif kind == "figure":
            yield from self._figure(element, look)
        elif kind == "rule":
            yield paragraph("", [run("* * *", replace(look, style=APART))], placed="center")
        elif kind == "note" or (kind == "p" and is_of_notes(element)):
            for note in [element] if kind == "note" else element.iter(f"{B}note"):
                yield from self._alone(note, look)
        else:
            stage = look.marks | {"italic"} if kind_of(element) == "stage" else look.marks
            yield from self._blocks(element, replace(look, marks=stage), _STYLES.get(kind, style))

    def _line(self, element: etree._Element, look: Look) -> etree._Element:
        """A line: indented, after what another speaker said of it, and with its number if that is a fifth one."""
        shared = element.get("part", "")
        before = self.said if shared in ("M", "F") else 0
        self.said = before + len(str(element.xpath("string()"))) if shared in ("I", "M") else 0
        far = int(indent(element) * _EM) + before * _EM // 2
        made = self._paragraph(element, look, "Verse", indent=min(_VERSE + far, _WIDTH // 2) if far else 0)
        number = element.get("n", "")
        if number and not (number.isdecimal() and int(number) % 5):
            made.extend([tab(), run(number, replace(look, style=APART))])
        return made

    def _list(self, element: etree._Element, look: Look) -> Iterator[etree._Element]:
        """A list: before each item stands its own label, else a sign or a number."""
        number = 0
        for child in element:
            inner, label = look.inside(child), child.find(f"{B}label")
            number += local(child) == "item"
            sign = {"ordered": f"{number}.", "bulleted": "•"}.get(element.get("type", ""), "")
            if local(child) != "item":
                yield from self._block(child, inner, "List")
            elif label is not None:
                child.remove(label)
                yield from self._led(child, inner, "List", list(self._words(label, inner.inside(label))))
            else:
                yield from self._led(child, inner, "List", [run(sign, replace(inner, style=APART))] if sign else [])

    def _led(
        self, element: etree._Element, look: Look, style: str, lead: list[etree._Element]
    ) -> Iterator[etree._Element]:
        """The paragraphs in an element; the first begins with what leads it, and a tab."""
        made = list(self._blocks(element, look, style))
        if lead and (not made or made[0].tag != qn("w:p")):
            made.insert(0, paragraph(self.styles[style], ()))
        for run_before in reversed([*lead, tab()]) if lead else ():
            made[0].insert(1, run_before)
        yield from made

    def _table(self, element: etree._Element, look: Look) -> Iterator[etree._Element]:
        for child in element:
            if local(child) != "row":
                yield from self._block(child, look.inside(child), "Caption")
        table, shape, grid = OxmlElement("w:tbl"), OxmlElement("w:tblPr"), OxmlElement("w:tblGrid")
        shape.append(valued("w:tblStyle", self.styles["Table Grid"]))
        table.extend([shape, grid])
        widest = 1
        for row, cells in rows(element):
            made = OxmlElement("w:tr")
            for one, columns, down in cells:
                merged = "continue" if one is None else "restart" if down > 1 else ""
                made.append(cell(columns, merged, () if one is None else self._cell(row, one, look.inside(row))))
            if len(made):
                table.append(made)
            widest = max(widest, sum(columns for _, columns, _ in cells))
        grid.extend(OxmlElement("w:gridCol") for _ in range(widest))
        for column in grid:
            column.set(qn("w:w"), str(_WIDTH // widest))
        if len(table) > 2:
            yield table

    def _cell(self, row: etree._Element, one: etree._Element, look: Look) -> Iterator[etree._Element]:
        inner = look.inside(one)
        is_label = "label" in (row.get("role"), one.get("role"))
        return self._blocks(one, replace(inner, marks=inner.marks | {"bold"}) if is_label else inner)

    def _figure(self, element: etree._Element, look: Look) -> Iterator[etree._Element]:
        if element.get("src"):
            yield paragraph(self.styles["Caption"], [self._picture(element, replace(look, style=APART))])
        yield from self._blocks(element, look, "Caption")

    def _alone(self, note: etree._Element, look: Look) -> Iterator[etree._Element]:
        """A note that has no call: paragraphs where it stands."""
        apart = replace(look.inside(note), style=APART)
        yield from self._led(note, apart, "Note", [run(note.get("n", ""), apart)] if note.get("n") else [])

    def _paragraph(self, element: etree._Element, look: Look, style: str, *, indent: int = 0) -> etree._Element:
        """The paragraph of an element that holds words."""
        placed = "center" if element.get("center") else "end" if element.get("right") else ""
        pages, self.pages = self.pages, []
        return paragraph(
            self.styles[style], [*self._marked(element.get("id", "")), *pages, *self._words(element, look)],
            from_right=from_right(look.language), indent=indent, placed=placed,
        )  # fmt: skip

    # ----- words -----

    def _words(self, element: etree._Element, look: Look) -> Iterator[etree._Element]:
        return runs(element, look, self._more)

    def _more(self, element: etree._Element, look: Look) -> Iterator[etree._Element] | None:
        """What an element within words becomes that is more than these; None for any other."""
        kind, mark, apart = local(element), self._marked(element.get("id", "")), replace(look, style=APART)
        if kind == "note":
            return chain(mark, self._note(element, look))
        if kind == "page":
            number = f"[{element.get('n')}]" if element.get("n") else "|"
            return iter([*mark, run(number, replace(apart, marks=frozenset(("super",))))])
        if kind == "break":
            return iter([run("\n", look)])
        if kind == "image":
            return iter([*mark, self._picture(element, apart)])
        if kind == "foreign":
            return iter([*mark, run(str(element.xpath("string()")), look)])
        if kind in ("link", "name") and not look.linked and (link := self._link(element)) is not None:
            linked = replace(look, linked=True, style=look.style or "Hyperlink" * (kind == "link"))
            link.extend(self._words(element, linked))
            return iter([*mark, link])
        return chain(mark, self._words(element, look)) if mark else None

    def _link(self, element: etree._Element) -> etree._Element | None:
        """The beginning of a link: to an address, to another place of the document, or to the entry of a name."""
        to = f"#{element.get('ref')}" if element.get("ref") else element.get("to", "")
        made = OxmlElement("w:hyperlink")
        if to.startswith(("http://", "https://", "mailto:")):
            made.set(qn("r:id"), self.part.relate_to(to, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        elif to.startswith("#") and to[1:] in self.bookmarks:
            made.set(qn("w:anchor"), self.bookmarks[to[1:]])
        else:
            return None
        return made

    def _note(self, note: etree._Element, look: Look) -> Iterator[etree._Element]:
        """The call of a footnote, which is written with the others. Within a footnote there can be no other: a note
        there stands in brackets."""
        if self.part is not self.package.part:
            apart = replace(look, style=APART)
            return iter([run(" [", apart), *self._words(note, apart), run("]", apart)])
        call, mark, footnote = self.footnotes.add(note.get("call", ""))
        self.part = self.footnotes.part
        right = look.language if from_right(look.language) else ""
        footnote.extend(self._led(note, Look(language=note.get(XML_LANG, right)), "Footnote Text", [mark]))
        self.part = self.package.part
        return iter([call])

    def _picture(self, element: etree._Element, look: Look) -> etree._Element:
        """An image of the edition; where there is none that a word processor shows, its description."""
        alt, src = element.get("alt", ""), element.get("src", "")
        data = self.made.image(self.one.document, src) if self.part is self.package.part else b""
        shown = drawing(self.package, data, alt) if data else None
        made = run(f"[{alt or src}]" if shown is None else "", look)
        made.extend([] if shown is None else [shown])
        return made

    def _marked(self, name: str) -> list[etree._Element]:
        """A bookmark where something begins that is pointed at."""
        return list(bookmark(str(next(self.ids)), self.bookmarks[name])) if name in self.bookmarks else []


def _heading(element: etree._Element) -> str:
    """The style of a heading; one without a level is the title of the text, or of something that is no division. Only
    the first line of a heading stands in the outline of the document."""
    level, further = int(element.get("level", "0")), goes_on(element)
    if not level and kind_of(element) in TITLES:
        return "Subtitle" if further else "Title"
    return f"Heading {min(level, 6)}" if level and not further else "Heading line"
