"""Files of the edition, damaged at random, get the same verdict from the engine as from libxml2 (ids left aside)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from siglum.document import Document, parser
from siglum.relaxng import Schema

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "schema" / "siglum.rng"
TEI_ALL = ROOT.parent / "shared" / "reference" / "tei_all.rng"
FILES = sorted((ROOT / "tei").rglob("*.xml"))
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
ATTRIBUTES = ("n", "rend", "type", "when", "ref", "who", "target", "key", "resp", XML_ID)
VALUES = ("1937-13-01", "1937", "x y", "", "#a", "%zz", "2", "true")


def mutants(count: int, seed: int, names: list[str]) -> Iterator[bytes]:
    chance = random.Random(seed)
    sources = [path.read_bytes() for path in FILES]
    for _ in range(count):
        root = etree.fromstring(chance.choice(sources), parser())
        elements = list(root.iter(etree.Element))
        for _ in range(chance.choice((1, 1, 2))):
            damage(chance, chance.choice(elements), names)
        yield etree.tostring(root)


def damage(chance: random.Random, element: etree._Element, names: list[str]) -> None:
    kind, parent = chance.randrange(8), element.getparent()
    if kind == 0:
        element.tag = TEI + chance.choice(names)
    elif kind == 1 and parent is not None:
        parent.remove(element)
    elif kind == 2:
        element.insert(chance.randint(0, len(element)), etree.Element(TEI + chance.choice(names)))
    elif kind == 3:
        element.set(chance.choice(ATTRIBUTES), chance.choice(VALUES))
    elif kind == 4 and element.attrib:
        del element.attrib[chance.choice(sorted(element.attrib))]
    elif kind == 5:
        element.text = "words"
    elif kind == 6 and len(element) > 1:
        element.append(element[0])
    elif kind == 7 and parent is not None:
        element.tag = "{urn:other}" + etree.QName(element).localname


@pytest.mark.parametrize(("path", "count"), [(OWN, 300), (TEI_ALL, 100)], ids=["own schema", "all of TEI"])
def test_the_verdict_is_that_of_libxml2(path: Path, count: int) -> None:
    if not path.is_file():
        pytest.skip(f"{path.name} is not there")
    schema = Schema.read(path)
    oracle = etree.RelaxNG(etree.parse(path))
    names = sorted(name.removeprefix(TEI) for name in schema.named if name.startswith(TEI))
    verdicts = set()
    for text in mutants(count, 1937, names):
        document = Document.parse(text, "mutant.xml")
        valid = oracle.validate(document.root)
        verdicts.add(valid)
        assert schema.accepts(document) == valid, text.decode()
    assert verdicts == {True, False}
