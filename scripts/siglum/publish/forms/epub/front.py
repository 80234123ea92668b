"""What stands before the text: the cover, and a page that says which text this is, in which reading, and whose."""

from __future__ import annotations

import unicodedata

from lxml import etree

from siglum.publish import labels
from siglum.publish.book import B
from siglum.publish.forms.epub.trees import words
from siglum.publish.forms.epub.xhtml import TYPE, page, speak, within

_SVG = "http://www.w3.org/2000/svg"
_WIDTH, _HEIGHT, _MARGIN, _TOP = 1600, 2560, 190, 620
_PAPER, _INK, _QUIET, _BAND = "#f3f0e7", "#211e1a", "#5f584d", "#1d5472"
_SIZES = (168, 144, 120, 100, 84, 68, 56)
_HIGHEST = 1150
"""How high the title may stand on the cover."""
_WIDE, _NARROW = 1.0, 0.52
"""How wide a character is, in em: of an ideograph, and of another on the average."""


def said(book: etree._Element, name: str) -> list[str]:
    """What the head of a book says of something."""
    return [text for one in book.iterfind(f"{B}head/{B}{name}") if (text := words(one))]


def cover(book: etree._Element, title: str, reading: str, tongue: str) -> bytes:
    """The cover as SVG: the title, as large as it can stand, who wrote it, and which reading it is."""
    svg = etree.Element(f"{{{_SVG}}}svg", nsmap={None: _SVG})  # type: ignore[dict-item]
    for name, value in (("viewBox", f"0 0 {_WIDTH} {_HEIGHT}"), ("width", _WIDTH), ("height", _HEIGHT)):
        svg.set(name, str(value))
    speak(svg, tongue)
    svg.attrib.pop("lang")
    from_right = svg.attrib.pop("dir", "") == "rtl"
    etree.SubElement(svg, f"{{{_SVG}}}title").text = title
    _box(svg, 0, _HEIGHT, _PAPER)
    _box(svg, 0, 110, _BAND)
    authors = ", ".join(said(book, "author"))
    if authors:
        _lines(svg, lines(authors, 76)[:2], 76, 420, _QUIET, from_right)
    size = next((s for s in _SIZES if len(lines(title, s)) * s * 1.2 <= _HIGHEST), _SIZES[-1])
    most = int(_HIGHEST / (size * 1.2))
    shown = lines(title, size)
    if len(shown) > most:
        shown = [*shown[: most - 1], f"{shown[most - 1][:-1].rstrip()}…"]
    end = _lines(svg, shown, size, _TOP + size, _INK, from_right)
    x = _WIDTH - _MARGIN - 240 if from_right else _MARGIN
    etree.SubElement(svg, f"{{{_SVG}}}rect", x=str(x), y=str(end + 20), width="240", height="6", fill=_BAND)
    if reading:
        _lines(svg, lines(reading, 60)[:3], 60, end + 150, _QUIET, from_right)
    if publisher := ", ".join(said(book, "publisher")):
        _lines(svg, lines(publisher, 54)[:2], 54, _HEIGHT - 230, _QUIET, from_right)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{etree.tostring(svg, encoding="unicode")}\n'.encode()


def _box(svg: etree._Element, y: int, height: int, fill: str) -> None:
    etree.SubElement(svg, f"{{{_SVG}}}rect", x="0", y=str(y), width=str(_WIDTH), height=str(height), fill=fill)


def _lines(svg: etree._Element, some: list[str], size: int, y: int, fill: str, from_right: bool) -> int:
    """Write lines; where the last one ends."""
    for number, line in enumerate(some):
        text = etree.SubElement(svg, f"{{{_SVG}}}text", x=str(_WIDTH - _MARGIN if from_right else _MARGIN),
                                y=str(round(y + number * size * 1.2)), fill=fill)  # fmt: skip
        text.set("font-family", "EB Garamond, Garamond, Palatino, Georgia, serif")
        text.set("font-size", str(size))
        if from_right:
            text.set("direction", "rtl")
        text.text = line
    return round(y + (len(some) - 1) * size * 1.2) + size // 2


def lines(text: str, size: int) -> list[str]:
    """Text in lines that fit the cover at that size; where a line can end nowhere else, it ends within a word."""
    room = (_WIDTH - 2 * _MARGIN) / size
    made, width = [""], 0.0
    for word in text.split():
        long = sum(map(_width, word))
        if made[-1] and width + _NARROW + long > room:
            made.append("")
            width = 0.0
        if made[-1]:
            made[-1] += " "
            width += _NARROW
        for char in word:
            if width + _width(char) > room:
                made.append("")
                width = 0.0
            made[-1] += char
            width += _width(char)
    return made


def _width(char: str) -> float:
    return _WIDE if unicodedata.east_asian_width(char) in "WF" else _NARROW + 0.14 * char.isupper()


def cover_page(title: str, authors: str, language: str) -> etree._Element:
    """The page that shows the cover."""
    html, body = page(title, language, apart=True)
    body.set("class", "cover")
    section = within(body, "section")
    section.set(TYPE, "cover")
    alt = f"{authors}: {title}" if authors else title
    within(section, "img", src="cover.svg", alt=alt, role="doc-cover")
    return html


def title_page(book: etree._Element, title: str, reading: str, tongue: str, language: str) -> etree._Element:
    """The title page; `tongue` is the language of the text, `language` that in which the edition speaks."""
    html, body = page(title, tongue, apart=True)
    body.set("class", "title-page")
    section = within(body, "section")
    section.set(TYPE, "titlepage")
    if authors := said(book, "author"):
        within(section, "p", ", ".join(authors), kind="author")
    within(section, "h1", title)
    if reading:
        within(section, "p", reading, kind="reading")
    listed = [(key, text) for key in ("editor", "source", "publisher", "date", "rights") for text in said(book, key)]
    if listed:
        imprint = within(body, "section", aria_label=labels.word("book-imprint", language))
        imprint.set(TYPE, "imprint")
        if language != tongue:
            speak(imprint, language, tongue)
        for key, text in listed:
            line = within(imprint, "p", kind="imprint")
            within(line, "b", labels.word(f"book-{key}", language)).tail = f" {text}"
    return html
