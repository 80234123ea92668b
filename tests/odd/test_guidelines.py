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
TITLE = "<teiHeader><fileDesc><titleStmt><title>Guide</title></titleStmt></fileDesc></teiHeader>"


def schema(more: str = "") -> str:
    taken = '<moduleRef key="frame"/><moduleRef key="words"/>'
    return f'<schemaSpec {more} ident="t" source="base.odd" start="doc">{taken}{CHANGES}</schemaSpec>'


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> html.HtmlElement:
    whole = f"<TEI {NAMESPACES}>{TITLE}<text><body>{PROSE}{schema()}</body></text></TEI>"
    return guidelines(whole, tmp_path_factory.mktemp("odd"))


def guidelines(written: str, folder: Path) -> html.HtmlElement:
    """The page of an ODD."""
    for file in SOURCES.iterdir():
        shutil.copy(file, folder / file.name)
    path = Path(folder, "t.odd")
    path.write_text(written, encoding="utf-8")
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


def test_a_schema_by_itself_has_its_page(tmp_path: Path) -> None:
    page = guidelines(schema(NAMESPACES), tmp_path)
    assert page.xpath("//h1/text()") == ["Guidelines"]
    assert fact(page, "element-p", "Changed here") == "@type"
    assert fact(page, "element-em", "Added here") == "not in the source of this schema"
    assert fact(page, "element-p", "May contain") == "text em hi note"
    assert len(page.xpath("//section")) == len({*page.xpath("//section/@id")}) + 1
    assert page.xpath("//*[@id='element-p']/h2") and page.xpath("//h2/following-sibling::*//h3")


RULES = """<constraintSpec ident="said" scheme="schematron"><constraint>
    <sch:rule context="tei:a"><sch:assert test="@n">A <sch:name/> has a number, not <sch:value-of select="@m"/>.</sch:assert></sch:rule>
  </constraint></constraintSpec>
  <constraintSpec ident="named_only-here" scheme="schematron"><constraint><sch:report test="@n and @m"/><sch:assert test=" @n
    or @m"/></constraint></constraintSpec>
  <constraintSpec ident="c1" scheme="schematron"><constraint><sch:ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
    <sch:ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/></constraint></constraintSpec>
  <constraintSpec ident="c2" scheme="schematron"><constraint><sch:ns prefix="sch" uri="http://purl.oclc.org/dsdl/schematron"/></constraint></constraintSpec>
  <constraintSpec ident="c3" scheme="private"><constraint><p>Anything.</p></constraint></constraintSpec>"""
LEFT_OUT = [
    "@n",
    "Rule: A <a> has a number, not ….",
    "Rule: named only here (never @n and @m, always @n or @m)",
    "Rule: c3",
    "Prefixes for rules: tei, xs, sch",
]


def test_rules_that_were_left_out_are_told_in_words(tmp_path: Path) -> None:
    spec = f'<elementSpec ident="a" module="m"><content><textNode/></content>{RULES}<attList><attDef ident="n"/></attList></elementSpec>'
    source = f'<TEI {NAMESPACES}><text><body><schemaSpec ident="s"><moduleSpec ident="m"/>{spec}</schemaSpec></body></text></TEI>'
    (tmp_path / "rules.odd").write_text(source, encoding="utf-8")
    first, *others = (
        f'<constraintSpec ident="{ident}" mode="delete"/>'
        for ident in ("said", "named_only-here", "c1", "c2", "c3", "none")
    )
    change = '<elementSpec ident="a" mode="change">{}</elementSpec>'
    last = change.format("".join(others) + '<attList><attDef ident="n" mode="delete"/></attList>')
    written = f'<schemaSpec {NAMESPACES} ident="t" source="rules.odd" start="a"><moduleRef key="m"/>{change.format(first)}{last}</schemaSpec>'
    page = guidelines(written, tmp_path)
    told = page.xpath("//*[@id='element-a']/dl/dt[.='Left out here']/following-sibling::dd[1]/p")
    assert [" ".join(part.text_content().split()) for part in told] == LEFT_OUT
