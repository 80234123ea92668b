"""The contents of a book, its pages in the source, and its landmarks (EPUB 3.3, section 7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from siglum.publish import labels
from siglum.publish.book import joined_heading
from siglum.publish.forms.epub.xhtml import TYPE, H, heading, page, speak, within

_HEADINGS = tuple(f"{H}h{n}" for n in range(1, 7))
Landmarks = Mapping[str, tuple[str, str]]
"""Of each landmark (a value of epub:type) what it is called, and where it is."""


@dataclass(slots=True)
class Entry:
    """A heading in the contents: its words, where it leads, and what stands in its section."""

    said: str
    href: str
    below: list[Entry] = field(default_factory=list)


def of(texts: Mapping[str, etree._Element], title: str) -> list[Entry]:
    """The contents of the pages of a text (by name): its sections that have a heading. What stands before the first of
    them, on a page of its own, is called by the title of the text."""
    top: list[Entry] = []
    way: list[tuple[int, Entry]] = []
    for name, root in texts.items():
        for one in root.iter(*_HEADINGS):
            rank, around = int(str(one.tag)[-1]), one.getparent()
            if around is None or around.tag != f"{H}section":
                continue
            entry = Entry(_said(one), f"{name}#{one.get('id')}")
            while way and way[-1][0] >= rank:
                way.pop()
            (way[-1][1].below if way else top).append(entry)
            way.append((rank, entry))
    first = next(iter(texts), "")
    if first and not (top and top[0].href.startswith(f"{first}#")):
        top.insert(0, Entry(title, first))
    return top


def _said(one: etree._Element) -> str:
    """A heading and those that follow it at once."""
    said = heading(one)
    beside = one.getnext()
    while beside is not None and "heading" in beside.get("class", "").split():
        said = joined_heading(said, heading(beside))
        beside = beside.getnext()
    return said


def navigation(
    entries: Iterable[Entry], texts: Mapping[str, etree._Element], landmarks: Landmarks, tongue: str, language: str
) -> etree._Element:
    """The navigation document: `tongue` is the language of the text, `language` that in which the edition speaks."""
    said = labels.word("contents", language)
    html, body = page(said, language, apart=True)
    toc = _nav(body, "toc", said, "doc-toc")
    _listed(toc, entries, tongue, language)
    if pages := page_list(texts):
        _listed(_nav(body, "page-list", labels.word("book-pages", language), "doc-pagelist"), pages, "", language)
    marks = within(_nav(body, "landmarks", labels.word("book-landmarks", language)), "ol")
    for kind, (called, href) in landmarks.items():
        within(within(marks, "li"), "a", called, href=href).set(TYPE, kind)
    for nav in list(body)[1:]:
        nav.set("hidden", "hidden")
    return html


def page_list(texts: Mapping[str, etree._Element]) -> list[Entry]:
    """The pages of the source that the text marks."""
    return [
        Entry(mark.get("aria-label", ""), f"{name}#{mark.get('id')}")
        for name, root in texts.items()
        for mark in root.iterfind(f".//{H}span[@role='doc-pagebreak']")
    ]


def _nav(body: etree._Element, kind: str, said: str, role: str = "") -> etree._Element:
    nav = within(body, "nav", aria_labelledby=f"nav-{kind}")
    nav.set(TYPE, kind)
    if role:
        nav.set("role", role)
    within(nav, "h1" if kind == "toc" else "h2", said, id=f"nav-{kind}")
    return nav


def _listed(around: etree._Element, entries: Iterable[Entry], tongue: str, language: str) -> None:
    listed = within(around, "ol")
    if tongue and tongue != language:
        speak(listed, tongue, language)
    for entry in entries:
        item = within(listed, "li")
        within(item, "a", entry.said, href=entry.href)
        if entry.below:
            _listed(item, entry.below, "", language)
