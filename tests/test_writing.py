"""Files that are written whole, or not at all, even where the process is killed."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from siglum import writing
from siglum.failure import Failure
from siglum.writing import Change

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a copy of the process is killed")


def killed(event: str, path: Path) -> None:
    """Write a file in a process of its own, which is killed before it does something."""
    child = os.fork()
    if child == 0:

        def hook(name: str, _: object) -> None:
            if name == event:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        writing.write(path, b"new")
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


@pytest.mark.parametrize("event", ["os.chmod", "os.rename"])
def test_what_a_killed_process_left_is_removed(event: str, tmp_path: Path) -> None:
    path = tmp_path / "a.rng"
    path.write_bytes(b"old")
    killed(event, path)
    (left,) = (each for each in tmp_path.iterdir() if each != path)
    assert path.read_bytes() == b"old"
    writing.write(path, b"now")
    assert left.exists(), "another process may be at work on it"
    os.utime(left, (0, 0))
    writing.write(path, b"new")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.rng", b"new")]


def test_what_looks_like_it_and_is_not_stays(tmp_path: Path) -> None:
    kept = (".a.rng-mine.new", ".b.rng-abcdefgh.new", ".a.rng-abcdefgh", "a.rng-abcdefgh.new")
    for name in kept:
        (tmp_path / name).write_bytes(b"mine")
        os.utime(tmp_path / name, (0, 0))
    writing.write(tmp_path / "a.rng", b"new")
    assert {each.name for each in tmp_path.iterdir()} == {"a.rng", *kept}


def test_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"^cannot write .*a\.rng: no such file or directory$"):
        writing.write(tmp_path / "missing" / "a.rng", b"new")


def test_new_files_are_made_with_their_folders_and_changed_ones_with_them(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_bytes(b"1")
    writing.create({tmp_path / "a/b/new": b"2", tmp_path / "c": b"3"}, {old: Change(b"1", b"4")})
    assert [(tmp_path / name).read_bytes() for name in ("a/b/new", "c", "old")] == [b"2", b"3", b"4"]


def test_new_files_are_made_together_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"1")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Failure, match="there is there already, and nothing is overwritten"):
        writing.create({tmp_path / "a/new": b"2", tmp_path / "there": b"3"})
    with pytest.raises(Failure, match="has changed since it was read"):
        writing.create({tmp_path / "a/new": b"2"}, {tmp_path / "there": Change(b"0", b"3")})
    with pytest.raises(Failure, match="cannot write"):
        writing.create({tmp_path / "a/new": b"2", tmp_path / "there/under": b"3"})
    assert sorted(tmp_path.rglob("*")) == before and (tmp_path / "there").read_bytes() == b"1"
