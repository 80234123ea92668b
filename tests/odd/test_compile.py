"""The ODD compiler, construct by construct: a small ODD, a document it allows, and one it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from siglum.failure import Failure
from siglum.odd import Compiled, compile_odd

TEI = "http://www.tei-c.org/ns/1.0"


def odd(specs: str, attributes: str = 'start="a"') -> str:
    return (
        f'<TEI xmlns="{TEI}" xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:rng="http://relaxng.org/ns/structure/1.0">'
        f'<text><body>\n<schemaSpec ident="t" {attributes}>\n{specs}\n</schemaSpec></body></text></TEI>'
    )


def element(ident: str, content: str = "<empty/>", more: str = "", classes: str = "", attributes: str = "") -> str:
    members = "".join(f'<memberOf key="{key}"/>' for key in classes.split())
    return f'<elementSpec ident="{ident}" {attributes}><classes>{members}</classes><content>{content}</content>{more}</elementSpec>'


def one(content: str) -> str:
    """<a> with some content, and empty elements b, c and d."""
    return (
        element("a", content)
        + "".join(element(name, classes="model.x") for name in "bcd")
        + ('<classSpec ident="model.x" type="model"/>')
    )


def with_attribute(definition: str, more: str = "") -> str:
    return element("a", more=f"<attList>{definition}</attList>") + more


TOKEN = '<datatype><dataRef name="token"/></datatype>'
LIST = '<valList type="{}"><valItem ident="x"/><valItem ident="y"/></valList>'
CLASSES = (
    '<classSpec ident="att.k" type="atts"><attList><attDef ident="x" usage="req">' + TOKEN + "</attDef>"
    '<attDef ident="y"><datatype><dataRef name="integer"/></datatype></attDef></attList></classSpec>'
)
NESTED = (
    '<classSpec ident="model.x" type="model"/>' + element("b", classes="model.x")
    + '<classSpec ident="model.y" type="model"><classes><memberOf key="model.x"/></classes></classSpec>' + element("c", classes="model.y") + element("d", classes="model.y")
)  # fmt: skip

# name → (ODD, documents it allows, documents it does not); documents without their namespace
CASES: dict[str, tuple[str, list[str], list[str]]] = {
    "empty": (one("<empty/>"), ["<a/>"], ["<a>x</a>", "<a><b/></a>"]),
    "no content": (element("a", ""), ["<a/>"], ["<a>x</a>"]),
    "textNode": (one("<textNode/>"), ["<a>x</a>", "<a/>"], ["<a><b/></a>"]),
    "sequence": (one('<sequence><elementRef key="b"/><elementRef key="c"/></sequence>'), ["<a><b/><c/></a>"], ["<a><c/><b/></a>", "<a><b/></a>"]),
    "sequence without order": (one('<sequence preserveOrder="false"><elementRef key="b"/><elementRef key="c"/></sequence>'), ["<a><c/><b/></a>", "<a><b/><c/></a>"], ["<a><b/></a>"]),
    "alternate": (one('<alternate><elementRef key="b"/><elementRef key="c"/></alternate>'), ["<a><b/></a>", "<a><c/></a>"], ["<a><b/><c/></a>", "<a/>"]),
    "optional": (one('<elementRef key="b" minOccurs="0"/>'), ["<a/>", "<a><b/></a>"], ["<a><b/><b/></a>"]),
    "any number": (one('<elementRef key="b" minOccurs="0" maxOccurs="unbounded"/>'), ["<a/>", "<a><b/><b/><b/></a>"], ["<a><c/></a>"]),
    "at least one": (one('<elementRef key="b" maxOccurs="unbounded"/>'), ["<a><b/><b/></a>"], ["<a/>"]),
    "two to four": (one('<elementRef key="b" minOccurs="2" maxOccurs="4"/>'), ["<a><b/><b/></a>", "<a><b/><b/><b/><b/></a>"], ["<a><b/></a>", "<a><b/><b/><b/><b/><b/></a>"]),
    "at least two": (one('<elementRef key="b" minOccurs="2" maxOccurs="unbounded"/>'), ["<a><b/><b/><b/></a>"], ["<a><b/></a>"]),
    "never": (one('<elementRef key="b" minOccurs="0" maxOccurs="0"/>'), ["<a/>"], ["<a><b/></a>"]),
    "a sequence repeated": (one('<sequence maxOccurs="2"><elementRef key="b"/><elementRef key="c"/></sequence>'), ["<a><b/><c/><b/><c/></a>"], ["<a><b/><b/></a>"]),
    "macro": (element("a", '<macroRef key="macro.m"/>') + '<macroSpec ident="macro.m"><content><textNode/></content></macroSpec>', ["<a>x</a>"], ["<a><a/></a>"]),
    "class of models": (element("a", '<classRef key="model.x"/>') + NESTED, ["<a><b/></a>", "<a><d/></a>"], ["<a/>", "<a><b/><c/></a>"]),
    "class without members": (element("a", '<classRef key="model.z" minOccurs="0"/>') + '<classSpec ident="model.z" type="model"/>', ["<a/>"], ["<a><a/></a>"]),
    "expand sequence": (element("a", '<classRef key="model.x" expand="sequence"/>') + NESTED, ["<a><b/><c/><d/></a>"], ["<a><b/><c/></a>", "<a><c/><b/><d/></a>"]),
    "expand sequenceOptional": (element("a", '<classRef key="model.x" expand="sequenceOptional"/>') + NESTED, ["<a/>", "<a><b/><d/></a>"], ["<a><d/><b/></a>", "<a><b/><b/></a>"]),
    "expand sequenceRepeatable": (element("a", '<classRef key="model.x" expand="sequenceRepeatable"/>') + NESTED, ["<a><b/><b/><c/><d/></a>"], ["<a><b/><c/></a>"]),
    "expand sequenceOptionalRepeatable": (element("a", '<classRef key="model.x" expand="sequenceOptionalRepeatable"/>') + NESTED, ["<a/>", "<a><b/><b/><d/></a>"], ["<a><d/><b/></a>"]),
    "include": (element("a", '<classRef key="model.x" include="b d"/>') + NESTED, ["<a><b/></a>", "<a><d/></a>"], ["<a><c/></a>"]),
    "include a class": (element("a", '<classRef key="model.x" include="model.y"/>') + NESTED, ["<a><c/></a>"], ["<a><b/></a>"]),
    "except": (element("a", '<classRef key="model.x" except="c"/>') + NESTED, ["<a><b/></a>", "<a><d/></a>"], ["<a><c/></a>"]),
    "except a class": (element("a", '<classRef key="model.x" except="model.y"/>') + NESTED, ["<a><b/></a>"], ["<a><c/></a>"]),
    "data in content": (element("a", '<dataRef name="integer"/>'), ["<a>12</a>"], ["<a>x</a>"]),
    "list in content": (element("a", LIST.format("closed")), ["<a>x</a>"], ["<a>z</a>"]),
    "RELAX NG in content": (element("a", "<rng:oneOrMore><rng:ref name='b'/></rng:oneOrMore>") + element("b"), ["<a><b/></a>"], ["<a/>"]),
    "anyElement": (element("a", "<anyElement/>"), ['<a><x xmlns="urn:x" y="1"><z>t</z></x></a>'], ["<a><a/></a>", "<a/>"]),
    "anyElement require": (element("a", '<anyElement require="urn:x"/>'), ['<a><x xmlns="urn:x"/></a>'], ['<a><x xmlns="urn:y"/></a>']),
    "anyElement except": (element("a", f'<anyElement except="{TEI} urn:y"/>'), ['<a><x xmlns="urn:x"/></a>'], ['<a><x xmlns="urn:y"/></a>']),
    "optional attribute": (with_attribute(f'<attDef ident="x">{TOKEN}</attDef>'), ["<a/>", '<a x="1"/>'], ['<a y="1"/>']),
    "required attribute": (with_attribute(f'<attDef ident="x" usage="req">{TOKEN}</attDef>'), ['<a x="1"/>'], ["<a/>"]),
    "attribute of any text": (with_attribute('<attDef ident="x"/>'), ['<a x="any text"/>'], ['<a y=""/>']),
    "attribute in a namespace": (with_attribute(f'<attDef ident="x" ns="urn:n">{TOKEN}</attDef>'), ['<a xmlns:n="urn:n" n:x="1"/>'], ['<a x="1"/>']),
    "xml:id": (with_attribute('<attDef ident="xml:id"><datatype><dataRef name="ID"/></datatype></attDef>'), ['<a xml:id="i"/>'], ['<a id="i"/>']),
    "alternative attributes": (with_attribute(f'<attList org="choice"><attDef ident="x" usage="req">{TOKEN}</attDef><attDef ident="y" usage="req">{TOKEN}</attDef></attList>'), ['<a x="1"/>', '<a y="1"/>'], ['<a x="1" y="1"/>', "<a/>"]),
    "grouped attributes": (with_attribute(f'<attList org="group"><attDef ident="x" usage="req">{TOKEN}</attDef><attDef ident="y" usage="req">{TOKEN}</attDef></attList>'), ['<a x="1" y="1"/>'], ['<a x="1"/>']),
    "closed list": (with_attribute(f'<attDef ident="x">{LIST.format("closed")}</attDef>'), ['<a x="y"/>'], ['<a x="z"/>']),
    "half-open list": (with_attribute(f'<attDef ident="x"><datatype><dataRef name="integer"/></datatype>{LIST.format("semi")}</attDef>'), ['<a x="y"/>', '<a x="7"/>'], ['<a x="z"/>']),
    "open list": (with_attribute(f'<attDef ident="x">{TOKEN}{LIST.format("open")}</attDef>'), ['<a x="y"/>', '<a x="z"/>'], ['<a y=""/>']),
    "list of values": (with_attribute('<attDef ident="x"><datatype minOccurs="1" maxOccurs="unbounded"><dataRef name="integer"/></datatype></attDef>'), ['<a x="1 2 3"/>'], ['<a x="1 b"/>', '<a x=""/>']),
    "at most two values": (with_attribute('<attDef ident="x"><datatype maxOccurs="2"><dataRef name="integer"/></datatype></attDef>'), ['<a x="1 2"/>'], ['<a x="1 2 3"/>']),
    "datatype": (with_attribute('<attDef ident="x"><datatype><dataRef key="data.k"/></datatype></attDef>') + '<dataSpec ident="data.k"><content><alternate><dataRef name="boolean"/><valList><valItem ident="unknown"/></valList></alternate></content></dataSpec>', ['<a x="true"/>', '<a x="unknown"/>'], ['<a x="maybe"/>']),
    "restriction": (with_attribute(r'<attDef ident="x"><datatype><dataRef name="token" restriction="[a-c]\d"/></datatype></attDef>'), ['<a x="b7"/>'], ['<a x="d7"/>']),
    "facet": (with_attribute('<attDef ident="x"><datatype><dataRef name="double"><dataFacet name="maxInclusive" value="1"/></dataRef></datatype></attDef>'), ['<a x="0.5"/>'], ['<a x="2"/>']),
    "class of attributes": (element("a", classes="att.k") + CLASSES, ['<a x="1" y="2"/>', '<a x="1"/>'], ["<a/>", '<a x="1" y="b"/>']),
    "class of a class": (element("a", classes="att.l") + CLASSES + '<classSpec ident="att.l" type="atts"><classes><memberOf key="att.k"/></classes></classSpec>', ['<a x="1"/>'], ["<a/>"]),
    "attribute deleted": (element("a", classes="att.k", more='<attList><attDef ident="x" mode="delete"/></attList>') + CLASSES, ["<a/>", '<a y="1"/>'], ['<a x="1"/>']),
    "attribute changed": (element("a", classes="att.k", more='<attList><attDef ident="x" mode="change" usage="opt"/></attList>') + CLASSES, ["<a/>", '<a x="1"/>'], ['<a z="1"/>']),
    "attribute closed by a change": (element("a", classes="att.k", more=f'<attList><attDef ident="x" mode="change">{LIST.format("closed")}</attDef></attList>') + CLASSES, ['<a x="y"/>'], ['<a x="z"/>', "<a/>"]),
    "attribute replaced": (element("a", classes="att.k", more='<attList><attDef ident="x" mode="replace"><datatype><dataRef name="boolean"/></datatype></attDef></attList>') + CLASSES, ["<a/>", '<a x="true"/>'], ['<a x="z"/>']),
    "class changes its class": (element("a", classes="att.l") + CLASSES + '<classSpec ident="att.l" type="atts"><classes><memberOf key="att.k"/></classes><attList><attDef ident="x" mode="delete"/></attList></classSpec>', ["<a/>"], ['<a x="1"/>']),
    "attRef": (element("a", more='<attList><attRef class="att.k" name="y"/></attList>') + CLASSES, ['<a y="1"/>'], ['<a x="1"/>', '<a y="b"/>']),
    "values added": (element("a", classes="att.v", more='<attList><attDef ident="x" mode="change"><valList mode="change"><valItem ident="z" mode="add"/><valItem ident="x" mode="delete"/></valList></attDef></attList>') + f'<classSpec ident="att.v" type="atts"><attList><attDef ident="x">{LIST.format("closed")}</attDef></attList></classSpec>', ['<a x="z"/>', '<a x="y"/>'], ['<a x="x"/>']),
    "another namespace": (element("a", '<elementRef key="b"/>') + element("b", attributes='ns="urn:b"'), ['<a><b xmlns="urn:b"/></a>'], ["<a><b/></a>"]),
    "another name": (element("a", '<elementRef key="b"/>') + '<elementSpec ident="b"><altIdent>bee</altIdent><content><empty/></content></elementSpec>', ["<a><bee/></a>"], ["<a><b/></a>"]),
    "specification deleted": (element("a", '<classRef key="model.x" minOccurs="0"/>') + NESTED + '<elementSpec ident="c" mode="delete"/>', ["<a><d/></a>"], ["<a><c/></a>"]),
    "specification replaced": (element("a") + element("a", "<textNode/>", attributes='mode="replace"'), ["<a>x</a>"], ["<a><a/></a>"]),
    "specification changed twice": (with_attribute(f'<attDef ident="x">{TOKEN}</attDef>') + '<elementSpec ident="a" mode="change"><attList><attDef ident="x" mode="change" usage="req"/></attList></elementSpec><elementSpec ident="a" mode="change"><attList><attDef ident="x" mode="delete"/></attList></elementSpec>', ["<a/>"], ['<a x="1"/>']),
    "specification changed": (element("a", "<textNode/>") + f'<elementSpec ident="a" mode="change"><attList><attDef ident="x" usage="req">{TOKEN}</attDef></attList></elementSpec>', ['<a x="1">t</a>'], ["<a>t</a>"]),
    "specification renamed by a change": (element("a", '<elementRef key="b"/>') + element("b") + '<elementSpec ident="b" mode="change"><altIdent>bee</altIdent></elementSpec>', ["<a><bee/></a>"], ["<a><b/></a>"]),
    "namespace given by a change": (element("a", '<elementRef key="b"/>') + element("b") + '<elementSpec ident="b" mode="change" ns="urn:b"/>', ['<a><b xmlns="urn:b"/></a>'], ["<a><b/></a>"]),
    "membership taken": (element("a", '<classRef key="model.x" minOccurs="0"/>') + NESTED + '<elementSpec ident="b" mode="change"><classes mode="change"><memberOf key="model.x" mode="delete"/></classes></elementSpec>', ["<a><c/></a>"], ["<a><b/></a>"]),
    "group": ('<specGrp xml:id="g">' + element("a", '<elementRef key="b"/>') + '<specGrp xml:id="h">' + element("b") + "</specGrp></specGrp>", ["<a><b/></a>"], ["<a/>"]),
    "module": ('<moduleSpec ident="m"><desc>A module.</desc></moduleSpec>' + element("a", attributes='module="m"'), ["<a/>"], ["<a>x</a>"]),
}  # fmt: skip


def document(text: str) -> etree._Element:
    head, _, rest = text.partition("a")
    return etree.fromstring(f'{head}a xmlns="{TEI}"{rest}')


def compiled(tmp_path: Path, text: str) -> Compiled:
    path = tmp_path / "t.odd"
    path.write_text(text, encoding="utf-8")
    return compile_odd(path)


@pytest.mark.parametrize("case", CASES)
def test_a_construct_allows_and_forbids(case: str, tmp_path: Path) -> None:
    specs, allowed, forbidden = CASES[case]
    grammar = etree.RelaxNG(etree.fromstring(compiled(tmp_path, odd(specs)).relaxng.encode()))
    for text in allowed:
        assert grammar.validate(document(text)), (text, grammar.error_log)
    for text in forbidden:
        assert not grammar.validate(document(text)), text


def test_a_group_that_stands_elsewhere_is_fetched(tmp_path: Path) -> None:
    text = odd('<specGrpRef target="#g"/>').replace("<body>", f'<body><specGrp xml:id="g">{element("a")}</specGrp>')
    assert etree.RelaxNG(etree.fromstring(compiled(tmp_path, text).relaxng.encode())).validate(document("<a/>"))


def test_a_module_that_stands_elsewhere_is_fetched(tmp_path: Path) -> None:
    specs = element("a", '<elementRef key="b" minOccurs="0"/>', attributes='module="m"') + element(
        "b", attributes='module="m"'
    )
    text = odd('<moduleRef key="m"/>').replace("<body>", f'<body><specGrp xml:id="g">{specs}</specGrp>')
    assert etree.RelaxNG(etree.fromstring(compiled(tmp_path, text).relaxng.encode())).validate(document("<a><b/></a>"))


def test_patterns_take_the_prefix_of_the_schema(tmp_path: Path) -> None:
    grammar = compiled(tmp_path, odd(element("a"), 'start="a" prefix="my_"')).relaxng
    assert '<define name="my_a">' in grammar
    assert etree.RelaxNG(etree.fromstring(grammar.encode())).validate(document("<a/>"))


def test_the_namespace_of_the_schema(tmp_path: Path) -> None:
    grammar = etree.RelaxNG(
        etree.fromstring(compiled(tmp_path, odd(element("a"), 'start="a" ns="urn:x"')).relaxng.encode())
    )
    assert grammar.validate(etree.fromstring('<a xmlns="urn:x"/>'))
    assert not grammar.validate(document("<a/>"))


def test_the_schema_says_what_it_excepts_from_any_element(tmp_path: Path) -> None:
    text = odd(element("a", "<anyElement/>"), 'start="a" defaultExceptions="urn:x http://www.tei-c.org/ns/1.0"')
    grammar = etree.RelaxNG(etree.fromstring(compiled(tmp_path, text).relaxng.encode()))
    assert grammar.validate(document('<a><y xmlns="urn:y"/></a>'))
    assert not grammar.validate(document('<a><x xmlns="urn:x"/></a>'))


def test_glosses_and_descriptions_become_documentation(tmp_path: Path) -> None:
    text = odd(
        '<elementSpec ident="a"><gloss xml:lang="fr">un</gloss><gloss xml:lang="en">one</gloss><desc>The  first.</desc><content/></elementSpec>'
    )
    assert "<a:documentation>(one) The first.</a:documentation>" in compiled(tmp_path, text).relaxng


def test_the_documentation_is_in_the_language_of_the_schema(tmp_path: Path) -> None:
    text = odd(
        '<elementSpec ident="a"><desc>one</desc><desc xml:lang="fr">un</desc><content/></elementSpec>',
        'start="a" docLang="fr"',
    )
    assert "<a:documentation>un</a:documentation>" in compiled(tmp_path, text).relaxng


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (["<desc>The other.</desc>"], "(one) The other."),
        (["<gloss>two</gloss>"], "(two) The first."),
        (['<desc xml:lang="de">Der andere.</desc>'], "(one) The first."),
        (["<desc>The other.</desc>", "<desc>The last.</desc>"], "(one) The last."),
    ],
)  # fmt: skip
def test_a_change_describes_anew(changes: list[str], said: str, tmp_path: Path) -> None:
    changed = "".join(f'<elementSpec ident="a" mode="change">{change}</elementSpec>' for change in changes)
    base = '<elementSpec ident="a"><gloss>one</gloss><desc>The first.</desc><content/></elementSpec>'
    assert f"<a:documentation>{said}</a:documentation>" in compiled(tmp_path, odd(base + changed)).relaxng


def constraint(ident: str, test: str, attributes: str = "", desc: str = "") -> str:
    says = f'<constraint><sch:assert test="{test}">{test}</sch:assert></constraint>' if test else ""
    return f'<constraintSpec ident="{ident}" scheme="schematron" {attributes}>{desc}{says}</constraintSpec>'


DELETED = constraint("r", "", 'mode="delete"')
ON_AN_ATTRIBUTE = f'<attList><attDef ident="x">{constraint("r", "1")}</attDef></attList>'


@pytest.mark.parametrize(
    ("base", "changes", "left"),
    [
        (constraint("r", "1") + constraint("s", "2"), [DELETED], ["2"]),
        (constraint("r", "1"), [constraint("r", "2", 'mode="change"')], ["2"]),
        (constraint("r", "1"), [constraint("r", "2", 'mode="replace"')], ["2"]),
        (constraint("r", "1"), [constraint("s", "2", 'mode="add"')], ["1", "2"]),
        (constraint("r", "1"), [DELETED, constraint("r", "2", 'mode="add"')], ["2"]),
        (constraint("r", "1"), [constraint("r", "", 'mode="change"', "<desc>Why.</desc>")], ["1"]),
        (ON_AN_ATTRIBUTE, ['<attList><attDef ident="x" mode="delete"/></attList>'], []),
        (ON_AN_ATTRIBUTE, ['<attList><attDef ident="x" mode="replace"/></attList>'], []),
        (ON_AN_ATTRIBUTE, ['<attList><attDef ident="x" mode="change" usage="req"/></attList>'], ["1"]),
        (ON_AN_ATTRIBUTE, [f'<attList><attDef ident="x" mode="change">{DELETED}</attDef></attList>'], []),
        (ON_AN_ATTRIBUTE, ['<attList><attDef ident="y" mode="delete"/></attList>'], ["1"]),
    ],
)  # fmt: skip
def test_a_change_of_constraints(base: str, changes: list[str], left: list[str], tmp_path: Path) -> None:
    changed = "".join(f'<elementSpec ident="a" mode="change">{change}</elementSpec>' for change in changes)
    found = etree.fromstring(compiled(tmp_path, odd(element("a", more=base) + changed)).schematron.encode())
    asserted = found.iter("{http://purl.oclc.org/dsdl/schematron}assert")
    assert [element.get("test") for element in asserted] == left


def test_a_constraint_keeps_what_its_change_does_not_say(tmp_path: Path) -> None:
    changed = constraint("r", "", 'mode="change"', "<desc>Why.</desc>")
    base = element("a", more=constraint("r", "1", desc="<desc>Because.</desc>"))
    found = compiled(tmp_path, odd(f'{base}<elementSpec ident="a" mode="change">{changed}</elementSpec>')).schematron
    assert "<sch:title>Why.</sch:title>" in found and 'test="1"' in found and "Because." not in found


def test_constraints_become_schematron(tmp_path: Path) -> None:
    rule = '<sch:rule context="tei:a"><sch:assert test="@x" role="warning">has x, not <sch:value-of select="name()"/></sch:assert></sch:rule>'
    specs = element(
        "a",
        more=f"""<constraintSpec ident="r" scheme="schematron"><desc>Why.</desc><constraint><sch:ns prefix="n" uri="urn:n"/>{rule}</constraint></constraintSpec>
      <constraintSpec ident="s" scheme="schematron"><constraint><sch:report test="@y">no y</sch:report></constraint></constraintSpec>
      <attList><attDef ident="x"><constraintSpec ident="v" scheme="schematron"><constraint><sch:assert test=". != ''">not empty</sch:assert></constraint></constraintSpec></attDef></attList>""",
    )
    found = etree.fromstring(compiled(tmp_path, odd(specs)).schematron.encode())
    sch = {"s": "http://purl.oclc.org/dsdl/schematron"}
    assert found.xpath("s:pattern/@id", namespaces=sch) == ["a-r", "a-s", "a-x-v"]
    assert found.xpath("s:pattern/s:rule/@context", namespaces=sch) == ["tei:a", "tei:a", "tei:a/@x"]
    assert found.xpath("s:pattern[1]/s:title/text()", namespaces=sch) == ["Why."]
    assert found.xpath("string(s:ns[@prefix = 'n']/@uri)", namespaces=sch) == "urn:n"
    assert "source:" not in etree.tostring(found).decode()


# ----- what the compiler does not know, it names -----

FAULTS: dict[str, tuple[str, str]] = {  # name → (what stands in the schemaSpec, on line 3 of the file; what is said)
    "unknown in the schema": ("<banana/>", "<banana> in <schemaSpec> is not known to the ODD compiler"),
    "unknown in content": (element("a", "<banana/>"), "<banana> in <content> is not known to the ODD compiler"),
    "unknown in a list of attributes": (with_attribute("<banana/>"), "<banana> in <attList> is not known to the ODD compiler"),
    "unknown way to expand": (element("a", '<classRef key="model.x" expand="sideways"/>') + '<classSpec ident="model.x" type="model"/>', "<classRef> has expand=“sideways”"),
    "no such element": (element("a", '<elementRef key="b"/>'), "<elementRef> names the element “b”, and there is none of that name"),
    "no such class": (element("a", '<classRef key="model.x"/>'), "<classRef> names the class “model.x”"),
    "no such macro": (element("a", '<macroRef key="macro.x"/>'), "<macroRef> names the macro “macro.x”"),
    "no such datatype": (with_attribute('<attDef ident="x"><datatype><dataRef key="k"/></datatype></attDef>'), "<dataRef> names the datatype “k”"),
    "no such attribute": (with_attribute('<attRef class="att.k" name="x"/>'), "<attRef> names the class “att.k”"),
    "no such start": (element("b"), "<schemaSpec> names “a” as a start"),
    "no content": ('<elementSpec ident="a"/>', "<elementSpec> “a” has no <content>"),
    "no such group": ('<specGrpRef target="#g"/>' + element("a"), "<specGrpRef> points to “#g”, which is no <specGrp> of this document"),
    "no such module": ('<moduleRef key="cores"/>' + element("a"), "there is no module “cores”"),
    "a change of nothing": ('<elementSpec ident="a" mode="change"/>', "the schema has no element “a” to change"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_what_is_not_known_is_named_with_file_and_line(case: str, tmp_path: Path) -> None:
    specs, said = FAULTS[case]
    with pytest.raises(Failure) as failure:
        compiled(tmp_path, odd(specs))
    assert said in str(failure.value)
    line = 2 if case == "no such start" else 3
    assert f"t.odd:{line}:" in str(failure.value)


def test_a_group_that_contains_itself(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="a group that contains it"):
        compiled(tmp_path, odd('<specGrp xml:id="g"><specGrpRef target="#g"/></specGrp><specGrpRef target="#g"/>'))


def test_all_faults_are_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(Failure) as failure:
        compiled(tmp_path, odd("<banana/><cherry/>" + element("a")))
    assert "<banana>" in str(failure.value) and "<cherry>" in str(failure.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("<TEI", "t.odd:1:"),
        ('<schemaSpec ident="x"/>', f'its <schemaSpec> is not in the namespace of TEI: write xmlns="{TEI}"'),
        (f'<TEI xmlns="{TEI}"/>', "an ODD has a <schemaSpec>, and this document has none"),
    ],
)
def test_a_file_that_is_no_odd(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(Failure) as failure:
        compiled(tmp_path, text)
    assert said in str(failure.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="cannot read"):
        compile_odd(tmp_path / "none.odd")


def test_an_odd_may_have_any_name(tmp_path: Path) -> None:
    path = tmp_path / "t.xml"
    path.write_text(odd(element("a")), encoding="utf-8")
    assert "<define" in compile_odd(path).relaxng


def test_an_odd_may_have_what_a_document_may_have(tmp_path: Path) -> None:
    """Saxon's parser by itself takes 100 elements inside each other, 200 attributes, 1,000 characters of a name."""
    attributes = " ".join(f'a{n}="1"' for n in range(2000))
    gloss = f"<gloss>{'<hi>' * 1500}x{'</hi>' * 1500}<{'n' * 20_000} {attributes}/></gloss>"
    (tmp_path / "large.odd").write_text(odd(element("a", more=gloss)), encoding="utf-8")
    assert '<element name="a">' in compile_odd(tmp_path / "large.odd").relaxng
