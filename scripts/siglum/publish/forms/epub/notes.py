"""The notes of a page: each stands at its end, for e-readers to show where it is called, and leads back there."""

from __future__ import annotations

from lxml import etree

from siglum.document import local
from siglum.fidelity.output_differs import APPARATUS
from siglum.publish.book import B
from siglum.publish.forms.epub import trees
from siglum.publish.forms.epub.places import Ids
from siglum.publish.forms.epub.xhtml import TYPE, H

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Notes:
    """The notes of one page. Those of the text are called by their number, those of editors by letters. `back` says
    where the number at a note leads."""

    def __init__(self, ids: Ids, called: str, back: str) -> None:
        self._ids, self._back = ids, back
        self._numbers = self._letters = 0
        self.section = etree.Element(f"{H}section", {"class": "notes", APPARATUS: "", TYPE: "footnotes"})
        self.section.set("aria-label", called)
        self.alone: list[tuple[etree._Element, str]] = []
        """Notes that nothing calls where they stand, and their numbers."""

    def take(self, note: etree._Element) -> None:
        """Put a note of a book (still one of its elements) with the others, and its call where it stood."""
        label = self._label(note)
        self._ids.of(note, f"note-{label}")
        around = note.getparent()
        if around is not None and "endnote" in around.get("class", "").split():
            self.alone.append((note, label))
            return
        call = self._call(note, label)
        trees.put_after(note, call)
        if note.get("call", "").strip():
            _own_words(call, note.get("call", ""))
        elif links := list(call.iterancestors(f"{H}a")):
            trees.take_out(call)
            trees.put_after(links[-1], call)
        note.getparent().remove(note)  # type: ignore[union-attr]
        self.section.append(note)
        lead_back(note, label, f"#{call.get('id')}", self._back)

    def _call(self, note: etree._Element, label: str) -> etree._Element:
        call = etree.Element(f"{H}a", {"class": "call", "href": f"#{note.get('id')}", "role": "doc-noteref"})
        call.set(TYPE, "noteref")
        call.set(APPARATUS, "")
        call.text = label
        anchor = note[0] if len(note) and local(note[0]) == "anchor" and note.get("call") else None
        if anchor is not None:
            call.set("id", anchor.get("id", ""))
            trees.take_out(anchor)
        self._ids.of(call, f"call-{note.get('id')}")
        return call

    def _label(self, note: etree._Element) -> str:
        if note.get("kind") in ("editorial", "apparatus"):
            self._letters += 1
            return lettered(self._letters)
        self._numbers += 1
        return " ".join(note.get("n", "").split()) or str(self._numbers)


def lettered(number: int) -> str:
    """a, b, … z, aa, ab, …"""
    said = ""
    while number:
        number, letter = divmod(number - 1, len(_LETTERS))
        said = _LETTERS[letter] + said
    return said


def lead_back(note: etree._Element, label: str, href: str, back: str) -> None:
    """Have a note begin with its number, which leads to its call."""
    way = etree.Element(
        f"{H}a", {"class": "back", "href": href, "role": "doc-backlink", "aria-label": f"{label}: {back}"}
    )
    way.text = label
    first = next((p for p in note.iter(f"{B}p", f"{B}line", f"{H}p")), None)
    trees.begin(note if first is None else first, way, " ")


def _own_words(call: etree._Element, said: str) -> None:
    """A call whose words are words of the reading."""
    del call.attrib[APPARATUS]
    call.text = said
    if next(call.iterancestors(f"{H}a"), None) is not None:
        call.tag = f"{H}span"
        for name in ("href", "role", TYPE):
            del call.attrib[name]
