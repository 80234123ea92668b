"""Hostile content comes out inert, and what every site has cannot be overwritten."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from saxonche import PySaxonProcessor

from reading.small import edition
from siglum import publish as building
from siglum import resources
from siglum.edition import Edition
from siglum.failure import Failure
from website.sites import page

SCRIPT = "&lt;/script>&lt;script>alert(1)&lt;/script>"
HEADER = (
    """<teiHeader><fileDesc><titleStmt><title>Title """
    + SCRIPT
    + """</title><author>"onmouseover="alert(1)</author></titleStmt>
<publicationStmt><publisher>P</publisher><availability><licence target="javascript:alert(1)">L</licence></availability></publicationStmt>
<sourceDesc><p><ref target="javascript:alert(1)">x</ref></p></sourceDesc></fileDesc>
<profileDesc><abstract><p>"""
    + SCRIPT
    + """</p></abstract></profileDesc></teiHeader>"""
)
BODY = (
    '<p xml:id="p1" n="1&quot; onclick=&quot;alert(1)"><ref target="javascript:alert(1)">a</ref> <ref target="JaVaScRiPt:alert(1)">b</ref> '
    '<ref target="data:text/html,x">c</ref> <ref target="//evil.example">d</ref> <ref target="vbscript:x">e</ref> <ptr target="javascript:alert(1)"/> '
    f'{SCRIPT} &amp;lt;img src=x onerror=alert(1)&amp;gt;</p><p xml:id="p2" n="2">' + "enormous " * 10 + "</p>"
)
TOML = """[edition]
documents = ["letter.xml"]

[[reading]]
id = "plain"
label = "</script><b>label</b>"
"""


def hostile(folder: Path) -> Path:
    where = edition(folder, BODY, TOML)
    (where / "letter.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="letter" xml:lang="en">{HEADER}<text><body><div xml:id="d1">'
        f'<head xml:id="h">{"A heading without an end " * 400}</head>{BODY}</div></body></text></TEI>',
        encoding="utf-8",
    )
    building.build(Edition.load(where), where / "build", frozenset({"html"}))
    return where / "build" / "html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile(tmp_path_factory.mktemp("hostile") / "e")


def test_no_script_of_the_content_is_a_script(site: Path) -> None:
    for path in site.glob("*.html"):
        root = page(path)
        for script in root.iter("script"):
            assert "alert" not in (script.text or "") or script.get("type") == "application/ld+json"
            assert "<" not in (script.text or "")
        assert root.xpath("//@onclick | //@onmouseover | //@onerror | //img") == []
        assert root.xpath("//b") == []


def test_no_target_of_the_content_runs_or_leaves_for_elsewhere(site: Path) -> None:
    for path in site.glob("*.html"):
        for href in page(path).xpath("//@href"):
            assert ":" not in href.partition("/")[0] and not href.startswith("//"), (path.name, href)


def test_what_was_hostile_is_still_to_be_read(site: Path) -> None:
    text = page(site / "plain.html").get_element_by_id("p1").text_content()
    assert text.split()[:5] == ["a", "b", "c", "d", "e"]
    assert "</script><script>alert(1)</script>" in text and "&lt;img" in text


def test_the_data_of_a_page_is_whole(site: Path) -> None:
    root = page(site / "index.html")
    data = json.loads(root.xpath("//script[@type='application/ld+json']/text()")[0])
    assert data["name"] == "Title </script><script>alert(1)</script>"


@pytest.mark.parametrize("name", ["index", "search", "parallel", "guidelines"])
def test_no_reading_takes_the_place_of_a_page(name: str, tmp_path: Path) -> None:
    where = edition(tmp_path / "e", toml=TOML.replace('"plain"', f'"{name}"'))
    with pytest.raises(
        Failure, match=rf"^{name}\.html is a page of every site, and a reading or register is called so: rename it$"
    ):
        building.build(Edition.load(where), where / "build", frozenset({"html"}))


def test_a_site_in_a_language_without_labels_is_refused(tmp_path: Path) -> None:
    where = edition(tmp_path / "e", toml=TOML + '\n[site]\nlanguage = "nl"\n')
    with pytest.raises(
        Failure, match=r"^siglum.toml: the site is to be in “nl”, and labels are there in en, de, fr, it, es, ru$"
    ):
        building.build(Edition.load(where), where / "build", frozenset({"html"}))


# ----- links, and what a page may run -----

ODD = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Guide</title></titleStmt>
<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader><text><body>
<div xml:id="chapter"><head>Chapter</head><p><ref target="javascript:alert(1)#chapter">a</ref> <ref target="JavaScript:alert(1)">b</ref>
<ref target="&#9;java&#10;script:alert(1)#chapter">c</ref> <ref target="//evil.example#chapter">d</ref> <ref target="#chapter">e</ref> <ref target="https://example.org/">f</ref></p></div>
<schemaSpec ident="own" start="TEI"><elementSpec ident="TEI" module="x"><equiv uri="javascript:alert(1)"/><content><textNode/></content></elementSpec></schemaSpec></body></text></TEI>"""


@pytest.fixture(scope="module")
def guided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = edition(
        tmp_path_factory.mktemp("guided") / "e", BODY, TOML.replace("documents", 'schema = "own.odd"\ndocuments')
    )
    (where / "own.odd").write_text(ODD, encoding="utf-8")
    building.build(Edition.load(where), where / "build", frozenset({"html"}))
    return where / "build" / "html"


def test_no_target_of_an_odd_runs_or_leaves_for_elsewhere(guided: Path) -> None:
    root = html.document_fromstring((guided / "guidelines.html").read_bytes().decode("utf-8"))
    (paragraph,) = [
        p for p in root.iter("p") if "".join(map(str, p.itertext())).split() == ["a", "b", "c", "d", "e", "f"]
    ]
    assert paragraph.xpath(".//a/@href") == ["#chapter", "https://example.org/"]
    assert [href for href in root.xpath("//@href") if "script" in href.lower() and not href.endswith(".js")] == []


IsLink = Callable[[str], bool]
ASKS = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:html="urn:siglum:html">
<xsl:use-package name="urn:siglum:html:lib"/><xsl:param name="href"/><xsl:output method="text"/>
<xsl:template name="xsl:initial-template"><xsl:sequence select="html:is-link($href)"/></xsl:template></xsl:stylesheet>"""


@pytest.fixture(scope="module")
def is_link() -> IsLink:
    """The function html:is-link of the stylesheets."""
    processor = PySaxonProcessor(config_file=(resources.folder("xslt") / "packages.xml").as_uri())
    executable = processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=ASKS)

    def asked(href: str) -> bool:
        executable.set_parameter("href", processor.make_string_value(href))
        return bool(executable.call_template_returning_string() == "true")

    return asked


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("javascript:alert(1)", False), ("JAVASCRIPT:x", False), (" java\tscript:x", False), ("data:text/html,x", False), ("vbscript:x", False), ("file:///etc/passwd", False),
        ("//evil.example", False), ("/x", False), ("\\\\evil.example", False), ("https:/\\evil", False), ("blob:x", False), ("x:y", False),
        ("https://example.org/", True), ("HTTP://example.org", True), ("mailto:a@example.org", True), ("#a:b", True), ("a.html#b", True), ("downloads/a%3A.xml", True), ("a/b:c", True), ("", True),
    ],
)  # fmt: skip
def test_one_function_decides_what_a_page_may_link_to(href: str, kept: bool, is_link: IsLink) -> None:
    assert is_link(href) is kept


def test_every_page_says_that_it_runs_nothing_that_stands_in_it(site: Path, guided: Path) -> None:
    for path in [*site.glob("*.html"), *guided.glob("*.html")]:
        root = html.document_fromstring(path.read_bytes().decode("utf-8"))
        (policy,) = root.xpath("//head/meta[@http-equiv='Content-Security-Policy']/@content")
        assert (
            "default-src 'none'" in policy
            and "script-src 'self' file:;" in policy
            and policy.count("unsafe") == policy.count("style-src-attr 'unsafe-inline'") == 1
        )
        assert root.xpath("//script[not(@src)][not(@type)] | //style | //iframe | //object | //embed | //base") == []


def test_a_citation_has_no_line_of_the_content(site: Path, tmp_path: Path) -> None:
    label = r"a\nER  - \nTY  - ELEC\nTI  - forged\u2028UR  - x}, url = {http://evil.example}"
    where = edition(tmp_path / "e", '<p xml:id="p1" n="1">x</p>', TOML.replace('"</script><b>label</b>"', f'"{label}"'))
    text = (where / "letter.xml").read_text(encoding="utf-8")
    change = '</fileDesc><revisionDesc><change when="2026-01-02T10:00:00Z"/><change when="-0044-03-15},x={1"/></revisionDesc></teiHeader>'
    (where / "letter.xml").write_text(text.replace("</fileDesc></teiHeader>", change), encoding="utf-8")
    building.build(Edition.load(where), where / "build", frozenset({"html"}))
    downloads = where / "build" / "html" / "downloads"
    assert [
        line[:6]
        for line in (downloads / "citations.ris").read_text(encoding="utf-8").splitlines()
        if line[:2] in ("TY", "ER", "UR")
    ] == ["TY  - ", "ER  - "]
    bib = (downloads / "citations.bib").read_text(encoding="utf-8")
    assert re.findall(r"^  (\w+) = ", bib, re.MULTILINE) == ["author", "title", "publisher", "year", "date", "note"]
    assert bib.count("{") == bib.count("}")
    assert json.loads((downloads / "citations.json").read_text(encoding="utf-8"))[0]["issued"] == {
        "date-parts": [[2026, 1, 2]]
    }


@pytest.mark.parametrize(
    ("when", "parts"),
    [("-0044-03-15", [-44, 3, 15]), ("0044", [44]), ("2026-01", [2026, 1]), ("2026-01-02+02:00", [2026, 1, 2])],
)
def test_a_date_of_any_year_is_cited(when: str, parts: list[int], tmp_path: Path) -> None:
    where = edition(tmp_path / "e", '<p xml:id="p1" n="1">x</p>', TOML)
    text = (where / "letter.xml").read_text(encoding="utf-8")
    (where / "letter.xml").write_text(
        text.replace(
            "</fileDesc></teiHeader>", f'</fileDesc><revisionDesc><change when="{when}"/></revisionDesc></teiHeader>'
        ),
        encoding="utf-8",
    )
    building.build(Edition.load(where), where / "build", frozenset({"html"}))
    assert json.loads((where / "build/html/downloads/citations.json").read_text(encoding="utf-8"))[0]["issued"] == {
        "date-parts": [parts]
    }


def test_a_download_with_signs_of_an_address_in_its_name_can_be_had(tmp_path: Path) -> None:
    where = edition(tmp_path / "e", '<p xml:id="p1" n="1">x</p>', TOML.replace("letter.xml", "a #1%.xml"))
    (where / "letter.xml").rename(where / "a #1%.xml")
    building.build(Edition.load(where), where / "build", frozenset({"html"}))
    root = html.document_fromstring((where / "build/html/downloads.html").read_bytes().decode("utf-8"))
    (href,) = [href for href in root.xpath("//a/@href") if "%23" in href]
    assert href == "downloads/a%20%231%25.xml"
    assert (where / "build" / "html" / unquote(href)).is_file()
