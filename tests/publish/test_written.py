"""Where a build writes: inside its folder, and whole, whenever it is killed."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest

from reading.small import TOML, document, edition
from siglum import publish
from siglum.edition import Edition
from siglum.failure import Failure
from siglum.publish import folder as folders
from siglum.publish import names

REGISTERED = TOML.replace('documents = ["letter.xml"]', 'documents = ["letter.xml"]\nregisters = ["register.xml"]')


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("../../../stolen/index", "stolen-index"), ("/stolen/index", "stolen-index"), ("a/b", "a-b"), ("..", "document"),
        (".hidden", "hidden"), ("a\\b", "a-b"), ("c:x", "c-x"), ("a&#10;b", "a-b"), ("n" * 300, "n" * 100),
        ("a b", "a-b"),
    ],
)  # fmt: skip
def test_an_xml_id_that_leads_elsewhere_names_a_page_of_the_site(name: str, page: str, tmp_path: Path) -> None:
    where = edition(tmp_path / "e", toml=REGISTERED)
    (where / "register.xml").write_text(
        document("<p>x</p>")
        .replace('xml:id="letter"', f'xml:id="{name}"')
        .replace(
            "<text>",
            '<standOff><listPerson><person xml:id="p1"><persName>P</persName></person></listPerson></standOff><text>',
        )
    )
    publish.build(Edition.load(where), where / "build", frozenset({"html"}))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["e"]
    assert page + ".html" in {p.name for p in (where / "build/html").glob("*.html")}


@pytest.mark.parametrize(
    "name", ["persons", "Letter-1937.2", "письма", "1937", "a/b c/d", "n" * 195, "a/" * 1996 + "ab"]
)
def test_a_name_of_any_script_is_one(name: str) -> None:
    assert names.is_name(f"{name}.html")


@pytest.mark.parametrize(
    "name",
    ["../x", "a/../x", "/x", "a//x", "./x", "a/.", "", "a/", ".x", "a/.x", "a\\..\\x", "c:x", "x\0", "x\n", "x\x1b[2J", "\udcff", "n" * 201, "a/" * 1999 + "xy", "x.", "x ", " x", "a*", "<", '"'],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_written_by_nobody(name: str, tmp_path: Path) -> None:
    assert not names.is_name(name)
    with pytest.raises(Failure, match=r"^nothing can be published as “"):
        folders.replace(tmp_path / "build", {"html": {"index.html": b"", name: b"x"}})
    assert list(tmp_path.iterdir()) == []


def test_two_names_that_many_systems_take_for_one(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"^“A.html” and “a.html” are one file on many systems"):
        folders.replace(tmp_path / "build", {"html": {"A.html": b"", "a.html": b""}})


# ----- what siglum.toml names -----


@pytest.mark.parametrize("key", ["transcript", "schema", "documents", "registers"])
@pytest.mark.parametrize("way", ["absolute", "up", "link", "folder"])
def test_what_lies_outside_of_the_edition_is_not_published(key: str, way: str, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    secret = tmp_path / "outside" / "secret.xml"
    secret.write_text(document("<p>SECRET</p>"))
    where = edition(tmp_path / "e")
    (where / "linked.xml").symlink_to(secret)
    (where / "folder").symlink_to(tmp_path / "outside")
    named = {
        "absolute": str(secret),
        "up": "../outside/secret.xml",
        "link": "linked.xml",
        "folder": "folder/secret.xml",
    }[way]
    toml = {
        "transcript": TOML.replace("witness", f'transcript = "{named}"\nwitness', 1),
        "schema": TOML.replace("documents", f'schema = "{named}"\ndocuments', 1),
        "documents": TOML.replace("letter.xml", named, 1),
        "registers": TOML.replace("documents", f'registers = ["{named}"]\ndocuments', 1),
    }[key]
    (where / "siglum.toml").write_text(toml)
    with pytest.raises(
        Failure,
        match=r"^/.*/siglum\.toml: .*(which is not inside the edition|which leads out of the edition|there is no such file)",
    ):
        Edition.load(where)


def test_what_lies_beside_a_schema_is_inside_as_well(tmp_path: Path) -> None:
    where = edition(tmp_path / "e", toml=TOML.replace("documents", 'schema = "own.odd"\ndocuments', 1))
    (where / "own.odd").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><schemaSpec ident="x" start="TEI"/></body></text></TEI>'
    )
    (where / "own.rng").symlink_to("/etc/passwd")
    with pytest.raises(Failure, match=r"^/.*/own\.rng leads out of the edition, and nothing is read there: copy"):
        publish.build(Edition.load(where), where / "build", frozenset({"html"}))


def test_a_link_in_an_earlier_output_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "s.txt").write_text("SECRET")
    folders.replace(tmp_path / "build", {"text": {"a.txt": b"a"}, "html": {"a.html": b"a"}})
    (tmp_path / "build" / "text" / "s.txt").symlink_to(tmp_path / "secret" / "s.txt")
    (tmp_path / "build" / "more").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / "build" / "text" / "pipe")
    folders.replace(tmp_path / "build", {"html": {"a.html": b"b"}})
    assert contents(tmp_path / "build") == {".siglum": folders._NOTICE, "html/a.html": b"b", "text/a.txt": b"a"}
    assert contents(tmp_path / "secret") == {"s.txt": b"SECRET"}


@pytest.mark.parametrize("name", ["/", "x" * 300, "a\0b"])
def test_a_folder_that_cannot_be_replaced_is_said(name: str) -> None:
    with pytest.raises(Failure, match=r"^cannot write to "):
        folders.replace(Path(name), {"html": {"a.html": b""}})


# ----- killed at every step -----

BEFORE = {"html": {"a.html": b"old", "inner/b.html": b"old"}, "text": {"t.txt": b"old"}}
AFTER = {"html": {"a.html": b"new", "inner/b.html": b"new"}}
STEPS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.listdir", "os.scandir", "os.chmod")


def killed(step: int, do: Callable[[], None]) -> bool:
    """Whether a process of its own is killed before its `step`-th dealing with the file system."""
    child = os.fork()
    if child == 0:
        left = [step]

        def hook(event: str, _: object) -> None:
            if event in STEPS:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        do()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def test_a_build_killed_at_any_step_leaves_a_whole_folder_and_the_next_leaves_nothing_else(tmp_path: Path) -> None:
    old, new = dict[str, bytes](), dict[str, bytes]()
    for outputs, found in ((BEFORE, old), (AFTER, new)):
        folders.replace(tmp_path / "first" / "build", outputs)
        found |= contents(tmp_path / "first" / "build")
    step, where = 0, tmp_path / "site"
    while True:
        step += 1
        shutil.rmtree(where, ignore_errors=True)
        where.mkdir()
        folders.replace(where / "build", BEFORE)
        if not killed(step, lambda: folders.replace(where / "build", AFTER)):
            break
        if (where / "build").exists():
            assert contents(where / "build") in (old, new)
        again = 1
        while killed(again, lambda: folders.replace(where / "build", AFTER)) and again < 3:
            again += 1
        folders.replace(where / "build", AFTER)
        assert contents(where / "build") == new
        assert [path.name for path in where.iterdir()] == ["build"]
    assert step > 30


def test_a_build_that_fails_after_one_that_was_killed_has_the_old_folder_back(tmp_path: Path) -> None:
    folders.replace(tmp_path / "build", BEFORE)
    (tmp_path / "build").rename(tmp_path / ".build.old")
    (tmp_path / ".build.new").mkdir()
    with pytest.raises(Failure):
        folders.replace(tmp_path / "build", {"html": {"a": b"", "a/b": b""}})
    assert (tmp_path / "build" / "text" / "t.txt").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


WAITING = """import sys
from pathlib import Path
from siglum.publish import folder
with folder._alone(Path(sys.argv[1]), Path("build")):
    print("on", flush=True)
    sys.stdin.read()
"""


def test_a_build_waits_for_another_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_PATIENCE", 0.2)
    with subprocess.Popen(
        [sys.executable, "-c", WAITING, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "on\n"
        with pytest.raises(Failure, match=r"^cannot write to .*build: another build is at work beside it$"):
            folders.replace(tmp_path / "build", AFTER)
        assert list(tmp_path.iterdir()) == []
        other.kill()
    folders.replace(tmp_path / "build", AFTER)


def test_on_windows_a_file_stands_for_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what Windows has for locks: a module that locks bytes of a file, and says of one that is taken that it may not."""
    taken, asked = [True, True, False], list[int]()

    def locking(held: int, mode: int, bytes_: int) -> None:
        assert (mode, bytes_) == (2, 1)
        asked.append(os.fstat(held).st_ino)
        if taken.pop(0):
            raise PermissionError(13, "Permission denied")

    windows = types.SimpleNamespace(LK_NBLCK=2, locking=locking)
    monkeypatch.setitem(sys.modules, "msvcrt", windows)
    monkeypatch.setattr(folders.sys, "platform", "win32")  # type: ignore[attr-defined]
    monkeypatch.setattr(folders.tempfile, "tempdir", str(tmp_path / "temporary"))  # type: ignore[attr-defined]
    (tmp_path / "temporary").mkdir()
    with folders._alone(tmp_path / "site", Path("build")):
        assert (len(asked), len(set(asked)), taken) == (3, 1, [])
    (lock,) = (tmp_path / "temporary").iterdir()
    assert re.fullmatch(r"siglum-[0-9a-f]{16}\.lock", lock.name)


def test_a_folder_of_another_that_is_called_like_one_of_ours_is_kept(tmp_path: Path) -> None:
    (tmp_path / ".build.old").mkdir()
    (tmp_path / ".build.old" / "thesis.txt").write_text("years of work")
    with pytest.raises(Failure, match=r"\.build\.old has files that siglum did not make"):
        folders.replace(tmp_path / "build", AFTER)
    assert (tmp_path / ".build.old" / "thesis.txt").read_text() == "years of work"
