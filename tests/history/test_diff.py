"""`siglum diff`: what changed in the text, and beside it, in repositories made here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Command
from repository import commit, git
from siglum.document import Document
from siglum.failure import Failure
from siglum.fidelity.differences import between
from siglum.history import Side, markup
from steps import lines

ACCOUNT, PERSONS = "tei/voyage.xml", "tei/registers/persons.xml"
NOTHING = "from v1 to the files as they are: no change of the text, nothing beside it\n"


@pytest.fixture
def repository(small: Path) -> Path:
    """The small edition as version 1, in a folder of a repository."""
    git("init", "-q", cwd=small.parent)
    commit(small, "first")
    git("tag", "v1", cwd=small)
    return small


def change(folder: Path, path: str, before: str, after: str) -> None:
    file = folder / path
    text = file.read_text("utf-8")
    assert text.count(before) == 1, before
    file.write_text(text.replace(before, after), "utf-8")


def rename(folder: Path, old: str, new: str) -> None:
    git("mv", old, new, cwd=folder)
    toml = folder / "siglum.toml"
    toml.write_text(toml.read_text("utf-8").replace(old, new), "utf-8")


def diff(siglum: Command, folder: Path, *arguments: str, status: int = 0) -> dict[str, Any]:
    done = siglum("diff", *arguments, "--format", "json", cwd=folder)
    assert done.returncode == status, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def said(siglum: Command, folder: Path, *arguments: str) -> str:
    done = siglum("diff", *arguments, cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def text(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [(change["before"], change["after"]) for change in document["text"]]


def test_nothing_changed(repository: Path, siglum: Command) -> None:
    assert said(siglum, repository, "v1") == NOTHING


def test_all_that_is_told(repository: Path, siglum: Command) -> None:
    """A word of the text, a tagged name, a note, a value, a word of a note, an entry, a comment."""
    change(repository, ACCOUNT, "We shall be late.", "We shall be far too late.")
    change(repository, ACCOUNT, "The Sailing", "Sailing")
    change(repository, ACCOUNT, "asked her why", 'asked <persName ref="person:vogel">her</persName> why')
    change(repository, ACCOUNT, "is known of her", "is known about her")
    change(repository, ACCOUNT, ' cert="high">captain', ' cert="medium">captain')
    change(repository, ACCOUNT, "The Arrival</head>", "The Arrival<note>So the copy.</note></head><!-- seen -->")
    change(repository, PERSONS, "A traveller.", "A traveller, once.")
    expected = Path(__file__).with_name("told.txt").read_text("utf-8")
    assert said(siglum, repository, "v1") == expected


def test_white_space_and_layout_are_no_change(repository: Path, siglum: Command) -> None:
    path = repository / ACCOUNT
    moved = path.read_text("utf-8").replace("<front>", "\n\n\n<front>").replace(" Nobody", "\n  Nobody")
    path.write_text(moved.replace("\n", "\r\n"), "utf-8", newline="")
    assert said(siglum, repository, "v1") == NOTHING


def test_each_change_has_its_place_and_the_words_around_it(repository: Path, siglum: Command) -> None:
    change(repository, ACCOUNT, "<front>", "<front>\n\n")
    change(repository, ACCOUNT, "We shall be late.", "We shall be early.")
    (document,) = diff(siglum, repository, "v1")["documents"]
    (one,) = document["text"]
    lines = (repository / ACCOUNT).read_text("utf-8").splitlines()
    assert "early" in lines[one["place"]["line"] - 1]
    assert one["place"] == {"line": one["was"]["line"] + 2, "id": "p2", "element": "p"}
    assert (one["left"], one["right"]) == ("She said: “We shall be", "Nobody asked her why, and the")


def test_from_one_revision_to_another(repository: Path, siglum: Command) -> None:
    change(repository, ACCOUNT, "The Sailing", "The Setting Sail")
    commit(repository, "second")
    change(repository, ACCOUNT, "The Arrival", "Arrival")
    commit(repository, "third")
    found = diff(siglum, repository, "v1", "HEAD~1")
    assert [text(document) for document in found["documents"]] == [[("Sailing", "Setting Sail")]]
    assert (found["old"], found["new"]) == ("v1", "HEAD~1")
    back = diff(siglum, repository, "HEAD", "v1")
    assert text(back["documents"][0]) == [("Setting Sail", "Sailing"), ("", "The")]


def test_a_renamed_file_is_the_same_document(repository: Path, siglum: Command) -> None:
    rename(repository, ACCOUNT, "tei/journey.xml")
    found = diff(siglum, repository, "v1")
    assert [(one["change"], one["path"], one["was"]) for one in found["documents"]] == [
        ("renamed", "tei/journey.xml", ACCOUNT)
    ]
    change(repository, "tei/journey.xml", "The Sailing", "Sailing")
    (document,) = diff(siglum, repository, "v1")["documents"]
    assert (document["change"], text(document)) == ("renamed", [("The", "")])
    change(repository, "tei/journey.xml", ' xml:id="voyage"', "")
    change(repository, "tei/journey.xml", ' source="#voyage"', "")
    assert diff(siglum, repository, "v1")["documents"][0]["change"] == "renamed"


def test_documents_that_are_new_or_gone(repository: Path, siglum: Command) -> None:
    toml = repository / "siglum.toml"
    words = "".join(f"<p>Quite other words, number {number}.</p>" for number in range(30))
    (repository / "tei" / "other.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>' + words + "</body></text></TEI>", "utf-8"
    )
    (repository / PERSONS).unlink()
    toml.write_text(toml.read_text("utf-8").replace(f'["{ACCOUNT}"]', f'["{ACCOUNT}", "tei/other.xml"]'), "utf-8")
    toml.write_text(toml.read_text("utf-8").replace("witness =", f'document = "{ACCOUNT}"\nwitness ='), "utf-8")
    found = diff(siglum, repository, "v1")
    kinds = [(one["change"], one["path"], one.get("words")) for one in found["documents"]]
    assert kinds == [("added", "tei/other.xml", 150), ("deleted", PERSONS, None)]


def test_readings_that_are_on_one_side_only(repository: Path, siglum: Command) -> None:
    toml = repository / "siglum.toml"
    toml.write_text(toml.read_text("utf-8").replace('id = "letter"', 'id = "printed-letter"'), "utf-8")
    found = diff(siglum, repository, "v1")
    assert found["readings"] == {
        "added": [{"id": "printed-letter", "label": "the letter, as printed"}],
        "removed": [{"id": "letter", "label": "the letter, as printed"}],
    }
    assert "the reading “letter” is gone: the letter, as printed\n" in said(siglum, repository, "v1")
    done = siglum("diff", "v1", "--reading", "letter", cwd=repository)
    assert done.returncode == 2
    assert "the reading “letter” is not declared in siglum.toml" in done.stderr


def test_a_declared_reading(repository: Path, siglum: Command) -> None:
    """The corrected reading changes with a correction, the text as it stands does not."""
    change(repository, ACCOUNT, ">captain<", ">commander<")
    assert diff(siglum, repository, "v1")["summary"]["text"] == 0
    (document,) = diff(siglum, repository, "v1", "--reading", "corrected")["documents"]
    assert text(document) == [("captain", "commander")]
    found = diff(siglum, repository, "v1", "--reading", "letter")
    assert found["summary"]["text"] == 0


def test_a_document_that_is_ill_formed_on_one_side_hinders_no_other(repository: Path, siglum: Command) -> None:
    change(repository, ACCOUNT, "</body>", "")
    commit(repository, "broken")
    change(repository, PERSONS, "A traveller.", "A traveller, once.")
    found = diff(siglum, repository, "v1", status=2)
    assert [one["path"] for one in found["documents"]] == [PERSONS]
    (sentence,) = found["failures"]
    assert sentence.startswith(f"not compared: {ACCOUNT}, line 60, as it is: <body>, opened on line 60, is not closed")
    back = diff(siglum, repository, "HEAD", "v1", status=2)
    assert back["failures"][0].startswith(f"not compared: {ACCOUNT}, line ") and ", at HEAD: " in back["failures"][0]
    assert "/tmp" not in json.dumps([found, back])


def test_a_merge_is_compared_with_each_of_its_parents(repository: Path, siglum: Command) -> None:
    git("checkout", "-qb", "other", cwd=repository)
    change(repository, ACCOUNT, "The Sailing", "Sailing")
    commit(repository, "on a branch")
    git("checkout", "-q", "main", cwd=repository)
    change(repository, ACCOUNT, "The Arrival", "Arrival")
    commit(repository, "on main")
    git("merge", "-qm", "merged", "other", cwd=repository)
    assert text(diff(siglum, repository, "HEAD^1")["documents"][0]) == [("The", "")]
    assert diff(siglum, repository, "HEAD^1")["documents"][0]["text"][0]["place"]["id"] == "head-sailing"
    assert diff(siglum, repository, "HEAD^2")["documents"][0]["text"][0]["place"]["id"] == "head-arrival"
    assert len(diff(siglum, repository, "v1")["documents"][0]["text"]) == 2


def test_an_element_that_moved_is_told_once(repository: Path, siglum: Command) -> None:
    path = repository / ACCOUNT
    whole = path.read_text("utf-8")
    start, end = whole.index('<p xml:id="p3"'), whole.index('<quote xml:id="letter"')
    stretch = whole[start:end]
    path.write_text((whole[:start] + whole[end:]).replace("</quote>", f"</quote>{stretch}", 1), "utf-8")
    told = diff(siglum, repository, "v1")["documents"][0]["markup"]
    assert [(one["change"], one["element"], one["place"]["id"]) for one in told] == [("moved", "p", "p3")]


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        (
            "nowhere",
            "siglum: git knows no revision “nowhere” in the current folder: give a commit, a branch or a tag\n",
        ),
        ("--all", "siglum diff names no revision (“--all”)"),
        ("", "siglum diff names no revision (“”)"),
    ],
)
def test_no_such_revision(repository: Path, siglum: Command, revision: str, said: str) -> None:
    done = siglum("diff", "--", revision, cwd=repository)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_where_there_is_no_git(small: Path, siglum: Command) -> None:
    done = siglum("diff", "v1", cwd=small)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(
        "siglum: siglum diff asks git for an earlier text, and git says of the current folder: not a git rep"
    )
    nobody = siglum("diff", "v1", cwd=small, env={"PATH": ""})
    assert nobody.stderr == "siglum: siglum diff asks git for an earlier text, and git is not installed\n"


def test_a_shallow_clone_says_what_to_do(repository: Path, siglum: Command, tmp_path: Path) -> None:
    change(repository, ACCOUNT, "The Sailing", "Sailing")
    commit(repository, "second")
    clone = tmp_path / "clone"
    git("clone", "-q", "--depth", "1", "--no-tags", f"file://{repository.parent}", str(clone), cwd=tmp_path)
    done = siglum("diff", "v1", cwd=clone / "small")
    assert done.returncode == 2
    assert "the clone is shallow; fetch more of its history (git fetch --unshallow)" in done.stderr


def test_a_folder_that_was_not_there(repository: Path, siglum: Command) -> None:
    new = repository.parent / "new"
    new.mkdir()
    (new / "a.xml").write_bytes((repository / ACCOUNT).read_bytes())
    done = siglum("diff", "v1", cwd=new)
    assert done.returncode == 2
    assert (
        done.stderr == "siglum: at v1, . has no siglum.toml and no TEI document: go to an edition, or name its folder\n"
    )


def test_without_a_configuration_all_documents_are_compared(repository: Path, siglum: Command) -> None:
    (repository / "siglum.toml").unlink()
    commit(repository, "without")
    change(repository, ACCOUNT, "The Sailing", "Sailing")
    assert text(diff(siglum, repository, "HEAD")["documents"][0]) == [("The", "")]


def test_nothing_of_a_hostile_repository_is_run(repository: Path, siglum: Command, tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    for setting in ("core.fsmonitor", "core.pager", "diff.external", "filter.x.smudge", "filter.x.clean"):
        git("config", setting, f"touch {proof}", cwd=repository)
    (repository / ".gitattributes").write_text("*.xml filter=x\n")
    change(repository, ACCOUNT, "The Sailing", "Sailing")
    assert text(diff(siglum, repository, "v1")["documents"][0]) == [("The", "")]
    assert not proof.exists()


def test_a_revision_that_would_fill_the_disk_is_not_laid_out(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from siglum import git as module

    monkeypatch.setattr(module, "_TOGETHER", 1000)
    said = r"^the files at v1 have more than 1,000 bytes, and cannot be compared$"
    with pytest.raises(Failure, match=said), Side.at(repository, "v1", "siglum diff"):
        pass


def test_output_is_written_whole(repository: Path, siglum: Command) -> None:
    done = siglum("diff", "v1", "--output", "told.txt", cwd=repository)
    assert (done.returncode, done.stdout) == (0, "")
    assert (repository / "told.txt").read_text("utf-8") == NOTHING


def test_the_same_input_gives_the_same_bytes(repository: Path, siglum: Command) -> None:
    change(repository, ACCOUNT, "We shall be late.", "We shall be far too late.")
    assert said(siglum, repository, "v1") == said(siglum, repository, "v1")


def test_a_text_written_anew_is_compared_in_linear_time() -> None:
    """Twice as long, about twice the work, however different the two are."""

    def work(size: int) -> int:
        bodies = ("".join(f"<p>{word}{n} of {n % 7}</p>" for n in range(size)) for word in ("one", "other"))
        old, new = (Document.parse(f"<text>{body}</text>".encode(), "a.xml") for body in bodies)
        return lines(lambda: markup.compared(old, new, None, None))

    work(50)
    assert work(4000) < 2.6 * work(2000)
    assert list(between(["a"], ["a"])) == []
