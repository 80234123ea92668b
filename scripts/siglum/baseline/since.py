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
    here = Path.cwd()
    at = Revision.find(Path(), revision, "--since").branched()
    root = git.root(here)
    at = replace(at, folder=root)
    named = [os.path.relpath(path) for path in paths]
    with tempfile.TemporaryDirectory(prefix="siglum-") as name:
        folder = Path(name).resolve()
        at.lay_out(folder)
        inside = folder / here.resolve().relative_to(root.resolve())
        if not inside.is_dir():
            return {}, []
        asked = _as_of_now(options)
        with contextlib.chdir(inside), Session() as session:
            there = [path for path in named if exists(Path(path))]
            if named and not there:
                return {}, []
            outcome = checking.check(there, asked, session)
            return marks(outcome.findings, session.source), outcome.failures


def _as_of_now(options: Options) -> Options:
    """The options, with the schemas and catalogs that are named as they are now, wherever one stands."""
    named = (options.schemas, options.rules, options.catalogs)
    schemas, rules, catalogs = (tuple(str(Path(name).absolute()) for name in names) for names in named)
    return replace(options, schemas=schemas, rules=rules, catalogs=catalogs, against="")
