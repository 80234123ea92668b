"""The guidelines page of a customisation: prose of any kind, what comes from the source, what the ODD changes of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import html

from odd.written import NAMESPACES, SOURCES
from siglum import odd, saxon

CHANGES = """<elementSpec ident="p" mode="change"><desc>Ours.</desc><attList><attDef ident="type" mode="change" usage="req"/></attList></elementSpec>
  <elementSpec ident="note" mode="change"><classes mode="change"><memberOf key="att.global" mode="delete"/></classes></elementSpec>
  <elementSpec ident="p" mode="change"><attList><attDef ident="place" mode="delete"/></attList></elementSpec>
  <elementSpec ident="hi" mode="change"><desc>Ours.</desc></elementSpec>
  <elementSpec ident="em"><classes><memberOf key="model.inline"/></classes><content><textNode/></content></elementSpec>"""
PROSE = "<head>How we tag</head><quote><p>As they say.</p></quote><label>A label.</label><div><head>More</head><p>With <code>code</code> and <measure>three lines</measure>.</p></div>"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> html.HtmlElement:
    folder = tmp_path_factory.mktemp("odd")
    for file in SOURCES.iterdir():
        shutil.copy(file, folder / file.name)
    path = Path(folder, "t.odd")
    schema = f'<schemaSpec ident="t" source="base.odd" start="doc"><moduleRef key="frame"/><moduleRef key="words"/>{CHANGES}</schemaSpec>'
    title = "<teiHeader><fileDesc><titleStmt><title>Guide</title></titleStmt></fileDesc></teiHeader>"
    path.write_text(f"<TEI {NAMESPACES}>{title}<text><body>{PROSE}{schema}</body></text></TEI>", encoding="utf-8")
    site = f'<site xmlns="urn:siglum:site" language="en"><schema>{odd.specifications(path).text}</schema></site>'
    parameters = {"site": site, "frame": "<main><!--content--></main>", "uses": "{}"}
    return html.document_fromstring(
        saxon.transform("urn:siglum:odd:guidelines", "Q{urn:siglum:html}guidelines", "<site/>", parameters)
    )


def fact(page: html.HtmlElement, spec: str, name: str) -> str:
    """What a specification says under a heading; "" where it has none."""
    found = page.xpath(f"//*[@id='{spec}']/dl/dt[.='{name}']/following-sibling::dd[1]")
    return " ".join(found[0].text_content().split()) if found else ""


def test_prose_of_any_kind_is_read(page: html.HtmlElement) -> None:
    said = " ".join(page.text_content().split())
    for words in ("How we tag", "As they say.", "A label.", "With code and three lines."):
        assert words in said


def test_what_was_changed_is_told_and_what_is_new(page: html.HtmlElement) -> None:
    assert fact(page, "element-p", "Changed here") == "@type"  # the source does not describe it
    assert fact(page, "element-hi", "Changed here") == "description"
    assert fact(page, "element-em", "Added here") == "not in the source of this schema"
    for spec in ("element-head", "class-att.typed"):
        assert fact(page, spec, "Changed here") == fact(page, spec, "Added here") == ""


def test_what_was_left_out_is_told(page: html.HtmlElement) -> None:
    assert fact(page, "element-p", "Left out here") == "@place"
    assert fact(page, "element-note", "Left out here") == "att.global"
    for spec in ("element-hi", "element-em", "class-att.typed"):
        assert fact(page, spec, "Left out here") == ""


def test_what_the_element_says_of_an_attribute_counts(page: html.HtmlElement) -> None:
    row = page.xpath("//*[@id='element-p']//tr[th/code = '@type']")[0]
    assert "required" in row.text_content() and "data.word" in row.text_content()


def test_what_comes_from_the_source_has_its_place(page: html.HtmlElement) -> None:
    assert fact(page, "element-p", "May contain") == "text em hi note"
    assert fact(page, "element-em", "May stand in") == "head hi p"
