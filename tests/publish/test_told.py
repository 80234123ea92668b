"""The sentence for each thing that goes wrong while an edition is published, in full."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from publish.test_made import edition
from reading.small import TOML
from siglum import publish
from siglum.edition import Edition
from siglum.failure import Failure
from siglum.publish import folder as folders
from siglum.publish import single
from siglum.publish.kept import Kept, key
from siglum.publish.names import Checked

BODY = '<p>One <persName ref="list.xml#anna">tow</persName> three.</p>'


def told(where: Path, outputs: frozenset[str] = frozenset({"text"}), **more: Any) -> tuple[str, ...]:
    return publish.build(edition(where, **more), where / "build", outputs).failures


def test_a_schema_that_is_not_there(tmp_path: Path) -> None:
    assert told(tmp_path, head='schema = "none.rng"\n') == (
        "siglum.toml names the schema none.rng, and there is no such file",
    )


def test_a_fault_of_the_toolkit_takes_no_other_file_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = single.Making._make

    def broken(self: single.Making, task: Any, *more: Any) -> None:
        if task.path == "list.xml":
            raise ZeroDivisionError("none by none")
        make(self, task, *more)

    monkeypatch.setattr(single.Making, "_make", broken)
    (said,) = told(tmp_path, frozenset({"text", "html"}))
    fault = "siglum itself is at fault here (ZeroDivisionError: none by none): please report it"
    assert said == f"list.xml could not be published: {fault}"
    assert (tmp_path / "build/text/plain.txt").is_file()


def test_a_process_that_was_ended(tmp_path: Path) -> None:
    whole = edition(tmp_path)
    said = "letter.xml could not be published: the process that did it was ended, perhaps for want of memory"
    (survey,) = single.Surveying(whole).lost("letter.xml")
    assert (survey.path, survey.failures) == ("letter.xml", [said])


def test_what_was_made_and_has_gone_is_made_again_or_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where somebody empties the folder of what is kept during a build."""
    get, gone = Kept.get, list[str]()

    def forgetful(self: Kept, name: str, part: str) -> Any:
        if part == "text" and gone.count(name) < times:
            gone.append(name)
            return None
        return get(self, name, part)

    monkeypatch.setattr(Kept, "get", forgetful)
    times = 1
    assert told(tmp_path) == ()
    assert (tmp_path / "build/text/plain.txt").is_file() and gone
    gone.clear()
    times = 2
    with pytest.raises(Failure) as failure:
        told(tmp_path)
    assert str(failure.value) == "letter.xml could not be published: what was made of it has gone"


def test_a_name_that_no_file_may_have() -> None:
    names = Checked()
    names.add("a.html")
    for name, said in {
        "a:b": "nothing can be published as “a:b”: rename what it is made from",
        "A.html": "“a.html” and “A.html” are one file on many systems: rename what one of them is made from",
    }.items():
        with pytest.raises(Failure) as failure:
            names.add(name)
        assert str(failure.value) == said


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("/", "cannot write to /: a build replaces its folder as a whole; name one with -o"),
        ("a\0b", "cannot write to a\\x00b: no folder can have that name"),
    ],
)  # fmt: skip
def test_a_folder_that_cannot_be_replaced(folder: str, said: str) -> None:
    with pytest.raises(Failure) as failure:
        folders._absolute(Path(folder))
    assert str(failure.value) == said


def test_what_has_no_key_is_not_kept() -> None:
    assert key(frozenset({"b", "a"})) == key(["a", "b"]) != key(["b", "a"])
    with pytest.raises(TypeError, match=r"^Path has no key$|^PosixPath has no key$"):
        key(Path("a"))


def test_a_reading_as_tei_says_in_its_head_what_it_is(tmp_path: Path) -> None:
    assert told(tmp_path, frozenset({"tei"}), toml=TOML.replace('"as it stands"', '"as it -- stands"')) == ()
    lines = (tmp_path / "build/tei/plain.xml").read_text("utf-8").splitlines()
    assert lines[:2] == ['<?xml version="1.0" encoding="UTF-8"?>', "<!-- as it - - stands: a reading of letter.xml -->"]


def test_an_entry_shows_its_mentions_document_by_document(tmp_path: Path) -> None:
    person = '<standOff><listPerson><person xml:id="anna"><persName>Anna</persName></person></listPerson></standOff>'
    text = (tmp_path / "letter.xml", tmp_path / "list.xml", tmp_path / "second.xml")
    edition(tmp_path, body=BODY * 4)
    text[1].write_text(text[1].read_text("utf-8").replace("<text>", f"{person}<text>"), "utf-8")
    toml = '[edition]\ndocuments = ["letter.xml"{}]\nregisters = ["list.xml"]\n'

    def mentions(more: str = "") -> str:
        (tmp_path / "siglum.toml").write_text(toml.format(more), "utf-8")
        assert publish.build(Edition.load(tmp_path), tmp_path / "build", frozenset({"html"})).failures == ()
        page = (tmp_path / "build/html/persons.html").read_text("utf-8")
        _, _, rest = page.partition('<details class="mentions"')
        return rest.partition("</details>")[0]

    few = mentions()
    assert few.startswith(' open=""><summary>4 mentions</summary><ol><li>') and few.count("<li>") == 4
    assert 'class="of"' not in few
    text[2].write_text(text[0].read_text("utf-8").replace('xml:id="letter"', 'xml:id="second"'), "utf-8")
    many = mentions(', "second.xml"')
    assert many.startswith('><summary>8 mentions</summary><p class="of">') and many.count("</ol><p class=") == 1
    assert (many.count('<p class="of">'), many.count("<ol>"), many.endswith("</li></ol>")) == (2, 2, True)
