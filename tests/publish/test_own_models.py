"""An edition's own ODD changes the page of a play, without a stylesheet: a case for each construct of the processing model.

Source: TEI P5 Guidelines, section 23.5.4 (Processing Models).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from siglum import publish
from siglum.document import Document
from siglum.edition import Edition, Reading
from siglum.fidelity.text_differs import compare
from siglum.reading.models import models_of

PLAY = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="play"><teiHeader><fileDesc>
<titleStmt><title>The Ferry</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>
</fileDesc></teiHeader><text><body><div type="scene"><head>A landing stage</head>
<sp who="#a"><speaker>Ann</speaker><p>Is it late? <stage>She looks up.</stage> It is.</p></sp>
<stage>A bell.</stage>
<sp who="#b"><speaker>Ben</speaker><p>The last boat <name>Swallow</name> has left.</p></sp>
</div></body></text></TEI>"""


MODULES = "".join(
    f'<moduleRef key="{name}"/>' for name in ("tei", "header", "core", "textstructure", "drama", "namesdates")
)


def edition(folder: Path, specs: str) -> Edition:
    (folder / "play.xml").write_text(PLAY, encoding="utf-8")
    (folder / "play.odd").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><schemaSpec ident="play" start="TEI">{MODULES}{specs}</schemaSpec></body></text></TEI>',
        encoding="utf-8",
    )
    (folder / "siglum.toml").write_text('[edition]\ndocuments = ["play.xml"]\nschema = "play.odd"\n', encoding="utf-8")
    return Edition.load(folder)


def published(folder: Path, specs: str) -> tuple[html.HtmlElement, str]:
    """The text on the page, and the plain text; the build itself holds both to the reading."""
    done = publish.build(edition(folder, specs), folder / "build", frozenset({"html", "text"}))
    assert done.failures == ()
    page = html.document_fromstring((folder / "build/html/play.html").read_bytes().decode())
    return page.get_element_by_id("text"), (folder / "build/text/play.txt").read_text(encoding="utf-8").partition(
        "\n---\n"
    )[2]


def spec(element: str, models: str) -> str:
    return f'<elementSpec ident="{element}" mode="change">{models}</elementSpec>'


def said(elements: list[html.HtmlElement]) -> list[str]:
    return [" ".join(element.text_content().split()) for element in elements]


def test_without_models_of_its_own_a_play_has_its_stage_directions_in_the_text(tmp_path: Path) -> None:
    page, plain = published(tmp_path, "")
    assert said(page.xpath(".//*[contains(@class, 'stage')]")) == ["She looks up.", "A bell."]
    assert said(page.xpath(".//*[@class='sp']//p")) == [
        "Ann Is it late? She looks up. It is.",
        "Ben The last boat Swallow has left.",
    ]
    assert "Is it late? She looks up. It is." in plain


def test_model_and_behaviour_put_stage_directions_in_the_margin(tmp_path: Path) -> None:
    page, plain = published(
        tmp_path,
        spec(
            "stage", """<model predicate="parent::p" behaviour="note"><param name="place" value="'margin'"/></model>"""
        ),
    )
    margin = page.xpath(".//div[@class='paragraph'][.//ol[@class='apparatus']]")
    assert said(page.xpath(".//ol[@class='apparatus']/li")) == ["a She looks up."]
    assert len(margin) == 1 and said(margin[0].xpath("p")) == ["Ann Is it late? a It is."]
    assert "Is it late? [1] It is." in " ".join(plain.split()) and "[1] She looks up." in plain


def test_predicate_chooses_and_what_does_not_hold_is_left_to_the_table(tmp_path: Path) -> None:
    page, _ = published(tmp_path, spec("stage", '<model predicate="parent::div" behaviour="omit"/>'))
    assert said(page.xpath(".//*[contains(@class, 'stage')]")) == ["She looks up."]


def test_css_class_names_it_for_a_stylesheet(tmp_path: Path) -> None:
    page, _ = published(
        tmp_path, spec("stage", '<model predicate="parent::div" behaviour="block" cssClass="bell loud"/>')
    )
    assert said(page.xpath(".//p[@class='stage bell loud']")) == ["A bell."]


def test_output_rendition_styles_it_and_what_it_puts_in_is_no_text(tmp_path: Path) -> None:
    page, _ = published(
        tmp_path,
        spec(
            "name",
            '<model behaviour="inline"><outputRendition>font-variant: small-caps; position: fixed</outputRendition>'
            '<outputRendition scope="before">content: "“"; color: red</outputRendition>'
            '<outputRendition scope="first-letter">font-size: larger</outputRendition></model>',
        ),
    )
    name = page.xpath(".//span[@class='name']")[0]
    assert name.get("style") == "font-variant: small-caps; --first-letter-font-size: larger"
    assert [(s.text, s.get("style"), s.get("data-apparatus")) for s in name.xpath("span[@class='before']")] == [
        ("“", "color: red", "")
    ]


def test_param_says_what_is_set(tmp_path: Path) -> None:
    page, plain = published(
        tmp_path,
        spec("speaker", """<model behaviour="label"><param name="content" value="upper-case(.)"/></model>"""),
    )
    assert said(page.xpath(".//span[@class='speaker capitals']")) == ["ANN", "BEN"]
    assert "BEN" in plain and "Ben" not in plain


def test_model_sequence_sets_it_more_than_once(tmp_path: Path) -> None:
    sequence = '<modelSequence predicate="parent::div"><model behaviour="block" cssClass="cue"/><model behaviour="block" cssClass="copy"/></modelSequence>'
    page, _ = published(tmp_path, spec("stage", sequence))
    assert said(page.xpath(".//p[contains(@class, 'stage')]")) == ["A bell.", "A bell."]


def test_model_grp_holds_for_its_output_alone(tmp_path: Path) -> None:
    page, plain = published(tmp_path, spec("stage", '<modelGrp output="web"><model behaviour="omit"/></modelGrp>'))
    assert page.xpath(".//*[contains(@class, 'stage')]") == []
    assert "A bell." in plain
    page, plain = published(tmp_path, spec("stage", '<modelGrp output="plain"><model behaviour="omit"/></modelGrp>'))
    assert page.xpath(".//*[contains(@class, 'stage')]") != []
    assert "A bell." not in plain


@pytest.mark.parametrize(
    ("specs", "findings"), [("", 1), (spec("stage", '<model predicate="parent::div" behaviour="omit"/>'), 0)]
)
def test_a_transcript_is_compared_with_the_text_as_the_edition_sets_it(
    specs: str, findings: int, tmp_path: Path
) -> None:
    own = edition(tmp_path, specs)
    transcript = tmp_path / "play.txt"
    transcript.write_text(
        "A landing stage\nAnn\nIs it late? She looks up. It is.\nBen\nThe last boat Swallow has left.\n",
        encoding="utf-8",
    )
    document = Document.parse(PLAY.encode(), "play.xml")
    found = list(compare(document, Reading("play", "as it stands", "play.xml"), transcript, models_of(own)))
    assert len(found) == findings, [f.message for f in found]
