"""Distributed Text Services 1.0: what level 0 of the specification asks for, answered from files alone.

A client is a function here: it expands the URI templates that it is given (RFC 6570) and opens what a static host would.
What the specification says must be, by its sections, and the test that holds it:

    URI templates   what is left out can be told from what is given   an_expansion_leaves_out_what_is_not_asked
    Conformance     all four endpoints                                the_entry_leads_to_all_endpoints
                    all valid calls but those with start and end      whatever_is_listed_answers_every_call
    Entry           the addresses are to be had at the root           the_entry_leads_to_all_endpoints
    Schemes         the required properties, their types              every_object_has_what_is_required_of_its_type
                    @context at the top                               every_object_has_what_is_required_of_its_type
                    a page has its view                               siblings_are_in_document_order_and_paged…
    Metadata        properties are defined, by Dublin Core            every_property_is_a_term_of_the_context
                    lang is a tag of BCP 47                           languages_are_tags
    Navigation      an identifier names one unit                      units_are_called_as_on_the_pages…
                    no parent is null                                 units_are_called_as_on_the_pages…
                    a single tree has no identifier                   a_single_tree_has_no_identifier…
                    no tree: an empty array, and no error             a_resource_without_units_has_no_tree…
                    what down, ref give together                      down_says_how_deep
                    nothing further down: the unit alone              down_says_how_deep
                    members in document order                         members_are_in_document_order
                    4xx for what is no valid call                     what_is_no_valid_call_is_not_found
    Document        the root is TEI, and well formed                  a_document_is_the_reading_in_tei, whatever_its_root
                    the wrapper has what was asked for                a_unit_is_what_stands_there_and_no_more
                    tree changes nothing without ref                  what_is_no_valid_call_is_not_found (no template has it)

One is kept in part alone, since a file cannot be written for each number: down beyond the deepest unit is not found."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
import rdflib
from lxml import etree

from running import CliRunner
from siglum import publish
from siglum.cli import main
from siglum.edition import Edition
from siglum.publish.forms.dts import answers, units
from siglum.publish.forms.dts.units import Unit

ROOT = "https://edition.example/letters/"
TEI = "{http://www.tei-c.org/ns/1.0}"
WRAPPER = "{https://w3id.org/api/dts#}wrapper"
CLASSES = [
    "CitableUnit",
    "CitationTree",
    "CiteStructure",
    "Collection",
    "EntryPoint",
    "Navigation",
    "Pagination",
    "Resource",
]
TERMS = [
    "citationTrees",
    "citeStructure",
    "citeType",
    "collection",
    "description",
    "document",
    "download",
    "dtsVersion",
    "first",
    "identifier",
    "last",
    "level",
    "mediaTypes",
    "member",
    "navigation",
    "next",
    "parent",
    "previous",
    "ref",
    "resource",
    "title",
    "totalChildren",
    "totalParents",
    "view",
]
DTS, DCT = "https://dtsapi.org/v1.0#", "http://purl.org/dc/terms/"
CONTEXT = {
    **{name: f"{DTS}{name}" for name in (*CLASSES, *TERMS)},
    "lang": "@language",
    "value": "@value",
}
"""What the context of version 1.0 makes of the words of the answers. What stands in `dublinCore` is said of the object
around it, in Dublin Core terms (`@nest` with a context of its own, which rdflib does not read: see `unnested`)."""
HEADER = """<teiHeader><fileDesc><titleStmt><title>{title}</title><author>A “&lt;b&gt;” Ü</author></titleStmt>
<publicationStmt><publisher>P</publisher></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"""
PLAY = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{header}<text><front><div xml:id="cast"><head>Cast &amp; crew</head>
<list><item>One</item></list></div></front><body><div type="act" n="1"><head>Act I</head>
<sp xml:id="s-é"><speaker>One</speaker><l>A <choice><sic>lin</sic><corr>line</corr></choice>,<note><p>a note</p></note></l><l>and another</l></sp>
<sp><p>Prose by <ref target="b.xml#b1">b</ref></p></sp></div>
<div type="act" n="2"><p xml:id="A">Upper</p><p xml:id="a">lower</p>{more}</div></body></text></TEI>"""
PLAIN = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="b" xml:lang="de">{header}<text><body/></text></TEI>"""


def serve(where: Path, **texts: str) -> Path:
    """The folder of the service of an edition of some documents."""
    for name, text in texts.items():
        (where / f"{name}.xml").write_text(text, encoding="utf-8")
    (where / "siglum.toml").write_text(
        f'[edition]\ndocuments = {json.dumps([f"{name}.xml" for name in texts])}\n[site]\ntitle = "Both"\naddress = "{ROOT}"\n',
        encoding="utf-8",
    )
    assert publish.build(Edition.load(where), where / "build", frozenset({"dts"})) == publish.Published((), ())
    return where / "build" / "dts"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("dts")
    more = "".join(f"<p>Number {number}</p>" for number in range(1, 121))
    play = PLAY.format(header=HEADER.format(title="A play"), more=more)
    return serve(where, a=play, b=PLAIN.format(header=HEADER.format(title="Nothing")))


def expanded(template: str, **values: str) -> str:
    """A template with its values: simple, path-segment and path-style expressions."""

    def expand(found: re.Match[str]) -> str:
        sign, names = found[1], found[2].split(",")
        said = [(name, quote(values[name], safe="")) for name in names if name in values]
        if sign == ";":
            return "".join(f";{name}={value}" for name, value in said)
        return "".join(f"{sign}{value}" for _, value in said)

    return re.sub(r"\{([/;]?)([a-z,]+)\}", expand, template)


class Client:
    """A client that knows the address of the entry, and no more."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entry = self.json(f"{ROOT}dts/index.jsonld")

    def open(self, address: str) -> bytes:
        return (self.folder / unquote(address.removeprefix(f"{ROOT}dts/"))).read_bytes()

    def json(self, address: str) -> dict[str, Any]:
        return json.loads(self.open(address))  # type: ignore[no-any-return]

    def collection(self, **asked: str) -> dict[str, Any]:
        return self.json(expanded(self.entry["collection"], **asked))

    def navigation(self, resource: str, **asked: str) -> dict[str, Any]:
        return self.json(expanded(self.entry["navigation"], resource=resource, **asked))

    def document(self, resource: str, **asked: str) -> etree._Element:
        return etree.fromstring(self.open(expanded(self.entry["document"], resource=resource, **asked)))


@pytest.fixture(scope="module")
def client(folder: Path) -> Client:
    return Client(folder)


def named(found: dict[str, Any]) -> list[str]:
    return [one["identifier"] for one in found["member"]]


def every(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    return [(path.relative_to(folder).as_posix(), json.loads(path.read_bytes())) for path in folder.rglob("*.jsonld")]


# ===== what every answer must have =====

REQUIRED = {
    "EntryPoint": {"@id", "dtsVersion", "collection", "navigation", "document"},
    "Collection": {"@id", "title", "totalParents", "totalChildren", "collection"},
    "Resource": {"@id", "collection", "navigation", "document", "citationTrees"},
    "Navigation": {"@id", "dtsVersion", "resource"},
    "CitationTree": set(),
    "CiteStructure": {"citeType"},
    "CitableUnit": {"identifier", "level", "parent"},
    "Pagination": {"@id", "first", "previous", "next", "last"},
}


def objects(said: Any) -> list[dict[str, Any]]:
    own = [said] if isinstance(said, dict) and "@type" in said else []
    inner = list(said.values()) if isinstance(said, dict) else said if isinstance(said, list) else []
    return [*own, *(one for value in inner for one in objects(value))]


def test_every_object_has_what_is_required_of_its_type(folder: Path) -> None:
    seen = set()
    for file, said in every(folder):
        assert said["@context"] == "https://dtsapi.org/context/v1.0.json" and said["dtsVersion"] == "1.0", file
        for one in objects(said):
            seen.add(one["@type"])
            assert REQUIRED[one["@type"]] <= one.keys(), (file, one["@type"])
            assert all(value not in ("", {}) for value in one.values()), (file, one)
    assert seen == set(REQUIRED)


TYPES = {
    **dict.fromkeys(("totalParents", "totalChildren", "level"), int),
    **dict.fromkeys(("citationTrees", "citeStructure", "member", "mediaTypes"), list),
    **dict.fromkeys(("resource", "ref", "view", "dublinCore"), dict),
    "parent": str | None,
}
"""What the values of the properties are, where they are no strings."""


def test_every_property_is_a_term_of_the_context_and_has_its_type(folder: Path) -> None:
    for file, said in every(folder):
        for one in objects(said):
            for name, value in one.items():
                assert name in ("@context", "@id", "@type", "dublinCore", *TERMS), (file, name)
                assert isinstance(value, TYPES.get(name, str)), (file, name)
            assert all(rdflib.DCTERMS[name] for name in one.get("dublinCore", ()))


def unnested(said: Any) -> Any:
    """An answer with its Dublin Core terms in full, said of the object around them."""
    if isinstance(said, list):
        return [unnested(one) for one in said]
    if not isinstance(said, dict):
        return said
    terms = {f"{DCT}{name}": value for name, value in said.get("dublinCore", {}).items()}
    return {name: unnested(value) for name, value in said.items() if name != "dublinCore"} | terms


def test_every_answer_is_json_ld_of_the_context_and_nothing_is_lost(folder: Path) -> None:
    for file, said in every(folder)[::7]:
        graph = rdflib.Graph().parse(
            data=json.dumps({**unnested(said), "@context": CONTEXT}), format="json-ld", base=f"{ROOT}dts/"
        )
        types = [str(one).partition("#")[2] for one in graph.objects(None, rdflib.RDF.type)]
        assert set(types) == {one["@type"] for one in objects(said)}, file
        written = {name for one in objects(said) for name, value in one.items() if value not in (None, [])}
        found = {str(one) for one in graph.predicates()}
        assert found >= {f"{DTS}{name}" for name in written & set(TERMS)}, file
        assert found >= {f"{DCT}{name}" for one in objects(said) for name in one.get("dublinCore", ())}, file


def test_metadata_are_terms_of_dublin_core_with_their_language(client: Client) -> None:
    said = client.collection(id="b")["dublinCore"]
    assert all(rdflib.DCTERMS[term] for term in said)
    assert said == {
        "creator": [{"lang": "de", "value": "A “<b>” Ü"}], "publisher": [{"lang": "de", "value": "P"}], "language": ["de"],
    }  # fmt: skip


def test_every_navigation_names_its_own_address(folder: Path) -> None:
    for file, said in every(folder):
        if said["@type"] == "Navigation":
            assert unquote(said["@id"]) == f"{ROOT}dts/{file}"


# ===== the Entry and Collection endpoints =====


def test_the_entry_leads_to_all_endpoints(client: Client) -> None:
    assert client.entry["@type"] == "EntryPoint" and client.entry["@id"] == f"{ROOT}dts/index.jsonld"
    assert all(client.entry[name].startswith(f"{ROOT}dts/{name}") for name in ("collection", "navigation", "document"))


def test_a_collection_has_its_members_and_its_parents(client: Client) -> None:
    top = client.collection()
    assert top == client.collection(id=top["@id"]) == client.collection(nav="children")
    assert (top["title"], top["totalParents"], top["totalChildren"]) == ("Both", 0, 2)
    assert [(one["@id"], one["@type"]) for one in top["member"]] == [("a-readings", "Collection"), ("b", "Resource")]
    readings = client.collection(id="a-readings")
    assert [one["@id"] for one in readings["member"]] == ["a", "a-corrected"] and readings["totalParents"] == 1
    assert [one["@id"] for one in client.collection(id="a", nav="parents")["member"]] == ["a-readings"]
    assert [one["@id"] for one in client.collection(id="a-readings", nav="parents")["member"]] == [top["@id"]]
    assert client.collection(nav="parents")["member"] == [] and client.collection(id="a")["member"] == []


def test_what_a_member_says_of_its_endpoints_leads_there(client: Client) -> None:
    one = client.collection(id="a")
    assert client.json(expanded(one["collection"], nav="parents"))["@id"] == "a"
    assert client.json(expanded(one["navigation"], ref="cast"))["ref"]["identifier"] == "cast"
    assert client.open(expanded(one["document"])) == client.open(one["download"])
    assert one["mediaTypes"] == ["application/tei+xml"]


@pytest.mark.parametrize("said", ["en_GB", "no language", "", "12"])
def test_languages_are_tags(said: str, tmp_path: Path) -> None:
    text = PLAIN.replace('xml:lang="de"', f'xml:lang="{said}"').format(header=HEADER.format(title="T"))
    found = Client(serve(tmp_path, b=text)).collection(id="b")["dublinCore"]
    assert [one["lang"] for one in found["creator"]] == ["und"] and "language" not in found


# ===== all calls =====


def every_call(client: Client, resource: str) -> list[str]:
    """What is answered about a resource and each unit that is listed, in each way that can be asked; the units."""
    every = client.navigation(resource, down="-1")["member"]
    deepest = max((unit["level"] for unit in every), default=1)
    for unit in every:
        assert client.navigation(resource, ref=unit["identifier"])["ref"] == unit
        assert client.document(resource, ref=unit["identifier"]).find(WRAPPER) is not None
        for down in ("0", "-1", *map(str, range(1, deepest + 1))):
            assert unit in client.navigation(resource, ref=unit["identifier"], down=down)["member"] or down == "0"
    for level in range(1, deepest + 1):
        assert client.navigation(resource, down=str(level))["member"] == [one for one in every if one["level"] <= level]
    return [unit["identifier"] for unit in every]


@pytest.mark.parametrize("resource", ["a", "a-corrected", "b"])
def test_whatever_is_listed_answers_every_call(client: Client, resource: str) -> None:
    assert bool(every_call(client, resource)) == (resource != "b")


def test_an_expansion_leaves_out_what_is_not_asked(client: Client) -> None:
    asked = [{"down": "1"}, {"ref": "d1"}, {"ref": "d1", "down": "1"}, {"ref": "d1", "down": "0"}]
    addresses = {expanded(client.entry["navigation"], resource="a", **one) for one in asked}
    assert len(addresses) == 4 and all(client.json(one)["@id"] == one for one in addresses)


# ===== the Navigation endpoint =====


def test_units_are_called_as_on_the_pages_and_know_their_parents(client: Client) -> None:
    found = client.navigation("a", down="-1")
    assert named(found)[:6] == ["front", "cast", "cast.head1", "cast.list1", "d1", "d1.head1"]
    by_name = {one["identifier"]: one for one in found["member"]}
    assert by_name["cast"] == {
        "identifier": "cast", "@type": "CitableUnit", "level": 2, "parent": "front", "citeType": "division",
        "dublinCore": {"title": [{"lang": "en", "value": "Cast & crew"}]},
    }  # fmt: skip
    assert (by_name["d1"]["parent"], by_name["d1"]["citeType"], by_name["d1"]["level"]) == (None, "act", 1)
    assert (by_name["s-é"]["parent"], by_name["s-é"]["citeType"]) == ("d1", "speech")
    assert "ref" not in found and len(set(named(found))) == len(found["member"])


def test_down_says_how_deep(client: Client) -> None:
    assert named(client.navigation("a", down="1")) == ["front", "d1", "d2"]
    assert {one["level"] for one in client.navigation("a", down="2")["member"]} == {1, 2}
    assert client.navigation("a", down="3")["member"] == client.navigation("a", down="-1")["member"]
    ref = client.navigation("a", ref="d1")
    assert ref["ref"]["identifier"] == "d1" and "member" not in ref
    assert named(client.navigation("a", ref="d1", down="1"))[:3] == ["d1", "d1.head1", "s-é"]
    deep = client.navigation("a", ref="s-é", down="-1")
    assert named(deep) == ["s-é", *named(deep)[1:]] and len(named(deep)) == 3
    assert named(client.navigation("a", ref="cast.head1", down="3")) == ["cast.head1"]


def test_members_are_in_document_order(client: Client) -> None:
    named_here = [one for one in named(client.navigation("a", down="-1")) if re.fullmatch(r"cast|s-é|A", one)]
    assert named_here == ["cast", "s-é", "A"]
    texts = [
        "".join(client.document("a", ref=one).itertext()) for one in named(client.navigation("a", ref="d2", down="1"))
    ]
    assert texts[2:4] == ["Number 1", "Number 2"] and texts[-1] == "Number 120"


def test_siblings_are_in_document_order_and_paged_where_there_are_many(client: Client) -> None:
    few = client.navigation("a", ref="cast", down="0")
    assert (named(few), few["ref"]["identifier"], "view" in few) == (["cast"], "cast", False)
    page = client.navigation("a", ref="A", down="0")
    whole = [one["identifier"] for one in client.navigation("a", ref="d2", down="1")["member"]][1:]
    found = named(page)
    while page["view"]["@id"] != page["view"]["last"]:
        assert page["view"]["@id"] == page["@id"] and len(page["member"]) == answers.SIBLINGS
        page = client.json(page["view"]["next"])
        found += named(page)
    assert found == whole and len(found) == 121
    assert client.json(page["view"]["previous"])["view"]["next"] == page["@id"]


def test_a_resource_without_units_has_no_tree_and_no_members(client: Client) -> None:
    found = client.navigation("b", down="1")
    assert found["resource"]["citationTrees"] == [] and found["member"] == []


def test_a_single_tree_has_no_identifier_and_says_which_unit_stands_in_which(client: Client) -> None:
    (tree,) = client.collection(id="a")["citationTrees"]
    assert "identifier" not in tree
    structure = {one["citeType"]: one for one in tree["citeStructure"]}
    assert set(structure) == {"front", "act"}
    assert {one["citeType"] for one in structure["act"]["citeStructure"]} == {"heading", "speech", "paragraph"}


@pytest.mark.parametrize("asked", [{"ref": "nobody"}, {"ref": "note1"}, {"down": "0"}, {}])
def test_what_is_no_valid_call_is_not_found(client: Client, asked: dict[str, str]) -> None:
    with pytest.raises(FileNotFoundError):
        client.navigation("a", **asked)
    assert not re.search("start|end|tree", client.entry["navigation"] + client.entry["document"])


def test_units_that_would_be_one_file_are_one(client: Client) -> None:
    assert "A" in named(client.navigation("a", down="-1")) and "a" not in named(client.navigation("a", down="-1"))


# ===== the Document endpoint =====


def test_a_document_is_the_reading_in_tei(client: Client) -> None:
    root = client.document("a-corrected")
    assert root.tag == f"{TEI}TEI" and root.find(f"{TEI}teiHeader") is not None
    assert "A line," in " ".join("".join(root.itertext()).split())
    assert "A lin," in " ".join("".join(client.document("a").itertext()).split())


def test_a_unit_is_what_stands_there_and_no_more(client: Client) -> None:
    whole = client.document("a")
    for unit in client.navigation("a", down="-1")["member"]:
        root = client.document("a", ref=unit["identifier"])
        assert root.tag == f"{TEI}TEI"
        ((element,),) = root.findall(WRAPPER)
        assert not (element.tail or "").strip()
        assert "".join(element.itertext()) in "".join(whole.itertext())
        if unit["identifier"] in ("cast", "s-é"):
            there = whole.xpath(f"//*[@xml:id='{unit['identifier']}']")[0]
            assert "".join(element.itertext()) == "".join(there.itertext())
    assert client.document("a", ref="cast").get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


@pytest.mark.parametrize("root", ["surface", "teiCorpus", "div"])
def test_whatever_its_root_a_document_is_tei(root: str, tmp_path: Path) -> None:
    inside = (
        PLAIN.format(header=HEADER.format(title="T"))
        if root == "teiCorpus"
        else "<line>Words</line>" * (root == "surface")
    )
    text = f'<{root} xmlns="{TEI[1:-1]}" xml:id="r">{inside or "<p>Words</p>"}</{root}>'
    client = Client(serve(tmp_path, r=text))
    assert client.document("r").tag == f"{TEI}TEI"
    assert b"<TEI" in client.open(expanded(client.entry["document"], resource="r"))


def test_what_a_document_points_at_lies_beside_it(client: Client, folder: Path) -> None:
    (target,) = [ref.get("target") for ref in client.document("a").iter(f"{TEI}ref")]
    assert target == "edition/b.xml#b1" and (folder / "document" / "edition" / "b.xml").is_file()


# ===== the output =====


def test_without_an_address_it_is_told_and_the_rest_is_made(tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_text(PLAIN.format(header=HEADER.format(title="T")), encoding="utf-8")
    done = publish.build(Edition.of(tmp_path), tmp_path / "build", frozenset({"dts", "text"}))
    assert len(done.failures) == 1 and "the output dts needs an address" in done.failures[0]
    assert (tmp_path / "build" / "text" / "b.txt").is_file() and not (tmp_path / "build" / "dts").exists()


def test_a_name_too_long_for_a_file_is_no_unit_and_its_parts_are_those_of_what_is_around_it() -> None:
    long = "x" * 190
    root = etree.fromstring(
        f"<text xmlns='{TEI[1:-1]}'><div xml:id='d'><div xml:id='{long}'><p xml:id='p'/></div></div></text>"
    )
    assert units.of(root) == [Unit("d", "division", 1, "", 1), Unit("p", "paragraph", 2, "d", 3)]


# ===== how many files there are =====


def unit(level: int, number: int) -> Unit:
    return Unit(f"u{level}.{number}", "line", level, "", number)


@pytest.mark.parametrize(
    ("most", "kept"),
    [(42, 6), (41, 3), (18, 3), (17, 1), (5, 1), (4, 0)],
)
def test_units_go_as_deep_as_their_files_may_be_many(most: int, kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "MOST_FILES", most)
    every = [unit(1, 1), *(unit(2, number) for number in range(2)), *(unit(3, number) for number in range(3))]
    assert len(units.that_fit(every)) == kept


def test_of_a_text_with_more_units_the_deepest_are_none_and_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(units, "MOST_FILES", 60)
    text = PLAY.format(header=HEADER.format(title="A play"), more="<p>One</p>" * 20)
    for name, said in (("a", text), ("b", PLAIN.format(header=HEADER.format(title="T"))), ("c", text), ("d", text)):
        (tmp_path / f"{name}.xml").write_text(said, encoding="utf-8")
    where = tmp_path / "siglum.toml"
    where.write_text(f'[edition]\ndocuments = ["*.xml"]\n[site]\naddress = "{ROOT}"\n', encoding="utf-8")
    done = CliRunner().invoke(
        main, ["build", str(tmp_path), "-o", str(tmp_path / "build"), "--strict", "--outputs", "dts"]
    )
    assert done.exit_code == 0
    assert [line for line in done.stderr.splitlines() if "note: " in line] == [
        "siglum: note: the output dts has the units of a down to level 1 of 3, and those of 5 more readings less deep than they go:"
        " the units of a reading have at most 60 files"
    ]
    client = Client(tmp_path / "build" / "dts")
    assert every_call(client, "a") == ["front", "d1", "d2"]
    assert (
        sum(path.is_file() for path in (tmp_path / "build/dts").rglob("*") if "a/units;ref=" in path.as_posix()) <= 60
    )
    assert [one["citeType"] for one in client.collection(id="a")["citationTrees"][0]["citeStructure"]] == [
        "front",
        "act",
    ]
    assert "Number" not in str(client.navigation("a", down="-1")) and "One" in "".join(client.document("a").itertext())
