"""Each file by itself: its grammar, its rules, and the instructions in it that silence findings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from siglum.checking import cache, schemas, settling, silences
from siglum.checking.files import File
from siglum.checking.outcome import Options, Result
from siglum.checking.schemas import Schemas
from siglum.diagnostic import Diagnostic
from siglum.document import Document, Refused
from siglum.edition import CONFIGURATION
from siglum.failure import Failure
from siglum.relaxng import validate

if TYPE_CHECKING:
    from siglum.schematron import Run, Task


def files(batch: Sequence[File], options: Options) -> list[Result]:
    """What grammar and rules say of files, and what is silenced in them. The rules run beside the grammar."""
    results = [_read(file) for file in batch]
    held_to = [_schemas(file, result, options) for file, result in zip(batch, results, strict=True)]
    tasks = [_tasks(file, result, found, options) for file, result, found in zip(batch, results, held_to, strict=True)]
    run = _started([task for some in tasks for task in some])
    if "relaxng" in options.stations:
        for file, result, found in zip(batch, results, held_to, strict=True):
            _grammar(file, result, found, options)
    for result, some in zip(results, tasks, strict=True):
        _rules(result, some, run)
        result.document = None
    return results


def _started(tasks: Sequence[Task]) -> Run | None:
    if not tasks:
        return None
    from siglum.schematron import Run

    return Run(tasks)


def _read(file: File) -> Result:
    try:
        document = Document.read(file.path)
        return Result(read=True, document=document, silences=silences.of(document))
    except Refused as refused:
        return Result(read=True, findings=[refused.finding])
    except Failure as failure:
        return Result(failures=[str(failure)])


def _schemas(file: File, result: Result, options: Options) -> Schemas:
    if result.document is None:
        return Schemas()
    found = schemas.of(result.document, file.edition, options.schemas, options.rules, cache.catalog(options.catalogs))
    result.findings += found.findings
    return found


def _grammar(file: File, result: Result, held_to: Schemas, options: Options) -> None:
    if result.document is None:
        return
    try:
        if not held_to.grammars:
            raise Failure(f"{file.path} names no schema, and no {CONFIGURATION} does: give one with --schema")
        for path in held_to.grammars:
            result.findings += validate(cache.schema(path, options.catalogs), result.document)
    except Failure as failure:
        result.failures.append(str(failure))
        result.read = False


def _tasks(file: File, result: Result, held_to: Schemas, options: Options) -> list[Task]:
    if result.document is None or "schematron" not in options.stations:
        return []
    from siglum.schematron import Task

    root = file.edition.folder if file.edition else Path(file.path).parent
    found = []
    for path in held_to.rules:
        try:
            found.append(Task(cache.rules(path, options.phase, options.cache), result.document, root))
        except Failure as failure:
            result.failures.append(str(failure))
    return found


def _rules(result: Result, tasks: Sequence[Task], run: Run | None) -> None:
    """Add the findings of the rules, but for those that follow from a fault in the grammar."""
    found: list[Diagnostic] = []
    for task in tasks:
        try:
            found += run.findings(task) if run else ()
        except Failure as failure:
            result.failures.append(str(failure))
    if result.document is not None:
        result.findings += settling.without_consequences(found, result.document, result.findings)
