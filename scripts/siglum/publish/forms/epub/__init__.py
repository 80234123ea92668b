"""EPUB 3.3: each reading as a book for e-readers.

It is written from the book of the reading (docs/book.md), whose sections, notes, pages and index it needs: the parts of
the text and of its apparatus become pages of XHTML, as the web site has them but for what only a large page can show.
No font is in it, so that readers have theirs; no colour is set, so that a page is dark when they want it."""

from __future__ import annotations

from functools import cache

from lxml import etree

from siglum import resources
from siglum.edition import Reading
from siglum.publish import book as books
from siglum.publish import labels
from siglum.publish.book import B
from siglum.publish.forms.epub import archive, contents, foreign, front, metadata, names, places, writing
from siglum.publish.forms.epub.elements import Elements
from siglum.publish.forms.epub.images import Images
from siglum.publish.forms.epub.package import About, Item, document
from siglum.publish.forms.epub.parts import parts
from siglum.publish.forms.epub.xhtml import STYLE, H, written
from siglum.publish.made import Made
from siglum.publish.verify import OutputText
from siglum.tei import languages

SUFFIX = "epub"
_UNTOLD = "und"


def of(made: Made, one: Reading) -> tuple[bytes, OutputText]:
    """The reading as an EPUB, and its text as it was read back from it. Raises Failure."""
    data = _Making(made, one).book()
    name = f"{one.id}.{SUFFIX}"
    return data, OutputText(one.id, name, archive.text_of(data), "print")


class _Making:
    """What is made of one reading."""

    def __init__(self, made: Made, one: Reading) -> None:
        self.made, self.one = made, one
        self.source = books.of(made, one)
        self.language = made.language
        self.tongue = languages.tag(self.source.get("{http://www.w3.org/XML/1998/namespace}lang", "")) or _UNTOLD
        self.title = next(iter(front.said(self.source, "title")), "") or made.names[one.document]
        several = sum(other.document == one.document for other in made.published) > 1
        self.reading = "" if one.found and not several else one.label
        self.called = f"{self.title} ({one.label})" if several else self.title
        self.images = Images(made, one.document)

    def book(self) -> bytes:
        """The whole book."""
        body = self.source.find(f"{B}body")
        assert body is not None
        ids = places.settled(body)
        index = names.entries(self.source, ids, self.language)
        elements = Elements(self.images, labels.word("image", self.language))
        words = writing.Words(labels.word("book-notes", self.language), labels.word("back", self.language))
        texts = writing.pages(parts(body), self.title, self.tongue, ids, elements, words)
        items = [*self._before(texts, index), *self._texts(texts), *self._after(texts, index)]
        package = document(self._about(texts, index), items)
        return archive.packed(package, ((item.name, item.data) for item in items))

    def _before(self, texts: dict[str, etree._Element], index: dict[str, list[names.Entry]]) -> list[Item]:
        word = self._word
        authors = ", ".join(front.said(self.source, "author"))
        landmarks = {"cover": (word("book-cover"), "cover.xhtml"), "titlepage": (word("book-title"), "title.xhtml")}
        if texts:
            landmarks["bodymatter"] = (word("text"), _beginning(texts))
        entries = contents.of(texts, self.title) or [contents.Entry(self.title, "title.xhtml")]
        if any(index.values()):
            landmarks["backmatter"] = (word("book-index"), "index.xhtml")
            entries.append(contents.Entry(word("book-index"), "index.xhtml"))
        if len(entries) > 1:
            landmarks["toc"] = (word("contents"), "contents.xhtml")
        cover = front.cover_page(self.title, authors, self.tongue)
        title = front.title_page(self.source, self.title, self.reading, self.tongue, self.language)
        nav = contents.navigation(entries, texts, landmarks, self.tongue, self.language)
        svg = front.cover(self.source, self.title, self.reading, self.tongue)
        return [
            Item("cover.svg", svg, "image/svg+xml", ("cover-image",)),
            Item("cover.xhtml", written(cover), is_read=True),
            Item("title.xhtml", written(title), is_read=True),
            Item("contents.xhtml", written(nav), properties=("nav",), is_read=len(entries) > 1),
        ]

    def _texts(self, texts: dict[str, etree._Element]) -> list[Item]:
        return [
            Item(name, written(root), properties=tuple(foreign.of(root)), is_read=True) for name, root in texts.items()
        ]

    def _after(self, texts: dict[str, etree._Element], index: dict[str, list[names.Entry]]) -> list[Item]:
        items = []
        if any(index.values()):
            homes = {e.get("id", ""): name for name, root in texts.items() for e in root.iter(f"{H}*") if e.get("id")}
            page = names.index(index, homes, self.language, self._word("book-index"))
            items.append(Item("index.xhtml", written(page), is_read=True))
        items.append(Item(STYLE, _style(), "text/css"))
        return items + [Item(name, data, kind) for name, (data, kind) in self.images.files.items()]

    def _about(self, texts: dict[str, etree._Element], index: dict[str, list[names.Entry]]) -> About:
        head = metadata.header(self.made, self.one)
        authors = [(" ".join("".join(map(str, who.itertext())).split()), _sorted(who), "aut")
                   for who in self.source.iterfind(f"{B}head/{B}author")]  # fmt: skip
        pages = bool(contents.page_list(texts))
        sources = front.said(self.source, "source")
        access = metadata.access(
            self.language,
            headings=bool(contents.of(texts, "")[1:]),
            pages=pages,
            index=any(index.values()),
            images=bool(self.images.files),
            described=self.images.described,
            moving=self.images.moving,
            formulas=any("mathml" in foreign.of(root) for root in texts.values()),
        )
        return About(
            metadata.identifier(head, self.source, self.one),
            self.called,
            self.tongue,
            self.language,
            metadata.modified(head),
            metadata.published(head),
            [*authors, *((editor, "", "edt") for editor in front.said(self.source, "editor"))],
            front.said(self.source, "publisher"),
            sources,
            front.said(self.source, "rights"),
            [*[("pageBreakSource", (*sources, self._word("book-no-source"))[0])] * pages, *access],
        )

    def _word(self, key: str) -> str:
        return labels.word(key, self.language)


def _beginning(texts: dict[str, etree._Element]) -> str:
    """Where the text itself begins: its first section that is no front matter."""
    for name, root in texts.items():
        for section in root.iterfind(f"{H}body/{H}section"):
            if section.get("role") == "doc-chapter":
                return f"{name}#{section.get('aria-labelledby')}"
    return next(iter(texts))


def _sorted(who: etree._Element) -> str:
    surname, forename = who.get("surname", ""), who.get("forename", "")
    return f"{surname}, {forename}" if surname and forename else ""


@cache
def _style() -> bytes:
    return (resources.folder("xslt") / "book" / "epub.css").read_bytes()
