"""Real repositories of git, made by the tests that ask about revisions."""

from __future__ import annotations

import subprocess
from pathlib import Path


def git(*arguments: str, cwd: Path) -> str:
    """What git says, as somebody with a name, whose first branch is `main`."""
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *settings, *arguments], cwd=cwd, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path, message: str) -> None:
    """Commit whatever has changed in the repository of a folder."""
    git("add", "-A", ":/", cwd=folder)
    git("commit", "-qm", message, cwd=folder)
