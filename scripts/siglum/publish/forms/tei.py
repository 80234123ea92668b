"""TEI: each reading as a document of its own, in which every place that differs has the words of the reading alone.

What the readings point at lies in the folder `edition` beside them: the documents and registers as they are encoded,
and other files of the edition, each by its path there. The pointers of a reading are written anew from where it lies;
one at an id that the reading does not have leads to the document as it is encoded."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, unquote

from lxml import etree

from siglum import saxon
from siglum.document import XML_BASE, XML_ID, Document, local, parser
from siglum.edition import Edition, Reading
from siglum.edition.pointers import prefixes
from siglum.failure import Failure
from siglum.opening import read_file
from siglum.paths import is_file
from siglum.publish.made import Made
from siglum.publish.plan import Plan
from siglum.publish.survey import resolved
from siglum.publish.verify import OutputText
from siglum.reading.text import READING
from siglum.reading.words import words_of
from siglum.tei.vocabulary import NO_POINTERS, POINTERS

SUFFIX = "xml"
FOLDER = "edition"
"""Where the files of the edition lie, beside the readings."""
_OURS = (saxon.SOURCE, READING)
"""Namespaces of attributes that only the toolkit needs."""
_PATH = f"{{{saxon.SOURCE}}}path"
_ADDRESSES = frozenset(("url", "uri"))
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\?")
_MODEL = re.compile(rb"<\?xml-model\s.*?\?>[ \t]*\n?", re.DOTALL)
_HREF = re.compile(rb"""\shref\s*=\s*["']([^"']*)["']""")
_LARGEST = 4_000_000_000
"""Bytes of a file that is copied."""


def of(made: Made, one: Reading) -> tuple[bytes, OutputText]:
    """The reading as TEI. Read back, it is the same reading of itself."""
    return written(tree(made, one), made, one)


def tree(made: Made, one: Reading) -> etree._Element:
    """The reading, its pointers written anew; its elements still say what they are called on a page."""
    root = etree.fromstring(made.readings[one.id].encode("utf-8"), parser())
    _Pointing(root, made.documents[one.document], made.edition.folder).write()
    return root


def written(root: etree._Element, made: Made, one: Reading) -> tuple[bytes, OutputText]:
    """Such a tree as the file of the reading, and its text as it is read back."""
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


class _Pointing:
    """The pointers of a reading. `document` is what it was made from, `folder` that of the edition."""

    def __init__(self, root: etree._Element, document: Document, folder: Path) -> None:
        self.root = root
        self.here = {element.get(XML_ID, "") for element in root.iter(etree.Element)}
        self.there = _homes(document, folder)
        self.prefixes = prefixes(root)

    def write(self) -> None:
        """Write them from where the reading lies."""
        based = [(element, self._base(element)) for element in self.root.iter(etree.Element)]
        for element, base in based:
            name = local(element)
            for attribute, value in element.attrib.items():
                if (name, attribute) == ("prefixDef", "replacementPattern"):
                    element.set(attribute, self._relative(str(value), base))
                elif _is_pointer(name, str(attribute)):
                    tokens = str(value).split()
                    written = [self._token(token, base) for token in tokens]
                    if written != tokens:
                        element.set(attribute, " ".join(written))
            element.attrib.pop(XML_BASE, "")

    def _base(self, element: etree._Element) -> str:
        """The folder from which the pointers of an element lead, in the edition."""
        above = [element, *element.iterancestors()]
        home = next(one.get(_PATH, "") for one in above if one.get(_PATH))
        bases = (one.get(XML_BASE, "") for one in reversed(above))
        return posixpath.join(posixpath.dirname(home), *(posixpath.dirname(base) for base in bases if base))

    def _token(self, token: str, base: str) -> str:
        lead = resolved(token, self.prefixes)
        if not lead.startswith("#"):
            return token if lead != token else self._relative(token, base)
        name = unquote(lead[1:])
        return token if name in self.here or name not in self.there else f"{_beside(self.there[name])}{lead}"

    def _relative(self, token: str, base: str) -> str:
        """A pointer at another file of the edition, from here; anything else as it stands."""
        file, sign, name = token.partition("#")
        if not file or _ABSOLUTE.match(file) or not (sign or re.search("[./]", file)):
            return token
        path = posixpath.normpath(posixpath.join(base, unquote(file)))
        return token if path.startswith("..") else f"{_beside(path)}{sign}{name}"


def _homes(document: Document, folder: Path) -> Mapping[str, str]:
    """Of each id of a document, the file that has it, by its path in the edition, whose folder is given."""
    named = [element for element in document.elements if element.get(XML_ID)]
    homes = {path: Path(os.path.relpath(path, folder)).as_posix() for path in {document.home(e).path for e in named}}
    return {element.get(XML_ID, ""): homes[document.home(element).path] for element in named}


def _is_pointer(name: str, attribute: str) -> bool:
    if (name, attribute) in NO_POINTERS:
        return False
    return attribute in _ADDRESSES or ("*", attribute) in POINTERS or (name, attribute) in POINTERS


def _beside(path: str) -> str:
    return f"{FOLDER}/{quote(path, safe='/$')}"


def beside(plan: Plan) -> Iterator[tuple[str, bytes]]:
    """The files of the edition that lie beside the readings: each document of which one is published, and what it
    points at, and that, by turns. An xml-model instruction that leads to no file of the edition is left out.
    Raises Failure where a file cannot be read."""
    wanted = dict.fromkeys(plan.published)
    for path in (todo := list(wanted)):
        data = read_file(plan.edition.file(path), _LARGEST)
        found: list[str] = []
        if known := plan.surveys.get(path):
            models = [(sign[0], *_model(plan.edition, path, sign[0])) for sign in _MODEL.finditer(data)]
            found = [*(pointer.partition("#")[0] for pointer in known.pointers), *known.parts, *(m[1] for m in models)]
            for said, _, leads in models:
                data = data if leads else data.replace(said, b"")
        for other in found:
            if other and other not in wanted and _is_there(plan.edition, other):
                wanted[other] = None
                todo.append(other)
        yield f"{FOLDER}/{path}", data


def _model(edition: Edition, path: str, instruction: bytes) -> tuple[str, bool]:
    """The schema that an xml-model instruction of a file names, by its path in the edition ("" for one elsewhere), and
    whether it leads anywhere."""
    href = _HREF.search(instruction)
    said = href[1].decode("utf-8", "replace") if href else ""
    if not said or (_ABSOLUTE.match(said) and not said.startswith("/")):
        return "", True
    schema = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(said)))
    return schema, _is_there(edition, schema)


def _is_there(edition: Edition, path: str) -> bool:
    try:
        return is_file(edition.file(path))
    except Failure:
        return False
