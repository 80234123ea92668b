"""Which files, which schemas, and what is said where one of them is not to be had."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from siglum import resources
from siglum.checking import Options, check, files, schemas
from siglum.checking.files import File
from siglum.checking.outcome import Outcome, Result, Results
from siglum.diagnostic import Diagnostic, Node, Position, Span
from siglum.document import Document
from siglum.edition import Edition
from siglum.session import Session

GRAMMAR = "http://relaxng.org/ns/structure/1.0"
RULES = "http://purl.oclc.org/dsdl/schematron"
ANY = f"""<grammar xmlns="{GRAMMAR}"><start><ref name="a"/></start><define name="a"><element><anyName/><zeroOrMore><choice>
<attribute><anyName/></attribute><text/><ref name="a"/></choice></zeroOrMore></element></define></grammar>"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
    return tmp_path


@pytest.fixture
def session() -> Iterator[Session]:
    with Session() as session:
        yield session


def write(name: str, text: str = "<a/>") -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


def edition(folder: str, **more: str) -> Edition:
    lines = "".join(f'{key} = "{value}"\n' for key, value in more.items())
    write(f"{folder}/siglum.toml", f'[edition]\ndocuments = ["a.xml"]\n{lines}')
    write(f"{folder}/a.xml")
    return Edition.load(Path(folder))


# ----- which files -----


def test_each_file_belongs_to_the_edition_of_its_folder_and_is_named_once() -> None:
    edition("one")
    write("one/deep/b.xml")
    edition("two")
    write("c.xml")
    failures: list[str] = []
    chosen = files.chosen(["one", "two/a.xml", "one/a.xml", "c.xml"], failures)
    assert [(f.path, f.edition and f.edition.folder.as_posix(), f.is_listed) for f in chosen] == [
        ("one/a.xml", "one", True), ("one/deep/b.xml", "one", False), ("two/a.xml", "two", True), ("c.xml", None, False),
    ]  # fmt: skip
    assert chosen[1].key == "deep/b.xml"
    assert chosen[0].edition is chosen[1].edition
    assert [e.folder.as_posix() for e in files.editions([*chosen, *chosen])] == ["one", "two"]
    assert list(files.editions([chosen[1], chosen[3]])) == []
    assert failures == []


def test_a_file_lies_inside_once_links_are_followed() -> None:
    edition("one")
    write("other.xml")
    for folder in ("one", "two"):
        Path(write(f"{folder}/own.xml")).with_name("link.xml").symlink_to("../other.xml")
    chosen = files.chosen(["one/own.xml", "one/link.xml", "two/own.xml", "two/link.xml"], [])
    assert [file.is_inside for file in chosen] == [True, False, True, False]
    assert chosen[1].leads_out == "one/link.xml leads out of the edition, and stays as it is"


def test_without_a_name_the_files_are_those_of_the_edition_here() -> None:
    edition(".")
    write("b.xml")
    assert [(f.path, f.is_listed) for f in files.chosen([], [])] == [("a.xml", True)]


def test_a_configuration_in_error_is_said_once_and_its_files_belong_to_nothing() -> None:
    write("siglum.toml", "[edition]\ndocuments = []\n")
    failures: list[str] = []
    assert [f.edition for f in files.chosen([write("a.xml"), write("b.xml")], failures)] == [None, None]
    assert failures == ['siglum.toml: [edition] names no documents; add documents = ["tei/….xml"]']


def test_what_came_of_it_decides_the_exit_status() -> None:
    here = Span(Position(1, 1, 0), Position(1, 1, 0))
    warning, error = (Diagnostic("x", "", "x", here, severity=s) for s in ("warning", "error"))  # type: ignore[arg-type]
    assert [
        Outcome(found, failures=said).status
        for found, said in (([], []), ([warning], []), ([warning, error], []), ([error], ["x"]))
    ] == [0, 0, 1, 2]


def test_results_are_added_and_their_places_worked_out() -> None:
    here = Span(Position(1, 1, 0), Position(1, 2, 1))

    def later() -> Diagnostic:
        return Diagnostic("x", "", "x", Span.at(Node("x", 0, "name"), lambda: here))

    result = Result(grammar=[later()], rules=[later()], checks=[later()])
    result.measure()
    assert [f.span._measured for f in (*result.grammar, *result.rules, *result.checks)] == [here.measured()] * 3
    both = Results([result], [Result()]) + Results([Result(), Result()], [result])
    assert (len(both.single), both.alone[1] is result, len(both.alone)) == (3, True, 2)


@pytest.mark.parametrize(
    ("stations", "together"), [(("relaxng",), False), (("schematron",), False), (("integrity",), True), (("relaxng", "fidelity"), True)]
)  # fmt: skip
def test_files_are_looked_at_together_where_a_station_asks_for_it(stations: tuple[str, ...], together: bool) -> None:
    assert Options(stations=stations).together is together


# ----- which schemas -----


def chosen_schemas(
    models: str, session: Session, edition_: Edition | None = None, **given: tuple[str, ...]
) -> tuple[list[str], list[str], list[str]]:
    for name in ("a.rng", "b.rnc", "h", "c.sch", "g", "i.rng"):
        if not Path("in", name).exists():
            write(f"in/{name}")
    for name in ("x.rng", "x.sch"):
        write(name)
    document = Document.parse(f"{models}<a/>".encode(), "in/a.xml")
    found = schemas.of(document, edition_, session, **given)  # type: ignore[arg-type]
    return [p.as_posix() for p in found.grammars], [p.as_posix() for p in found.rules], [f.code for f in found.findings]


def model(href: str, kind: str = "") -> str:
    return f'<?xml-model href="{href}"{f" schematypens={chr(34)}{kind}{chr(34)}" if kind else ""}?>'


def test_a_schema_is_known_by_its_namespace_else_by_its_name(session: Session) -> None:
    models = (
        model("a.rng") + model("b.rnc") + model("c.sch") + model("d.dtd") + model("e.xsd", "http://www.w3.org/2001/XMLSchema")
        + "<?xml-stylesheet href='f.rng'?>" + f"<?xml-model  href = 'g' schematypens='{RULES}'?>" + model("h", GRAMMAR)
        + model("i.rng", RULES) + "<?xml-model?><?xml-model schematypens='x'?>" + "<!-- href='j.rng' -->"
    )  # fmt: skip
    assert chosen_schemas(models, session) == (["in/a.rng", "in/b.rnc", "in/h"], ["in/c.sch", "in/g", "in/i.rng"], [])


def test_what_is_given_replaces_what_the_file_names_of_its_kind(session: Session) -> None:
    models = model("a.rng") + model("c.sch")
    assert chosen_schemas(models, session, grammars=("x.rng",)) == (["x.rng"], [], [])
    assert chosen_schemas(models, session, rules=("x.sch", "x.sch")) == (["in/a.rng"], ["x.sch"], [])


def test_what_the_file_names_replaces_what_the_edition_names(session: Session) -> None:
    write("e/s.rng", ANY)
    one = edition("e", schema="s.rng")
    assert chosen_schemas("", session, one) == (["e/s.rng"], [], [])
    assert chosen_schemas(model("a.rng"), session, one) == (["in/a.rng"], [], [])
    assert chosen_schemas(model("c.sch"), session, one) == (["e/s.rng"], ["in/c.sch"], [])


def test_of_an_odd_what_was_made_from_it_is_read(session: Session) -> None:
    write("e/s.odd")
    write("e/s.rng", f"{ANY}<!-- {RULES} -->")
    write("e/s.sch")
    one = edition("e", schema="s.odd")
    assert chosen_schemas("", session, one) == (["e/s.rng"], ["e/s.sch", "e/s.rng"], [])
    assert chosen_schemas(model("c.sch"), session, one) == (["e/s.rng"], ["in/c.sch", "e/s.rng"], [])
    assert chosen_schemas("", session, grammars=("e/s.odd",), rules=("e/s.odd",)) == (["e/s.rng"], ["e/s.sch"], [])
    own = resources.own_schema(Path("schema/siglum.rng"))
    assert own is not None
    assert chosen_schemas("", session, edition("f", schema="schema/siglum.odd"))[0] == [own.as_posix()]


def test_rules_inside_a_grammar_count(session: Session) -> None:
    write("in/a.rng", f"{ANY}<!-- {RULES} -->")
    write("in/b.rng", ANY)
    assert chosen_schemas(model("a.rng") + model("b.rng"), session)[1] == ["in/a.rng"]


def test_a_schema_on_the_net_is_said_where_it_is_named(session: Session) -> None:
    models = model("https://example.org/a.rng") + model("https://example.org/a.sch")
    assert chosen_schemas(models, session) == ([], [], ["schema-on-net", "schema-on-net"])
    assert chosen_schemas(models, session, grammars=("x.rng",)) == (["x.rng"], [], ["schema-on-net"])
    assert chosen_schemas(models, session, rules=("x.sch",)) == ([], ["x.sch"], ["schema-on-net"])
    document = Document.parse(f"{models}<a/>".encode(), "in/a.xml")
    finding = schemas.of(document, None, session).findings[0]
    assert (finding.span.start.offset, finding.span.end.offset) == (18, 43)
    assert finding.help == (
        "put a copy beside the document and point xml-model at it, or name a catalog with --catalog",
    )
    escaped = Document.parse((model("https://example.org/a&amp;b.rng") + "<a/>").encode(), "in/a.xml")
    assert [f.code for f in schemas.of(escaped, None, session).findings] == ["schema-on-net"]


def test_a_schema_that_is_not_there_is_said_where_it_is_named(session: Session) -> None:
    document = Document.parse(f"{model('gone.rng')}<a/>".encode(), "in/a.xml")
    (finding,) = schemas.of(document, None, session).findings
    assert (finding.code, finding.severity, finding.message) == (
        "schema-missing",
        "warning",
        "there is no schema gone.rng",
    )
    assert (finding.span.start.offset, finding.span.end.offset) == (18, 26)
    assert finding.help == ("mend the path in xml-model, or name a schema with --schema",)


def test_a_catalog_says_where_a_copy_lies(session: Session, folder: Path) -> None:
    catalog = '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><uri name="https://example.org/a.rng" uri="copy.rng"/></catalog>'
    write("catalog.xml", catalog)
    found = chosen_schemas(model("https://example.org/a.rng"), session, catalogs=("catalog.xml",))
    assert (found[0], found[2]) == ([(folder / "copy.rng").as_posix()], [])


# ----- what cannot be done -----


def test_of_an_edition_only_the_files_named_are_reported() -> None:
    write("siglum.toml", '[edition]\ndocuments = ["a.xml", "b.xml"]\n')
    for name in ("a.xml", "b.xml", "c.xml"):
        write(name, '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text xml:lang="en"><p corresp="#x"/></text></TEI>')
    found = check(["a.xml", "c.xml"], Options(stations=("integrity",))).findings
    assert [f.path for f in found if f.code == "dangling-pointer"] == ["a.xml", "c.xml"]
    assert {f.path for f in found if f.severity == "warning"} == {"a.xml"}


def test_an_edition_with_a_file_that_is_none_is_looked_at_without_it() -> None:
    write("siglum.toml", '[edition]\ndocuments = ["a.xml", "b.xml"]\n')
    write("a.xml", '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text xml:lang="en"><p corresp="#x"/></text></TEI>')
    write("b.xml", "<a>")
    whole = check([], Options(stations=("integrity",)))
    assert {f.code for f in whole.findings if f.severity == "error"} == {"dangling-pointer", "unclosed-element"}
    assert whole.failures == []
    one = check(["a.xml"], Options(stations=("integrity",)))
    assert [f.code for f in one.findings if f.severity == "error"] == ["dangling-pointer"]
    assert one.failures == ["the edition is looked at without b.xml, which is no document"]


def test_a_check_that_is_at_fault_is_said_of_what_it_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object) -> None:
        raise ZeroDivisionError("no idea")

    monkeypatch.setattr("siglum.integrity.run", faulty)
    write("alone/c.xml", "<a/>")
    alone = check(["alone/c.xml"], Options(stations=("integrity",)))
    assert [said.partition(": ")[0] for said in alone.failures] == ["alone/c.xml could not be checked"]
    write("siglum.toml", '[edition]\ndocuments = ["a.xml", "b.xml"]\n')
    for name in "ab":
        write(f"{name}.xml", "<a/>")
    whole = check([], Options(stations=("integrity",)))
    assert [said.partition(": ")[0] for said in whole.failures] == ["the edition as a whole could not be checked"]


def test_what_a_schema_types_as_a_pointer_is_one() -> None:
    typed = f"""<grammar xmlns="{GRAMMAR}" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><start><ref name="a"/></start>
    <define name="a"><element name="a"><optional><attribute name="n"><data type="anyURI"/></attribute></optional>
    <optional><attribute name="ref"><text/></attribute></optional><optional><attribute name="url"><data type="anyURI"/></attribute></optional>
    <zeroOrMore><ref name="a"/></zeroOrMore></element></define></grammar>"""
    write("s.rng", typed)
    write("a.xml", '<a n="#x" ref="#y" url="#z"/>')
    for stations in (("integrity",), ("relaxng", "integrity")):
        assert [f.found for f in check(["a.xml"], Options(stations=stations, schemas=("s.rng",))).findings] == ["#x"]
    assert [f.found for f in check(["a.xml"], Options(stations=("integrity",), schemas=("none.rng",))).findings] == [
        "#y"
    ]
    write("s.rng", ANY)
    assert [f.found for f in check(["a.xml"], Options(stations=("integrity",), schemas=("s.rng",))).findings] == ["#y"]
    write("s.rng", "<grammar")
    assert [f.found for f in check(["a.xml"], Options(stations=("integrity",), schemas=("s.rng",))).findings] == ["#y"]


SCH = f"""<schema xmlns="{RULES}" queryBinding="xslt2">{{}}<pattern id="p"><rule context="a"><assert test="@n">no n</assert></rule></pattern></schema>"""


def test_rules_are_applied_in_the_phase_asked_for_and_what_they_cannot_do_is_said() -> None:
    write("s.sch", SCH.format('<phase id="none"/>'))
    write("a.xml")
    write("s.rng", ANY)
    options = {"stations": ("schematron",), "schemas": ("s.rng",), "rules": ("s.sch",)}
    assert "no n" in [f.message for f in check(["a.xml"], Options(**options)).findings]  # type: ignore[arg-type]
    for more in ({"phase": "none"}, {"stations": ("relaxng",)}):
        findings = check(["a.xml"], Options(**options | more)).findings  # type: ignore[arg-type]
        assert [f.message for f in findings if f.message == "no n"] == []
    assert Path("kept").is_dir()
    for name, said in (("none.sch", "cannot read none.sch: no such file or directory"), ("s.rng", "")):
        outcome = check(["a.xml"], Options(stations=("schematron",), rules=(name,)))
        assert (outcome.failures, outcome.files) == ([said] if said else [], 1)


def test_compiled_rules_are_kept_only_where_that_is_asked_for() -> None:
    write("s.sch", SCH.format(""))
    check([write("a.xml")], Options(stations=("schematron",), rules=("s.sch",), cache=False))
    assert not Path("kept").exists()


def test_a_session_that_is_given_stays_open(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[Session] = []
    close = Session.close
    monkeypatch.setattr(Session, "close", lambda self: ended.append(self) or close(self))  # type: ignore[func-returns-value]
    write("a.xml")
    check(["a.xml"], Options(stations=("integrity",)), session)
    assert ended == []
    check(["a.xml"], Options(stations=("integrity",)))
    assert len(ended) == 1


def test_a_catalog_that_is_none_is_said() -> None:
    outcome = check([write("a.xml")], Options(stations=("integrity",), catalogs=("none.xml",)))
    assert (outcome.findings, len(outcome.failures), outcome.files) == ([], 1, 0)
    assert "none.xml" in outcome.failures[0]


def test_a_check_of_another_edition_is_named_with_its_file() -> None:
    edition("one")
    with Path("one/siglum.toml").open("a") as file:
        file.write('[checks]\nxyzzyx = "off"\n')
    assert check(["one/a.xml"], Options(stations=("integrity",))).failures == [
        "one/siglum.toml: there is no check “xyzzyx”; siglum explain lists the codes"
    ]


def test_a_file_of_the_edition_is_found_by_another_name(folder: Path) -> None:
    edition("one")
    assert File((folder / "one" / "a.xml").as_posix(), Edition.load(folder / "one")).is_listed


def test_what_a_build_has_made_is_not_checked(tmp_path: Path) -> None:
    for name in ("a.xml", "b.tei", "build/html/downloads/a.xml", "other/c.xml", "other/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<a/>", encoding="utf-8")
    (tmp_path / "build" / ".siglum").write_text("", encoding="utf-8")
    failures: list[str] = []
    found = [Path(file.path).relative_to(tmp_path).as_posix() for file in files.chosen([str(tmp_path)], failures)]
    assert (found, failures) == (["a.xml", "b.tei", "other/c.xml"], [])
