"""What tests see of an EPUB: its files as trees, and what they say."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from publish.test_book import made
from siglum.publish.forms import epub

NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}


class Epub:
    """An EPUB that was made."""

    def __init__(self, data: bytes, said: str = "") -> None:
        self.data, self.said = data, said
        with ZipFile(BytesIO(data)) as archive:
            self.entries = archive.infolist()
            self.files = {entry.filename.removeprefix("EPUB/"): archive.read(entry) for entry in self.entries}
        self.trees = {
            name: etree.fromstring(content)
            for name, content in self.files.items()
            if name.endswith(("xhtml", "opf", "svg", "xml"))
        }

    def all(self, name: str, path: str) -> list[str]:
        """What an XPath expression finds in a file: texts."""
        found = self.trees[name].xpath(path, namespaces=NAMES)
        return [" ".join((one if isinstance(one, str) else "".join(one.itertext())).split()) for one in found]

    @property
    def spine(self) -> list[str]:
        """The pages in their order."""
        hrefs = {item.get("id"): item.get("href") for item in self.trees["package.opf"].iter("{*}item")}
        return [str(hrefs[one.get("idref")]) for one in self.trees["package.opf"].iter("{*}itemref")]

    @property
    def texts(self) -> list[str]:
        """The pages of the text."""
        return [name for name in self.spine if name.startswith("text")]

    def metadata(self, name: str) -> list[str]:
        """What the package says of a property."""
        path = f"//{name}" if name.startswith("dc:") else f"//opf:meta[@property='{name}']"
        return self.all("package.opf", path)


HEAD = "<titleStmt><title>Two walks</title><author>Ann <surname>Ferry</surname></author></titleStmt>"
PUBLISHED = (
    "<publicationStmt><publisher>The Ferry Press</publisher><date when='2024-05'>May 2024</date></publicationStmt>"
)


def tei(body: str, *, head: str = HEAD, published: str = PUBLISHED, more: str = "", language: str = "en") -> str:
    """A whole document of that body (or of what stands in `text`, if it begins so)."""
    text = body if body.startswith("<text") else f"<text><body>{body}</body></text>"
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}"><teiHeader><fileDesc>{head}{published}'
        f"<sourceDesc><p>None.</p></sourceDesc></fileDesc>{more}</teiHeader>{text}</TEI>"
    )


def of(folder: Path, text: str, **registers: str) -> Epub:
    """The EPUB of a document; what is read back from it are the words of its reading."""
    given, one = made(folder, text, **registers)
    data, text_of = epub.of(given, one)
    assert text_of.said.split() == given.words(one.id, "print").whole.split()
    return Epub(data, text_of.said)
