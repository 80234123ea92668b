"""The collections of others, each as one edition of which nothing is declared: nothing is lost."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from lxml import etree, html

from judges import errors, needs_checker
from siglum import publish
from siglum.document import Document, local
from siglum.edition import Edition
from siglum.publish import plan
from siglum.publish.survey import survey
from siglum.session import Session
from siglum.tei.registers import is_register
from siglum.tei.vocabulary import TEI

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
COLLECTIONS = sorted(p for p in CORPORA.iterdir() if p.is_dir()) if CORPORA.is_dir() else [CORPORA]
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


pytestmark = pytest.mark.skipif(
    not CORPORA.is_dir(), reason="the collections are not beside the project (../shared/corpora)"
)
LARGEST = 400_000
"""Of the pages of a collection, one of at most so many bytes is looked at."""


@pytest.fixture(scope="module", params=COLLECTIONS, ids=lambda path: path.name)
def collection(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Path]:
    """A collection, published with nothing declared; the build itself holds each output to its reading."""
    edition, build = Edition.of(request.param), tmp_path_factory.mktemp(request.param.name) / "build"
    assert publish.build(edition, build, frozenset({"html", "text"})).failures == ()
    return edition, build / "html"


def names_of(edition: Edition) -> dict[str, str]:
    """What each document is called."""
    session = Session()
    return plan.names([survey(edition, path, session) for path in edition.documents])


def test_a_collection_is_published_and_no_word_is_lost(collection: tuple[Edition, Path]) -> None:
    edition, site = collection
    names = names_of(edition)
    for document in edition.documents:
        root = Document.read(edition.file(document)).root
        if is_register(root):
            _leave_out_addresses(root)
        wanted = letters(source_text(root))
        lost = wanted - shown(site, names[document])
        assert lost.total() <= 0.01 * wanted.total(), f"{document}: {lost.most_common(8)} of {wanted.total()}"


def _leave_out_addresses(root: etree._Element) -> None:
    """Addresses are links on the page of a register; where a place lies that is only named is told at its own entry."""
    etree.strip_elements(root, f"{{{TEI}}}idno", f"{{{TEI}}}geo", with_tail=False)
    for element in root.iter(etree.Element):
        if (element.text or "").strip().startswith("http"):
            element.text = None


@needs_checker
def test_a_page_of_a_collection_is_valid(collection: tuple[Edition, Path]) -> None:
    edition, site = collection
    pages = [
        page
        for name in names_of(edition).values()
        if (page := site / f"{name}.html").is_file() and page.stat().st_size <= LARGEST
    ]
    assert errors(pages[:2]) == []


def shown(site: Path, name: str) -> Counter[str]:
    """The letters of the readings of a document and of its register: of each letter, as many as the one has that has most."""
    own: dict[str, Counter[str]] = defaultdict(Counter)
    for page in site.glob("*.html"):
        one = page.stem.partition("~")[0]
        if one == name or one.startswith(f"{name}-") or one == "register":
            root = html.document_fromstring(page.read_bytes().decode("utf-8"))
            own[one] += letters("".join("".join(map(str, article.itertext())) for article in root.iter("article")))
    most: Counter[str] = Counter()
    for said in own.values():
        most |= said
    return most
