"""The runs within a paragraph: words with their looks, links, names, calls of notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from siglum.document import XML_LANG, XML_NAMESPACE, local
from siglum.tei.languages import from_right

APART = "Apart"
"""The character style of what is no word of the reading."""
LOOKS = ("bold", "italic", "smallcaps", "underline", "strike", "super", "sub", "spaced")


@dataclass(frozen=True, slots=True)
class Look:
    """What holds for the words at some place: looks, language, the style of their runs, whether they are a link."""

    marks: frozenset[str] = frozenset()
    language: str = ""
    style: str = ""
    linked: bool = False

    def inside(self, element: etree._Element) -> Look:
        """What holds within an element."""
        own = {mark for mark in LOOKS if element.get(mark)}
        own |= {"underline"} if local(element) == "insertion" else {"strike"} if local(element) == "deletion" else set()
        style = APART if element.get("apart") or self.style == APART else self.style
        return replace(self, marks=self.marks | own, language=element.get(XML_LANG, self.language), style=style)


def run(text: str, look: Look) -> etree._Element:
    """A run of words."""
    made = OxmlElement("w:r")
    if len(said := properties(look.style, look.marks, look.language)):
        made.append(said)
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(OxmlElement("w:br"))
        if line:
            words = OxmlElement("w:t")
            words.text = line
            words.set(f"{{{XML_NAMESPACE}}}space", "preserve")
            made.append(words)
    return made


_WRITTEN = {
    "bold": (("b", None), ("bCs", None)), "italic": (("i", None), ("iCs", None)), "smallcaps": (("smallCaps", None),),
    "strike": (("strike", None),), "spaced": (("spacing", "40"),), "underline": (("u", "single"),),
    "super": (("vertAlign", "superscript"),), "sub": (("vertAlign", "subscript"),),
}  # fmt: skip
"""What looks are in WordprocessingML, in the order in which they stand (ECMA-376, part 1, section 17.3.2.28)."""


def properties(style: str, marks: frozenset[str], language: str) -> etree._Element:
    """The properties of a run."""
    made = OxmlElement("w:rPr")
    _put(made, "rStyle", style)
    for mark, parts in _WRITTEN.items():
        for name, value in parts if mark in marks else ():
            _put(made, name, value)
    if from_right(language):
        _put(made, "rtl", None)
    if language:
        _put(made, "lang", language)
        if from_right(language):
            made[-1].set(qn("w:bidi"), language)
    return made


def _put(parent: etree._Element, name: str, value: str | None) -> None:
    if value != "":
        child = OxmlElement(f"w:{name}")
        if value is not None:
            child.set(qn("w:val"), value)
        parent.append(child)


Special = Callable[[etree._Element, Look], Iterator[etree._Element] | None]
"""What an element becomes that is more than words with a look; None for any other."""


def runs(element: etree._Element, look: Look, special: Special) -> Iterator[etree._Element]:
    """The runs of what is in an element, in order."""
    if element.text:
        yield run(element.text, look)
    for child in element:
        inner = look.inside(child)
        made = special(child, inner)
        yield from runs(child, inner, special) if made is None else made
        if child.tail:
            yield run(child.tail, look)
