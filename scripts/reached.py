"""Which tests call anything of a module: the others cannot notice a fault in it, and are not asked.

Each file of tests runs without a fault in a process of its own, and Python writes down there, in whatever process the
tests begin, each module that is called. In one process for all, what is made once (a site that many tests read, a
schema that is kept) would be laid to the first that asks for it alone. To import a module is not to call it.
"""

from __future__ import annotations

from pathlib import Path

_WATCH = """
import os, sys, threading

seen = {{}}

def called(frame, event, _):
    file = frame.f_code.co_filename
    if file not in seen:
        seen[file] = not file.startswith({package!r})
    if event == "call" and not seen[file] and frame.f_code.co_name != "<module>":
        seen[file] = True
        try:
            with open({calls!r}, "a") as out:
                out.write(file + "\\n")
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


def reached(package: Path, folder: Path) -> set[Path]:
    """The modules of the package of which something was called."""
    calls = folder / "calls"
    return (
        {Path(file).relative_to(package) for file in calls.read_text("utf-8").splitlines()} if calls.exists() else set()
    )
