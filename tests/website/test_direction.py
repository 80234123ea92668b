"""A text that runs from right to left: its page is the mirror image of one that runs from left to right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from judges import needs_browser
from siglum import publish
from siglum.edition import Edition

if TYPE_CHECKING:
    import playwright.sync_api as playwright

pytestmark = needs_browser
TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{name}" xml:lang="{lang}"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>
<p n="1">שלום<note>הערה</note></p><quote><p>ציטוט</p></quote><lg><l>אחד</l><l rend="indent">שני</l></lg>
<table><row><cell>1</cell><cell>2</cell></row></table><list><item>דבר</item></list></body></text></TEI>"""
PARTS = {
    "number": "p.number", "paragraph": ".paragraph > p:not(.number)", "note": ".apparatus li", "quotation": ".quotation p",
    "verse": ".l:last-child", "cell": "td:last-child", "item": ".list li",
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("directions")
    for name, lang in (("right", "he"), ("left", "en")):
        (where / f"{name}.xml").write_text(TEXT.format(name=name, lang=lang), encoding="utf-8")
    assert publish.build(Edition.of(where), where / "build", frozenset({"html"})).failures == ()
    return where / "build" / "html"


@pytest.mark.parametrize("width", [390, 1280])
def test_what_stands_at_one_side_stands_at_the_other(width: int, site: Path, browser: playwright.Browser) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=False)  # all notes are shown
    boxes: dict[str, dict[str, tuple[int, int]]] = {}
    for name in ("left", "right"):
        page.goto((site / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        article = page.locator("article").bounding_box()
        assert article
        for part, selector in PARTS.items():
            box = page.locator(f"article {selector}").first.bounding_box()
            assert box, selector
            start, end = box["x"] - article["x"], box["x"] + box["width"] - article["x"]
            ends = (start, end) if name == "left" else (article["width"] - end, article["width"] - start)
            boxes.setdefault(name, {})[part] = (round(ends[0]), round(ends[1]))
    assert boxes["left"] == boxes["right"]
    page.close()
