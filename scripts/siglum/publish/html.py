"""The web site: a page for each reading and each register, and what helps to read, search and cite them.

The stylesheets make every page in one transformation. They are given the site as XML:

    <site xmlns="urn:siglum:site" language="en" title="" address="">
      <document path="tei/essay.xml"> TEI as it is encoded </document>
      <register path="tei/persons.xml"> … </register>
      <reading id="received" label="…" file="received.html" document="tei/essay.xml" scope="" witness="T" stage="sic">
        TEI of that reading
      </reading>
      <schema/>                                      where the edition has an ODD
      <download kind="tei" file="tei/essay.xml" size="39679"/>
    </site>
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

from lxml import etree

from siglum import odd, resources, saxon
from siglum.document import XML_ID, XML_LANG, Document
from siglum.edition import Edition, Reading
from siglum.failure import Failure
from siglum.fidelity import output_differs
from siglum.publish import text
from siglum.publish.folder import Files
from siglum.publish.made import Made
from siglum.publish.verify import OutputText

PAGES = (
    "index", "quotations", "omissions", "timeline", "transmission", "search", "cite", "about", "guidelines",
    "downloads",
)  # fmt: skip
"""The pages of every site; no reading and no register may have such a name."""

_DECLARATION = re.compile(r"^\s*<\?xml [^>]*\?>")
_FACES = (("regular", "normal"), ("italic", "italic"))


def files(made: Made) -> Files:
    """All files of the site, by name: pages, style and fonts, scripts, and what can be downloaded."""
    _check_names(made)
    downloads = dict(_downloads(made))
    texts = {f"text/{reading.id}.txt" for reading in made.edition.readings}
    site = _site(made, downloads, sorted(texts))
    pages: dict[str, str] = json.loads(
        saxon.transform("urn:siglum:html:site", "Q{urn:siglum:html}site", "<site/>", {"site": site})
    )
    path = _odd(made)
    if path is not None:
        pages["guidelines.html"] = _guidelines(made, path, pages["guidelines.html"], pages.pop("uses"))
    found: Files = {name: content.encode("utf-8") for name, content in sorted(pages.items())}
    found |= {f"downloads/{name}": data for name, (_, data) in downloads.items()}
    found |= {f"downloads/text/{name}": data for name, data in text.files(made).items()}
    folder = resources.folder("xslt") / "html"
    found |= {name: (folder / name).read_bytes() for name in ("style.css", "site.js", "search.js")}
    found["fonts.css"] = _fonts(folder / "fonts")
    found["fonts.txt"] = (folder / "fonts" / "OFL.txt").read_bytes()
    return found


def texts(made: Made, files: Files) -> Iterator[OutputText]:
    """The text of each reading, as its page has it."""
    for reading in made.edition.readings:
        name = f"{reading.id}.html"
        yield OutputText(reading.id, name, output_differs.page_text(files[name]))


def languages() -> tuple[str, ...]:
    """The languages in which the words of the pages are shipped."""
    labels = etree.parse(str(resources.folder("xslt") / "html" / "lib" / "labels.xml")).getroot()
    return tuple(etree.QName(element).localname for element in labels[0])


def _site(made: Made, downloads: Mapping[str, tuple[str, bytes]], texts: Sequence[str]) -> str:
    site = made.edition.site
    head = {"xmlns": "urn:siglum:site", "language": _language(made), "title": site.title, "address": site.address}
    parts = [f"<site{_attributes(head)}>"]
    parts += [_element("document", {"path": path}, made.serialised[path]) for path in made.documents]
    parts += [_element("register", {"path": path}, made.serialised[path]) for path in made.registers]
    for reading in made.edition.readings:
        parts.append(_element("reading", _said(reading), _DECLARATION.sub("", made.readings[reading.id])))
    if _odd(made) is not None:
        parts.append(_element("schema", {}, ""))
    for name, (kind, data) in downloads.items():
        parts.append(_element("download", {"kind": kind, "file": name, "size": str(len(data))}, ""))
    parts += [_element("download", {"kind": "text", "file": name}, "") for name in texts]
    return "".join(parts) + "</site>"


def _odd(made: Made) -> Path | None:
    return next((file for file in _schema_files(made.edition) if file.suffix == ".odd"), None)


def _guidelines(made: Made, odd_path: Path, frame: str, uses: str) -> str:
    """The page of the guidelines; kept for the next build, which seldom makes it from anything else.

    `frame` is the page without its content, `uses` says (as JSON) where the edition uses each element.
    """
    keep = made.session.last
    source = keep("specifications", (odd_path, odd_path.read_bytes()), lambda: _specifications(odd_path))
    site = f'<site xmlns="urn:siglum:site" language="{_language(made)}"><schema>{source}</schema></site>'
    parameters = {"site": site, "frame": frame, "uses": uses}
    return keep(
        "guidelines", (site, frame, uses),
        lambda: saxon.transform("urn:siglum:odd:guidelines", "Q{urn:siglum:html}guidelines", "<site/>", parameters),
    )  # fmt: skip


def _specifications(path: Path) -> str:
    """An ODD and its specifications in one schemaSpec."""
    source = odd.read(path)
    return source + _DECLARATION.sub("", odd.assembled(source))


def _said(reading: Reading) -> dict[str, str]:
    return {
        "id": reading.id, "label": reading.label, "file": f"{reading.id}.html", "document": reading.document,
        "scope": reading.scope, "witness": reading.witness, "stage": reading.stage,
    }  # fmt: skip


def _element(name: str, attributes: Mapping[str, str], content: str) -> str:
    return f"<{name}{_attributes(attributes)}>{content}</{name}>"


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())


def _language(made: Made) -> str:
    """The language of the site's own words: as siglum.toml says, else that of the documents, else the first shipped."""
    shipped, asked = languages(), made.edition.site.language
    if asked and asked not in shipped:
        raise Failure(f"siglum.toml: the site is to be in “{asked}”, and labels are there in {', '.join(shipped)}")
    own = (document.root.get(XML_LANG, "") for document in made.documents.values())
    return next((code for code in (asked, *(tag.split("-")[0] for tag in own)) if code in shipped), shipped[0])


def _downloads(made: Made) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """What a reader can take away: its name, its kind, its bytes."""
    edition = made.edition
    transcripts = {reading.transcript for reading in edition.readings if reading.transcript}
    for path in (*edition.files, *sorted(transcripts)):
        yield path, ("tei", (edition.folder / path).read_bytes())
    for file in _schema_files(edition):
        yield f"schema/{file.name}", ("schema", file.read_bytes())


def _schema_files(edition: Edition) -> list[Path]:
    """The schema of the edition, and what is made from it; the toolkit's own where the edition has no copy."""
    if not edition.schema:
        return []
    named = edition.folder / edition.schema
    beside = map(named.with_suffix, _suffixes(named))
    found = (path if path.is_file() else resources.own_schema(path) for path in beside)
    return [path for path in found if path is not None]


def _suffixes(schema: Path) -> tuple[str, ...]:
    return (".odd", ".rng", ".sch") if schema.suffix == ".odd" else (schema.suffix,)


def _check_names(made: Made) -> None:
    """Raises Failure where two pages would have one name."""
    registers = {_id(register) for register in made.registers.values()}
    published = {reading.document for reading in made.edition.readings}
    first = next(path for path in made.documents if path in published)
    own = {
        name if path == first else f"{_id(document)}-{name}"
        for path, document in made.documents.items()
        for name in ("parallel", "register")
    }
    for reading in made.edition.readings:
        if reading.id in registers:
            raise Failure(f"a reading and a register would both be published as {reading.id}.html: rename one")
    for name in sorted({reading.id for reading in made.edition.readings} | registers):
        if name in (*PAGES, *own):
            raise Failure(f"{name}.html is a page of every site, and a reading or register is called so: rename it")


def _id(document: Document) -> str:
    name = document.root.get(XML_ID)
    if not name:
        raise Failure(f"{document.path}: the root element has no xml:id, which would name its page: add one")
    return name


def _fonts(folder: Path) -> bytes:
    """The faces of the text, within the style sheet: a page from disk may not be allowed to load them from files."""
    return "".join(
        f"@font-face{{font-family:Siglum;font-style:{style};font-display:block;"
        f"src:url(data:font/woff2;base64,{b64encode((folder / f'eb-garamond-{face}.woff2').read_bytes()).decode()})}}\n"
        for face, style in _FACES
    ).encode()
