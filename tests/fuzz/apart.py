"""Inputs run in a copy of this process, so that one which ends it, fills its memory or goes on for ever costs no more than
itself."""

from __future__ import annotations

import gc
import json
import os
import resource
import select
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from fuzz import invariants
from fuzz.cases import Case
from fuzz.invariants import Broken, Seen, Watch
from siglum.session import Session

PATIENCE = 90.0
"""Seconds (of the clock) after which an input is given up."""
MEMORY = 1_500_000_000
"""Bytes that an input may take beyond what the process begins with."""
CPU, PER_BYTE = 4.0, 100e-6
"""Seconds of CPU that an input may take, and what each byte of its files adds."""


def run(
    cases: Sequence[Case], folder: Path, session: Session, patience: float = PATIENCE
) -> Iterator[tuple[Case, Seen]]:
    """What came of each input, in order. The files lie in `folder`, in a folder each, by number from 0."""
    waiting = list(range(len(cases)))
    while waiting:
        done = 0
        for number, seen in _batch([(n, cases[n]) for n in waiting], folder, session, patience):
            done += 1
            yield cases[number], seen
        waiting = waiting[done:]


def one(case: Case, session: Session, patience: float = PATIENCE) -> Seen:
    """What comes of one input."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        return next(run([case], Path(folder), session, patience))[1]


def _batch(
    cases: Sequence[tuple[int, Case]], folder: Path, session: Session, patience: float
) -> Iterator[tuple[int, Seen]]:
    """As many as one copy of this process lives to answer; at least one."""
    reading, writing = os.pipe()
    errors = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed in the end, in both processes
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.setsid()
        os.dup2(errors.fileno(), 2)
        os.dup2(errors.fileno(), 1)
        _serve(cases, folder, session, writing)
    os.close(writing)
    answers = _lines(reading, patience)
    try:
        for number, case in cases:
            line = next(answers, None)
            if line is None:
                yield number, _gone(child, case, errors)
                return
            yield number, Seen.from_json(json.loads(line))
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(child, 0)
        os.close(reading)
        errors.close()


def _lines(reading: int, patience: float) -> Iterator[bytes]:
    """Lines from a pipe, as long as each comes in time."""
    held = b""
    while True:
        while b"\n" not in held:
            if not select.select([reading], [], [], patience)[0]:
                return
            more = os.read(reading, 1_000_000)
            if not more:
                return
            held += more
        line, _, held = held.partition(b"\n")
        yield line


def _gone(child: int, case: Case, errors: object) -> Seen:
    """What is to be said where no answer came: the process has ended, or goes on."""
    ended, status = os.waitpid(child, os.WNOHANG)
    if not ended:
        return Seen(broken=[Broken("ended", f"no answer in {PATIENCE:g} s", "for ever")])
    said = os.waitstatus_to_exitcode(status)
    return Seen(broken=[Broken("ended", f"the process ended with {said}", str(said))])


def _serve(cases: Sequence[tuple[int, Case]], folder: Path, session: Session, writing: int) -> None:
    """Answer for each input, in the copy."""
    gc.freeze()
    watch = Watch()
    _bound(any(case.uses_saxon for _, case in cases))
    with os.fdopen(writing, "wb") as answers:
        for number, case in cases:
            seen = _answered(case, folder / str(number), session, watch)
            answers.write(json.dumps(seen.as_json()).encode() + b"\n")
            answers.flush()
    session.close()
    os._exit(0)


def _answered(case: Case, folder: Path, session: Session, watch: Watch) -> Seen:
    folder.mkdir()
    case.write(folder)
    os.chdir(folder)
    quiet = os.lseek(2, 0, os.SEEK_END)
    if case.larger is not None:
        seen = invariants.growing(case, session)
    else:
        seen = invariants.run(case, session, watch)
        allowed = CPU + PER_BYTE * sum(map(len, case.files.values()))
        if seen.seconds > allowed:
            seen.broken.append(
                Broken(
                    "time",
                    f"{seen.seconds:.1f} s for {len(case.files[case.changed])} bytes of {case.changed}",
                    case.kind,
                )
            )
    if os.lseek(2, 0, os.SEEK_END) > quiet:
        seen.broken.append(Broken("traceback", f"said on standard error: {_said(quiet)}", "standard error"))
    return seen


def _said(start: int) -> str:
    sys.stderr.flush()
    os.lseek(2, start, os.SEEK_SET)
    return os.read(2, 2000).decode("utf-8", "replace")


def _bound(uses_saxon: bool) -> None:
    """Hold this process to its memory: addresses where nothing reserves more than it uses, as Saxon does; else data."""
    used = (
        int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        if Path("/proc/self/statm").exists()
        else 0
    )
    which, most = (resource.RLIMIT_DATA, 4_000_000_000) if uses_saxon else (resource.RLIMIT_AS, used + MEMORY)
    with suppress(ValueError, OSError):
        resource.setrlimit(which, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
