"""The index of names: each entry of the registers, with the places that name it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from siglum.document import local
from siglum.publish import labels
from siglum.publish.book import B
from siglum.publish.forms.epub.places import Ids
from siglum.publish.forms.epub.xhtml import TYPE, page, within


@dataclass(slots=True)
class Entry:
    """A name and its places: what each is called, and its id."""

    name: str
    places: dict[str, str] = field(default_factory=dict)


def entries(book: etree._Element, ids: Ids, language: str) -> dict[str, list[Entry]]:
    """The entries of a book by kind. A place is called by the number of its paragraph, else by its page; in a text that
    has neither, places are counted. What names something comes to have an id."""
    known = {entry.get("id", ""): Entry(" ".join((entry.text or "").split())) for entry in book.iter(f"{B}entry")}
    is_numbered = next(book.iterfind(f"{B}body//{B}p[@n]"), book.find(f"{B}body//{B}page")) is not None
    here = ""
    for element in book.iterfind(f"{B}body//*"):
        if element.tag == f"{B}page":
            here = element.get("n", "").strip()
        if element.tag == f"{B}name" and (entry := known.get(element.get("ref", ""))):
            label = _label(element, here, language) if is_numbered else str(len(entry.places) + 1)
            if label not in entry.places:
                entry.places[label] = ids.of(element, "name")
    return {
        register.get("kind", ""): [known[one.get("id", "")] for one in register if known[one.get("id", "")].places]
        for register in book.iter(f"{B}register")
    }


def _label(name: etree._Element, page_number: str, language: str) -> str:
    for above in name.iterancestors(f"{B}p", f"{B}heading"):
        if number := above.get("n", "").strip():
            return number
        if local(above) == "heading" and not page_number:
            return labels.word("in-title" if above.get("level") == "0" else "in-heading", language)
    return page_number or labels.word("in-text", language)


def index(found: Mapping[str, list[Entry]], homes: Mapping[str, str], language: str, called: str) -> etree._Element:
    """The page of the index. `homes` say on which page an id is."""
    html, body = page(called, language, apart=True)
    section = within(body, "section", kind="index", role="doc-index", aria_labelledby="index")
    section.set(TYPE, "backmatter")
    within(section, "h1", called, id="index")
    for kind, some in found.items():
        if not some:
            continue
        within(section, "h2", labels.word(labels.REGISTERS.get(kind, "registers"), language))
        listed = within(section, "ul", kind="entries")
        for entry in some:
            item = within(listed, "li")
            within(item, "span", entry.name, kind="entry")
            for place, target in entry.places.items():
                item[-1].tail = ", " if len(item) > 1 else "  "
                within(item, "a", place, href=f"{homes[target]}#{target}")
    return html
