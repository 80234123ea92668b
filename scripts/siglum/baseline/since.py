"""What a check would have found at a revision of git: its files are laid out in a folder of their own and checked.

Compared is the commit at which the work that is checked out left the revision, so that what others have done there
since does not count as done here.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from siglum import checking, git
from siglum.baseline import Marks, marks
from siglum.checking import Options
from siglum.git import Revision
from siglum.paths import exists
from siglum.session import Session


def known(paths: Sequence[str], options: Options, revision: str) -> tuple[Marks, list[str]]:
    """The fingerprints of what was found in files and folders at a revision, and what could not be done there.

    Raises Failure where git cannot say.
    """
    here = Path.cwd().resolve()
    at = Revision.find(_where(paths), revision, "--since").branched()
    root = git.root(at.folder).resolve()
    at = replace(at, folder=root)
    named = [os.path.relpath(path) for path in paths]
    above = Path(os.path.commonpath((here, root)))
    with tempfile.TemporaryDirectory(prefix="siglum-") as name:
        folder = Path(name).resolve()
        at.lay_out(folder / root.relative_to(above))
        inside = folder / here.relative_to(above)
        if named:
            inside.mkdir(parents=True, exist_ok=True)
        if not inside.is_dir():
            return {}, []
        asked = _as_of_now(options)
        with contextlib.chdir(inside), Session() as session:
            there = [path for path in named if exists(Path(path))]
            if named and not there:
                return {}, []
            outcome = checking.check(there, asked, session)
            found = marks(outcome.findings, session.source)
        if any(map(os.path.isabs, paths)):  # a file outside the current folder is called as it was named
            found = {_as_named(name, here): listed for name, listed in found.items()}
        return found, outcome.failures


def _where(paths: Sequence[str]) -> Path:
    """The folder whose repository is asked: that of the first file or folder that is named, else the current one."""
    if not paths:
        return Path()
    first = Path(paths[0])
    return first if first.is_dir() else first.parent


def _as_named(name: str, here: Path) -> str:
    return Path(os.path.normpath(here / name)).as_posix() if name.startswith("..") else name


def _as_of_now(options: Options) -> Options:
    """The options, with the schemas and catalogs that are named as they are now, wherever one stands."""
    named = (options.schemas, options.rules, options.catalogs)
    schemas, rules, catalogs = (tuple(str(Path(name).absolute()) for name in names) for names in named)
    return options._replace(schemas=schemas, rules=rules, catalogs=catalogs, against="")
