"""Editions that have everything once, in every output, as it was looked at: `written/` has them, a folder for each, and
in it what is written of them (`expected`). What changes an output shows here what it changes.

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
DATA = (".js", ".json", ".jsonld", ".csv", ".txt", ".cff")
NOT_MADE = ("fonts", "search.js", "site.js", "downloads/readings")
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


def as_expected(edition: str, name: str, said: str) -> None:
    """Hold what was written to the file of that name."""
    path = WRITTEN / edition / "expected" / name
    if ANEW:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(said.encode("utf-8"))
    assert said == path.read_bytes().decode("utf-8")


def built(edition: str, folder: Path, outputs: frozenset[str]) -> Path:
    """An edition, published in a folder."""
    shutil.copytree(WRITTEN / edition, folder, ignore=shutil.ignore_patterns("expected"))
    assert publish.build(Edition.load(folder), folder / "build", outputs) == publish.Published((), ())
    return folder / "build"


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text in every output; of a PDF what Typst is given too, which says more than what it makes of it."""
    folder = tmp_path_factory.mktemp("written")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "_set", setting(folder, pdf._set))
        return built("ferry", folder / "ferry", frozenset((*FORMS, "dts", "html")))


def setting(folder: Path, set_book: Callable[[str, Path], bytes]) -> Callable[[str, Path], bytes]:
    sources = iter(READINGS)

    def kept(source: str, place: Path) -> bytes:
        (folder / f"{next(sources)}.typ").write_text(source.removeprefix(pdf._look()), encoding="utf-8")
        return set_book(source, place)

    return kept


def test_a_text_as_a_site(ferry: Path) -> None:
    site_as_expected("ferry", ferry / "html", "standing.html")


def test_letters_as_a_site(tmp_path: Path) -> None:
    site = built("letters", tmp_path / "letters", frozenset({"html"})) / "html"
    site_as_expected("letters", site, "letter-1.html")


def site_as_expected(edition: str, site: Path, text: str) -> None:
    """One page of the text is looked at whole, of others what differs from page to page; what programs read, whole."""
    pages, data = {}, {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix == ".html":
            whole = path.read_text(encoding="utf-8")
            main = re.search("<main.*</main>", whole, re.DOTALL)
            pages[name] = (whole if main is None or name == text else main[0]).encode()
        elif (path.suffix == ".xml" and path.parent == site) or (path.suffix in DATA and not name.startswith(NOT_MADE)):
            data[name] = path.read_bytes()
    as_expected(edition, "pages.txt", listed(pages))
    as_expected(edition, "data.txt", listed(data))


def test_a_text_by_its_units(ferry: Path) -> None:
    """Of the answers of a static DTS service all names, and those on the whole text."""
    files = {path.relative_to(ferry / "dts").as_posix(): path for path in (ferry / "dts").rglob("*") if path.is_file()}
    names = sorted(name for name in files if name.startswith("document/standing") or "standing/units;down" in name)
    said = re.compile(r"index|collection/|navigation/standing/units;down=1\.|document/other;ref=p2\.")
    whole = {name: path.read_bytes() for name, path in sorted(files.items()) if said.match(name)}
    as_expected("ferry", "dts.txt", "\n".join(names) + "\n\n" + listed(whole))


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("form", FORMS)
def test_a_text_in_other_forms(form: str, reading: str, ferry: Path) -> None:
    if form == "pdf":
        as_expected("ferry", f"{reading}.typ", (ferry.parents[1] / f"{reading}.typ").read_text(encoding="utf-8"))
        return
    (file,) = (ferry / form).glob(f"{reading}.*")
    read, data = READ.get(form), file.read_bytes()
    said = read(data) if read else data.decode("utf-8")
    as_expected("ferry", f"{reading}.{'numbered' if form == 'numbered' else file.suffix[1:]}.txt", said)
