"""Mutation testing: which small faults in the code do the tests of its room notice?

Each mutant has one fault (see `faults`). It dies where a test of its room fails or finds no end, and does so again when
it is asked alone; asked are the tests that call anything of its module (see `reached`). One that may survive stands in
tests/mutants/allowed.txt, its reason on the next line, and counts as a survivor all the same. Exit status: 1 where too
few die in some room, 2 where tests fail without a fault.

Ours, because mutmut 3 leaves out whatever is decorated (every property, so most of the index), copies a process in
which Saxon has threads, and draws no sample; cosmic-ray writes into the clone, draws none, and mutates annotations.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from faults import Mutant, mutants
from reached import reached, watch

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path("scripts", "siglum")
SHARE = 0.85
ROOMS = {
    "index": (("edition/index.py", "edition/pointers.py"), ("edition", "integrity")),
    "checking": (("checking/**/*.py",), ("checking",)),
    "integrity": (("integrity/**/*.py",), ("integrity", "plugins")),
    "fidelity": (("fidelity/**/*.py",), ("fidelity",)),
    "publish": (("publish/**/*.py",), ("publish", "plugins", "website")),
    "schematron": (("schematron/**/*.py",), ("schematron",)),
}
"""The files of each room, and the folders of its tests."""
LAST = ("test_earlier", "test_hostile", "test_cases", "test_session", "test_planted", "test_stations",
        "test_scheduling", "test_rules", "test_page", "test_build", "test_plugins", "test_output_differs",
        "test_text_differs", "test_divided", "test_search", "test_registers", "test_pages",
        "test_collections")  # fmt: skip
"""Tests that take long run after the others, in this order."""
_LEFT_OUT = ("test_every_element", "test_any_tei", "test_kinds", "test_own_models", "test_browser", "test_valid",
             "test_essay")  # fmt: skip
"""Tests of the stylesheets and of how pages look, for minutes each: they are not asked."""
_TRIALS = 2
_LEAST = 10.0
"""Seconds that tests may take, beside four times what they take without a fault."""
_BEGUN = re.compile(r"^(tests/\S+\.py::.*?)(?: (?:PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS)\b.*)? *$", re.MULTILINE)
"""A test, where pytest says that it has begun."""


def said(copy: Path, tests: list[str], limit: float, watched: str = "") -> str | None:
    """What the tests say in a copy of the clone, where one fails or finds no end in so many seconds; None where all
    pass. `watched` is a folder that Python looks into first."""
    cache, work = copy.with_name("cache"), copy.with_name("work")  # not in the clone, where its siglum.toml would count
    shutil.rmtree(cache, ignore_errors=True)
    quiet = ("-p", "no:cacheprovider", "--disable-warnings")  # whose summary names tests, as if they had begun last
    command = [sys.executable, "-m", "pytest", "-vv", "-x", *quiet, f"--basetemp={work}", *tests]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, (watched, str(copy / "scripts")))),
        "XDG_CACHE_HOME": str(cache),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",  # no test needs one, and they take longer to load than many a test
    }
    with tempfile.TemporaryFile() as out:
        # a group of their own can be ended as one; in a session of their own they would not stand back as we may
        process = subprocess.Popen(command, cwd=copy, env=environment, stdout=out, stderr=out, process_group=0)
        try:
            if process.wait(limit) in {0, 5}:  # 5: every test is skipped here
                return None
        except subprocess.TimeoutExpired:
            pass
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        out.seek(0)
        return out.read().decode("utf-8", "replace")


def dies(mutant: Mutant, tests: list[str], limit: float, copies: queue.Queue[Path], killers: dict[Path, str]) -> bool:
    """Whether some test notices the fault. The tests are asked first that noticed the last in the module (`killers`),
    then those that are called like it.

    A test that fails because the machine is slow kills nothing: asked alone, it must pass without the fault, and not
    with it.
    """
    copy = copies.get()
    file = copy / PACKAGE / mutant.file
    whole, faulty = file.read_bytes(), mutant.text.encode("utf-8")
    near = sorted(tests, key=lambda test: (test != killers.get(mutant.file), mutant.file.stem not in test))
    try:
        for _ in range(_TRIALS):
            put(file, faulty)
            told = said(copy, near, limit)
            if told is None:
                return False
            begun = _BEGUN.findall(told)
            if not begun:  # the tests cannot even be collected
                return True
            put(file, whole)
            start = time.monotonic()
            passes = said(copy, begun[-1:], limit) is None
            taken = time.monotonic() - start
            put(file, faulty)
            if passes and said(copy, begun[-1:], _LEAST + 4 * taken) is not None:
                killers[mutant.file] = begun[-1].partition("::")[0]
                return True
        return False
    finally:
        put(file, whole)
        copies.put(copy)


def called(test: str, copies: queue.Queue[Path]) -> tuple[set[Path], float] | str:
    """The modules that a file of tests calls, and how many seconds it takes; what the tests say, where one fails."""
    copy = copies.get()
    start = time.monotonic()
    calls = copy.with_name("calls")
    watch(copy / PACKAGE, calls)
    try:
        told = said(copy, [test], 3600, watched=str(calls))
        return (reached(copy / PACKAGE, calls), time.monotonic() - start) if told is None else told
    finally:
        shutil.rmtree(calls)
        copies.put(copy)


def put(file: Path, data: bytes) -> None:
    """Write a module, and remove what Python has made of it: of two versions in one second it would know the first."""
    file.write_bytes(data)
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*"):
        compiled.unlink()


def room(name: str, asked: argparse.Namespace, copies: queue.Queue[Path]) -> int:
    """Test a sample of a room's mutants and say what came of it; gives the exit status."""
    code, parts = ROOMS[name]
    start, copy = time.monotonic(), copies.get()
    found = [test.relative_to(copy) for part in parts for test in copy.glob(f"tests/{part}/**/test_*.py")]
    found = [test for test in found if test.stem not in _LEFT_OUT]
    tests = [str(t) for t in sorted(found, key=lambda t: (LAST.index(t.stem) + 1 if t.stem in LAST else 0, t))]
    package = copy / PACKAGE
    files = sorted(file.relative_to(package) for pattern in code for file in package.glob(pattern))
    files = [file for file in files if file.stem in asked.module] if asked.module else files
    keys = [mutant.key for file in files for mutant in mutants(package, file)]
    drawn = sorted(keys, key=lambda key: hashlib.sha256(f"{asked.seed} {key}".encode()).digest())
    wanted = set(drawn if asked.all else drawn[: asked.sample])
    sample = [mutant for file in files for mutant in mutants(package, file, wanted) if mutant.text]
    copies.put(copy)
    with ThreadPoolExecutor(asked.jobs) as pool:
        told = list(pool.map(lambda test: called(test, copies), tests))
    if trouble := next((one for one in told if isinstance(one, str)), ""):
        print(f"{name}: tests fail without a fault; mend them first\n{trouble}")
        return 2
    asks = {test: one for test, one in zip(tests, told, strict=True) if not isinstance(one, str)}
    allowed = (ROOT / "tests" / "mutants" / "allowed.txt").read_text("utf-8").splitlines()
    alive: list[Mutant] = []
    killers: dict[Path, str] = {}

    def one(mutant: Mutant) -> bool:
        can = [test for test in tests if mutant.file in asks[test][0]] or tests
        return dies(mutant, can, _LEAST + 4 * sum(asks[test][1] for test in can), copies, killers)

    with ThreadPoolExecutor(asked.jobs) as pool:
        for mutant, died in zip(sample, pool.map(one, sample), strict=True):
            if not died:
                alive.append(mutant)
                reason = (
                    allowed[allowed.index(mutant.key) + 1].strip() if mutant.key in allowed else "no reason is given"
                )
                print(f"  {mutant.file}:{mutant.line}\n    {mutant.key}\n    {reason}", flush=True)
    share, living = 1 - len(alive) / len(sample), sum(mutant.key in allowed for mutant in alive)
    print(
        f"{name}: {share:.0%} die: {len(sample)} of {len(keys)} mutants drawn (seed “{asked.seed}”), "
        f"{len(sample) - len(alive)} killed, {len(alive)} alive, {living} of them allowed; "
        f"{(time.monotonic() - start) / 60:.0f} min",
        flush=True,
    )
    for key in (key for key in allowed[::2] if Path(key.split()[0]) in files and key not in keys):
        print(f"  there is no such mutant any more: take it out of allowed.txt\n    {key}", flush=True)
    return int(share < SHARE)


def main() -> None:
    parser = argparse.ArgumentParser(description="Which small faults in the code do the tests of its room notice?")
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=", ".join(ROOMS))
    parser.add_argument("--module", action="append", help="only this module of the room, by its name; again for more")
    parser.add_argument("--all", action="store_true", help="every mutant, not a sample of each room")
    parser.add_argument("--sample", type=int, default=40, help="how many mutants of each room (40)")
    parser.add_argument("--seed", default="siglum", help="another word draws another sample")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at the same time")
    asked = parser.parse_args()
    copies: queue.Queue[Path] = queue.Queue()
    with tempfile.TemporaryDirectory(prefix="siglum-mutants-") as folder:
        for copy in (Path(folder, str(number), "clone") for number in range(asked.jobs)):
            shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "build", "dist", "__pycache__"))
            copies.put(copy)
        sys.exit(max([room(name, asked, copies) for name in asked.rooms or ROOMS]))


if __name__ == "__main__":
    main()
