"""What no grammar sees: pointers, registers, names, dates, marks, omissions.

A check is a module: its name is the code of its findings, its docstring their page, SEVERITY how much they weigh, and
`check(index)` finds them. A check that weighs less than an error needs judgement, and runs only inside an edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

from siglum.diagnostic import Diagnostic
from siglum.edition.index import Index
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
    untagged_name,
    unused_entry,
    witness_unaccounted,
    wrong_target,
)

CHECKS: tuple[ModuleType, ...] = (
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
    missing_header,
    unknown_language,
    false_identifier,
)
"""In the order in which an editor would go about it: what is broken, what is missing, what is doubtful."""


def code(module: ModuleType) -> str:
    """The code of a check: the name of its module, as it stands in a message."""
    return module.__name__.rpartition(".")[2].replace("_", "-")


def run(index: Index) -> Iterator[Diagnostic]:
    """What the checks find, in their order; outside an edition, only those at error level."""
    for module in CHECKS:
        if index.edition is None and module.SEVERITY != "error":
            continue
        for finding in module.check(index):
            yield replace(finding, severity=module.SEVERITY)
