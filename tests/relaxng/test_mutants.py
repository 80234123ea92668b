"""Files of the edition, damaged at random, get the same verdict from the engine as from libxml2 (ids left aside)."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from conftest import TEI_ALL, tei_all_by_libxml2
from siglum.diagnostic import Diagnostic
from siglum.document import Document, parser
from siglum.relaxng import Schema, accepts, validate

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "schema" / "siglum.rng"
FILES = sorted((ROOT / "tei").rglob("*.xml"))
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
ATTRIBUTES = ("n", "rend", "type", "when", "ref", "who", "target", "key", "resp", XML_ID)
VALUES = ("1937-13-01", "1937", "x y", "", "#a", "%zz", "2", "true")


def mutants(count: int, seed: int, names: list[str], most: int = 2) -> Iterator[bytes]:
    chance = random.Random(seed)
    sources = [path.read_bytes() for path in FILES]
    for _ in range(count):
        root = etree.fromstring(chance.choice(sources), parser())
        elements = list(root.iter(etree.Element))
        for _ in range(chance.choice((1, 1, most))):
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


@pytest.mark.parametrize(("path", "count"), [(OWN, 2000), (TEI_ALL, 200)], ids=["own schema", "all of TEI"])
def test_the_verdict_is_that_of_libxml2(path: Path, count: int) -> None:
    if not path.is_file():
        pytest.skip(f"{path.name} is not there")
    schema = Schema.read(path)
    oracle = tei_all_by_libxml2() if path == TEI_ALL else etree.RelaxNG(etree.parse(path))
    names = sorted(name.removeprefix(TEI) for name in schema.named if name.startswith(TEI))
    verdicts = set()
    for text in mutants(count, 1937, names):
        document = Document.parse(text, "mutant.xml")
        valid = oracle.validate(document.root)
        verdicts.add(valid)
        assert accepts(schema, document) == valid, text.decode()
    assert verdicts == {True, False}


_JING = re.compile(r".*/(\d+\.xml):(\d+):(\d+): error: (.*)")
_SILENT_INSIDE = ("unknown-element", "wrong-namespace")
_IDS = ("duplicate-id", "unresolved-idref")


def test_the_places_are_those_of_jing(tmp_path: Path) -> None:
    """200 files with one damage each, held to all of TEI: the elements at fault are those that jing names.

    jing stands at the end of a tag, here the element is meant. Some of its messages only follow from another, and are
    left out: what stands in an element that the schema does not know, or comes after it and waits for it; and that an
    element is incomplete in which something stood in the wrong place. Of several stretches of text in one element it names each, we the first.
    """
    if not TEI_ALL.is_file() or not shutil.which("jing"):
        pytest.skip("jing, or all of TEI, is not there")
    schema = Schema.read(TEI_ALL)
    names = sorted(name.removeprefix(TEI) for name in schema.named if name.startswith(TEI))
    for n, text in enumerate(mutants(200, 1938, names, most=1)):
        (tmp_path / f"{n:03}.xml").write_bytes(text)
    paths = sorted(tmp_path.glob("*.xml"))
    said = subprocess.run(
        ["jing", "-i", str(TEI_ALL), *map(str, paths)], capture_output=True, text=True, check=False
    ).stdout
    of_jing: dict[str, list[tuple[int, int, str]]] = {}
    for line in said.splitlines():
        match = _JING.fullmatch(line)
        if match:
            of_jing.setdefault(match[1], []).append((int(match[2]), int(match[3]), match[4]))
    differing = 0
    for path in paths:
        document = Document.read(path)
        ours = [finding for finding in validate(schema, document) if finding.code not in _IDS]
        mine = {at(document, finding) for finding in ours}
        theirs = {
            place for message in of_jing.get(path.name, []) if (place := meant(document, message, ours)) is not None
        }
        assert mine == theirs, (path.name, path.read_text("utf-8"))
        differing += bool(mine)
    assert differing > 100


def at(document: Document, finding: Diagnostic) -> int:
    """The element (by ordinal) that one of our findings speaks of: its node, which is what stands at its place."""
    start, node = finding.span.start, finding.span.node
    assert node is not None
    assert node.ordinal == around(document, document.source.index(start.line, start.column))
    return node.ordinal


def around(document: Document, index: int) -> int:
    """The innermost element (by ordinal) that holds an index of the text."""
    return max(n for n, tag in enumerate(document.tags) if tag.start[0] <= index < (tag.end_name or tag.start)[1])


def meant(document: Document, message: tuple[int, int, str], ours: list[Diagnostic]) -> int | None:
    """The element that a message of jing speaks of; None where it only follows from what we have said."""
    line, column, text = message
    index, whole = document.source.index(line, column), document.source.text
    elements = list(document.root.iter(etree.Element))
    unknown = {at(document, finding) for finding in ours if finding.code in _SILENT_INSIDE}
    faulty = {at(document, finding) for finding in ours}
    starts = {tag.start[1]: n for n, tag in enumerate(document.tags)}
    ends = {whole.index(">", tag.end_name[1]) + 1: n for n, tag in enumerate(document.tags) if tag.end_name}
    if text.startswith("text not allowed"):
        return around(document, index - 1)
    place = starts[index] if index in starts else ends[index]
    parent = elements[place].getparent()
    above = document.ordinal(parent) if parent is not None else -1
    if "incomplete" in text.split(";")[0]:
        inside = {document.ordinal(child) for child in elements[place].iterchildren(etree.Element)}
        return None if inside & faulty else place
    siblings = {document.ordinal(sibling) for sibling in elements[place].itersiblings(etree.Element, preceding=True)}
    if ("missing required element" in text or "not allowed yet" in text) and siblings & unknown:
        return None
    return None if above in unknown else place
