"""The pages that lead somebody step by step, done as they say.

A page is a row of steps, in fenced blocks:

    ```console                 each line after `$ ` is a command; the lines below it are what it prints, in which `…`
    $ siglum check             stands for anything
    6 files checked: …
    ```

    ```xml tei/card.xml        a file to write
    ```

    ```diff                    a file to change: what is there (the lines without sign or with -), once and no more,
    --- tei/card.xml           becomes the lines without sign or with +
    +++ tei/card.xml
     <p>
    -<persname>
    +<persName>
    ```

Blocks of any other kind are no steps.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
_PACKAGES = Path(__file__).parents[1] / "packages.py"
_CALLED = "from siglum.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Command:
    """A command, and what it prints."""

    line: str
    prints: str


@dataclass(frozen=True, slots=True)
class Write:
    """A file to write."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A file to change."""

    path: str
    before: str
    after: str


def steps(page: str) -> Iterator[Command | Write | Change]:
    """The steps of a page, in order."""
    for kind, path, text in _BLOCK.findall(page):
        if kind == "console":
            yield from (Command(line, prints) for line, prints in _COMMAND.findall(text))
        elif kind == "diff":
            _, new, *lines = text.splitlines(keepends=True)
            before = "".join(line[1:] for line in lines if line[0] in " -")
            yield Change(new.split()[1], before, "".join(line[1:] for line in lines if line[0] in " +"))
        elif path:
            yield Write(path, text)


class Reader:
    """Somebody who does what a page says, in a folder of their own; commands are run by bash, one after the other.

    Outside a virtual environment, `pip` makes packages look installed; in one it is pip, which finds all that it wants.
    """

    def __init__(self, home: Path) -> None:
        self.folder, self._where = home, home.parent / "where"
        tools = home.parent / "tools"
        tools.mkdir()
        for name, call in {"siglum": f'-c "{_CALLED}"', "pip": str(_PACKAGES)}.items():
            (tools / name).write_text(f'#!/bin/sh\nexec {sys.executable} {call} "$@"\n')
            (tools / name).chmod(0o755)
        (home.parent / "gitconfig").write_text("[user]\nname = Reader\nemail = reader@example.org\n")
        self.env = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "MAKE", "PIP_"))},
            "PATH": f"{tools}:{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join((str(home.parent / "path"), sysconfig.get_path("purelib"))),
            "PIP_NO_INDEX": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "GIT_CONFIG_GLOBAL": str(home.parent / "gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "LC_ALL": "C.UTF-8",
        }

    def does(self, step: Command | Write | Change) -> str:
        """Do a step; gives what was printed."""
        if isinstance(step, Command):
            return self._run(step.line)
        path = self.folder / step.path
        if isinstance(step, Write):
            path.write_text(step.text, "utf-8")
        else:
            text = path.read_text("utf-8")
            assert text.count(step.before) == 1, f"{step.path} has this {text.count(step.before)} times:\n{step.before}"
            path.write_text(text.replace(step.before, step.after), "utf-8")
        return ""

    def _run(self, line: str) -> str:
        script = f'{line}\nstatus=$?\npwd > "{self._where}"\nexport -p > "{self._where}.env"\nexit $status'
        kept = f'[ ! -f "{self._where}.env" ] || . "{self._where}.env"\n'
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-c", kept + script],
            cwd=self.folder, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        self.folder = Path(self._where.read_text("utf-8").strip())
        return done.stdout


def agrees(printed: str, expected: str) -> bool:
    """Whether what was printed is what a page says, in which … stands for anything on a line."""
    pattern = ".*".join(re.escape(part) for part in expected.split("…"))
    return re.fullmatch(pattern, printed) is not None
