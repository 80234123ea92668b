"""What lets an edition be found, cited and kept: files that their own readers read, with what the header says and no more."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from lxml import etree, html

from siglum import publish
from siglum.edition import Edition
from siglum.failure import Failure
from siglum.publish.found import Described, sitemap
from siglum.publish.found.described import spdx

ADDRESS = "https://edition.example/a&b/letters"
HEADER = """
<fileDesc><titleStmt><title>Letters: “a &lt;b&gt;” &amp; =cmd</title>
<author><persName ref="https://orcid.example"><forename>Ada</forename> <surname>Lovelace</surname>
  <idno type="ORCID">https://orcid.org/0000-0002-1825-0097</idno></persName></author>
<author><orgName>The Society: “{{A}}”</orgName></author>
<respStmt><resp>editing</resp><name>Grace Hopper</name></respStmt></titleStmt>
<editionStmt><edition n="1.1">Second</edition></editionStmt>
<publicationStmt><publisher>The Press</publisher><date when="2025-03"/><idno type="DOI">https://doi.org/10.1234/ab.c</idno>
<idno type="URN">urn:x:1</idno><availability><licence target="https://creativecommons.org/licenses/by-sa/4.0/deed.de">CC</licence></availability>
</publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc>
<profileDesc><abstract><p>One.</p><p>Two &lt;i&gt;.</p></abstract><langUsage><language ident="de">German</language></langUsage>
<textClass><keywords><term>letters</term><term>yes</term></keywords></textClass></profileDesc>
<revisionDesc><change n="1.0" when="2024-01-31">The first &amp; only</change><change n="1.1" when="2025-03-01"><p>Notes
added</p></change><change n="0.9" when="2023">Before</change><change when="2026-01-01">A comma</change></revisionDesc>"""
BARE = """<fileDesc><titleStmt><title>Bare</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>"""
ATOM = "{http://www.w3.org/2005/Atom}"
NAMES = {"sm": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def built(where: Path, *headers: str, address: str = "", title: str = "") -> Path:
    for number, header in enumerate(headers):
        tei = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de"><teiHeader>{header}</teiHeader>
            <text><body><p>Words {number}.</p></body></text></TEI>"""
        (where / f"d{number}.xml").write_text(tei, encoding="utf-8")
    said = f"[edition]\ndocuments = ['*.xml']\n[site]\ntitle = {json.dumps(title)}\naddress = '{address}'\n"
    (where / "siglum.toml").write_text(said, encoding="utf-8")
    assert publish.build(Edition.load(where), where / "build", frozenset({"html"})) == publish.Published((), ())
    return where / "build" / "html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("found"), HEADER.replace("{{A}}", "{A}"), address=ADDRESS)


def read(site: Path, name: str) -> Any:
    return json.loads((site / "downloads" / name).read_text("utf-8"))


# ===== the pages of the site =====


def test_the_sitemap_names_every_page_that_is_to_be_found(site: Path) -> None:
    root = etree.parse(str(site / "sitemap.xml")).getroot()
    places = root.xpath("sm:url/sm:loc/text()", namespaces=NAMES)
    pages = {path.name for path in site.glob("*.html")} - {"404.html"}
    assert set(places) == {f"{ADDRESS}/{name}" for name in pages - {"index.html"}} | {f"{ADDRESS}/"}
    changed = root.xpath("sm:url[sm:lastmod]/*/text()", namespaces=NAMES)
    assert changed == [f"{ADDRESS}/d0.html", "2026-01-01"]


def test_a_sitemap_is_divided_by_the_limits_of_its_protocol(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {f"ä{number}.html": "" for number in range(7)}
    monkeypatch.setattr(sitemap, "MOST", 3)
    files = dict(sitemap.files("https://e.example/", pages))
    assert list(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    listed = [etree.fromstring(data).xpath("*/*/text()") for data in files.values()]
    assert [len(places) for places in listed] == [3, 3, 1, 3]
    assert listed[0][0] == "https://e.example/%C3%A40.html"
    assert listed[3] == [f"https://e.example/sitemap-{number}.xml" for number in (1, 2, 3)]
    monkeypatch.setattr(sitemap, "MOST", 50_000)
    monkeypatch.setattr(sitemap, "MOST_BYTES", 400)
    files = dict(sitemap.files("https://e.example/", pages))
    assert len(files) > 2 and all(len(data) <= 400 for name, data in files.items() if name != "sitemap.xml")


def test_robots_may_read_all_and_are_led_to_the_sitemap(site: Path) -> None:
    assert (site / "robots.txt").read_text() == f"User-agent: *\nDisallow:\n\nSitemap: {ADDRESS}/sitemap.xml\n"


def test_the_page_of_what_is_missing_works_from_any_depth(site: Path) -> None:
    text = (site / "404.html").read_text("utf-8")
    page = html.document_fromstring(text)
    links = [link for link in page.xpath("//@href | //@src") if not link.startswith(("#", "https:"))]
    assert links and all(link.startswith("/a&b/letters/") for link in links)
    assert all((site / link.removeprefix("/a&b/letters/")).is_file() for link in links)
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"] and not page.xpath("//link[@rel='canonical']")
    assert "a&amp;b/letters/style.css" in text


def test_every_page_says_once_where_it_is_published(site: Path) -> None:
    for path in sorted(site.glob("*.html")):
        if path.name != "404.html":
            page = html.document_fromstring(path.read_bytes())
            own = f"{ADDRESS}/{'' if path.name == 'index.html' else path.name}"
            assert page.xpath("//link[@rel='canonical']/@href") == [own], path.name


def test_each_version_has_its_own_address_where_the_edition_says_so(tmp_path: Path) -> None:
    site = built(tmp_path, HEADER.replace("{{A}}", ""), address="https://e.example/letters/{version}/")
    page = html.document_fromstring((site / "d0.html").read_bytes())
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://e.example/letters/1.1/d0.html"]
    assert "Sitemap: https://e.example/letters/1.1/sitemap.xml" in (site / "robots.txt").read_text()
    assert 'href="/letters/1.1/style.css"' in (site / "404.html").read_text("utf-8")
    feed = etree.parse(str(site / "downloads" / "releases.atom")).getroot()
    links = feed.xpath("*/*[local-name() = 'link']/@href")
    assert links == ["https://e.example/letters/1.1/", "https://e.example/letters/1.0/"]
    assert feed.findtext(f"{ATOM}id") == "tag:e.example,2024-01-31:/letters/releases.atom"


def test_an_address_by_version_asks_for_one_version(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"the documents do not have one version \(1\.1\)"):
        built(tmp_path, HEADER.replace("{{A}}", ""), BARE, address="https://e.example/{version}/")


def test_without_an_address_nothing_says_where_the_site_is(tmp_path: Path) -> None:
    site = built(tmp_path, HEADER.replace("{{A}}", ""))
    for name in ("sitemap.xml", "robots.txt", "404.html", "downloads/releases.atom"):
        assert not (site / name).exists(), name
    for path in site.glob("*.html"):
        assert "canonical" not in path.read_text("utf-8") and "atom" not in path.read_text("utf-8")


def test_a_reader_for_scholars_finds_its_tags(site: Path) -> None:
    page = html.document_fromstring((site / "d0.html").read_bytes())
    tags = [(one.get("name"), one.get("content")) for one in page.xpath("//meta[starts-with(@name, 'citation_')]")]
    assert ("citation_title", "Letters: “a <b>” & =cmd") in tags and ("citation_publication_date", "2025/03") in tags
    assert [value for name, value in tags if name == "citation_author"] == ["Ada Lovelace", "The Society: “{A}”"]
    assert all(value for _, value in tags)


# ===== the edition for catalogues and archives =====


def test_the_citation_file_is_what_its_schema_asks_for(site: Path) -> None:
    said = yaml.safe_load((site / "downloads" / "CITATION.cff").read_text("utf-8"))
    schema = json.loads((Path(__file__).parent / "citation-file-format.json").read_text("utf-8"))
    jsonschema.validate(said, schema, format_checker=jsonschema.FormatChecker())
    ada = {"family-names": "Lovelace", "given-names": "Ada", "orcid": "https://orcid.org/0000-0002-1825-0097"}
    assert said["authors"] == [ada, {"name": "The Society: “{A}”"}]
    assert said["title"] == "Letters: “a <b>” & =cmd" and said["abstract"] == "One. Two <i>."
    assert (said["version"], said["date-released"], said["doi"]) == ("1.1", "2025-03-01", "10.1234/ab.c")
    assert said["license"] == "CC-BY-SA-4.0" and said["keywords"] == ["letters", "yes"]
    assert said["identifiers"] == [{"type": "other", "value": "urn:x:1", "description": "URN"}]
    assert said["preferred-citation"]["editors"] == [{"name": "Grace Hopper"}]
    assert said["preferred-citation"]["publisher"] == {"name": "The Press"}


def test_the_citation_file_has_no_identifier_that_its_schema_refuses(tmp_path: Path) -> None:
    odd = HEADER.replace("{{A}}", "").replace("https://doi.org/10.1234/ab.c", "10.1234/a<b>".replace("<", "&lt;"))
    odd = odd.replace("urn:x:1</idno>", 'urn:x:1</idno><idno type="ISSN">12345678</idno>')
    said = yaml.safe_load((built(tmp_path, odd) / "downloads" / "CITATION.cff").read_text("utf-8"))
    schema = json.loads((Path(__file__).parent / "citation-file-format.json").read_text("utf-8"))
    jsonschema.validate(said, schema, format_checker=jsonschema.FormatChecker())
    assert "doi" not in said and {"type": "other", "value": "10.1234/a<b>", "description": "DOI"} in said["identifiers"]


def test_archives_are_told_the_same(site: Path) -> None:
    zenodo, datacite = read(site, "zenodo.json"), read(site, "datacite.json")
    assert zenodo["creators"][0] == {"name": "Lovelace, Ada", "orcid": "0000-0002-1825-0097"}
    assert zenodo["contributors"] == [{"name": "Grace Hopper", "type": "Editor"}]
    assert (zenodo["language"], zenodo["license"], zenodo["publication_date"]) == ("deu", "cc-by-sa-4.0", "2025-03-01")
    assert zenodo["description"] == "One. Two &lt;i&gt;."
    assert [one["name"] for one in datacite["creators"]] == ["Lovelace, Ada", "The Society: “{A}”"]
    assert [one.get("nameType") for one in datacite["creators"]] == ["Personal", "Organizational"]
    assert (datacite["doi"], datacite["publicationYear"], datacite["version"]) == ("10.1234/ab.c", "2025", "1.1")
    assert datacite["rightsList"][0]["rightsIdentifier"] == "CC-BY-SA-4.0"
    assert not any(value in ("", [], {}, None) for made in (zenodo, datacite) for value in made.values())


def test_the_feed_has_the_releases_whose_day_is_said(site: Path) -> None:
    text = (site / "downloads" / "releases.atom").read_text("utf-8")
    schema = etree.RelaxNG(etree.parse(str(Path(__file__).parent / "atom.rng")))
    schema.assertValid(etree.fromstring(text))
    feed = etree.fromstring(text)
    assert feed.findtext(f"{ATOM}title") == "Letters: “a <b>” & =cmd"
    assert feed.findtext(f"{ATOM}updated") == "2025-03-01T00:00:00Z"
    entries = [[one.findtext(f"{ATOM}{name}") for name in ("updated", "summary")] for one in feed.iter(f"{ATOM}entry")]
    assert entries == [["2025-03-01T00:00:00Z", "Notes added"], ["2024-01-31T00:00:00Z", "The first & only"]]
    assert feed.findtext(f"{ATOM}entry/{ATOM}id") == "tag:edition.example,2025-03-01:/a&b/letters/1.1"
    assert [one.get("href") for one in feed.findall(f"{ATOM}link")] == [
        f"{ADDRESS}/downloads/releases.atom",
        f"{ADDRESS}/",
    ]
    page = html.document_fromstring((site / "index.html").read_bytes())
    assert page.xpath("//link[@type='application/atom+xml']/@href") == ["downloads/releases.atom"]


def test_what_describes_the_edition_can_be_downloaded(site: Path) -> None:
    page = html.document_fromstring((site / "downloads.html").read_bytes())
    links = page.xpath("//section[h2[text()='Für Kataloge und Archive']]//@href")
    assert links == [f"downloads/{name}" for name in ("CITATION.cff", "zenodo.json", "datacite.json", "releases.atom")]


def test_a_header_that_says_nothing_has_no_file(tmp_path: Path) -> None:
    site = built(tmp_path, BARE, address=ADDRESS)
    for name in ("CITATION.cff", "zenodo.json", "datacite.json", "releases.atom"):
        assert not (site / "downloads" / name).exists(), name
    assert "Kataloge" not in (site / "downloads.html").read_text("utf-8")


def test_several_documents_say_of_their_edition_what_all_of_them_say(tmp_path: Path) -> None:
    other = HEADER.replace("{{A}}", "").replace("Ada", "Eva").replace('n="1.1">Second', 'n="1.2">Third')
    site = built(tmp_path, HEADER.replace("{{A}}", ""), other, address=ADDRESS, title="All")
    said = yaml.safe_load((site / "downloads" / "CITATION.cff").read_text("utf-8"))
    assert said["title"] == "All" and said["authors"] == [{"name": "The Society: “”"}]
    assert "version" not in said and "date-released" not in said and "abstract" not in said


def test_the_document_that_the_edition_is_called_by_describes_it(tmp_path: Path) -> None:
    title = "Letters: “a <b>” & =cmd"
    site = built(tmp_path, BARE, HEADER.replace("{{A}}", ""), address=ADDRESS, title=title)
    assert yaml.safe_load((site / "downloads" / "CITATION.cff").read_text("utf-8"))["version"] == "1.1"


def test_parts_under_licences_of_their_own_are_no_whole_under_one() -> None:
    fact = {
        "title": "T", "authors": [], "editors": [], "publisher": "", "published": "", "version": "", "abstract": "",
        "keywords": [], "language": "", "identifiers": [], "releases": [],
        "rights": [{"said": "Text: all rights", "licences": []}, {"said": "Edition: free", "licences": ["https://x.example"]}],
    }  # fmt: skip
    assert Described.of("", "", [fact]).licence == ""


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("http://creativecommons.org/licenses/by-nc-nd/3.0/de/", "CC-BY-NC-ND-3.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://opensource.org/licenses/MIT", "MIT"),
        ("https://spdx.org/licenses/ODbL-1.0.html", "ODbL-1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", ""),
        ("https://example.org/terms", ""),
    ],
)
def test_a_licence_has_the_name_that_its_address_tells(address: str, known: str) -> None:
    assert spdx(address) == known


def test_the_files_are_the_same_each_time(site: Path, tmp_path: Path) -> None:
    again = built(tmp_path, HEADER.replace("{{A}}", "{A}"), address=ADDRESS)
    for path in (*site.glob("*.xml"), *site.glob("downloads/*.*")):
        data = path.read_bytes()
        assert data == (again / path.relative_to(site)).read_bytes() and not re.search(rb"/tmp/", data), path.name
