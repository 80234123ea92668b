"""What an edition consists of, and what is known across its files. Nothing is imported before it is used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from siglum.edition.folders import CONFIGURATION, containing

if TYPE_CHECKING:
    from siglum.edition.configuration import Edition, Level, Reading, Site

__all__ = ["CONFIGURATION", "Edition", "Level", "Reading", "Site", "containing"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.configuration"), name)
    return found
