"""What may stand at a point, which attributes and values an element may take."""

from __future__ import annotations

from pathlib import Path

from siglum.document import Document
from siglum.relaxng import Schema, completion

SCHEMA = Schema.read(Path(__file__).parent / "findings" / "letter.rng")
NS = "{urn:letter}"
ROOT = Document.parse(
    b'<letter xmlns="urn:letter"><head/><sp><speaker/></sp><p>x<name lang="en"/></p></letter>', "a.xml"
).root


def test_what_may_stand_at_a_point() -> None:
    assert list(completion.children(SCHEMA, ROOT, 0)) == [f"{NS}head"]
    assert list(completion.children(SCHEMA, ROOT, 1)) == [f"{NS}p", f"{NS}sp"]
    assert list(completion.children(SCHEMA, ROOT, 3)) == [f"{NS}closer", f"{NS}p", f"{NS}sp"]
    assert completion.children(SCHEMA, ROOT[1], 0) == {f"{NS}speaker": "who speaks."}
    assert completion.children(SCHEMA, ROOT[1], 1) == {f"{NS}p": "a paragraph."}


def test_which_attributes_an_element_may_take() -> None:
    assert list(completion.attributes(SCHEMA, ROOT)) == ["corresp", "lang", "{http://www.w3.org/XML/1998/namespace}id"]
    assert list(completion.attributes(SCHEMA, ROOT[2][0])) == ["kind"]


def test_which_values_an_attribute_may_take() -> None:
    assert completion.values(SCHEMA, ROOT[2][0], "kind") == {"person": "a human being.", "place": ""}
    assert list(completion.values(SCHEMA, ROOT, "lang")) == ["en", "de", "ru"]
    assert completion.values(SCHEMA, ROOT, "nothing") == {}
