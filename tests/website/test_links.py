"""No link, fragment or file of a site is dead; every id is one; every xml:id is an anchor; nothing is asked of the net."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree

from website.sites import NAMES, made, page, pages, site

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.mark.parametrize("name", NAMES)
def test_no_link_is_dead(name: str) -> None:
    ids = {path.name: page(path).xpath("//@id") for path in pages(name)}
    for path in pages(name):
        root = (
            "/anna-jan" if name == "letters" else ""
        )  # the path of its address, where the page of what is missing looks
        assert len(set(ids[path.name])) == len(ids[path.name]), path.name
        for href in page(path).xpath("//@href | //@src | //*[local-name() = 'a']/@*[local-name() = 'href']"):
            if re.match(r"https?://", href):
                continue
            if path.name == "404.html":
                href = href.removeprefix(f"{root}/")
            file, _, fragment = unquote(href).partition("#")
            assert (site(name) / (file or path.name)).is_file(), (path.name, href)
            assert not fragment or fragment in ids[file or path.name], (path.name, href)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_page_points_at_for_its_name_is_there(name: str) -> None:
    for path in pages(name):
        ids = set(page(path).xpath("//@id"))
        for value in page(path).xpath("//@aria-labelledby | //@aria-describedby | //@for"):
            assert set(value.split()) <= ids, (path.name, value)


@pytest.mark.parametrize("name", NAMES)
def test_every_xml_id_of_a_text_or_a_register_is_an_anchor(name: str) -> None:
    anchors = {anchor for path in pages(name) for anchor in page(path).xpath("//@id")}
    for file in (made(name).parent).rglob("*.xml"):
        if "build" in file.relative_to(made(name).parent).parts:
            continue
        root = etree.parse(str(file)).getroot()
        for part in (*root.iter(f"{TEI}text"), *root.iter(f"{TEI}standOff")):
            for element in part.iter(f"{TEI}p", f"{TEI}l", f"{TEI}quote", f"{TEI}said", f"{TEI}app", f"{TEI}gap", f"{TEI}ellipsis", f"{TEI}person",
                                     f"{TEI}place", f"{TEI}org", f"{TEI}event", f"{TEI}bibl", f"{TEI}choice", f"{TEI}list"):  # fmt: skip
                if element.get(XML_ID) and not any(parent.tag == f"{TEI}note" for parent in element.iterancestors()):
                    assert element.get(XML_ID) in anchors


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_asked_of_anybody_else(name: str) -> None:
    for path in sorted(site(name).iterdir()):
        if path.suffix in (".css", ".js"):
            text = path.read_text(encoding="utf-8")
            assert "@import" not in text and not re.search(
                r"fetch\(|XMLHttpRequest|import\(|https?://", text if path.name in ("site.js", "search.js") else ""
            )
            assert set(re.findall(r"url\(([^)]{5})", text)) <= {"data:"}
    for path in pages(name):
        asked = page(path).xpath(
            "//img/@src | //script/@src | //iframe/@src | //link[@rel='stylesheet']/@href | //object/@data | //source/@src"
        )
        assert not [url for url in asked if "//" in url]


def test_a_page_is_light() -> None:
    folder = site("essay")
    own = (folder / "corrected.html").stat().st_size
    loaded = sum((folder / name).stat().st_size for name in ("style.css", "site.js", "entries.js"))
    assert own + loaded < 150_000
    assert own + loaded + (folder / "fonts.css").stat().st_size < 400_000


def test_the_fonts_travel_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (site("essay") / "fonts.txt").read_text(encoding="utf-8")
    assert Path(site("essay") / "fonts.css").read_text(encoding="utf-8").count("@font-face") == 4
