"""A site made file by file: in several processes, from what was kept, with faults of single documents."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import Command
from siglum import publish, scheduling
from siglum.edition import Edition
from siglum.failure import Failure
from siglum.publish import single
from siglum.publish.forms import text
from siglum.publish.kept import Kept, key
from siglum.publish.made import Made
from siglum.publish.verify import Differs, OutputText

OUTPUTS = frozenset({"html", "text"})


def tei(body: str, name: str, header: str = "", after: str = "") -> str:
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude" xml:id="{name}"><teiHeader>'
        f"<fileDesc><titleStmt><title>The {name}</title></titleStmt><publicationStmt><p/></publicationStmt>"
        f"<sourceDesc><p/></sourceDesc></fileDesc>{header}</teiHeader><text><body>{body}</body></text>{after}</TEI>"
    )


def written(where: Path) -> Path:
    """Three letters that point at each other and at persons."""
    where.mkdir()
    (where / "a.xml").write_text(
        tei('<p xml:id="p1"><persName ref="r.xml#eva">Eva</persName>, see <ref target="b.xml#p2">there</ref>.</p>', "a")
    )
    (where / "b.xml").write_text(
        tei('<p xml:id="p1">One.</p><p xml:id="p2">Two <persName ref="r.xml#eva">of her</persName>.</p>', "b")
    )
    (where / "c.xml").write_text(tei('<p xml:id="p1">Alone.</p>', "c"))
    persons = (
        '<standOff><listPerson><person xml:id="eva"><persName>Eva B.</persName></person><person xml:id="ida">'
        "<persName>Ida</persName></person></listPerson></standOff>"
    )
    (where / "r.xml").write_text(tei("<p/>", "r", after=persons))
    (where / "siglum.toml").write_text('[edition]\ndocuments = ["[abc].xml"]\nregisters = ["r.xml"]\n')
    return where


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def built(where: Path, **more: Any) -> dict[str, bytes]:
    publish.build(Edition.of(where), where / "build", OUTPUTS, **more)
    return contents(where / "build")


@pytest.fixture
def made_of(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are made, and not taken from what was kept."""
    seen: list[str] = []
    make = single.Making._make

    def noticed(self: single.Making, task: Any, *more: Any) -> None:
        seen.append(task.path)
        make(self, task, *more)

    monkeypatch.setattr(single.Making, "_make", noticed)
    return seen


# ----- what is kept -----


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "siglum" / "build"


EDITS = {
    "words": ("c.xml", "Alone.", "Alone again.", ["c.xml"]),
    "the place that another points at": ("b.xml", 'xml:id="p2"', 'xml:id="p3"', ["a.xml", "b.xml"]),
    "an entry that two mention": ("r.xml", "Eva B.", "Eva C.", ["a.xml", "b.xml", "r.xml"]),
    "an entry that nobody mentions": ("r.xml", "Ida", "Ida D.", ["r.xml"]),
    "what the edition is called": ("siglum.toml", "[edition]", '[site]\ntitle = "T"\n[edition]', None),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_after_an_edit_only_what_it_touches_is_made_and_the_site_is_that_of_a_clean_build(
    edit: tuple[str, str, str, list[str] | None], tmp_path: Path, made_of: list[str]
) -> None:
    where = written(tmp_path / "edition")
    built(where, keep=True)
    assert made_of == ["a.xml", "b.xml", "c.xml", "r.xml"]
    made_of.clear()
    name, old, new, touched = edit
    (where / name).write_text((where / name).read_text().replace(old, new))
    after = built(where, keep=True)
    assert made_of == (["a.xml", "b.xml", "c.xml", "r.xml"] if touched is None else touched)
    assert after == built(where, keep=False)


def test_a_second_build_makes_nothing(tmp_path: Path, made_of: list[str]) -> None:
    where = written(tmp_path / "edition")
    first = built(where, keep=True)
    made_of.clear()
    assert built(where, keep=True) == first
    assert made_of == []
    assert built(where) == first
    assert made_of != []


def test_what_is_included_belongs_to_what_a_document_is_made_from(tmp_path: Path, made_of: list[str]) -> None:
    where = written(tmp_path / "edition")
    (where / "part.inc").write_text('<p xmlns="http://www.tei-c.org/ns/1.0" xml:id="q">Brought in.</p>')
    (where / "c.xml").write_text(tei('<xi:include href="part.inc"/>', "c"))
    assert b"Brought in." in built(where, keep=True)["html/c.html"]
    made_of.clear()
    (where / "part.inc").write_text('<p xmlns="http://www.tei-c.org/ns/1.0" xml:id="q">Brought again.</p>')
    after = built(where, keep=True)
    assert made_of == ["c.xml"]
    assert b"Brought again." in after["html/c.html"] and after["text/c.txt"].endswith(b"---\nBrought again.\n")


@pytest.mark.parametrize("harm", ["cut", "changed", "exchanged", "emptied", "packed with another head"])
def test_what_is_damaged_or_forged_is_made_again(harm: str, tmp_path: Path, cache: Path, made_of: list[str]) -> None:
    where = written(tmp_path / "edition")
    first = built(where, keep=True)
    made_of.clear()
    entries = sorted(cache.iterdir())
    whole = [path.read_bytes() for path in entries]
    for path, data, other in zip(entries, whole, [*whole[1:], whole[0]], strict=True):
        forged = zlib.compress(json.dumps({"pages": {"pages": [], "parts": {}, "search": []}, "texts": {}}).encode())
        path.write_bytes(
            {
                "cut": data[:-7],
                "changed": data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
                "exchanged": other,
                "emptied": b"",
                "packed with another head": data.partition(b"\n")[0] + b"\n" + forged,
            }[harm]
        )
    assert built(where, keep=True) == first
    assert made_of == ["a.xml", "b.xml", "c.xml", "r.xml"]


def test_what_was_used_longest_ago_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    kept = Kept(tmp_path)
    for n in range(4):
        kept.put(key(n), "x", "words" * 100)
        os.utime(tmp_path / f"{key(n)}.x", (n, n))
    assert kept.get(key(0), "x") == "words" * 100
    size = (tmp_path / f"{key(1)}.x").stat().st_size
    monkeypatch.setattr("siglum.publish.kept._MOST", 2 * size)
    kept.tidy()
    assert [kept.get(key(n), "x") is not None for n in range(4)] == [True, False, False, True]


@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_little_work_is_done_in_one_process_in_whatever_way_others_are_started(
    way: str, tmp_path: Path, made_of: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siglum.scheduling._way", lambda: way)
    built(written(tmp_path / "edition"), jobs=2)
    assert [Path(path).name for path in made_of] == ["a.xml", "b.xml", "c.xml", "r.xml"]


def test_where_nothing_can_be_kept_the_site_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = written(tmp_path / "edition")
    first = built(where)
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert built(where, keep=True) == first


# ----- in several processes -----


def test_several_processes_make_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = written(tmp_path / "edition")
    first = built(where)
    started: list[int] = []
    pool = scheduling.pool

    def noticed(session: Any, jobs: int) -> Any:
        started.append(jobs)
        return pool(session, jobs)

    monkeypatch.setattr(scheduling, "pool", noticed)
    monkeypatch.setattr(single, "_WORTH_DIVIDING", {"fork": 1, "spawn": 1})
    assert built(where, jobs=2) == first
    assert started == [2]


# ----- what a document does wrong is its own affair -----


def spoilt(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """From here on the plain text of some readings lacks a word."""
    of = text.of

    def losing(made: Made, one: Any) -> tuple[bytes, OutputText]:
        said, output = of(made, one)
        if one.id in names:
            output = OutputText(output.reading, output.file, output.said.replace("Alone", ""), output.set_for)
        return said, output

    monkeypatch.setattr(text, "of", losing)


def test_a_document_of_which_an_output_says_something_else_is_not_published_and_the_rest_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = written(tmp_path / "edition")
    spoilt(monkeypatch, "c")
    done = publish.build(Edition.of(where), where / "build", OUTPUTS, keep=True)
    assert [(f.code, Path(f.path).name) for f in done.findings] == [("output-differs", "c.xml")]
    after = contents(where / "build")
    assert "html/c.html" not in after and "text/c.txt" not in after and "html/a.html" in after
    assert b"The c" not in after["html/index.html"]
    again = publish.build(Edition.of(where), where / "build", OUTPUTS, keep=True)
    assert again.findings == done.findings
    with pytest.raises(Differs):
        publish.build(Edition.of(where), where / "build", OUTPUTS, strict=True)


def test_where_no_document_says_what_it_should_nothing_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tmp_path / "one"
    where.mkdir()
    (where / "c.xml").write_text(tei("<p>Alone.</p>", "c"))
    spoilt(monkeypatch, "c")
    with pytest.raises(Differs):
        publish.build(Edition.of(where), where / "build", OUTPUTS)
    assert not (where / "build").exists()


def test_a_link_into_a_document_that_is_not_published_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = written(tmp_path / "edition")
    assert b'<a href="b.html#p2">there</a>' in built(where)["html/a.html"]
    (where / "b.xml").write_text("<TEI")
    done = publish.build(Edition.of(where), where / "build", OUTPUTS)
    assert len(done.failures) == 1 and "b.xml" in done.failures[0]
    page = contents(where / "build")["html/a.html"]
    assert b"b.html" not in page and b"there" in page


def test_a_link_to_what_no_reading_has_is_none(tmp_path: Path) -> None:
    where = written(tmp_path / "edition")
    (where / "b.xml").write_text(
        tei('<p><choice><sic>on</sic><corr><seg xml:id="p2">one</seg></corr></choice></p>', "b")
    )
    assert b"b.html#p2" not in built(where)["html/a.html"]


def test_an_id_without_a_file_is_that_of_the_document_itself(tmp_path: Path) -> None:
    where = tmp_path / "edition"
    where.mkdir()
    stand_off = '<standOff><listPerson><person xml:id="x"><persName>{}</persName></person></listPerson></standOff>'
    for name in ("a", "b"):
        body = '<p xml:id="p"><persName ref="#x">X</persName></p>'
        (where / f"{name}.xml").write_text(tei(body, name, after=stand_off.format(f"Of {name}")))
    pages = built(where)
    assert b'href="register.html#x"' in pages["html/a.html"]
    assert b'href="b-register.html#x"' in pages["html/b.html"]
    for page in ("html/register.html", "html/b-register.html"):
        assert pages[page].count(b'<li><a class="place"') == 1


def test_the_command_says_which_document_is_not_published(tmp_path: Path, siglum: Command) -> None:
    where = written(tmp_path / "edition")
    (where / "c.xml").write_text("<TEI")
    said = siglum("build", "-o", str(tmp_path / "out"), "--jobs", "2", str(where), cwd=tmp_path)
    assert said.returncode == 2
    assert "not published: " in said.stderr and "c.xml" in said.stderr
    assert (tmp_path / "out/html/a.html").is_file()


def test_a_missing_inclusion_is_told_and_the_rest_published(tmp_path: Path) -> None:
    where = written(tmp_path / "edition")
    (where / "c.xml").write_text(tei('<p>Here.</p><xi:include href="none.xml"/>', "c"))
    done = publish.build(Edition.of(where), where / "build", OUTPUTS, keep=True)
    assert len(done.failures) == 1 and "none.xml" in done.failures[0] and "c.xml:1" in done.failures[0]
    assert b"Here." in contents(where / "build")["html/c.html"]


def test_a_failure_that_is_everybodys_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = written(tmp_path / "edition")

    def fails(made: Made, one: Any) -> Iterator[Any]:
        raise Failure("a model cannot be applied")

    monkeypatch.setattr(text, "of", fails)
    with pytest.raises(Failure) as failure:
        built(where)
    assert str(failure.value) == "a model cannot be applied"


def test_the_key_of_a_set_is_that_of_what_is_in_it() -> None:
    assert key({"a", "b"}) == key({"b", "a"}) != key({"a"})
