"""Numbers in the margin: none stands on another, or out of the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from judges import needs_browser
from siglum import publish
from siglum.edition import Edition

if TYPE_CHECKING:
    import playwright.sync_api as playwright
else:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = needs_browser

PAGE = '<pb n="{}" facs="https://example.org/{}.jpg"/>'
PROSE = f"""<p>{PAGE.format("1r", 1)}<cb n="a"/>Some words of a page, {PAGE.format("1v", 2)}and others, {PAGE.format("2r", 3)}<pb n="2v"/>as
they <pb facs="https://example.org/4.jpg"/>come.</p>{PAGE.format("paralipomenon 12", 5)}{PAGE.format("3r", 6)}
<p>A paragraph <pb n="p. 144 (ms. A fol. 12r)"/>more.</p><p>{"It goes on. " * 20}{PAGE.format("3v", 8)}And ends.</p>"""
VERSE = (
    f'<lg>{PAGE.format("5", 9)}<l n="5">A verse <pb n="6"/>goes on</l>{PAGE.format("7", 10)}<l n="10">Another</l></lg>'
)
LINES = f'<p>{PAGE.format("1", 1)}<lb n="1"/>one line <lb n="2"/>and another <pb n="2"/><lb n="1"/>a third</p>'

OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.text :is(.page, .milestone, .number, .line-number)')]
    .map((one) => [one.textContent, one.getBoundingClientRect()]);
  const crossing = boxes.flatMap(([a, x], n) => boxes.slice(n + 1)
    .filter(([, y]) => x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 2 && y.top < x.bottom - 2)
    .map(([b]) => `${a} / ${b}`));
  return [...crossing, ...boxes.filter(([, box]) => box.left < 0 || box.right > innerWidth).map(([a]) => a)];
}"""


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("content", [PROSE, VERSE, LINES], ids=["prose", "verse", "lines"])
def test_no_number_stands_on_another(content: str, width: int, browser: playwright.Browser, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
        "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
        f"<text><body>{content}</body></text></TEI>",
        encoding="utf-8",
    )
    (tmp_path / "siglum.toml").write_text('[edition]\ndocuments = ["a.xml"]\n', encoding="utf-8")
    publish.build(Edition.of(tmp_path), tmp_path / "build", frozenset({"html"}))
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((tmp_path / "build" / "html" / "a.html").as_uri())
    assert page.evaluate(OVERLAPS) == []
    if content == PROSE:  # what has room stands in the margin
        left = page.locator(".text p").first.bounding_box()
        boxes = [one.bounding_box() for one in page.locator(".page:not(.within)").all()]
        assert left
        assert len(boxes) == 3
        assert all(box and box["x"] + box["width"] < left["x"] for box in boxes)
    page.close()
