"""One text that has everything once, in every output, as it was looked at: `written/` has the text, its register, and what
is written of them. What changes an output shows here what it changes.

Where the change is wanted, look at the new output in a program that its readers use, then have it written anew:
`SIGLUM_WRITTEN=1 pytest tests/publish/test_sampler.py`.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from siglum import publish
from siglum.edition import Edition

pytest.importorskip("typst", reason="the extra siglum[pdf] is not installed")

from siglum.publish.forms import pdf

WRITTEN = Path(__file__).with_name("written")
ANEW = "SIGLUM_WRITTEN" in os.environ
FORMS = ("numbered", "tei", "latex", "epub", "docx", "pdf")
DATA = (".js", ".json", ".jsonld", ".xml", ".csv", ".txt", ".cff")
NOT_MADE = ("fonts", "search.js", "site.js", "downloads/ferry.xml", "downloads/people.xml", "downloads/readings")
"""What is the same in every site, and what is given as it is or stands among the other outputs."""
READINGS = ("standing", "other")


def listed(files: dict[str, bytes]) -> str:
    """Text files as one; what is no text, by its size."""
    said = []
    for name, data in files.items():
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = f"{len(data)} bytes"
        said.append(f"===== {name}\n{text.rstrip()}\n")
    return "\n".join(said)


def laid_out(root: etree._Element) -> str:
    """A tree with a line for each block, in which white space counts for nothing."""
    etree.indent(root)
    return etree.tostring(root, encoding="unicode")


def opened(data: bytes) -> dict[str, bytes]:
    """The files in an archive; XML with a line for each element."""
    with ZipFile(BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def epub(data: bytes) -> str:
    return listed({name: file for name, file in opened(data).items() if not name.endswith(("css", "woff2", "jpg"))})


def docx(data: bytes) -> str:
    files = opened(data)
    names = [name for name in files if name.endswith(("document.xml", "notes.xml", "core.xml", "settings.xml"))]
    return listed({name: laid_out(etree.fromstring(files[name])).encode() for name in names})


READ: dict[str, Callable[[bytes], str]] = {"epub": epub, "docx": docx}
"""How a file is read that is no text."""


def as_expected(name: str, said: str) -> None:
    """Hold what was written to the file of that name."""
    path = WRITTEN / "expected" / name
    if ANEW:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(said.encode("utf-8"))
    assert said == path.read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sampler in every output; of a PDF what Typst is given, which says more than what it makes of it."""
    folder = tmp_path_factory.mktemp("sampler") / "ferry"
    shutil.copytree(WRITTEN, folder, ignore=shutil.ignore_patterns("expected"))
    edition, build = Edition.load(folder), folder / "build"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "_set", setting(build.parent, pdf._set))
        assert publish.build(edition, build, frozenset((*FORMS, "html"))) == publish.Published((), ())
    return build


def setting(folder: Path, set_book: Callable[[str, Path], bytes]) -> Callable[[str, Path], bytes]:
    sources = iter(READINGS)

    def kept(source: str, place: Path) -> bytes:
        (folder / f"{next(sources)}.typ").write_text(source.removeprefix(pdf._look()), encoding="utf-8")
        return set_book(source, place)

    return kept


def test_the_site_is_written_as_it_was_looked_at(published: Path) -> None:
    """A page of the text whole, of others what differs from page to page; what programs read whole."""
    site, pages, data = published / "html", {}, {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix == ".html":
            text = path.read_text(encoding="utf-8")
            main = re.search("<main.*</main>", text, re.DOTALL)
            pages[name] = (text if main is None or name == "standing.html" else main[0]).encode()
        elif path.suffix in DATA and not name.startswith(NOT_MADE):
            data[name] = path.read_bytes()
    as_expected("pages.txt", listed(pages))
    as_expected("data.txt", listed(data))


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("form", FORMS)
def test_a_reading_is_written_as_it_was_looked_at(form: str, reading: str, published: Path) -> None:
    if form == "pdf":
        as_expected(f"{reading}.typ", (published.parent / f"{reading}.typ").read_text(encoding="utf-8"))
        return
    (file,) = (published / form).glob(f"{reading}.*")
    read, data = READ.get(form), file.read_bytes()
    said = read(data) if read else data.decode("utf-8")
    as_expected(f"{reading}.{'numbered' if form == 'numbered' else file.suffix[1:]}.txt", said)
