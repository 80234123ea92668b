"""Which values are ids, and which refer to them (RELAX NG DTD Compatibility, section 5)."""

from __future__ import annotations

from siglum.relaxng.pattern import Data, List, Pattern


def id_kind(patterns: tuple[Pattern, ...]) -> str:
    """ "ID" or "IDREF" where all that a value may be is that; else ""."""
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
        return "IDREF" if id_kind(pattern.items) == "IDREF" else ""
    return id_kind(pattern.items) if pattern.items else ""
