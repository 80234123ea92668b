"""PDF: each reading as a book to be printed and bound, set by Typst, with tags for screen readers (PDF/UA-1).

of          the file, and its text as it is read back from it
source      the calls of Typst that set each block
words       those for the words within a block
notes, tables, images, places, tongues     what they are made of
fonts       the typefaces of the site, for Typst
book.typ    what the book looks like
back        the text of a file, from its tags
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

from siglum.document import XML_LANG
from siglum.edition import Reading
from siglum.failure import Failure
from siglum.publish import book, labels
from siglum.publish.book import B
from siglum.publish.forms.pdf import back, fonts
from siglum.publish.forms.pdf.images import Images
from siglum.publish.forms.pdf.source import Source
from siglum.publish.forms.pdf.tongues import tongue
from siglum.publish.forms.pdf.words import Said, quoted, shortened
from siglum.publish.made import Made
from siglum.publish.verify import OutputText

SUFFIX = "pdf"
_LACKING = re.compile(r'the text `"(.*?)"` could not be displayed')
_FEWEST = 2
"""Headings for which there is a table of contents."""
_SURVEYED = 60
"""Lines of a table of contents that has more than one level."""


def of(made: Made, one: Reading) -> tuple[bytes, OutputText]:
    """The book of a reading, and its text as the tags of the file give it."""
    made_book = book.of(made, one)
    text = book.text_of(made_book)
    with TemporaryDirectory(prefix="siglum-") as name:
        folder = Path(name)
        source = Source(made_book, Images(made, one.document, folder))
        body = source.written()
        front, said = _front(made_book, made.language)
        if len(source.levels) >= _FEWEST:
            label = labels.word("contents", made.language)
            front.append(f"contents({quoted(label)}, {_depth(source.levels)})")
            said.append(Said(label, True))
        whole = f"{_look()}\n{_whole(made_book, front, body, made.language)}"
        data = _set(whole, folder)
    name = f"{one.id}.{SUFFIX}"
    found = back.parts(data)
    index = labels.word("book-index", made.language)
    ends = [n for n, part in enumerate(found) if part.tag == "/H1" and part.letters == back.letters(index)]
    end = ends[-1] if ends and made_book.find(f"{B}index/{B}register") is not None else len(found)
    letters = [part.letters for part in found[:end]]
    return data, OutputText(one.id, name, back.reading(letters, [*said, *source.said], text), "print")


def _depth(levels: list[int]) -> int:
    """How many levels of headings the table of contents has: not more lines than one can survey."""
    return next((depth for depth in (3, 2) if sum(level <= depth for level in levels) <= _SURVEYED), 1)


def _look() -> str:
    return (Path(__file__).parent / "book.typ").read_text(encoding="utf-8")


def _set(source: str, folder: Path) -> bytes:
    """Have Typst set a book; `folder` has its images, and it reads no other files. Raises Failure."""
    import typst

    (folder / "fonts").mkdir()
    fonts.write(folder / "fonts")
    for alone in (True, False):
        compiler = typst.Compiler(root=folder, font_paths=[str(folder / "fonts")], ignore_system_fonts=alone)
        try:
            data = compiler.compile(source.encode("utf-8"), format="pdf", pdf_standards=["ua-1"])
        except typst.TypstError as error:
            lacking = _LACKING.search(error.message)
            if lacking is None:
                raise Failure(f"Typst cannot set this book: {error.message}") from None
        else:
            return data if isinstance(data, bytes) else b""
    said = re.sub(r"\\u\{(\w+)\}", lambda sign: chr(int(sign[1], 16)), lacking[1] if lacking else "")
    raise Failure(f"no font has “{said}”: install one that has the characters of this text, and build again")


def _whole(made_book: etree._Element, front: list[str], body: str, language: str) -> str:
    head = _head(made_book)
    own = tongue(made_book.get(XML_LANG, ""))
    authors = ", ".join(quoted(one) for one in _all(made_book, "author"))
    parts = [
        f"#show: book.with(title: {quoted(head['title'])}, short-title: {quoted(shortened(head['title']))},",
        f"author: ({authors}{',' if authors else ''}), {own.said()})",
        "#{", *front, "front-ends", "}",
        '#pagebreak(weak: true, to: "odd")', '#set page(numbering: "1")', "#counter(page).update(1)",
        "#text-begins", "#{", body, "}", _index(made_book, language),
    ]  # fmt: skip
    return "\n".join(parts)


def _front(made_book: etree._Element, language: str) -> tuple[list[str], list[Said]]:
    """The title page and what stands behind it, and their words."""
    head = _head(made_book)
    names = ("title", "author", "editor", "reading", "publisher", "date")
    imprint = [said for kind in ("source", "rights") for said in _all(made_book, kind)]
    source = [f"title-page({', '.join(quoted(head[name]) for name in names)})"]
    source.append(f"imprint({', '.join(map(quoted, imprint))})")
    order = ("author", "title", "reading", "editor", "publisher", "date")
    return source, [Said(text, True) for text in (*(head[name] for name in order), *imprint)]


def _head(made_book: etree._Element) -> dict[str, str]:
    names = ("title", "author", "editor", "reading", "publisher", "date")
    return {name: ", ".join(_all(made_book, name)) for name in names}


def _all(made_book: etree._Element, name: str) -> list[str]:
    return [" ".join(str(e.xpath("string()")).split()) for e in made_book.iterfind(f"{B}head/{B}{name}")]


def _index(made_book: etree._Element, language: str) -> str:
    registers = []
    for register in made_book.iterfind(f"{B}index/{B}register"):
        label = labels.word(labels.REGISTERS[register.get("kind", "")], language)
        entries = "".join(f", ({quoted(entry.text or '')}, {quoted(entry.get('id', ''))})" for entry in register)
        registers.append(f"({quoted(label)}{entries})")
    if not registers:
        return ""
    return f"#index({quoted(labels.word('book-index', language))}, {', '.join(registers)})"
