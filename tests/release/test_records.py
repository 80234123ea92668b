"""The version in headers, citations and change logs of many forms."""

from __future__ import annotations

import pytest

from siglum.document import Document
from siglum.edition.published import Published
from siglum.failure import Failure
from siglum.publish import formerly
from siglum.release.header import released
from siglum.release.records import cited, logged

DAY = "2026-03-01"
TITLE = "<titleStmt><title>T</title></titleStmt>"


def header(edition: str = "<editionStmt><edition n='1.0'/></editionStmt>", history: str = "") -> str:
    return f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc>{TITLE}{edition}</fileDesc>{history}</teiHeader></TEI>"


def made(text: str, who: str = "", encoding: str = "utf-8") -> str:
    return released(Document.parse(text.encode(encoding), "a.xml"), "1.1", DAY, who).decode(encoding)


CHANGE = f'<change when="{DAY}" n="1.1">Version 1.1.</change>'
HISTORY = f"<revisionDesc>{CHANGE}</revisionDesc>"


@pytest.mark.parametrize(
    ("edition", "after"),
    [
        ("", '<editionStmt><edition n="1.1">Version 1.1</edition></editionStmt>'),
        ("<editionStmt><edition n='1'>First</edition></editionStmt>", "<editionStmt><edition n='1.1'>First</edition></editionStmt>"),
        ("<editionStmt><edition>First</edition></editionStmt>", '<editionStmt><edition n="1.1">First</edition></editionStmt>'),
        (
            "<editionStmt><edition n='1.0'>Version 1.0 of 10, <date when='2025-01-01'>2025-01-01</date></edition></editionStmt>",
            f"<editionStmt><edition n='1.1'>Version 1.1 of 10, <date when='{DAY}'>{DAY}</date></edition></editionStmt>",
        ),
        (
            "<editionStmt><edition n='1.0'>Version 1.0.2 <date when='2025-01-01'>New Year</date></edition></editionStmt>",
            f"<editionStmt><edition n='1.1'>Version 1.0.2 <date when='{DAY}'>New Year</date></edition></editionStmt>",
        ),
    ],
)  # fmt: skip
def test_an_edition_statement(edition: str, after: str) -> None:
    assert made(header(edition)) == header(after, HISTORY)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<change when='2025-01-01'>a</change>", f"{CHANGE}<change when='2025-01-01'>a</change>"),
        (
            "<change when='2025-01-02'>b</change><change when='2025-01-01'>a</change>",
            f"{CHANGE}<change when='2025-01-02'>b</change><change when='2025-01-01'>a</change>",
        ),
        (
            "<change when='2025-01-01'>a</change>\n  <change when='2025-01-02'>b</change>\n",
            f"<change when='2025-01-01'>a</change>\n  <change when='2025-01-02'>b</change>\n  {CHANGE}\n",
        ),
        (
            "<listChange><change when='2025-01-01'>a</change></listChange>",
            f"<listChange>{CHANGE}<change when='2025-01-01'>a</change></listChange>",
        ),
    ],
)
def test_a_revision_description_keeps_its_order(before: str, after: str) -> None:
    start, end = "<revisionDesc>", "</revisionDesc>"
    said = made(header(history=start + before + end))
    assert said == header("<editionStmt><edition n='1.1'/></editionStmt>", start + after + end)


def test_lines_prefixes_encodings_and_whoever_is_responsible() -> None:
    text = (
        "<?xml version='1.0' encoding='UTF-16'?>\r\n<t:TEI xmlns:t='http://www.tei-c.org/ns/1.0'>\r\n <t:teiHeader>\r\n"
        "  <t:fileDesc>\r\n   <t:titleStmt/>\r\n  </t:fileDesc>\r\n </t:teiHeader>\r\n</t:TEI>\r\n"
    )
    inner = '\r\n   <t:editionStmt>\r\n     <t:edition n="1.1">Version 1.1</t:edition>\r\n   </t:editionStmt>'
    history = (
        f'\r\n  <t:revisionDesc>\r\n    <t:change when="{DAY}" n="1.1" who="#é">Version 1.1.</t:change>'
        "\r\n  </t:revisionDesc>"
    )
    expected = text.replace("<t:titleStmt/>", f"<t:titleStmt/>{inner}")
    expected = expected.replace("</t:fileDesc>", f"</t:fileDesc>{history}")
    assert made(text, who="#é", encoding="utf-16") == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", "has no teiHeader of its own"),
        ("<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/></TEI>", "has no titleStmt"),
        (header("<editionStmt><edition n='1.1'/></editionStmt>"), r"is version 1\.1 already"),
        (header(history="<revisionDesc><change n='1.1'/></revisionDesc>"), r"has been version 1\.1"),
    ],
)
def test_what_has_no_place_for_it(text: str, said: str) -> None:
    with pytest.raises(Failure, match=f"^a.xml {said}"):
        made(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("version: 1\ndate-released: 2025-01-01\n", f'version: "1.1"\ndate-released: {DAY}\n'),
        ("title: A", f'title: A\nversion: "1.1"\ndate-released: {DAY}\n'),
        ("version: 1\r\ntitle: A\r\n", f'version: "1.1"\r\ndate-released: {DAY}\r\ntitle: A\r\n'),
        (
            "version: 1\npreferred-citation:\n  version: 3\n",
            f'version: "1.1"\ndate-released: {DAY}\npreferred-citation:\n  version: 3\n',
        ),
    ],
)
def test_a_citation(before: str, after: str) -> None:
    assert cited(before, "1.1", DAY) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# C\n\n## 1.0 (not yet released)\n\n- a\n", f"# C\n\n## 1.1 ({DAY})\n\n- a\n"),
        ("## [Unreleased]\n\n- a\n", f"## [Unreleased]\n\n## [1.1] - {DAY}\n\n- a\n"),
        ("## Unreleased\r\n\r\n- a\r\n", f"## Unreleased\r\n\r\n## 1.1 ({DAY})\r\n\r\n- a\r\n"),
        ("## Unreleased\n\n- a\n\n## 1.0 - 2025-01-01\n", f"## Unreleased\n\n## 1.1 - {DAY}\n\n- a\n\n## 1.0 - 2025-01-01\n"),
    ],
)  # fmt: skip
def test_a_change_log(before: str, after: str) -> None:
    assert logged(before, "CHANGELOG.md", "1.1", DAY) == after


def test_a_version_within_another_is_another() -> None:
    assert "## 1.1 (" in logged("## Unreleased\n\n- a\n\n## 1.1.1 (2025-01-01)\n", "CHANGELOG.md", "1.1", DAY)


def test_ids_that_stand_for_each_other_in_a_circle_stand_for_none() -> None:
    published = Published({"a.xml": {"p1": "p2", "p2": "p1", "p3": "p4", "p4": "p5"}})
    assert list(published.gone("a.xml", {"p5"})) == ["p1", "p2"]
    assert published.led("a.xml", {"p5"}) == (("p3", "p5"), ("p4", "p5"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<p class="a" id="b">x</p>', '<p class="a" id="b"><span id="a"></span>x</p>'),
        ('<ul id="b"><li class="c">x</li></ul>', '<ul id="b"><li class="c"><span id="a"></span>x</li></ul>'),
        ('<tr id="b"><td>x</td></tr>', '<tr id="b"><td><span id="a"></span>x</td></tr>'),
        ('<p><br id="b"/>x</p>', '<p><span id="a"></span><br id="b"/>x</p>'),
        ('<p data-id="b" id="bb">id="b"</p>', '<p data-id="b" id="bb">id="b"</p>'),
    ],
)
def test_an_anchor_stands_where_it_may(before: str, after: str) -> None:
    assert formerly.led([before, ["ways", ""], ""], [("a", "b")]) == [after, ["ways", ""], ""]
    assert formerly.led([before], []) == [before]
