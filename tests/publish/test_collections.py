"""The collections of others, each as one edition of which nothing is declared: nothing is lost."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree, html

from siglum import publish
from siglum.document import Document, local
from siglum.edition import Edition
from siglum.publish import plan
from siglum.publish.survey import survey
from siglum.session import Session

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
COLLECTIONS = sorted(p for p in CORPORA.iterdir() if p.is_dir()) if CORPORA.is_dir() else [CORPORA]
TEI = "{http://www.tei-c.org/ns/1.0}"
NOT_SHOWN = frozenset(
    ("teiHeader", "facsimile", "linkGrp", "joinGrp", "altGrp", "timeline", "spanGrp", "interpGrp", "fs", "fLib", "fvLib",
     "certainty", "precision", "respons", "substJoin", "listTranspose", "move", "index", "xenoData", "binaryObject")
)  # fmt: skip
"""What is omitted by intent (xslt/models/models.odd says why of each), and the header, which has a page of its own."""


def letters(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w", text))


def source_text(element: etree._Element) -> str:
    """The text of a source but for its header and what is omitted by intent."""
    if local(element) == "choice":  # each side has a reading of its own
        return max((source_text(side) for side in element.iterchildren(etree.Element)), key=len, default="")
    said = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and local(child) not in NOT_SHOWN:
            said.append(source_text(child))
        said.append(child.tail or "")
    return "".join(said)


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the collections are not beside the project (../shared/corpora)")
@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda path: path.name)
def test_a_collection_is_published_and_no_word_is_lost(collection: Path, tmp_path: Path) -> None:
    edition = Edition.of(collection)
    done = publish.build(edition, tmp_path / "build", frozenset({"html", "text"}))
    assert done.failures == ()
    session = Session()
    names = plan.names([survey(edition, path, session) for path in edition.documents])
    for document in edition.documents:
        wanted = letters(source_text(Document.read(collection / document).root))
        lost = wanted - shown(tmp_path / "build" / "html", names[document])
        assert lost.total() <= 0.01 * wanted.total(), f"{document}: {lost.most_common(8)} of {wanted.total()}"


def shown(site: Path, name: str) -> Counter[str]:
    """The letters on the pages of a document, its readings and its register: of each letter what the page has that has most."""
    pages = [
        page
        for page in site.glob("*.html")
        if page.stem == name or page.stem.startswith(f"{name}-") or page.stem == "register"
    ]
    most: Counter[str] = Counter()
    for page in pages:
        root = html.document_fromstring(page.read_bytes().decode("utf-8"))
        most |= letters("".join("".join(map(str, article.itertext())) for article in root.iter("article")))
    return most
