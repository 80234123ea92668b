"""The web pages: one for each reading and each register; the first reading is the front page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from siglum import resources, saxon
from siglum.build.folder import Files
from siglum.build.verify import Text
from siglum.document import XML_NAMESPACE, Document
from siglum.failure import Failure
from siglum.fidelity import output_differs

if TYPE_CHECKING:
    from siglum.build import Made

TEI = "http://www.tei-c.org/ns/1.0"


def files(made: Made) -> Files:
    """index.html (the first reading), READING.html, REGISTER.html, style.css."""
    pages = _pages(made)
    registers = {path: f"{_id(register)}.html" for path, register in made.registers.items()}
    for name in set(pages.values()) & set(registers.values()):
        raise Failure(f"a reading and a register would both be published as {name}: give one another name")
    entries = {path: saxon.serialised(register) for path, register in made.registers.items()}
    site = json.dumps({
        "readings": [{"file": pages[reading.id], "label": reading.label} for reading in made.edition.readings],
        "registers": [{"file": registers[path], "label": _title(made.registers[path])} for path in registers],
        "sources": [saxon.serialised(document) for document in made.documents.values()],
        "entries": list(entries.values()),
    })  # fmt: skip

    def page(mode: str, source: str, name: str, label: str) -> bytes:
        parameters = {"site": site, "page": name, "label": label}
        return saxon.transform("urn:siglum:html", f"Q{{urn:siglum:html}}{mode}", source, parameters).encode("utf-8")

    found: Files = {"style.css": (resources.folder("xslt") / "html" / "style.css").read_bytes()}
    for reading in made.edition.readings:
        name = pages[reading.id]
        found[name] = page("reading", made.readings[reading.id], name, reading.label)
    for path, source in entries.items():
        found[registers[path]] = page("register", source, registers[path], _title(made.registers[path]))
    return found


def texts(made: Made, files: Files) -> Iterator[Text]:
    """The text of each reading, as its page has it."""
    for reading, name in _pages(made).items():
        yield Text(reading, name, output_differs.page_text(files[name]))


def _pages(made: Made) -> dict[str, str]:
    """The page of each reading, by its id."""
    return {
        reading.id: f"{reading.id}.html" if n else "index.html" for n, reading in enumerate(made.edition.readings)
    }  # fmt: skip


def _id(document: Document) -> str:
    name = document.root.get(f"{{{XML_NAMESPACE}}}id")
    if not name:
        raise Failure(f"{document.path}: the root element has no xml:id, which would name its page: add one")
    return name


def _title(document: Document) -> str:
    title = document.root.find(f".//{{{TEI}}}titleStmt/{{{TEI}}}title")
    return " ".join("".join(map(str, title.itertext())).split()) if isinstance(title, etree._Element) else _id(document)
