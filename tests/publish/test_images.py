"""The images of pages stand beside the text, where they lie beside the document."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from judges import errors, needs_axe, needs_browser, needs_checker, violations
from siglum import publish
from siglum.edition import Edition
from siglum.publish.images import within

if TYPE_CHECKING:
    import playwright.sync_api as playwright

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DIARY = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{name}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Diary {name}</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<facsimile><surface xml:id="s2"><graphic url="p/2.png"/></surface></facsimile><text><body>{body}</body></text></TEI>"""
BODY = """<pb n="1r" facs="p/1.png"/><p xml:id="one">The river went on.</p>
<p>Here <pb n="1v" facs="#s2"/>the page is turned.</p>
<p><pb n="2r" facs="https://images.example/3.jpg"/>This is elsewhere, <pb n="2v" facs="p/lost.png"/>this is lost.</p>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("diary")
    (where / "p").mkdir()
    for name in ("1.png", "2.png"):
        (where / "p" / name).write_bytes(DOT)
    for name, body in (("diary", BODY), ("plain", "<pb n='1'/><p>No image.</p>")):
        (where / f"{name}.xml").write_text(DIARY.format(name=name, body=body), encoding="utf-8")
    assert publish.build(Edition.of(where), where / "build", frozenset({"html"})).failures == ()
    return where / "build" / "html"


def images(path: Path) -> Iterator[tuple[str, str]]:
    """The images after a text: what leads to each, and its file."""
    root = html.document_fromstring(path.read_bytes().decode("utf-8"))
    for item in root.iterfind(".//aside[@class='images']//li"):
        call = root.find(f".//article//a[@href='#{item.get('id')}']")
        assert call is not None
        yield str(call.text), str(item.find(".//img").get("src"))


def test_each_page_with_an_image_leads_to_it(site: Path) -> None:
    assert [*images(site / "diary.html")] == [("1r", "images/p/1.png"), ("1v", "images/p/2.png")]
    assert (site / "images/p/2.png").read_bytes() == DOT
    whole = (site / "diary.html").read_text(encoding="utf-8")
    assert 'href="https://images.example/3.jpg"' in whole and 'src="https' not in whole
    assert 'class="images"' not in (site / "plain.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("url", ["a%00b.png", f"{'x' * 300}.png", "circle.png", f"{'a/' * 3000}x.png", "\ud800.png"])
def test_what_no_file_can_be_called_is_not_there(url: str, tmp_path: Path) -> None:
    (tmp_path / "circle.png").symlink_to("circle.png")
    (tmp_path / "text.xml").write_text(DIARY.format(name="text", body=""), encoding="utf-8")
    found = within(Edition.of(tmp_path), "text.xml", url)
    assert found is None or not found[1]


@needs_checker
def test_a_page_with_images_is_valid(site: Path) -> None:
    assert errors([site / "diary.html"]) == []


@needs_browser
def test_an_image_stands_beside_the_text_until_one_goes_back(site: Path, browser: playwright.Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1200, "height": 800})
    page = context.new_page()
    page.goto((site / "diary.html").as_uri())
    page.locator("article a", has_text="1r").click()
    shown, text = page.locator(".images li").first, page.locator("#one")
    box, beside = shown.bounding_box(), text.bounding_box()
    assert box and beside and (box["y"], box["height"]) == (0, 800)
    assert beside["x"] + beside["width"] <= box["x"]
    page.get_by_role("link", name="Next").click()
    assert shown.evaluate("one => getComputedStyle(one).position") == "static"
    page.locator(".images li").nth(1).get_by_role("link", name="to the text").click()
    assert page.locator(".images li:target").count() == 0
    context.close()


@needs_browser
@needs_axe
def test_a_page_with_an_image_beside_it_is_accessible(site: Path, browser: playwright.Browser) -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto((site / "diary.html").as_uri())
        assert violations(page) == []
        page.locator("article a", has_text="1v").click()
        assert violations(page) == []
        context.close()


def test_an_image_that_is_not_there_is_told(tmp_path: Path) -> None:
    images = "".join(f"<figure><graphic url='{url}'/></figure>" for url in ("gone.png", "https://example.org/far.png"))
    (tmp_path / "text.xml").write_text(
        DIARY.format(name="text", body=images).replace("p/2.png", "gone.png"), encoding="utf-8"
    )
    told = publish.build(Edition.of(tmp_path), tmp_path / "build", frozenset({"html"})).warnings
    assert told == ("text.xml names the image gone.png, which is not there",)
