"""Results as JSON, so that they can be kept, and back."""

from __future__ import annotations

import json
from typing import Any

from siglum import packing
from siglum.checking.outcome import Result
from siglum.checking.silences import Silence


def packed(result: Result) -> str | None:
    """A result as JSON, "" for the most usual; None for one of which something could not be done."""
    if result.failures:
        return None
    if not (result.grammar or result.rules or result.checks or result.silences or result.without_schema):
        return ""
    said = (
        [packing.packed(finding) for finding in result.grammar], [packing.packed(finding) for finding in result.rules],
        [_silence(silence) for silence in result.silences], result.without_schema,
        [packing.packed(finding) for finding in result.checks],
        [[*of, packing.packed_related(one)] for *of, one in result.ambiguous],
    )  # fmt: skip
    return json.dumps(said)


def unpacked(said: str) -> Result | None:
    """The result; None where the text is not of that form."""
    if not said:
        return Result(read=True)
    try:
        grammar, rules, silences, without_schema, checks, ambiguous = json.loads(said)
        return Result(
            read=True, grammar=[packing.unpacked(finding) for finding in grammar],
            rules=[packing.unpacked(finding) for finding in rules],
            silences=[_read_silence(*silence) for silence in silences], without_schema=str(without_schema),
            checks=[packing.unpacked(finding) for finding in checks],
            ambiguous=[(path, name, packing.unpacked_related(one)) for path, name, one in ambiguous],
        )  # fmt: skip
    except (ValueError, TypeError):
        return None


def _silence(silence: Silence) -> list[Any]:
    return [silence.path, packing.packed_span(silence.span), silence.code, silence.reason, silence.reach]


def _read_silence(path: str, span: Any, code: str, reason: str, reach: list[int]) -> Silence:
    return Silence(path, packing.unpacked_span(span), code, reason, (reach[0], reach[1]))
