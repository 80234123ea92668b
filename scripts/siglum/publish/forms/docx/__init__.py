"""DOCX: a file for each reading, for those who review in a word processor.

    of          the package, and its text as it is read back from it
    writer      the paragraphs of the document and of its footnotes
    words       the runs within a paragraph
    notes, tables, pictures, shapes     what they are made of
    styles      what headings, verses, speakers look like

Notes are footnotes, the names of a text lead to an index of names at its end. What is no word of the reading stands in
runs of the style “Apart”. Source: ECMA-376, part 1 (WordprocessingML).
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from siglum.document import XML_LANG
from siglum.edition import Reading
from siglum.publish import book
from siglum.publish.book import B
from siglum.publish.forms.docx.styles import settled
from siglum.publish.forms.docx.words import APART
from siglum.publish.forms.docx.writer import TEXT, Writer
from siglum.publish.made import Made
from siglum.publish.verify import OutputText

SUFFIX = "docx"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the package: the earliest that ZIP knows, so that the same text gives the same bytes."""
_WHITE = {qn("w:br"): "\n", qn("w:tab"): "\t"}


def of(made: Made, one: Reading) -> tuple[bytes, OutputText]:
    """The document of a reading, and its text as it stands there. Raises Failure."""
    found = book.of(made, one)
    package = Document()
    settled(package, found.get(XML_LANG, ""))
    _described(package, found)
    Writer(package, found, made, one).write()
    data = _packed(package)
    return data, OutputText(one.id, f"{one.id}.{SUFFIX}", text_of(data), "print")


def text_of(data: bytes) -> str:
    """The words of the reading in a document: between the ends of the bookmark of the text, without the runs that are
    marked as apart; a line for each paragraph."""
    body = Document(BytesIO(data)).element.body
    said: list[str] = []
    within = False
    for element in body.iter():
        if element.tag in (qn("w:bookmarkStart"), qn("w:bookmarkEnd")) and element.get(qn("w:id")) == TEXT:
            within = element.tag == qn("w:bookmarkStart")
        elif within and element.tag == qn("w:p"):
            said.append("\n")
        elif within and element.tag == qn("w:r"):
            said.append(_said(element))
    return "".join(said)


def _said(run: Any) -> str:
    style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    if style is not None and style.get(qn("w:val")) == APART:
        return ""
    return "".join(_WHITE.get(part.tag, part.text or "") for part in run.iter(qn("w:t"), *_WHITE))


def _described(package: Any, found: etree._Element) -> None:
    """What the document says of itself: its title, its authors and its language, and no day of making."""
    about = package.core_properties
    head = f"{B}head/{B}"
    # a property has 255 characters at most
    about.title = " ".join(found.findtext(f"{head}title", "").split())[:255]
    about.author = "; ".join(
        " ".join(str(author.xpath("string()")).split()) for author in found.iterfind(f"{head}author")
    )[:255]
    about.language = found.get(XML_LANG, "")
    about.comments = about.last_modified_by = ""
    for child in list(about._element):
        if etree.QName(child).localname in ("created", "modified"):
            about._element.remove(child)


def _packed(package: Any) -> bytes:
    """The package as a ZIP file that is the same each time."""
    written = BytesIO()
    package.save(written)
    packed = BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _FIRST_DAY), old.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
