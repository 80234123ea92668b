"""One file: its bytes, its tree, and where every tag, attribute and text run stands.

Nothing is imported before it is used: a document that is recognised as valid needs no tree, and none of what makes it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from siglum.document.constants import MOST_BYTES, XINCLUDE, XML_NAMESPACE

if TYPE_CHECKING:
    from siglum.document.inclusion import resolve
    from siglum.document.markup import in_content, in_value
    from siglum.document.refusals import Refused
    from siglum.document.source import Source
    from siglum.document.tree import (
        XML_BASE,
        XML_ID,
        XML_LANG,
        Document,
        free_id,
        local,
        parser,
        runs,
        text_of,
        tree_of,
    )
    from siglum.document.wellformed import is_well_formed

__all__ = [
    "MOST_BYTES",
    "XINCLUDE",
    "XML_BASE",
    "XML_ID",
    "XML_LANG",
    "XML_NAMESPACE",
    "Document",
    "Refused",
    "Source",
    "free_id",
    "in_content",
    "in_value",
    "is_well_formed",
    "local",
    "parser",
    "resolve",
    "runs",
    "text_of",
    "tree_of",
]

_MODULES = {
    "Refused": "refusals",
    "Source": "source",
    "in_content": "markup",
    "in_value": "markup",
    "is_well_formed": "wellformed",
    "resolve": "inclusion",
}
"""Where each of these is; all others are in `tree`."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_MODULES.get(name, 'tree')}"), name)
    return found
