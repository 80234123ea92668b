"""TEI: each reading as a document of its own, in which every place that differs has the words of the reading alone."""

from __future__ import annotations

from lxml import etree

from siglum import saxon
from siglum.document import Document, parser
from siglum.edition import Reading
from siglum.publish.made import Made
from siglum.publish.verify import OutputText
from siglum.reading.text import READING
from siglum.reading.words import words_of

SUFFIX = "xml"
_OURS = (saxon.SOURCE, READING)
"""Namespaces of attributes that only the toolkit needs."""


def of(made: Made, one: Reading) -> tuple[bytes, OutputText]:
    """The reading as TEI. Read back, it is the same reading of itself."""
    root = etree.fromstring(made.readings[one.id].encode("utf-8"), parser())
    etree.strip_attributes(root, *(f"{{{uri}}}*" for uri in _OURS))
    etree.cleanup_namespaces(
        root, keep_ns_prefixes=[name for name, uri in root.nsmap.items() if name and uri not in _OURS]
    )
    said = f" {one.label}: a reading of {one.document} ".replace("--", "- -")
    tree = etree.tostring(root, encoding="unicode")
    data = f'<?xml version="1.0" encoding="UTF-8"?>\n<!--{said}-->\n{tree}\n'.encode()
    name = f"{one.id}.{SUFFIX}"
    document = Document.parse(data, name)
    return data, OutputText(one.id, name, words_of(document, one, (), made.models).whole)
