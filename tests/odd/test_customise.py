"""Customisations: what an ODD takes from a source, and how it changes that. Each case names its section of the Guidelines."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from odd.written import allows, customisation, made, said

ALL = '<moduleRef key="frame"/><moduleRef key="words"/>'
P = '<p place="top">x</p>'
SMALL = f"<doc>{P}</doc>"
T = "{http://www.tei-c.org/ns/1.0}"


def changed(ident: str, inner: str, kind: str = "elementSpec", mode: str = "change") -> str:
    return f'<{kind} ident="{ident}" mode="{mode}" {"type=" + chr(34) + "atts" + chr(34) if kind == "classSpec" else ""}>{inner}</{kind}>'


def attributes(inner: str, ident: str = "p", kind: str = "elementSpec") -> str:
    return changed(ident, f"<attList>{inner}</attList>", kind)


CLOSED = '<valList type="closed" {}><valItem ident="red"/><valItem ident="blue"/></valList>'

# name: section of the Guidelines, what stands in the schemaSpec, what is allowed, what is not
CASES: dict[str, tuple[str, str, list[str], list[str]]] = {
    "a module": ("23.8.1", ALL, [SMALL, "<doc><head>x</head><p place='end'>x <hi>y</hi></p></doc>"], ["<doc/>"]),
    "a module left out": ("23.8.1", '<moduleRef key="frame"/>', [SMALL], ["<doc><p place='top'><hi>y</hi></p></doc>"]),
    "some elements of a module": ("23.8.1", '<moduleRef key="frame" include="doc p"/>', [SMALL], [f"<doc><head>x</head>{P}</doc>"]),
    "a module without an element": ("23.8.1", '<moduleRef key="frame" except="head"/>', [SMALL], [f"<doc><head>x</head>{P}</doc>"]),
    "an element by its name": ("23.8.1", '<moduleRef key="frame"/><classRef key="model.inline"/><elementRef key="hi"/>', ["<doc><p place='top'><hi>y</hi></p></doc>"], ["<doc><p place='top'><note><p place='end'/></note></p></doc>"]),
    "some attributes of a class": ("23.8.1", '<moduleRef key="frame" include="doc p"/><classRef key="att.typed" include="type"/>', [SMALL], []),
    "another source for a reference": ("23.8.1", '<moduleRef key="frame"/><classRef key="model.inline"/><elementRef key="aside" source="other.odd"/>', ["<doc><p place='top'><aside/></p></doc>"], ["<doc><aside/></doc>"]),
    "another source for a class": ("23.8.1", '<moduleRef key="frame"/><classRef key="model.other" source="other.odd"/>' + changed("em", '<classes><memberOf key="model.other"/></classes><content/>', mode="add") + changed("doc", '<content><classRef key="model.other"/></content>'), ["<doc><em/></doc>"], ["<doc/>"]),
    "another source for a macro": ("23.8.1", '<moduleRef key="frame"/><macroRef key="macro.other" source="other.odd"/>' + changed("p", '<content><macroRef key="macro.other"/></content>'), ["<doc><p place='top'/></doc>"], [SMALL]),
    "another source for a datatype": ("23.8.1", '<moduleRef key="frame"/><dataRef key="data.other" source="other.odd"/>' + attributes('<attDef ident="no"><datatype><dataRef key="data.other"/></datatype></attDef>'), ["<doc><p place='top' no='1'/></doc>"], ["<doc><p place='top' no='a'/></doc>"]),
    "another source for a module": ("23.8.1", '<moduleRef key="frame"/><moduleRef key="aside" source="other.odd"/>' + changed("doc", '<content><elementRef key="aside"/></content>'), ["<doc><aside/></doc>"], [SMALL]),
    "an element changed": ("23.3.1", ALL + changed("hi", "<content><textNode/></content>"), ["<doc><p place='top'><hi>y</hi></p></doc>"], ["<doc><p place='top'><hi><hi/></hi></p></doc>"]),
    "an element deleted": ("23.3.1", ALL + changed("head", "", mode="delete"), [SMALL], [f"<doc><head>x</head>{P}</doc>"]),
    "an element replaced": ("23.3.1", ALL + changed("head", "<content><empty/></content>", mode="replace"), [f"<doc><head/>{P}</doc>"], [f"<doc><head n='1'/>{P}</doc>", f"<doc><head>x</head>{P}</doc>"]),
    "an element added": ("23.3.1", ALL + changed("em", '<classes><memberOf key="model.inline"/></classes><content><textNode/></content>', mode="add"), ["<doc><p place='top'><em>y</em></p></doc>"], ["<doc><em/></doc>"]),
    "memberships replaced": ("23.5.1", ALL + changed("hi", '<classes mode="replace"><memberOf key="model.inline"/></classes>'), ["<doc><p place='top'><hi>y</hi></p></doc>"], ["<doc><p place='top'><hi type='x'>y</hi></p></doc>"]),
    "memberships changed": ("23.5.1", ALL + changed("note", '<classes mode="change"><memberOf key="att.typed"/><memberOf key="att.global" mode="delete"/></classes>'), [f"<doc><p place='top'><note type='x' n='1'>{P}</note></p></doc>"], []),
    "a class deleted": ("23.6", ALL + changed("att.typed", "", "classSpec", "delete"), [SMALL], ["<doc><p place='top' type='x'/></doc>", "<doc><p place='top' n='1'/></doc>"]),
    "a class replaced": ("23.6", ALL + changed("att.typed", '<attList><attDef ident="sort"/></attList>', "classSpec", "replace"), ["<doc><p place='top' sort='x'/></doc>"], ["<doc><p place='top' type='x'/></doc>", "<doc><p place='top' n='1'/></doc>"]),
    "a class of models deleted": ("23.6", ALL + '<classSpec ident="model.inline" type="model" mode="delete"/>', [SMALL], ["<doc><p place='top'><hi/></p></doc>"]),
    "a class that nobody is left in": ("23.6", ALL + changed("hi", "", mode="delete") + changed("note", "", mode="delete"), [SMALL], ["<doc><p place='top'><hi/></p></doc>"]),
    "a macro deleted": ("23.6", ALL + changed("macro.words", "", "macroSpec", "delete"), ["<doc><p place='top'/></doc>"], [SMALL]),
    "a macro of RELAX NG": ("23.6", ALL + changed("macro.words", '<content><rng:zeroOrMore><rng:choice><rng:text/><rng:ref name="model.inline"/></rng:choice></rng:zeroOrMore></content>', "macroSpec"), ["<doc><p place='top'>x<hi/></p></doc>"], ["<doc><p place='top'><p/></p></doc>"]),
    "a datatype that is a macro of RELAX NG": ("23.6", ALL + '<macroSpec ident="data.old" type="dt"><content><rng:data type="integer"/></content></macroSpec>' + attributes('<attDef ident="no"><datatype><rng:ref name="data.old"/></datatype></attDef>'), ["<doc><p place='top' no='1'/></doc>"], ["<doc><p place='top' no='a'/></doc>"]),
    "an attribute of its own changed": ("23.5.3", ALL + attributes('<attDef ident="place" mode="change" usage="opt"/>'), [SMALL, "<doc><p>x</p></doc>"], ["<doc><p place='x'>x</p></doc>"]),
    "an attribute of a class changed here": ("23.5.3", ALL + attributes('<attDef ident="type" mode="change" usage="req"/>'), ["<doc><p place='top' type='x' subtype='y' n='z'/></doc>"], [SMALL]),
    "an attribute of a class deleted here": ("23.5.3", ALL + attributes('<attDef ident="n" mode="delete"/>'), ["<doc n='1'><p place='top' type='x'/></doc>"], ["<doc><p n='1' place='top'/></doc>"]),
    "an attribute of a class replaced here": ("23.5.3", ALL + attributes(f'<attDef ident="type" mode="replace">{CLOSED.format("")}</attDef>'), ["<doc><p place='top' type='red'/></doc>", SMALL], ["<doc><p place='top' type='x'/></doc>"]),
    "an attribute deleted in its class": ("23.5.3", ALL + attributes('<attDef ident="type" mode="delete"/>', "att.typed", "classSpec"), ["<doc><p place='top' subtype='x'/></doc>"], ["<doc><p place='top' type='x'/></doc>"]),
    "an attribute of a class of its class": ("23.5.3", ALL + attributes('<attDef ident="n" mode="change" usage="req"/>', "att.typed", "classSpec"), ["<doc><p place='top' n='1'/></doc>"], [SMALL]),
    "an attribute added that is there": ("23.5.3", ALL + attributes('<attDef ident="place" mode="add"><datatype><dataRef name="boolean"/></datatype></attDef>'), ["<doc><p place='true'/></doc>"], [SMALL]),
    "a class before what changes its attribute": ("23.5.3", attributes('<attDef ident="kind" mode="change" usage="req"><datatype minOccurs="1" maxOccurs="1"><dataRef name="integer"/></datatype></attDef>') + ALL, ["<doc><p place='top' kind='1'/></doc>"], [SMALL, "<doc><p place='top' kind='one two'/></doc>"]),
    "an attribute by reference": ("23.5.3", ALL + attributes('<attRef class="att.typed" name="type"/>', "note"), [f"<doc><p place='top'><note type='x'>{P}</note></p></doc>"], [f"<doc><p place='top'><note subtype='x'>{P}</note></p></doc>"]),
    "a reference to an attribute that was changed": ("23.5.3", ALL + attributes(f'<attDef ident="type" mode="change">{CLOSED.format("")}</attDef>', "att.typed", "classSpec") + attributes('<attRef class="att.typed" name="type"/>', "note"), [f"<doc><p place='top'><note type='red'>{P}</note></p></doc>"], [f"<doc><p place='top'><note type='x'>{P}</note></p></doc>"]),
    "one attribute or the other": ("23.5.3", ALL + attributes('<attList org="choice"><attDef ident="a" usage="req"/><attDef ident="b" usage="req"/></attList>'), ["<doc><p place='top' a=''/></doc>", "<doc><p place='top' b=''/></doc>"], ["<doc><p place='top' a='' b=''/></doc>", SMALL]),
    "values without a mode": ("23.5.3", ALL + attributes(f'<attDef ident="place" mode="change">{CLOSED.format("")}</attDef>'), ["<doc><p place='red'/></doc>"], [SMALL]),
    "values replaced": ("23.5.3", ALL + attributes(f'<attDef ident="place" mode="change">{CLOSED.format(chr(109) + "ode=" + chr(34) + "replace" + chr(34))}</attDef>'), ["<doc><p place='red'/></doc>"], [SMALL]),
    "values added and deleted": ("23.5.3", ALL + attributes('<attDef ident="place" mode="change"><valList mode="change"><valItem ident="mid" mode="add"/><valItem ident="end" mode="delete"/></valList></attDef>'), [SMALL, "<doc><p place='mid'/></doc>"], ["<doc><p place='end'/></doc>"]),
    "a list of values deleted": ("23.5.3", ALL + attributes('<attDef ident="place" mode="change"><valList mode="delete"/></attDef>'), [SMALL, "<doc><p place='anywhere'/></doc>"], ["<doc><p place='two words'/></doc>"]),
    "a value of another name": ("23.5.3", ALL + attributes('<attDef ident="place" mode="change"><valList mode="change"><valItem ident="top" mode="change"><altIdent>head</altIdent></valItem></valList></attDef>'), ["<doc><p place='head'/></doc>", "<doc><p place='end'/></doc>"], [SMALL]),
    "a value replaced": ("23.5.3", ALL + attributes('<attDef ident="place" mode="change"><valList mode="change"><valItem ident="top" mode="replace"><altIdent>head</altIdent></valItem></valList></attDef>'), ["<doc><p place='head'/></doc>"], [SMALL]),
    "a list of values closed": ("23.5.3", ALL + attributes('<attDef ident="kind" mode="change"><valList type="closed" mode="change"/></attDef>', "att.global", "classSpec"), ["<doc kind='one two'><p place='top'/></doc>"], ["<doc kind='three'><p place='top'/></doc>"]),
    "half open values without a datatype": ("23.5.3", ALL + attributes(f'<attDef ident="tint">{CLOSED.format("").replace("closed", "semi")}</attDef>'), ["<doc><p place='top' tint='any text'/></doc>"], []),
    "a datatype changed": ("23.5.3", ALL + changed("data.word", '<content><dataRef name="integer"/></content>', "dataSpec"), ["<doc n='1'><p place='top'/></doc>"], ["<doc n='a'><p place='top'/></doc>"]),
    "a macro changed": ("23.6", ALL + changed("macro.words", "<content><textNode/></content>", "macroSpec"), [SMALL], ["<doc><p place='top'><hi/></p></doc>"]),
    "another name in documents": ("23.4.2", ALL + changed("p", "<altIdent>para</altIdent>"), ["<doc><para place='top'/></doc>"], [SMALL]),
    "two changes, the later one last": ("24.3.1", ALL + attributes('<attDef ident="place" mode="change" usage="opt"/>') + attributes('<attDef ident="place" mode="delete"/>'), ["<doc><p/></doc>"], [SMALL]),
    "patterns of RELAX NG": ("23.5.1", ALL + changed("p", '<content><rng:zeroOrMore><rng:choice><rng:text/><rng:ref name="hi"/></rng:choice></rng:zeroOrMore></content>'), ["<doc><p place='top'>x<hi/></p></doc>"], [f"<doc><p place='top'><note>{P}</note></p></doc>"]),
    "a class of RELAX NG in a sequence": ("23.5.1", ALL + changed("p", '<content><rng:ref name="model.inline_sequenceOptional"/></content>'), [f"<doc><p place='top'><hi/><note>{P}</note></p></doc>".replace(P, "<p place='end'/>")], [f"<doc><p place='top'><note>{P}</note><hi/></p></doc>"]),
    "a datatype of RELAX NG": ("23.5.3", ALL + attributes('<attDef ident="no"><datatype><rng:data type="integer"/></datatype></attDef>'), ["<doc><p place='top' no='1'/></doc>"], ["<doc><p place='top' no='a'/></doc>"]),
    "facets": ("23.5.1", ALL + attributes('<attDef ident="no"><datatype><dataRef name="integer"><dataFacet name="maxInclusive" value="9"/></dataRef></datatype></attDef>'), ["<doc><p place='top' no='9'/></doc>"], ["<doc><p place='top' no='10'/></doc>"]),
    "content in any order": ("23.5.1", ALL + changed("doc", '<content><sequence preserveOrder="false"><elementRef key="head"/><elementRef key="p"/></sequence></content>'), [f"<doc>{P}<head/></doc>", f"<doc><head/>{P}</doc>"], [SMALL]),
    "an element of another vocabulary": ("24.3.1", ALL + '<elementSpec ident="svg" ns="urn:svg"><classes><memberOf key="model.inline"/></classes><content><anyElement except="http://www.tei-c.org/ns/1.0" minOccurs="0"/></content></elementSpec>', ["<doc><p place='top'><svg xmlns='urn:svg'><g/></svg></p></doc>"], ["<doc><p place='top'><svg/></p></doc>"]),
    "a grammar as a module": ("23.8.2", ALL + '<moduleRef url="formula.rng"/>' + changed("p", '<content><elementRef key="formula"/></content>'), ["<doc><p place='top'><formula xmlns='urn:f'><sum of='1'/></formula></p></doc>"], ["<doc><p place='top'><formula/></p></doc>", "<doc><p place='top'><formula xmlns='urn:f'><sum of='a'/></formula></p></doc>"]),
    "a grammar with a prefix": ("23.8.2", ALL + '<moduleRef url="formula.rng" prefix="f_"/>' + changed("p", '<content><rng:ref name="f_formula"/></content>'), ["<doc><p place='top'><formula xmlns='urn:f'><sum of='1'/></formula></p></doc>"], ["<doc><p place='top'><formula/></p></doc>"]),
    "a grammar whose definition is replaced": ("23.8.2", ALL + '<moduleRef url="formula.rng"><content><rng:define name="sum"><rng:element name="total" ns="urn:f"><rng:empty/></rng:element></rng:define></content></moduleRef>' + changed("p", '<content><elementRef key="formula"/></content>'), ["<doc><p place='top'><formula xmlns='urn:f'><total/></formula></p></doc>"], ["<doc><p place='top'><formula xmlns='urn:f'><sum of='1'/></formula></p></doc>"]),
    "a grammar that names what the schema names": ("23.8.2", ALL + '<moduleRef url="formula.rng"/>' + changed("sum", '<classes><memberOf key="model.inline"/></classes><content><elementRef key="formula"/></content>', mode="add"), ["<doc><p place='top'><sum><formula xmlns='urn:f'><sum of='1'/></formula></sum></p></doc>"], ["<doc><p place='top'><sum of='1'/></p></doc>"]),
    "a grammar that refers to others": ("23.8.2", ALL + '<moduleRef url="box.rng"/>' + changed("p", '<content><elementRef key="box"/></content>'), ["<doc><p place='top'><box xmlns='urn:box'><lid/></box></p></doc>", "<doc><p place='top'><box xmlns='urn:box'><key xmlns='urn:key' no='1'/></box></p></doc>"], ["<doc><p place='top'><box xmlns='urn:box'><key no='1'/></box></p></doc>", "<doc><p place='top'><box xmlns='urn:box'/></p></doc>"]),
    "a grammar that refers to others, with a prefix": ("23.8.2", ALL + '<moduleRef url="box.rng" prefix="b_"/>' + changed("p", '<content><rng:ref name="b_box"/></content>'), ["<doc><p place='top'><box xmlns='urn:box'><lid/></box></p></doc>"], ["<doc><p place='top'><box xmlns='urn:box'/></p></doc>"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_customisation_allows_and_forbids(case: str, tmp_path: Path) -> None:
    _, specs, allowed, forbidden = CASES[case]
    compiled = made(tmp_path, customisation(specs))
    assert [finding for finding in said(compiled) if finding[0] == "error"] == []
    for text in allowed:
        assert allows(compiled.relaxng, text), text
    for text in forbidden:
        assert not allows(compiled.relaxng, text), text


NAMES = """<elementSpec ident="p" mode="change"><altIdent xml:lang="de">Absatz</altIdent><altIdent xml:lang="fr">paragraphe</altIdent>
  <attList><attDef ident="place" mode="change"><altIdent xml:lang="de">Ort</altIdent><altIdent xml:lang="fr">lieu</altIdent>
  <valList mode="change"><valItem ident="top" mode="change"><altIdent xml:lang="de">oben</altIdent><altIdent xml:lang="fr">haut</altIdent></valItem></valList></attDef></attList></elementSpec>"""


@pytest.mark.parametrize(
    ("language", "document"),
    [("", SMALL), ("de", "<doc><Absatz Ort='oben'/></doc>"), ("fr", "<doc><paragraphe lieu='haut'/></doc>"), ("es", SMALL)],
)  # fmt: skip
def test_names_are_those_of_the_language_that_the_schema_asks_for(language: str, document: str, tmp_path: Path) -> None:
    """Names in several languages (altIdent), and schemaSpec/@targetLang (23.4.2, 24.3.1)."""
    asked = f'targetLang="{language}"' if language else ""
    compiled = made(tmp_path, customisation(ALL + NAMES, f'source="base.odd" start="doc" {asked}'))
    assert said(compiled) == []
    for text in {SMALL, "<doc><Absatz Ort='oben'/></doc>", "<doc><paragraphe lieu='haut'/></doc>"}:
        assert allows(compiled.relaxng, text) is (text == document), text


def described(n: str, mode: str = "") -> str:
    """What can be said of an element beside its structure, each with `n` in it."""
    said = f' mode="{mode}"' if mode else ""
    return (
        f"<gloss{said}>{n}</gloss><desc{said}>{n}</desc>"
        f'<model{said} behaviour="{n}" output="web"><param name="of" value="{n}"/></model><exemplum{said}><p>{n}</p></exemplum><remarks{said}><p>{n}</p></remarks>'
    )


def words(said: etree._Element) -> str:
    """What an element says; of a model its behaviour, which its parameter has as well."""
    if said.tag != f"{T}model":
        return "".join(map(str, said.itertext()))
    assert [param.get("value") for param in said] == [said.get("behaviour")]
    return said.get("behaviour", "")


PROSE = ("gloss", "desc", "model", "exemplum", "remarks")


@pytest.mark.parametrize(
    ("mode", "left"),
    [
        ("", ["two"] * 3 + ["one two", "two"]),
        ("add", ["two"] * 3 + ["one two", "two"]),
        ("change", ["two"] * 5),
        ("replace", ["two"] * 5),
        ("delete", [""] * 5),
    ],
)
def test_what_is_said_beside_the_structure(mode: str, left: list[str], tmp_path: Path) -> None:
    """Examples are added to those there are; of the rest there is one in a language, or for an output (23.4, 24.3.1)."""
    base = f'<elementSpec ident="x">{described("one")}<content/></elementSpec>'
    compiled = made(tmp_path, customisation(ALL + base + changed("x", described("two", mode))))
    spec = next(s for s in etree.fromstring(compiled.odd.encode()).iter(f"{T}elementSpec") if s.get("ident") == "x")
    found = [" ".join(words(one) for one in spec.findall(T + name)) for name in PROSE]
    assert found == left


ILLUSTRATED = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><schemaSpec ident="s" start="a"><moduleSpec ident="m"/>
  <classSpec ident="att.x" type="atts" module="m"><attList><attDef ident="x"><exemplum><egXML xmlns="http://www.tei-c.org/ns/Examples">
    <a xml:id="here"/></egXML></exemplum></attDef></attList></classSpec>
  <elementSpec ident="a" module="m"><classes><memberOf key="att.x"/></classes><content><textNode/></content></elementSpec>
  </schemaSpec></body></text></TEI>"""


def test_an_example_that_an_element_has_from_its_class_has_no_id_again(tmp_path: Path) -> None:
    """An attribute of a class that is changed for one element brings its examples along (23.5.3); an xml:id is unique."""
    own = '<exemplum><egXML xmlns="http://www.tei-c.org/ns/Examples"><a xml:id="mine"/></egXML></exemplum>'
    change = f'<elementSpec ident="a" mode="change"><attList><attDef ident="x" mode="change" usage="req">{own}</attDef></attList></elementSpec>'
    (tmp_path / "source.odd").write_text(ILLUSTRATED, encoding="utf-8")
    whole = made(tmp_path, customisation(f'<moduleRef key="m"/>{change}', 'source="source.odd" start="a"')).odd
    assert whole.count('xml:id="here"') == whole.count('xml:id="mine"') == 1
    assert whole.count("<exemplum") == 3
    etree.fromstring(whole.encode())  # which refuses a document with an xml:id that is not unique
