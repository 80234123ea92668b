"""What other packages add by entry points: checks (group `siglum.checks`) and outputs (group `siglum.outputs`).

Entry points are read when somebody asks for what is added, never before: a check of the grammar asks for nothing.
How to write a plug-in: docs/plugins.md. Source: Python Packaging User Guide, “Entry points specification”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from siglum.failure import Failure

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

CHECKS, OUTPUTS = "siglum.checks", "siglum.outputs"
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Plugin:
    """One thing that a package adds: its name, the package with its version, and what is wrong with the name, if so."""

    name: str
    package: str
    point: EntryPoint
    trouble: str = ""

    @property
    def said(self) -> str:
        """How a sentence names it."""
        return f"the plug-in “{self.name}” ({self.package})"

    def load(self) -> Any:
        """The module or object. Raises Failure where it cannot be imported, or its name cannot be used."""
        if self.trouble:
            raise self.wrong(self.trouble, "ask its authors for another, or uninstall its package")
        with self.guarded("cannot be loaded"):
            return self.point.load()

    def wrong(self, fact: str, advice: str) -> Failure:
        """The sentence about a plug-in that is not what it should be."""
        return Failure(f"{self.said} {fact}; {advice}")

    @contextmanager
    def guarded(self, fact: str) -> Iterator[None]:
        """Whatever goes wrong in the code of somebody else becomes one sentence. Raises Failure."""
        try:
            yield
        except Failure:
            raise
        except Exception as error:
            reason = " ".join(f"{type(error).__name__} {error}".split())
            raise self.wrong(f"{fact} ({reason})", "mend it, or uninstall its package") from error


@cache
def added(group: str) -> Mapping[str, Plugin]:
    """What packages add to a group, by name; of two that share a name, neither can be loaded."""
    from importlib.metadata import entry_points

    found: dict[str, Plugin] = {}
    for point in sorted(entry_points(group=group), key=lambda point: (point.name, point.value)):
        package = f"{point.dist.name} {point.dist.version}" if point.dist else point.module
        trouble = "" if _NAME.fullmatch(point.name) else "has a name that is not of lower-case letters and hyphens"
        if point.name in found and found[point.name].point.value != point.value:
            trouble = f"has the name of another, from {found[point.name].package}"
        found[point.name] = Plugin(point.name, package, point, trouble)
    return found
