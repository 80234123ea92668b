"""The Schematron of an ODD: constraints of all kinds, old and new; what is deprecated. Each case names its section."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree

from odd.written import SOURCES, customisation, made, said
from siglum import odd

ALL = '<moduleRef key="frame"/><moduleRef key="words"/>'
S = "{http://purl.oclc.org/dsdl/schematron}"
OLD = "http://www.ascc.net/xml/schematron"

Rule = tuple[str, str, str]  # context, test, message


def rules(specs: str, folder: Path) -> list[Rule]:
    """The rules that a customisation adds to those of its source."""
    schema = etree.fromstring(made(folder, customisation(ALL + specs)).schematron.encode())
    return [
        (rule.get("context", ""), said.get("test", ""), " ".join("".join(map(str, said.itertext())).split()))
        for rule in schema.iter(f"{S}rule")
        for said in rule.iter(f"{S}assert", f"{S}report")
        if said.get("test") != "string-length() lt 80"
    ]


def on(ident: str, inner: str, kind: str = "elementSpec") -> str:
    return f'<{kind} ident="{ident}" mode="change"{" type=" + chr(34) + "atts" + chr(34) if kind == "classSpec" else ""}>{inner}</{kind}>'


def constraint(inner: str, attributes: str = 'scheme="schematron"') -> str:
    return f'<constraintSpec ident="r" {attributes}><constraint>{inner}</constraint></constraintSpec>'


ASSERT = '<sch:assert test="@n">has n</sch:assert>'

PARAMETERS = '<paramList><paramSpec ident="default"/><paramSpec ident="other"/></paramList>'
GERMAN, ENGLISH = (
    f'<constraintSpec ident="r-{language}" scheme="schematron" xml:lang="{language}"><constraint><sch:assert test="@n">{says}</sch:assert></constraint></constraintSpec>'
    for language, says in (("de", "hat n"), ("en", "has n"))
)
FRENCH, PLAIN = (
    f'<constraintSpec ident="{ident}" scheme="schematron"{language}><constraint><sch:rule context="tei:p"><sch:assert test="@n">{says}</sch:assert></sch:rule></constraint></constraintSpec>'
    for ident, language, says in (("r-fr", ' xml:lang="fr"', "a n"), ("r", "", "has n"))
)
OTHER = PLAIN.replace('"r"', '"o"').replace("@n", "@m").replace("has n", "has m")

# name: section, what stands in the schemaSpec, the rules it adds
CASES: dict[str, tuple[str, str, list[Rule]]] = {
    "a rule with its context": ("23.5.2", on("p", constraint(f'<sch:rule context="tei:doc/tei:p">{ASSERT}</sch:rule>')), [("tei:doc/tei:p", "@n", "has n")]),
    "an assertion of an element": ("23.5.2", on("p", constraint(ASSERT)), [("tei:p", "@n", "has n")]),
    "an assertion of a class": ("23.5.2", on("att.typed", constraint(ASSERT), "classSpec"), [("tei:head | tei:p | tei:hi", "@n", "has n")]),
    "an assertion of an attribute": ("23.5.2", on("p", f'<attList><attDef ident="type" mode="change">{constraint(ASSERT)}</attDef></attList>'), [("tei:p/@type", "@n", "has n")]),
    "an assertion of the whole": ("23.5.2", constraint(ASSERT), [("/*", "@n", "has n")]),
    "an element of another namespace": ("23.5.2", f'<elementSpec ident="x" ns="urn:x"><classes><memberOf key="model.inline"/></classes><content/>{constraint(ASSERT)}</elementSpec>', [("*:x[namespace-uri() = 'urn:x']", "@n", "has n")]),
    "an element of another name": ("23.4.2", on("p", f"<altIdent>para</altIdent>{constraint(ASSERT)}"), [("tei:para", "@n", "has n")]),
    "the scheme as it was called": ("23.5.2", on("p", constraint(ASSERT, 'scheme="isoschematron"')), [("tei:p", "@n", "has n")]),
    "Schematron 1.5": ("23.5.2", on("p", constraint(f'<assert xmlns="{OLD}" test="@n">has n</assert>')), [("tei:p", "@n", "has n")]),
    "without a message": ("23.5.2", on("p", constraint('<sch:assert test="@n"/>')), [("tei:p", "@n", "the constraint “r” does not hold: @n")]),
    "one message of two languages": ("23.5.2", on("p", constraint('<sch:assert test="@n" xml:lang="de">hat n</sch:assert><sch:assert test="@n" xml:lang="en">has n</sch:assert>')), [("tei:p", "@n", "has n")]),
    "in another language than Schematron": ("23.5.2", on("p", constraint("<p>Numbers.</p>", 'scheme="private"')), []),
    "a constraint replaced": ("23.5.2", on("head", '<constraintSpec ident="short" scheme="schematron" mode="replace"><constraint><sch:assert test="@n">has n</sch:assert></constraint></constraintSpec>'), [("tei:head", "@n", "has n")]),
    "an element that is deprecated": ("23.7", '<elementSpec ident="p" mode="change" validUntil="2030-01-01"/>', [("tei:p", "true()", "the element “p” is deprecated: it may be withdrawn after 2030-01-01")]),
    "an attribute that is deprecated": ("23.7", on("p", '<attList><attDef ident="place" mode="change" validUntil="2030-01-01"/></attList>'), [("tei:p/@place", "true()", "the attribute “place” is deprecated: it may be withdrawn after 2030-01-01")]),
    "a value that is deprecated": ("23.7", on("p", '<attList><attDef ident="place" mode="change"><valList mode="change"><valItem ident="top" mode="change" validUntil="2030-01-01"/></valList></attDef></attList>'), [("tei:p/@place", ". = 'top'", "the value “top” is deprecated: it may be withdrawn after 2030-01-01")]),
    "the parameters of a value": ("23.5.4.5", on("p", f'<attList><attDef ident="place" mode="change"><valList type="closed"><valItem ident="top">{PARAMETERS}</valItem><valItem ident="end"/></valList></attDef></attList>'), [("tei:p[@place = 'top']/tei:param", "@name = ('default', 'other')", "“top” has no parameter “”: write default, other")]),
    "one constraint of two languages": ("23.5.2", on("p", GERMAN + ENGLISH), [("tei:p", "@n", "has n")]),
    "one constraint in a language and in none": ("23.5.2", on("p", PLAIN + FRENCH), [("tei:p", "@n", "has n")]),
    "one constraint in two other languages": ("23.5.2", on("p", FRENCH + GERMAN.replace("<sch:assert", '<sch:rule context="tei:p"><sch:assert').replace("</constraint>", "</sch:rule></constraint>")), [("tei:p", "@n", "a n")]),
    "constraints that are not the same": ("23.5.2", on("p", OTHER + FRENCH), [("tei:p", "@m", "has m"), ("tei:p", "@n", "a n")]),
    "a constraint in the only language there is": ("23.5.2", on("p", GERMAN), [("tei:p", "@n", "hat n")]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_a_constraint_becomes(case: str, tmp_path: Path) -> None:
    _, specs, expected = CASES[case]
    assert rules(specs, tmp_path) == expected


def test_the_language_asked_for_takes_the_place_of_none(tmp_path: Path) -> None:
    (tmp_path / "t.odd").write_text(customisation(ALL + on("p", PLAIN + FRENCH + OTHER)), encoding="utf-8")
    for file in SOURCES.iterdir():
        shutil.copy(file, tmp_path / file.name)
    schema = etree.fromstring(odd.make(tmp_path / "t.odd", language="fr").schematron.encode())
    said = [rule.findtext(f"{S}assert") for rule in schema.iter(f"{S}rule") if rule.get("context") == "tei:p"]
    assert said == ["a n", "has m"]


def test_a_constraint_of_a_source_that_is_deleted_is_no_rule(tmp_path: Path) -> None:
    gone = on("head", '<constraintSpec ident="short" mode="delete"/>')
    assert "string-length() lt 80" in made(tmp_path, customisation(ALL)).schematron
    assert "string-length() lt 80" not in made(tmp_path, customisation(ALL + gone)).schematron


def test_a_constraint_of_a_class_without_members_speaks_of_nothing(tmp_path: Path) -> None:
    specs = f'<classSpec ident="att.lone" type="atts">{constraint(ASSERT)}<attList><attDef ident="x"/></attList></classSpec>'
    assert rules(specs, tmp_path) == []


def test_another_language_than_schematron_is_said(tmp_path: Path) -> None:
    found = said(made(tmp_path, customisation(ALL + on("p", constraint("", 'scheme="private"')))))
    assert [(severity, code) for severity, code, _, _ in found] == [("warning", "odd-unknown-construct")]


def test_what_belongs_to_the_whole_schema_stands_there(tmp_path: Path) -> None:
    whole = (
        '<sch:phase id="quick"><sch:active pattern="p-r"/></sch:phase><sch:diagnostics><sch:diagnostic id="d">More.</sch:diagnostic></sch:diagnostics>'
        '<xsl:key xmlns:xsl="http://www.w3.org/1999/XSL/Transform" name="k" match="tei:p" use="@n"/>'
    )
    asks = "<sch:assert test=\"exists(key('k', '1'))\" diagnostics=\"d\">has n</sch:assert>"
    compiled = made(tmp_path, customisation(ALL + on("p", constraint(whole + asks))))
    assert said(compiled) == []
    schema = etree.fromstring(compiled.schematron.encode())
    names = [etree.QName(child).localname for child in schema]
    assert names.index("phase") < names.index("key") < names.index("pattern") < names.index("diagnostics")


FIX = '<sqf:fix id="{0}"><sqf:description><sqf:title>Add it</sqf:title></sqf:description><sqf:add node-type="attribute" target="n"/></sqf:fix>'
FIXED = '<sch:assert test="@n" sqf:fix="{0}">has n</sch:assert>'


@pytest.mark.parametrize(
    "inner",
    [
        FIXED.format("a") + f"<sqf:fixes>{FIX.format('a')}</sqf:fixes>",
        FIXED.format("a") + FIX.format("a"),
        f'<sch:rule context="tei:p">{FIXED.format("a")}{FIX.format("a")}</sch:rule>',
    ],
)
def test_a_quick_fix_stays_with_its_rule(inner: str, tmp_path: Path) -> None:
    """Schematron QuickFix: fixes stand in a rule, or in one list for the schema."""
    sqf = ' xmlns:sqf="http://www.schematron-quickfix.com/validator/process"'
    text = constraint(inner).replace("<constraint>", f"<constraint{sqf}>")
    compiled = made(tmp_path, customisation(ALL + on("p", text)))
    assert said(compiled) == []
    schema = etree.fromstring(compiled.schematron.encode())
    fixes = "{http://www.schematron-quickfix.com/validator/process}fix"
    where = f"{S}pattern/{S}rule/{fixes}" if "<sch:rule" in inner else f"{fixes}es/{fixes}"
    assert [fix.get("id") for fix in schema.iter(fixes)] == [fix.get("id") for fix in schema.iterfind(where)] == ["a"]


MODULE = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><title>Rules</title><ns prefix="f" uri="urn:f"/>
  <let name="most" value="9"/><phase id="quick"><active pattern="long"/></phase>
  <pattern id="short"><rule context="f:x"><assert test="@n lt $most">few</assert></rule></pattern>
  <pattern id="long"><rule context="tei:p"><report test="@n">none</report></rule></pattern></schema>"""


def test_a_module_of_rules(tmp_path: Path) -> None:
    """moduleRef with @url: modules that are not TEI (23.8.2)."""
    (tmp_path / "rules.sch").write_text(MODULE, encoding="utf-8")
    module = '<moduleRef url="rules.sch"/>'
    assert rules(module, tmp_path) == [("f:x", "@n lt $most", "few"), ("tei:p", "@n", "none")]
    schema = etree.fromstring(made(tmp_path, customisation(ALL + module)).schematron.encode())
    active = schema.find(f"{S}phase/{S}active")
    assert active is not None
    assert [p.get("id") for p in schema.iter(f"{S}pattern")][-1] == active.get("pattern") == "rules-2"
    assert schema.find(f"{S}let") is not None and schema.find(f"{S}ns[@prefix='f']") is not None


def test_a_module_of_rules_that_cannot_be_run_or_read_whole(tmp_path: Path) -> None:
    module = customisation(f'{ALL}<moduleRef url="rules.sch"/>')
    (tmp_path / "rules.sch").write_text(MODULE.replace("@n lt $most", "@n lt $least("), encoding="utf-8")
    assert [code for _, code, _, _ in said(made(tmp_path, module))] == ["odd-broken-constraint"]
    (tmp_path / "rules.sch").write_text(MODULE.replace("<phase", '<include href="more.sch"/><phase'), encoding="utf-8")
    found = said(made(tmp_path, module))
    assert [text for *_, text in found] == [
        "“rules.sch” is neither a RELAX NG grammar nor a Schematron schema in one file"
    ]
