"""What is shown: the last good site, what was found, and the number of times it was made anew."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

from siglum import build as building
from siglum import checking
from siglum.build.verify import Differs
from siglum.diagnostic import Diagnostic
from siglum.edition import Edition
from siglum.failure import Failure
from siglum.report import text


class Preview:
    """The site of the edition in a folder, in a temporary folder of its own.

    `root` is the folder of the last good pages, None before there were any; `generation` counts the refreshes;
    `findings` and `failures` are what the last one came to, `stale` says that it made no site. A reader of the site
    may wait for the next generation.
    """

    def __init__(self, folder: Path, temporary: Path) -> None:
        self.folder, self.temporary = folder, temporary
        self.root: Path | None = None
        self.generation = 0
        self.findings: list[Diagnostic] = []
        self.failures: list[str] = []
        self.stale = self.closed = False
        self._changed = threading.Condition()

    def refresh(self) -> str:
        """Check the edition and make its site anew; gives the sentence that says what came of it."""
        outcome = checking.check((), checking.Options(jobs=1))
        findings, failures = list(outcome.findings), list(outcome.failures)
        made: Path | None = self.temporary / str(self.generation + 1)
        try:
            building.build(Edition.load(self.folder), self.temporary / str(self.generation + 1), frozenset({"html"}))
        except Differs as differs:
            findings, made = [*findings, *differs.findings], None
            failures.append("an output does not say what its reading says")
        except Failure as failure:
            failures, made = list(dict.fromkeys([*failures, str(failure)])), None
        with self._changed:
            old, self.root = self.root, (made / "html" if made else self.root)
            self.findings, self.failures, self.stale = findings, failures, made is None
            self.generation += 1
            self._changed.notify_all()
        if made and old:
            shutil.rmtree(old.parent, ignore_errors=True)
        if made:
            return f"rebuilt: {text.summary(findings, outcome.files)}"
        return f"not rebuilt: {failures[-1]}"

    def wait(self, generation: int, seconds: float) -> int:
        """The generation there is, as soon as it is another than `generation`, or when so many seconds have passed."""
        with self._changed:
            self._changed.wait_for(lambda: self.generation != generation or self.closed, seconds)
            return self.generation

    def close(self) -> None:
        """Nobody waits any longer."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()
