"""The faults that mutation testing puts into the code, and those that may survive."""

from __future__ import annotations

import queue
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ALLOWED = Path(__file__).with_name("allowed.txt")
MODULE = '''
"""A module."""
TABLE = ["a", 1]

def f(x: int | None = 0, *, y: str = "") -> bool:
    """Words."""
    assert x, "x"
    if x and y in TABLE:
        g(x, n=x + 1)
    return not x

class C:
    field: int = 2

    @property
    def p(self) -> str:
        for one in [n for n in self.q if n]:
            continue
        return f"{one:>3} of {len('z')}"
'''
MADE = """f: 0 → 1
f: '' → '¶'
f: x and y in TABLE → x or y in TABLE
f: x and y in TABLE → not (x and y in TABLE)
f: y in TABLE → y not in TABLE
f: g(x, n=x + 1) → pass
f: g(x, n=x + 1) → g(x)
f: x + 1 → x - 1
f: 1 → 2
f: return not x → return None
f: not x → x
C.p: n → not n
C.p: continue → break
C.p: return f"{one:>3} of {len('z')}" → return None
C.p: f"{one:>3} of {len('z')}" → f"¶{one:>3} of {len('z')}"
C.p: 'z' → '¶z'"""


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))


def test_each_fault_is_made_alone(tmp_path: Path) -> None:
    from faults import mutants  # type: ignore[import-not-found]

    (tmp_path / "m.py").write_text(MODULE)
    found = list(mutants(tmp_path, Path("m.py")))
    assert sorted(mutant.key.removeprefix("m.py ") for mutant in found) == sorted(MADE.splitlines())
    assert {mutant.text for mutant in found} == {""}
    key = "m.py f: y in TABLE → y not in TABLE"
    (one,) = (mutant for mutant in mutants(tmp_path, Path("m.py"), {key}) if mutant.text)
    assert (one.line, one.key) == (8, key)
    changed = [line for line in one.text.splitlines() if "TABLE:" in line]
    assert changed == ["    if x and y not in TABLE:"]
    assert "return not x" in one.text


NOTICES = "def test_it():\n    from siglum.m import f\n    assert f() == 1\n"
LATE = """from pathlib import Path

def test_it():
    from siglum.m import f
    times = len(list(Path(__file__).parent.glob("t*")))
    Path(__file__).with_name(f"t{times}").touch()
    assert times > 0 or f() == 1
"""
"""A test that fails when it is asked for the first time, as on a machine that is busy; then nothing is noticed."""
ENDLESS = "def test_it():\n    from siglum.m import f\n    while f() != 1: pass\n"


WARNS = "import warnings\n\ndef test_that_warns(): warnings.warn('!')\n\n" + NOTICES
"""The test that warns stands after the one that fails in what pytest sums up."""


@pytest.mark.parametrize(
    ("test", "died"), [(NOTICES, True), (ENDLESS, True), (LATE, False), (WARNS, True), ("import none", True), ("def test(): pass", False)],
    ids=["fails", "no end", "fails once", "fails beside warnings", "cannot be read", "passes"],
)  # fmt: skip
def test_a_mutant_dies_where_a_test_fails_without_end_or_again(
    test: str, died: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from faults import Mutant
    from mutants import PACKAGE, dies

    monkeypatch.setattr("mutants._LEAST", 1)

    clone = tmp_path / "clone"
    (clone / PACKAGE).mkdir(parents=True)
    (clone / "tests").mkdir()
    (clone / "pyproject.toml").write_text("[tool.pytest.ini_options]\n")
    (clone / PACKAGE / "__init__.py").touch()
    module = clone / PACKAGE / "m.py"
    module.write_text("def f(): return 1\n")
    (clone / "tests" / "test_m.py").write_text(test)
    copies: queue.Queue[Path] = queue.Queue()
    copies.put(clone)
    mutant = Mutant(Path("m.py"), 1, "m.py f: 1 → 2", "def f(): return 2\n")
    assert dies(mutant, ["tests/test_m.py"], 5 if test == ENDLESS else 60, copies, {}) is died
    assert module.read_text() == "def f(): return 1\n"
    assert copies.get_nowait() == clone


def test_every_survivor_that_may_live_has_its_reason() -> None:
    lines = ALLOWED.read_text("utf-8").splitlines()
    assert all(" → " in key and not key.startswith(" ") for key in lines[::2])
    assert all(reason.startswith("    ") and reason.strip() for reason in lines[1::2])
    assert len(lines) % 2 == 0 and sorted(lines[::2]) == lines[::2]


CALLS = """import subprocess, sys

def test_here():
    from siglum.m import f
    assert f()

def test_in_a_process():
    subprocess.run([sys.executable, "-c", "from siglum.n import f; f()"], check=True)
"""


def test_the_tests_that_call_something_of_a_module_are_known(tmp_path: Path) -> None:
    """A module that is only imported is not called."""
    from mutants import PACKAGE, called

    clone = tmp_path / "clone"
    (clone / PACKAGE).mkdir(parents=True)
    (clone / "tests").mkdir()
    (clone / "pyproject.toml").write_text("[tool.pytest.ini_options]\n")
    (clone / PACKAGE / "__init__.py").touch()
    for name in "mno":
        (clone / PACKAGE / f"{name}.py").write_text("def f(): return 1\n")
    (clone / "tests" / "test_a.py").write_text(CALLS)
    (clone / "tests" / "test_b.py").write_text(
        "def test_it():\n    import siglum.o\n    from siglum.n import f\n    f()\n"
    )
    (clone / "tests" / "test_c.py").write_text("def test_it(): assert False")
    copies: queue.Queue[Path] = queue.Queue()
    copies.put(clone)
    assert called("tests/test_a.py", copies)[0] == {Path("m.py"), Path("n.py")}
    assert called("tests/test_b.py", copies)[0] == {Path("n.py")}
    assert "test_it FAILED" in called("tests/test_c.py", copies)
    assert list(tmp_path.glob("calls")) == []
