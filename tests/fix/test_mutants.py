"""Every repair that is offered leaves a document with less to say: over the files of others that are valid, and the
edition's own, each damaged at random.

By default a sample; SIGLUM_MUTANTS says how many.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from conftest import TEI_ALL
from relaxng.test_mutants import TEI, damage
from repairs import applied
from siglum.diagnostic import Diagnostic
from siglum.document import Document, Refused, parser
from siglum.relaxng import Schema, accepts, validate

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT / "shared" / "corpora"
COUNT = int(os.environ.get("SIGLUM_MUTANTS", "60"))
MOST_BYTES = 300_000
HIDING = ("unknown-element", "wrong-namespace")
"""Inside such an element the grammar finds nothing; a wrong namespace is said once in a file."""


@cache
def schema(path: Path) -> Schema:
    return Schema.read(path)


def valid(path: Path, files: list[Path]) -> Iterator[bytes]:
    """Those of the files that the schema allows, and that are not too long to be checked often."""
    for file in files:
        data = file.read_bytes()
        if len(data) > MOST_BYTES:
            continue
        try:
            document = Document.parse(data, file.name)
        except Refused:
            continue
        if accepts(schema(path), document):
            yield data


def mutants(sources: list[bytes], names: list[str]) -> Iterator[bytes]:
    chance = random.Random(1962)
    for _ in range(COUNT):
        root = etree.fromstring(chance.choice(sources), parser())
        elements = list(root.iter(etree.Element))
        for _ in range(chance.choice((1, 1, 2))):
            damage(chance, chance.choice(elements), names)
        yield etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def counted(found: list[Diagnostic], finding: Diagnostic, inside: range) -> int:
    """How many findings there are; of what the grammar did not look into before, none."""
    hidden = finding.code in HIDING
    return sum(not (hidden and other.span.start.offset in inside) for other in found)


@pytest.mark.parametrize("place", ["edition", "corpora"])
def test_every_repair_leaves_a_document_with_less_to_say(place: str) -> None:
    if place == "corpora" and not (CORPORA.is_dir() and TEI_ALL.is_file()):
        pytest.skip("the collections of others, or all of TEI, are not beside the project")
    grammar = TEI_ALL if place == "corpora" else ROOT / "schema" / "siglum.rng"
    files = sorted((CORPORA if place == "corpora" else ROOT / "tei").rglob("*.xml"))
    sources = list(valid(grammar, files))
    assert sources
    names = sorted(name.removeprefix(TEI) for name in schema(grammar).named if name.startswith(TEI))
    repaired = 0
    for data in mutants(sources, names):
        before = list(validate(schema(grammar), Document.parse(data, "mutant.xml")))
        for finding in before:
            if finding.fix is not None:
                after = applied(data, finding.fix)
                document = Document.parse(after, "mutant.xml")
                first = min(edit.start for edit in finding.fix.edits) + 1
                last = max(edit.end for edit in finding.fix.edits) + len(after) - len(data)
                last = last if finding.code == "unknown-element" else len(after)
                left = list(validate(schema(grammar), document))
                assert counted(left, finding, range(first, last)) < len(before), (
                    finding.message,
                    finding.fix,
                    data.decode(),
                )
                repaired += 1
    assert repaired
