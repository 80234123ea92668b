"""Groups of specifications, here and in other files, stand where they are referred to (TEI P5 Guidelines, 23.2; XInclude)."""

from __future__ import annotations

from pathlib import Path

import pytest

from odd.written import NAMESPACES, allows, customisation, made, said
from siglum import odd
from siglum.catalog import Catalog

A = '<elementSpec ident="a"><content><elementRef key="b" minOccurs="0"/></content></elementSpec>'
B = '<elementSpec ident="b"><content><textNode/></content></elementSpec>'
NESTED = '<specGrp xml:id="g"><specGrpRef target="more.odd#h"/></specGrp>'


def more(folder: Path, specs: str) -> None:
    """Another file, more.odd, with a group h."""
    text = f'<TEI {NAMESPACES}><text><body><specGrp xml:id="h">{specs}</specGrp></body></text></TEI>'
    (folder / "more.odd").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("reference", "beside"),
    [
        ('<specGrpRef target="more.odd#h"/>', ""),
        ('<specGrpRef target="more.odd"/>', ""),
        ('<specGrpRef target="#g"/>', NESTED),
        ('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="b.xml"/>', ""),
    ],
)
def test_what_stands_elsewhere_is_fetched(reference: str, beside: str, tmp_path: Path) -> None:
    more(tmp_path, B)
    (tmp_path / "b.xml").write_text(B.replace("<elementSpec", f"<elementSpec {NAMESPACES}"), encoding="utf-8")
    compiled = made(tmp_path, customisation(A + reference, 'start="a"', beside))
    assert said(compiled) == []
    assert allows(compiled.relaxng, "<a><b>x</b></a>")


def test_a_catalog_says_where_a_group_and_a_source_lie(tmp_path: Path) -> None:
    """OASIS XML Catalogs; what is on the net is read from the copy that a catalog names."""
    more(tmp_path, B)
    catalog = tmp_path / "catalog.xml"
    catalog.write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        '<rewriteURI uriStartString="https://example.org/odd/" rewritePrefix="./"/></catalog>',
        encoding="utf-8",
    )
    specs = A + '<specGrpRef target="https://example.org/odd/more.odd#h"/><elementRef key="aside"/>'
    text = customisation(specs, 'source="https://example.org/odd/other.odd" start="a"')
    assert [code for _, code, _, _ in said(made(tmp_path, text))].count("odd-unknown-source") == 2
    compiled = odd.make(tmp_path / "t.odd", odd.Sources(catalog=Catalog.read((str(catalog),))))
    assert said(compiled) == [] and 'name="aside"' in compiled.relaxng
    assert allows(compiled.relaxng, "<a><b>x</b></a>")


def test_the_order_is_that_in_which_they_stand(tmp_path: Path) -> None:
    """The later of two changes counts, also where one stands in another file."""
    more(tmp_path, '<elementSpec ident="b" mode="change"><content><empty/></content></elementSpec>')
    again = '<elementSpec ident="b" mode="change"><content><elementRef key="a"/></content></elementSpec>'
    last = made(tmp_path, customisation(f'{A}{B}{again}<specGrpRef target="more.odd"/>', 'start="a"'))
    first = made(tmp_path, customisation(f'{A}{B}<specGrpRef target="more.odd"/>{again}', 'start="a"'))
    assert allows(last.relaxng, "<a><b/></a>") and not allows(last.relaxng, "<a><b><a/></b></a>")
    assert allows(first.relaxng, "<a><b><a/></b></a>") and not allows(first.relaxng, "<a><b/></a>")


def test_a_finding_in_another_file_is_at_its_place(tmp_path: Path) -> None:
    more(tmp_path, B.replace("<textNode/>", '\n<elementRef key="gone"/>'))
    compiled = made(tmp_path, customisation(f'{A}<specGrpRef target="more.odd#h"/>', 'start="a"'))
    finding = next(f for f in compiled.findings if f.code == "odd-unknown-reference")
    assert (Path(finding.path).name, finding.span.start.line) == ("more.odd", 2)


@pytest.mark.parametrize(
    ("reference", "code", "message"),
    [
        ('<specGrpRef target="none.odd#h"/>', "odd-unknown-source", "“none.odd” cannot be read: no such file or directory"),
        ('<specGrpRef target="more.odd#x"/>', "odd-unknown-reference", "<specGrpRef> points to “more.odd#x”, which is no <specGrp> of more.odd"),
        ('<specGrpRef target="formula.rng"/>', "odd-unknown-reference", "<specGrpRef> points to “formula.rng”, which is no <specGrp> of formula.rng"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_named(reference: str, code: str, message: str, tmp_path: Path) -> None:
    more(tmp_path, B)
    compiled = made(tmp_path, customisation(A + B + reference, 'start="a"'))
    assert ("error", code, 2, message) in said(compiled)


def test_files_that_refer_to_each_other_are_a_circle(tmp_path: Path) -> None:
    more(tmp_path, '<specGrpRef target="t.odd#g"/>')
    compiled = made(tmp_path, customisation(f'{A}{B}<specGrpRef target="#g"/>', 'start="a"', NESTED))
    assert [code for _, code, _, _ in said(compiled)] == ["odd-circle"]
