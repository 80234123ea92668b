"""A name is shown, and written by a repair, with the prefix of its namespace."""

from __future__ import annotations

from pathlib import Path

import pytest

from repairs import applied
from siglum.diagnostic import Diagnostic
from siglum.document import Document
from siglum.relaxng import Schema, validate

XLINK = "http://www.w3.org/1999/xlink"
GRAMMAR = f"""<element name="text" ns="urn:text" xmlns="http://relaxng.org/ns/structure/1.0" {{declared}}>
  <zeroOrMore>
    <choice>
      <element name="link"><attribute name="href" ns="{XLINK}"/><empty/></element>
      <element name="image"><empty/></element>
      <element name="drawing" ns="urn:drawing"><empty/></element>
    </choice>
  </zeroOrMore>
</element>"""


def found(tmp_path: Path, text: str, declared: str = f'xmlns:xl="{XLINK}"') -> Diagnostic:
    """The one finding in a document; its repair makes the document valid."""
    (tmp_path / "text.rng").write_text(GRAMMAR.format(declared=declared), "utf-8")
    schema = Schema.read(tmp_path / "text.rng")
    (finding,) = validate(schema, Document.parse(text.encode(), "text.xml"))
    assert finding.fix is not None
    assert list(validate(schema, Document.parse(applied(text.encode(), finding.fix), "repaired.xml"))) == []
    return finding


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (f'<text xmlns="urn:text" xmlns:x="{XLINK}"><link/></text>', ("x:href", "write @x:href")),
        (f'<text xmlns="urn:text"><link xmlns:x="{XLINK}"/></text>', ("x:href", "write @x:href")),
        ('<text xmlns="urn:text"><link/></text>', ("xl:href", f'write @xl:href, and declare xmlns:xl="{XLINK}"')),
        ('<text xmlns="urn:text" xmlns:xl="urn:other"><link/></text>', ("xl:href", f'write @xl-1:href, and declare xmlns:xl-1="{XLINK}"')),
    ],
    ids=["declared at the root", "declared at the element", "declared by the schema", "its prefix is taken"],
)  # fmt: skip
def test_a_missing_attribute(tmp_path: Path, document: str, said: tuple[str, str]) -> None:
    finding = found(tmp_path, document)
    assert finding.message == f"<link> lacks the attribute @{said[0]}"
    assert (finding.expected, finding.help) == ((said[0],), (said[1],))


def test_a_namespace_whose_prefix_nobody_declares_has_its_usual_one(tmp_path: Path) -> None:
    assert found(tmp_path, '<text xmlns="urn:text"><link/></text>', "").expected == ("xlink:href",)


def test_an_attribute_without_the_prefix_that_it_needs(tmp_path: Path) -> None:
    finding = found(tmp_path, f'<text xmlns="urn:text" xmlns:x="{XLINK}"><link href="#a"/></text>')
    assert (finding.found, finding.help) == ("href", ("write @x:href",))


def test_an_element_is_named_as_the_document_writes_it(tmp_path: Path) -> None:
    finding = found(tmp_path, '<t:text xmlns:t="urn:text"><t:imgae/></t:text>')
    assert (finding.found, finding.parent, finding.help) == ("t:imgae", "t:text", ("write <t:image>",))


def test_an_element_of_another_namespace_is_written_with_its_prefix(tmp_path: Path) -> None:
    finding = found(tmp_path, '<text xmlns="urn:text" xmlns:d="urn:drawing"><drawin/></text>')
    assert finding.fix is not None
    assert (finding.help, finding.fix.title, finding.fix.safe) == (("write <d:drawing>",), "write <d:drawing>", False)
