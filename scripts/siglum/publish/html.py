"""The web site: a page for each reading and each register, and what helps to read, search and cite them.

The stylesheets make every page in one transformation. They are given the site as XML:

    <site xmlns="urn:siglum:site" language="en" title="" address="">
      <document path="tei/essay.xml" name="essay"> TEI as it is encoded, set </document>
      <register path="tei/persons.xml" name="persons"> … </register>
      <reading id="received" name="essay" label="…" file="received.html" document="tei/essay.xml" scope="" witness="T"
        stage="sic"> TEI of that reading, set </reading>
      <schema/>                                      where the edition has an ODD
      <image path="tei/page1.jpg" file="images/tei/page1.jpg"/>    where a text shows it
      <download kind="tei" file="tei/essay.xml" size="39679"/>
    </site>
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr, unescape

from siglum import odd, resources, saxon
from siglum.document import MOST_BYTES
from siglum.edition import Edition, Reading
from siglum.failure import Failure
from siglum.fidelity import output_differs
from siglum.opening import read_file
from siglum.paths import is_file
from siglum.publish import labels, search, text
from siglum.publish.folder import Files
from siglum.publish.made import Made
from siglum.publish.verify import OutputText

_DECLARATION = re.compile(r"^\s*<\?xml [^>]*\?>")
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
_FACES = (("regular", "normal"), ("italic", "italic"))


def files(made: Made) -> Files:
    """All files of the site, by name: pages, style and fonts, scripts, and what can be downloaded."""
    _check_names(made)
    downloads = dict(_downloads(made))
    images = dict(_images(made))
    site = _site(made, downloads, sorted(f"text/{reading.id}.txt" for reading in made.published), sorted(images))
    pages: dict[str, str] = json.loads(
        saxon.transform("urn:siglum:html:site", "Q{urn:siglum:html}site", "<site/>", {"site": site})
    )
    if made.odd is not None:
        pages["guidelines.html"] = _guidelines(made, made.odd, pages["guidelines.html"], pages.pop("uses"))
    index = search.files(_indexed(json.loads(pages.pop("search"))))
    found: Files = {name: content.encode("utf-8") for name, content in sorted(pages.items())} | index
    found |= {f"downloads/{name}": data for name, (_, data) in downloads.items()}
    found |= {f"images/{path}": data for path, data in images.items()}
    found |= {f"downloads/text/{name}": data for name, data in text.files(made).items()}
    folder = resources.folder("xslt") / "html"
    found |= {
        name: (folder / name).read_bytes() for name in ("style.css", "text.css", "fonts.js", "site.js", "search.js")
    }
    found["fonts.css"] = _fonts(folder / "fonts")
    found["fonts.txt"] = (folder / "fonts" / "OFL.txt").read_bytes()
    return found


def _indexed(data: Sequence[search.Data]) -> Iterator[search.Indexed]:
    """What can be searched, document by document."""
    of = {one["document"]: [other for other in data if other["document"] == one["document"]] for one in data}
    return (search.indexed(readings) for readings in of.values())


def texts(made: Made, files: Files) -> Iterator[OutputText]:
    """The text of each reading, as its page has it."""
    for reading in made.published:
        name = f"{reading.id}.html"
        yield OutputText(reading.id, name, output_differs.page_text(files[name], name))


def _site(made: Made, downloads: Mapping[str, tuple[str, bytes]], texts: Sequence[str], images: Sequence[str]) -> str:
    site = made.edition.site
    head = {"xmlns": "urn:siglum:site", "language": made.language, "title": site.title, "address": site.address}
    parts = [f"<site{_attributes(head)}>"]
    parts += [_file("document", path, made) for path in made.documents]
    parts += [_file("register", path, made) for path in made.registers]
    for reading in made.published:
        parts.append(_element("reading", _said(reading, made), _bare(made.setting(reading.id, "web"))))
    if made.odd is not None:
        parts.append(_element("schema", {}, ""))
    for name, (kind, data) in downloads.items():
        parts.append(_element("download", {"kind": kind, "file": name, "size": str(len(data))}, ""))
    parts += [_element("download", {"kind": "text", "file": name}, "") for name in texts]
    parts += [_element("image", {"path": path, "file": f"images/{path}"}, "") for path in images]
    return "".join(parts) + "</site>"


def _file(kind: str, path: str, made: Made) -> str:
    return _element(kind, {"path": path, "name": made.names[path]}, _bare(made.whole(path)))


def _bare(xml: str) -> str:
    return _DECLARATION.sub("", xml)


def _images(made: Made) -> Iterator[tuple[str, bytes]]:
    """The images of the edition that its texts show, by their paths within the edition."""
    for path in (*made.documents, *made.registers):
        for url in re.findall(r'set:param-url="([^"]+)"', made.whole(path)):
            file = _within(made.edition.folder, path, unescape(url))
            if file is not None:
                yield file, (made.edition.folder / file).read_bytes()


def _within(folder: Path, document: str, url: str) -> str | None:
    """The path of an image that lies beside a document within the edition; None for anything else."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/", url) or not url.lower().endswith(_IMAGES):
        return None
    root = folder.resolve()
    file = (root / document).parent.joinpath(unquote(url)).resolve()
    return file.relative_to(root).as_posix() if file.is_relative_to(root) and file.is_file() else None


def _guidelines(made: Made, odd_path: Path, frame: str, uses: str) -> str:
    """The page of the guidelines; kept for the next build, which seldom makes it from anything else.

    `frame` is the page without its content, `uses` says (as JSON) where the edition uses each element.
    """
    keep = made.session.last
    folder = made.edition.folder
    sources = odd.Sources({name: folder / file for name, file in made.edition.sources.items()}, within=folder)
    source = keep("specifications", (odd_path, odd_path.read_bytes()), lambda: _specifications(odd_path, sources))
    site = f'<site xmlns="urn:siglum:site" language="{made.language}"><schema>{source}</schema></site>'
    parameters = {"site": site, "frame": frame, "uses": uses}
    return keep(
        "guidelines", (site, frame, uses),
        lambda: saxon.transform("urn:siglum:odd:guidelines", "Q{urn:siglum:html}guidelines", "<site/>", parameters),
    )  # fmt: skip


def _specifications(path: Path, sources: odd.Sources) -> str:
    """An ODD and its specifications in one schemaSpec, with those that it takes from its source."""
    return odd.read(path) + odd.flat(path, sources)


def _said(reading: Reading, made: Made) -> dict[str, str]:
    return {
        "id": reading.id, "name": made.names[reading.document], "label": reading.label,
        "file": f"{reading.id}.html", "document": reading.document,
        "scope": reading.scope, "witness": reading.witness, "stage": reading.stage,
    }  # fmt: skip


def _element(name: str, attributes: Mapping[str, str], content: str) -> str:
    return f"<{name}{_attributes(attributes)}>{content}</{name}>"


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())


def _downloads(made: Made) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """What a reader can take away: its name, its kind, its bytes."""
    edition = made.edition
    transcripts = {reading.transcript for reading in edition.readings if reading.transcript}
    for path in (*made.documents, *made.registers, *sorted(transcripts)):
        yield path, ("tei", read_file(edition.file(path), MOST_BYTES))
    for file in _schema_files(edition):
        yield f"schema/{file.name}", ("schema", read_file(file, MOST_BYTES))


def _schema_files(edition: Edition) -> list[Path]:
    """The schema of the edition, and what is made from it; the toolkit's own where the edition has no copy."""
    if not edition.schema:
        return []
    named = Path(edition.schema)
    beside = (edition.file(named.with_suffix(suffix).as_posix()) for suffix in _suffixes(named))
    found = (path if is_file(path) else resources.own_schema(path) for path in beside)
    return [path for path in found if path is not None]


def _suffixes(schema: Path) -> tuple[str, ...]:
    return (".odd", ".rng", ".sch") if schema.suffix == ".odd" else (schema.suffix,)


def _check_names(made: Made) -> None:
    """Raises Failure where two pages would have one name."""
    registers = {made.names[path] for path in made.registers}
    published = {reading.document for reading in made.published}
    first = next((path for path in made.documents if path in published), "")
    own = labels.PAGES | {
        f"{name}-{page}" for path, name in made.names.items() if path != first for page in ("parallel", "register")
    }
    for reading in made.published:
        if reading.id in registers:
            raise Failure(f"a reading and a register would both be published as {reading.id}.html: rename one")
    for name in sorted({reading.id for reading in made.published} | registers):
        if name in own:
            raise Failure(f"{name}.html is a page of every site, and a reading or register is called so: rename it")


def _fonts(folder: Path) -> bytes:
    """The faces of the text, within the style sheet: a page from disk may not be allowed to load them from files."""
    return "".join(
        f"@font-face{{font-family:Siglum;font-style:{style};font-display:block;"
        f"src:url(data:font/woff2;base64,{b64encode((folder / f'eb-garamond-{face}.woff2').read_bytes()).decode()})}}\n"
        for face, style in _FACES
    ).encode()
