"""The network: who is named with whom in a paragraph, counted and laid out; nothing where there is too little."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from siglum import publish
from siglum.edition import Edition
from siglum.publish.pictures.names import breadth, short
from siglum.publish.pictures.network import CROWD, Company, arranged

HEADER = "<teiHeader><fileDesc><titleStmt><title>{0}</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
NAMES = {name: name.capitalize() for name in ("ada", "bea", "cid", "dov", "eva")}


def facts(*paragraphs: str, short_title: str = "T") -> dict[str, Any]:
    """The facts of a file whose paragraphs name persons: "ada bea"."""
    return {
        "short": short_title,
        "company": [
            {"place": f"t.html#p{n}", "name": str(n), "persons": said.split()} for n, said in enumerate(paragraphs, 1)
        ],
    }


def drawn(*files: dict[str, Any], names: dict[str, str] = NAMES) -> str:
    company = Company()
    for one in files:
        company.take(one)
    return company.as_xml(names, files)


def pairs(said: str) -> dict[tuple[str, str], tuple[int, list[str]]]:
    found = re.findall(
        r'<pair count="(\d+)"><one .*?href="([^"]*)".*?<other .*?href="([^"]*)".*?</other>(.*?)</pair>', said
    )
    return {
        (one, other): (int(count), re.findall(r'href="[^"]*#(\w+)"', places)) for count, one, other, places in found
    }


def test_who_is_named_with_whom_is_counted_paragraph_by_paragraph() -> None:
    said = drawn(facts("ada bea", "bea ada cid"), facts("ada dov", "ada bea"))
    assert pairs(said) == {
        ("ada", "bea"): (3, ["p1", "p2", "p2"]), ("ada", "cid"): (1, ["p2"]), ("ada", "dov"): (1, ["p1"]), ("bea", "cid"): (1, ["p2"]),
    }  # fmt: skip
    assert next(iter(pairs(said))) == ("ada", "bea") and said.count("<person ") == 4 == said.count("<tie ")


@pytest.mark.parametrize(
    "paragraphs",
    [(), ("ada bea", "ada bea", "ada bea", "ada bea"), ("ada bea cid", "ada bea cid"), (" ".join(NAMES), "ada bea")],
)
def test_of_too_little_nothing_is_drawn(paragraphs: tuple[str, ...]) -> None:
    assert drawn(facts(*paragraphs)) == ""


def test_a_person_whose_register_is_not_published_is_not_drawn() -> None:
    said = drawn(facts("ada bea gone", "bea cid", "ada cid gone"))
    assert "gone" not in said and said.count("<person ") == 3
    assert drawn(facts("ada gone", "gone bea", "ada bea")) == drawn(facts("ada gone", "bea gone", "cid gone")) == ""


def test_a_paragraph_that_names_a_crowd_is_left_out_and_told() -> None:
    crowd = {f"x{n}": f"X{n}" for n in range(500)}
    said = drawn(facts("ada bea", "bea cid", "ada cid", " ".join(crowd)), names=NAMES | crowd)
    assert 'crowds="1"' in said and f'crowd="{CROWD}"' in said and "x1" not in said
    few = {f"x{n}": f"X{n}" for n in range(CROWD)}
    assert 'crowds="0"' in drawn(facts("ada bea", "bea cid", " ".join(few)), names=NAMES | few)


def test_of_many_those_who_are_named_most_often_are_shown_in_whatever_order_files_come() -> None:
    people = {f"p{n:03}": f"Person {n:03}" for n in range(300)}
    paragraphs = [f"p{n:03} p{(n + k) % 300:03}" for n in range(300) for k in range(1, 1 + max(1, (300 - n) // 50))]
    half = len(paragraphs) // 2
    files = facts(*paragraphs[:half]), facts(*paragraphs[half:])
    said = drawn(*files, names=people)
    assert said.count("<person ") == 40 and 'shown="40" of="300"' in said and said.count("<pair ") <= 200
    assert drawn(*files, names=dict(sorted(people.items(), reverse=True))) == said == drawn(*files, names=people)
    assert all(int(n) < 60 for n in re.findall(r'<person [^>]*href="p(\d+)"', said))


def test_those_who_are_named_together_stand_together() -> None:
    groups = [[f"{group}{n}" for n in range(5)] for group in "abc"]
    counts = Counter({tuple(sorted(pair)): 3 for group in groups for pair in combinations(group, 2)})
    counts["a0", "b0"] = 1
    persons = [groups[n % 3][n // 3] for n in range(15)]
    rows = arranged(persons, {(one, other): count for (one, other), count in counts.items()})
    assert sorted(rows) == sorted(persons)
    assert len(list(filter(None, (one[0] != other[0] for one, other in pairwise(rows))))) == 2


def test_a_name_is_cut_by_its_breadth() -> None:
    assert short("Ada") == "Ada" and short("Wolfgang Amadeus Mozart", 9.6) == "Wolfgang Amadeus…"
    assert short("漢" * 20, 9.6) == "漢" * 8 + "…"
    assert all(breadth(short(sign * 500, 9.6)) <= 9.6 for sign in "aW漢ж")


# ===== the page =====


def built(folder: Path, body: str, people: str = "") -> Path:
    start = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{0}" xml:lang="en">' + HEADER
    persons = people or "".join(
        f'<person xml:id="{one}"><persName><forename>{name}</forename> <surname>Low</surname></persName></person>'
        for one, name in NAMES.items()
    )
    register = f"{start.format('people')}<standOff><listPerson>{persons}</listPerson></standOff></TEI>"
    (folder / "people.xml").write_text(register, encoding="utf-8")
    (folder / "tale.xml").write_text(f"{start.format('tale')}<text><body>{body}</body></text></TEI>", encoding="utf-8")
    (folder / "siglum.toml").write_text('[edition]\ndocuments = ["*.xml"]\n[site]\naddress = "https://example.org/"\n')
    assert publish.build(Edition.load(folder), folder / "build", frozenset({"html"})).failures == ()
    return folder / "build" / "html"


def ref(*names: str) -> str:
    return " ".join(f'<persName ref="#{name}">{name}</persName>' for name in names)


def test_a_page_tells_who_with_whom_how_often_and_where(tmp_path: Path) -> None:
    verses = f'<lg xml:id="v"><l xml:id="v1">{ref("cid")}</l><l xml:id="v2">{ref("dov")}</l></lg>'
    note = f"<note><p>{ref('ada', 'eva')}</p></note>"
    site = built(
        tmp_path,
        f'<p xml:id="p1" n="1">{ref("ada", "bea", "ada")}</p><p xml:id="p2" n="2">{ref("bea", "ada")}{note}</p>{verses}<p n="3">{ref("eva")}</p>',
    )
    page = html.document_fromstring((site / "network.html").read_text(encoding="utf-8"))
    rows = [
        [" ".join(cell.text_content().split()) for cell in row.xpath("td")] for row in page.xpath("//table/tbody/tr")
    ]
    assert rows == [["Low, Ada", "Low, Bea", "2", "1, 2"], ["Low, Cid", "Low, Dov", "1", "text"]]
    assert page.xpath("//tbody/tr[1]//a/@href") == [
        "people.html#ada",
        "people.html#bea",
        "tale.html#p1",
        "tale.html#p2",
    ]
    assert "<loc>https://example.org/network.html</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert 'href="network.html"' in (site / "index.html").read_text(encoding="utf-8")


def test_without_company_there_is_neither_network_nor_way(tmp_path: Path) -> None:
    site = built(tmp_path, "".join(f"<p>{ref(name)}</p>" for name in NAMES))
    assert not (site / "network.html").exists()
    assert all("network.html" not in path.read_text(encoding="utf-8") for path in site.glob("*.html"))


def test_a_name_is_text_whatever_stands_in_it(tmp_path: Path) -> None:
    names = ["&lt;script>alert(1)&lt;/script>", "&quot; onclick=&quot;alert(1)", "N" * 500]
    people = "".join(f'<person xml:id="x{n}"><persName>{name}</persName></person>' for n, name in enumerate(names))
    body = f"<p>{ref('x0', 'x1')}</p><p>{ref('x1', 'x2')}</p><p>{ref('x0', 'x2')}</p>"
    page = html.document_fromstring((built(tmp_path, body, people) / "network.html").read_text(encoding="utf-8"))
    assert page.xpath("//script[contains(., 'alert')] | //@onclick") == []
    assert {a.text_content() for a in page.xpath("//td/a[@class='name']")} == {
        "<script>alert(1)</script>", '" onclick="alert(1)', "N" * 500,
    }  # fmt: skip
