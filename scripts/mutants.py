"""Mutation testing: which small faults in the code do the tests of its room notice?

A mutant has one fault in one function: `<` for `<=`, a condition turned round, a number one higher, a text with a sign
before it, a statement left out, an argument not given. It dies where a test of its room fails or finds no end. One that
may survive stands in tests/mutants/allowed.txt, its reason on the next line, and counts as a survivor all the same.

Ours, because mutmut 3 leaves out whatever is decorated (every property, so most of the index), copies a process in
which Saxon has threads, and draws no sample; cosmic-ray writes into the clone, draws none, and mutates annotations.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Container, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path("scripts/siglum")
SHARE = 0.85
ROOMS = {"index": ("edition/index.py", "edition/pointers.py"), "checking": ("checking/*.py",),
         "integrity": ("integrity/*.py",), "fidelity": ("fidelity/*.py",), "publish": ("publish/*.py",),
         "schematron": ("schematron/*.py",)}  # fmt: skip
TESTS = {"index": ("edition", "integrity")}
LAST = ("test_cases", "test_session", "test_planted", "test_stations", "test_scheduling", "test_rules", "test_page",
        "test_build", "test_output_differs", "test_text_differs")  # fmt: skip
"""Tests that take long run after the others, in this order."""
OPPOSITE: dict[type[ast.AST], Any] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}  # fmt: skip


class Mutant(NamedTuple):
    """A file with a fault: `key` says in which function, what stands there, and what in its place."""

    file: Path
    line: int
    key: str
    text: str


def mutants(file: Path, wanted: Container[str] = ()) -> Iterator[Mutant]:
    """Every fault that can be made in a file; the text only of those wanted, since it takes long to write."""
    tree = ast.parse(file.read_text("utf-8"))
    for function, field, holder, at, node in list(places(tree, "")):
        for new in faults(field, node):
            key = f"{file.relative_to(ROOT / PACKAGE)} {function}: {ast.unparse(node)} → {ast.unparse(new)}"
            holder[at] = new
            text = ast.unparse(ast.fix_missing_locations(tree)) if key in wanted else ""
            yield Mutant(file.relative_to(ROOT), node.lineno, key, text)
            holder[at] = node


def places(parent: ast.AST, function: str) -> Iterator[tuple[str, str, Any, Any, Any]]:
    """The nodes in functions, each with its field, what holds it, and at which key or index."""
    for field, value in ast.iter_fields(parent):
        for at, node in enumerate(value) if isinstance(value, list) else ((field, value),):
            fixed = isinstance(node, ast.Constant) and isinstance(parent, (ast.Expr, ast.JoinedStr))
            typing = field in ("annotation", "returns", "decorator_list", "format_spec")
            if not isinstance(node, ast.AST) or isinstance(node, ast.Assert) or fixed or typing:
                continue
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                yield from places(node, f"{function}.{node.name}".lstrip("."))
            elif function and not isinstance(parent, ast.ClassDef):
                yield from [(function, field, value if at != field else vars(parent), at, node)] * hasattr(
                    node, "lineno"
                )
                yield from places(node, function)


def faults(field: str, node: ast.AST) -> Iterator[ast.AST]:
    """What could stand in the place of a node by mistake."""
    match node:
        case ast.Compare(left, [op], rest) if type(op) in OPPOSITE:
            yield ast.Compare(left, [OPPOSITE[type(op)]()], rest)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(OPPOSITE[type(op)](), values)
        case ast.BinOp(left, op, right) if type(op) in OPPOSITE:
            yield ast.BinOp(left, OPPOSITE[type(op)](), right)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.Constant(bool() as truth):
            yield ast.Constant(not truth)
        case ast.Constant(int() as number):
            yield ast.Constant(number + 1)
        case ast.Constant(str() as text):
            yield ast.Constant(f"¶{text}")
        case ast.JoinedStr(values):
            yield ast.JoinedStr([ast.Constant("¶"), *values])
        case ast.Call(function, given, named):
            yield from (ast.Call(function, given, [other for other in named if other is not one]) for one in named)
        case ast.Expr(ast.Call()) | ast.AugAssign() | ast.Raise():
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Return(ast.expr() as value) if ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None))
    if field in ("test", "ifs") and isinstance(node, (ast.Name, ast.Call, ast.Attribute, ast.NamedExpr, ast.BoolOp)):
        yield ast.UnaryOp(ast.Not(), node)


def said(copy: Path, tests: list[str], limit: float) -> str:
    """What the tests say in a copy of the clone, where one fails or they find no end; "" where they pass."""
    cache, work = copy.with_name("cache"), copy.with_name("work")  # not in the clone, where its siglum.toml would count
    shutil.rmtree(cache, ignore_errors=True)
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", f"--basetemp={work}", *tests]
    environment = os.environ | {"PYTHONPATH": str(copy / "scripts"), "XDG_CACHE_HOME": str(cache)}
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, cwd=copy, env=environment, stdout=out, stderr=out, start_new_session=True)
        try:
            if process.wait(limit) == 0:
                return ""
        except subprocess.TimeoutExpired:
            return "no end"
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        out.seek(0)
        return out.read().decode("utf-8", "replace")


def dies(mutant: Mutant, tests: list[str], limit: float, copies: queue.Queue[Path]) -> bool:
    """Whether some test notices the fault."""
    copy = copies.get()
    file, whole = copy / mutant.file, (copy / mutant.file).read_bytes()
    try:
        put(file, mutant.text.encode("utf-8"))
        return bool(said(copy, tests, limit))
    finally:
        put(file, whole)
        copies.put(copy)


def put(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*"):
        compiled.unlink()


def room(name: str, asked: argparse.Namespace, copies: queue.Queue[Path]) -> int:
    """Test a sample of a room's mutants and say what came of it; 1 where too few die, 2 where tests fail as it is."""
    found = [
        test.relative_to(ROOT) for part in TESTS.get(name, (name,)) for test in ROOT.glob(f"tests/{part}/**/test_*.py")
    ]
    tests = [str(t) for t in sorted(found, key=lambda t: (LAST.index(t.stem) + 1 if t.stem in LAST else 0, t))]
    start, copy = time.monotonic(), copies.get()
    trouble = said(copy, tests, limit=1200)
    copies.put(copy)
    if trouble:
        print(f"{name}: the tests fail without a fault; mend them first\n{trouble}")
        return 2
    limit = 10 + 4 * (time.monotonic() - start)
    files = sorted(file for pattern in ROOMS[name] for file in (ROOT / PACKAGE).glob(pattern))
    keys = [mutant.key for file in files for mutant in mutants(file)]
    drawn = sorted(keys, key=lambda key: hashlib.sha256(f"{asked.seed} {key}".encode()).digest())
    wanted = set(drawn if asked.all else drawn[: asked.sample])
    sample = [mutant for file in files for mutant in mutants(file, wanted) if mutant.text]
    with ThreadPoolExecutor(asked.jobs) as pool:
        dead = list(pool.map(lambda mutant: dies(mutant, tests, limit, copies), sample))
    share = sum(dead) / len(sample)
    print(f"{name}: {share:.0%} of {len(sample)} mutants die (of {len(keys)}; seed “{asked.seed}”)", flush=True)
    allowed = (ROOT / "tests/mutants/allowed.txt").read_text("utf-8").splitlines()
    for mutant in (mutant for mutant, died in zip(sample, dead, strict=True) if not died):
        reason = allowed[allowed.index(mutant.key) + 1].strip() if mutant.key in allowed else "no reason is given"
        print(f"  {mutant.file}:{mutant.line}\n    {mutant.key}\n    {reason}", flush=True)
    return int(share < SHARE)


def main() -> None:
    parser = argparse.ArgumentParser(description="Which small faults in the code do the tests of its room notice?")
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=", ".join(ROOMS))
    parser.add_argument("--all", action="store_true", help="every mutant, not a sample of each room")
    parser.add_argument("--sample", type=int, default=60, help="how many mutants of each room (60)")
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
