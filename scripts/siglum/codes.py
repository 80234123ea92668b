"""The codes of all findings, and which station finds each. The page of a code stands with its station."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

CODES: Mapping[str, tuple[str, ...]] = {
    "document": (
        "empty-document",
        "wrong-encoding",
        "ill-formed",
        "unclosed-element",
        "include-failed",
        "external-dtd",
        "entity-declared",
        "undeclared-entity",
    ),
    "relaxng": (
        "unknown-element",
        "element-not-allowed",
        "element-too-early",
        "too-many",
        "incomplete-content",
        "text-not-allowed",
        "unknown-attribute",
        "attribute-not-allowed",
        "missing-attribute",
        "value-not-in-list",
        "value-not-of-datatype",
        "wrong-namespace",
        "unresolved-idref",
    ),
    "schematron": (
        "schematron-assert",
        "schematron-report",
        "schematron-failed",
    ),
    "integrity": (
        "duplicate-id",
        "dangling-pointer",
        "wrong-target",
        "unused-entry",
        "untagged-name",
        "two-people",
        "unknown-witness",
        "witness-unaccounted",
        "date-contradicts-text",
        "impossible-dates",
        "quotation-marks",
        "unattributed-quotation",
        "unexplained-omission",
        "unsourced-statement",
        "missing-header",
        "unknown-language",
        "false-identifier",
    ),
    "fidelity": (
        "text-differs",
        "text-changed",
        "output-differs",
    ),
    "checking": (
        "schema-on-net",
        "schema-missing",
        "other-vocabulary",
        "silence-without-reason",
        "idle-silence",
    ),
}
"""By station, in the order in which they look at a file; within a station, in the order in which they are listed."""

OFF = frozenset(("unsourced-statement",))
"""The codes of checks that are off unless siglum.toml asks for them."""

_STATIONS = {code: station for station, codes in CODES.items() for code in codes}


def station(code: str) -> str:
    """The station that finds a code; "" for what is no code."""
    return _STATIONS.get(code, "")


def near(code: str) -> str:
    """The code that is most like a word; "" where none is."""
    return next(iter(get_close_matches(code, _STATIONS, 1)), "")
