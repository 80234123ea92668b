"""Hostile content comes out inert, and what every site has cannot be overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reading.small import edition
from siglum import publish as building
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
    where = edition(tmp_path / "e", toml=TOML + '\n[site]\nlanguage = "fr"\n')
    with pytest.raises(Failure, match=r"^siglum.toml: the site is to be in “fr”, and labels are there in en, de$"):
        building.build(Edition.load(where), where / "build", frozenset({"html"}))
