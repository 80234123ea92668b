"""Packages made to look installed, without pip and without the net: `python packages.py install … PACKAGE` for a shell.

What is no folder, an extra of Siglum, is taken to be installed.
"""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path


def install(package: Path, path: Path) -> None:
    """Put the modules and the metadata of a package into a folder that is on the path of Python."""
    project = tomllib.loads((package / "pyproject.toml").read_text("utf-8"))["project"]
    info = path / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    groups = project["entry-points"].items()
    points = (f"[{group}]\n" + "".join(f"{n} = {v}\n" for n, v in points.items()) for group, points in groups)
    (info / "entry_points.txt").write_text("\n".join(points))
    for module in package.glob("*/*.py"):
        (path / module.parent.name).mkdir(exist_ok=True)
        (path / module.parent.name / module.name).write_bytes(module.read_bytes())


if __name__ == "__main__" and Path(sys.argv[-1]).is_dir():
    install(Path(sys.argv[-1]), Path(os.environ["PYTHONPATH"].split(os.pathsep)[0]))
