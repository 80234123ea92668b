"""A repair is safe where no letter of the text changes, what stood there meant nothing, and it could only be this."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum.document import Document
from siglum.relaxng import Schema, validate

GRAMMAR = """<element name="text" xmlns="http://relaxng.org/ns/structure/1.0">
  <zeroOrMore>
    <choice>
      <element name="speaker"><optional><attribute name="source"/></optional><text/></element>
      <element name="label"><attribute name="kind"><choice><value>Place</value><value>person</value></choice></attribute></element>
      <element name="table"><empty/></element>
      <element name="tabla"><empty/></element>
      <element name="p"><text/></element>
      <element name="word"><choice><value>yes</value><value>no</value></choice></element>
    </choice>
  </zeroOrMore>
</element>"""  # fmt: skip


@pytest.mark.parametrize(
    ("content", "safe"),
    [
        ("<speker/>", True),
        ("<speeaker/>", True),
        ("<spekaer/>", True),
        ("<spoaker/>", True),
        ("<Speaker/>", True),
        ("<spekr/>", False),
        ("<tabl/>", False),
        ("<pp/>", False),
        ('<speaker sorce="a"/>', True),
        ('<speaker surse="a"/>', False),
        ('<label kind="place"/>', True),
        ('<label kind="persn"/>', False),
        ("<word>Yes</word>", False),
    ],
)  # fmt: skip
def test_which_repairs_are_safe(tmp_path: Path, content: str, safe: bool) -> None:
    (tmp_path / "text.rng").write_text(GRAMMAR, "utf-8")
    document = Document.parse(f"<text>{content}</text>".encode(), "text.xml")
    fixes = [finding.fix for finding in validate(Schema.read(tmp_path / "text.rng"), document)]
    assert [fix is not None and fix.safe for fix in fixes] == [safe]
