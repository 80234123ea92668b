"""The registry of codes: for each kind of finding its station, how much it weighs, whether an edition must ask for it.

Check, explain and configuration read it. The page of a code stands in its room (`pages.py`); that of a check which
another package adds comes with it.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from siglum import plugins
from siglum.diagnostic import SEVERITIES, Severity
from siglum.plugins import Plugin


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding.

    `severity` is what a finding weighs where neither siglum.toml nor the rule that speaks says otherwise; `off` whether
    it is left out unless [checks] in siglum.toml gives it a weight; `page` what explains it, "" where its room does.
    """

    name: str
    station: str
    severity: Severity = "error"
    off: bool = False
    page: str = ""


CODES: tuple[Code, ...] = (
    Code("empty-document", "document"),
    Code("wrong-encoding", "document"),
    Code("ill-formed", "document"),
    Code("unclosed-element", "document"),
    Code("include-failed", "document"),
    Code("external-dtd", "document", "warning"),
    Code("entity-declared", "document"),
    Code("undeclared-entity", "document"),
    Code("unknown-element", "relaxng"),
    Code("element-not-allowed", "relaxng"),
    Code("element-too-early", "relaxng"),
    Code("too-many", "relaxng"),
    Code("incomplete-content", "relaxng"),
    Code("text-not-allowed", "relaxng"),
    Code("unknown-attribute", "relaxng"),
    Code("attribute-not-allowed", "relaxng"),
    Code("missing-attribute", "relaxng"),
    Code("value-not-in-list", "relaxng"),
    Code("value-not-of-datatype", "relaxng"),
    Code("wrong-namespace", "relaxng"),
    Code("unresolved-idref", "relaxng"),
    Code("schematron-assert", "schematron"),
    Code("schematron-report", "schematron"),
    Code("schematron-failed", "schematron"),
    Code("duplicate-id", "integrity"),
    Code("dangling-pointer", "integrity"),
    Code("wrong-target", "integrity"),
    Code("published-id-gone", "integrity"),
    Code("unused-entry", "integrity", "warning"),
    Code("unfinished-entry", "integrity", "warning"),
    Code("untagged-name", "integrity", "warning"),
    Code("two-people", "integrity", "warning"),
    Code("unknown-witness", "integrity"),
    Code("witness-unaccounted", "integrity", "warning"),
    Code("date-contradicts-text", "integrity", "warning"),
    Code("impossible-dates", "integrity"),
    Code("quotation-marks", "integrity", "warning"),
    Code("unattributed-quotation", "integrity", "warning"),
    Code("unexplained-omission", "integrity", "warning"),
    Code("unsourced-statement", "integrity", "warning", off=True),
    Code("missing-header", "integrity", "warning"),
    Code("missing-address", "integrity", "warning"),
    Code("unknown-language", "integrity"),
    Code("false-identifier", "integrity"),
    Code("text-differs", "fidelity"),
    Code("text-changed", "fidelity"),
    Code("output-differs", "fidelity"),
    Code("odd-unknown-source", "odd"),
    Code("odd-unknown-module", "odd"),
    Code("odd-unknown-reference", "odd"),
    Code("odd-unknown-construct", "odd"),
    Code("odd-circle", "odd"),
    Code("odd-broken-grammar", "odd"),
    Code("odd-broken-constraint", "odd"),
    Code("odd-nothing-to-change", "odd", "warning"),
    Code("odd-deleted-but-referenced", "odd", "warning"),
    Code("odd-empty-content", "odd", "warning"),
    Code("schema-on-net", "checking", "warning"),
    Code("schema-missing", "checking", "warning"),
    Code("other-vocabulary", "checking", "warning"),
    Code("silence-without-reason", "checking", "warning"),
    Code("idle-silence", "checking", "warning"),
)
"""The codes of this package, by station in the order in which these look at a file."""

_OWN = {code.name: code for code in CODES}


def names(station: str) -> tuple[str, ...]:
    """The codes of this package that a station finds, in order."""
    return tuple(code.name for code in CODES if code.station == station)


def own(name: str) -> Code:
    """A code of this package. Raises KeyError for any other."""
    return _OWN[name]


def get(name: str) -> Code | None:
    """A code, also one that a plug-in adds; None for what is no code. Raises Failure where the plug-in is broken."""
    if name in _OWN:
        return _OWN[name]
    plugin = plugins.added(plugins.CHECKS).get(name)
    return of_plugin(plugin) if plugin else None


def station(name: str) -> str:
    """The station that finds a code; "" for what is no code. A plug-in is not loaded for that."""
    if name in _OWN:
        return _OWN[name].station
    return "integrity" if name in plugins.added(plugins.CHECKS) else ""


def near(name: str) -> str:
    """The code that is most like a word; "" where none is."""
    return next(iter(get_close_matches(name, (*_OWN, *plugins.added(plugins.CHECKS)), 1)), "")


def of_plugins() -> Iterator[Plugin]:
    """The checks that other packages add, by name."""
    yield from plugins.added(plugins.CHECKS).values()


@cache
def of_plugin(plugin: Plugin) -> Code:
    """The code of a check that another package adds: its name, SEVERITY, OFF and docstring. Raises Failure."""
    if plugin.name in _OWN:
        raise plugin.wrong("has the name of a finding of Siglum", "give it another")
    check = plugin.load()
    severity, page = getattr(check, "SEVERITY", None), inspect.getdoc(check)
    if severity not in SEVERITIES:
        raise plugin.wrong("has no SEVERITY", f"set it to one of {_either(SEVERITIES)}")
    if not page:
        raise plugin.wrong("has no docstring, which is its page", "write one")
    if not callable(getattr(check, "check", None)):
        raise plugin.wrong("has no function “check”", "define check(document, index)")
    return Code(plugin.name, "integrity", severity, bool(getattr(check, "OFF", False)), page)


def _either(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
