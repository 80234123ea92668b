"""How findings look, as text and as JSON."""

import json
from dataclasses import replace
from importlib.metadata import version

from siglum.diagnostic import Diagnostic, Edit, Fix, Position, Related, Span
from siglum.document import Source
from siglum.report import Checked, text
from siglum.report import json as as_json

LINES = {
    "a.xml": "\n" * 8 + "x" * 300 + "<hi>" + "y" * 300 + "\n" * 3 + '  <persName ref="person:yakir">Iakir</persName>\n',
    "c.xml": "漢字<p>",
    "d.xml": "\x1b]0;title\x07",
}


def source(path: str) -> Source | None:
    return Source.of(LINES[path].encode()) if path in LINES else None


def rendered(*findings: Diagnostic) -> str:
    return text.render(Checked(findings, source=source))


def span(line: int, start: int, end: int) -> Span:
    return Span(Position(line, start, 100 + start), Position(line, end, 100 + end))


POINTER = Diagnostic(
    "dangling-pointer",
    "@ref points to “person:yakir”, and the register of persons has no such entry",
    "a.xml",
    span(12, 18, 30),
    label="no entry with xml:id “yakir”",
    expected=("iakir",),
    help=("write “person:iakir” (Iona Iakir)",),
    note="a name without an entry is in no index",
    fix=Fix("write “person:iakir”", (Edit(118, 130, "person:iakir"),)),
    related=(Related("the register begins here", "b.xml", span(3, 2, 8)),),
)

EXPECTED = """\
error[dangling-pointer]: @ref points to “person:yakir”, and the register of persons has no such entry
  --> a.xml:12:18
   |
12 |   <persName ref="person:yakir">Iakir</persName>
   |                  ^^^^^^^^^^^^ no entry with xml:id “yakir”
   |
   = help: write “person:iakir” (Iona Iakir)
   = note: a name without an entry is in no index
   = where: the register begins here (b.xml:3:2)
   = explained by: siglum explain dangling-pointer

"""


def test_a_finding_points_at_its_place() -> None:
    assert rendered(POINTER) == EXPECTED


def test_a_long_line_is_shown_around_the_fault() -> None:
    finding = Diagnostic("x", "m", "a.xml", span(9, 302, 304))
    shown, carets = rendered(finding).splitlines()[3:5]
    assert len(shown) < 120
    assert shown[carets.index("^") : carets.index("^") + 2] == "hi"
    assert shown.startswith("9 | …")
    assert shown.endswith("…")


def test_wide_characters_move_the_carets_as_a_terminal_does() -> None:
    finding = Diagnostic("x", "m", "c.xml", span(1, 3, 5))
    carets = rendered(finding).splitlines()[4]
    assert carets == "  |     ^^"


def test_nothing_in_a_file_can_steer_the_terminal() -> None:
    finding = Diagnostic("x", "bad \x1b[2J", "d.xml", span(1, 1, 2))
    assert "\x1b" not in rendered(finding)


def test_the_summary_counts() -> None:
    assert text.summary([], 1) == "1 file checked: nothing found"
    warning = Diagnostic("x", "m", "a.xml", span(1, 1, 2), severity="warning")
    assert text.summary([POINTER, POINTER, warning], 1200) == "1,200 files checked: 2 errors, 1 warning"


def test_json_has_every_key_that_applies_and_no_other() -> None:
    plain = Diagnostic("x", "m", "a.xml", span(1, 1, 2), severity="note")
    report = json.loads(as_json.render(Checked([POINTER, plain], 3)))
    assert report["tool"] == {"name": "siglum", "version": version("siglum")}
    assert report["summary"] == {"files": 3, "errors": 1, "warnings": 0, "notes": 1}
    first, second = report["findings"]
    assert list(first) == [
        "code", "severity", "message", "path", "span", "label", "expected", "help", "note", "fix", "related",
    ]  # fmt: skip
    assert first["span"]["start"] == {"line": 12, "column": 18, "offset": 118}
    assert first["fix"] == {
        "title": "write “person:iakir”",
        "safe": False,
        "edits": [{"start": 118, "end": 130, "text": "person:iakir"}],
    }
    assert first["related"][0]["path"] == "b.xml"
    assert second == {
        "code": "x",
        "severity": "note",
        "message": "m",
        "path": "a.xml",
        "span": {
            "start": {"line": 1, "column": 1, "offset": 101},
            "end": {"line": 1, "column": 2, "offset": 102},
        },
        "help": [],
    }


def test_a_page_is_named_once_and_repeats_are_counted() -> None:
    said = rendered(*(replace(POINTER, message=f"{n} times") for n in range(60)))
    assert said.count("explained by") == 1
    assert said.count("error[dangling-pointer]") == 50
    assert said.endswith("dangling-pointer: 10 more like these; --format json lists all of them\n\n")


def test_what_says_the_same_is_one_with_its_places() -> None:
    said = rendered(*(replace(POINTER, span=span(line, 1, 2)) for line in range(1, 13)))
    assert said.count("error[dangling-pointer]") == 1
    assert "  = also: a.xml:2:1, a.xml:3:1, a.xml:4:1, " in said
    assert ", a.xml:9:1 and 3 more\n" in said


def test_on_a_terminal_the_fault_is_underlined() -> None:
    (source_line,) = (line for line in text.lines(Checked([POINTER], source=source)) if line and line[0][1] == "12 |")
    assert source_line[2] == ("underline", "person:yakir")


def test_briefly_each_finding_is_a_line() -> None:
    assert text.plain(text.brief(Checked([POINTER, POINTER]))) == 2 * (
        "a.xml:12:18: error[dangling-pointer]: @ref points to “person:yakir”, and the register of persons has no such entry\n"
    )


def test_statistics_count_codes_and_repairs() -> None:
    warning = Diagnostic("x", "m", "a.xml", span(1, 1, 2), severity="warning")
    safe = replace(POINTER, fix=Fix("t", (), safe=True))
    shown = text.plain(text.statistics(Checked([warning, POINTER, safe, warning, warning])))
    assert shown == (
        "      3  warning  x\n"
        "      2  error    dangling-pointer  2 repairs, 1 safe\n"
    )  # fmt: skip
