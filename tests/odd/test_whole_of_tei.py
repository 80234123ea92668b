"""The whole of TEI, made from the facts that travel with the toolkit, says what TEI's own schema says: a set comparison."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from lxml import etree

from odd.written import customisation
from relaxng.test_mutants import damage
from siglum import odd
from siglum.document import Document, local, parser
from siglum.odd.sources import shipped
from siglum.relaxng import Schema, accepts, expected
from siglum.relaxng.names import split
from siglum.relaxng.pattern import Attribute, Choice, Element, List, Many, Pattern, Value
from tei.received import ROOT

SHARED = ROOT.parent / "shared"
REFERENCE = SHARED / "reference" / "tei_all.rng"
STAGE = SHARED / "odds" / "stage"
pytestmark = pytest.mark.skipif(not REFERENCE.is_file(), reason="TEI's own schema is not beside the project")

MODULES = [
    "tei", "header", "core", "textstructure", "gaiji", "verse", "drama", "spoken", "cmc", "analysis", "dictionaries",
    "msdescription", "transcr", "textcrit", "namesdates", "figures", "corpus", "linking", "iso-fs", "nets", "certainty", "tagdocs",
]  # fmt: skip
TEI = "http://www.tei-c.org/ns/1.0"
# Lists that TEI closes and its own processor loses: an attribute of a class that an element changes (23.5.3).
LOST = {
    (name, "type") for name in ("castItem", "interaction", "factuality", "constitution", "recording", "classSpec", "tag")
}  # fmt: skip
LOST_NAMES = {name for name, _ in LOST}


@cache
def schema(source: str) -> Schema:
    """All modules of TEI from a source; its own schema for “reference”."""
    if source == "reference":
        return Schema.read(REFERENCE)
    named = str(STAGE / "p5subset.xml") if source == "p5subset.xml" else source
    with TemporaryDirectory() as folder:
        path = Path(folder, "t.odd")
        modules = "".join(f'<moduleRef key="{module}"/>' for module in MODULES)
        path.write_text(customisation(modules, f'start="TEI teiCorpus" source="{named}"'), encoding="utf-8")
        return Schema.parse(odd.compile_odd(path).relaxng.encode(), Path("t.rng"))


def own(schema: Schema) -> dict[str, list[Element]]:
    """The definitions of each element that is named."""
    return {name: elements for name, elements in schema.named.items() if split(name)[0] != ""}


def attributes(elements: list[Element]) -> set[tuple[str, bool]]:
    """The attributes of an element, and whether it must have them."""
    found = set()
    for element in elements:
        for name in expected.attributes((element.content,)):
            found.add((name, not without(element.content, name)))
    return found


def without(pattern: Pattern, name: str) -> bool:
    """Whether a pattern can be matched without an attribute of that name."""
    if isinstance(pattern, Attribute):
        return name not in expected.attributes((pattern,))
    if isinstance(pattern, Many) and not isinstance(pattern, List):
        return (any if isinstance(pattern, Choice) else all)(without(item, name) for item in pattern.items)
    return True


def closed(elements: list[Element]) -> Iterator[tuple[str, frozenset[str]]]:
    """The attributes that have a closed list, with its values."""
    for element in elements:
        for name, patterns in expected.attributes((element.content,)).items():
            for pattern in patterns:
                items = pattern.value.items if isinstance(pattern.value, Choice) else (pattern.value,)
                values = [item.text for item in items if isinstance(item, Value)]
                if len(values) == len(items):
                    yield name, frozenset(values)


@pytest.mark.parametrize("source", [f"tei:{max(shipped())}", "p5subset.xml"])
def test_elements_attributes_values_and_content_are_those_of_tei(source: str) -> None:
    mine, theirs = own(schema(source)), own(schema("reference"))
    assert set(mine) == set(theirs)
    for name, elements in mine.items():
        label = split(name)[1]
        assert attributes(elements) == attributes(theirs[name]), name
        lists = {(a, values) for a, values in closed(elements) if (label, a) not in LOST}
        assert lists == set(closed(theirs[name])), name
        content = [
            frozenset().union(*(expected.contained(e.content) for e in side)) for side in (elements, theirs[name])
        ]
        assert content[0] == content[1], name


def test_the_facts_make_the_grammar_of_the_full_source() -> None:
    from siglum.relaxng.equality import same

    assert same(schema(f"tei:{max(shipped())}"), schema("p5subset.xml"))


S = "{http://purl.oclc.org/dsdl/schematron}"
Rule = tuple[str, str, str, str]  # context, assert or report, test, message


def rules(root: etree._Element) -> set[Rule]:
    """The rules of Schematron in a schema."""
    return {
        (
            rule.get("context", ""), etree.QName(said).localname, " ".join(said.get("test", "").split()),
            " ".join("".join(map(str, said.itertext())).split()),
        )
        for rule in root.iter(f"{S}rule") for said in rule.iter(f"{S}assert", f"{S}report")
    }  # fmt: skip


def test_the_rules_are_those_of_tei() -> None:
    """Those in TEI's own schema. It has two for anyElement/@require more, which is part of the grammar here (23.5.1), and
    three in French beside the same in English; and none for what is deprecated (23.7) or for the parameters of behaviours
    (23.5.4.5), which the Stylesheets extract."""
    made = odd.make(SHARED / "odds" / "stage" / "tei_all" / "tei_all.odd")
    mine = rules(etree.fromstring(made.schematron.encode(), parser()))
    theirs = rules(etree.fromstring(REFERENCE.read_bytes(), parser()))
    lost = {context for context, *_, said in theirs - mine if "requis" not in said}
    assert lost == {"tei:content", "tei:datatype"}
    more = {said for *_, said in mine - theirs}
    assert [said for said in more if "deprecated" not in said and "has no parameter" not in said] == []
    assert (len(theirs), len(theirs & mine)) == (100, 95)


FILES = sorted((SHARED / "corpora").rglob("*.xml"))


def test_documents_are_judged_as_by_tei() -> None:
    mine, theirs = schema("p5subset.xml"), schema("reference")
    verdicts = {}
    for file in FILES:
        document = Document.read(file)
        verdicts[file.name] = (accepts(mine, document), accepts(theirs, document))
    assert len(verdicts) > 60
    assert [name for name, (one, other) in verdicts.items() if one != other] == []
    assert {True, False} <= {one for one, _ in verdicts.values()}


def test_damaged_documents_are_judged_as_by_tei(tmp_path: Path) -> None:
    """1,000 small documents of all collections, each with one damage or two."""
    mine, theirs = schema("p5subset.xml"), schema("reference")
    chance = random.Random(1994)
    names = sorted(split(name)[1] for name in own(theirs) if split(name)[0] == TEI)
    sources = [text for file in FILES if len(text := file.read_bytes()) < 40_000]
    verdicts = {}
    for number in range(1000):
        root = etree.fromstring(chance.choice(sources), parser())
        elements = [element for element in root.iter(etree.Element) if LOST_NAMES.isdisjoint({local(element)})]
        for _ in range(chance.choice((1, 1, 2))):
            damage(chance, chance.choice(elements), names)
        path = tmp_path / f"{number:03}.xml"
        path.write_bytes(etree.tostring(root))
        document = Document.read(path)
        verdicts[path.name] = accepts(mine, document)
        assert verdicts[path.name] == accepts(theirs, document), path.read_text("utf-8")
    assert 100 < sum(verdicts.values()) < 900
