"""What is said of the other witnesses, of verses and of names in a book, case by case."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from publish.test_book import B, of_body
from siglum.publish import book

REGISTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff>{}</standOff></TEI>"""


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("<lem wit='#A'>one</lem><rdg wit='#B'/>", ["one A]; om. B"]),
        ("<lem>one</lem><rdg wit='#B #C'>two</rdg>", ["one]; two B C"]),
        ("<lem wit='#A'>one</lem><rdg wit='w.xml#B'><hi>two</hi> and</rdg>", ["one A]; two and B"]),
        ("<lem wit='#A'>one</lem><rdg wit='#B'>two<note>A slip.</note> or<witDetail>faint</witDetail></rdg>", ["one A]; two or B"]),
    ],
)  # fmt: skip
def test_an_entry_says_each_reading_with_its_sigla(entry: str, said: list[str], tmp_path: Path) -> None:
    found = of_body(tmp_path, f"<p>begin <app>{entry}</app> end</p>")
    assert sorted(note.text or "" for note in found.iterfind(".//b:note[@kind='apparatus']", B)) == sorted(said)
    assert not found.xpath("//@source")


@pytest.mark.parametrize(
    ("verses", "numbers"),
    [
        ("<l>verse</l>" * 9, [None] * 9),
        ("<l>verse</l>" * 9 + "<l n='10'>verse</l>", [None] * 9 + ["10"]),
        ("<l part='I'>verse</l><l part='M'>verse</l><l part='F'>verse</l>" + "<l>verse</l>" * 9, ["1", None, None, *map(str, range(2, 11))]),
    ],
    ids=["few", "numbered", "shared"],
)  # fmt: skip
def test_which_verses_are_counted(verses: str, numbers: list[str | None], tmp_path: Path) -> None:
    found = of_body(tmp_path, f"<lg>{verses}</lg>")
    assert [line.get("n") for line in found.iterfind(".//b:line", B)] == numbers


def test_verses_are_counted_in_each_part_by_itself(tmp_path: Path) -> None:
    found = of_body(tmp_path, f"<div><lg>{'<l>verse</l>' * 10}</lg></div>" * 2)
    assert [line.get("n") for line in found.iterfind(".//b:line", B)] == [str(n) for n in range(1, 11)] * 2


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("<person xml:id='x'><persName><forename>Ann</forename><surname>Old</surname></persName></person>", "Old, Ann"),
        ("<person xml:id='x'><persName><surname>Old</surname></persName></person>", "Old"),
        ("<person xml:id='x'><persName>Ann  Old</persName><persName type='preferred'>Ann the Old</persName></person>", "Ann the Old"),
        ("<person xml:id='x'><note>Nobody.</note></person>", "x"),
        ("<person xml:id='x'><persName/></person>", "x"),
        ("<bibl xml:id='x'>By Ann: <title>Letters</title></bibl>", "Letters"),
        ("<biblStruct xml:id='x'><monogr><title>Diaries</title></monogr></biblStruct>", "Diaries"),
        ("<place xml:id='x'><desc>By the sea.</desc><placeName>Rome</placeName></place>", "Rome"),
        ("<org xml:id='x'><orgName>The Press</orgName></org>", "The Press"),
        ("<event xml:id='x'><label>The Flood</label></event>", "The Flood"),
    ],
)  # fmt: skip
def test_what_an_entry_is_called_in_the_index(entry: str, said: str, tmp_path: Path) -> None:
    found = of_body(tmp_path, "<p><rs ref='register.xml#x'>one</rs></p>", register=REGISTER.format(entry))
    assert [one.text for one in found.iterfind(".//b:index/b:register/b:entry", B)] == [said]


def test_an_index_has_a_register_for_each_kind_in_the_order_of_its_names(tmp_path: Path) -> None:
    entries = "<place xml:id='p'><placeName>Rome</placeName></place>" + "".join(
        f"<person xml:id='{name}'><persName>{said}</persName></person>"
        for name, said in (("a", "Zoë"), ("b", "“Émile”"), ("c", "Emil"), ("d", "Emil"), ("e", "Unnamed"))
    )
    names = "".join(f"<name ref='register.xml#{name}'>x</name>" for name in "dcbap")
    index = of_body(tmp_path, f"<p>{names}</p>", register=REGISTER.format(entries)).find("b:index", B)
    assert [(kind.get("kind"), [(one.get("id"), one.get("sort")) for one in kind]) for kind in index] == [
        ("person", [("c", "emil"), ("d", "emil"), ("b", "emile”"), ("a", "zoe")]),
        ("place", [("p", "rome")]),
    ]


def test_an_entry_that_stands_in_no_register_is_in_no_index(tmp_path: Path) -> None:
    found = of_body(
        tmp_path,
        "<listPerson><person xml:id='x'><persName>Ann</persName></person></listPerson><p><name ref='#x'>Ann</name></p>",
    )
    assert not len(found.find("b:index", B))
    assert [name.get("ref") for name in found.iterfind(".//b:name", B)].count("x") == 0


def test_where_two_spaces_meet_one_is_left() -> None:
    whole = f"""<book xmlns="{book.BOOK}"><body><p> one <style> two</style> <style>three </style> </p><p>\tfour\n five</p></body></book>"""
    found = etree.fromstring(whole)
    book._one_space(found)
    assert ["".join(p.itertext()).rstrip() for p in found.iterfind(".//b:p", B)] == ["one two three", "four five"]
