"""How fast an edition is checked and built, as ratios of Siglum to itself: a second run to the first, many folders to
one, two jobs to one, many documents to few, a second build to the first; and of compiling an ODD to Saxon's parse of
its source. Beside other validators the grammar is measured by `bench_check.py`.

    make bench                    both; RUNS=1 makes it shorter

Each figure is the median of the runs.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from siglum import scheduling
from siglum.session import Session

ROOT = Path(__file__).resolve().parents[1]
ESSAY = ROOT / "tei" / "furr-trotsky.xml"
OWN = ROOT / "schema" / "siglum.rng"
STAGE = ROOT.parent / "shared" / "odds" / "stage"
TEI = "http://www.tei-c.org/ns/1.0"
SIGLUM = [sys.executable, "-c", "from siglum.cli import main; main()", "check", "--stations", "relaxng"]

_TINY, _ESSAYS = 60, 80
_SIZES, _SMALL = ((20, 200), (40, 400)), 150_000
"""Few and many documents, and how many bytes those have that are copied."""
_JOBS = ((1, "one job"), (2, "two jobs"))
CORPORA = ROOT.parent / "shared" / "corpora"

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
    odds(folder, runs)
    collection(folder)


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


def collection(folder: Path) -> None:
    """Many documents as one edition, made anew and once more after an edit: to few of them, on two jobs to one."""
    for few, many in _SIZES:
        places = {n: _copies(folder / f"edition{n}", n) for n in (few, many)}
        took = {(n, jobs): _published(place, jobs) for n, place in places.items() for jobs in (1, 2)}
        one, two = took[many, 1], took[many, 2]
        print(f"{many} documents as one edition: {one[0]:.1f} s, CPU {one[1]:.1f} s, {one[2]:.0f} MB")
        each = (one[1] / many) / (took[few, 1][1] / few)
        memory = ", ".join(f"{took[many, n][2] / took[few, n][2]:.2f} with {jobs}" for n, jobs in _JOBS)
        print(f"  to {few} of them: CPU {each:.2f} for each; peak memory of a process {memory}")
        print(f"  two jobs to one: {two[0] / one[0]:.2f} of the time, CPU {two[1] / one[1]:.2f}, {two[2]:.0f} MB")
        after_edit(places[many])


def after_edit(many: Path) -> None:
    """An edition of which one document has changed, made once more; to one from nothing, which has to be the same."""
    edited = min((many / "tei").iterdir())
    text = edited.read_text("utf-8")
    edited.write_text(text.replace("</p>", " </p>", 1) if "</p>" in text else f"{text}\n", "utf-8")
    again = _published(many, 1)
    shutil.move(many / "build", many / "kept")
    shutil.rmtree(many / "cache1")
    clean = _published(many, 1)
    said = subprocess.run(["diff", "-rq", many / "build", many / "kept"], capture_output=True, check=False).stdout
    ratios = f"CPU {again[1] / clean[1]:.2f}, time {again[0] / clean[0]:.2f}"
    print(f"  after one edit, to a build from nothing: {ratios}; {'OTHER' if said else 'the same'} bytes")


def _copies(where: Path, count: int) -> Path:
    """An edition of copies of public documents, where they lie beside the project, else of the essay's own letter."""
    (where / "tei").mkdir(parents=True)
    found = sorted(path for path in CORPORA.glob("*/**/*.xml") if path.stat().st_size < _SMALL)[::3]
    sources = found or [ROOT / "tei" / "iakir-letter-ru.xml"]
    for n in range(count):
        text = sources[n % len(sources)].read_text("utf-8")
        renamed = re.sub(r'(<(?:\w+:)?TEI\b[^>]*?xml:id=")([^"]+)"', rf'\g<1>\2-{n}"', text, count=1)
        (where / "tei" / f"d{n:03}.xml").write_text(renamed, "utf-8")
    return where


def _published(where: Path, jobs: int) -> Took:
    """A build, with what is kept in a folder of its own for each number of jobs."""
    own = [sys.executable, "-c", "from siglum.cli import main; main()", "build", "--jobs", str(jobs)]
    place = ["env", f"XDG_CACHE_HOME={where / f'cache{jobs}'}"]
    return _once([[*place, *own, "-o", str(where / "build"), str(where / "tei")]])


def building(runs: int) -> None:
    """The whole site, and once more in the same process after an edit of the essay, as `siglum serve` does it."""
    measured = [_first_and_second() for _ in range(runs)]
    first, second = (statistics.median(column) for column in zip(*measured, strict=True))
    print(f"the site, built: {first:.2f} s; again after one edit {second:.2f} s, {second / first:.2f} of the first")


def odds(folder: Path, runs: int) -> None:
    """Schemas from ODD, to Saxon's own parse of TEI's source: with nothing kept, with all of it, and with what is made
    of the sources alone, since the ODD has been edited. CPU time."""
    from saxonche import PySaxonProcessor

    from siglum import odd
    from siglum.keeping import NOTHING, Cache

    if not STAGE.is_dir():
        print("schemas from ODD: the ODDs of projects are not there, skipped")
        return
    text = (STAGE / "p5subset.xml").read_text(encoding="utf-8")
    processor = PySaxonProcessor()
    parse = cpu(lambda: processor.parse_xml(xml_text=text), runs)
    shutil.copytree(STAGE, folder / "odds")
    for name in ("tei_bare", "r-dracor", "tei_all"):
        path, cache = folder / "odds" / name / f"{name}.odd", Cache(folder / "cache")
        nothing, all_, sources = (
            cpu(partial(odd.make, path, odd.Sources(cache=kept)), runs, before)
            for kept, before in ((NOTHING, None), (cache, None), (cache, partial(edit, path)))
        )
        print(
            f"the schema of {name}, to Saxon's parse of p5subset.xml: {nothing / parse:.2f} times with nothing kept; "
            f"{all_ / parse:.2f} with all kept, {all_ / nothing:.2f} of that; {sources / parse:.2f} after an edit"
        )


def edit(odd: Path) -> None:
    """Change an ODD so that the schema stays the same."""
    with odd.open("a", encoding="utf-8") as file:
        file.write("<!-- -->")


def _first_and_second() -> tuple[float, float]:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        with tempfile.TemporaryDirectory() as folder:
            where = Path(folder)
            shutil.copytree(ROOT / "tei", where / "tei")
            shutil.copy(ROOT / "siglum.toml", where)
            os.environ["XDG_CACHE_HOME"] = str(where / "cache")
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

    publish.build(Edition.load(where), where / "build", frozenset(publish.OUTPUTS), session=session, keep=True)
    return time.perf_counter() - begun


def cpu(function: Callable[[], object], runs: int, before: Callable[[], None] | None = None) -> float:
    """Median CPU seconds of a function; `before` is called before each run, and not measured."""
    found = []
    for _ in range(max(runs, 5)):
        if before:
            before()
        begun = time.process_time()
        function()
        found.append(time.process_time() - begun)
    return statistics.median(found)


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
