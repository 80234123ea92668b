"""What a finding is known by stays the same as long as nothing changes where it stands."""

from __future__ import annotations

from itertools import pairwise

import pytest

from report.found import FINDINGS, LETTER, source
from siglum.diagnostic import Diagnostic
from siglum.document import Document, local
from siglum.fingerprints import fingerprints

TEXT = LETTER.source.text


def marks(text: str, name: str = "letter.xml") -> list[str]:
    """The fingerprints of the two names and the words of the last paragraph, in a changed file."""
    document = Document.parse(text.encode(), name)
    names = [element for element in document.own if local(element) == "name"]
    (last,) = (e for e in document.own if local(e) == "p" and "weather" in (e.text or ""))
    found = [Diagnostic("dangling-pointer", "m", name, document.span(e, ("value", "ref"))) for e in names]
    found.append(Diagnostic("quotation-marks", "m", name, document.span(last, ("text", 0)), "warning"))
    return fingerprints(found, lambda _: document.source)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<text>", "<text>\n\n<!-- shifted -->\n<p>Another paragraph.</p>"),
        ("She wrote", "She has written"),
        ("  <p", "\t<p"),
        ("\n", "\r\n"),
        ("<ship>again</ship>", "<ship n='1'>again</ship>"),
    ],
)
def test_a_change_elsewhere_changes_nothing(before: str, after: str) -> None:
    assert before in TEXT and marks(TEXT.replace(before, after)) == marks(TEXT)


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ('ref="#anne"', 'ref="#anna"', [True, False, False]),
        ('xml:id="one"', 'xml:id="first"', [True, False, False]),
        ('<p>She wrote <name ref="#ann">', '<p><q/>She wrote <name ref="#ann" n="1">', [False, True, False]),
        ("the weather", "the storm (weather)", [False, False, True]),
    ],
)
def test_a_change_at_the_place_makes_another_finding(before: str, after: str, changed: list[bool]) -> None:
    now = marks(TEXT.replace(before, after))
    assert [one != other for one, other in zip(marks(TEXT), now, strict=True)] == changed


def test_the_name_of_the_file_does_not_count() -> None:
    assert marks(TEXT, "renamed.xml") == marks(TEXT)


def test_what_is_alike_is_counted() -> None:
    same = [FINDINGS[0]] * 3
    found = fingerprints(same, source)
    assert len(set(found)) == 3
    assert all(len(one) == 32 and one != other for one, other in pairwise(found))


def test_what_is_no_document_has_fingerprints_too() -> None:
    finding = FINDINGS[0]
    assert len(fingerprints([finding, finding], lambda _: None)) == 2
    assert len(fingerprints([finding], lambda _: Document.parse(b"<a/>", "a.xml").source)[0]) == 32
