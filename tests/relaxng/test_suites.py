"""James Clark's test suites for RELAX NG and for the datatypes of XML Schema, where they lie beside the repository."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from siglum.document import Document
from siglum.failure import Failure
from siglum.relaxng import Schema, accepts, datatypes
from siglum.relaxng.syntax import RNG
from siglum.relaxng.wrong import Wrong

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "conformance"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the conformance suites are not beside the repository")

UNREADABLE = b"<foo>&dii;</foo>"
"""The document that the suite writes as an entity, since XML 1.0 once refused its name; libxml2 cannot read it."""

NOT_OF_SCHEMA_1_0 = {"anyAtomicType", "untypedAtomic", "dayTimeDuration", "yearMonthDuration"}
"""Datatypes of a draft that no edition of XML Schema 1.0 has."""

WITH_A_DOCTYPE = {("ENTITY", "valid"), ("ENTITIES", "valid")}
"""Valid where a document type declares the entity `foo`: no document that may be read declares one."""


RECOGNISED = 252
"""How many of the 289 valid documents are known to be so without a walk; most others hold data with line ends in it."""


def cases() -> Iterator[etree._Element]:
    if FOLDER.is_dir():
        parser = etree.XMLParser(resolve_entities=False, recover=True)
        yield from etree.parse(FOLDER / "spectest.xml", parser).iter("testCase")


def write(case: etree._Element, folder: Path) -> None:
    for child in case:
        if child.tag == "resource":
            (folder / child.get("name", "")).write_bytes(body(child))
        elif child.tag == "dir":
            inner = folder / child.get("name", "")
            inner.mkdir()
            write(child, inner)


def body(holder: etree._Element) -> bytes:
    return etree.tostring(next(holder.iterchildren(etree.Element)), with_tail=False)


def test_every_schema_and_document(tmp_path: Path) -> None:
    wrong: list[str] = []
    count = recognised = 0
    for number, case in enumerate(cases()):
        folder = tmp_path / str(number)
        folder.mkdir()
        write(case, folder)
        schema = case.find("correct")
        path = folder / "schema.rng"
        (first,) = (child for child in case if child.tag in ("correct", "incorrect"))
        path.write_bytes(body(first))
        where = f"line {case.sourceline}, section {case.findtext('section')}"
        count += 1
        if schema is None:
            with pytest.raises(Failure, match=r"section [3-7]"):
                Schema.read(path)
            continue
        read = Schema.read(path)
        for kind in ("valid", "invalid"):
            for document in case.findall(kind):
                text = body(document) if len(document) else b""
                if UNREADABLE in etree.tostring(document):
                    continue
                count += 1
                if accepts(read, Document.parse(text, "document.xml")) != (kind == "valid"):
                    wrong.append(f"{where}: {kind} at line {document.sourceline}")
                if read.recogniser.accepts(text):
                    recognised += 1
                    if kind == "invalid":
                        wrong.append(f"{where}: recognised, at line {document.sourceline}")
    assert wrong == []
    assert count == 964
    assert recognised == RECOGNISED


def elements() -> list[etree._Element]:
    found = etree.parse(FOLDER / "xsdtest.xml").iter("datatype")
    return [element for element in found if element.get("name") not in NOT_OF_SCHEMA_1_0]


def datatype_cases() -> list[tuple[str, tuple[tuple[str, str], ...], str, str, dict[str | None, str]]]:
    found = []
    for element in elements():
        facets = tuple((str(name), str(value)) for name, value in element.attrib.items() if name != "name")
        for case in element:
            if case.tag in ("valid", "invalid"):
                found.append((element.get("name", ""), facets, case.tag, case.text or "", dict(case.nsmap)))
    return found


def test_every_string_of_every_datatype() -> None:
    wrong = []
    for name, facets, kind, text, namespaces in datatype_cases():
        base = datatypes.find(datatypes.XSD, name)
        assert base is not None, name
        try:
            fault = datatypes.restricted(base, facets).fault(text, namespaces)
        except Wrong as error:
            fault = f"facet: {error}"
        if (fault is None) != (kind == "valid") and (name, kind) not in WITH_A_DOCTYPE:
            wrong.append((name, facets, kind, text, fault))
    assert wrong == []


def test_every_string_as_the_value_of_an_attribute_and_as_the_text_of_an_element(tmp_path: Path) -> None:
    """No string is recognised that is not valid."""
    wrong, recognised = [], 0
    for name, facets, kind, text, namespaces in datatype_cases():
        data = etree.Element(f"{RNG}data", type=name, datatypeLibrary=datatypes.XSD)
        for facet, written in facets:
            etree.SubElement(data, f"{RNG}param", name=facet).text = written
        for holder in ("attribute", "element"):
            schema = etree.Element(f"{RNG}element", name="a")
            etree.SubElement(schema, f"{RNG}{holder}", name="b").append(copy.deepcopy(data))
            (tmp_path / "s.rng").write_bytes(etree.tostring(schema))
            document = etree.Element("a", nsmap=namespaces)  # type: ignore[arg-type]
            if holder == "attribute":
                document.set("b", text)
            else:
                etree.SubElement(document, "b").text = text
            try:
                read = Schema.read(tmp_path / "s.rng")
            except Failure:
                continue
            accepted = read.recogniser.accepts(etree.tostring(document, encoding="utf-8"))
            recognised += accepted
            if accepted and kind == "invalid":
                wrong.append((name, facets, holder, text))
    assert wrong == []
    assert recognised > 300


def test_what_means_the_same_and_what_is_less() -> None:
    wrong: list[tuple[str, ...]] = []
    for element in elements():
        found = datatypes.find(datatypes.XSD, element.get("name", ""))
        assert found is not None
        for group in element.iter("equiv"):
            classes = [[(v.text or "", dict(v.nsmap)) for v in c.iter("value")] for c in group.iter("class")]
            for n, one in enumerate(classes):
                for m, other in enumerate(classes):
                    for text, spaces in one:
                        for second, second_spaces in other:
                            meaning = found.meaning(second, second_spaces)
                            if found.same(text, spaces, meaning) != (n == m):
                                wrong.append((found.name, text, second))
        for tag, expected in (("lessThan", True), ("incomparable", False)):
            for pair in element.iter(tag):
                low, high = (v.text or "" for v in pair.iter("value"))
                limited = datatypes.restricted(found, (("maxExclusive", high),))
                if (limited.fault(low, {}) is None) != expected:
                    wrong.append((found.name, tag, low, high))
    assert wrong == []
