"""Files opened for reading: what is no regular file, or too large, is refused in one sentence, and at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from siglum.failure import Failure
from siglum.opening import read_file


def test_a_regular_file_as_long_as_it_may_be(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"12345")
    assert read_file(tmp_path / "f", 5) == b"12345"
    with pytest.raises(Failure, match=r"cannot read .*f: it is larger than 4 bytes"):
        read_file(tmp_path / "f", 4)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none", "no such file or directory"),
        ("f/inside", "no such file or directory"),
        ("", "it is a folder"),
        ("x" * 300, "its name is too long for this system"),
        ("a\0b", "this system can have no file of that name"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "f").write_bytes(b"")
    with pytest.raises(Failure, match=reason):
        read_file(tmp_path / name, 10)


def test_a_circle_of_links(tmp_path: Path) -> None:
    (tmp_path / "l").symlink_to("l")
    with pytest.raises(Failure, match="its links lead in a circle"):
        read_file(tmp_path / "l", 10)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Failure, match="it is no regular file"):
        read_file(tmp_path / "pipe", 10)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_a_device_that_never_ends(tmp_path: Path) -> None:
    (tmp_path / "endless").symlink_to("/dev/zero")
    with pytest.raises(Failure, match="it is no regular file"):
        read_file(tmp_path / "endless", 10)
