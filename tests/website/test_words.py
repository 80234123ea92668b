"""Raw values of TEI in words: what a statement is about, how much is missing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from lxml import html

from siglum import publish
from siglum.edition import Edition
from website.sites import said

TOML = '[edition]\ndocuments = ["x.xml"]\n[site]\nlanguage = "{language}"\n'
TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="x"><teiHeader><fileDesc><titleStmt><title>t</title></titleStmt></fileDesc></teiHeader>
<text><body>
<p xml:id="p1" n="1">Es <gap unit="chars" quantity="8" reason="illegible"/> war <gap unit="line" quantity="1"/> ein <gap unit="lines" quantity="3"/> <gap unit="gatherings" quantity="2"/> Mal.</p>
<listOrg><org xml:id="o"><orgName>Die Messe</orgName>
<location type="located_in_place"><placeName>Berlin</placeName></location><idno type="URL">https://example.org/a</idno><idno type="URL">https://example.org/b</idno>
</org></listOrg>
<listPerson><person xml:id="q"><persName>Ida</persName><birth type="placeOfBirth"><p>Wien</p></birth><state type="listorg"><p>Messe</p></state></person></listPerson>
</body></text></TEI>"""


@cache
def built(language: str) -> Path:
    where = Path(mkdtemp(prefix="siglum-test-"))
    (where / "x.xml").write_text(TEXT, encoding="utf-8")
    (where / "siglum.toml").write_text(TOML.format(language=language), encoding="utf-8")
    publish.build(Edition.of(where), where / "build", frozenset({"html"}))
    return where / "build" / "html"


@pytest.mark.parametrize(
    ("language", "lengths"),
    [
        ("en", ["8 characters", "1 line", "3 lines", "2 gatherings"]),
        ("de", ["8 Zeichen", "1 Zeile", "3 Zeilen", "2 gatherings"]),
    ],
)
def test_what_is_missing_is_counted_in_words(language: str, lengths: list[str]) -> None:
    table = html.parse(str(built(language) / "omissions.html")).xpath("//main//tbody/tr")
    assert [said(row.xpath("td")[-2]) for row in table] == lengths
    [told, *_] = html.parse(str(built(language) / "x.html")).xpath("//p[@id='p1']//span[@class='unseen']")
    assert said(told) == {"en": "illegible, 8 characters", "de": "unleserlich, 8 Zeichen"}[language]


def test_what_a_statement_is_about_is_said_in_words_and_once() -> None:
    labels = html.parse(str(built("de") / "x.html")).xpath("//span[@class='label']")
    assert [said(label) for label in labels] == [
        "Lage (located in place)",
        "Kennung (URL)",
        "Geburt (place of birth)",
        "Stand (Organisationen)",
    ]
