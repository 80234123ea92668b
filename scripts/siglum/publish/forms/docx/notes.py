"""The footnotes of a document: a part of their own beside the text (ECMA-376, part 1, section 17.11)."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from siglum.publish.forms.docx.shapes import paragraph, valued
from siglum.publish.forms.docx.words import Look, run

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


class Footnotes:
    """The notes as they are written; `style` is the id of the style of their marks."""

    def __init__(self, package: Any, style: str) -> None:
        self.package, self.style = package, style
        self.part: Any = Part(PackURI("/word/footnotes.xml"), _TYPE, b"", package.part.package)
        self.notes = OxmlElement("w:footnotes")
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            line = run("", Look())
            line.append(OxmlElement(f"w:{kind}"))
            self._add(number).append(paragraph("", [line]))
            self.notes[-1].set(qn("w:type"), kind)
        self.has_own_marks = False

    def add(self, own_mark: str) -> tuple[etree._Element, etree._Element, etree._Element]:
        """A new note, empty: the run that calls it, the run of its mark, and the note. Its mark is the number that the
        word processor gives it, or one of its own."""
        number = len(self.notes) - 1
        note = self._add(number)
        call, mark = run("", Look(style=self.style)), run(own_mark, Look(style=self.style))
        reference = OxmlElement("w:footnoteReference")
        if own_mark:
            self.has_own_marks = True
            reference.set(qn("w:customMarkFollows"), "1")
        else:
            mark.append(OxmlElement("w:footnoteRef"))
        reference.set(qn("w:id"), str(number))
        call.append(reference)
        if own_mark:
            call.append(run(own_mark, Look())[-1])
        return call, mark, note

    def close(self, section: etree._Element) -> None:
        """Put the notes beside the text; `section` holds its properties. Where some have marks of their own, the others
        have letters."""
        if len(self.notes) == 2:
            return
        self.part._blob = etree.tostring(self.notes, encoding="UTF-8", xml_declaration=True, standalone=True)
        self.package.part.relate_to(self.part, RELATIONSHIP_TYPE.FOOTNOTES)
        if self.has_own_marks:
            form = OxmlElement("w:footnotePr")
            form.append(valued("w:numFmt", "lowerLetter"))
            section.insert(0, form)

    def _add(self, number: int) -> etree._Element:
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), str(number))
        self.notes.append(note)
        return note
