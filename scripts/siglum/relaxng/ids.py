"""Which attributes bear ids, and which refer to them (RELAX NG DTD Compatibility, section 5)."""

from __future__ import annotations

from siglum.relaxng.pattern import Data, List, Pattern
from siglum.relaxng.state import Step


def id_kind(attribute: Step) -> str:
    """ "ID" or "IDREF" where all that the value of an attribute may be is that; else ""."""
    if attribute.ids is None:
        attribute.ids = _of_all(attribute.child.patterns)
    return attribute.ids


def _of_all(patterns: tuple[Pattern, ...]) -> str:
    kinds = {_of_one(pattern) for pattern in patterns}
    return kinds.pop() if len(kinds) == 1 else ""


def _of_one(pattern: Pattern) -> str:
    known: str | None = pattern.memo.get("id")
    if known is None:
        known = pattern.memo["id"] = _found(pattern)
    return known


def _found(pattern: Pattern) -> str:
    if isinstance(pattern, Data) and pattern.datatype.library:
        return {"ID": "ID", "IDREF": "IDREF", "IDREFS": "IDREF"}.get(pattern.datatype.name, "")
    if isinstance(pattern, List):
        return "IDREF" if _of_all(pattern.items) == "IDREF" else ""
    return _of_all(pattern.items) if pattern.items else ""
