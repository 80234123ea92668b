"""How fast the grammar is asked of real documents: Siglum, jing, xmllint and lxml's parse in turn, on the same files.

    make bench                    20 and 80 MB; SIZES=20,80,320 and RUNS=5 change that

The documents are the plays of the corpora beside the repository, again and again, each time with other ids; without
those, the essay. Each round runs every tool once; of all rounds the least CPU time counts, which is what the tool needs
where nobody else disturbs it. Memory is the peak of the largest process. Ratios are to jing. Nothing is judged.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
PLAYS = SHARED / "corpora" / "gerdracor"
ESSAY = ROOT / "tei" / "furr-trotsky.xml"
SCHEMA = SHARED / "reference" / "tei_all.rng"
OWN = ROOT / "schema" / "siglum.rng"
SIGLUM = [sys.executable, "-c", "from siglum.cli import main; main()", "check", "--stations", "relaxng"]
PARSE = [sys.executable, "-c", "import sys\nfrom lxml import etree\nfor name in sys.argv[1:]: etree.parse(name)"]
FAULTS = (
    b"<speakr>x</speakr>",
    b'<title n="1" foo="x"/>',
    b'<date when="1937-13-01"/>',
    b"<head/>",
    b'<lb type="a b"/>',
)


@dataclass
class Took:
    """What a run took: seconds of CPU and of wall time, megabytes."""

    cpu: float
    wall: float
    memory: float


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--sizes", default="20,80", help="megabytes of documents, with commas between (20,80)")
    options.add_argument("--runs", type=int, default=3, help="how often each is measured (3)")
    chosen = options.parse_args()
    schema = SCHEMA if PLAYS.is_dir() and SCHEMA.is_file() else OWN
    sources = sorted(PLAYS.glob("*.xml")) if schema == SCHEMA else [ESSAY]
    print(f"{os.cpu_count()} cores; held to {schema.name}; ratios to jing; least CPU time of {chosen.runs} rounds\n")
    with tempfile.TemporaryDirectory() as name:
        cold(Path(name), schema, min(sources, key=lambda path: path.stat().st_size), chosen.runs)
        for size in map(int, chosen.sizes.split(",")):
            corpus(Path(name), schema, sources, size, chosen.runs)


def cold(folder: Path, schema: Path, document: Path, runs: int) -> None:
    """One small document."""
    cache = ["--cache", str(folder / "cold")]
    print(f"one document of {document.stat().st_size // 1000} KB")
    _table(
        {
            "jing": ["jing", "-i", str(schema), str(document)],
            "xmllint": ["xmllint", "--noout", "--relaxng", str(schema), str(document)],
            "lxml, parse alone": [*PARSE, str(document)],
            "Siglum, nothing kept": [*SIGLUM, "--no-cache", "--schema", str(schema), str(document)],
            "Siglum, schema kept": [*SIGLUM, *cache, "--schema", str(schema), str(document)],
        },
        runs,
    )


def corpus(folder: Path, schema: Path, sources: list[Path], size: int, runs: int) -> None:
    """Many documents, right and wrong, the first time and again."""
    right, wrong = folder / f"{size}", folder / f"{size}-wrong"
    tags = _written(right, sources, size)
    files = sorted(str(path) for path in right.iterdir())
    print(f"{len(files)} documents, {size} MB, {tags:.0f} tags per KB")
    asked = ["--schema", str(schema), str(right)]
    kept = ["--cache", str(folder / f"kept-{size}")]
    time.sleep(2.5)  # what was written just now is not kept
    subprocess.run([*SIGLUM, *kept, *asked], capture_output=True, check=False)
    commands = {
        "jing": ["jing", "-i", str(schema), *files],
        "lxml, parse alone": [*PARSE, *files],
        "Siglum, one process": [*SIGLUM, "--no-cache", "--jobs", "1", *asked],
        "Siglum, all cores": [*SIGLUM, "--no-cache", *asked],
        "Siglum, second run": [*SIGLUM, *kept, *asked],
        "Siglum, second run, every byte read": [*SIGLUM, *kept, "--cache", "hash", *asked],
        "Siglum, after one edit": ["sh", "-c", 'echo >> "$0"; exec "$@"', files[0], *SIGLUM, *kept, *asked],
    }
    _table(commands, runs)
    _damage(right, wrong)
    files = sorted(str(path) for path in wrong.iterdir())
    asked = ["--format", "json", "--schema", str(schema), str(wrong)]
    print(f"the same with one fault in each, {size} MB")
    _table(
        {
            "jing": ["jing", "-i", str(schema), *files],
            "Siglum, one process": [*SIGLUM, "--no-cache", "--jobs", "1", *asked],
            "Siglum, all cores": [*SIGLUM, "--no-cache", *asked],
        },
        runs,
    )
    for path in (right, wrong):
        shutil.rmtree(path)


def _written(folder: Path, sources: list[Path], size: int) -> float:
    """Write so many megabytes of documents; gives how many tags they have per KB."""
    folder.mkdir()
    length = tags = 0
    for number, source in _again(sources):
        data = re.sub(rb"<!DOCTYPE[^>]*>|<\?xml-model.*?\?>", b"", source.read_bytes())
        data = re.sub(rb"(xml:id=[\"'])([^\"']*)", rb"\1\2-%d" % number, data)
        data = re.sub(rb"([\"' ]#)([\w.\-]+)", rb"\1\2-%d" % number, data)
        (folder / f"{number:03}-{source.name}").write_bytes(data)
        length, tags = length + len(data), tags + len(re.findall(rb"<[^!?]", data))
        if length >= size * 1_000_000:
            break
    return tags / length * 1000


def _again(sources: list[Path]) -> Iterator[tuple[int, Path]]:
    number = 0
    while True:
        yield from ((number, source) for source in sources)
        number += 1


def _damage(right: Path, wrong: Path) -> None:
    """Copy documents, with one fault in each."""
    chance = random.Random(7)
    wrong.mkdir()
    for path in sorted(right.iterdir()):
        data = path.read_bytes()
        places = [match.start() for match in re.finditer(rb"<(?:p|l|sp|stage|speaker)>", data)] or [
            data.index(b"<body")
        ]
        at = chance.choice(places)
        (wrong / path.name).write_bytes(data[:at] + chance.choice(FAULTS) + data[at:])


def _table(commands: dict[str, list[str]], runs: int) -> None:
    found: dict[str, list[Took]] = {name: [] for name, command in commands.items() if shutil.which(command[0])}
    for _ in range(runs):
        for name in found:
            found[name].append(_once(commands[name]))
    least = {name: min(took, key=lambda one: one.cpu) for name, took in found.items()}
    for name, took in least.items():
        wall = min(one.wall for one in found[name])
        jing = least.get("jing")
        ratio = f"{took.cpu / jing.cpu:6.2f}{wall / min(one.wall for one in found['jing']):6.2f}" if jing else ""
        print(f"  {name:36}{took.cpu:8.2f} s CPU{wall:8.2f} s wall{took.memory:7.0f} MB{ratio}")
    print(flush=True)


def _once(command: list[str]) -> Took:
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return Took(used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
