"""What no grammar sees: pointers, registers, names, dates, marks, omissions.

A check is a module: its name is the code of its findings, its docstring their page, and `check(document, index)` finds
them in one file, with all that is known across the files; how much they weigh stands in `codes`. `weighed(findings,
index)`, where there is one, says which of them hold in view of all. A check that weighs less than an error needs
judgement, and runs only inside an edition; one that is off runs where siglum.toml gives it a weight, or asks for the
strict profile. Other packages add checks by entry points; theirs are asked once, of all files (`check(index)`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from siglum import codes
from siglum.codes import Code
from siglum.diagnostic import Diagnostic, Related
from siglum.document import Document
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
    unfinished_entry,
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

    def check(self, document: Document, index: Index) -> Iterable[Diagnostic]:
        """What is found in a file of an edition, or in one that belongs to none (`index.edition` is None)."""
        ...


CHECKS: tuple[Check, ...] = (
    duplicate_id,
    dangling_pointer,
    wrong_target,
    unused_entry,
    unfinished_entry,
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


def run(index: Index, ambiguous: list[tuple[str, str, Related]], failures: list[str]) -> Iterator[Diagnostic]:
    """What the checks find, one file after another, its places worked out; then what those of other packages find.

    The pointers to an id that several elements of a file bear are added to `ambiguous`: that file, the id, the pointer.
    What is wrong with a check of another package is added to `failures`, a sentence each.
    """
    asked = [(module, known) for module in CHECKS if _asks(known := codes.own(code(module)), index)]
    weighed: dict[Check, list[Diagnostic]] = {module: [] for module, _ in asked if hasattr(module, "weighed")}
    for document in index.documents:
        ambiguous += duplicate_id.ambiguous(document, index)
        for module, known in asked:
            for finding in module.check(document, index):
                finding.measure()
                found = replace(finding, severity=known.severity)
                if module in weighed:
                    weighed[module].append(found)
                else:
                    yield found
    for module, findings in weighed.items():
        yield from module.weighed(findings, index)  # type: ignore[attr-defined]
    for plugin in codes.of_plugins():
        yield from _added(plugin, index, failures)


def _asks(known: Code, index: Index) -> bool:
    """Whether a check has its say: one that is off where siglum.toml names it or asks for the strict profile, a
    doubtful one inside an edition."""
    if known.off:
        return index.edition is not None and (index.strict or known.name in index.edition.checks)
    return index.edition is not None or known.severity == "error"


def _added(plugin: Plugin, index: Index, failures: list[str]) -> list[Diagnostic]:
    """What the check of another package finds; its findings bear its name and weight, whatever it gives them."""
    try:
        known = codes.of_plugin(plugin)
        with plugin.guarded("fails"):
            found = plugin.load().check(index) if _asks(known, index) else ()
            own = [replace(finding, code=known.name, severity=known.severity) for finding in found]
            for finding in own:
                finding.measure()
            return own
    except Failure as failure:
        failures.append(str(failure))
        return []
