"""What an output is: a module, or an object that another package adds, that makes files and reads them back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Protocol

from siglum import plugins
from siglum.plugins import Plugin
from siglum.publish.folder import Files
from siglum.publish.made import Made
from siglum.publish.verify import OutputText


class Output(Protocol):
    """Makes the files of one folder, named like the output."""

    def files(self, made: Made) -> Files:
        """All files by name (with forward slashes, relative to the folder of the output) and their bytes."""
        ...

    def texts(self, made: Made, files: Files) -> Iterable[OutputText]:
        """The text of each reading, read back from the files, so that it can be held to the reading; nothing for an
        output that gives no reading's text."""
        ...


class Added:
    """An output of another package: whatever goes wrong in it is said in a sentence. Its methods raise Failure."""

    def __init__(self, plugin: Plugin) -> None:
        self.plugin = plugin
        self.output: Output = plugin.load()
        for name in ("files", "texts"):
            if not callable(getattr(self.output, name, None)):
                raise plugin.wrong(f"has no function “{name}”", "define files(made) and texts(made, files)")

    def files(self, made: Made) -> Files:
        """The files of the output; none lies outside its folder."""
        with self.plugin.guarded("fails"):
            files = dict(self.output.files(made))
        for name, data in files.items():
            path = PurePosixPath(name)
            if not path.name or path.is_absolute() or ".." in path.parts or not isinstance(data, bytes):
                raise self.plugin.wrong(f"makes the file “{name}”", "a file has bytes, and lies in the output's folder")
        return files

    def texts(self, made: Made, files: Files) -> list[OutputText]:
        """The texts that the output gives back."""
        with self.plugin.guarded("fails"):
            return list(self.output.texts(made, files))


def added(name: str) -> Added | None:
    """The output of that name that another package adds; None where there is none. Raises Failure."""
    plugin = plugins.added(plugins.OUTPUTS).get(name)
    return Added(plugin) if plugin else None


def names() -> tuple[str, ...]:
    """The outputs that other packages add."""
    return tuple(plugins.added(plugins.OUTPUTS))
