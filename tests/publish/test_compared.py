"""Any two readings of a document side by side."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from siglum import publish
from siglum.edition import Edition
from siglum.publish.html.compared import marked


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        ("in silva magna", "in sylva magna", "in <mark>silva</mark> magna"),
        ("he came, and went", "he came and went", "he came<mark>,</mark> and went"),
        ("a < b & c", "a < b", "a &lt; b <mark>&amp; c</mark>"),
        ("now and then", "then", "<mark>now and</mark> then"),
        ("don’t go", "do go", "<mark>don’t</mark> go"),
        ("go", "go there", "go"),
        ("", "x", ""),
    ],
)
def test_the_words_that_only_one_has_are_marked(mine: str, theirs: str, said: str) -> None:
    one, other = (
        [["compared", f"{side}\n{texts}"]]
        for side, texts in (("one", f"{mine}\n{theirs}"), ("other", f"{theirs}\n{mine}"))
    )
    assert marked(["<td>", *one, "</td>", ["of", "x"], ""]) == [f"<td>{said}</td>", ["of", "x"], ""]
    assert marked(["<td>", *other, "</td>", ["of", "x"], ""]) == [f"<td>{said}</td>", ["of", "x"], ""]


def test_both_sides_are_marked_alike() -> None:
    sides = [marked([["compared", f"{side}\nTroiae qui primus\nqui Troiae primus"]]) for side in ("one", "other")]
    assert sides == [["Troiae <mark>qui</mark> primus"], ["<mark>qui</mark> Troiae primus"]]


def built(folder: Path, witnesses: str, body: str) -> dict[str, html.HtmlElement]:
    """The pages on which readings of a text stand side by side, by name; and the first page of the text."""
    listed = "".join(f'<witness xml:id="{siglum}">Codex {siglum}</witness>' for siglum in witnesses)
    (folder / "t.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="t" xml:lang="la"><teiHeader><fileDesc><titleStmt><title>Carmen</title></titleStmt>'
        f"<publicationStmt><p/></publicationStmt><sourceDesc><listWit>{listed}</listWit></sourceDesc></fileDesc></teiHeader>"
        f"<text><body>{body}</body></text></TEI>",
        encoding="utf-8",
    )
    (folder / "siglum.toml").write_text('[edition]\ndocuments = ["t.xml"]\n', encoding="utf-8")
    assert publish.build(Edition.of(folder), folder / "build", frozenset({"html"})).findings == ()
    found = (folder / "build" / "html").glob("*.html")
    return {
        path.stem: html.document_fromstring(path.read_bytes().decode("utf-8"))
        for path in found
        if "--" in path.stem or path.stem == "t"
    }


def app(lem: str, **others: str) -> str:
    sides = "".join(f'<rdg wit="{" ".join("#" + s for s in wits)}">{said}</rdg>' for wits, said in others.items())
    return f'<app><lem wit="#A">{lem}</lem>{sides}</app>'


def cells(page: html.HtmlElement) -> list[list[str]]:
    """The words of each row, marked ones in brackets."""
    for mark in page.iter("mark"):
        mark.text = f"[{mark.text}]"
    rows = page.xpath("//table[@class='two']/tbody/tr")
    return [[re.sub("^¶ ", "", cell.text_content()) for cell in row] for row in rows]


VERSES = (
    f"<head>Carmen</head><l n='1'>arma {app('virum', B='viros', C='virum')} cano</l><l n='2'>{app('Troiae qui', BC='qui Troiae')} primus ab oris</l>"
    "<note>a note</note>"
)


def test_of_few_readings_any_two_stand_side_by_side(tmp_path: Path) -> None:
    pages = built(tmp_path, "ABC", VERSES)
    assert sorted(pages) == ["t", "t--t-B", "t--t-C", "t-A--t-B", "t-A--t-C", "t-B--t-C"]  # t and A say the same
    assert cells(pages["t-A--t-B"]) == [
        ["Carmen", "Carmen"],
        ["arma [virum] cano", "arma [viros] cano"],
        ["Troiae [qui] primus ab oris", "[qui] Troiae primus ab oris"],
    ]
    assert [a.get("href") for a in pages["t-A--t-B"].xpath("//thead//a")] == ["t-A.html", "t-B.html"]
    choices = pages["t-A--t-B"].xpath("//nav[@class='choice']//a")
    assert [a.get("href") for a in choices] == [f"{name}.html" for name in sorted(pages) if name != "t"]
    assert [a.get("href") for a in choices if a.get("aria-current")] == ["t-A--t-B.html"]
    assert [a.get("href") for a in pages["t"].xpath("//p[@class='pairs']/a")] == ["t--t-B.html", "t--t-C.html"]


def test_of_many_readings_each_stands_beside_the_first(tmp_path: Path) -> None:
    pages = built(tmp_path, "ABCD", f"<p>arma {app('virum', B='viros', C='vires', D='viri')} cano</p>")
    assert sorted(pages) == ["t", "t--t-B", "t--t-C", "t--t-D"]


def test_what_one_leaves_out_is_said(tmp_path: Path) -> None:
    pages = built(tmp_path, "AB", f"<p>first</p>{app('<p>second</p>', B='')}<p>third</p>")
    assert cells(pages["t-A--t-B"])[1] == ["[second]", "[…] left out"]


def test_readings_that_say_the_same_need_no_page(tmp_path: Path) -> None:
    assert sorted(built(tmp_path, "", "<p>one</p>")) == ["t"]
