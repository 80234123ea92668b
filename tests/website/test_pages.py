"""What the pages say: registers of passages, witnesses side by side, pictures, citations, downloads, guidelines."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from lxml import etree, html

from siglum import publish as building
from siglum.edition import Edition
from tei.received import ROOT
from website.sites import HERE, page, said, site

TEI = "{http://www.tei-c.org/ns/1.0}"


def rows(name: str, file: str) -> list[dict[str, str]]:
    with (site(name) / "downloads" / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_quotations_say_who_speaks_to_whom_and_paraphrases_stand_apart() -> None:
    found = [
        (row["Paragraph"], row["Kind"], row["Speaker"], row["Addressee"], row["Date"])
        for row in rows("essay", "quotations.csv")
    ]
    assert found == [
        ("9", "quotation", "Petr Pospelov", "historians’ conference", "December 1962"),
        ("11", "quotation", "Petr Pospelov", "historians’ conference", "December 1962"),
        ("13", "quotation", "Petr Pospelov", "historians’ conference", "December 1962"),
        ("13", "direct speech", "an unnamed questioner", "Petr Nikolaevich Pospelov", ""),
        ("14", "paraphrase", "", "", ""),
        ("17", "quotation", "Aleksandr Shelepin", "22nd Congress of the CPSU", "October 1961"),
        ("18", "quotation", "Iona Iakir", "Joseph Stalin", "9 June 1937"),
    ]
    tables = page(site("essay") / "quotations.html").xpath("//table")
    assert [len(table.xpath("tbody/tr")) for table in tables] == [6, 1]


def test_omissions_say_by_whom_from_what_when_and_how_sure() -> None:
    found = rows("essay", "omissions.csv")
    assert [row["Text"] for row in found] == ["The essay"] * 11 + ["The letter in Russian"]
    assert [row["who omitted"] for row in found].count("Shelepin") == 2
    second = found[3]
    assert (second["Paragraph"], second["Kind"], second["from what"], second["at which stage"]) == (
        "18", "left out by a witness", "Iakir’s letter to Stalin", "in the speech of 1961")  # fmt: skip
    assert second["Certainty"] == "high, medium"
    assert int(second["Words"]) == 53  # dashes and the points of the ellipses are no words
    assert found[10]["Paragraph"] == "note 5"
    russian = found[11]  # points at the categories in the header of the essay
    assert (russian["who omitted"], russian["at which stage"]) == ("not known", "in the Russian text in circulation")


def test_a_cell_of_a_table_is_no_formula(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="x"><teiHeader><fileDesc><titleStmt><title>t</title></titleStmt>'
        '</fileDesc></teiHeader><text><body><p xml:id="p1" n="&#9;=2+2"><said who="#y">=1+1</said></p>'
        '<p xml:id="p2" n="&#160;@A1"><said who="#y">＝3</said></p><p xml:id="p3" n="-4.5"><said who="#y">a=b</said></p></body></text></TEI>'
    )
    building.build(Edition.of(tmp_path), tmp_path / "build", frozenset({"html"}))
    said = (tmp_path / "build/html/downloads/quotations.csv").read_text("utf-8")
    assert all(f'"\'{cell}"' in said for cell in ("\t=2+2", "\xa0@A1", "=1+1", "＝3"))
    assert '"-4.5"' in said and '"a=b"' in said


def test_the_witnesses_stand_side_by_side() -> None:
    root = page(site("essay") / "parallel.html")
    assert [said(head) for head in root.xpath("//table[@class='stretches several']/thead//th")] == [
        "T, L1994",
        "S1961",
        "The letter in Russian (ru)",
        "Editors",
    ]
    table = [
        [said(cell) for cell in row.xpath("td")] for row in root.xpath("//table[@class='stretches several']/tbody/tr")
    ]
    assert [row[0].split()[0] for row in table] == ["“Dear,", "I", "–", "I", "Now"]
    assert [row[1].split()[0] for row in table] == ["“[…]", "I", "[…]", "[…]", "Now"]
    assert [row[2].split()[0] for row in table] == ["Родной,", "я", "–", "Я", "Теперь"]
    assert ["Certainty: high." in row[3] for row in table] == [False, False, True, False, False]
    assert all("Certainty: medium." in table[n][3] for n in (0, 1, 3, 4))
    assert "снова" in table[1][3] and "правительства" in table[3][3]
    assert (
        root.xpath("//tr[@class='same']/td[1]/@data-label") == ["T, L1994, S1961"] * 2
    )  # one cell for all, where the page is narrow
    assert "as the essay reports it in English" in said(root)
    assert "which words of the letter Shelepin read is the editors’ conjecture" in said(root)


def test_the_diagram_has_two_branches_into_the_essay_and_one_out_of_it() -> None:
    root = page(site("essay") / "transmission.html")
    boxes = [said(box) for box in root.xpath("//*[local-name()='svg']//*[local-name()='text']")]
    assert [box.split(",")[0].split(":")[0] for box in boxes] == [
        "Iona Iakir",
        "S1961",
        "L1994",
        "Grover Furr",
        "Repost dated September 6",
        "T",
    ]
    assert len(root.xpath("//*[local-name()='svg']//*[local-name()='path'][contains(@class, 'edge')]")) == 6
    told = [said(item) for item in root.xpath("//main//ul/li")]
    assert told[0].startswith(
        "S1961 (Shelepin’s speech to the 22nd Congress) quotes Iona Iakir, letter to Stalin, 9 June 1937."
    )


def test_the_timeline_has_every_event_and_prints_nothing_twice() -> None:
    root = page(site("essay") / "timeline.html")
    lines = root.xpath("//ol[@class='timeline']/li")
    dates = [said(line.xpath("*[@class='when']")[0]) for line in lines]
    assert len(dates) == len(set(dates))
    happened = dict(zip(dates, ([said(one) for one in line.xpath("ul/li")] for line in lines), strict=True))
    events = etree.parse(str(ROOT / "tei/registers/events.xml")).findall(f".//{TEI}event")
    assert len(root.xpath("//ol[@class='timeline']//a[starts-with(@href, 'events.html#')]")) == len(events)
    assert happened["9 June 1937"] == ["Iakir’s letter to Stalin", "date in the text"]
    assert happened["1930 – 1939"] == ["the 1930s"] and happened["14–25 February 1956"] == ["20th Congress of the CPSU"]
    assert not root.xpath("//main//table")


def test_time_between_dates_is_seen_and_an_empty_century_takes_no_more_than_a_few_lines(tmp_path: Path) -> None:
    dates = "".join(f'<date when="{when}">{when}</date> ' for when in ("1200", "1201", "1500-03", "1899", "1900-01-01"))
    (tmp_path / "x.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="x"><teiHeader><fileDesc><titleStmt><title>t</title></titleStmt>'
        f"</fileDesc></teiHeader><text><body><p>{dates}</p></body></text></TEI>"
    )
    building.build(Edition.of(tmp_path), tmp_path / "build", frozenset({"html"}))
    lines = html.parse(str(tmp_path / "build/html/timeline.html")).xpath("//ol[@class='timeline']/li/@class")
    assert lines == ["date", "date apart-1", "date apart-11 far", "date apart-12 far", "date apart-1"]


def test_a_span_of_time_is_drawn_past_what_falls_into_it() -> None:
    root = page(site("essay") / "timeline.html")
    lanes = {
        said(li.xpath("*[@class='when']")[0]): li.xpath("span[@class='lanes']/i/@class")
        for li in root.xpath("//ol/li[@class]")
    }
    assert lanes["1930 – 1939"] == ["begins"] and lanes["1935 – 1939"] == ["lasts", "begins"]
    assert lanes["9 June 1937"] == ["lasts", "lasts", "lasts", "lasts", "lasts"]
    assert lanes["2–13 March 1938"] == ["ends"] * 5 and lanes["1953"] == []


def test_a_citation_says_reading_and_version() -> None:
    cited = page(site("essay") / "cite.html").xpath("//section[h2/@id='reading-received']/p")[0]
    assert said(cited) == (
        "Furr, Grover. Evidence of Leon Trotsky’s Collaboration with Germany and Japan: an excerpt, edited. Edited by the editors of "
        "Siglum. First digital edition of the excerpt. Siglum, 2026, reading “the transcript as received”."
    )
    section = page(site("essay") / "received.html").get_element_by_id("cite")
    bibtex, ris, csl = (pre.text_content() for pre in section.xpath("details/pre"))
    assert bibtex.startswith("@book{furr-trotsky-received,\n  author = {Furr, Grover},\n") and bibtex.endswith("\n}\n")
    assert [line[:6] for line in ris.splitlines()] == [
        f"{tag}  - " for tag in ("TY", "AU", "TI", "A3", "ET", "PB", "PY", "DA", "LA", "AN", "N1", "N1", "N1", "ER")
    ]
    record = json.loads(csl)[0]
    assert (record["id"], record["issued"], record["language"]) == (
        "furr-trotsky-received",
        {"date-parts": [[2026]]},
        "en",
    )
    assert record["note"] == "reading “the transcript as received”"


def test_the_files_of_citations_hold_every_reading() -> None:
    downloads = site("essay") / "downloads"
    assert (downloads / "citations.bib").read_text(encoding="utf-8").count("@book{") == 5
    assert (downloads / "citations.ris").read_text(encoding="utf-8").count("ER  - ") == 5
    assert len(json.loads((downloads / "citations.json").read_text(encoding="utf-8"))) == 5


def test_a_page_tells_its_metadata() -> None:
    root = page(site("letters") / "anna.html")

    def meta(name: str) -> list[str]:
        return [str(value) for value in root.xpath(f"//meta[@name='{name}' or @property='{name}']/@content")]

    assert meta("citation_title") == meta("DC.title") == meta("og:title") == ["Anna an Jan, 3. Mai 1801"]
    assert meta("citation_author") == ["Anna Vogel"]
    assert (
        meta("citation_public_url")
        == ["https://briefe.example/anna-jan/anna.html"]
        == root.xpath("//link[@rel='canonical']/@href")
    )
    data = json.loads(root.xpath("//script[@type='application/ld+json']/text()")[0])
    assert (data["name"], data["url"]) == ("Anna an Jan, 3. Mai 1801", "https://briefe.example/anna-jan/anna.html")


def test_downloads_are_the_files_themselves() -> None:
    downloads = site("essay") / "downloads"
    for path in (
        "tei/furr-trotsky.xml",
        "tei/registers/persons.xml",
        "tei/source/furr-trotsky.txt",
        "schema/siglum.rng",
    ):
        assert (downloads / path).read_bytes() == (ROOT / path).read_bytes()
    assert (downloads / "text/received.txt").is_file()
    listed = {
        href.removeprefix("downloads/") for href in page(site("essay") / "downloads.html").xpath("//main//a/@href")
    }
    there = {path.relative_to(downloads).as_posix() for path in downloads.rglob("*") if path.is_file()}
    assert listed == there


def test_the_page_about_the_edition_says_what_the_header_says() -> None:
    text = said(page(site("essay") / "about.html"))
    for part in (
        "Most historians reject that thesis", "Corrections. The transcript is kept", "who omitted", "L1994", "Creative Commons", "First encoding of the whole excerpt",
        "24 November 2026",
    ):  # fmt: skip
        assert part in text


# ===== the guidelines =====


def test_every_element_has_its_section_with_its_example() -> None:
    root = page(site("essay") / "guidelines.html")
    odd = etree.parse(str(ROOT / "schema/siglum.odd")).getroot()
    for spec in odd.iter(f"{TEI}elementSpec"):
        section = root.get_element_by_id(f"element-{spec.get('ident')}")
        examples = spec.findall(f"{TEI}exemplum/{{http://www.tei-c.org/ns/Examples}}egXML")
        shown = section.xpath(".//pre")
        assert len(shown) == len(examples), spec.get("ident")
        for example, pre in zip(examples, shown, strict=True):
            assert canonical(
                f'<egXML xmlns="http://www.tei-c.org/ns/Examples">{pre.text_content()}</egXML>'
            ) == canonical(etree.tostring(example, encoding="unicode", with_tail=False))


def canonical(text: str) -> list[tuple[str, dict[str, str], str, str]]:
    root = etree.fromstring(text)
    return [
        (
            str(e.tag),
            {str(k): str(v) for k, v in e.attrib.items()},
            " ".join((e.text or "").split()),
            " ".join((e.tail or "").split()),
        )
        for e in root.iter(etree.Element)
    ]


def test_what_an_element_may_contain_is_what_the_grammar_says() -> None:
    root = page(site("essay") / "guidelines.html")
    rng = "{http://relaxng.org/ns/structure/1.0}"
    grammar = etree.parse(str(ROOT / "schema/siglum.rng")).getroot()
    defines = {define.get("name", ""): define for define in grammar.iter(f"{rng}define")}

    def children(node: etree._Element, seen: frozenset[str]) -> set[str]:
        found: set[str] = set()
        for part in node:
            if part.tag == f"{rng}element":
                found.add(part.get("name", ""))
            elif part.tag == f"{rng}ref":
                name = part.get("name", "")
                if name not in seen:
                    found |= children(defines[name], seen | {name})
            elif part.tag != f"{rng}attribute":
                found |= children(part, seen)
        return found

    asked = 0
    for element in grammar.iter(f"{rng}element"):
        section = root.get_element_by_id(f"element-{element.get('name')}")
        shown = section.xpath("dl[@class='facts']/dt[.='May contain']/following-sibling::dd[1]/a/text()")
        assert set(shown) == children(element, frozenset()), element.get("name")
        asked += 1
    assert asked > 80


def test_an_element_tells_where_the_edition_uses_it() -> None:
    root = page(site("essay") / "guidelines.html")
    usage = root.get_element_by_id("element-supplied").xpath("p[@class='usage']")[0]
    assert said(usage) == "Used once in this edition: The essay, 22"
    assert usage.xpath("a/@href") == ["corrected.html#p22"]


def test_the_tables_of_the_guide_are_tables() -> None:
    root = page(site("essay") / "guidelines.html")
    chapter = root.get_element_by_id("decide")
    assert [said(link) for link in root.xpath("//nav[@class='contents']//a[@href='#decide']")] == [
        said(chapter.xpath("h2")[0])
    ]
    for region in chapter.xpath(".//div[@class='wide']"):
        widths = {len(row.xpath("th | td")) for row in region.xpath("table//tr")}
        assert len(widths) == 1 and region.xpath("table/thead/tr/th[@scope='col']") and region.get("aria-label")
    assert len({region.get("aria-label") for region in chapter.xpath(".//div[@class='wide']")}) == len(
        chapter.xpath(".//table")
    )


ODD_OF_TWO_LANGUAGES = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Guide</title></titleStmt></fileDesc></teiHeader><text><body><div><head>Guide</head>
  <schemaSpec ident="x" start="a"><elementSpec ident="a"><gloss>an A</gloss><gloss xml:lang="de">ein A</gloss><desc>English.</desc>
  <desc xml:lang="de">Deutsch.</desc><content><textNode/></content><attList><attDef ident="x"><desc>of its own</desc><datatype><dataRef name="token"/></datatype></attDef></attList>
  <remarks><p>Remark.</p></remarks><remarks xml:lang="de"><p>Bemerkung.</p></remarks></elementSpec></schemaSpec></div></body></text></TEI>"""


@pytest.mark.parametrize(
    ("language", "gloss", "desc", "remark"),
    [("de", "ein A", "Deutsch.", "Bemerkung."), ("en", "an A", "English.", "Remark.")],
)
def test_the_guidelines_speak_the_language_of_the_site(
    language: str, gloss: str, desc: str, remark: str, tmp_path: Path
) -> None:
    from siglum import odd, saxon

    (tmp_path / "x.odd").write_text(ODD_OF_TWO_LANGUAGES, encoding="utf-8")
    specifications = ODD_OF_TWO_LANGUAGES + odd.specifications(tmp_path / "x.odd").flat
    made = f'<site xmlns="urn:siglum:site" language="{language}"><schema>{specifications}</schema></site>'
    parameters = {"site": made, "frame": "<main><!--content--></main>", "uses": "{}"}
    root = html.document_fromstring(
        saxon.transform("urn:siglum:odd:guidelines", "Q{urn:siglum:html}guidelines", "<site/>", parameters)
    )
    section = root.xpath("//*[@id='element-a']")[0]
    assert said(section.xpath("h3")[0]) == f"<a> {gloss}"
    assert [said(paragraph) for paragraph in section.xpath("p[not(@class)]")] == [desc, remark]
    assert "of its own" in said(section)  # what is said in one language only is shown in that


# ===== another edition =====


@pytest.mark.parametrize("path", sorted((HERE / "letters").glob("*.xml")), ids=lambda path: path.name)
def test_the_letters_know_nothing_of_us(path: Path) -> None:
    assert "siglum" not in path.read_text(encoding="utf-8").lower()


def test_the_site_of_several_documents_begins_with_all_of_them() -> None:
    root = page(site("letters") / "index.html")
    assert [said(head) for head in root.xpath("//h1 | //section/h2")] == [
        "Anna und Jan: zwei Briefe",
        "Anna an Jan, 3. Mai 1801",
        "Jan an Anna",
    ]
    assert root.xpath("//section[@class='front']//a/@href") == [
        "anna.html", "anna-modern.html", "people.html#jan", "jan-ms.html", "jan-print.html", "jan-to-anna-parallel.html", "jan-ms.html#j-kopf", "jan-ms.html#j-zweiter",
    ]  # fmt: skip
    assert (
        said(root.xpath("//ul[@class='correspondence']")[0])
        == "abgesandt: Anna Vogel, Weimar, 3. Mai 1801empfangen: Jan Fink"
    )


def test_the_labels_are_in_the_language_of_the_site() -> None:
    root = page(site("letters") / "jan-print.html")
    assert root.get("lang") == "de"
    assert [said(way) for way in root.xpath("//header//summary")] == ["Text", "Register", "Edition"]
    text = said(root)
    assert "Der Text steht, wie ihn die Quelle hat." in text and "Zeuge D: Der Druck, mit Auslassungen." in text
    for word in ("Paragraph", "Reading", "Registers", "Certainty", "omitted"):
        assert not re.search(rf"\b{word}\b", text)


def test_the_parts_of_a_letter_are_on_its_page_as_they_stand() -> None:
    text = page(site("letters") / "anna.html").get_element_by_id("text")
    lines = [
        said(part)
        for part in text.xpath(
            ".//*[self::p or self::li or self::td or self::th][not(ancestor-or-self::*[@data-apparatus])]"
        )
    ]
    assert lines == [
        "Weimar, den 3. May 1801", "Lieber Jan!", "Die Reise war lang, und der Wagen alt alta. Er hatte", "drei Räder,", "zwei sehr müde Pferde",
        "und keinen Kutscher, nur einen Jungen Burschen.", "Dazu sang er:", "Der Mai, der Mai,", "ist bald vorbei.", "Ort", "Tage", "Weimar", "3",
        "Du schriebst: „Komm bald!“a Ich komme.", "Deine", "Anna", "Bring Brot mit. a",
    ]  # fmt: skip


def test_a_variant_that_is_no_omission_stands_in_the_parallel_view() -> None:
    root = page(site("letters") / "jan-to-anna-parallel.html")
    table = [[said(cell) for cell in row.xpath("td")][:2] for row in root.xpath("//table[@class='stretches']/tbody/tr")]
    assert table == [
        ["Erster Teil"] * 2,
        ["Liebe Anna, komm"] * 2,
        ["bald", "rasch"],
        ["!", "!"],
        ["Ich bin arm.", "[…] ausgelassen"],
    ]
