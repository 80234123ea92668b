"""Every repair that is offered leaves a document with less to say: over each file of others that is valid, and the
edition's own, damaged at random.

By default a sample, once around the files; SIGLUM_MUTANTS says how many (`SIGLUM_MUTANTS=2000` for all that is asked).
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
from siglum import checking
from siglum.checking import Options
from siglum.diagnostic import Diagnostic
from siglum.document import Document, Refused, parser
from siglum.relaxng import Schema, accepts
from siglum.session import Session

ROOT = Path(__file__).resolve().parents[2]
CORPORA = TEI_ALL.parents[1] / "corpora"
COUNT = int(os.environ.get("SIGLUM_MUTANTS", "60"))
FROM = int(os.environ.get("SIGLUM_MUTANTS_FROM", "0"))
"""The first mutant that is asked, so that some can be asked again."""
HIDING = ("unknown-element", "wrong-namespace")
"""Inside such an element the grammar finds nothing; a wrong namespace is said once in a file."""


@cache
def schema(path: Path) -> Schema:
    return Schema.read(path)


def valid(path: Path, files: list[Path]) -> Iterator[bytes]:
    """Those of the files that the schema allows."""
    for file in files:
        data = file.read_bytes()
        try:
            document = Document.parse(data, file.name)
        except Refused:
            continue
        if accepts(schema(path), document):
            yield data


def mutant(sources: list[bytes], names: list[str], number: int) -> bytes:
    """A file with one or two damages: the files by turns, each mutant by itself always the same."""
    chance = random.Random(f"1962 {number}")
    root = etree.fromstring(sources[number % len(sources)], parser())
    elements = list(root.iter(etree.Element))
    for _ in range(chance.choice((1, 1, 2))):
        damage(chance, chance.choice(elements), names)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def counted(found: list[Diagnostic], finding: Diagnostic, inside: range) -> int:
    """How many findings there are; of what the grammar did not look into before, none."""
    hidden = finding.code in HIDING
    return sum(not (hidden and other.span.start.offset in inside) for other in found)


@pytest.mark.parametrize("place", ["edition", "corpora"])
def test_every_repair_leaves_a_document_with_less_to_say(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if place == "corpora" and not (CORPORA.is_dir() and TEI_ALL.is_file()):
        pytest.skip("the collections of others, or all of TEI, are not beside the project")
    grammar = TEI_ALL if place == "corpora" else ROOT / "schema" / "siglum.rng"
    stations = ("relaxng", "integrity") if place == "corpora" else ("relaxng",)
    sources = list(valid(grammar, sorted((CORPORA if place == "corpora" else ROOT / "tei").rglob("*.xml"))))
    names = sorted(name.removeprefix(TEI) for name in schema(grammar).named if name.startswith(TEI))
    options, file, repaired = Options((str(grammar),), stations=stations, cache=False, jobs=1), Path("mutant.xml"), 0
    monkeypatch.chdir(tmp_path)
    with Session() as session:

        def found(data: bytes) -> list[Diagnostic]:
            file.write_bytes(data)
            outcome = checking.check([file.name], options, session)
            assert outcome.failures == []
            return outcome.findings

        for number in range(FROM, COUNT):
            data = mutant(sources, names, number)
            before = found(data)
            for finding in before:
                if finding.fix is None:
                    continue
                after = applied(data, finding.fix)
                first = min(edit.start for edit in finding.fix.edits) + 1
                last = max(edit.end for edit in finding.fix.edits) + len(after) - len(data)
                last = last if finding.code == "unknown-element" else len(after)
                left = found(after)
                assert not {"ill-formed", "unclosed-element"} & {other.code for other in left}, (
                    number,
                    finding.message,
                )
                assert counted(left, finding, range(first, last)) < len(before), (
                    number,
                    finding.message,
                    finding.fix,
                    [other.message for other in left],
                )
                repaired += 1
    assert repaired
