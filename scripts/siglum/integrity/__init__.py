"""What no grammar sees: pointers, registers, names, dates, marks, omissions.

A check is a module: its name is the code of its findings, its docstring their page, and `check(index)` finds them; how
much they weigh stands in `codes`. A check that weighs less than an error needs judgement, and runs only inside an
edition; one that is off runs where siglum.toml gives it a weight. Other packages add checks by entry points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from siglum import codes
from siglum.codes import Code
from siglum.diagnostic import Diagnostic
from siglum.edition.index import Index
from siglum.failure import Failure
from siglum.integrity import (
    dangling_pointer,
    date_contradicts_text,
    duplicate_id,
    false_identifier,
    impossible_dates,
    missing_header,
    quotation_marks,
    two_people,
    unattributed_quotation,
    unexplained_omission,
    unknown_language,
    unknown_witness,
    unsourced_statement,
    untagged_name,
    unused_entry,
    witness_unaccounted,
    wrong_target,
)
from siglum.plugins import Plugin


class Check(Protocol):
    """What a check is: its docstring is the page of its code."""

    __name__: str

    def check(self, index: Index) -> Iterable[Diagnostic]:
        """What is found in the files of an edition, or in one file that belongs to none (`index.edition` is None)."""
        ...


CHECKS: tuple[Check, ...] = (
    duplicate_id,
    dangling_pointer,
    wrong_target,
    unused_entry,
    untagged_name,
    two_people,
    unknown_witness,
    witness_unaccounted,
    date_contradicts_text,
    impossible_dates,
    quotation_marks,
    unattributed_quotation,
    unexplained_omission,
    unsourced_statement,
    missing_header,
    unknown_language,
    false_identifier,
)
"""In the order in which an editor would go about it: what is broken, what is missing, what is doubtful."""


def code(module: Check) -> str:
    """The code of a check: the name of its module, as it stands in a message."""
    return module.__name__.rpartition(".")[2].replace("_", "-")


def run(index: Index, failures: list[str]) -> Iterator[Diagnostic]:
    """What the checks find, in their order, then those of other packages; outside an edition, only errors.

    What is wrong with a check of another package is added to `failures`, a sentence each.
    """
    for module in CHECKS:
        known = codes.own(code(module))
        if _asks(known, index):
            yield from (replace(finding, severity=known.severity) for finding in module.check(index))
    for plugin in codes.of_plugins():
        yield from _added(plugin, index, failures)


def _asks(known: Code, index: Index) -> bool:
    """Whether a check has its say: one that is off where siglum.toml names it, a doubtful one inside an edition."""
    if known.off:
        return index.edition is not None and known.name in index.edition.checks
    return index.edition is not None or known.severity == "error"


def _added(plugin: Plugin, index: Index, failures: list[str]) -> list[Diagnostic]:
    """What the check of another package finds; its findings bear its name and weight, whatever it gives them."""
    try:
        known = codes.of_plugin(plugin)
        with plugin.guarded("fails"):
            found = list(plugin.load().check(index)) if _asks(known, index) else []
            return [replace(finding, code=known.name, severity=known.severity) for finding in found]
    except Failure as failure:
        failures.append(str(failure))
        return []
