"""What was found before is given again, in the same bytes, as long as nothing has changed that it hangs on."""

from __future__ import annotations

import json as plain
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from siglum import checking
from siglum.checking import Options, check, packing, single
from siglum.checking.outcome import Result
from siglum.diagnostic import Cause, Diagnostic, Edit, Fix, Node, Position, Related, Span
from siglum.report import Checked, json

GRAMMAR = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
    '<include href="part.rng"/><define name="a"><element name="a"><zeroOrMore><ref name="b"/></zeroOrMore></element></define></grammar>'
)
PART = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
    '<start><ref name="a"/></start><define name="b"><element name="{}"><optional><attribute name="n"><data type="int"/></attribute></optional>'
    '<optional><attribute name="id"><data type="ID"/></attribute></optional><mixed><empty/></mixed></element></define></grammar>'
)
RULES = '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><include href="rule.sch"/></schema>'
RULE = '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><rule context="b"><report test="{}">here</report></rule></pattern>'
FILES = {
    "right.xml": "<a><b n='1'/></a>",
    "wrong.xml": '<a><b n="é"/>\n<bb n="1"/><b n="1" id="x"/><b id="x"/>text</a>',
    "ill.xml": "<a><b></a>",
    "empty.xml": "",
    "silent.xml": "<a><?siglum ignore value-not-of-datatype because it is so?><b n='x'/></a>",
    "named.xml": '<?xml-model href="missing.rng"?><a/>',
    "latin.xml": '<?xml version="1.0" encoding="iso-8859-1"?><a><b n="1"/></a>',
    "declared.xml": '<!DOCTYPE a SYSTEM "a.dtd"><a><b>&eacute;</b></a>',
    "below/included.xml": '<a><include xmlns="http://www.w3.org/2001/XInclude" href="other.xml"/></a>',
    "below/other.xml": "<b/>",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("siglum.session._TICK", 0)  # nobody writes while a file is read
    monkeypatch.setattr("siglum.checking.earlier._SETTLED", 0)  # nor just before
    monkeypatch.setattr(checking, "_WORTH_KEEPING", 0)
    for name, text in (
        ("s.rng", GRAMMAR),
        ("part.rng", PART.format("b")),
        ("s.sch", RULES),
        ("rule.sch", RULE.format("@n")),
        *FILES.items(),
    ):
        write(name, text)
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8")


def report(*paths: str, **asked: object) -> str:
    """All that a run says."""
    options = Options(**({"schemas": ("s.rng",), "stations": ("relaxng",), "jobs": 1} | asked))  # type: ignore[arg-type]
    outcome = check(paths or (".",), options)
    return json.render(Checked(outcome.findings, outcome.files)) + plain.dumps([outcome.failures, outcome.notices])


def looked_at(monkeypatch: pytest.MonkeyPatch, *paths: str, **asked: object) -> list[str]:
    """The files that a run looks into."""
    seen: list[str] = []
    with monkeypatch.context() as watched:
        read = single._read
        watched.setattr(single, "_recognise", lambda *_: None)
        watched.setattr(single, "_read", lambda job, session: (seen.append(job.file.path), read(job, session)))
        report(*paths, **asked)
    return seen


STORE = Path("home/siglum/findings/findings.db")
ALWAYS = ["below/included.xml", "declared.xml", "empty.xml", "latin.xml"]
"""What is never kept: it includes others, has a document type declaration, is empty, is not in UTF-8."""


@pytest.mark.parametrize("stations", [("relaxng",), ("relaxng", "schematron"), checking.STATIONS])
@pytest.mark.parametrize("hashed", [False, True], ids=["by looks", "by content"])
def test_the_second_report_is_the_first(
    stations: tuple[str, ...], hashed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"stations": stations, "rules": ("s.sch",), "hashed": hashed}
    never = report(cache=False, **asked)
    assert not Path("home").exists()
    assert [report(**asked) for _ in range(3)] == [never] * 3
    assert "value-not-of-datatype" in never and "duplicate-id" in never and "unclosed-element" in never
    assert looked_at(monkeypatch, **asked) == ALWAYS


def test_a_file_that_has_changed_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    report()
    write("right.xml", "<a><b n='x'/></a>")
    assert report() == report(cache=False)
    write("right.xml", "<a><b n='y'/></a>")
    assert looked_at(monkeypatch) == [*ALWAYS, "right.xml"]
    assert looked_at(monkeypatch) == ALWAYS


def test_a_file_that_only_looks_as_it_did_is_told_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    report()
    monkeypatch.setattr("siglum.checking.earlier._stamp", lambda path: ("9 the same", 0))
    monkeypatch.setattr("siglum.session._SETTLED", 0)
    before = report()
    write("right.xml", "<a><b n='x'/></a>")
    assert report() == before
    assert report(hashed=True) == report(cache=False) != before


def test_a_file_written_just_now_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siglum.checking.earlier._SETTLED", 3600_000_000_000)
    report()
    assert len(looked_at(monkeypatch)) == len(FILES)


def test_a_file_that_changes_while_it_is_looked_at_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    recognise = single._recognise

    def late(job: single._Job, *others: object) -> None:
        recognise(job, *others)  # type: ignore[arg-type]
        if job.file.path == "right.xml":
            write("right.xml", "<a><b n='x'/></a>")

    with monkeypatch.context() as changing:
        changing.setattr(single, "_recognise", late)
        report()
    assert report() == report(cache=False)


CHANGES: dict[str, Callable[[], None]] = {
    "the schema": lambda: write("s.rng", GRAMMAR.replace("zeroOrMore", "oneOrMore")),
    "what it includes": lambda: write("part.rng", PART.format("bb")),
    "a rule": lambda: write("rule.sch", RULE.format("true()")),
    "the rules": lambda: write("s.sch", RULES.replace('<include href="rule.sch"/>', "")),
    "a schema that was missing": lambda: write("missing.rng", GRAMMAR),
    "an included file": lambda: write("below/other.xml", "<c/>"),
    "an edition": lambda: write("siglum.toml", 'title = "x"\nlanguage = "en"\ndocuments = ["right.xml"]\n'),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("given", [True, False], ids=["schema given", "schema named"])
def test_a_change_of_what_files_are_held_to_is_seen(change: str, given: bool) -> None:
    asked: dict[str, object] = {"stations": ("relaxng", "schematron")}
    asked |= {"schemas": ("s.rng",), "rules": ("s.sch",)} if given else {"schemas": ()}
    if not given:
        write("right.xml", '<?xml-model href="s.rng"?><?xml-model href="s.sch"?>' + FILES["right.xml"])
    report(**asked)
    CHANGES[change]()
    assert report(**asked) == report(cache=False, **asked)


def test_what_was_asked_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    report()
    monkeypatch.setattr("siglum.checking.earlier.toolkit", lambda: "another")
    assert len(looked_at(monkeypatch)) == len(FILES)
    assert report(stations=("relaxng", "schematron"), rules=("s.sch",)) == report(
        stations=("relaxng", "schematron"), rules=("s.sch",), cache=False
    )


def test_rules_that_read_other_documents_are_applied_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    write("rule.sch", RULE.format("true()").replace("<pattern ", "<pattern documents=\"'right.xml'\" "))
    asked = {"stations": ("schematron",), "rules": ("s.sch",)}
    report("wrong.xml", **asked)
    assert looked_at(monkeypatch, "wrong.xml", **asked) == ["wrong.xml"]


def test_the_same_file_by_another_path_and_from_another_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    report("wrong.xml")
    assert report("./wrong.xml", "below/../wrong.xml") == report("./wrong.xml", "below/../wrong.xml", cache=False)
    monkeypatch.chdir("below")
    asked = {"schemas": ("../s.rng",)}
    assert report("../wrong.xml", **asked) == report("../wrong.xml", cache=False, **asked)


# What becomes of the store


def garbage() -> None:
    STORE.write_bytes(b"no database" * 1000)


def halved() -> None:
    STORE.write_bytes(STORE.read_bytes()[:5000])


def zeroed() -> None:
    data = bytearray(STORE.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    STORE.write_bytes(data)


def other_tables() -> None:
    STORE.unlink()
    with sqlite3.connect(STORE) as store:
        store.execute("create table files (name text)")


def other_rows() -> None:
    with sqlite3.connect(STORE) as store:
        store.execute("update results set said = '[1, 2'")
    store.close()


def rows_of_another_form() -> None:
    with sqlite3.connect(STORE) as store:
        store.execute("update results set said = '[[[1]], [], [], 0]'")
        store.execute("update files set models = '{'")
    store.close()


def folder_instead() -> None:
    STORE.unlink()
    STORE.mkdir()


def pipe() -> None:
    STORE.unlink()
    os.mkfifo(STORE)


def nothing_but_a_head() -> None:
    STORE.write_bytes(b"SQLite format 3\0")


DAMAGE = (garbage, halved, zeroed, other_tables, other_rows, rows_of_another_form, folder_instead, nothing_but_a_head)


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_a_store_that_is_damaged_is_done_without_and_begun_anew(damage: Callable[[], None]) -> None:
    never = report(cache=False)
    report()
    damage()
    assert [report() for _ in range(3)] == [never] * 3


def test_a_store_that_is_locked_full_or_read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    never = report(cache=False)
    report()
    monkeypatch.setattr("siglum.checking.earlier._PATIENCE", 0)
    with sqlite3.connect(STORE) as store:
        store.execute("begin exclusive")
        assert report() == never
        store.rollback()
    store.close()
    write("right.xml", "<a><b n='x'/></a>")
    never = report(cache=False)
    monkeypatch.setattr("siglum.checking.earlier._TABLES", "pragma query_only = on;")
    assert report() == never
    monkeypatch.setattr("siglum.checking.earlier._TABLES", "pragma max_page_count = 1;")
    assert report() == never


def test_a_folder_that_others_may_write_into_is_not_used() -> None:
    never = report(cache=False)
    report()
    other_rows()
    STORE.parent.chmod(0o777)
    before = STORE.read_bytes()
    assert report() == never
    assert STORE.read_bytes() == before


def test_several_runs_at_once_say_the_same() -> None:
    command = [sys.executable, "-c", "from siglum.cli import main; main()", "check", ".", "--format", "json"]
    command += ["--stations", "relaxng,schematron", "--schema", "s.rng", "--schematron", "s.sch", "--cache", "shared"]
    said: list[str] = []

    def run() -> None:
        for _ in range(2):
            said.append(subprocess.run(command, capture_output=True, text=True, check=False).stdout)

    runs = [threading.Thread(target=run) for _ in range(3)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    assert len(said) == 6 and len(set(said)) == 1 and '"findings": [' in said[0]
    assert Path("shared/findings/findings.db").is_file()


def test_old_results_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    report()
    with sqlite3.connect(STORE) as store:
        store.execute("update results set day = 0")
    store.close()
    write("right.xml", "<a/>")
    report()
    with sqlite3.connect(STORE) as store:
        assert store.execute("select count(*) from results").fetchone() == (1,)
    store.close()


# On paper


def test_every_part_of_a_finding_is_kept() -> None:
    span = Span(Position(1, 2, 3), Position(4, 5, 6), Node("x.xml", 7, ("text", 1)))
    other = Span(Position(1, 2, 3), Position(4, 5, 6), Node("x.xml", 7, "name"))
    full = Diagnostic(
        "code", "message\ud800", "x.xml", span, "note", "label", "found", "parent", ("a",), ("b",), "note", "see",
        Fix("title", (Edit(1, 2, "t"), Edit(3, 4, "u", "y.xml")), True), (Related("r", "y.xml", other),),
        Cause(("k", "l"), "together", "other"),
    )  # fmt: skip
    assert all(getattr(full, field.name) not in (field.default, None) for field in fields(Diagnostic))
    bare = Diagnostic("code", "message", "x.xml", Span(Position(1, 1, 0), Position(1, 1, 0)))
    text = packing.packed(Result(read=True, grammar=[full], rules=[bare], without_schema="z"))
    assert text is not None
    again = packing.unpacked(text)
    assert again is not None and (again.read, again.grammar, again.rules) == (True, [full], [bare])
    assert (again.without_schema, packing.packed(again)) == ("z", text)
    assert again.grammar[0].span.node == span.node and again.grammar[0].related[0].span.node == other.node
    assert again.rules[0].span.node is None


def test_what_failed_is_not_kept() -> None:
    assert packing.packed(Result(read=True, failures=["x"])) is None
    assert packing.packed(Result(read=True)) == ""


def test_a_file_that_was_only_touched_is_read_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    report()
    os.utime("right.xml", ns=(1, 1))
    report()
    with sqlite3.connect(STORE) as store:
        (stamp,) = store.execute("select stamp from files where path like '%right.xml%'").fetchone()
    store.close()
    assert f" {Path('right.xml').stat().st_ctime_ns} " in stamp


def test_names_of_files_that_are_no_utf_8() -> None:
    name = os.fsdecode(b"\xff.xml")
    Path(name).write_text("<a><c/></a>")
    assert report(name) == report(name) == report(name, cache=False)
