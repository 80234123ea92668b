"""What the pages say of rights: the text’s own and the edition’s own, and never one for the other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree, html

from website.sites import NAMES, made, page, pages, said, site

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
BY = "https://creativecommons.org/licenses/by/4.0/"


def documents(name: str) -> Iterator[etree._Element]:
    for path in sorted(made(name).parent.rglob("*.xml")):
        root = etree.parse(str(path)).getroot()
        if "build" not in path.relative_to(made(name).parent).parts and root.find(f"{TEI}text") is not None:
            yield root


def licences(name: str) -> tuple[set[str], set[str]]:
    """The addresses of the licences of an edition: those of its texts, and those of the edition alone."""
    of_texts: set[str] = set()
    others: set[str] = set()
    for root in documents(name):
        every = root.findall(f".//{TEI}publicationStmt/{TEI}availability")
        asked = root.find(f"{TEI}text").get("decls", "").split()
        pointed = [a for a in every if f"#{a.get(XML_ID)}" in asked]
        own = (pointed or [a for a in every if a.get("default") == "true"] or every[: len(every) == 1])[:1]
        for availability in every:
            (of_texts if availability in own else others).update(
                licence.get("target") for licence in availability.iter(f"{TEI}licence") if licence.get("target")
            )
    return of_texts, others - of_texts


def data(root: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The works that the structured data of a page tell of."""
    waiting: list[Any] = [json.loads(script) for script in root.xpath("//script[@type='application/ld+json']/text()")]
    while waiting:
        work = waiting.pop()
        yield work
        waiting += work.get("hasPart", [])


@pytest.mark.parametrize("name", NAMES)
def test_the_licence_of_an_edition_is_nowhere_that_of_its_text(name: str) -> None:
    _, others = licences(name)
    for path in pages(name):
        root = page(path)
        for meta in root.xpath("//meta[starts-with(@name, 'DC.rights') or starts-with(@name, 'DCTERMS')]/@content"):
            assert meta.startswith("Edition") or not any(licence in meta for licence in others), path.name
        for work in data(root):
            if others & set(work.get("license", [])):
                assert work["name"].startswith("Edition: ") and "author" not in work and "hasPart" not in work, (
                    path.name
                )
        assert not others & set(root.xpath("//*[@rel='license']/@href")), path.name
        for line in root.xpath("//footer/p | //section[contains(@id, 'licences')]/p"):
            assert not others & set(line.xpath("a/@href")) or said(line).startswith("Edition"), path.name
    for line in (site(name) / "downloads" / "citations.ris").read_text(encoding="utf-8").splitlines():
        assert line.startswith("N1  - Edition: ") or not any(licence in line for licence in others)


def test_the_editions_here_have_both_kinds() -> None:
    assert licences("quoted") == (set(), {BY})
    assert licences("letters") == ({"https://creativecommons.org/publicdomain/zero/1.0/"}, set())


def test_a_page_states_the_rights_of_its_text_and_those_of_the_edition() -> None:
    root = page(site("quoted") / "memoir.html")
    assert [said(line) for line in root.xpath("//footer/p")] == [
        "Text. The memoir is © 1990 Ada Lind; no open licence.",
        "Edition. Markup and notes: CC BY 4.0. creativecommons.org/licenses/by/4.0/",
    ]
    assert root.xpath("//meta[@name='DC.rights']/@content") == [
        "Text: The memoir is © 1990 Ada Lind; no open licence.", f"Edition: Markup and notes: CC BY 4.0. {BY}",
    ]  # fmt: skip
    whole = json.loads(root.xpath("//script[@type='application/ld+json']/text()")[0])
    text, edition = whole["hasPart"]
    assert "license" not in whole and "license" not in text and edition["license"] == [BY]
    assert text["copyrightNotice"] == "The memoir is © 1990 Ada Lind; no open licence."
    assert text["copyrightHolder"] == text["author"] == [{"@type": "Person", "name": "Ada Lind"}]
    assert (edition["editor"], edition["copyrightNotice"]) == (
        [{"@type": "Organization", "name": "The workshop"}],
        f"Markup and notes: CC BY 4.0. {BY}",
    )


def test_a_page_of_the_whole_edition_states_the_rights_of_every_text() -> None:
    for file in ("index.html", "works.html", "quotations.html", "downloads.html", "cite.html"):
        assert [said(line) for line in page(site("quoted") / file).xpath("//footer/p")] == [
            "Text, Lind, Memoir. The memoir is © 1990 Ada Lind; no open licence.",
            "Edition. Markup and notes: CC BY 4.0. creativecommons.org/licenses/by/4.0/",
            "Text, The letter in French. The words of the letter are in the public domain.",
        ], file


def test_the_page_about_the_edition_tells_them_apart() -> None:
    section = page(site("quoted") / "about.html").get_element_by_id("licences")
    assert [said(line) for line in section.xpath("p")] == [
        "Text, Lind, Memoir. The memoir is © 1990 Ada Lind; no open licence.",
        "Edition. Markup and notes: CC BY 4.0. creativecommons.org/licenses/by/4.0/",
        "Text, The letter in French. The words of the letter are in the public domain.",
    ]
    assert section.xpath("p/span/@id") == ["letter-fr-licences"]


def test_one_statement_counts_for_both() -> None:
    zero = "https://creativecommons.org/publicdomain/zero/1.0/"
    root = page(site("letters") / "anna.html")
    assert [said(line) for line in root.xpath("//footer/p")] == [
        "Gemeinfrei. creativecommons.org/publicdomain/zero/1.0/"
    ]
    assert root.xpath("//footer//a/@rel") == ["license"]
    assert json.loads(root.xpath("//script[@type='application/ld+json']/text()")[0])["license"] == [zero]
    assert root.xpath("//meta[@name='DC.rights']/@content") == [f"Gemeinfrei. {zero}"]


def test_citations_state_both() -> None:
    downloads = site("quoted") / "downloads"
    both = ["Text: The memoir is © 1990 Ada Lind; no open licence.", f"Edition: Markup and notes: CC BY 4.0. {BY}"]
    bibtex = (downloads / "citations.bib").read_text(encoding="utf-8").split("\n\n")[0]
    assert f"  copyright = {{{' '.join(both)}}},\n" in bibtex
    ris = (downloads / "citations.ris").read_text(encoding="utf-8").split("\n\n")[0].splitlines()
    assert [line[6:] for line in ris if line.startswith("N1")][1:] == both
    csl = json.loads((downloads / "citations.json").read_text(encoding="utf-8"))
    assert csl[0]["custom"] == {"rights": both}


def test_date_and_identifiers_of_the_publication_are_cited() -> None:
    downloads = site("quoted") / "downloads"
    csl = json.loads((downloads / "citations.json").read_text(encoding="utf-8"))[0]
    assert (csl["DOI"], csl["number"], csl["issued"]) == ("10.5555/duval.1", "W 7", {"date-parts": [[2021, 5, 4]]})
    bibtex = (downloads / "citations.bib").read_text(encoding="utf-8").split("\n\n")[0]
    assert "  date = {2021-05-04},\n  doi = {10.5555/duval.1},\n  number = {W 7},\n" in bibtex
    ris = (downloads / "citations.ris").read_text(encoding="utf-8").split("\n\n")[0].splitlines()
    assert {"DA  - 2021/05/04", "DO  - 10.5555/duval.1", "AN  - W 7"} <= set(ris)
    root = page(site("quoted") / "memoir.html")
    assert root.xpath("//meta[@name='DC.identifier']/@content") == ["DOI 10.5555/duval.1", "shelfmark W 7"]
    assert root.xpath("//meta[@name='DC.date']/@content") == ["2021-05-04"]
    whole = json.loads(root.xpath("//script[@type='application/ld+json']/text()")[0])
    assert (whole["datePublished"], whole["dateModified"]) == ("2021-05-04", "2022-02-01")
    assert [(one["propertyID"], one["value"]) for one in whole["identifier"]] == [
        ("DOI", "10.5555/duval.1"),
        ("shelfmark", "W 7"),
    ]
    assert "The workshop, 2021, reading “the memoir, corrected”. DOI 10.5555/duval.1. https://" in said(
        page(site("quoted") / "cite.html")
    )
