"""The pages of the text: the parts of a book as XHTML."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from siglum.document import local
from siglum.publish.book import B
from siglum.publish.forms.epub.elements import TO, Elements
from siglum.publish.forms.epub.notes import Notes, lead_back
from siglum.publish.forms.epub.places import Ids
from siglum.publish.forms.epub.xhtml import LANG, TYPE, H, heading, page


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of notes, in the language of the edition: what they are called, and where their numbers lead."""

    notes: str
    back: str


def pages(
    parts: list[etree._Element], title: str, language: str, ids: Ids, elements: Elements, words: Words
) -> dict[str, etree._Element]:
    """The pages by name; every link leads to its place, on whatever page that is."""
    made: dict[str, etree._Element] = {}
    alone: dict[str, tuple[etree._Element, str]] = {}
    for number, part in enumerate(parts, 1):
        notes = Notes(ids, words.notes, words.back)
        name = "text.xhtml" if len(parts) == 1 else f"text-{number:0{len(str(len(parts)))}}.xhtml"
        made[name] = _page(part, title, language, elements, notes)
        alone |= {note.get("id", ""): (note, label) for note, label in notes.alone}
    _link(made, ids, alone, words.back)
    return made


def _page(part: etree._Element, title: str, language: str, elements: Elements, notes: Notes) -> etree._Element:
    html, body = page(title, language)
    body.extend(list(part))
    for element in list(body.iter(f"{B}*")):
        if local(element) == "note":
            notes.take(element)
        around = next((above.get(LANG, "") for above in element.iterancestors() if LANG in above.attrib), language)
        elements.become(element, around)
    if len(notes.section):
        body.append(notes.section)
    said = next(filter(None, (heading(one) for one in body.iter(*(f"{H}h{n}" for n in range(1, 7))))), "")
    if said and said != title:
        html[0][0].text = f"{said} – {title}"
    return html


def _link(made: dict[str, etree._Element], ids: Ids, alone: dict[str, tuple[etree._Element, str]], back: str) -> None:
    homes = {e.get("id", ""): name for name, root in made.items() for e in root.iter(f"{H}*") if "id" in e.attrib}
    for name, root in made.items():
        for link in root.iter(f"{H}a"):
            if TO not in link.attrib:
                continue
            wanted = str(link.attrib.pop(TO))[1:]
            found = ids.called.get(wanted, wanted)
            if found not in homes:
                link.tag = f"{H}span"
                continue
            link.set("href", f"{'' if homes[found] == name else homes[found]}#{found}")
            if found in alone:
                link.set(TYPE, "noteref")
                link.set("role", "doc-noteref")
            if found in alone and alone[found][0].find(f".//{H}a[@role='doc-backlink']") is None:
                note, label = alone[found]
                here = ids.of(link, f"call-{found}")
                lead_back(note, label, f"{'' if homes[found] == name else name}#{here}", back)
