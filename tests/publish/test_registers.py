"""Registers: what stands in a standOff, and what is nothing but lists of entries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from siglum import publish
from siglum.edition import Edition
from siglum.tei.registers import is_register

PERSON = '<person xml:id="{0}"><persName>{0} of Ulm</persName></person>'
LIST = f"<listPerson>{PERSON.format('anna')}</listPerson>"


def tei(content: str, name: str = "x") -> str:
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{name}"><teiHeader><fileDesc><titleStmt><title>The {name}</title>'
        f"</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>{content}</TEI>"
    )


@pytest.mark.parametrize(
    ("content", "is_one"),
    [
        (f"<text><body>{LIST}</body></text>", True),
        (
            f"<text><front/><body><div><head>People</head><!-- c -->{LIST}</div><div><listOrg/></div></body></text>",
            True,
        ),
        (f"<standOff>{LIST}</standOff>", True),
        (f"<standOff>{LIST}</standOff><text><body><p/></body></text>", True),
        (f"<standOff>{LIST}</standOff><text><body><p>A letter.</p></body></text>", False),
        (f"<text><body><p>A letter.</p></body><back>{LIST}</back></text>", False),
        (f"<text><body><p>About it.</p>{LIST}</body></text>", False),
        (f"<text><body>{LIST} and more</body></text>", False),
        ("<text><body><listBibl><bibl>Low, The War</bibl></listBibl></body></text>", False),
        ("<text><body><p/></body></text>", False),
        (f"<standOff>{LIST}</standOff><facsimile/>", False),
        (f"<standOff>{LIST}</standOff><sourceDoc/>", False),
        ("<standOff><linkGrp xml:id='l'/></standOff>", False),
    ],
)
def test_what_is_nothing_but_lists_of_entries(content: str, is_one: bool) -> None:
    assert is_register(etree.fromstring(tei(content))) == is_one


def built(folder: Path, toml: str, **files: str) -> dict[str, str]:
    """The pages of an edition, by name, and what is shown before one follows a name (`entries`)."""
    for name, content in files.items():
        (folder / f"{name}.xml").write_text(tei(content, name), encoding="utf-8")
    (folder / "siglum.toml").write_text(toml, encoding="utf-8")
    edition = Edition.load(folder)
    assert publish.build(edition, folder / "build", frozenset(publish.OUTPUTS)).findings == ()
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (folder / "build" / "html").glob("*.html")}
    previews = sorted((folder / "build" / "html" / "entries").glob("*.js"))
    return pages | {"entries": "".join(path.read_text(encoding="utf-8") for path in previews)}


LETTER = '<text><body><p><persName ref="#anna">Anna</persName> came.</p></body></text>'
EVERY = '[edition]\ndocuments = ["*.xml"]\n'


def test_a_text_of_lists_is_a_register_that_nobody_declared(tmp_path: Path) -> None:
    people = "".join(PERSON.format(name) for name in ("anna", *(f"{sign}eda" for sign in "bcdefghiklmnop")))
    found = built(tmp_path, EVERY, letter=LETTER, people=f"<text><body><listPerson>{people}</listPerson></body></text>")
    assert '<a class="name" href="people.html#anna"' in found["letter"]
    assert re.findall(r'<p class="initials">(.*?)</p>', found["people"], re.DOTALL)[0].count("<a ") == 15
    assert 'href="letter.html#' in found["people"].partition('id="anna"')[2].partition("</section>")[0]
    assert '["people.html#anna",{"name":"anna of Ulm"' in found["entries"].replace(", ", ",").replace(": ", ":")
    assert not list((tmp_path / "build" / "text").glob("people*"))


def test_a_register_in_divisions_is_a_register_with_headings(tmp_path: Path) -> None:
    toml = '[edition]\ndocuments = ["letter.xml"]\nregisters = ["people.xml"]\n'
    people = f"<text><body><div><head>Friends</head>{LIST}<p>They are few.</p></div></body></text>"
    found = built(tmp_path, toml, letter=LETTER, people=people)
    assert '<a class="name" href="people.html#anna"' in found["letter"]
    assert "<h2>Friends</h2>" in found["people"]
    assert "They are few." in found["people"]


def test_a_list_in_the_back_of_a_letter_stays_in_it(tmp_path: Path) -> None:
    letter = LETTER.replace("</text>", f"<back>{LIST}</back></text>")
    found = built(tmp_path, EVERY, letter=letter)
    assert "anna of Ulm" in found["letter"]
    assert "register" not in found


def test_what_is_declared_to_be_read_is_a_text(tmp_path: Path) -> None:
    reading = '[[reading]]\nid = "{0}"\ndocument = "{0}.xml"\n'
    toml = EVERY + reading.format("letter") + reading.format("people")
    built(tmp_path, toml, letter=LETTER, people=f"<text><body>{LIST}</body></text>")
    assert "anna of Ulm" in (tmp_path / "build" / "text" / "people.txt").read_text(encoding="utf-8")
