"""Every element of TEI P5, in the smallest document that the TEI's own schema has for it: its words are on the page and in the plain text.

Where an element is declared to be none of the text (xslt/models/models.odd: omit, metadata, index), its words need not be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree, html

from setting.documents import Grammar
from setting.readings import SET
from siglum import publish, saxon, setting
from siglum.document import Document
from siglum.edition import Edition
from tei.received import ROOT

SCHEMA = ROOT.parent / "shared" / "reference" / "tei_all.rng"
BATCHES = 8
LEFT_OUT = ("omit", "metadata", "index")
TOLD_ELSEWHERE = {"wit": "the sigla of a reading are told in the margin, where there is another reading"}
WORD = re.compile(r"word\d+")


STRUCTURE = ("TEI", "teiCorpus", "teiHeader", "text", "group", "front", "body", "back", "choice", "app", "egXML")
"""What cannot stand in a division with nothing but words."""
NO_TEXT = (*LEFT_OUT, "gap", "graphic", "anchor")
"""Behaviours of elements that hold no words, or none of the text."""
BESIDE = ("noteGrp", "desc")
"""What stands beside the text: it is shown where it belongs to something."""


def test_every_element_of_the_table_shows_the_words_in_it(tmp_path: Path) -> None:
    """Words are where elements are, even where the TEI has none: whoever wrote them there meant them to be read."""
    table = etree.parse(str(ROOT / "xslt" / "models" / "models.odd"))
    names = [spec.get("ident") for spec in table.iter("{*}elementSpec") if spec.get("ident") not in STRUCTURE]
    body = "".join(f"<div><{name}>word{n}</{name}></div>" for n, name in enumerate(names))
    source = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
        <publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>{body}</body></text></TEI>"""
    (tmp_path / "t.xml").write_text(source, encoding="utf-8")
    done = publish.build(Edition.of(tmp_path), tmp_path / "build", frozenset({"html", "text"}))
    assert (done.failures, len(names) > 550) == ((), True)
    made = setting.set_reading(saxon.serialised(Document.parse(source.encode(), "t.xml")), setting.models())
    root = etree.fromstring(made.tei.encode())
    silent = {etree.QName(e).localname for e in root.iter("{*}*") if e.get(f"{SET}behaviour") in NO_TEXT}
    wanted = {f"word{n}": name for n, name in enumerate(names) if name not in BESIDE and name not in silent}
    page = html.document_fromstring((tmp_path / "build/html/t.html").read_bytes().decode())
    shown = set(WORD.findall(" ".join(page.get_element_by_id("text").itertext())))
    plain = set(WORD.findall((tmp_path / "build/text/t.txt").read_text(encoding="utf-8")))
    assert [(name, "page") for word, name in wanted.items() if word not in shown] == []
    assert [(name, "text") for word, name in wanted.items() if word not in plain] == []


@cache
def grammar() -> Grammar:
    return Grammar(SCHEMA)


@pytest.mark.skipif(not SCHEMA.is_file(), reason="the TEI's own schema is not beside the project (../shared/reference)")
@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_element_has_its_words_on_the_page_and_in_the_text(batch: int, tmp_path: Path) -> None:
    names = sorted(grammar().elements)[batch::BATCHES]
    sources = {f"d{n}": etree.tostring(grammar().document(name)) for n, name in enumerate(names)}
    for stem, source in sources.items():
        (tmp_path / f"{stem}.xml").write_bytes(source)
    (tmp_path / "siglum.toml").write_text('[edition]\ndocuments = ["*.xml"]\n', encoding="utf-8")
    done = publish.build(Edition.load(tmp_path), tmp_path / "build", frozenset({"html", "text"}))
    assert done.failures == ()
    lost = {}
    for (stem, source), name in zip(sources.items(), names, strict=True):
        wanted = set(_words(source))
        page = html.document_fromstring((tmp_path / "build/html" / f"{stem}.html").read_bytes().decode())
        shown = " ".join(page.get_element_by_id("text").itertext())
        plain = (tmp_path / "build/text" / f"{stem}.txt").read_text(encoding="utf-8")
        missing = {where for where, text in (("page", shown), ("text", plain)) if wanted - set(WORD.findall(text))}
        if missing and name not in TOLD_ELSEWHERE:
            lost[name] = missing
    assert lost == {}


def _words(source: bytes) -> Iterator[str]:
    """The words of a document but those in elements that are declared to be none of its text."""
    made = setting.set_reading(saxon.serialised(Document.parse(source, "t.xml")), setting.models())
    root = etree.fromstring(made.tei.encode())
    for element in root.iter(etree.Element):
        around = [e.get(f"{SET}behaviour") in LEFT_OUT for e in element.iterancestors()]
        if not any(around):
            yield from WORD.findall(element.tail or "")
            if element.get(f"{SET}behaviour") not in LEFT_OUT:
                yield from WORD.findall(element.text or "")
