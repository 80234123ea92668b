"""Tries damaged inputs, as many as there is time for, and says which promises were broken.

    make fuzz SECONDS=600 SEED=7      so long, other inputs for another seed
    make fuzz CASE=rnc:12 SEED=7      one input again

Documents, editions, schemas in both syntaxes, Schematron, ODD, siglum.toml and catalogs are damaged as bytes and as
trees, beginning with the fixtures of the project. Each is checked in a copy of this process; a sample by the command
itself. An input that breaks a promise is made small and written to the folder .fuzz, with the command that repeats it.
The promises stand in tests/fuzz/invariants.py; what is mended moves to tests/fuzz/once_bad.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import siglum.integrity  # noqa: E402, F401 - so that the copies need not import it
from fuzz import apart, judge  # noqa: E402
from fuzz.cases import EXPECTED, GROWING, Case, case  # noqa: E402
from fuzz.invariants import AT_FAULT, HOME, Broken, Seen, printed  # noqa: E402
from fuzz.minimise import minimised  # noqa: E402
from fuzz.seeds import KINDS, OWN, TEI_ALL  # noqa: E402
from siglum.session import Session  # noqa: E402

KEPT = ROOT / ".fuzz"
BATCHES = {
    "document": 200, "edition": 200, "rng": 800, "rnc": 800, "schematron": 60, "odd": 60, "toml": 800, "catalog": 800,
    GROWING: 8,
}  # fmt: skip
"""How many inputs of each kind are tried in one process."""
SIGLUM = [sys.executable, "-c", "from siglum.cli import main; main()"]
_JUDGED = 10
"""How many schemas of a batch jing is asked about: it takes long to start."""
_NOTICE = re.compile(r"siglum: \S.*(: TEI [0-9.]+ stands for it|, and the first is made: --schema names another .*)")
"""What `siglum schema` says of what it goes by: no fault, whatever the status is."""
_LINE = re.compile(r"siglum: \S.*|\d+ files? checked: .*|s\.(rng|rnc|sch|compiled\.odd)")


@dataclass(slots=True)
class Run:
    """What has been tried with one seed, and what was broken."""

    seed: int
    session: Session = field(default_factory=Session)
    tried: Counter[str] = field(default_factory=Counter)
    took: Counter[str] = field(default_factory=Counter)
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    commands: int = 0
    broken: dict[tuple[str, str], tuple[str, str, int]] = field(default_factory=dict)

    def round(self, kind: str, first: int, size: int) -> None:
        """Try a batch of a kind, whose inputs have the numbers from `first`."""
        begun = time.monotonic()
        cases = [case(self.seed, kind, number) for number in range(first, first + size)]
        with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
            folder = Path(name)
            results = list(apart.run(cases, folder, self.session))
            for each, seen in results:
                self.tried[kind] += 1
                self.statuses[kind, seen.status] += 1
                self.note(each, seen.broken)
            self.compare(kind, results, folder)
        self.command(cases[0])
        self.took[kind] += time.monotonic() - begun

    def compare(self, kind: str, results: list[tuple[Case, Seen]], folder: Path) -> None:
        """Compare verdicts with those of jing: of all documents of a schema at once, of some schemas."""
        if not judge.present():
            return
        if kind == "document":
            self.judged[kind] += len(results)
            by_schema: dict[str, dict[Path, tuple[Case, Seen]]] = {}
            for number, (each, seen) in enumerate(results):
                if seen.valid is not None:
                    path = folder / str(number) / each.paths[0]
                    by_schema.setdefault(each.options.schemas[0], {})[path] = (each, seen)
            for schema, its in by_schema.items():
                for path, verdict in judge.documents(Path(schema), list(its)).items():
                    if judge.differing(verdict, *its[path]):  # or jing came to an end among other files
                        self.note(its[path][0], judged(its[path][0], self.session))
        if kind in ("rng", "rnc"):
            for number, (each, seen) in list(enumerate(results))[:_JUDGED]:
                self.judged[kind] += 1
                self.note(each, filter(None, [judge.differing(judge.schema(each, folder / str(number)), each, seen)]))

    def command(self, each: Case) -> None:
        """The same by the command itself."""
        self.commands += 1
        with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
            each.write(Path(name))
            try:
                done = subprocess.run(
                    [*SIGLUM, *each.command], cwd=name, capture_output=True, timeout=apart.PATIENCE, check=False
                )
            except subprocess.TimeoutExpired:
                self.note(each, [Broken("ended", "the command goes on for ever", "command")])
                return
            self.note(each, spoken(each, done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")))

    def note(self, each: Case, broken: Iterator[Broken] | list[Broken] | filter[Broken]) -> None:
        """Keep what was broken; the first input of each cause is made small and written down."""
        for one in broken:
            key = (one.invariant, one.cause)
            if key in self.broken:
                name, detail, times = self.broken[key]
                self.broken[key] = (name, detail, times + 1)
                continue
            self.broken[key] = (each.name, one.detail, 1)
            print(f"  broken: {one.invariant}, by {each.name}: {one.detail.strip().splitlines()[-1][:200]}", flush=True)
            small = self.smaller(each, one)
            keep(small, apart.one(small, self.session) if small.larger is None else Seen(), one, self.seed)

    def smaller(self, each: Case, broken: Broken) -> Case:
        """The input with as little in the damaged file as breaks the same."""
        if each.larger is not None or broken.cause in ("command", "for ever"):
            return each

        def is_bad(data: bytes) -> bool:
            tried = each.with_bytes(data)
            of_jing = broken.invariant == "verdict"
            again = judged(tried, self.session) if of_jing else apart.one(tried, self.session, 20.0).broken
            return any((one.invariant, one.cause) == (broken.invariant, broken.cause) for one in again)

        return each.with_bytes(minimised(each.files[each.changed], is_bad))

    def report(self, seconds: float) -> None:
        """Say what was tried and what was broken."""
        tried = f"{sum(self.tried.values())} inputs, {self.commands} of them by the command too"
        print(f"\nseed {self.seed}, {seconds:.0f} s: {tried}")
        for kind in self.tried:
            ends = ", ".join(f"{self.statuses[kind, status]} × {status}" for status in (0, 1, 2))
            judges = f", {self.judged[kind]} judged by jing" if self.judged[kind] else ""
            speed = f"{self.tried[kind] / self.took[kind]:.0f} a second"
            print(f"  {kind:11}{self.tried[kind]:7}  exit status {ends}; {speed}{judges}")
        for (invariant, _), (name, detail, times) in self.broken.items():
            print(f"  broken {times} × {invariant}, first by {name}: {detail.strip().splitlines()[-1][:300]}")
        print(f"{len(self.broken)} broken; see {KEPT.name}/" if self.broken else "nothing was broken")


def judged(each: Case, session: Session) -> list[Broken]:
    """What jing and we say differently of one input."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        folder = Path(name)
        _, seen = next(apart.run([each], folder, session))
        if each.kind == "document":
            path = folder / "0" / each.paths[0]
            verdict: bool | str | None = judge.documents(Path(each.options.schemas[0]), [path])[path]
        else:
            verdict = judge.schema(each, folder / "0")
        return [broken] if (broken := judge.differing(verdict, each, seen)) else []


def spoken(each: Case, status: int, output: bytes, errors: str) -> Iterator[Broken]:
    """What is wrong with how a command ended, and with what it printed."""
    if status not in (0, 1, 2):
        yield Broken("status", f"the command ended with {status}: {errors[-300:]}", f"command {status}")
    if "Traceback" in errors or AT_FAULT in errors:
        yield Broken("traceback", errors[-2000:], "command")
    lines = [line for line in errors.splitlines() if line.strip()]
    strange = [line for line in lines if not _LINE.fullmatch(line)]
    said = [line for line in lines if line.startswith("siglum: ") and not _NOTICE.fullmatch(line)]
    if strange or (status == 2) != bool(said):
        yield Broken("sentence", f"status {status}, and on standard error: {errors[:500]!r}", "command")
    yield from printed(errors)
    if each.kind != "odd":
        try:
            json.loads(output)
        except ValueError as error:
            yield Broken("json", f"{error}: {output[:200]!r}", "command")


def keep(each: Case, seen: Seen, broken: Broken, seed: int) -> None:
    """Write an input down, with what it breaks and how to repeat it."""
    folder = KEPT / f"seed-{seed}" / f"{each.name.replace(':', '-')}-{broken.invariant}"
    folder.mkdir(parents=True, exist_ok=True)
    each.write(folder)
    if each.larger is not None:
        (folder / f"larger-{Path(each.changed).name}").write_bytes(each.larger)
    again = f"in this folder; or: make fuzz SEED={seed} CASE={each.name}"
    how = f"{each.spelled}\n\n{again}\n\n{broken.invariant}: {broken.detail}\n"
    (folder / EXPECTED).write_text(each.expected(seen.status, seen.sentences, seen.codes), "utf-8", "backslashreplace")
    (folder / "how.txt").write_text(how, "utf-8", "backslashreplace")


def main() -> None:
    """Try inputs until the time is over. The exit status is 1 where something was broken."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    options.add_argument("--seconds", type=float, default=60, help="how long (60)")
    options.add_argument("--seed", type=int, default=1, help="which inputs (1)")
    options.add_argument("--kinds", default=",".join(BATCHES), help=f"of which kinds ({','.join(BATCHES)})")
    options.add_argument("--case", default="", help="one input, as KIND:NUMBER")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix=HOME) as home:
        os.environ["XDG_CACHE_HOME"] = home
        run = Run(chosen.seed)
        begun = time.monotonic()
        if chosen.case:
            kind, _, number = chosen.case.partition(":")
            run.round(kind, int(number), 1)
        else:
            tried(run, [kind for kind in chosen.kinds.split(",") if kind in (*KINDS, GROWING)], begun + chosen.seconds)
        run.report(time.monotonic() - begun)
    sys.exit(bool(run.broken))


def tried(run: Run, kinds: list[str], end: float) -> None:
    """One batch of each kind after another, until the time is over. What all documents are held to is read once."""
    for schema in filter(Path.is_file, (OWN, TEI_ALL)):
        run.session.schema(schema)
    for number in count():
        for kind in kinds:
            if time.monotonic() > end:
                return
            run.round(kind, number * BATCHES[kind], BATCHES[kind])


if __name__ == "__main__":
    main()
