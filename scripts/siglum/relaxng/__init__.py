"""RELAX NG: schemas read, documents held to them, every fault explained. Nothing is imported before it is used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from siglum.relaxng.schema import Schema
    from siglum.relaxng.validation import accepts, validate

__all__ = ["Schema", "accepts", "validate"]

_MODULES = {"Schema": "schema", "accepts": "validation", "validate": "validation"}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
