"""A long text on several pages: where it is divided, what stands on each, and that every way leads to the right one."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from siglum import publish
from siglum.document import Document, local
from siglum.edition import Edition
from siglum.fidelity.output_differs import page_text
from siglum.publish import chapters

FILES = ["novel.html", "novel~2.html", "novel~3.html", "novel~4.html", "novel~5.html"]
NOVEL = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="novel"><teiHeader><fileDesc><titleStmt><title>The Novel</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text>
<front><titlePage><docTitle><titlePart>A Novel</titlePart></docTitle></titlePage><div><head>To the reader</head><p>Dear reader.</p></div></front>
<body>
<div xml:id="one"><head>Part One</head><epigraph><p>What <ref target="#last">comes</ref>.</p></epigraph>
<div xml:id="c1"><head>The first</head><p xml:id="p1" n="1">It <choice><sic>bgean</sic><corr>began</corr></choice><note xml:id="n1">A note.</note>
with <persName ref="#eva">Eva</persName>, see <ref target="#c2">there</ref>. {"One word. " * 30}</p></div>
<div xml:id="c2"><head>The second</head><p n="2">It went on, as <ref target="#p1">before</ref>. {"Two words. " * 30}</p></div>
<trailer>End of the part.</trailer></div>
<p>Between the parts.</p>
<div type="part" n="2"><p xml:id="last" n="3">It ended. {"Three words. " * 30}</p></div>
</body>
<back><p>Finis.</p></back></text>
<standOff><listPerson><person xml:id="eva"><persName>Eva</persName></person></listPerson></standOff></TEI>"""
LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="letter"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>
<p>Read <ref target="novel.xml#last">the end</ref>, then <ref target="novel.xml#p1">the beginning</ref>.</p></body></text></TEI>"""


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is long is short enough to be read here."""
    for name, size in {"LONG": 800, "LONG_CHAPTER": 500, "SHORT_CHAPTER": 200}.items():
        monkeypatch.setattr(chapters, name, size)


def built(where: Path, **files: str) -> Path:
    for name, text in files.items():
        (where / f"{name}.xml").write_text(text, encoding="utf-8")
    published = publish.build(Edition.of(where), where / "build", frozenset({"html"}))
    assert not published.failures and not published.findings
    return where / "build" / "html"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return built(tmp_path, novel=NOVEL, letter=LETTER)


def page(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_bytes().decode("utf-8"))


def said(path: Path) -> str:
    return re.sub(r"(\w+ words?\. ?)+", "… ", " ".join(page_text(path.read_bytes()).split())).strip()


def links(element: html.HtmlElement, within: str = "") -> dict[str, str]:
    return {" ".join(a.text_content().split()): a.get("href") for a in element.xpath(f"{within}//a")}


# ----- where a text is divided -----


def divided(body: str) -> list[str]:
    document = Document.parse(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>'.encode(), "x.xml"
    )
    found = [document.elements[n] for n in chapters.chapters(document)]
    return [f"{local(one)} {one.get('n')}" for one in found]


def chapter(number: int, size: int, inside: str = "", *, named: str = "<head>A</head>") -> str:
    return f'<div n="{number}">{named}{inside}<p>{"x" * size}</p></div>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("".join(chapter(n, 300) for n in (1, 2, 3)), ["div 1", "div 2", "div 3"]),
        ("".join(chapter(n, 200) for n in (1, 2, 3)), []),  # short
        ("".join(chapter(n, 900) for n in (1, 2)), []),  # too few
        ("".join(chapter(n, 50) for n in range(30)), []),  # a poem is no chapter
        ("".join(chapter(n, 300, named="") for n in (1, 2, 3)), []),  # without a name
        (f"<div>{''.join(chapter(n, 300) for n in (1, 2, 3))}</div>", ["div 1", "div 2", "div 3"]),
        (chapter(1, 9, chapter(2, 300) + chapter(3, 300)) + chapter(4, 300, chapter(5, 90)), ["div 1", "div 2", "div 3", "div 4"]),
        ("".join(chapter(n, 9, f"<sp><p>{'y' * 300}</p></sp>") for n in (1, 2, 3)), []),  # a play
    ],
)  # fmt: skip
def test_where_a_text_is_divided(body: str, expected: list[str]) -> None:
    assert divided(body) == expected


def test_a_number_with_its_kind_is_a_name() -> None:
    assert divided("".join(f'<div1 type="book" n="{n}"><p>{"x" * 300}</p></div1>' for n in (1, 2, 3))) == [
        "div1 1",
        "div1 2",
        "div1 3",
    ]


# ----- the pages -----


def test_each_page_has_what_stands_up_to_the_next(site: Path) -> None:
    assert [said(site / file) for file in FILES] == [
        "A Novel To the reader Dear reader.",
        "Part One What comes.",
        "The first It bgean with Eva, see there. …",
        "The second It went on, as before. … End of the part. Between the parts.",
        "It ended. … Finis.",
    ]


def test_a_text_that_is_no_longer_than_that_is_one_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chapters, "LONG", 5_000)
    assert sorted(path.name for path in built(tmp_path, novel=NOVEL).glob("novel*.html")) == [
        "novel--novel-corrected.html",
        "novel-corrected.html",
        "novel.html",
    ]


def test_a_page_says_where_it_stands(site: Path) -> None:
    third = page(site / FILES[2])
    assert third.findtext(".//title") == "The first – The Novel (the text as it stands) – Edition"
    assert links(third, "//h1") == {"The Novel": FILES[0], "Part One": FILES[1]}
    assert third.xpath("//head/link[@rel = 'prev' or @rel = 'next']/@href") == [FILES[1], FILES[3]]
    assert links(third, "//nav[@class='turn']") == {"Previous Part One": FILES[1], "Next The second": FILES[3]}
    assert page(site / FILES[4]).xpath("//h2/text()")[0] == "part 2"
    assert [h.tag for h in third.xpath("//article//*[self::h1 or self::h2 or self::h3]")] == ["h1", "h2"]


def test_contents_at_every_level(site: Path) -> None:
    first, part, inner = (page(site / file) for file in FILES[:3])
    assert links(first, "//nav[@class='contents chapters']") == dict(
        zip(("Part One", "The first", "The second", "part 2"), FILES[1:], strict=True)
    )
    assert links(part, "//nav[@class='contents chapters']") == {"The first": FILES[2], "The second": FILES[3]}
    assert not inner.xpath("//nav[@class='contents chapters']")


def test_from_a_chapter_to_the_same_of_the_other_reading(site: Path) -> None:
    readings = page(site / FILES[2]).xpath("//nav[@class='readings']//a/@href")
    assert readings == ["novel~3.html", "novel-corrected~3.html", "novel--novel-corrected.html"]
    assert "began" in said(site / readings[1]) and "bgean" in said(site / readings[0])


# ----- the ways -----


def test_every_way_leads_to_the_right_page(site: Path) -> None:
    assert links(page(site / FILES[1]), "//article")["comes"] == "novel~5.html#last"
    assert links(page(site / FILES[2]), "//article")["there"] in ("novel~4.html", "novel~4.html#c2")
    assert links(page(site / FILES[3]), "//article")["before"] == "novel~3.html#p1"
    letter = links(page(site / "letter.html"), "//article")
    assert (letter["the end"], letter["the beginning"]) == ("novel~5.html#last", "novel~3.html#p1")
    register = next(path for path in site.glob("*register.html"))
    assert "novel~3.html#p1" in page(register).xpath("//*[@id='eva']//a/@href")
    found = "".join(path.read_text("utf-8") for path in (site / "search").glob("texts-*.js"))
    assert '"novel~5.html","It ended.' in found


def test_a_note_stays_with_its_chapter(site: Path) -> None:
    third = page(site / FILES[2])
    assert third.xpath("//ol[@class='apparatus']") and "#p1-a" in third.xpath("//a/@href")
    assert not any(page(site / file).xpath("//ol[@class='apparatus']") for file in FILES if file != FILES[2])


def test_no_link_of_a_divided_text_is_dead(site: Path) -> None:
    ids = {path.name: page(path).xpath("//@id") for path in site.glob("*.html")}
    for name, own in ids.items():
        assert len(set(own)) == len(own), name
        for href in page(site / name).xpath("//@href"):
            file, _, fragment = unquote(href).partition("#")
            assert re.match("https?:", href) or (site / (file or name)).is_file(), (name, href)
            assert not fragment or fragment in ids[file or name], (name, href)


def test_the_parallel_view_of_a_long_text_has_a_page_for_each_chapter(tmp_path: Path) -> None:
    witnesses = '<listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit>'
    app = '<app><lem wit="#A">{0}</lem><rdg wit="#B">not {0}</rdg></app> '
    novel = NOVEL.replace("<sourceDesc><p/>", f"<sourceDesc>{witnesses}").replace(
        "It went on", app.format("It went on")
    )
    novel = novel.replace("It ended.", app.format("It ended.")).replace("Dear reader.", app.format("Dear reader."))
    site = built(tmp_path, novel=novel)
    names = sorted(path.name for path in site.glob("parallel*.html"))
    assert names == ["parallel.html", "parallel~4.html", "parallel~5.html"]
    for name, words in zip(names, ("Dear reader.", "It went on", "It ended."), strict=True):
        one = page(site / name)
        assert [" ".join(side.text_content().split()) for side in one.findall(".//span[@class='present']")] == [
            words,
            f"not {words}",
        ]
        assert [str(a.get("href")) for a in one.iterfind(".//nav[@class='contents']//a")] == names
        assert [a.get("href") for a in one.iterfind(".//nav[@class='contents']//a[@aria-current]")] == [name]
    turned = page(site / "parallel~4.html").findall(".//nav[@class='turn']/a")
    assert [(a.get("rel"), a.get("href")) for a in turned] == [("prev", "parallel.html"), ("next", "parallel~5.html")]
