"""Any TEI is published: what editions of other people have, each on a page and in plain text, with nothing declared."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from siglum import publish
from siglum.edition import Edition

HEAD = """<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt>
<sourceDesc>{source}</sourceDesc></fileDesc></teiHeader>"""


def published(tmp_path: Path, source: str, name: str = "t.xml") -> Path:
    """Publish one file, with nothing declared; the build itself holds each output to its reading."""
    (tmp_path / name).write_text(source, encoding="utf-8")
    done = publish.build(Edition.of(tmp_path), tmp_path / "build", frozenset({"html", "text"}))
    assert done == publish.Published((), ())
    return tmp_path / "build"


def document(body: str, source: str = "<p/>") -> str:
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEAD.format(source=source)}<text><body>{body}</body></text></TEI>'
    )


def article(build: Path, name: str = "t") -> html.HtmlElement:
    root: html.HtmlElement = html.document_fromstring((build / f"html/{name}.html").read_bytes().decode())
    return root.get_element_by_id("text")


def said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('<p>cete<lb break="no"/>ra</p>', "cetera"),
        ("<p>dressing-<pb/>jacket</p>", "dressing-jacket"),
        ('<p>on <date when="1871-03-02">a day</date></p>', "on a day"),
        ("<lg><l><q>quis leget haec?</q> <q>min tu</q></l></lg>", "quis leget haec? min tu"),
        ("<list><label>a</label><item>b</item></list>", "a b"),
        ("<p>a <label>b</label> c</p>", "a b c"),
        ("<p>one <subst><del>two</del><add>three</add></subst></p>", "one twothree"),
        ("<sp><speaker>Ann</speaker><p>Go <stage>she nods</stage> now.</p></sp>", "Ann Go she nods now."),
        ("<castList><castItem><role>Ann</role><roleDesc>a cook</roleDesc></castItem></castList>", "Ann a cook"),
        ("<div1><head>One</head><p>x</p></div1>", "One x"),
        ("<p>x<anchor/>y <g>z</g> <space/>w</p>", "xy z w"),
        ("<entry><form><orth>ab</orth></form><sense><def>one</def></sense></entry>", "ab one"),
        ("<p>a <app><rdg wit='#A'>b</rdg><rdg wit='#B'>c</rdg></app></p>", "a b"),
        ("<p>a <app><lem>b</lem><rdgGrp><rdg>c</rdg></rdgGrp></app></p>", "a b"),
        ("<p><choice><seg>one</seg><seg>two</seg></choice> x</p>", "one x"),
        ("<figure><head>A <label>b</label></head><p>c</p></figure>", "A b c"),
        ("<listPerson><person><persName>Ann</persName></person></listPerson>", "Ann"),
        ("<p>a <formula>x</formula></p>", "a x"),
    ],
)
def test_what_stopped_a_build_is_published(body: str, text: str, tmp_path: Path) -> None:
    build = published(tmp_path, document(body))
    plain = (build / "text/t.txt").read_text(encoding="utf-8").partition("\n---\n")[2]
    assert " ".join(plain.split()).replace("- ", "-") == text


@pytest.mark.parametrize("element", ["reg", "supplied", "corr"])
def test_what_editors_put_in_is_shown_and_marked(element: str, tmp_path: Path) -> None:
    build = published(tmp_path, document(f"<p><{element}>si</{element}> quid est</p>"))
    shown = article(build).xpath(f"//span[@class='{element}']")[0]
    assert said(shown) == "si" and "data-apparatus" in shown.attrib
    shown = article(build, "t-corrected").xpath(f"//span[@class='{element}']")[0]
    assert said(shown) == "si" and "data-apparatus" not in shown.attrib


def test_notes_follow_the_plain_text(tmp_path: Path) -> None:
    build = published(tmp_path, document("<p>One<note>Said so.</note> two.</p>"))
    assert (build / "text/t.txt").read_text(encoding="utf-8").endswith("---\nOne[1] two.\n\n[1] Said so.\n")


def test_the_look_of_the_page(tmp_path: Path) -> None:
    body = (
        '<p xml:lang="ar">x</p><p>a <hi rend="bold">b</hi></p><list rend="numbered"><item>i</item></list>'
        '<lg><l n="5">v</l><l n="6">w</l></lg><table><row><cell cols="2">c</cell></row></table><milestone unit="section" n="3"/>'
        '<p>one</p><milestone unit="section" rend="rule" xml:id="m"/><p>two</p>'
        '<figure><graphic url="here.png"/><figDesc>A ship</figDesc></figure><figure><graphic url="https://example.org/x.png"/></figure>'
    )
    (tmp_path / "here.png").write_bytes(b"image")
    build = published(tmp_path, document(body))
    page = article(build)
    assert page.xpath(".//p[@lang='ar']/@dir") == ["rtl"]
    assert "bold" in page.xpath(".//span[@class='hi']/@style")[0]
    assert page.xpath(".//ol/li") and page.xpath(".//td/@colspan") == ["2"]
    assert page.xpath(".//span[@class='line-number']/text()") == ["5"]
    assert said(page.xpath(".//p[@class='milestone']")[0]) == "section 3"
    rule = page.xpath(".//hr[@id='m'][@data-apparatus]")[0]
    assert [said(rule.getprevious()), said(rule.getnext())] == ["one", "two"]
    assert page.xpath(".//img/@src") == ["images/here.png"] and page.xpath(".//img/@alt") == ["A ship"]
    assert (build / "html/images/here.png").read_bytes() == b"image"
    assert page.xpath(".//a[@href='https://example.org/x.png']")


def test_the_language_of_front_body_and_back_is_said_of_what_stands_in_them(tmp_path: Path) -> None:
    inside = '<head>h</head><p>one <foreign xml:lang="ar">two</foreign></p>'
    whole = (
        '<text xml:lang="ar"><front xml:lang="en"><docTitle><titlePart>t</titlePart></docTitle></front>'
        f'<body xml:lang="la"><div>{inside}</div><div xml:lang="en">{inside}</div><div xml:lang="ar">{inside}</div></body>'
        "<back><p>end</p></back></text>"
    )
    page = article(published(tmp_path, document("").partition("<text>")[0] + whole + "</TEI>"))
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    shown = page.xpath(".//*[@lang or @dir]")
    assert [(element.tag, element.get("lang"), element.get("dir")) for element in shown] == [
        ("h1", "en", "ltr"),
        ("section", "la", "ltr"), ("i", "ar", "rtl"),
        ("section", "en", "ltr"), ("i", "ar", "rtl"),
        ("section", "ar", None), ("i", "ar", None),
    ]  # fmt: skip


def test_a_description_of_a_manuscript_is_readable(tmp_path: Path) -> None:
    source = "<msDesc><msIdentifier><idno>MS 1</idno></msIdentifier><physDesc><p>On paper.</p></physDesc></msDesc>"
    described = article(published(tmp_path, document("<p/>", source)))
    assert "Shelf mark MS 1" in said(described) and "Physical description On paper." in said(described)


@pytest.mark.parametrize(
    "root",
    [
        '<surface xmlns="{}"><zone><line>one</line><line>two</line></zone></surface>',
        '<teiCorpus xmlns="{}"><teiHeader/><TEI><text><body><p>one</p></body></text></TEI><TEI><text><body><p>two</p></body></text></TEI></teiCorpus>',
        '<TEI xmlns="{}"><teiHeader/><text><group><text><body><p>one</p></body></text><text><body><p>two</p></body></text></group></text></TEI>',
        '<TEI xmlns="{}"><teiHeader/><sourceDoc><surface><line>one</line><line>two</line></surface></sourceDoc></TEI>',
    ],
    ids=["surface", "corpus", "group", "sourceDoc"],
)
def test_any_root(root: str, tmp_path: Path) -> None:
    build = published(tmp_path, root.format("http://www.tei-c.org/ns/1.0"))
    assert said(article(build)).endswith("one two") or ("one" in said(article(build)) and "two" in said(article(build)))
    assert (build / "text/t.txt").read_text(encoding="utf-8").partition("---\n")[2].split() == ["one", "two"]


def test_two_documents_with_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "t.xml").write_text(document(f"<p>in {folder}</p>"), encoding="utf-8")
    publish.build(Edition.of(tmp_path), tmp_path / "build", frozenset({"html"}))
    assert "in a" in said(article(tmp_path / "build", "t")) and "in b" in said(article(tmp_path / "build", "b-t"))


def test_a_file_whose_document_type_is_elsewhere_is_published_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "t.xml").write_text('<!DOCTYPE TEI SYSTEM "tei.dtd">\n' + document("<p>x</p>"), encoding="utf-8")
    for _ in range(2):  # what the first has made is no document of the second
        done = publish.build(Edition.of(tmp_path), tmp_path / "build", frozenset({"html"}))
        assert done == publish.Published(
            (),
            (f"{tmp_path}/t.xml:1: the document type definition tei.dtd is not read: what it declares is not known",),
        )
