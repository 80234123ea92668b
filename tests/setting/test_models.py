"""Each construct of the processing model: models, what is set, what comes of it (tests/setting/cases).

A case cites the section of the TEI Guidelines that it is about; input and expected output stand in one file.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from setting.readings import odd, set_, tei, without_marks
from siglum import saxon, setting
from siglum.failure import Failure

CASES = sorted(Path(__file__).with_name("cases").glob("*.xml"))
TEI = "{http://www.tei-c.org/ns/1.0}"


def canonical(element: etree._Element) -> str:
    alone = etree.fromstring(etree.tostring(element, with_tail=False))
    etree.cleanup_namespaces(alone)
    return etree.tostring(alone, method="c14n").decode()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_construct_of_the_processing_model(path: Path) -> None:
    root = etree.parse(str(path), etree.XMLParser(collect_ids=False)).getroot()
    specs = "".join(etree.tostring(spec, encoding="unicode") for spec in root[0].iterchildren(f"{TEI}elementSpec"))
    pairs = root.findall(f"{TEI}set")
    assert pairs
    for pair in pairs:
        given, expected = pair[0][0], pair[1][0]
        made = set_(etree.tostring(given, encoding="unicode", with_tail=False), specs, pair.get("output"))
        assert canonical(without_marks(made)) == canonical(expected)


def test_every_section_on_processing_models_has_a_case() -> None:
    cited = "".join(path.read_text(encoding="utf-8") for path in CASES)
    assert [n for n in range(1, 10) if f"section 23.5.4.{n} " not in cited] == []


def test_the_last_odd_comes_first_and_what_it_does_not_say_is_left_to_the_others() -> None:
    one = odd(
        '<elementSpec ident="hi" mode="change"><model behaviour="omit"/></elementSpec><elementSpec ident="emph" mode="change"><model behaviour="omit"/></elementSpec>'
    )
    other = odd('<elementSpec ident="hi" mode="change"><model behaviour="name"/></elementSpec>')
    made = setting.set_reading(tei("<p><hi>a</hi><emph>b</emph><name>c</name></p>"), setting.models(one, other))
    root = etree.fromstring(made.tei.encode())
    assert [e.get("{urn:siglum:set}behaviour") for e in root] == ["name", "omit", "name"]


def test_what_is_unknown_is_told_with_file_line_and_name() -> None:
    made = setting.set_reading(tei('<div>\n<p>a <x xmlns="urn:o">b</x></p>\n<novel/></div>'), setting.models())
    assert [(u.path, u.line, u.name, u.namespace) for u in made.unknown] == [
        ("t.xml", 2, "x", "urn:o"),
        ("t.xml", 3, "novel", "http://www.tei-c.org/ns/1.0"),
    ]


def test_the_places_in_the_source_are_handed_on() -> None:
    root = set_("<div>\n<p>a</p>\n<p>b</p></div>")
    assert [(e.get("{urn:siglum:source}n"), e.get("{urn:siglum:source}line")) for e in root.iter()] == [
        ("0", "1"),
        ("1", "2"),
        ("2", "3"),
    ]
    assert root.get("{urn:siglum:source}path") == "t.xml"


# ----- what is wrong with a model is said, with its place -----


def model(attributes: str, inside: str = "") -> str:
    return f'\n<elementSpec ident="stage" mode="change">\n<model {attributes}>{inside}</model></elementSpec>'


FAULTS: dict[str, tuple[str, str]] = {
    "a predicate that is no XPath": (model('predicate="ancestor::p[" behaviour="block"'), "t.odd:3: the predicate of the model of <stage> is no XPath that can be read: ancestor::p["),
    "a parameter that is no XPath": (model('behaviour="block"', '<param name="place" value="margin:"/>'), "t.odd:3: the parameter “place” of the model of <stage> is no XPath that can be read: margin:"),
    "a function that there is not": (model('predicate="ends-in(., 3)" behaviour="block"'), "t.odd:3: the predicate of the model of <stage> is no XPath that can be read"),
    "a behaviour that there is not": (model('behaviour="footnote"'), "t.odd:3: the model of <stage> asks for the behaviour “footnote”, which no output knows: write one of addition, alternate, anchor"),
    "a parameter without a name that can be one": (model('behaviour="block"', '<param name="1 x" value="@n"/>'), "t.odd:3: a parameter of the model of <stage> is named “1 x”, which is no name"),
    "an expression with a brace": (model('predicate="{1}" behaviour="block"'), "t.odd:3: the predicate of the model of <stage> is no XPath that can be read"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_told_with_file_line_and_element(case: str) -> None:
    specs, said = FAULTS[case]
    with pytest.raises(Failure) as failure:
        setting.models(odd(specs))
    assert said in str(failure.value)
    assert "\n" not in str(failure.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(Failure) as failure:
        setting.models(odd(model('predicate="[" behaviour="block"') + model('predicate="]" behaviour="block"')))
    assert "t.odd:3: " in str(failure.value) and "t.odd:5: " in str(failure.value)


def test_only_what_is_at_fault_is_told() -> None:
    good = "set:among-words(.) and xs:integer(@n) = 1 and parent::tei:p and set:joins(.)"
    specs = model(f'xmlns:set="urn:siglum:set" predicate="{good}" behaviour="block"') + model(
        'predicate="[" behaviour="block"'
    )
    with pytest.raises(Failure) as failure:
        setting.models(odd(specs))
    assert "t.odd:5: " in str(failure.value) and "t.odd:3: " not in str(failure.value)


@pytest.mark.parametrize(
    "xpath",
    ["doc('secret.xml')", "fn:doc('secret.xml')", "Q{http://www.w3.org/2005/xpath-functions}doc('secret.xml')", "doc#1('secret.xml')", "'secret.xml' ! doc(.)",
     "document('secret.xml')", "unparsed-text('secret.xml')", "collection('.')", "uri-collection('.')", "json-doc('secret.xml')",
     "environment-variable('HOME')", "transform(map{})", "function-lookup(xs:QName('fn:doc'), 1)('secret.xml')", "doc  (:x:) ('secret.xml')"],
)  # fmt: skip
def test_a_model_sees_the_document_alone(xpath: str) -> None:
    with pytest.raises(
        Failure,
        match=r"t\.odd:3: the predicate of the model of <stage> calls [a-z-]+\(\): a model sees the document alone",
    ):
        setting.models(odd(model(f'predicate="{xpath}" behaviour="block"')))


@pytest.mark.parametrize(
    "xpath",
    ["@n = 'doc(1)'", "doc", "@collection", "child::document", "my-doc or doc:x", "contains(., 'transform (it)')"],
)
def test_a_word_is_no_call(xpath: str) -> None:
    specs = model(f'xmlns:doc="urn:d" predicate="{xpath}" behaviour="omit"')
    assert set_("<p><stage>a</stage></p>", specs)[0].get("{urn:siglum:set}behaviour") == "inline"


def test_what_slips_through_meets_a_closed_door(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<x>secret</x>")
    sheet = f"""<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/" mode="m"><a>
      <xsl:value-of select="doc('{secret.as_uri()}')"/></a></xsl:template></xsl:stylesheet>"""
    with pytest.raises(Failure, match="prohibited"):
        saxon.transform_confined(sheet, "sneaky", "m", "<a/>")


def test_a_model_that_fails_is_named() -> None:
    models = setting.models(odd(model('predicate="xs:integer(@n) = 1" behaviour="block"')))
    with pytest.raises(Failure, match=r"t\.odd:2: the models of <stage> cannot be applied: .*Cannot convert string"):
        setting.set_reading(tei('<p><stage n="one">a</stage></p>'), models)


@pytest.mark.parametrize("xpath", ["..", "ancestor::div", "//p", "/*"])
def test_an_element_cannot_be_set_within_itself(xpath: str) -> None:
    models = setting.models(odd(model('behaviour="block"', f'<param name="content" value="{xpath}"/>')))
    with pytest.raises(Failure, match=r"t\.xml:2: the model of <stage> sets <\w+>, in which it stands"):
        setting.set_reading(tei("<div>\n<p><stage>a</stage></p></div>"), models)


def test_two_elements_cannot_set_each_other() -> None:
    specs = '<elementSpec ident="ptr" mode="change"><model behaviour="link"><param name="content" value="id(substring(@target, 2))"/></model></elementSpec>'
    with pytest.raises(Failure, match=r"the model of <ptr> sets <ptr>, in which it stands"):
        set_('<p><ptr xml:id="a" target="#b"/><ptr xml:id="b" target="#a"/></p>', specs)
