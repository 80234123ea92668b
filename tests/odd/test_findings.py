"""What is said about an ODD: the code, the place and the name that was meant; and nothing about an ODD without fault."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from odd.written import SOURCES, allows, customisation, made, said
from siglum import codes, odd

ALL = '<moduleRef key="frame"/><moduleRef key="words"/>'
BASE = 'source="base.odd" start="doc"'


def constraint(test: str, attributes: str = 'scheme="schematron"') -> str:
    return f'<elementSpec ident="p" mode="change"><constraintSpec ident="r" {attributes}><constraint><sch:assert test="{test}">so</sch:assert></constraint></constraintSpec></elementSpec>'


# code: wrong (what stands in the schemaSpec, what is said), right
CASES: dict[str, tuple[str, str, str]] = {
    "odd-unknown-source": ('<moduleRef key="frame"/><elementRef key="hi" source="bass.odd"/>', "“bass.odd” cannot be read: no such file or directory", ALL),
    "odd-unknown-module": ('<moduleRef key="frme"/>', "there is no module “frme”", ALL),
    "odd-unknown-reference": (ALL + '<elementSpec ident="hi" mode="change"><classes mode="change"><memberOf key="model.inlne"/></classes></elementSpec>', "<memberOf> names the class “model.inlne”, and there is none of that name", ALL + '<elementSpec ident="hi" mode="change"><classes mode="change"><memberOf key="att.typed"/></classes></elementSpec>'),
    "odd-unknown-construct": (ALL + "<banana/>", "<banana> in <schemaSpec> is not known to the ODD compiler", ALL + "<desc>Bananas.</desc>"),
    "odd-circle": ('<moduleRef key="frame"/><moduleRef key="words" source="t.odd"/>', "the source of <moduleRef> leads back to this ODD", ALL),
    "odd-broken-grammar": (ALL + '<elementSpec ident="p" mode="change"><attList><attDef ident="no"><datatype><rng:list><rng:text/></rng:list></datatype></attDef></attList></elementSpec>', "what this specifies is no grammar: <text> may not stand in <list>", ALL),
    "odd-broken-constraint": (ALL + constraint("count(tei:p"), "the constraint “r” cannot be run", ALL + constraint("count(tei:p) gt 0")),
    "odd-nothing-to-change": ('<moduleRef key="frame"/><elementSpec ident="hi" mode="delete"/>', "the schema has no element “hi” to delete", ALL + '<elementSpec ident="hi" mode="delete"/>'),
    "odd-deleted-but-referenced": ('<moduleRef key="frame"/><elementSpec ident="p" mode="change"><content><elementRef key="hi" minOccurs="0"/><textNode/></content></elementSpec>', "<elementRef> names the element “hi”, which this schema leaves out", ALL + '<elementSpec ident="p" mode="change"><content><elementRef key="hi"/></content></elementSpec>'),
    "odd-empty-content": (ALL + '<elementSpec ident="p" mode="change"><content><sequence><rng:ref name="egg"/></sequence></content></elementSpec>', "of the content of “p” nothing is left: the element is empty", ALL + '<elementSpec ident="p" mode="change"><content><empty/></content></elementSpec>'),
}  # fmt: skip


def test_every_code_has_a_case() -> None:
    assert tuple(CASES) == codes.names("odd")


@pytest.mark.parametrize("code", CASES)
def test_what_is_wrong_is_found_where_it_stands(code: str, tmp_path: Path) -> None:
    wrong, message, _ = CASES[code]
    found = [(c, line, text) for _, c, line, text in said(made(tmp_path, customisation(wrong, BASE)))]
    assert any((c, line) == (code, 2) and text.startswith(message) for c, line, text in found), found


@pytest.mark.parametrize("code", CASES)
def test_nothing_is_said_where_nothing_is_wrong(code: str, tmp_path: Path) -> None:
    compiled = made(tmp_path, customisation(CASES[code][2], BASE))
    assert said(compiled) == [] and compiled.relaxng


def test_the_place_is_the_value_and_the_help_the_name_that_was_meant(tmp_path: Path) -> None:
    text = customisation('<moduleRef key="frame"/><moduleRef key="wrds"/>', BASE)
    finding = made(tmp_path, text).findings[0]
    start, end = finding.span.start.offset, finding.span.end.offset
    assert text.encode()[start:end] == b"wrds"
    assert finding.help == ("write “words”",)


def test_a_change_of_a_misspelt_name_is_told_the_name_but_not_that_of_something_else(tmp_path: Path) -> None:
    def helps(ident: str) -> tuple[str, ...]:
        spec = f'<elementSpec ident="{ident}" mode="delete"/>'
        return made(tmp_path, customisation(ALL + spec, BASE)).findings[0].help

    assert helps("heads") == ("write “head”",)
    assert helps("pb") == ("leave it out, or take in what it changes",)


def test_what_follows_from_another_error_is_not_said(tmp_path: Path) -> None:
    found = said(made(tmp_path, customisation('<moduleRef key="frme"/>', BASE)))
    assert [code for _, code, _, _ in found] == ["odd-unknown-module"]


def test_a_start_that_is_not_there(tmp_path: Path) -> None:
    found = said(made(tmp_path, customisation(ALL, 'source="base.odd" start="dok"')))
    assert [(s, m) for s, _, _, m in found] == [
        ("error", "<schemaSpec> names “dok” as a start, and the schema has no such element")
    ]
    found = said(made(tmp_path, customisation(ALL, 'source="base.odd" start="doc dok"')))
    assert [severity for severity, _, _, _ in found] == ["warning"]


def test_an_error_leaves_no_schema(tmp_path: Path) -> None:
    compiled = made(tmp_path, customisation('<moduleRef key="frme"/>', BASE))
    assert (compiled.relaxng, compiled.schematron) == ("", "")


def test_what_a_source_lacks_is_not_found_fault_with(tmp_path: Path) -> None:
    """TEI's models name elements of all modules; a schema has some of them."""
    assert said(made(tmp_path, customisation('<moduleRef key="frame" include="doc p"/>', BASE))) == []


def test_an_odd_without_a_source_must_have_what_it_names(tmp_path: Path) -> None:
    spec = '<elementSpec ident="doc"><content><rng:ref name="gone"/></content></elementSpec>'
    found = said(made(tmp_path, customisation(spec, 'start="doc"')))
    assert (
        "error",
        "odd-unknown-reference",
        2,
        "<rng:ref> names the pattern “gone”, and there is none of that name",
    ) in found


# ----- where TEI comes from (23.8.1) -----

BARE = '<moduleRef key="tei"/><moduleRef key="header" include="teiHeader fileDesc titleStmt publicationStmt sourceDesc"/><moduleRef key="textstructure" include="TEI text body"/><moduleRef key="core" include="p title"/>'
HEADER = "<teiHeader><fileDesc><titleStmt><title/></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
LETTER = f"<TEI>{HEADER}<text><body><p>x</p></body></text></TEI>"


@pytest.mark.parametrize(
    "source",
    [
        "",
        'source="tei:current"',
        'source="tei:4.9.0"',
        'source="https://www.tei-c.org/Vault/P5/4.9.0/xml/tei/odd/p5subset.xml"',
    ],
)
def test_tei_is_at_hand(source: str, tmp_path: Path) -> None:
    compiled = made(tmp_path, customisation(BARE, source))
    assert said(compiled) == [] and compiled.default is (source == "")
    assert allows(compiled.relaxng, LETTER)
    assert not allows(compiled.relaxng, LETTER.replace("<p>x</p>", "<sp/>"))


def test_without_start_a_document_is_tei_or_a_corpus(tmp_path: Path) -> None:
    grammar = made(
        tmp_path, customisation(BARE.replace('"core" include="p title"', '"core" include="p title teiCorpus"'), "")
    ).relaxng
    assert allows(grammar, f"<teiCorpus>{HEADER}{LETTER}</teiCorpus>")
    assert not allows(grammar, "<p>x</p>")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("tei:3.0.0", "“tei:3.0.0” means TEI 3.0.0, which is not at hand: there is 4.9.0"),
        ("https://www.tei-c.org/Vault/P5/4.0.0/xml/tei/odd/p5subset.xml", "“https://www.tei-c.org/Vault/P5/4.0.0/xml/tei/odd/p5subset.xml” means TEI 4.0.0"),
        ("https://example.org/my.odd", "“https://example.org/my.odd” is on the net, and nothing is read from there"),
        ("none.odd", "“none.odd” cannot be read: no such file or directory"),
        ("formula.rng", "there is no module “frame”"),
    ],
)  # fmt: skip
def test_a_source_that_is_not_at_hand_is_never_replaced_by_another(source: str, message: str, tmp_path: Path) -> None:
    compiled = made(tmp_path, customisation('<moduleRef key="frame"/>', f'source="{source}" start="doc"'))
    assert compiled.relaxng == ""
    assert any(text.startswith(message) for _, _, _, text in said(compiled)), said(compiled)


def test_a_module_of_another_name_than_any_other_is_said_and_no_more(tmp_path: Path) -> None:
    """A name that is nearly that of a module is a slip; one that is like none is of a module that was there once."""
    compiled = made(tmp_path, customisation(f'{ALL}<moduleRef key="declarefs"/>', BASE))
    assert said(compiled) == [("warning", "odd-unknown-module", 2, "there is no module “declarefs”")]
    assert compiled.relaxng


def test_a_folder_may_be_set_that_no_source_lies_outside_of(tmp_path: Path) -> None:
    """So that an edition from a stranger has nothing of this machine published."""
    inner = tmp_path / "edition"
    inner.mkdir()
    (inner / "t.odd").write_text(customisation(ALL, 'source="../base.odd" start="doc"'), encoding="utf-8")
    shutil.copy(SOURCES / "base.odd", tmp_path)
    assert odd.make(inner / "t.odd").findings == ()
    found = odd.make(inner / "t.odd", odd.Sources(within=inner)).findings
    assert "“../base.odd” leads out of the edition, and nothing is read there" in [finding.message for finding in found]


def test_no_source_at_all(tmp_path: Path) -> None:
    spec = '<elementSpec ident="a"><content><empty/></content></elementSpec>'
    compiled = made(tmp_path, customisation(spec, 'source="tei:none" start="a"'))
    assert said(compiled) == [] and allows(compiled.relaxng, "<a/>")
    lost = said(made(tmp_path, customisation(f'{spec}<moduleRef key="core"/>', 'source="tei:none" start="a"')))
    assert ("error", "odd-unknown-module", 2, "there is no module “core”") in lost


def test_a_source_may_have_a_source(tmp_path: Path) -> None:
    middle = customisation(
        '<moduleRef key="frame"/><moduleRef key="words"/><elementSpec ident="head" mode="delete"/>', BASE
    )
    (tmp_path / "middle.odd").write_text(middle, encoding="utf-8")
    last = '<moduleRef key="frame"/><elementSpec ident="p" mode="change"><attList><attDef ident="n" mode="delete"/></attList></elementSpec>'
    compiled = made(tmp_path, customisation(last, 'source="middle.odd" start="doc"'))
    assert said(compiled) == []
    assert allows(compiled.relaxng, '<doc n="1"><p place="top"/></doc>')
    assert not allows(compiled.relaxng, '<doc><head/><p place="top"/></doc>')
    assert not allows(compiled.relaxng, '<doc><p place="top" n="1"/></doc>')


def test_a_compiled_odd_is_a_source(tmp_path: Path) -> None:
    changes = (
        ALL
        + '<elementSpec ident="p" mode="change"><attList><attDef ident="n" mode="delete"/><attDef ident="type" mode="change" usage="req"/></attList></elementSpec>'
    )
    first = made(tmp_path, customisation(changes, BASE))
    (tmp_path / "compiled.odd").write_text(first.odd, encoding="utf-8")
    again = made(tmp_path, customisation(ALL, 'source="compiled.odd" start="doc"'))
    for text, allowed in (
        ('<doc><p place="top" type="x"/></doc>', True),
        ('<doc><p place="top"/></doc>', False),
        ('<doc><p place="top" type="x" n="1"/></doc>', False),
    ):
        assert allows(first.relaxng, text) is allows(again.relaxng, text) is allowed, text


def test_sources_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "one.odd").write_text(customisation(ALL, 'source="t.odd"'), encoding="utf-8")
    compiled = made(tmp_path, customisation(ALL, 'source="one.odd" start="doc"'))
    assert compiled.relaxng == "" and said(compiled)


def test_one_of_several_schemas(tmp_path: Path) -> None:
    two = '<schemaSpec ident="u" source="base.odd" start="doc"><moduleRef key="frame"/></schemaSpec>'
    text = customisation(ALL, BASE, two)
    inline = "<doc><p place='top'><hi/></p></doc>"
    assert allows(made(tmp_path, text, "t").relaxng, inline)
    assert not allows(made(tmp_path, text, "u").relaxng, inline)
