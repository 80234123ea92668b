"""The work divided over processes: the same findings in the same order, and what becomes of a process that dies."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from conftest import SMALL
from siglum import scheduling
from siglum.checking import Options, check, dividing, single
from siglum.checking.dividing import Checking
from siglum.checking.files import File
from siglum.session import Session

FORK = pytest.mark.skipif(sys.platform != "linux", reason="processes are not copied here")


RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
<pattern><rule context="t:body//t:p"><assert test="not(t:socalled)">no such element</assert></rule></pattern></schema>"""


def voyages(where: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine copies of the small edition's essay with more and more faults; the sixth is no document."""
    shutil.copytree(SMALL / "schema", where / "schema")
    (where / "schema" / "voyage.sch").write_text(RULES, "utf-8")
    models = '<?xml-model href="schema/voyage.sch"?><?xml-model href="schema/'
    voyage = (SMALL / "tei" / "voyage.xml").read_text("utf-8").replace('<?xml-model href="../schema/', models)
    for n in range(9):
        spoilt = voyage.replace("That is all.</p>", "That is all.</p>" + "<p><socalled>x</socalled></p>" * n)
        (where / f"{n}.xml").write_text(spoilt, "utf-8")
    (where / "5.xml").write_text("<TEI>")
    monkeypatch.chdir(where)


def divided(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, work is divided however small it is."""
    monkeypatch.setattr(dividing, "_WORTH_DIVIDING", {way: 1})
    monkeypatch.setattr(scheduling, "_way", lambda: way)
    monkeypatch.setattr(dividing, "_BATCH", 40_000)


@pytest.mark.parametrize("way", [pytest.param("fork", marks=FORK), "spawn"])
def test_several_processes_find_the_same_in_the_same_order(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voyages(tmp_path, monkeypatch)
    stations = ("relaxng", "schematron", "integrity")
    one = check(["."], Options(stations=stations, jobs=1))
    divided(way, monkeypatch)
    many = check(["."], Options(stations=stations, jobs=3))
    assert one.findings == many.findings
    assert [f.span.node for f in one.findings] == [f.span.node for f in many.findings]
    assert (one.files, one.failures) == (many.files, many.failures) == (9, [])
    for code in ("unknown-element", "schematron-assert"):
        assert sum(f.code == code for f in one.findings) == sum(n for n in range(9) if n != 5)


@FORK
def test_a_process_that_dies_takes_no_other_file_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    voyages(tmp_path, monkeypatch)
    expected = check(["."], Options(stations=("relaxng",), jobs=1))
    divided("fork", monkeypatch)
    here, files = os.getpid(), single.files

    def dying(batch: Sequence[File], options: Options, session: Session) -> Any:
        if os.getpid() != here and any(file.path == "4.xml" for file in batch):
            os.kill(os.getpid(), signal.SIGKILL)
        return files(batch, options, session)

    monkeypatch.setattr(single, "files", dying)
    outcome = check(["."], Options(stations=("relaxng",), jobs=2))
    assert outcome.failures == [
        "4.xml could not be checked: the process that did it was ended, perhaps for want of memory"
    ]
    assert (outcome.status, outcome.files) == (2, 8)
    assert outcome.findings == [finding for finding in expected.findings if finding.path != "4.xml"]


class Nobody(Executor):
    """A system that gives no process to anybody."""

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        raise BrokenExecutor


def test_where_there_are_no_processes_the_work_is_done_in_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voyages(tmp_path, monkeypatch)
    expected = check(["."], Options(stations=("relaxng",), jobs=1))
    divided("spawn", monkeypatch)
    monkeypatch.setattr(scheduling, "pool", lambda session, jobs: Nobody())
    outcome = check(["."], Options(stations=("relaxng",), jobs=2))
    assert (outcome.findings, outcome.files, outcome.failures) == (expected.findings, 9, [])


def test_batches_keep_the_order_and_are_as_large_as_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for n, size in enumerate((10, 10, 200_000, 10, 10)):
        Path(f"{n}.xml").write_bytes(b" " * size)
    files = [File(f"{n}.xml", None) for n in range(5)]
    assert [[file.path for file in batch] for batch in scheduling.batches(files, 100_000, Checking(Options()))] == [
        ["0.xml", "1.xml"], ["2.xml"], ["3.xml", "4.xml"],
    ]  # fmt: skip
    assert list(scheduling.batches([], 100_000, Checking(Options()))) == []


@dataclass(frozen=True)
class Told:
    """Work that tells the process in which it was done."""

    most_memory: int
    batch: int = 1
    worth_dividing: Mapping[str, int] = field(default_factory=lambda: {"fork": 0, "spawn": 0})

    def size(self, item: int) -> int:
        return 1

    def read_ahead(self, session: Session) -> None: ...

    def do(self, batch: Sequence[int], session: Session, *, hold: bool) -> list[tuple[int, int]]:
        return [(item, os.getpid()) for item in batch]

    def lost(self, item: int) -> list[tuple[int, int]]:
        return []

    def reads(self, batch: Sequence[int], session: Session) -> Iterable[Path]:
        return ()

    @property
    def keeps_in(self) -> None:
        return None

    def away(self, folder: Path) -> Told:
        return self


def told(jobs: int, most_memory: int) -> tuple[list[int], int]:
    """The items that were worked on, and how many processes did it."""
    work: scheduling.Work[int, list[tuple[int, int]]] = Told(most_memory)
    done = [one for some in scheduling.each(range(12), work, Session(), jobs) for one in some]
    assert os.getpid() not in {process for _, process in done}
    return [item for item, _ in done], len({process for _, process in done})


@FORK
def test_a_process_that_holds_too_much_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduling, "_WORTH_LEAVING", 1)
    monkeypatch.setattr(scheduling, "_way", lambda: "fork")
    assert told(1, 1 << 40) == ([*range(12)], 1)
    assert told(1, 1) == ([*range(12)], 1)  # as much as after its first batch: another would hold as much
    monkeypatch.setattr(scheduling, "_GROWN", 0.0)
    items, processes = told(1, 1)
    assert items == [*range(12)] and processes > 3
    items, processes = told(2, 1)
    assert items == [*range(12)] and processes > 3
    assert told(2, 0)[1] <= 2


def test_a_little_work_for_one_job_is_done_in_this_process() -> None:
    work = Told(1)
    assert [*scheduling.each([1, 2], work, Session(), 1)] == [[(1, os.getpid())], [(2, os.getpid())]]
