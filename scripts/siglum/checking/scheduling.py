"""How the work on many files is divided: into batches that fit into memory, and the batches over processes.

A process keeps what it has read from one batch to the next (its session), and one process of Saxon beside it. Another
way of dividing the work is another `concurrent.futures.Executor`.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from siglum.checking import single
from siglum.checking.files import File
from siglum.checking.outcome import Options, Result, Results
from siglum.failure import Failure
from siglum.session import Session, stamp

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

_BATCH = 2_000_000
_FILE = 10_000
"""What a file counts for in bytes, however small it is."""
_WORTH_DIVIDING = {"fork": 2_000_000, "spawn": 10_000_000}
"""How many bytes of files are worth several processes, by the way in which these begin."""
_AHEAD = 3
"""How many batches a process is given before the first of them is done."""

Batch = Sequence[File]
Processes = Callable[[int], "Executor"]


def each(chosen: Sequence[File], options: Options, session: Session) -> Iterator[Results]:
    """What comes of the files, batch by batch, in order; over several processes where there is enough to do.

    In this process, the documents of an edition stay in the session for those who look at them together.
    """
    size = sum(map(weight, chosen))
    jobs = min(options.jobs or cores(), len(chosen))
    if jobs > 1 and size > _WORTH_DIVIDING[_way()] and _may_divide():
        rounds = -(-size // (_BATCH * jobs))
        yield from divided(list(batches(chosen, size // (rounds * jobs))), options, session, jobs)
        return
    for batch in batches(chosen, _BATCH):
        yield _results(batch, options, session, hold=options.together)


def batches(chosen: Batch, most: int) -> Iterator[Batch]:
    """The files in order, as many at a time as have about so many bytes."""
    batch: list[File] = []
    size = 0
    for file in chosen:
        size += weight(file)
        if batch and size > most:
            yield batch
            batch, size = [], weight(file)
        batch.append(file)
    if batch:
        yield batch


def divided(
    work: Sequence[Batch], options: Options, session: Session, jobs: int, processes: Processes | None = None
) -> Iterator[Results]:
    """What comes of the batches, in order, each done in one of several processes.

    A batch whose process ends before it is done is tried again by itself. Where there are no processes to be had, the
    work is done in this one.
    """
    from concurrent.futures import BrokenExecutor

    _read_ahead(options, session)
    start = processes or partial(pool, session)
    executor = start(jobs)
    waiting = deque(work)
    under_way: deque[tuple[Batch, Executor, Future[Results]]] = deque()
    try:
        while waiting or under_way:
            while waiting and len(under_way) < jobs * _AHEAD:
                batch = waiting.popleft()
                under_way.append((batch, executor, _submitted(executor, batch, options)))
            batch, executed_by, future = under_way.popleft()
            try:
                yield future.result()
            except BrokenExecutor:
                if executed_by is executor:
                    executor = start(jobs)
                yield _apart(batch, options, session, start)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _submitted(executor: Executor, batch: Batch, options: Options) -> Future[Results]:
    """The batch under way; in an executor that is broken, a future that says so."""
    from concurrent.futures import BrokenExecutor, Future

    try:
        return executor.submit(work_on, batch, options)
    except (BrokenExecutor, OSError) as error:
        future: Future[Results] = Future()
        future.set_exception(BrokenExecutor(str(error)))
        return future


def _apart(batch: Batch, options: Options, session: Session, start: Processes) -> Results:
    """What comes of a batch in a process of its own; of one that ends it again, of its halves."""
    from concurrent.futures import BrokenExecutor

    with start(1) as executor:
        try:
            executor.submit(os.getpid).result()
        except (BrokenExecutor, OSError):
            return _results(batch, options, session, hold=False)
        try:
            return executor.submit(work_on, batch, options).result()
        except BrokenExecutor:
            pass
    if len(batch) == 1:
        said = f"{batch[0].path} could not be checked: the process that did it was ended, perhaps for want of memory"
        return Results([Result(failures=[said])])
    half = len(batch) // 2
    return _apart(batch[:half], options, session, start) + _apart(batch[half:], options, session, start)


def pool(session: Session, jobs: int) -> Executor:
    """So many processes. Copies of this one begin with what the session has read."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    way = _way()
    return ProcessPoolExecutor(jobs, multiprocessing.get_context(way), _begun, (session if way == "fork" else None,))


def _read_ahead(options: Options, session: Session) -> None:
    """Read what every process needs, where they are copies of this one; a failure is for those to say who meet it."""
    if _way() != "fork":
        return
    if "schematron" in options.stations:
        import siglum.schematron
    if options.together:
        import siglum.integrity  # noqa: F401
    if "relaxng" in options.stations:
        for path in options.schemas:
            with suppress(Failure):
                session.recogniser(Path(path), options.catalogs)


def _may_divide() -> bool:
    """Whether this process may have others work for it: it does not work for another, and the system has the means."""
    import multiprocessing

    try:
        multiprocessing.get_context(_way()).Lock()
    except (ImportError, OSError):
        return False
    return multiprocessing.parent_process() is None


def cores() -> int:
    """How many processes can run at the same time."""
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _way() -> str:
    """How a process begins: as a copy of this one, which is quick, where nothing would be missing in the copy.

    Threads would be, those of Saxon too; and only on Linux do all libraries of the system bear it.
    """
    copied = sys.platform == "linux" and "saxonche" not in sys.modules and threading.active_count() == 1
    return "fork" if copied else "spawn"


_SESSION: list[Session] = []
"""The session of a process that works for another."""


def _begun(session: Session | None) -> None:
    """A process begins, with a copy of a session if there is one. Ctrl-C is the business of the one it works for."""
    from multiprocessing.util import Finalize

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _SESSION[:] = [session.copied() if session else Session()]
    Finalize(None, _SESSION[0].close, exitpriority=1)


def work_on(batch: Batch, options: Options) -> Results:
    """What comes of a batch, in a process that works for another."""
    _SESSION[0].begin()
    _SESSION[0].cache = options.kept
    return _results(batch, options, _SESSION[0], hold=False)


def _results(batch: Batch, options: Options, session: Session, *, hold: bool) -> Results:
    """What comes of some files. The documents are let go, but for those of an edition where they are to be held."""
    results = Results(single.files(batch, options, session))
    if options.together:
        from siglum.checking import together

        results.alone = [together.alone(file, options, session) for file in batch if not file.is_listed]
    for result in (*results.single, *results.alone):
        result.measure()
    for file in batch:
        if not (hold and file.is_listed):
            session.release(file.path)
    return results


def weight(file: File) -> int:
    """How many bytes a file has, and something for its being one."""
    found = stamp(Path(file.path))
    return _FILE + (found[2] if found else 0)
