"""What is shown: the pages of the last build that succeeded, and the findings about the edition as it now stands."""

from __future__ import annotations

import shutil
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from siglum import checking
from siglum import publish as building
from siglum.checking import Options
from siglum.diagnostic import Diagnostic, in_order
from siglum.edition import Edition
from siglum.failure import Failure, fault
from siglum.publish.verify import Differs
from siglum.report import text
from siglum.session import Session

_OUTPUT = "html"


@dataclass(frozen=True, slots=True)
class State:
    """One moment of the preview.

    `generation` grows with each; `pages` is the folder of the last good build, None where there was none; `trouble`
    is why nothing newer could be built, "" where it could; `unchecked` is what the check could not do.
    """

    generation: int
    pages: Path | None = None
    trouble: str = ""
    findings: tuple[Diagnostic, ...] = ()
    unchecked: tuple[str, ...] = ()


class Preview:
    """The current state, and the folder that holds the pages of each build."""

    def __init__(self, folder: Path, generation: int = 0) -> None:
        self.folder = folder.resolve()
        self.state = State(generation)
        self.closed = False
        self.session = Session()
        self._changed = threading.Condition()

    def refresh(self) -> State:
        """Build and check the edition of the current folder, show what comes of it, and give that back."""
        before = self.state
        folder = self.folder / str(before.generation + 1)
        now = _checked(_built(before, folder, self.session), self.session)
        with self._changed:
            self.state = now
            self._changed.notify_all()
        self._drop(now.pages, before.pages)
        return now

    def wait(self, generation: int, seconds: float) -> int:
        """The generation, as soon as it differs from the one given, the preview is closed, or `seconds` have passed."""
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self.state.generation != generation, seconds)
        return self.state.generation

    def close(self) -> None:
        """End every `wait`, and what runs for the session."""
        self.session.close()
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def _drop(self, *kept: Path | None) -> None:
        """Remove older pages; those from just before may still be on their way to somebody."""
        for build in self.folder.iterdir():
            if build / _OUTPUT not in kept:
                shutil.rmtree(build, ignore_errors=True)


def sentence(state: State) -> str:
    """What is said on the terminal."""
    if state.trouble:
        return f"not rebuilt: {state.trouble}"
    return "; ".join((f"rebuilt: {text.counts(state.findings)}", *state.unchecked))


def _built(before: State, folder: Path, session: Session) -> State:
    """The state after a build into a new folder; where that fails, with the pages from before."""
    now = State(before.generation + 1, before.pages)
    try:
        done = building.build(Edition.load(Path()), folder, frozenset({_OUTPUT}), session=session, keep=True)
    except Differs as differs:
        return replace(now, trouble="a page does not say what its reading says", findings=tuple(differs.findings))
    except Failure as failure:
        return replace(now, trouble=str(failure))
    except Exception as error:  # noqa: BLE001 - a preview outlives whatever it is given
        return replace(now, trouble=fault("", error))
    return replace(now, pages=folder / _OUTPUT, findings=done.findings)


def _checked(state: State, session: Session) -> State:
    """The state with what the check finds, in this process: one with threads is not divided."""
    try:
        outcome = checking.check((), Options(jobs=1), session)
    except Exception as error:  # noqa: BLE001 - a preview outlives whatever it is given
        return replace(state, unchecked=(fault("", error),))
    found = in_order({*state.findings, *outcome.findings})
    unchecked = tuple(said for said in outcome.failures if said != state.trouble)
    return replace(state, findings=tuple(found), unchecked=unchecked)
