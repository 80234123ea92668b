"""How the work on many files is divided: into batches that fit into memory, and the batches over processes.

What the work is, says a `Work`: `check` and `build` have their own. A process keeps what it has read from one batch to
the next (its session), and one process of Saxon beside it. Another way of dividing the work is another
`concurrent.futures.Executor`.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from siglum.session import Session

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

_SENT = 100
_AHEAD = 3
"""How many batches a process is given before the first of them is done."""
_WORTH_LEAVING = 2_000_000
"""How many bytes of items are worth another process even for one job, if the work leaves something behind in it."""
_GROWN = 1.25
"""How much more than after its first batch a process may hold."""

I = TypeVar("I", contravariant=True)  # noqa: E741 - an item
R = TypeVar("R", covariant=True)
Processes = Callable[[int], "Executor"]


class Work(Protocol[I, R]):
    """What is done with items (files, say), in whatever process. It is sent there, so that it can be pickled.

    What comes of two batches can be added.
    """

    @property
    def batch(self) -> int:
        """How many bytes of items are worked on at a time."""
        ...

    @property
    def worth_dividing(self) -> Mapping[str, int]:
        """How many bytes of items are worth several processes, by the way in which these begin."""
        ...

    @property
    def most_memory(self) -> int:
        """How many bytes a process may hold when a batch is done: one that holds more is replaced by another (on Linux,
        which says how many they are). 0 where the work leaves nothing behind in a process."""
        ...

    def size(self, item: I) -> int:
        """What an item counts for, in bytes."""
        ...

    def read_ahead(self, session: Session) -> None:
        """Read what every process needs, where they are copies of this one."""
        ...

    def do(self, batch: Sequence[I], session: Session, *, hold: bool) -> R:
        """What comes of some items; with `hold`, what was read of them stays in the session."""
        ...

    def lost(self, item: I) -> R:
        """What comes of an item whose process was ended."""
        ...

    def reads(self, batch: Sequence[I], session: Session) -> Iterable[Path]:
        """The files that are read for some items, as far as they are there."""
        ...

    @property
    def keeps_in(self) -> Path | None:
        """The folder in which the work keeps what it makes, if it does."""
        ...

    def away(self, folder: Path) -> Work[I, R]:
        """The same work on another machine: what it makes it keeps in that folder, and nothing for later."""
        ...


class Elsewhere(Protocol):
    """Processes that are not of this machine, or not ours to begin."""

    @property
    def jobs(self) -> int:
        """How many there are."""
        ...

    def processes(self, jobs: int) -> Executor:
        """Those, as an executor."""
        ...


By = int | Elsewhere
"""Who does the work: so many processes (0: as many as there are cores), or those of a cluster."""


def each(chosen: Sequence[I], work: Work[I, R], session: Session, by: By = 0) -> Iterator[R]:
    """What comes of the items, batch by batch, in order; over several processes where there is enough to do.

    In this process, what was read stays in the session for those who look at the items together.
    """
    size = sum(map(work.size, chosen))
    if not isinstance(by, int):
        if chosen:
            yield from divided(list(_sent(chosen, size, work, by.jobs)), work, session, by.jobs, by.processes)
        return
    jobs = min(by or cores(), len(chosen))
    divides = size > work.worth_dividing[_way()] if jobs > 1 else work.most_memory and size > _WORTH_LEAVING
    if divides and _may_divide():
        rounds = -(-size // (work.batch * jobs))
        yield from divided(list(batches(chosen, size // (rounds * jobs), work)), work, session, jobs)
        return
    for batch in batches(chosen, work.batch, work):
        yield work.do(batch, session, hold=True)


def batches(chosen: Sequence[I], most: int, work: Work[I, Any]) -> Iterator[Sequence[I]]:
    """The items in order, as many at a time as have about so many bytes."""
    batch: list[I] = []
    size = 0
    for item in chosen:
        size += work.size(item)
        if batch and size > most:
            yield batch
            batch, size = [], work.size(item)
        batch.append(item)
    if batch:
        yield batch


def _sent(chosen: Sequence[I], size: int, work: Work[I, Any], jobs: int) -> Iterator[Sequence[I]]:
    """Batches worth the way to another machine: of a hundred items at least, where that leaves no process idle."""
    least = min(_SENT, -(-len(chosen) // jobs))
    batch: list[I] = []
    for part in batches(chosen, min(work.batch, size // jobs), work):
        batch += part
        if len(batch) >= least:
            yield batch
            batch = []
    if batch:
        yield batch


def divided(
    waits: Sequence[Sequence[I]], work: Work[I, R], session: Session, jobs: int, processes: Processes | None = None
) -> Iterator[R]:
    """What comes of the batches, in order, each done in one of several processes.

    A batch whose process ends before it is done is tried again by itself. Where there are no processes to be had, the
    work is done in this one. Where one holds too much, all are replaced as soon as they have done what they have begun.
    """
    from concurrent.futures import BrokenExecutor

    if _way() == "fork":
        work.read_ahead(session)
    start = processes or partial(pool, session)
    executor = start(jobs)
    waiting = deque(waits)
    under_way: deque[tuple[Sequence[I], Executor, Future[tuple[R, bool]]]] = deque()
    is_spent = False
    try:
        while waiting or under_way:
            if is_spent and not under_way:
                executor.shutdown()
                executor, is_spent = start(jobs), False
            while waiting and not is_spent and len(under_way) < jobs * _AHEAD:
                batch = waiting.popleft()
                under_way.append((batch, executor, _submitted(executor, batch, work)))
            batch, executed_by, future = under_way.popleft()
            try:
                result, spent = future.result()
            except BrokenExecutor:
                if executed_by is executor:
                    executor = start(jobs)
                result, spent = _apart(batch, work, session, start), False
            is_spent = is_spent or (spent and executed_by is executor)
            while is_spent and under_way and under_way[-1][2].cancel():
                waiting.appendleft(under_way.pop()[0])
            yield result
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _submitted(executor: Executor, batch: Sequence[I], work: Work[I, R]) -> Future[tuple[R, bool]]:
    """The batch under way; in an executor that is broken, a future that says so."""
    from concurrent.futures import BrokenExecutor, Future

    try:
        return executor.submit(work_on, batch, work)
    except (BrokenExecutor, OSError) as error:
        future: Future[tuple[R, bool]] = Future()
        future.set_exception(BrokenExecutor(str(error)))
        return future


def _apart(batch: Sequence[I], work: Work[I, R], session: Session, start: Processes) -> R:
    """What comes of a batch in a process of its own; of one that ends it again, of its halves."""
    from concurrent.futures import BrokenExecutor

    with start(1) as executor:
        try:
            executor.submit(os.getpid).result()
        except (BrokenExecutor, OSError):
            return work.do(batch, session, hold=False)
        try:
            return executor.submit(work_on, batch, work).result()[0]
        except BrokenExecutor:
            pass
    if len(batch) == 1:
        return work.lost(batch[0])
    half = len(batch) // 2
    first, second = (_apart(part, work, session, start) for part in (batch[:half], batch[half:]))
    return first + second  # type: ignore[operator,no-any-return]


def pool(session: Session, jobs: int) -> Executor:
    """So many processes. Copies of this one begin with what the session has read."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    way = _way()
    return ProcessPoolExecutor(jobs, multiprocessing.get_context(way), _begun, (session if way == "fork" else None,))


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
    import threading

    copied = sys.platform == "linux" and "saxonche" not in sys.modules and threading.active_count() == 1
    return "fork" if copied else "spawn"


_SESSION: list[Session] = []
"""The session of a process that works for another."""
_AFTER_FIRST: list[int] = []
"""What it held after its first batch, in bytes: large files need much, and another process would need as much."""


def _begun(session: Session | None) -> None:
    """A process begins, with a copy of a session if there is one. Ctrl-C is the business of the one it works for."""
    import signal
    from multiprocessing.util import Finalize

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _SESSION[:] = [session.copied() if session else Session()]
    Finalize(None, _SESSION[0].close, exitpriority=1)


def work_on(batch: Sequence[I], work: Work[I, R]) -> tuple[R, bool]:
    """What comes of a batch, in a process that works for another; and whether that is to be replaced."""
    from siglum.memory import held

    if not _SESSION:
        _SESSION.append(Session())
    _SESSION[0].begin()
    result = work.do(batch, _SESSION[0], hold=False)
    holds = held(os.getpid())
    if not _AFTER_FIRST:
        _AFTER_FIRST.append(holds)
    return result, 0 < work.most_memory < holds and holds > _GROWN * _AFTER_FIRST[0]
