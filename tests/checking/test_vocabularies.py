"""What a file is called that is no TEI, and what is to be done with it."""

from __future__ import annotations

import pytest

from siglum.checking import vocabularies
from siglum.document import Document

LEAVE = "name a schema for it with --schema, or leave it out"
NAMESPACE = 'write xmlns="http://www.tei-c.org/ns/1.0" on the root'


@pytest.mark.parametrize(
    ("content", "severity", "said", "advice"),
    [
        ("<TEI.2/>", "error", "this file is TEI P4, not TEI P5", "convert it to TEI P5: the TEI Consortium publishes stylesheets for that"),
        ("<TEI/>", "error", "<TEI> stands in no namespace", NAMESPACE),
        ('<t:teiCorpus xmlns:t="urn:x"/>', "error", "<teiCorpus> stands in the namespace urn:x", NAMESPACE),
        ("<book/>", "warning", "this file is DocBook, not TEI P5", LEAVE),
        ('<book xmlns="urn:x"/>', "warning", "this file is no TEI: its root is <book>, in the namespace urn:x", LEAVE),
        ('<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"/>', "warning", "this file is PAGE, not TEI P5", LEAVE),
        ("<note/>", "warning", "this file is no TEI: its root is <note>, in no namespace", LEAVE),
    ],
)  # fmt: skip
def test_a_file_is_called_what_it_is(content: str, severity: str, said: str, advice: str) -> None:
    document = Document.parse(content.encode(), "a.xml")
    (finding,) = vocabularies.others(document)
    assert (finding.code, finding.severity, finding.message) == ("other-vocabulary", severity, said)
    assert (finding.help, finding.label, finding.found) == ((advice,), "not TEI", document.root.xpath("local-name()"))
    assert content[finding.span.start.offset : finding.span.end.offset].rpartition(":")[2] == finding.found


@pytest.mark.parametrize("root", ["TEI", "teiCorpus", "text", "div"])
def test_of_tei_nothing_is_said(root: str) -> None:
    assert (
        list(vocabularies.others(Document.parse(f'<{root} xmlns="http://www.tei-c.org/ns/1.0"/>'.encode(), "a.xml")))
        == []
    )
