"""What many findings have in common is told once; what an instruction silences, to the byte."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from siglum.checking import silences
from siglum.checking.settling import grouped
from siglum.checking.silences import Silence
from siglum.diagnostic import Cause, Diagnostic, Edit, Fix, Position, Related, Severity, Span
from siglum.document import Document


def at(offset: int, length: int = 1) -> Span:
    return Span(Position(1, offset + 1, offset), Position(1, offset + 1 + length, offset + length))


# ----- one cause, one finding -----


def lost(
    number: int,
    cause: str | None = "x",
    *,
    file: str = "a.xml",
    severity: Severity = "error",
    fix: str | None = None,
    safe: bool = True,
) -> Diagnostic:
    """The finding about a pointer, at a place of its own."""
    return Diagnostic(
        "dangling-pointer",
        f"pointer {number}",
        file,
        at(number),
        severity,
        related=(Related("own", file, at(99)),) if number == 0 else (),
        fix=Fix(f"write {fix}", (Edit(number, number + 1, fix),), safe=safe) if fix else None,
        cause=Cause(("id", "a.xml", cause), "pointers lead there", "leads there too") if cause else None,
    )


def test_findings_of_one_cause_stand_where_the_first_of_them_does() -> None:
    said = grouped(
        [lost(0), lost(1, "y"), lost(2), lost(3, None), lost(4, None), lost(5), lost(6, "x", severity="note")], []
    )
    assert [f.message for f in said] == [
        "three pointers lead there",
        "pointer 1",
        "pointer 3",
        "pointer 4",
        "pointer 6",
    ]
    assert [(r.message, r.path, r.span) for r in said[0].related] == [
        ("own", "a.xml", at(99)), ("leads there too", "a.xml", at(2)), ("leads there too", "a.xml", at(5)),
    ]  # fmt: skip
    assert said[0].span == at(0)


@pytest.mark.parametrize(
    ("count", "word"), [(2, "two"), (8, "eight"), (9, "nine"), (12, "twelve"), (13, "13"), (1000, "1,000")]
)  # fmt: skip
def test_how_many_they_are(count: int, word: str) -> None:
    assert grouped([lost(n) for n in range(count)], [])[0].message == f"{word} pointers lead there"


def test_of_more_than_fifty_other_places_it_is_said_how_many_are_named() -> None:
    said = [grouped([lost(n) for n in range(1, count + 1)], [])[0] for count in (51, 52)]
    assert [(len(f.related), f.note) for f in said] == [(50, None), (50, "of the places, 51 are named")]


def test_the_repairs_of_all_are_made_together_each_in_its_file() -> None:
    (one,) = grouped([lost(5, fix="p"), lost(9, file="b.xml", fix="q"), lost(2, fix="p"), lost(7)], [])
    assert one.fix == Fix("write p", (Edit(2, 3, "p"), Edit(5, 6, "p"), Edit(9, 10, "q", "b.xml")), safe=True)
    elsewhere = replace(lost(1), fix=Fix("add it", (Edit(4, 4, "x", "r.xml"),)))
    (added,) = grouped([elsewhere, replace(lost(2), fix=Fix("add it", (Edit(4, 4, "y", "r.xml"),)))], [])
    assert added.fix == elsewhere.fix
    (unsafe,) = grouped([lost(1, fix="p"), lost(2, fix="p", safe=False)], [])
    assert unsafe.fix is not None and not unsafe.fix.safe
    (none,) = grouped([lost(1), lost(2, fix="p")], [])
    assert none.fix is None
    (alone,) = grouped([lost(1, fix="p", safe=False)], [])
    assert alone.fix == Fix("write p", (Edit(1, 2, "p"),), safe=False)


def doubled(name: str = "jan", file: str = "a.xml") -> Diagnostic:
    return Diagnostic(
        "duplicate-id", "twice", file, at(50), found=name, help=("rename",), related=(Related("first", file, at(40)),)
    )


def pointer(number: int, name: str = "jan", file: str = "a.xml") -> tuple[str, str, Related]:
    return file, name, Related("leads to it", "c.xml", at(number))


def test_a_doubled_id_names_the_pointers_to_it() -> None:
    (one,) = grouped([doubled()], [pointer(1)])
    assert one.note == "a pointer leads to “jan”, and nothing says which element is meant"
    (two,) = grouped([doubled()], [pointer(1), pointer(2, "eva"), pointer(3), pointer(4, file="b.xml")])
    assert two.note == "two pointers lead to “jan”, and nothing says which element is meant"
    assert [r.span for r in two.related] == [at(40), at(1), at(3)]
    first, second = grouped([doubled(), doubled()], [pointer(1)])
    assert (first.note is None, second.note, len(second.related)) == (False, None, 1)
    (none,) = grouped([doubled()], [])
    assert (none.note, none.help, len(none.related)) == (None, ("rename",), 1)


def test_a_doubled_id_names_the_only_id_that_is_missing() -> None:
    one, missing = grouped([doubled(), lost(1), lost(2)], [])
    assert one.help == ("rename", "write “x” if this is the element that is meant where “x” is pointed to")
    assert one.related[-1] == Related("“x” is pointed to here, and no element has that xml:id", "a.xml", missing.span)
    for others in ([lost(1)], [lost(1), lost(2), lost(3, "y"), lost(4, "y")]):
        assert grouped([doubled(), *others], [])[0].help == ("rename",)
    assert grouped([doubled(file="b.xml"), lost(1), lost(2)], [])[0].help == ("rename",)
    assert [f.help for f in grouped([doubled(), doubled("eva"), lost(1), lost(2)], [])[:2]] == [
        ("rename",),
        ("rename",),
    ]
    here = grouped([doubled(), doubled("eva", "b.xml"), lost(1), lost(2)], [])
    assert [len(f.help) for f in here[:2]] == [2, 1]


# ----- silences -----


def text(body: str, encoding: str = "utf-8") -> Document:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    return Document.parse(f"{declared}<a>{body}</a>".encode(encoding), "a.xml")


def reaches(body: str) -> list[str]:
    """What each instruction in a text reaches."""
    document = text(body)
    return [document.source.data[slice(*s.reach)].decode() for s in silences.of(document)]


WHY = "ignore two-people because so"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<?siglum {WHY}?>ä<b>1<c/></b><d/>", ["ä<b>1<c/></b"]),
        (f"<?siglum {WHY}?> <b/><d/>", [" <b/>"]),
        (f"<?siglum {WHY}?><b></b>x", ["<b></b"]),
        (f"<b><?siglum {WHY}?> 1 </b><d/>", [" 1 "]),
        (f"<b/><?siglum {WHY}?>1", ["1"]),
        (f"<b><?siglum {WHY}?><c>1</c><?siglum {WHY}?>2</b>", ["<c>1</c", "2"]),
        (f"<!-- <?siglum {WHY}?> --><?siglumx {WHY}?><?other?><b/>", []),
        ("<b/>", []),
    ],
)
def test_a_silence_reaches_to_the_end_of_the_next_element_or_of_the_one_around(body: str, expected: list[str]) -> None:
    assert reaches(body) == expected


def test_a_silence_outside_the_root() -> None:
    document = Document.parse(f"<?siglum {WHY}?><a/>\n<?siglum {WHY}?>\n".encode(), "a.xml")
    before, after = silences.of(document)
    assert [document.source.data[slice(*s.reach)] for s in (before, after)] == [b"<a/>", b"\n"]


def test_a_silence_in_utf_16_is_seen() -> None:
    document = text(f"<?siglum {WHY}?><b/>", "utf-16")
    (silence,) = silences.of(document)
    assert (silence.code, silence.reason) == ("two-people", "so")


@pytest.mark.parametrize(
    ("instruction", "code", "reason"),
    [
        (WHY, "two-people", "so"), ("  ignore  two-people\nbecause  it\n is so  ", "two-people", "it\n is so"), ("ignore two-people", "two-people", ""),
        ("ignore two-people because", "", ""), ("ignore Two because x", "", ""), ("hush", "", ""), ("", "", ""), ("ignore a1-b because x", "a1-b", "x"),
    ],
)  # fmt: skip
def test_what_an_instruction_says(instruction: str, code: str, reason: str) -> None:
    document = text(f"<?siglum{' ' if instruction else ''}{instruction}?><b/>")
    (silence,) = silences.of(document)
    assert (silence.path, silence.code, silence.reason) == ("a.xml", code, reason)
    said = document.source.data[silence.span.start.offset : silence.span.end.offset].decode()
    assert said.startswith("<?siglum") and said.endswith("?>")


def silence(
    code: str = "two-people", reason: str = "so", path: str = "a.xml", start: int = 10, end: int = 20
) -> Silence:
    return Silence(path, at(1), code, reason, (start, end))


def found(offset: int, code: str = "two-people", path: str = "a.xml") -> Diagnostic:
    return Diagnostic(code, str(offset), path, at(offset))


def applied(
    findings: Sequence[Diagnostic],
    quiet: Sequence[Silence],
    stations: tuple[str, ...] = ("integrity",),
    unasked: tuple[str, ...] = (),
) -> list[tuple[str, str]]:
    return [(f.code, f.message) for f in silences.apply(findings, quiet, stations, unasked)]


def test_what_is_silenced_is_of_its_code_in_its_file_within_its_reach() -> None:
    findings = [found(9), found(10), found(19), found(20), found(15, "unused-entry"), found(15, path="b.xml")]
    assert applied(findings, [silence()]) == [
        ("two-people", "9"),
        ("two-people", "20"),
        ("unused-entry", "15"),
        ("two-people", "15"),
    ]


def test_two_silences_of_one_finding_are_both_of_use() -> None:
    assert applied([found(15)], [silence(), silence(end=30)]) == []


IDLE = ("idle-silence", "nothing here is silenced: two-people finds nothing")


@pytest.mark.parametrize(
    ("quiet", "stations", "unasked", "expected"),
    [
        (silence(), ("integrity",), (), [IDLE]), (silence(), ("relaxng",), (), []), (silence(), ("integrity",), ("two-people",), []),
        (silence(reason=""), ("relaxng",), (), [("silence-without-reason", "this silences two-people and does not say why, so it counts for nothing")]),
        (silence("two-peple"), ("relaxng",), (), [("idle-silence", "nothing is silenced: there is no check “two-peple”")]),
        (silence(""), ("relaxng",), (), [("idle-silence", "nothing is silenced: this instruction cannot be read")]),
    ],
)  # fmt: skip
def test_what_is_said_of_a_silence(
    quiet: Silence, stations: tuple[str, ...], unasked: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    assert applied([], [quiet], stations, unasked) == expected


@pytest.mark.parametrize(
    ("quiet", "advice"),
    [
        (silence(), "remove the instruction"), (silence(reason=""), "write <?siglum ignore two-people because …?>"),
        (silence("two-peple"), "write “two-people”"),
        (silence("xyzzyx"), "write <?siglum ignore CODE because …?>; siglum explain lists the codes"),
        (silence(""), "write <?siglum ignore CODE because …?>; siglum explain lists the codes"),
    ],
)  # fmt: skip
def test_what_to_do_about_a_silence(quiet: Silence, advice: str) -> None:
    (finding,) = silences.apply([], [quiet], ("integrity",), ())
    assert (finding.help, finding.severity, finding.path, finding.span) == ((advice,), "warning", "a.xml", at(1))
