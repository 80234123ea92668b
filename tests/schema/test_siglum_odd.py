"""The schema: fresh, within TEI, documented, and guarded by rules that fire."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from schema import rules
from schema.generator import Generator
from siglum.odd import Sources, compile_odd
from tei.received import ESSAY, LETTER, REGISTERS, ROOT

TEI = "{http://www.tei-c.org/ns/1.0}"
EXAMPLES = "{http://www.tei-c.org/ns/Examples}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ODD = ROOT / "schema" / "siglum.odd"
REFERENCE = ROOT.parent / "shared" / "reference"
FILES = [ESSAY, LETTER, *sorted(REGISTERS.glob("*.xml"))]

reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="the reference schemas of the TEI are not beside the project"
)
jing = pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")


@cache
def odd() -> etree._Element:
    """The customisation, as it is written by hand."""
    return etree.parse(str(ODD)).getroot()


@cache
def whole() -> etree._Element:
    """The same with what it takes from the TEI."""
    return etree.parse(str(ODD.with_suffix(".compiled.odd"))).getroot()


@cache
def tei_all() -> etree._Element:
    tree = etree.parse(str(REFERENCE / "tei_all.odd"), etree.XMLParser(huge_tree=True))
    return next(tree.getroot().iter(TEI + "schemaSpec"))


def test_the_compiled_schemas_are_those_of_the_odd() -> None:
    compiled = compile_odd(ODD, Sources({"tei:4.9.0": ROOT / "schema" / "tei" / "4.9.0.odd"}))
    assert ODD.with_suffix(".rng").read_text(encoding="utf-8") == compiled.relaxng
    assert ODD.with_suffix(".sch").read_text(encoding="utf-8") == compiled.schematron
    assert ODD.with_suffix(".compiled.odd").read_text(encoding="utf-8") == compiled.odd


def test_the_compiled_odd_needs_no_source_and_makes_the_same_schema() -> None:
    compiled = compile_odd(ODD.with_suffix(".compiled.odd"), Sources({"tei:4.9.0": Path("nowhere")}))
    assert ODD.with_suffix(".rng").read_text(encoding="utf-8") == compiled.relaxng
    assert ODD.with_suffix(".sch").read_text(encoding="utf-8") == compiled.schematron


@reference
@jing
def test_the_odd_is_a_tei_document() -> None:
    done = subprocess.run(["jing", REFERENCE / "tei_all.rng", ODD], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


# ----- within TEI: a set comparison -----


def specifications(root: etree._Element) -> dict[tuple[str, str], etree._Element]:
    kinds = ("elementSpec", "classSpec", "macroSpec", "dataSpec")
    return {(kind, s.get("ident", "")): s for kind in kinds for s in root.iter(TEI + kind)}


def memberships(spec: etree._Element) -> set[str]:
    return {m.get("key", "") for m in spec.findall(f"{TEI}classes/{TEI}memberOf")}


def attributes(
    specs: dict[tuple[str, str], etree._Element], ident: str, kind: str = "elementSpec"
) -> dict[str, list[etree._Element]]:
    """Every attribute of an element with its definitions, the element's own first."""
    found: dict[str, list[etree._Element]] = {}
    seen: set[tuple[str, str]] = set()
    queue = [(kind, ident)]
    while queue:
        key = queue.pop(0)
        spec = specs.get(key)
        if key in seen or spec is None or (key[0] == "classSpec" and spec.get("type") != "atts"):
            continue
        seen.add(key)
        for definition in spec.findall(f"{TEI}attList//{TEI}attDef"):
            found.setdefault(definition.get("ident", ""), []).append(definition)
        for reference_ in spec.findall(f"{TEI}attList//{TEI}attRef"):
            found.setdefault(reference_.get("name", ""), [])
        queue += [("classSpec", k) for k in sorted(memberships(spec))]
    return {name: ds for name, ds in found.items() if not ds or ds[0].get("mode") != "delete"}


def closed(definitions: list[etree._Element]) -> set[str] | None:
    for definition in definitions:
        values = definition.find(TEI + "valList")
        if values is not None:
            return {v.get("ident", "") for v in values} if values.get("type") == "closed" else None
    return None


@reference
def test_everything_is_within_the_tei() -> None:
    ours, theirs = specifications(whole()), specifications(tei_all())
    assert set(ours) <= set(theirs)
    for key, spec in ours.items():
        assert memberships(spec) <= memberships(theirs[key]), key
        assert spec.get("module") == theirs[key].get("module"), key
        if key[0] != "elementSpec":
            continue
        mine, all_ = attributes(ours, key[1]), attributes(theirs, key[1])
        assert set(mine) <= set(all_), (key, set(mine) - set(all_))
        for name, definitions in mine.items():
            permitted, values = closed(all_[name]), closed(definitions)
            if permitted is not None:
                assert values is not None and values <= permitted, (key, name, values, permitted)


@reference
@jing
def test_documents_made_at_random_from_our_schema_are_tei(tmp_path: Path) -> None:
    generator = Generator(etree.parse(str(ODD.with_suffix(".rng"))).getroot(), seed=1937)
    files, used = [], set()
    for number in range(80):
        document = generator.document()
        used |= {e.tag.removeprefix(TEI) for e in document.iter(etree.Element)}
        files.append(tmp_path / f"{number}.xml")
        files[-1].write_bytes(etree.tostring(document, encoding="utf-8"))
    assert len(used) > 0.95 * len(ELEMENTS)  # the sample reaches nearly all of the schema
    for grammar in (ODD.with_suffix(".rng"), REFERENCE / "tei_all.rng"):
        done = subprocess.run(["jing", grammar, *files], capture_output=True, text=True, check=False)
        assert (done.stdout, done.returncode) == ("", 0)


# ----- documentation -----

ELEMENTS = [s.get("ident", "") for s in odd().iter(TEI + "elementSpec")]


@pytest.mark.parametrize("ident", ELEMENTS)
def test_an_element_is_documented(ident: str) -> None:
    spec = next(s for s in odd().iter(TEI + "elementSpec") if s.get("ident") == ident)
    for part in ("gloss", "desc"):
        said = spec.findall(TEI + part)
        assert [s.get(LANGUAGE) for s in said] == [None, "de"], part
        assert all("".join(s.itertext()).strip() for s in said)
    assert spec.find(f"{TEI}exemplum/{EXAMPLES}egXML") is not None


def test_what_is_said_of_an_attribute_or_value_is_said_in_both_languages() -> None:
    for spec in (
        s for (kind, _), s in specifications(odd()).items() if kind == "elementSpec" or s.get("type") == "atts"
    ):
        for described in spec.iter(TEI + "attDef", TEI + "valItem"):
            assert [d.get(LANGUAGE) for d in described.findall(TEI + "desc")] in ([], [None, "de"]), described.get(
                "ident"
            )


def test_every_specification_points_to_that_of_the_tei_in_the_version_it_follows() -> None:
    vault = f"https://tei-c.org/Vault/P5/{odd().get('version')}/doc/tei-p5-doc/en/html"
    for (_, ident), spec in specifications(odd()).items():
        if spec.get("mode") == "delete":
            continue
        assert [e.get("uri") for e in spec.findall(TEI + "equiv")] == [f"{vault}/ref-{ident}.html"]


def test_no_element_is_there_that_the_edition_does_not_use() -> None:
    assert set(ELEMENTS) - edition_elements() == set()


@cache
def anywhere() -> etree.RelaxNG:
    """Our grammar, except that a document may begin with any of its elements."""
    text = ODD.with_suffix(".rng").read_text(encoding="utf-8")
    names = "".join(f'<ref name="{name}"/>' for name in ELEMENTS)
    return etree.RelaxNG(
        etree.fromstring(re.sub(r"(?s)<start>.*?</start>", f"<start><choice>{names}</choice></start>", text).encode())
    )


@cache
def edition_words() -> str:
    return " ".join(" ".join(" ".join(map(str, etree.parse(str(f)).getroot().itertext())).split()) for f in FILES)


@cache
def edition_elements() -> frozenset[str]:
    return frozenset(e.tag.removeprefix(TEI) for f in FILES for e in etree.parse(str(f)).iter(etree.Element))


@cache
def examples() -> list[tuple[str, etree._Element]]:
    """Each example as TEI, with the element it illustrates; "" for one that stands in the prose."""
    found = []
    for shown in odd().iter(EXAMPLES + "egXML"):
        spec = next(shown.iterancestors(TEI + "elementSpec"), None)
        for example in shown.iterchildren(EXAMPLES + "*"):
            text = etree.tostring(example, with_tail=False).decode().replace(EXAMPLES[1:-1], TEI[1:-1])
            found.append(("" if spec is None else spec.get("ident", ""), etree.fromstring(text)))
    return found


def test_an_example_is_valid_and_shows_its_element() -> None:
    for ident, example in examples():
        assert anywhere().validate(example), (ident, anywhere().error_log)
        assert not ident or next(example.iter(TEI + ident), None) is not None, ident


def test_an_example_is_the_edition_perhaps_shortened() -> None:
    edition = [element for file in FILES for element in etree.parse(str(file)).iter(etree.Element)]
    for ident, example in examples():
        if ident in edition_elements():
            assert any(shortened(example, element) for element in edition if element.tag == example.tag), (
                etree.tostring(example)
            )


def shortened(example: etree._Element, whole: etree._Element) -> bool:
    """Whether an example has nothing but what an element has. Elements may be missing where they stand side by side,
    attributes anywhere; text is whole."""
    if example.tag != whole.tag or not set(example.attrib.items()) <= set(whole.attrib.items()):
        return False
    parts, candidates = list(example.iterchildren("*")), list(whole.iterchildren("*"))
    if any(spoken(text) for element in (example, whole) for text in (element.text, *(child.tail for child in element))):
        same = len(parts) == len(candidates) and spoken(example.text) == spoken(whole.text)
        return same and all(
            shortened(a, b) and spoken(a.tail) == spoken(b.tail) for a, b in zip(parts, candidates, strict=True)
        )
    remaining = iter(candidates)
    return all(any(shortened(part, candidate) for candidate in remaining) for part in parts)


def spoken(text: str | None) -> str:
    return " ".join((text or "").split())


def test_what_is_worked_through_has_the_words_of_the_edition() -> None:
    worked = [example for ident, example in examples() if not ident]
    assert len(worked) == 3
    for example in worked:
        for words in example.xpath(".//text()"):
            assert spoken(words) in edition_words()


# ----- rules -----


@cache
def own_rules() -> etree._Element:
    return etree.parse(str(ODD.with_suffix(".sch"))).getroot()


OF_THE_WHOLE = {"app-declared (error)", "relation-witness-or-work (error)"}  # rules that ask the header of a document


def test_no_example_breaks_a_rule() -> None:
    texts = [etree.tostring(example, encoding="unicode") for _, example in examples()]
    for text, found in zip(texts, rules.failed(own_rules(), texts), strict=True):
        assert set(found) <= OF_THE_WHOLE, text


def test_the_edition_breaks_no_rule() -> None:
    assert rules.failed(own_rules(), [f.read_text(encoding="utf-8") for f in FILES]) == [[] for _ in FILES]


@reference
def test_the_edition_breaks_no_rule_of_the_tei() -> None:
    compiled = compile_odd(REFERENCE / "tei_all.odd")
    found = rules.failed(etree.fromstring(compiled.schematron.encode()), [f.read_text(encoding="utf-8") for f in FILES])
    assert found == [[] for _ in FILES]


OMISSION = '<app xml:id="omission-2" next="#omission-3"'
BROKEN: dict[str, tuple[str, str, str]] = {  # rule → (file, what stands there, what to write instead)
    "att.datable.w3c-att-datable-w3c-from": ("events", ' from="1936-08-19"', ' from="1936-08-19" notBefore="1936"'),
    "att.datable.w3c-att-datable-w3c-to": ("events", ' to="1936-08-24"', ' to="1936-08-24" notAfter="1937"'),
    "citeStructure-match-citestructure-outer-match": ("", 'match="//body', 'match="body'),
    "citeStructure-match-citestructure-inner-match": ("", 'use="@n"><desc>', 'use="@n"><citeStructure unit="x" match="//x" use="@n"/><desc>'),
    "link-linkTargets3": ("letter", 'target="#ru-1 furr-trotsky.xml#omission-1"', 'target="#ru-1"'),
    "p-abstractModel-structure-p-in-ab-or-p": ("", '<p xml:id="p1" n="1">', '<p xml:id="p1" n="1"><p xml:id="x" n="x"/>'),
    "quotation-quotationContents": ("", '<quotation marks="all">', '<quotation/><quotation marks="all">'),
    "app-declared": ("", '<variantEncoding method="parallel-segmentation" location="internal"/>', ""),
    "app-one-reading-each": ("", '<rdg wit="#S1961" type="omission"/>', '<rdg wit="#S1961 #T" type="omission"/>'),
    "app-answered-for": ("", 'resp="#ed" cert="high">\n              <lem', 'resp="#ed">\n              <lem'),
    "lem-of-a-witness": ("", '<lem wit="#T #L1994">', "<lem>"),
    "rdg-omission-is-empty": ("", '<rdg wit="#S1961" type="omission"/>', '<rdg wit="#S1961" type="omission">x</rdg>'),
    "ellipsis-accounted-for": ("", 'xml:id="ellipsis-1" ana="#by-unknown #from-letter #stage-1994"', 'xml:id="ellipsis-1" ana="#from-letter #stage-1994"'),
    "gap-answered-for": ("", "<desc>The paragraph breaks off here\n          in the transcript.</desc>", ""),
    "gap-accounted-for": ("", 'ana="#by-unknown #from-essay #stage-transcript" resp="#ed"><desc>The paragraph', 'resp="#ed"><desc>The paragraph'),
    "supplied-answered-for": ("", '<supplied xml:id="supplied-1" reason="lost" resp="#ed" cert="medium">', '<supplied xml:id="supplied-1" reason="lost">'),
    "choice-two-sides": ("", "<sic>Furtherrmore</sic>", ""),
    "quote-no-loose-text": ("", '<quote xml:id="pospelov-2" source="work:pospelov-speech">', '<quote xml:id="pospelov-2" source="work:pospelov-speech">Loose.'),
    "quote-attributed": ("", '<quote xml:id="speech" source="work:shelepin-speech">', '<quote xml:id="speech">'),
    "said-attributed": ("", 'who="person:questioner" ', ""),
    "rs-points": ("", '<rs type="person" ref="person:sedov">', '<rs type="person">'),
    "persName-points-to-a-person": ("", '<persName ref="person:yagoda">', '<persName ref="place:moscow">'),
    "p-citable": ("", '<p xml:id="p1" n="1">', "<p>"),
    "ref-note-call": ("", '<ref type="noteCall" xml:id="call1" target="#n1">', '<ref type="noteCall" xml:id="call1">'),
    "note-signed": ("", '<note type="editorial" resp="#ed" source="#T work:src-2009-copies" xml:id="note-date">', '<note type="editorial" source="#T work:src-2009-copies" xml:id="note-date">'),
    "date-one-way-of-dating": ("", '<date when="1956">', '<date when="1956" from="1955">'),
    "person-one-preferred-name": ("persons", '<persName type="preferred">an unnamed questioner</persName>', ""),
    "bibl-entry": ("works", '<title type="descriptive">letter to Stalin</title>', ""),
    "relation-witness-or-work": ("", 'active="#L1994" passive="work:iakir-letter"', 'active="#L1994" passive="work:iakir-letter person:iakir"'),
    "relation-two-texts": ("", 'active="#S1961" passive="work:iakir-letter"', 'active="#S1961" passive="work:iakir-letter #S1961"'),
    "relation-one-name-each": ("", 'active="work:furr2009" passive="#S1961"', 'active="work:furr2009" passive="work:shelepin-speech"'),
    "relation-reaches-each-witness": ("", 'active="#T" passive="work:furr2017repost"', 'active="work:vs1964" passive="work:furr2017repost"'),
    "teiHeader-licensed": ("places", "<licence target=", "<x target="),
}  # fmt: skip


def test_every_rule_has_its_broken_copy() -> None:
    assert set(BROKEN) == {p.get("id") for p in own_rules().iter(rules.SCH + "pattern")}


def test_each_rule_fires_where_it_is_broken_and_alone() -> None:
    texts = []
    for name, before, after in BROKEN.values():
        file = {"": ESSAY, "letter": LETTER}.get(name, REGISTERS / f"{name}.xml")
        text = file.read_text(encoding="utf-8")
        assert before in text, before
        changed = text.replace(before, after, 1)
        texts.append(changed.replace("</licence>", "</x>") if after.startswith("<x") else changed)
    for rule, found in zip(BROKEN, rules.failed(own_rules(), texts), strict=True):
        assert {f.split()[0] for f in found} == {rule}, rule


def test_a_rule_has_a_reason_and_a_role() -> None:
    for pattern in own_rules().iter(rules.SCH + "pattern"):
        assert pattern.findtext(rules.SCH + "title")
        for check in pattern.iter(rules.SCH + "assert", rules.SCH + "report"):
            assert check.get("role") in ("error", "warning")


def test_the_schema_needs_nothing_of_this_machine() -> None:
    for path in (*(ODD.with_suffix(suffix) for suffix in (".rng", ".sch", ".compiled.odd")), ODD):
        assert str(Path.home()) not in path.read_text(encoding="utf-8")
