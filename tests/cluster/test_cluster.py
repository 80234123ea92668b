"""The work given to a Dask cluster: the same findings and pages, whoever does it, and whatever becomes of the workers."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from cluster.killing import Killing
from conftest import SMALL, Command
from siglum import scheduling
from siglum.failure import Failure
from siglum.scheduling import cluster
from siglum.session import Session

distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'siglum[dask]'")
TESTS = Path(__file__).resolve().parents[1]
Start = Callable[[int], str]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Begin a scheduler with so many workers, in a folder of their own; gives its address."""
    begun: list[subprocess.Popen[bytes]] = []
    environment = os.environ | {"PYTHONPATH": str(TESTS), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}

    def process(folder: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard", "--scheduler-file", "at.json"]
        begun.append(subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.DEVNULL))

    def begin(workers: int) -> str:
        folder = tmp_path_factory.mktemp("cluster")
        process(folder, "scheduler", "--host", "127.0.0.1", "--port", "0")
        if workers:
            process(folder, "worker", "--host", "127.0.0.1", "--nworkers", str(workers), "--nthreads", "1")
        client = distributed.Client(scheduler_file=str(folder / "at.json"), timeout=60, set_as_default=False)
        if workers:
            client.wait_for_workers(workers, timeout=60)
        address = str(client.scheduler.address)
        client.close()
        return address

    yield begin
    for one in reversed(begun):
        one.send_signal(signal.SIGTERM)
    for one in begun:
        try:
            one.wait(20)
        except subprocess.TimeoutExpired:
            one.kill()


@pytest.fixture(scope="module")
def two(start: Start) -> str:
    return start(2)


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small edition with twelve more documents, two of them with faults, one of them none."""
    folder = shutil.copytree(SMALL, tmp_path / "edition")
    voyage = (SMALL / "tei" / "voyage.xml").read_text("utf-8")
    for n in range(12):
        said = voyage.replace("That is all.", f"That is number {n}." + "<unheard/>" * (n % 6 == 3))
        (folder / "tei" / f"more-{n:02}.xml").write_text(said, "utf-8")
    (folder / "tei" / "more-05.xml").write_text("<TEI>", "utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("ship", [False, True])
def test_the_findings_are_the_same(two: str, ship: bool, edition: Path, siglum: Command) -> None:
    sent = ("--ship",) * ship
    here = siglum("check", "--no-cache", "--format", "json", ".", cwd=edition)
    there = siglum("check", "--cluster", two, *sent, "--format", "json", ".", cwd=edition)
    assert (there.stdout, there.stderr, there.returncode) == (here.stdout, here.stderr, here.returncode)
    assert here.stdout.count('"code": "unknown-element"') == 2 and "more-05.xml" in here.stdout


@pytest.mark.parametrize("ship", [False, True])
def test_the_pages_are_the_same(two: str, ship: bool, edition: Path, siglum: Command) -> None:
    sent = ("--ship",) * ship
    here = siglum("build", "--no-cache", "-o", "here", cwd=edition)
    there = siglum("build", "--no-cache", "--cluster", two, *sent, "-o", "there", cwd=edition)
    assert there.stderr == here.stderr.replace("to here/", "to there/")
    assert (files(edition / "there"), there.returncode) == (files(edition / "here"), 0)


def files(folder: Path) -> dict[str, bytes]:
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert "html/index.html" in found
    return found


def test_what_was_kept_before_need_not_be_sent(two: str, edition: Path, siglum: Command) -> None:
    home = {"XDG_CACHE_HOME": str(edition / "home")}
    siglum("build", "--cluster", two, "-o", "first", cwd=edition, env=home)
    (edition / "tei" / "more-00.xml").unlink()
    made = siglum("build", "--cluster", two, "--ship", "-o", "second", cwd=edition, env=home)
    anew = siglum("build", "--no-cache", "-o", "anew", cwd=edition)
    assert made.returncode == anew.returncode == 0
    assert files(edition / "second") == files(edition / "anew")


# ----- workers that are lost -----


def test_a_worker_killed_in_the_middle_takes_nothing_with_it(two: str, tmp_path: Path) -> None:
    once = Killing(tmp_path / "killed", last=20)
    with Session() as session, cluster.opened(two, session) as there:
        assert there is not None
        assert [*chain(*scheduling.each(list(range(40)), once, session, there))] == [n * n for n in range(40)]
        assert (tmp_path / "killed").read_text() == "worker" and not there.lost


def test_what_kills_every_worker_is_named_and_the_rest_is_done(start: Start) -> None:
    with Session() as session, cluster.opened(start(2), session) as there:
        assert there is not None
        done = [*chain(*scheduling.each(list(range(6)), Killing(None, last=3), session, there))]
        assert done == [0, 1, 4, -1, 16, 25]


def test_a_scheduler_that_dies_leaves_the_rest_to_this_machine(start: Start, tmp_path: Path) -> None:
    address = start(1)
    with Session() as session, cluster.opened(address, session) as there:
        assert there is not None
        results = scheduling.each(list(range(900)), Killing(tmp_path / "killed", last=-1, batch=2), session, there)
        done = next(results)
        stop(address)
        done += chain(*results)
        assert done == [n * n for n in range(900)]
        assert there.lost == f"the cluster at {address} does not answer any more: the rest was done on this machine"


def test_whoever_waits_hears_of_a_scheduler_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Client:
        status = "running"

    monkeypatch.setattr(cluster, "_LOOK", 0.01)
    there = cluster.Cluster("tcp://127.0.0.1:9", Client(), Session(), ship=False)
    answer = cluster._Answer(there)
    with pytest.raises(TimeoutError):
        answer.result(0.1)
    assert not there.is_gone
    Client.status = "closed"
    with pytest.raises(BrokenExecutor):
        answer.result()
    assert there.lost and there.is_gone
    with pytest.raises(BrokenExecutor):
        there.submit(print, (), None)


def stop(address: str) -> None:
    with distributed.Client(address, timeout=20, set_as_default=False) as client:
        pid = client.run_on_scheduler(os.getpid)
        os.kill(pid, signal.SIGKILL)
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except OSError:
            return
        if Path(f"/proc/{pid}/stat").is_file() and " Z " in Path(f"/proc/{pid}/stat").read_text():
            return
        time.sleep(0.05)


# ----- what cannot be done -----


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_SECONDS", 1)
    with pytest.raises(Failure, match=r"no Dask scheduler answers at tcp://127.0.0.1:9: start one"):
        opened("tcp://127.0.0.1:9")
    with pytest.raises(Failure, match=r"no Dask scheduler answers at nonsense: start one"):
        opened("nonsense")


def test_a_scheduler_without_workers(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    address = start(0)
    monkeypatch.setattr(cluster, "_SECONDS", 1)
    with pytest.raises(Failure, match=f"the scheduler at {address} has no worker: start some"):
        opened(address)


def test_workers_of_another_siglum(two: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "MADE_WITH", "another")
    with pytest.raises(
        Failure,
        match=r"tcp://127.0.0.1:[0-9]+ has another Siglum, Python, lxml or Saxon, or none: install what is here",
    ):
        opened(two)


def test_a_folder_that_workers_do_not_have(two: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    with Session() as session, cluster.opened(two, session) as there:
        gone.rmdir()
        with pytest.raises(
            Failure, match=r"a worker of the cluster has no folder .*gone: start workers where it is, or"
        ):
            list(scheduling.each([1], Killing(None, last=-1), session, there or 1))
        monkeypatch.chdir(tmp_path)


def test_dask_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Failure, match=r"a cluster needs Dask, which is not installed: pip install 'siglum\[dask\]'"):
        opened("tcp://127.0.0.1:8786")


def opened(address: str) -> Any:
    with Session() as session, cluster.opened(address, session) as there:
        return there


@pytest.mark.parametrize("command", ["check", "build"])
def test_what_does_not_go_together(command: str, edition: Path, siglum: Command) -> None:
    both = siglum(command, "--cluster", "tcp://127.0.0.1:9", "--jobs", "2", cwd=edition)
    assert (both.stderr, both.returncode) == (
        "siglum: --jobs is for the processes of this machine, --cluster for those of others: leave one of them out\n",
        2,
    )
    alone = siglum(command, "--ship", cwd=edition)
    assert (alone.stderr, alone.returncode) == (
        "siglum: --ship sends files to the processes that --cluster names: give one\n",
        2,
    )


def test_what_is_named_by_its_whole_path_cannot_be_sent(two: str, edition: Path, siglum: Command) -> None:
    whole = edition / "tei" / "voyage.xml"
    told = siglum("check", "--cluster", two, "--ship", str(whole), cwd=edition)
    said = f"siglum: {whole} is named by its whole path: to have files sent, name them from where you are\n"
    assert (told.stderr, told.returncode) == (said, 2)


def test_what_a_worker_kept_is_put_back_under_names_of_one_form(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    good = f"{'a1' * 32}.pages"
    cluster._put({good: b"x", "../out.pages": b"y", f"{'a1' * 32}.": b"z", "siglum.toml": b"w"}, tmp_path / "kept")
    assert [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()] == [f"kept/{good}"]


def test_batches_are_worth_the_way() -> None:
    work = Killing(None, last=-1, batch=3)
    assert [len(batch) for batch in scheduling._sent(list(range(450)), 450, work, 2)] == [102, 102, 102, 102, 42]
    assert [len(batch) for batch in scheduling._sent(list(range(9)), 9, work, 4)] == [4, 4, 1]
