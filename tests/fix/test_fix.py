"""Repairs made: each fault by itself as its difference shows, all together, and never a byte beside them."""

from __future__ import annotations

import inspect
import subprocess
from pathlib import Path

import pytest

from conftest import Command
from fix.faults import ACCOUNT, FAULTS, PERSONS, PLACES, Fault, plant
from siglum import codes, fidelity, integrity, writing
from siglum.checking import Options, check
from siglum.diagnostic import Diagnostic, Edit, Fix, Position, Span
from siglum.failure import Failure
from siglum.fix import Fixed, fix
from siglum.fix.diff import diff
from siglum.fix.edits import Repair, compatible, made
from siglum.session import Session

DIFFS = Path(__file__).parent / "diffs"
NUMBERED = [pytest.param(number, fault, id=f"{number:02}-{fault.code}") for number, fault in enumerate(FAULTS, 1)]


@pytest.fixture(autouse=True)
def folder(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(small)
    return small


def repaired(*paths: str, unsafe: bool = True) -> Fixed:
    with Session() as session:
        return fix(paths, Options(), session, unsafe=unsafe)


def texts() -> dict[str, str]:
    return {path: Path(path).read_bytes().decode("utf-8") for path in (ACCOUNT, PERSONS, PLACES)}


@pytest.mark.parametrize(("number", "fault"), NUMBERED)
def test_a_repair_makes_what_its_difference_shows(number: int, fault: Fault, folder: Path) -> None:
    plant(folder, fault)
    before = texts()
    fixed = repaired()
    assert [(found.code, found.fix and found.fix.safe) for found in fixed.repaired] == [(fault.code, fault.safe)]
    assert (fixed.outcome.findings, fixed.outcome.failures, fixed.left) == ([], [], 0)
    assert diff(fixed.changes) == (DIFFS / f"{number:02}-{fault.code}.diff").read_text("utf-8")
    fixed.write()
    expected = before | {fault.file: before[fault.file].replace(fault.planted, fault.repaired or fault.before)}
    assert texts() == expected


def test_what_an_earlier_check_kept_hides_no_repair(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siglum.checking.earlier._SETTLED", -1)  # as if the file had not been changed for long
    plant(folder, FAULTS[0])
    for _ in range(2):
        with Session() as session:
            assert len(check((), Options(), session).findings) == 1
    fixed = repaired()
    assert (len(fixed.repaired), fixed.outcome.findings, fixed.left) == (1, [], 0)
    with Session() as session:
        assert len(check((), Options(), session).findings) == 1  # nothing was kept of what was not written


@pytest.mark.parametrize(("number", "fault"), NUMBERED)
def test_a_difference_can_be_applied_by_others(number: int, fault: Fault, folder: Path) -> None:
    plant(folder, fault)
    fixed = repaired()
    subprocess.run(["git", "apply", str(DIFFS / f"{number:02}-{fault.code}.diff")], cwd=folder, check=True)
    assert {path: Path(path).read_bytes() for path in fixed.changes} == {
        path: change.after for path, change in fixed.changes.items()
    }


def test_every_check_that_offers_a_repair_has_its_difference() -> None:
    """Those of the grammar lie beside their findings (tests/relaxng), those of rules beside their cases
    (tests/schematron)."""
    rooms = (integrity, fidelity)
    modules = [(room.code(check), check) for room in rooms for check in room.CHECKS]
    offering = {code for code, check in modules if "Fix(" in inspect.getsource(check)}
    assert offering == {fault.code for fault in FAULTS} - set(codes.names("relaxng"))


def test_of_all_faults_together_none_is_left(folder: Path) -> None:
    untouched = texts()
    plant(folder, *FAULTS)
    fixed = repaired()
    assert (fixed.left, fixed.outcome.findings) == (0, [])
    fixed.write()
    for fault in FAULTS:
        if fault.repaired:
            untouched[fault.file] = untouched[fault.file].replace(fault.before, fault.repaired)
    assert texts() == untouched | {PLACES: untouched[PLACES].replace('"p1-2"', '"p1-3"')}
    assert len(FAULTS) >= 30


def test_only_what_is_safe_is_repaired_unasked(folder: Path) -> None:
    plant(folder, *(fault for fault in FAULTS if fault.code != "duplicate-id"))
    before = texts()
    fixed = repaired(unsafe=False)
    assert all(found.fix and found.fix.safe for found in fixed.repaired)
    fixed.write()
    for fault in FAULTS:
        if fault.safe:
            before[fault.file] = before[fault.file].replace(fault.planted, fault.repaired or fault.before)
    assert texts() == before


def test_repairing_twice_is_repairing_once(folder: Path) -> None:
    plant(folder, *FAULTS)
    repaired().write()
    again = repaired()
    assert (again.repaired, again.changes) == ([], {})


# ----- what a repair may not do -----


@pytest.mark.parametrize(
    ("encoding", "bom", "newline"),
    [
        ("utf-8", b"\xef\xbb\xbf", "\n"),
        ("utf-16-le", b"\xff\xfe", "\r\n"),
        ("iso-8859-1", b"", "\r\n"),
        ("utf-8", b"", "\r\n"),
    ],
)
def test_encoding_line_ends_comments_and_quotes_stay(encoding: str, bom: bytes, newline: str, folder: Path) -> None:
    declared = "utf-16" if encoding.startswith("utf-16") else encoding
    text = (folder / ACCOUNT).read_text("utf-8").replace('encoding="UTF-8"', f'encoding="{declared}"')
    text = text.replace("“", "&#8220;").replace("”", "&#x201D;").replace("…", "&#8230;")
    text = text.replace("<body>", "<body><!-- caf\u00e9 -->").replace(' n="5"', " n  =  '5'").replace("\n", newline)
    planted = text.replace("<foreign ", "<foriegn ").replace("</foreign>", "</foriegn>").replace('person:berg"><', "x")
    planted = planted.replace('<persName ref="person:vogel">', '<persName ref="person:vera">')
    (folder / ACCOUNT).write_bytes(bom + planted.encode(encoding))
    repaired(ACCOUNT).write()
    repaired_text = planted.replace("<foriegn ", "<foreign ").replace("</foriegn>", "</foreign>")
    assert (folder / ACCOUNT).read_bytes() == bom + repaired_text.encode(encoding)


def test_what_an_encoding_cannot_say_is_a_reference(folder: Path) -> None:
    text = (folder / ACCOUNT).read_text("utf-8").replace('encoding="UTF-8"', 'encoding="us-ascii"')
    text = text.replace("“", "&#8220;").replace("”", "&#8221;").replace("weather", "wether")
    (folder / "tei/source/voyage.txt").write_text(
        (folder / "tei/source/voyage.txt").read_text("utf-8").replace("weather", "w\u00e9ther"), "utf-8"
    )
    (folder / ACCOUNT).write_bytes(text.encode("ascii"))
    repaired().write()
    assert (folder / ACCOUNT).read_bytes() == text.replace("wether", "w&#233;ther").encode("ascii")


def test_a_repair_that_calls_itself_safe_and_changes_the_text_is_left_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from siglum.fidelity import text_differs

    plant(folder, FAULTS[22])
    honest = text_differs._fix
    monkeypatch.setattr(
        text_differs, "_fix", lambda *given: (made_ := honest(*given)) and Fix(made_.title, made_.edits, safe=True)
    )
    fixed = repaired(unsafe=False)
    assert (fixed.repaired, fixed.changes, fixed.left) == ([], {}, 1)


def test_what_would_be_no_document_is_left_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from siglum.fidelity import text_differs

    plant(folder, FAULTS[22])
    monkeypatch.setattr(
        text_differs, "_fix", lambda mine, theirs, difference, span: Fix("break it", (Edit(span.start.offset, span.end.offset, "<"),))
    )  # fmt: skip
    fixed = repaired()
    assert (fixed.changes, fixed.left) == ({}, 1)
    assert fixed.summary(made=True) == "0 findings repaired; 1 left alone, since nothing would be better for it"


def test_what_an_unknown_element_hid_does_not_keep_it_from_its_name(folder: Path) -> None:
    path = folder / ACCOUNT
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("<soCalled>“ship”</soCalled>", "<socalled>“<oddity>ship</oddity>”</socalled>"), "utf-8"
    )
    fixed = repaired(unsafe=False)
    assert [found.found for found in fixed.repaired] == ["socalled"]
    assert [found.found for found in fixed.outcome.findings if found.severity == "error"] == ["oddity"]


def test_a_file_that_has_changed_since_it_was_read_is_not_written(folder: Path) -> None:
    plant(folder, FAULTS[0], FAULTS[8])
    fixed = repaired(unsafe=False)
    assert len(fixed.changes) == 2
    with (folder / ACCOUNT).open("a", encoding="utf-8") as file:
        file.write("<!-- somebody else -->\n")
    before = texts()
    with pytest.raises(Failure, match=r"voyage\.xml has changed since it was read: no file was changed"):
        fixed.write()
    assert texts() == before
    assert sorted(path.name for path in (folder / "tei").iterdir()) == ["registers", "source", "voyage.xml"]


def test_of_several_files_all_are_written_or_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(folder, *FAULTS)
    before = texts()
    fixed = repaired()
    replace, count = writing._replace, 0

    def failing(path: Path, new: Path) -> None:
        nonlocal count
        count += 1
        if count == 3:
            raise OSError(28, "No space left on device")
        replace(path, new)

    monkeypatch.setattr(writing, "_replace", failing)
    with pytest.raises(Failure, match=r"cannot write tei/voyage\.xml: no space left on device; no file was changed"):
        fixed.write()
    assert texts() == before
    assert not list((folder / "tei").rglob(".*"))


def test_permissions_stay_and_a_link_leads_where_it_led(folder: Path) -> None:
    plant(folder, FAULTS[0])
    path = folder / ACCOUNT
    path.chmod(0o640)
    path.rename(folder / "kept.xml")
    path.symlink_to("../kept.xml")
    repaired(ACCOUNT, unsafe=False).write()
    assert path.is_symlink() and "<foreign " in path.read_text("utf-8")
    assert (folder / "kept.xml").stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_named_twice_is_repaired_once(folder: Path) -> None:
    untouched = texts()
    plant(folder, *FAULTS[:4], strict=False)
    fixed = repaired(f"./{ACCOUNT}", ACCOUNT, str(folder / ACCOUNT), unsafe=False)
    assert (list(fixed.changes), fixed.outcome.findings) == ([f"./{ACCOUNT}"], [])
    fixed.write()
    assert texts() == untouched


def test_nothing_is_written_where_a_link_leads_out_of_the_edition(folder: Path) -> None:
    plant(folder, FAULTS[0])
    path, outside = folder / ACCOUNT, folder.parent / "outside.xml"
    path.rename(outside)
    path.symlink_to(outside)
    fixed = repaired("tei", unsafe=False)
    assert (fixed.changes, fixed.left) == ({}, 0)
    assert fixed.outcome.failures[-1] == f"{ACCOUNT} leads out of the edition, and stays as it is"
    assert fixed.summary(made=True) == "0 findings repaired"


@pytest.mark.parametrize("planted", [True, False], ids=["with a fault", "without one"])
def test_nothing_is_written_where_a_link_leads_out_of_a_folder(planted: bool, folder: Path) -> None:
    (folder / "letters").mkdir()
    link, outside = folder / "letters" / "link.xml", folder.parent / "outside.xml"
    if planted:
        plant(folder, FAULTS[0])
    (folder / ACCOUNT).rename(outside)
    (folder / "siglum.toml").unlink()
    link.symlink_to(outside)
    before = outside.read_bytes()
    with Session() as session:
        fixed = fix(["letters"], Options(schemas=("schema/voyage.rng",), stations=("relaxng",)), session)
    fixed.write()
    said = ["letters/link.xml leads out of the edition, and stays as it is"]
    assert fixed.outcome.failures == (said if planted else [])
    assert [(found.code, found.fix) for found in fixed.outcome.findings] == [(FAULTS[0].code, None)] * planted
    assert link.is_symlink() and outside.read_bytes() == before


# ----- repairs of several files -----


def test_a_missing_entry_is_begun_and_a_check_says_so_until_it_is_finished(folder: Path) -> None:
    path = folder / ACCOUNT
    text = path.read_text("utf-8")
    planted = text.replace(
        '<persName ref="person:berg">Berg</persName> wrote',
        '<persName ref="person:dora-k">Dora &amp; K.</persName> wrote',
    )
    planted = planted.replace('toWhom="person:berg"', 'toWhom="person:dora-k"')
    path.write_text(planted, "utf-8")
    transcript = folder / "tei/source/voyage.txt"
    transcript.write_text(transcript.read_text("utf-8").replace("Berg wrote", "Dora & K. wrote"), "utf-8")
    fixed = repaired("tei")
    assert list(fixed.changes) == [PERSONS]
    fixed.write()
    assert diff(fixed.changes) == (DIFFS / "dangling-pointer-entry.diff").read_text("utf-8")
    assert path.read_text("utf-8") == planted
    (left,) = fixed.outcome.findings
    assert (left.code, left.message) == ("unfinished-entry", "the entry “dora-k” (Dora & K.) is not finished")
    register = folder / PERSONS
    register.write_text(register.read_text("utf-8").replace("<?siglum unfinished?>", ""), "utf-8")
    assert repaired().outcome.findings == []


def test_an_id_is_renamed_everywhere(folder: Path) -> None:
    plant(folder, Fault("", PLACES, False, 'xml:id="riga"', 'xml:id="vogel"'))
    path = folder / ACCOUNT
    path.write_text(path.read_text("utf-8").replace("place:riga", "place:vogel"), "utf-8")
    fixed = repaired()
    assert sorted(fixed.changes) == [PLACES, ACCOUNT]
    fixed.write()
    now = texts()
    assert 'xml:id="vogel-2"' in now[PLACES] and now[ACCOUNT].count('"place:vogel-2"') == 3
    assert now[ACCOUNT].count('"person:vogel"') == 2 and 'xml:id="vogel"' in now[PERSONS]


def test_words_in_marks_are_put_into_an_element(folder: Path) -> None:
    path = folder / ACCOUNT
    path.write_text(
        path.read_text("utf-8").replace("<soCalled>“ship”</soCalled>", "“<foreign xml:lang='la'>ship</foreign>”"),
        "utf-8",
    )
    rules = folder / "schema/voyage.rng"
    rules.write_text(rules.read_text("utf-8").replace('name="soCalled"', 'name="q"'), "utf-8")
    plant(folder)
    fixed = repaired("tei")
    assert [found.code for found in fixed.repaired] == ["quotation-marks"]
    assert diff(fixed.changes) == (DIFFS / "quotation-marks-q.diff").read_text("utf-8")
    fixed.write()
    assert "he called\n          a <q>“<foreign xml:lang='la'>ship</foreign>”</q>. The" in path.read_text("utf-8")


# ----- edits -----


def repair(*edits: Edit) -> Repair:
    place = Span(Position(1, 1, 0), Position(1, 1, 0))
    return Repair(Diagnostic("x", "m", "a.xml", place, fix=Fix("t", edits)), "mark")


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Edit(0, 2, "a"), Edit(2, 4, "b"), True),
        (Edit(0, 3, "a"), Edit(2, 4, "b"), False),
        (Edit(2, 2, "a"), Edit(2, 2, "b"), False),
        (Edit(0, 2, "a"), Edit(2, 2, "b"), False),
        (Edit(0, 2, "a"), Edit(3, 3, "b"), True),
        (Edit(0, 2, "a"), Edit(1, 1, "b", "other.xml"), True),
    ],
)  # fmt: skip
def test_what_touches_waits(one: Edit, other: Edit, both: bool) -> None:
    repairs = [repair(one), repair(other)]
    assert compatible(repairs) == (repairs if both else repairs[:1])


def test_edits_are_made_in_their_places() -> None:
    repairs = [repair(Edit(4, 5, "É"), Edit(0, 0, "<")), repair(Edit(6, 6, "\n"))]
    assert made(repairs, {"a.xml": b"abcdefg\r\n"}) == {"a.xml": "<abcdÉf\r\ng\r\n".encode()}
    assert made([repair(Edit(0, 2, ""), Edit(1, 3, ""))], {"a.xml": b"abcdefg"}) is None
    assert made([repair(Edit(0, 99, ""))], {"a.xml": b"abcdefg"}) is None
    assert made([repair(Edit(0, 1, "", "b.xml"))], {"a.xml": b"abcdefg"}) is None


# ----- the command -----


def test_the_command_repairs_and_says_what_is_left(folder: Path, siglum: Command) -> None:
    plant(folder, FAULTS[0], FAULTS[11])
    done = siglum("check", "--fix", "--quiet", cwd=folder)
    assert done.returncode == 1
    assert done.stdout.startswith("tei/voyage.xml:66:30: error[dangling-pointer]: @ref points to “person:vogl”")
    assert done.stderr == "1 finding repaired in 1 file; 1 more with --unsafe-fixes\n"
    done = siglum("check", "--fix", "--unsafe-fixes", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "1 finding repaired in 1 file\n3 files checked: nothing found\n"


def test_the_command_shows_and_changes_nothing(folder: Path, siglum: Command) -> None:
    plant(folder, FAULTS[0])
    before = texts()
    done = siglum("check", "--diff", cwd=folder)
    assert (done.returncode, done.stdout) == (1, (DIFFS / "01-unknown-element.diff").read_text("utf-8"))
    assert done.stderr == "1 finding would be repaired in 1 file\n"
    assert texts() == before
    siglum("check", "--fix", cwd=folder)
    assert siglum("check", "--diff", cwd=folder).returncode == 0


def test_unsafe_says_nothing_by_itself(folder: Path, siglum: Command) -> None:
    done = siglum("check", "--unsafe-fixes", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "give --fix to make them, or --diff to see them" in done.stderr


def test_what_is_no_document_is_left_as_it_is(folder: Path, siglum: Command) -> None:
    for name, data in (
        ("a.xml", b""),
        ("b.xml", b"\0\1\2"),
        ("c.xml", b"<p>"),
        ("d.xml", "<p>\u00e9</p>".encode("latin-1")),
    ):
        (folder / name).write_bytes(data)
        done = siglum("check", name, "--fix", "--unsafe-fixes", cwd=folder)
        assert done.returncode == 1 and "Traceback" not in done.stderr
        assert (folder / name).read_bytes() == data


def test_what_keeps_a_file_from_being_a_document_is_said_where_nothing_can_be_shown(
    folder: Path, siglum: Command
) -> None:
    (folder / ACCOUNT).write_text("<TEI>\n  <text></TEI>\n", encoding="utf-8")
    done = siglum("check", ACCOUNT, "--diff", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"siglum: {ACCOUNT}:2:4: <text>" in done.stderr
    assert done.stderr.endswith("0 findings would be repaired\n")


def test_repairs_are_promised_only_where_they_are_made(folder: Path, siglum: Command) -> None:
    plant(folder, FAULTS[0])
    assert "1 can be repaired safely" in siglum("check", cwd=folder).stderr
    path, outside = folder / ACCOUNT, folder.parent / "outside.xml"
    path.rename(outside)
    path.symlink_to(outside)
    done = siglum("check", "tei", cwd=folder)
    assert "unknown-element" in done.stdout and "repaired" not in done.stderr
