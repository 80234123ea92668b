"""The text itself: what the encoding says must be what the source says, what it said before, and what is published.

A check is a module: its name is the code of its findings, its docstring their page.
"""

from __future__ import annotations

from types import ModuleType

from siglum.fidelity import output_differs, text_changed, text_differs

CHECKS: tuple[ModuleType, ...] = (text_differs, text_changed, output_differs)


def code(module: ModuleType) -> str:
    """The code of a check: the name of its module, as it stands in a message."""
    return module.__name__.rpartition(".")[2].replace("_", "-")
