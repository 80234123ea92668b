"""XInclude: what is brought in keeps its file; what cannot be is said where it is asked for."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from siglum.checking import Options, check
from siglum.document import Document, resolve
from siglum.edition.index import Index
from siglum.session import Session

HEAD = '<doc xmlns:xi="http://www.w3.org/2001/XInclude">'
SCHEMA = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="doc"><zeroOrMore><ref name="p"/></zeroOrMore></element></start>
  <define name="p"><element name="p">
    <optional><attribute name="xml:id"/></optional><optional><attribute name="xml:base"/></optional>
    <zeroOrMore><choice><text/><element name="b"><text/></element></choice></zeroOrMore>
  </element></define>
</grammar>"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, content: str | bytes) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def read(name: str = "a.xml") -> Document:
    document = Document.read(name)
    resolve(document, Path())
    return document


def text(document: Document) -> str:
    return " ".join("".join(map(str, document.root.itertext())).split())


def troubles(document: Document) -> list[tuple[str, int, str]]:
    return [(t.path, t.span.start.line, t.message.partition(": ")[2]) for t in document.troubles]


def test_what_is_included_stands_in_its_own_file() -> None:
    write("a.xml", f"{HEAD}\n<p>one</p>\n<xi:include href='d/b.xml'/>\n<p>three</p></doc>")
    write("d/b.xml", "<p>\n  two <b>bold</b> end</p>")
    document = read()
    assert (text(document), document.troubles) == ("one two bold end three", [])
    bold = next(document.root.iter("b"))
    places = [
        (s.node.file if s.node else "", s.start.line, s.start.column)
        for s in (document.span(bold), document.span(bold, ("text", 0)), document.stretch(bold.getparent(), 1, 1, 4))
    ]  # type: ignore[arg-type]
    assert places == [("d/b.xml", 2, 8), ("d/b.xml", 2, 10), ("d/b.xml", 2, 19)]
    last = document.elements[-1]
    assert (document.span(last).start.line, document.home(last).path) == (4, "a.xml")


def test_an_included_file_includes_from_where_it_lies() -> None:
    write("a.xml", f"{HEAD}<xi:include href='d/b.xml'/></doc>")
    write("d/b.xml", f"{HEAD}<xi:include href='c.xml'/></doc>")
    write("d/c.xml", "<p>deep</p>")
    document = read()
    assert text(document) == "deep"
    assert document.home(next(document.root.iter("p"))).path == "d/c.xml"
    assert {part.path for part in document.parts} == {"d/b.xml", "d/c.xml"}


@pytest.mark.parametrize("pointer", ["x", "element(x)", "xpointer(id('x'))", 'xpointer(id("x"))'])
def test_a_part_by_its_id(pointer: str) -> None:
    write("a.xml", f"{HEAD}<xi:include href='b.xml' xpointer='{pointer.replace(chr(39), '&apos;')}'/> end</doc>")
    write("b.xml", "<doc><p>no</p><p xml:id='x'>yes</p>tail</doc>")
    assert text(read()) == "yes end"


def test_a_part_of_the_same_file() -> None:
    write("a.xml", f"{HEAD}<p xml:id='x'>twice</p><xi:include xpointer='x'/></doc>")
    document = read()
    assert text(document) == "twicetwice"
    assert [document.span(p).start.column for p in document.root.iter("p")] == [50, 50]


def test_text_is_text() -> None:
    write(
        "a.xml",
        f"{HEAD}<p>a <xi:include href='b.txt' parse='text'/> z</p><xi:include href='l.txt' parse='text' encoding='iso-8859-1'/></doc>",
    )
    write("b.txt", "<b> & é")
    write("l.txt", "é".encode("latin-1"))
    document = read()
    assert text(document) == "a <b> & é zé"
    assert document.span(next(document.root.iter("p")), ("text", 0)).start.line == 1


def test_a_fallback_stands_where_nothing_can_be_brought_in() -> None:
    write(
        "a.xml",
        f"{HEAD}<xi:include href='gone.xml'><xi:fallback>no <p>instead</p> more <xi:include href='b.xml'/></xi:fallback></xi:include></doc>",
    )
    write("b.xml", "<p>of b</p>")
    document = read()
    assert (text(document), document.troubles, document.incomplete) == ("no instead more of b", [], True)


def test_a_fallback_that_is_not_needed_is_not_looked_at() -> None:
    write(
        "a.xml",
        f"{HEAD}<xi:include href='b.xml'><xi:fallback><xi:include href='gone.xml'/></xi:fallback></xi:include></doc>",
    )
    write("b.xml", "<p>b</p>")
    assert (text(read()), read().troubles) == ("b", [])


@pytest.mark.parametrize(
    ("include", "said"),
    [
        ("href='gone.xml'", "cannot read gone.xml: no such file or directory"),
        ("href='%00.xml'", "cannot read %00.xml: no such file or directory"),
        ("href='.'", "cannot read .: it is a folder"),
        ("href='../outside.xml'", "../outside.xml lies outside the folder of the edition, and is not read"),
        ("href='http://example.org/x.xml'", "http://example.org/x.xml is on the net, and nothing is read from there"),
        ("href='a.xml'", "a.xml includes itself"),
        ("", "this file includes itself"),
        ("href='bad.xml'", "bad.xml:1 is no document: <p>, opened on line 1, is never closed"),
        ("href='b.xml' xpointer='nobody'", "b.xml has no element with the xml:id “nobody”"),
        (
            "href='b.xml' xpointer='xpointer(//p[1])'",
            "the xpointer “xpointer(//p[1])” is not known: only that to an xml:id is",
        ),
        ("href='b.txt' parse='text' encoding='klingon'", "b.txt is not in the encoding klingon"),
        ("href='b.xml' parse='json'", 'parse="json" is not known'),
    ],
)
def test_what_cannot_be_brought_in_is_said(include: str, said: str) -> None:
    write("../outside.xml", "<p/>")
    write("b.xml", "<p/>")
    write("b.txt", "b")
    write("bad.xml", "<p>")
    write("a.xml", f"{HEAD}\n<p>one</p>\n<xi:include {include}/></doc>")
    document = read()
    assert troubles(document) == [("a.xml", 3, said)]
    assert text(document) == "one"


def test_a_circle_of_several_files() -> None:
    write("a.xml", f"{HEAD}<xi:include href='b.xml'/></doc>")
    write("b.xml", f"{HEAD}\n<xi:include href='a.xml'/></doc>")
    assert troubles(read()) == [("b.xml", 2, "a.xml includes itself")]


def test_what_grows_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siglum.document.inclusion._MOST_DEEP", 5)
    for n in range(8):
        write(f"{n}.xml", f"{HEAD}<xi:include href='{n + 1}.xml'/></doc>")
    assert [t[2] for t in troubles(read("0.xml"))] == ["inclusions are nested more than 5 deep"]


def test_a_link_leads_no_further_than_a_path() -> None:
    write("../outside.xml", "<p/>")
    Path("link.xml").symlink_to("../outside.xml")
    write("a.xml", f"{HEAD}<xi:include href='link.xml'/></doc>")
    assert [t[2] for t in troubles(read())] == ["link.xml lies outside the folder of the edition, and is not read"]


def test_findings_name_the_file_they_stand_in() -> None:
    write("a.xml", f"{HEAD}\n<xi:include href='b.xml'/><xi:include href='gone.xml'/></doc>")
    write("b.xml", "<p>\n<c/></p>")
    write("s.rng", SCHEMA)
    outcome = check(["a.xml"], Options(schemas=("s.rng",), stations=("relaxng",)))
    assert [(f.path, f.code, f.span.start.line) for f in outcome.findings] == [
        ("a.xml", "include-failed", 2),
        ("b.xml", "unknown-element", 2),
    ]


def test_a_file_that_is_included_and_listed_is_spoken_of_once() -> None:
    write("siglum.toml", '[edition]\ndocuments = ["*.xml"]\nschema = "s.rng"')
    write("a.xml", f"{HEAD}\n<xi:include href='b.xml'/></doc>")
    write("b.xml", f"{HEAD}<p>\n<c/></p></doc>")
    write(
        "s.rng",
        SCHEMA.replace(
            '<ref name="p"/>', '<choice><ref name="p"/><element name="doc"><ref name="p"/></element></choice>'
        ),
    )
    outcome = check([], Options(stations=("relaxng",)))
    assert [(f.path, f.code, f.span.start.line) for f in outcome.findings] == [("b.xml", "unknown-element", 2)]


def test_a_pointer_leads_to_what_is_included(tmp_path: Path) -> None:
    tei = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"><standOff>{}</standOff><text><body><p><name ref="#{}"/></p></body></text></TEI>'
    write("a.xml", tei.format("<xi:include href='l.xml'/>", "anna"))
    write("l.xml", '<listPerson xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="anna"/></listPerson>')
    write("b.xml", tei.format("<xi:include href='gone.xml'><xi:fallback/></xi:include>", "anna"))
    session = Session()
    index = Index(("a.xml",), tmp_path, session.document)
    (pointer,) = index.pointers(session.document("a.xml"))
    assert pointer.target.place is not None
    assert (pointer.target.place.path, pointer.target.place.ordinal) == ("l.xml", 1)
    assert check(["a.xml", "b.xml"], Options(stations=("integrity",))).findings == []


@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
@pytest.mark.parametrize("included", ["<p>good</p>", "<p><c/></p>", "<doc><p>two</p></doc>"])
@pytest.mark.parametrize("where", ["b.xml", "d/b.xml"])
def test_the_verdict_is_that_of_jing(included: str, where: str) -> None:
    write("a.xml", f"{HEAD}<p>one</p><xi:include href='{where}'/></doc>")
    write(where, included)
    write("s.rng", SCHEMA)
    ours = not check(["a.xml"], Options(schemas=("s.rng",), stations=("relaxng",))).findings
    theirs = subprocess.run(["jing", "s.rng", "a.xml"], capture_output=True, check=False).returncode == 0
    assert ours == theirs
