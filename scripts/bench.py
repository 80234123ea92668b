"""How fast an edition is checked and built, as ratios of Siglum to itself: a second run to the first, many folders to
one, two jobs to one, a second build to the first. Beside other validators the grammar is measured by `bench_check.py`.

    make bench                    both; RUNS=1 makes it shorter

Each figure is the median of the runs.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from siglum.checking import scheduling
from siglum.session import Session

ROOT = Path(__file__).resolve().parents[1]
ESSAY = ROOT / "tei" / "furr-trotsky.xml"
OWN = ROOT / "schema" / "siglum.rng"
TEI = "http://www.tei-c.org/ns/1.0"
SIGLUM = [sys.executable, "-c", "from siglum.cli import main; main()", "check", "--stations", "relaxng"]

_TINY, _ESSAYS = 60, 80

Took = tuple[float, float, float]
"""Wall time and CPU time in seconds, peak memory in MB."""


def main() -> None:
    """Print the table of ratios."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    options.add_argument("--runs", type=int, default=3, help="how often each is measured (3)")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench(Path(folder), chosen.runs)


def bench(folder: Path, runs: int) -> None:
    """All measurements."""
    print(f"{scheduling.cores()} cores, median of {runs} runs\n")
    edition(folder, runs)
    folders(folder, runs)
    two_jobs(folder, runs)
    building(runs)


def edition(folder: Path, runs: int) -> None:
    """All stations over the edition, the first time and when nothing has changed; to jing alone on the essay."""
    kept = [*SIGLUM[:-2], "--cache", str(folder / "kept")]
    first, _, second = median([*SIGLUM[:-2], "--no-cache"], runs), median(kept, 1), median(kept, runs)
    print(f"the whole edition, all stations: {first[0]:.2f} s; again {second[0]:.2f} s", end="")
    if shutil.which("jing"):
        theirs = median(["jing", str(OWN), str(ESSAY)], runs)
        print(f"; to jing alone on the essay {first[0] / theirs[0]:.2f}, {second[0] / theirs[0]:.2f}", end="")
    print()


def folders(folder: Path, runs: int) -> None:
    """Small files in many folders, to as many in one: each folder calls the schema by another path."""
    model = '<?xml-model href="../siglum.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>'
    shutil.copy(OWN, folder / "siglum.rng")
    tiny = f'{model}<TEI xmlns="{TEI}"/>'
    for n in range(_TINY):
        for place in (folder / "together", folder / f"apart{n}"):
            place.mkdir(exist_ok=True)
            (place / f"{n}.xml").write_text(tiny, encoding="utf-8")
    one = median([*SIGLUM, "--no-cache", str(folder / "together")], runs)
    many = median([*SIGLUM, "--no-cache", *(str(folder / f"apart{n}") for n in range(_TINY))], runs)
    ratios = f"{many[0] / one[0]:.2f} of the time, {many[2] / one[2]:.2f} of the memory"
    print(f"{_TINY} files in {_TINY} folders: {many[0]:.2f} s; to as many in one: {ratios}")


def two_jobs(folder: Path, runs: int) -> None:
    """Many files with grammar and rules, on two jobs and on one."""
    place = folder / "essays"
    place.mkdir()
    for n in range(_ESSAYS):
        shutil.copy(ESSAY, place / f"{n}.xml")
    held_to = ["--schema", str(OWN), "--schematron", str(OWN.with_suffix(".sch"))]
    command = [*SIGLUM[:-2], "--no-cache", *held_to, "--stations", "relaxng,schematron", str(place), "--jobs"]
    one, two = (median([*command, jobs], runs) for jobs in ("1", "2"))
    print(f"{_ESSAYS} files with rules on two jobs: {two[0]:.2f} s; to one job: {two[0] / one[0]:.2f}")


def building(runs: int) -> None:
    """The whole site, and once more in the same process after an edit of the essay, as `siglum serve` does it."""
    measured = [_first_and_second() for _ in range(runs)]
    first, second = (statistics.median(column) for column in zip(*measured, strict=True))
    print(f"the site, built: {first:.2f} s; again after one edit {second:.2f} s, {second / first:.2f} of the first")


def _first_and_second() -> tuple[float, float]:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        with tempfile.TemporaryDirectory() as folder:
            where = Path(folder)
            shutil.copytree(ROOT / "tei", where / "tei")
            shutil.copy(ROOT / "siglum.toml", where)
            session = Session()
            took = [_built(where, session)]
            essay = where / "tei" / ESSAY.name
            before, end, after = essay.read_text(encoding="utf-8").rpartition("</p>")
            essay.write_text(f"{before} {end}{after}", encoding="utf-8")
            took.append(_built(where, session))
        os.write(write, f"{took[0]} {took[1]}".encode())
        os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    first, second = os.read(read, 100).split()
    os.close(read)
    return float(first), float(second)


def _built(where: Path, session: Session) -> float:
    begun = time.perf_counter()
    from siglum import publish
    from siglum.edition import Edition

    publish.build(Edition.load(where), where / "build", frozenset(publish.OUTPUTS), session=session)
    return time.perf_counter() - begun


def median(command: list[str], runs: int) -> Took:
    """The medians of a command's wall time, CPU time and peak memory."""
    return spread([command], runs)


def spread(commands: list[list[str]], runs: int) -> Took:
    """The same for commands that run side by side."""
    measured = [_once(commands) for _ in range(runs)]
    wall, used, peak = (statistics.median(column) for column in zip(*measured, strict=True))
    return wall, used, peak


def _once(commands: list[list[str]]) -> Took:
    """Measured in a process of its own, which knows what its children used."""
    begun = time.perf_counter()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        running = [
            subprocess.Popen(c, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT) for c in commands
        ]
        for process in running:
            process.wait()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(write, f"{used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}".encode())
        os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    used_cpu, peak = os.read(read, 100).split()
    os.close(read)
    return time.perf_counter() - begun, float(used_cpu), float(peak)


if __name__ == "__main__":
    main()
