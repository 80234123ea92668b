"""Which tests call anything of a module: the others cannot notice a fault in it, and are not asked.

While the tests run without a fault, Python tells a file for each module what test calls it first, in whatever process:
pytest names the test that is running in the environment. To import a module is not to call it.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

_WATCH = """
import os, sys, threading

seen = set()
ours = {{}}

def called(frame, event, _):
    file = frame.f_code.co_filename
    if file not in ours:
        ours[file] = file.startswith({package!r})
    if event == "call" and ours[file] and frame.f_code.co_name != "<module>":
        test = os.environ.get("PYTEST_CURRENT_TEST", "").partition("::")[0]
        if test and (test, file) not in seen:
            seen.add((test, file))
            try:
                with open({calls!r}, "a") as out:
                    out.write(f"{{test}}\\t{{file}}\\n")
            except OSError:
                pass

threading.setprofile(called)
sys.setprofile(called)
"""
"""What Python reads when it begins, as its module `sitecustomize`."""


def watch(package: Path, folder: Path) -> None:
    """Lay into a folder what makes every Python that has the folder in its path say which modules of the package are
    called."""
    folder.mkdir()
    watched = _WATCH.format(package=f"{package}/", calls=str(folder / "calls"))
    (folder / "sitecustomize.py").write_text(watched, "utf-8")


def reached(package: Path, folder: Path) -> dict[Path, set[str]]:
    """By module of the package, the files of the tests that called something of it."""
    found: dict[Path, set[str]] = defaultdict(set)
    calls = folder / "calls"
    for line in calls.read_text("utf-8").splitlines() if calls.exists() else ():
        test, _, file = line.partition("\t")
        found[Path(file).relative_to(package)].add(test)
    return dict(found)
