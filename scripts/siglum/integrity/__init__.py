"""What no grammar sees: pointers, registers, names, dates, marks, omissions.

A check is a module: its name is the code of its findings, its docstring their page, SEVERITY how much they weigh, and
`check(document, index)` finds them in one file, with all that is known across the files. `weighed(findings, index)`,
where there is one, says which of them hold in view of all. A check that weighs less than an error needs judgement, and
runs only inside an edition; one that is "off" runs where siglum.toml gives it a weight, or asks for the strict profile.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

from siglum.diagnostic import Diagnostic, Related
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


def run(index: Index, ambiguous: list[tuple[str, str, Related]]) -> Iterator[Diagnostic]:
    """What the checks find, each with the severity of its check; one file after another, its places worked out.

    The pointers to an id that several elements of a file bear are added to `ambiguous`: that file, the id, the pointer.
    """
    asked = [(module, severity) for module in CHECKS if (severity := _severity(module, index)) != "off"]
    weighed: dict[ModuleType, list[Diagnostic]] = {module: [] for module, _ in asked if hasattr(module, "weighed")}
    for document in index.documents:
        ambiguous += duplicate_id.ambiguous(document, index)
        for module, severity in asked:
            for finding in module.check(document, index):
                finding.measure()
                if module in weighed:
                    weighed[module].append(replace(finding, severity=severity))
                else:
                    yield replace(finding, severity=severity)
    for module, findings in weighed.items():
        yield from module.weighed(findings, index)


def _severity(module: ModuleType, index: Index) -> Level:
    """How much the findings of a check weigh; "off" where it does not run."""
    own: Level = module.SEVERITY
    if index.edition is None:
        return own if own == "error" else "off"
    if own == "off":
        return index.edition.checks.get(code(module), "warning" if index.strict else "off")
    return own
