"""What is proposed to be tagged, how it is accepted, and that nothing else changes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Command
from siglum.document import Document
from siglum.failure import Failure
from siglum.session import Session
from siglum.tagging import Proposal, propose, tag
from siglum.tagging.asking import ask

pty = pytest.importorskip("pty", reason="this system has no terminals of that kind")

HERE = Path(__file__).parent
ALL = ("--names", "--dates", "--quotations", "--omissions")
ACCOUNT = Path("tei/account.xml")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the edition, as the current folder."""
    copy = shutil.copytree(HERE / "edition", tmp_path / "edition")
    monkeypatch.chdir(copy)
    return copy


def proposed(*kinds: str, paths: tuple[str, ...] = ()) -> list[Proposal]:
    with Session() as session:
        return propose(paths, kinds, session).proposals


def accepted(*answers: str, kinds: tuple[str, ...] = ("names",)) -> list[tuple[str, str]]:
    """What is accepted with some answers: the words, and the first tag."""
    lines = iter([*answers, ""])
    with Session() as session:
        repairs = ask(proposed(*kinds), session.source, lambda _: None, lambda: next(lines))
    return [(repair.finding.found or "", repair.finding.fix.edits[0].text) for repair in repairs if repair.finding.fix]


def test_the_proposals_are_those_that_are_expected(siglum: Command, folder: Path) -> None:
    done = siglum("tag", *ALL, cwd=folder)
    assert done.stdout == (HERE / "proposals.txt").read_text("utf-8")
    assert (
        done.stderr
        == "proposed: 7 names, 7 dates, 2 quotations, 2 omissions; 2 among several entries, for --interactive\n"
    )
    assert done.returncode == 0


def test_a_kind_that_the_edition_does_not_tag_is_proposed_only_when_it_is_named() -> None:
    assert {proposal.kind for proposal in proposed()} == {"names", "dates"}
    assert {proposal.kind for proposal in proposed("omissions")} == {"omissions"}
    ACCOUNT.write_bytes(ACCOUNT.read_bytes().replace(b'<date when="1921-05-03">3 May 1921</date>', b"A day"))
    assert {proposal.kind for proposal in proposed()} == {"names"}


def test_a_file_that_leads_out_of_the_edition_is_left_alone(siglum: Command, folder: Path, tmp_path: Path) -> None:
    second = folder / "tei" / "second.xml"
    second.rename(tmp_path / "second.xml")
    second.symlink_to(tmp_path / "second.xml")
    done = siglum("tag", "--dates", "tei/second.xml", cwd=folder)
    assert done.returncode == 2 and done.stdout == ""


def test_where_nothing_is_tagged_yet_it_is_said(siglum: Command, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes((HERE / "edition/tei/second.xml").read_bytes())
    done = siglum("tag", "a.xml", cwd=tmp_path)
    assert (done.stdout, done.returncode) == ("", 0)
    assert (
        done.stderr == "nothing is tagged here yet: name what to propose (--names --dates --quotations --omissions)\n"
    )
    assert (
        siglum("tag", "--dates", "a.xml", cwd=tmp_path).stdout
        == 'a.xml:9:32: “1 January 1900” <date when="1900-01-01">\n'
    )


def test_the_patch_has_what_needs_no_choosing_and_changes_nothing_else(siglum: Command, folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.xml")}
    done = siglum("tag", *ALL, "--diff", cwd=folder)
    assert done.stdout == (HERE / "account.diff").read_bytes().decode("utf-8").replace("\r\n", "\n")
    assert done.returncode == 1
    assert "siglum: 1 of 16 left out, since they overlap with others, or an error would come of them" in done.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*.xml")} == before


def test_what_is_tagged_says_the_same_and_keeps_every_other_byte() -> None:
    before = ACCOUNT.read_bytes()
    with Session() as session:
        found = propose((), ("names", "dates", "quotations", "omissions"), session)
        done = tag([proposal.repair() for proposal in found.proposals if proposal.sure], found.contents, session)
    assert (done.made, done.left) == (15, 1)
    done.write()
    after = ACCOUNT.read_bytes()
    texts = ["".join(map(str, Document.parse(data, "a.xml").root.itertext())) for data in (before, after)]
    assert texts[0] == texts[1]
    good = [proposal for proposal in found.proposals if proposal.sure and proposal.span.start.line != 9]
    inserted = [edit for proposal in good if proposal.path == str(ACCOUNT) for edit in proposal.ways[0].edits]
    for edit in sorted(inserted, key=lambda edit: edit.start, reverse=True):
        assert edit.start == edit.end
        before = before[: edit.start] + edit.text.encode() + before[edit.start :]
    assert after == before


def test_a_name_inside_a_heading_that_may_have_none_is_left_out() -> None:
    with Session() as session:
        found = propose(("tei/account.xml",), ("names",), session)
        first = found.proposals[0]
        assert (first.words, first.span.start.line) == ("Anna Alt", 9)
        assert tag([first.repair()], found.contents, session).changes == {}


def test_a_file_that_has_changed_since_it_was_read_is_left_as_it_is() -> None:
    with Session() as session:
        found = propose((), ("dates",), session)
        changed = ACCOUNT.read_bytes().replace(b"On 3 May", b"And on 3 May")
        ACCOUNT.write_bytes(changed)
        done = tag([proposal.repair() for proposal in found.proposals], found.contents, session)
    with pytest.raises(Failure, match="has changed since it was read"):
        done.write()
    assert ACCOUNT.read_bytes() == changed and b"<date" not in Path("tei/second.xml").read_bytes()


def test_what_another_file_brings_in_is_proposed_in_that_file_alone() -> None:
    part = b'<p xmlns="http://www.tei-c.org/ns/1.0">It was on 5 May 1921.</p>'
    Path("tei/part.xml").write_bytes(part)
    second = Path("tei/second.xml")
    include = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/></body>'
    second.write_bytes(second.read_bytes().replace(b"</body>", include))
    assert [proposal.words for proposal in proposed("dates", paths=("tei/second.xml",))] == ["1 January 1900"]


def test_a_name_that_two_entries_share_is_offered_with_both_and_never_taken_for_one() -> None:
    shared = [proposal for proposal in proposed("names") if proposal.words == "Bert Bach"]
    assert [[edit.edits[0].text for edit in proposal.ways] for proposal in shared] == [
        ['<persName ref="person:senior">', '<persName ref="person:junior">']
    ] * 2
    assert accepted("n", "n", "y", "a", "2", "q") == [("Bert Bach", '<persName ref="person:junior">')]


def test_each_answer_does_what_it_says() -> None:
    assert accepted("y", "n", "q") == [("Anna Alt", '<persName ref="person:anna">')]
    assert accepted("a", "1", "q") == [
        ("Anna Alt", '<persName ref="person:anna">'),
        ("Anna Alt", '<persName ref="person:anna">'),
        ("Bert Bach", '<persName ref="person:senior">'),
    ]
    assert accepted("what?", "3", " YES ", "n") == [("Anna Alt", '<persName ref="person:anna">')]
    assert accepted("2", kinds=("quotations",)) == [("“all is well”", "<quote>")]


def terminal(*typed: str, interrupt: bool = False) -> tuple[int, str]:
    """The command at a terminal where somebody types lines: its exit status, and what it says."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from siglum.cli import main; main()", "tag", "--dates", "--interactive"]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    said = b""
    lines = list(typed)
    while b"proposed:" not in said:
        try:
            said += os.read(ours, 4096)
        except OSError:
            break
        if said.rstrip().endswith(b"]") and process.poll() is None:
            if lines:
                os.write(ours, lines.pop(0).encode())
                said += b"\n"
            elif interrupt:
                process.send_signal(signal.SIGINT)
                break
    status = process.wait(timeout=60)
    os.close(theirs)
    os.close(ours)
    return status, said.decode("utf-8", "replace")


def test_at_a_terminal_what_is_accepted_is_written_in_the_end() -> None:
    before = ACCOUNT.read_bytes()
    status, said = terminal("y\n", "n\n", "q\n")
    assert status == 0
    assert "⟦3 May 1921⟧" in said and '<date when="1921-05-03">' in said and "[1 of 7]" in said
    assert ACCOUNT.read_bytes() == before.replace(b"On 3 May 1921", b'On <date when="1921-05-03">3 May 1921</date>')


def test_at_the_end_of_the_answers_what_was_accepted_is_written() -> None:
    status, _ = terminal("y\n", "\x04")
    assert status == 0 and b'On <date when="1921-05-03">3 May 1921</date>' in ACCOUNT.read_bytes()


def test_after_an_interruption_nothing_is_written() -> None:
    before = ACCOUNT.read_bytes()
    status, _ = terminal("y\n", interrupt=True)
    assert status == 130 and ACCOUNT.read_bytes() == before


def test_without_a_terminal_nothing_is_asked(siglum: Command, folder: Path) -> None:
    done = siglum("tag", "--interactive", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        "siglum: --interactive asks at a terminal, and there is none: --diff shows the proposals as a patch"
        in done.stderr
    )
    both = siglum("tag", "--interactive", "--diff", cwd=folder)
    assert both.returncode == 2 and "leave one of them out" in both.stderr


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on 3 May 1921 it", {"3 May 1921": 'when="1921-05-03"'}),
        ("am 3. Mai 1921 kam", {"3. Mai 1921": 'when="1921-05-03"'}),
        ("le 1er mai 1921", {"1er mai 1921": 'when="1921-05-01"'}),
        ("1921-05-03 is one", {"1921-05-03": 'when="1921-05-03"'}),
        ("in May 1921", {"May 1921": 'when="1921-05"'}),
        ("in 1921, and in 1922–1924", {"1921": 'when="1921"', "1922–1924": 'from="1922" to="1924"'}),
        ("the 1930s", {"1930s": 'from="1930" to="1939"'}),
        ("the late 1930s, before 1921, about 3 May 1921, until May 1922", {}),
        ("5–7 May 1921 and 3/4/1921 and 31 June 1921", {}),
        ("1921 pages, 1,921 of them, No. 1921/2, 1921.", {}),
        ("May came, and 3 May; on Monday", {}),
        ("on 3 May 1521, in May 1521", {"May 1521": 'when="1521-05"'}),
        ("1924 to 1922", {}),
    ],
)
def test_a_date_is_what_the_words_say_and_no_more(words: str, expected: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        (HERE / "edition/tei/second.xml").read_text("utf-8").replace("Bert Bach was there, on 1 January 1900.", words),
        "utf-8",
    )
    found = {proposal.words: proposal.ways[0].title for proposal in proposed("dates", paths=(str(path),))}
    assert found == {said: f"<date {value}>" for said, value in expected.items()}
