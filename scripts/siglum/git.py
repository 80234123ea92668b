"""What git has of a file at an earlier revision.

A repository is foreign: its configuration may name commands. Only those of git's own are used that read objects, so
that no hook, filter, pager or monitor of it is run, nothing is written, and no remote is asked, not even for an object
that a partial clone lacks. A repository that belongs to somebody else is left to git, which refuses it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePosixPath

from siglum.failure import Failure
from siglum.paths import is_within, written

_SAFE = (
    "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat", "protocol.allow=never",
    "safe.bareRepository=explicit",
)  # fmt: skip
_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_REPLACE_OBJECTS": "1", "GIT_LITERAL_PATHSPECS": "1", "LC_ALL": "C",
}  # fmt: skip
_SECONDS = 60
_LARGEST = 1_000_000_000
_TOGETHER = 4_000_000_000
"""How many bytes all files may have that are read of a revision."""
_AT_ONCE = 200
"""How many files git is asked for at a time."""
_REGULAR = ("100644", "100755")
_ONLY_THERE = frozenset(
    (".gif", ".jpeg", ".jpg", ".mp3", ".mp4", ".ogg", ".pdf", ".png", ".tif", ".tiff", ".wav", ".webp", ".zip")
)
"""What files end in of which it is only asked whether they are there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file at a revision: its path from the folder asked about, its mode, the name of its content."""

    path: str
    mode: str
    object: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit, as seen from a folder of its repository. `name` is what the user called it."""

    folder: Path
    name: str
    commit: str

    @classmethod
    def find(cls, folder: Path, name: str, asked: str = "--against") -> Revision:
        """The revision that the option `asked` names. Raises Failure where git knows none, or will not say."""
        if not name.strip() or name.startswith("-") or written(name) != name:
            raise Failure(f"{asked} names no revision (“{written(name)}”): give a commit, a branch or a tag")
        if shutil.which("git") is None:
            raise Failure(f"{asked} asks git for an earlier text, and git is not installed")
        inside = _git(folder, "rev-parse", "--git-dir")
        if inside.returncode:
            said = f"git says of {_called(folder)}: {_said(inside)}"
            raise Failure(f"{asked} asks git for an earlier text, and {said}")
        known = _git(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        commit = known.stdout.decode("ascii", "replace").strip()
        if known.returncode or not commit.isalnum():
            raise Failure(f"git knows no revision “{name}” in {_called(folder)}: {_advice(folder)}")
        return cls(folder, name, commit)

    def branched(self) -> Revision:
        """The commit at which what is checked out left this one: itself, where nothing else was done there since."""
        found = _git(self.folder, "merge-base", self.commit, "HEAD").stdout.decode("ascii", "replace").strip()
        return replace(self, commit=found) if found.isalnum() else self

    def entry(self, name: str) -> Entry | None:
        """A file of the folder; None where it was not there. Raises Failure where git cannot say."""
        return next(self._entries("--", name), None)

    def entries(self) -> Iterator[Entry]:
        """All files of the folder and of those in it. Raises Failure where git cannot say."""
        return self._entries("-r")

    def content(self, entry: Entry) -> bytes:
        """The bytes of a file as they were committed. Raises Failure where git cannot read them."""
        where = f"{(self.folder / entry.path).as_posix()} at {self.name}"
        if entry.mode not in _REGULAR:
            raise Failure(f"{written(where)} is no regular file, and cannot be compared")
        size = _git(self.folder, "cat-file", "-s", entry.object)
        if size.returncode or not size.stdout.strip().isdigit():
            raise Failure(f"git cannot read {written(where)}: {_said(size)}")
        if int(size.stdout) > _LARGEST:
            raise Failure(f"{written(where)} is larger than {_LARGEST:,} bytes, and cannot be compared")
        shown = _git(self.folder, "cat-file", "blob", entry.object)
        if shown.returncode:
            raise Failure(f"git cannot read {written(where)}: {_said(shown)}")
        return shown.stdout

    def contents(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, bytes]]:
        """Regular files with their bytes as they were committed. Raises Failure where git cannot read one, or where
        they are too large."""
        left = _TOGETHER
        for some in _batched((entry for entry in entries if entry.mode in _REGULAR), _AT_ONCE):
            names = "".join(f"{entry.object}\n" for entry in some).encode("ascii")
            left -= _size(_git(self.folder, "cat-file", "--batch-check", given=names).stdout)
            if left < 0:
                raise Failure(f"the files at {self.name} have more than {_TOGETHER:,} bytes, and cannot be compared")
            told = _git(self.folder, "cat-file", "--batch", given=names)
            data, at = told.stdout, 0
            for entry in some:
                end = data.find(b"\n", at)
                facts = data[at:end].split() if end >= 0 else []
                if len(facts) != 3 or facts[1] != b"blob":
                    raise Failure(f"git cannot read {written(entry.path)} at {self.name}: {_said(told)}")
                size = int(facts[2])
                yield entry, data[end + 1 : end + 1 + size]
                at = end + 1 + size + 1

    def lay_out(self, folder: Path) -> None:
        """Write the files of the folder as they were committed into another; pictures and the like are empty there.

        Raises Failure where git cannot read one.
        """
        entries = [entry for entry in self.entries() if is_within(folder / entry.path, folder)]
        empty = [entry for entry in entries if PurePosixPath(entry.path).suffix.lower() in _ONLY_THERE]
        for entry in empty:
            _put(folder / entry.path, b"")
        for entry, data in self.contents(sorted(set(entries) - set(empty), key=lambda entry: entry.path)):
            _put(folder / entry.path, data)

    def _entries(self, *arguments: str) -> Iterator[Entry]:
        listed = _git(self.folder, "ls-tree", "-z", self.commit, *arguments)
        if listed.returncode:
            raise Failure(f"git cannot say what {self.folder.as_posix()} was at {self.name}: {_said(listed)}")
        for line in filter(None, listed.stdout.split(b"\0")):
            facts, _, path = line.partition(b"\t")
            mode, _, name = facts.decode("ascii").split(" ")
            yield Entry(os.fsdecode(path), mode, name)


def root(folder: Path) -> Path:
    """The folder of the repository that another lies in. Raises Failure where there is none."""
    said = _git(folder, "rev-parse", "--show-toplevel")
    if said.returncode:
        raise Failure(f"git says of {folder.as_posix()}: {_said(said)}")
    return Path(os.fsdecode(said.stdout.removesuffix(b"\n")))


def tags(folder: Path) -> list[str]:
    """The tags of the repository that a folder lies in, the latest last. Raises Failure where git cannot say."""
    said = _git(folder, "for-each-ref", "--sort=creatordate", "--format=%(refname:strip=2)", "refs/tags")
    if said.returncode:
        raise Failure(f"git cannot say which tags {folder.as_posix()} has: {_said(said)}")
    return os.fsdecode(said.stdout).split("\n")[:-1]


def _called(folder: Path) -> str:
    return "the current folder" if folder == Path() else folder.as_posix()


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _size(told: bytes) -> int:
    """How many bytes some objects have, as git tells it of each on a line; of those it lacks nothing is counted."""
    facts = (line.split() for line in told.splitlines())
    return sum(int(words[2]) for words in facts if len(words) == 3 and words[2].isdigit())


def _advice(folder: Path) -> str:
    """What to do where a revision is not known."""
    if _git(folder, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        return "the clone is shallow; fetch more of its history (git fetch --unshallow)"
    return "give a commit, a branch or a tag"


def _batched(entries: Iterable[Entry], most: int) -> Iterator[list[Entry]]:
    """Entries, so many at a time."""
    left = iter(entries)
    while some := list(islice(left, most)):
        yield some


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    settings = [word for setting in _SAFE for word in ("-c", setting)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "--no-pager", *settings, "-C", str(folder), *arguments]
    try:
        return subprocess.run(
            command,
            capture_output=True,
            check=False,
            input=given or b"",
            timeout=_SECONDS,
            env=kept | _ENVIRONMENT,
        )
    except subprocess.TimeoutExpired:
        raise Failure(f"git did not answer within {_SECONDS} seconds about {folder.as_posix()}") from None
    except OSError:
        raise Failure("git is asked for an earlier text, and cannot be started") from None


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    """Git's own first line, or that it says nothing."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return written(lines[0].removeprefix("fatal: ")) if lines else "nothing"
