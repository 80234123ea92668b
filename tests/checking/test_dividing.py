"""How work is divided: when at all, how many batches are under way, what becomes of those whose process ends."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import pytest

from siglum import scheduling
from siglum.checking import Options, dividing
from siglum.checking.dividing import Checking
from siglum.checking.files import File
from siglum.checking.outcome import Result, Results
from siglum.failure import Failure
from siglum.session import Session

FILES = [File(f"{n}.xml", None) for n in range(6)]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(dividing, "_FILE", 0)
    for file in FILES:
        Path(file.path).write_bytes(b" " * 100)


def names(batches: Sequence[Sequence[File]]) -> str:
    return " ".join("".join(file.path[0] for file in batch) for batch in batches)


def test_a_batch_may_be_exactly_as_large_as_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert names(list(scheduling.batches(FILES, 200, Checking(Options())))) == "01 23 45"
    assert names(list(scheduling.batches(FILES, 199, Checking(Options())))) == "0 1 2 3 4 5"
    assert (
        names(list(scheduling.batches([*FILES[:1], File("none.xml", None), *FILES[1:]], 199, Checking(Options()))))
        == "0n 1 2 3 4 5"
    )
    monkeypatch.setattr(dividing, "_FILE", 100)
    assert names(list(scheduling.batches(FILES, 400, Checking(Options())))) == "01 23 45"


# ----- whether -----


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What `each` does with the files: the batches of “here”, or those that it gives to so many processes."""
    monkeypatch.setattr(dividing, "_WORTH_DIVIDING", {"fork": 500, "spawn": 600})
    monkeypatch.setattr(scheduling, "_way", lambda: "fork")
    monkeypatch.setattr(dividing, "_BATCH", 200)
    monkeypatch.setattr(scheduling, "cores", lambda: 3)
    seen: list[str] = []

    def divided(work: list[Sequence[File]], do: Checking, session: Session, jobs: int) -> Iterator[Results]:
        seen.append(f"{jobs}: {names(work)}")
        return iter(())

    def results(self: Checking, batch: Sequence[File], session: Session, *, hold: bool) -> Results:
        seen.append(f"here: {names([batch])} {hold and self.options.together}")
        return Results()

    def each(files: Sequence[File] = FILES, **options: Any) -> str:
        seen.clear()
        asking = Options(**options)
        list(scheduling.each(files, Checking(asking), Session(), asking.jobs))
        return ", ".join(seen)

    monkeypatch.setattr(scheduling, "divided", divided)
    monkeypatch.setattr(Checking, "do", results)
    return each


def test_much_is_divided_evenly_in_as_many_rounds_as_fit_into_memory(asked: Callable[..., str]) -> None:
    assert asked() == "3: 01 23 45"
    assert asked(jobs=2) == "2: 0 1 2 3 4 5"
    assert asked(jobs=9) == "6: 0 1 2 3 4 5"


def test_little_is_done_here(asked: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(FILES[:5]) == "here: 01 True, here: 23 True, here: 4 True"
    assert asked(jobs=1, stations=("relaxng",)) == "here: 01 False, here: 23 False, here: 45 False"
    monkeypatch.setattr(scheduling, "_way", lambda: "spawn")
    assert asked(stations=("fidelity",)) == "here: 01 True, here: 23 True, here: 45 True"
    monkeypatch.setattr(scheduling, "_way", lambda: "fork")
    monkeypatch.setattr(scheduling, "_may_divide", lambda: False)
    assert asked().startswith("here")


def test_a_process_that_works_for_another_divides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import multiprocessing

    assert scheduling._may_divide() is True
    monkeypatch.setattr(multiprocessing, "parent_process", lambda: object())
    assert scheduling._may_divide() is False
    monkeypatch.setattr(multiprocessing, "parent_process", lambda: None)

    def none(way: str) -> Any:
        raise OSError

    monkeypatch.setattr(multiprocessing, "get_context", none)
    assert scheduling._may_divide() is False


@pytest.mark.skipif(sys.version_info >= (3, 13) or sys.platform != "linux", reason="asked in another way")
def test_the_cores_are_those_that_we_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0: {3, 5, 7}}[process])
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    assert scheduling.cores() == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    assert scheduling.cores() == 8
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert scheduling.cores() == 1


@pytest.mark.parametrize(
    ("platform", "saxon", "threads", "way"),
    [
        ("linux", False, 1, "fork"),
        ("darwin", False, 1, "spawn"),
        ("linux", True, 1, "spawn"),
        ("linux", False, 2, "spawn"),
    ],
)
def test_a_process_is_copied_where_nothing_would_be_missing(
    platform: str, saxon: bool, threads: int, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(threading, "active_count", lambda: threads)
    monkeypatch.setitem(sys.modules, "saxonche", sys) if saxon else monkeypatch.delitem(
        sys.modules, "saxonche", raising=False
    )
    assert scheduling._way() == way


def test_what_every_process_needs_is_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[tuple[Path, tuple[str, ...]]] = []

    class Reading(Session):
        def recogniser(self, path: Path, catalogs: tuple[str, ...] = ()) -> Any:
            read.append((path, catalogs))
            raise Failure("no such file")

    Checking(Options(schemas=("a.rng",), stations=("schematron", "integrity"))).read_ahead(Reading())
    assert read == []
    asked = Checking(Options(schemas=("a.rng", "b.rng"), catalogs=("c.xml",)))
    asked.read_ahead(Reading())
    assert read == [(Path("a.rng"), ("c.xml",)), (Path("b.rng"), ("c.xml",))]


@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_only_processes_that_are_copies_begin_with_what_was_read(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bool] = []
    monkeypatch.setattr(scheduling, "_way", lambda: way)
    monkeypatch.setattr(Checking, "read_ahead", lambda self, session: read.append(True))
    monkeypatch.setattr(scheduling, "work_on", worked)
    list(scheduling.divided([FILES[:1]], Checking(Options()), Session(), 1, lambda _: Here([], {})))
    assert read == [True] * (way == "fork")


def test_a_process_begins_with_a_copy_of_the_session_and_leaves_ctrl_c_to_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scheduling, "_SESSION", ["old"])
    session, before = Session(), signal.getsignal(signal.SIGINT)
    try:
        scheduling._begun(session)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        (own,) = scheduling._SESSION
        assert isinstance(own, Session) and own is not session
        scheduling._begun(None)
        assert [own] != scheduling._SESSION and len(scheduling._SESSION) == 1
    finally:
        signal.signal(signal.SIGINT, before)


# ----- how -----


class Here(Executor):
    """Works at once, in this process; breaks on the batches named, as often as is said, and tells what it is given."""

    def __init__(self, log: list[str], broken: dict[str, int]) -> None:
        self.log, self.broken, self.is_broken = log, broken, False

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        if self.is_broken:
            raise BrokenExecutor("ended before")
        future: Future[Any] = Future()
        name = names([given[0]]) if given else "?"
        self.log.append(name)
        if self.broken.get(name, 0) > 0:
            self.broken[name] -= 1
            self.is_broken = True
            future.set_exception(BrokenExecutor())
        else:
            future.set_result(work(*given, **named))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.log.append(f"end {wait} {cancel_futures}")


def work(batch: Sequence[File], do: Checking) -> Results:
    return Results([Result(failures=[names([batch])])])


def worked(batch: Sequence[File], do: Checking) -> tuple[Results, bool]:
    return work(batch, do), False


def done(jobs: int, size: int, monkeypatch: pytest.MonkeyPatch, **broken: int) -> tuple[list[str], list[str]]:
    """What comes of the files in batches of so many bytes, and what was asked of the executors."""
    monkeypatch.setattr(scheduling, "work_on", worked)
    log: list[str] = []
    left = {name.strip("_"): times for name, times in broken.items()}

    def start(many: int) -> Executor:
        log.append(f"start {many}")
        return Here(log, left)

    found: list[str] = []
    for results in scheduling.divided(
        list(scheduling.batches(FILES, size, Checking(Options()))), Checking(Options()), Session(), jobs, start
    ):
        log.append(f"got {names_of(results)}")
        found += [said for result in results.single for said in result.failures]
    return found, log


def names_of(results: Results) -> str:
    return "".join(said for result in results.single for said in result.failures)


def test_each_process_is_given_three_batches_before_the_first_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    found, log = done(1, 100, monkeypatch)
    assert found == ["0", "1", "2", "3", "4", "5"]
    assert log[:6] == ["start 1", "0", "1", "2", "got 0", "3"]
    assert log[-1] == "end False True"
    assert done(2, 100, monkeypatch)[1][:8] == ["start 2", "0", "1", "2", "3", "4", "5", "got 0"]


def test_a_batch_whose_process_ends_is_tried_again_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    found, log = done(1, 200, monkeypatch, _01=1)
    assert found == ["01", "23", "45"]
    assert log.count("start 1") == 5  # the first, one in its place, one for each batch that was under way


def test_of_one_that_ends_its_process_again_each_half_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    found, _ = done(1, 300, monkeypatch, _012=2, _12=1, _2=1)
    assert found == [
        "0", "1", "2.xml could not be checked: the process that did it was ended, perhaps for want of memory", "345",
    ]  # fmt: skip


def test_where_no_process_is_to_be_had_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    here: list[bool] = []

    def results(self: Checking, batch: Sequence[File], session: Session, *, hold: bool) -> Results:
        here.append(hold)
        return work(batch, self)

    class Nobody(Executor):
        def submit(self, *given: Any, **named: Any) -> Future[Any]:  # type: ignore[override]
            raise OSError("no more processes")

    monkeypatch.setattr(Checking, "do", results)
    found = list(
        scheduling.divided(
            list(scheduling.batches(FILES, 300, Checking(Options()))),
            Checking(Options()),
            Session(),
            2,
            lambda _: Nobody(),
        )
    )
    assert ([names_of(results) for results in found], here) == (["012", "345"], [False, False])


def test_documents_are_let_go_but_those_of_an_edition_that_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    released: list[str] = []

    class Letting(Session):
        def release(self, path: str) -> None:
            released.append(path)
            super().release(path)

    for name in ("a.xml", "b.xml"):
        Path(name).write_text("<a/>")
    Path("siglum.toml").write_text('[edition]\ndocuments = ["a.xml"]\n')
    from siglum.edition import Edition

    batch = [File("a.xml", Edition.load(Path())), File("b.xml", None)]
    for hold, stations in ((True, ("integrity",)), (False, ("integrity",)), (True, ("relaxng",))):
        released.clear()
        results = Checking(Options(stations=stations)).do(batch, Letting(), hold=hold)
        assert released == (["b.xml"] if hold and "integrity" in stations else ["a.xml", "b.xml"])
        assert (len(results.single), len(results.alone)) == (2, 1 if stations == ("integrity",) else 0)


def test_a_process_reads_documents_anew_for_each_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []

    class Beginning(Session):
        def begin(self) -> None:
            begun.append("begun")
            super().begin()

    Path("a.xml").write_text("<a>")
    monkeypatch.setattr(scheduling, "_SESSION", [Beginning()])
    results, _ = scheduling.work_on([File("a.xml", None)], Checking(Options(stations=())))
    assert (begun, [f.code for result in results.single for f in result.grammar]) == (["begun"], ["unclosed-element"])
    assert all(f.span._measured for result in results.single for f in result.grammar)
