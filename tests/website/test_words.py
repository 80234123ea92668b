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
<p xml:id="p1" n="1">Es <gap unit="chars" quantity="8" reason="illegible"/> war <gap unit="line" quantity="1"/> ein <gap unit="lines" quantity="3"/> <gap unit="gatherings" quantity="2"/> Mal.
<date when="1801-06-01">a</date> <date when="1802-05-09">b</date> <date when="1803-06">c</date> <date from="1804-05-14" to="1804-05-25">d</date> <date from="1805-05" to="1805-06">e</date></p>
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
        ("fr", ["8 caractères", "1 ligne", "3 lignes", "2 gatherings"]),
        ("it", ["8 caratteri", "1 riga", "3 righe", "2 gatherings"]),
        ("es", ["8 caracteres", "1 línea", "3 líneas", "2 gatherings"]),
        ("ru", ["8 знаков", "1 строка", "3 строки", "2 gatherings"]),
    ],
)
def test_what_is_missing_is_counted_in_words(language: str, lengths: list[str]) -> None:
    table = html.parse(str(built(language) / "omissions.html")).xpath("//main//tbody/tr")
    assert [said(row.xpath("td")[-2]) for row in table] == lengths
    [told, *_] = html.parse(str(built(language) / "x.html")).xpath("//p[@id='p1']//span[@class='unseen']")
    told_of = {
        "en": "illegible, 8 characters", "de": "unleserlich, 8 Zeichen", "fr": "illisible, 8 caractères",
        "it": "illeggibile, 8 caratteri", "es": "ilegible, 8 caracteres", "ru": "неразборчиво, 8 знаков",
    }  # fmt: skip
    assert said(told) == told_of[language]


@pytest.mark.parametrize(
    ("language", "dates"),
    [
        ("en", ["1 June 1801", "9 May 1802", "June 1803", "14–25 May 1804", "May – June 1805"]),
        ("de", ["1. Juni 1801", "9. Mai 1802", "Juni 1803", "14.–25. Mai 1804", "Mai – Juni 1805"]),
        ("fr", ["1er juin 1801", "9 mai 1802", "juin 1803", "14–25 mai 1804", "mai – juin 1805"]),
        ("it", ["1º giugno 1801", "9 maggio 1802", "giugno 1803", "14–25 maggio 1804", "maggio – giugno 1805"]),
        ("es", ["1 de junio de 1801", "9 de mayo de 1802", "junio de 1803", "14–25 de mayo de 1804", "mayo – junio de 1805"]),
        ("ru", ["1 июня 1801", "9 мая 1802", "июнь 1803", "14–25 мая 1804", "май – июнь 1805"]),
    ],
)  # fmt: skip
def test_a_date_is_said_as_the_language_says_it(language: str, dates: list[str]) -> None:
    lines = html.parse(str(built(language) / "timeline.html")).xpath("//ol[@class='timeline']/li/*[@class='when']")
    assert [said(line) for line in lines] == dates


def test_what_a_statement_is_about_is_said_in_words_and_once() -> None:
    labels = html.parse(str(built("de") / "x.html")).xpath("//span[@class='label']")
    assert [said(label) for label in labels] == [
        "Lage (located in place)",
        "Kennung (URL)",
        "Geburt (place of birth)",
        "Stand (Organisationen)",
    ]
