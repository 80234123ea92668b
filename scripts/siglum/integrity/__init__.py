"""What no grammar sees: pointers, registers, names, dates, marks, omissions.

A check is a module: its name is the code of its findings, its docstring their page, and `check(document, index)` finds
them in one file, with all that is known across the files; how much they weigh stands in `codes`. `weighed(findings,
index)`, where there is one, says which of them hold in view of all. A check that weighs less than an error needs
judgement, and runs only inside an edition; one that is off runs where siglum.toml gives it a weight, or asks for the
strict profile. Checks that other packages add by entry points are asked in the same way, after ours.
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
    missing_address,
    missing_header,
    published_id_gone,
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
    published_id_gone,
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
    missing_address,
    unknown_language,
    false_identifier,
)
"""In the order in which an editor would go about it: what is broken, what is missing, what is doubtful."""


def code(module: Check) -> str:
    """The code of a check: the name of its module, as it stands in a message."""
    return module.__name__.rpartition(".")[2].replace("_", "-")


def run(index: Index, ambiguous: list[tuple[str, str, Related]], failures: list[str]) -> Iterator[Diagnostic]:
    """What the checks find, one file after another, those of other packages after ours.

    The pointers to an id that several elements of a file bear are added to `ambiguous`: that file, the id, the pointer.
    What is wrong with a check of another package is added to `failures`, a sentence each; it is not asked again.
    """
    asked = [(module, known) for module in CHECKS if _asks(known := codes.own(code(module)), index)]
    weighed: dict[Check, list[Diagnostic]] = {module: [] for module, _ in asked if hasattr(module, "weighed")}
    added = _added(index, failures)
    for document in index.documents:
        ambiguous += duplicate_id.ambiguous(document, index)
        for module, known in asked:
            for finding in _findings(module, known, document, index):
                if module in weighed:
                    weighed[module].append(finding)
                else:
                    yield finding
        for plugin, known in list(added.items()):
            try:
                with plugin.guarded("fails"):
                    found = _findings(plugin.load(), known, document, index)
                    theirs = [replace(finding, code=known.name) for finding in found]
                yield from theirs
            except Failure as failure:
                failures.append(str(failure))
                del added[plugin]
    for module, findings in weighed.items():
        yield from module.weighed(findings, index)  # type: ignore[attr-defined]


def _findings(module: Check, known: Code, document: Document, index: Index) -> Iterator[Diagnostic]:
    """What a check finds in a file, its places worked out, as heavy as the registry says."""
    for finding in module.check(document, index):
        own = replace(finding, severity=known.severity)
        own.measure()
        yield own


def _asks(known: Code, index: Index) -> bool:
    """Whether a check has its say: one that is off where siglum.toml names it or asks for the strict profile, a
    doubtful one inside an edition."""
    if known.off:
        return index.edition is not None and (index.strict or known.name in index.edition.checks)
    return index.edition is not None or known.severity == "error"


def _added(index: Index, failures: list[str]) -> dict[Plugin, Code]:
    """The checks of other packages that have their say; what is wrong with one is added to `failures`."""
    found: dict[Plugin, Code] = {}
    for plugin in codes.of_plugins():
        try:
            known = codes.of_plugin(plugin)
        except Failure as failure:
            failures.append(str(failure))
        else:
            if _asks(known, index):
                found[plugin] = known
    return found
