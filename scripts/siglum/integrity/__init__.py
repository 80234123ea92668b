"""What no grammar sees: pointers, registers, names, dates, marks, omissions.

A check is a module: its name is the code of its findings, its docstring their page, SEVERITY how much they weigh, and
`check(index)` finds them. A check that weighs less than an error needs judgement, and runs only inside an edition; one
that is "off" runs where siglum.toml gives it a weight.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

from siglum.diagnostic import Diagnostic
from siglum.edition import Level
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
    unsourced_statement,
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
    unsourced_statement,
    missing_header,
    unknown_language,
    false_identifier,
)
"""In the order in which an editor would go about it: what is broken, what is missing, what is doubtful."""


def code(module: ModuleType) -> str:
    """The code of a check: the name of its module, as it stands in a message."""
    return module.__name__.rpartition(".")[2].replace("_", "-")


def run(index: Index) -> Iterator[Diagnostic]:
    """What the checks find, each with the severity of its check."""
    for module in CHECKS:
        severity = _severity(module, index)
        if severity != "off" and (index.edition is not None or severity == "error"):
            for finding in module.check(index):
                yield replace(finding, severity=severity)


def _severity(module: ModuleType, index: Index) -> Level:
    """How much the findings of a check weigh; for one that is off, what siglum.toml says of it."""
    own: Level = module.SEVERITY
    return index.edition.checks.get(code(module), own) if own == "off" and index.edition else own
