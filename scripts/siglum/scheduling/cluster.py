"""The processes of a Dask cluster, as one more way of dividing the work (`scheduling`).

A worker is given names of files, and reads these itself, where they lie under the same path there; else the files are
sent with the names (`ship`), each batch with all that it needs. A worker has to be of the same Siglum, which is asked.
What it keeps while it works (the pages of a build) comes back with the result. A worker that is lost is Dask's
business, which gives its batches to another; where the cluster itself is lost, the rest is done here. Dask runs
whatever a client sends it, without asking who that is: docs/security.md says what follows.
"""

from __future__ import annotations

import atexit
import logging
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siglum import __version__, resources, writing
from siglum.failure import Failure
from siglum.opening import read_file
from siglum.session import Session

if TYPE_CHECKING:
    from distributed import Client

    from siglum.scheduling import Work

_SECONDS = 10
"""How long a scheduler and its first worker are waited for."""
_LOOK = 1.0
"""Seconds after which somebody who waits looks whether the scheduler is still there."""
_ENTRY = re.compile(r"[0-9a-f]{64}\.[a-z]+")
_LARGEST = 500_000_000


def _made_with() -> str:
    """What tells apart toolkits that might give other results, wherever they are installed."""
    from importlib.metadata import version

    said = sha256(f"{__version__} {sys.version_info[:2]} {version('lxml')} {version('saxonche')}".encode())
    for folder in (resources.PACKAGE, resources.folder("xslt"), resources.folder("schema")):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.suffix in (".py", ".xsl", ".xml", ".rng", ".odd"):
                said.update(f"{file.relative_to(folder).as_posix()}\n".encode() + read_file(file, _LARGEST))
    return said.hexdigest()


MADE_WITH = _made_with()
"""Of this process: as the code was when it was loaded."""

Entries = Mapping[str, bytes]
"""What was kept by a worker: the names of files, and what they hold."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What a worker is told with each batch: what it is to be made of, the folder from which paths are read, and the
    files that are sent, by their paths from there; None where it reads its own."""

    made_with: str
    folder: str
    files: Mapping[str, bytes] | None = None


class Cluster:
    """The workers of a scheduler (`scheduling.Elsewhere`). `lost` is the sentence for when they do not answer any
    more."""

    def __init__(self, address: str, client: Client, session: Session, *, ship: bool) -> None:
        self.address, self._client, self._session, self._ship = address, client, session, ship
        self._told = _Told(MADE_WITH, str(Path.cwd()))
        self.lost = ""

    @property
    def jobs(self) -> int:
        """How many batches can be worked on at the same time."""
        with suppress(OSError):  # whatever becomes of the scheduler: it is asked again with the first batch
            return int(sum(self._client.ncores().values())) or 1
        return 1

    def processes(self, _: int) -> Executor:
        """The workers, as an executor."""
        return _Workers(self)

    def submit(self, call: Callable[..., Any], batch: Sequence[Any], work: Work[Any, Any] | None) -> Future[Any]:
        """A batch on its way to some worker. Raises BrokenExecutor, and Failure for what cannot be sent."""
        if self.lost or self.is_gone:
            raise self.broken(self.lost)
        told = replace(self._told, files=self._sent(batch, work)) if self._ship and work else self._told
        try:
            asked = self._client.get_executor(pure=False).submit(_there, told, call, batch, work)
        except Exception as error:  # noqa: BLE001 - of whatever kind Dask has for a scheduler that is gone
            raise self.broken(str(error)) from None
        future = _Answer(self)
        asked.add_done_callback(lambda done: self._answered(done, future, work))
        return future

    @property
    def is_gone(self) -> bool:
        """Whether Dask has given the scheduler up: then nobody says of what was sent last that it is lost."""
        return self._client.status in ("closing", "closed")

    def broken(self, said: str) -> BrokenExecutor:
        """What ends the wait for the workers; from now on the work is done here."""
        self.lost = f"the cluster at {self.address} does not answer any more: the rest was done on this machine"
        return BrokenExecutor(said)

    def _sent(self, batch: Sequence[Any], work: Work[Any, Any]) -> Mapping[str, bytes]:
        """What the work on a batch reads, by path; what cannot be read, there is not."""
        sent: dict[str, bytes] = {}
        for path in work.reads(batch, self._session):
            if path.is_absolute():
                raise Failure(f"{path} is named by its whole path: to have files sent, name them from where you are")
            with suppress(Failure):
                sent[path.as_posix()] = read_file(path, _LARGEST)
        return sent

    def _answered(self, done: Future[Any], future: Future[Any], work: Work[Any, Any] | None) -> None:
        try:
            result, entries = done.result()
            if work is not None:
                result = result[0], False  # a process that holds too much is replaced by Dask, by its own limit
                _put(entries, work.keeps_in)
        except Failure as failure:
            future.set_exception(failure)
        except Exception as error:  # noqa: BLE001 - it is told to whoever waits for the result
            if type(error).__name__ == "KilledWorker":  # by this batch, more often than Dask would bear
                future.set_exception(BrokenExecutor(str(error)))
            elif isinstance(error, CancelledError | OSError) or type(error).__module__.startswith("distributed."):
                future.set_exception(self.broken(str(error)))
            else:
                future.set_exception(error)
        else:
            future.set_result(result)


class _Answer(Future[Any]):
    """The answer to a batch; whoever waits for it hears of a scheduler that is gone."""

    def __init__(self, cluster: Cluster) -> None:
        super().__init__()
        self._cluster = cluster

    def result(self, timeout: float | None = None) -> Any:
        while True:
            try:
                return super().result(_LOOK if timeout is None else timeout)
            except TimeoutError:
                if timeout is not None:
                    raise
                if self._cluster.is_gone:
                    raise self._cluster.broken("") from None


class _Workers(Executor):
    """The workers as an executor; the cluster lives on when it is shut down."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    def submit(self, call: Callable[..., Any], /, *arguments: Any, **_: Any) -> Future[Any]:
        batch, work = arguments or ((), None)
        return self._cluster.submit(call, batch, work)


@contextmanager
def opened(address: str, session: Session, *, ship: bool = False) -> Iterator[Cluster | None]:
    """The cluster of a scheduler; none where there is no address. With `ship`, it is sent the files it needs.

    Raises Failure: Dask is not installed, nobody answers, there is no worker, or one is of another Siglum.
    """
    if not address:
        yield None
        return
    client = _client(address)
    try:
        _same(address, client)
        yield Cluster(address, client, session, ship=ship)
    finally:
        _close(client)


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise Failure("a cluster needs Dask, which is not installed: pip install 'siglum[dask]'") from None
    for name in ("distributed", "tornado", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what is to be said is said here, in sentences
    try:
        client = Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        said = "start one (“dask scheduler”), or leave --cluster out"
        raise Failure(f"no Dask scheduler answers at {address}: {said}") from error
    try:
        client.wait_for_workers(1, timeout=_SECONDS)
    except OSError as error:
        _close(client)
        said = f"start some (“dask worker {address}”), or leave --cluster out"
        raise Failure(f"the scheduler at {address} has no worker: {said}") from error
    return client


def _close(client: Client) -> None:
    with suppress(OSError):  # a scheduler that is gone need not be told
        client.close(timeout=1)


def _same(address: str, client: Client) -> None:
    """Raises Failure where the scheduler, through which all passes, or a worker is of another Siglum."""
    try:
        answers = {address: client.run_on_scheduler(_asked), **client.run(_asked, on_error="return")}
    except Exception as error:  # noqa: BLE001 - of whatever kind Dask has
        raise Failure(f"{_another(address)} ({error})") from None
    for process, answer in sorted(answers.items()):
        if answer != MADE_WITH:
            raise Failure(_another(process))


def _another(process: str) -> str:
    return f"{process} has another Siglum, Python, lxml or Saxon, or none: install what is here, and start it again"


def _asked() -> str:
    return MADE_WITH


def _put(entries: Entries, folder: Path | None) -> None:
    """Keep here what a worker has kept. Raises Failure."""
    if folder is not None:
        for name, data in entries.items():
            if _ENTRY.fullmatch(name):
                writing.write(folder / name, data)


# ----- on a worker -----


@cache
def _thread() -> ThreadPoolExecutor:
    """One thread does all the work, however many the worker has: what a session has read is not for several."""
    return ThreadPoolExecutor(1)


def _there(told: _Told, *asked: Any) -> tuple[Any, Entries]:
    return _thread().submit(_done, told, *asked).result()


def _done(
    told: _Told, call: Callable[..., Any], batch: Sequence[Any], work: Work[Any, Any] | None
) -> tuple[Any, Entries]:
    """What comes of a batch, and what was kept meanwhile. Raises Failure."""
    if told.made_with != MADE_WITH:
        raise Failure(_another(platform.node()))
    if work is None:
        return call(), {}
    try:
        os.chdir(_unpacked(told.folder, told.files) if told.files is not None else told.folder)
    except OSError:
        said = "start workers where it is, or have the files sent (--ship)"
        raise Failure(f"a worker of the cluster has no folder {told.folder}: {said}") from None
    with tempfile.TemporaryDirectory(prefix="siglum-", ignore_cleanup_errors=True) as place:
        result = call(batch, work.away(Path(place)))
        return result, {file.name: read_file(file, _LARGEST) for file in sorted(Path(place).iterdir())}


def _unpacked(folder: str, files: Mapping[str, bytes]) -> Path:
    """The folder in which the files of a batch lie as they were sent, and no others; what was there is not rewritten,
    so that the session need not read it again."""
    root = _root()
    here = root.joinpath(*Path(folder).parts[1:])
    here.mkdir(parents=True, exist_ok=True)
    wanted = {Path(os.path.normpath(here / name)): data for name, data in files.items()}
    for path in (path for path in sorted(root.rglob("*")) if path.is_file() and path not in wanted):
        path.unlink()
    for path, data in wanted.items():
        if path.is_relative_to(root) and not (path.is_file() and path.read_bytes() == data):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return here


@cache
def _root() -> Path:
    """A folder of this worker's, for what it is sent."""
    place = tempfile.mkdtemp(prefix="siglum-")
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return Path(os.path.realpath(place))
