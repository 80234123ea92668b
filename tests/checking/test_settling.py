"""One cause, one finding: what follows from something else is silent, or stands beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from integrity.fixtures import edition
from repairs import applied
from siglum.checking import Options, check
from siglum.checking.settling import at_home, settled
from siglum.diagnostic import Diagnostic, Edit, Fix, Node, Part, Position, Related, Span

HERE = Span(Position(1, 1, 0), Position(1, 2, 1))


def found(code: str, ordinal: int | None, part: Part = "name", *, file: str = "x.xml", at: int = 0) -> Diagnostic:
    node = None if ordinal is None else Node(file, ordinal, part)
    return Diagnostic(code, "", file, Span(Position(1, at + 1, at), Position(1, at + 2, at + 1), node))


def test_a_rule_is_silent_about_an_element_of_which_something_is_said() -> None:
    rules = [
        found("schematron-assert", 1), found("schematron-assert", 1, ("attribute", "n")), found("schematron-assert", 2),
        found("schematron-assert", 3), found("schematron-assert", 1, ("text", 0)), found("schematron-assert", 1, file="y.xml"),
        found("schematron-failed", None),
    ]  # fmt: skip
    grammar = [found("missing-attribute", 1), found("text-not-allowed", 3, ("text", 0))]
    checks = [found("dangling-pointer", 2, ("value", "ref"))]
    assert settled(grammar, rules, checks) == [*grammar, *rules[3:], *checks]


def test_a_finding_in_a_file_that_is_included_stands_there_and_is_not_repaired_from_here() -> None:
    fix = Fix("mend", (Edit(0, 1, "x"),))
    own = replace(found("unknown-element", 1), fix=fix)
    assert at_home(own) == own
    brought = replace(own, path="whole.xml", related=(Related("first", "whole.xml", own.span),))
    assert at_home(brought) == replace(own, related=(Related("first", "x.xml", own.span),), fix=None)
    beside = replace(own, related=brought.related)
    assert at_home(beside) == replace(own, related=(Related("first", "x.xml", own.span),))


def test_a_check_is_silent_about_the_words_of_an_element_that_is_not_known() -> None:
    grammar = [found("unknown-element", 1), found("missing-attribute", 2)]
    checks = [
        found("untagged-name", 1, ("text", 0)),
        found("dangling-pointer", 1),
        found("untagged-name", 2, ("text", 0)),
    ]
    assert settled(grammar, [found("schematron-assert", 1)], checks) == [*grammar, checks[2]]


def test_a_text_that_differs_is_not_said_to_have_changed_too() -> None:
    checks = [
        found("text-changed", 1, ("text", 0), at=3),
        found("text-differs", 1, ("text", 0), at=3),
        found("text-changed", 1, ("text", 0), at=9),
    ]
    assert settled([], [], checks) == checks[1:]


LOST = """<p>It was <persName ref="person:ana">Anna Alt</persName>, as
<persName ref="person:ana">Anna</persName> said{}.</p>
<p corresp="#nothing">And <persName ref="person:ana">Anna Alt</persName> went.</p>
"""


def findings(where: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> list[Diagnostic]:
    edition(where, "body", body)
    monkeypatch.chdir(where)
    outcome = check([], Options(stations=("integrity",)))
    assert outcome.failures == []
    return outcome.findings


def test_pointers_to_the_same_missing_entry_are_one_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, other = findings(tmp_path, LOST.format(""), monkeypatch)
    assert first.message == "three pointers lead to “ana”, and the register of persons has no such entry"
    lines = [first.span.start.line, *(related.span.start.line for related in first.related)]
    assert lines == [lines[0], lines[0] + 1, lines[0] + 2]
    assert {related.message for related in first.related} == {"leads there too"}
    assert other.message == "@corresp points to “#nothing”, and this file has no such xml:id"
    assert other.related == ()


def test_the_repair_mends_every_pointer_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = findings(tmp_path, LOST.format(""), monkeypatch)
    assert first.fix is not None
    Path(first.path).write_bytes(applied(Path(first.path).read_bytes(), first.fix))
    after = check([], Options(stations=("integrity",))).findings
    assert [finding.found for finding in after] == ["#nothing"]


def test_a_pointer_that_is_silenced_is_none_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = '<?siglum ignore dangling-pointer because the copy has it?><persName ref="person:ana">Anna</persName>'
    body = LOST.format("").replace('<persName ref="person:ana">Anna</persName>', quiet)
    first, _ = findings(tmp_path, body, monkeypatch)
    assert first.message.startswith("two pointers lead to “ana”")


def test_pointers_with_an_undeclared_prefix_are_one_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (finding,) = findings(
        tmp_path, '<p corresp="thing:one thing:two">x</p>\n<p corresp="thing:three">y</p>\n', monkeypatch
    )
    assert finding.message == "three pointers have the prefix “thing”, and no prefixDef in this file declares it"


ALONE = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><listPerson>
<person xml:id="jan"/>
<person xml:id="anna"/>
<person xml:id="jan"/>
</listPerson>{}</body></text></TEI>"""
IDS = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><ref name="any"/></start><define name="any"><element><anyName/><optional><attribute name="xml:id"><data type="ID"/></attribute></optional>
<optional><attribute name="who"><list><oneOrMore><data type="anyURI"/></oneOrMore></list></attribute></optional>
<zeroOrMore><choice><text/><ref name="any"/></choice></zeroOrMore></element></define></grammar>"""


def alone(where: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> list[Diagnostic]:
    monkeypatch.chdir(where)
    Path("x.xml").write_text(ALONE.format(body), "utf-8")
    Path("x.rng").write_text(IDS, "utf-8")
    outcome = check(["x.xml"], Options(stations=("relaxng", "integrity"), schemas=("x.rng",)))
    assert outcome.failures == []
    return [finding for finding in outcome.findings if finding.code in ("duplicate-id", "dangling-pointer")]


def test_a_doubled_id_says_which_pointers_it_makes_ambiguous(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (finding,) = alone(tmp_path, '\n<sp who="#jan #anna"/>\n<sp who="#jan"/>', monkeypatch)
    assert finding.note == "two pointers lead to “jan”, and nothing says which element is meant"
    assert [related.span.start.line for related in finding.related] == [2, 6, 7]


def test_a_doubled_id_says_which_id_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doubled, lost = alone(tmp_path, '\n<sp who="#eva"/>\n<sp who="#eva"/>', monkeypatch)
    assert doubled.help[-1] == "write “eva” if this is the element that is meant where “eva” is pointed to"
    assert doubled.related[-1].span == lost.span
    assert lost.message == "two pointers lead to “eva”, and no element has that xml:id"


def test_where_two_ids_are_missing_nothing_is_said_of_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doubled, *_ = alone(tmp_path, '\n<sp who="#eva"/>\n<sp who="#otto"/>', monkeypatch)
    assert (len(doubled.related), len(doubled.help)) == (1, 1)


def test_files_of_no_edition_have_nothing_to_do_with_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone(tmp_path, '<sp who="gone.xml#a"/><sp who="gone.xml#b"/>', monkeypatch)
    Path("y.xml").write_bytes(Path("x.xml").read_bytes())
    outcome = check(["x.xml", "y.xml"], Options(stations=("integrity",)))
    said = "two pointers lead into “gone.xml”, and there is no such file"
    lost = [(f.path, f.message) for f in outcome.findings if f.code == "dangling-pointer"]
    assert lost == [("x.xml", said), ("y.xml", said)]
