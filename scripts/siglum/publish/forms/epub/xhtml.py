"""Pages of XHTML: what every one has."""

from __future__ import annotations

from lxml import etree

from siglum.document import local
from siglum.fidelity.output_differs import APPARATUS, HTML_BLOCKS
from siglum.publish.forms.epub.trees import take_out, words
from siglum.tei import languages

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
H = f"{{{XHTML}}}"
TYPE = f"{{{OPS}}}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STYLE = "book.css"


def page(title: str, language: str, *, apart: bool = False) -> tuple[etree._Element, etree._Element]:
    """A page and its body; `apart` says that it has no words of the reading."""
    html = etree.Element(f"{H}html", nsmap={None: XHTML, "epub": OPS})  # type: ignore[dict-item]
    speak(html, language)
    head = etree.SubElement(html, f"{H}head")
    etree.SubElement(head, f"{H}title").text = " ".join(title.split()) or "–"
    etree.SubElement(head, f"{H}link", rel="stylesheet", type="text/css", href=STYLE)
    body = etree.SubElement(html, f"{H}body")
    if apart:
        body.set(APPARATUS, "")
    return html, body


def speak(element: etree._Element, language: str, around: str = "") -> None:
    """Say the language of an element, and its direction where that is another than around it."""
    element.set("lang", language)
    element.set(LANG, language)
    if languages.from_right(language) != languages.from_right(around):
        element.set("dir", "rtl" if languages.from_right(language) else "ltr")


def within(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """A new child with some text; an attribute `kind` is its class."""
    child = etree.SubElement(parent, f"{H}{name}")
    if "kind" in attributes:
        child.set("class", attributes.pop("kind"))
    for key, value in attributes.items():
        child.set(key.replace("_", "-"), value)
    child.text = text or None
    return child


def written(root: etree._Element) -> bytes:
    """A page as a file."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["epub"] if root.tag == f"{H}html" else [])
    doctype = "<!DOCTYPE html>\n" if root.tag == f"{H}html" else ""
    said = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}{said}\n'.encode()


def text(root: etree._Element) -> str:
    """The words of the reading in an element: without what is marked as none of it, a line end at each block."""
    said: list[str] = []
    walk = etree.iterwalk(root, ("start", "end"))
    for event, element in walk:
        is_text = element.get(APPARATUS) is None
        line = "\n" if is_text and local(element) in HTML_BLOCKS else ""
        if event == "end":
            said.append(line + ("" if element is root else element.tail or ""))
        elif is_text:
            said.append(line + (element.text or ""))
        else:
            walk.skip_subtree()
    return "".join(said)


def heading(element: etree._Element) -> str:
    """The words of a heading, without the calls of its notes."""
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    for call in list(copy.iter(f"{H}a")):
        if call.get("role") == "doc-noteref":
            take_out(call)
    return words(copy)
