"""What is to be said of each file by itself: by its grammar, and by its rules."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from siglum.catalog import Catalog
from siglum.checking import schemas, silences
from siglum.checking.files import File
from siglum.checking.outcome import Options, Result
from siglum.checking.schemas import Schemas
from siglum.diagnostic import Diagnostic
from siglum.document import Document, Refused
from siglum.edition import CONFIGURATION
from siglum.failure import Failure
from siglum.relaxng import Schema

if TYPE_CHECKING:
    from siglum.schematron import Rules, Run, Task

_BATCH = 50_000_000
_WORTH_DIVIDING = 2_000_000


def each(chosen: Sequence[File], options: Options) -> Iterator[Result]:
    """What comes of each file, in order; over several processes where there is enough to do.

    A process in which Saxon runs is not divided: its threads would be missing in the copy.
    """
    size = sum(Path(file.path).stat().st_size for file in chosen if Path(file.path).is_file())
    jobs = min(options.jobs or len(os.sched_getaffinity(0)), len(chosen))
    if jobs > 1 and size > _WORTH_DIVIDING and "saxonche" not in sys.modules:
        import multiprocessing

        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            yield from pool.imap(partial(_one, options), chosen)
        return
    for batch in _batches(chosen):
        yield from _files(batch, options)


def _one(options: Options, file: File) -> Result:
    return _files([file], options)[0]


def _batches(chosen: Sequence[File]) -> Iterator[list[File]]:
    """The files, as many at a time as are worth holding in memory together."""
    batch: list[File] = []
    size = 0
    for file in chosen:
        batch.append(file)
        size += Path(file.path).stat().st_size if Path(file.path).is_file() else 0
        if size > _BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _files(batch: Sequence[File], options: Options) -> list[Result]:
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
    found = schemas.of(result.document, file.edition, options.schemas, options.rules, catalog(options.catalogs))
    result.findings += found.findings
    return found


def _grammar(file: File, result: Result, held_to: Schemas, options: Options) -> None:
    if result.document is None:
        return
    try:
        if not held_to.grammars:
            raise Failure(f"{file.path} names no schema, and no {CONFIGURATION} does: give one with --schema")
        for path in held_to.grammars:
            result.findings += schema(path, options.catalogs).validate(result.document)
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
            found.append(Task(_rules_of(path, stamp(path), options.phase, options.cache), result.document, root))
        except Failure as failure:
            result.failures.append(str(failure))
    return found


def _rules(result: Result, tasks: Sequence[Task], run: Run | None) -> None:
    """What the rules say, but for elements that the grammar has already spoken of."""
    found: list[Diagnostic] = []
    for task in tasks:
        try:
            found += run.findings(task) if run else ()
        except Failure as failure:
            result.failures.append(str(failure))
    if result.document is not None:
        faulty = {result.document.tag_at(f.span.start) for f in result.findings} if found and result.findings else set()
        result.findings += [f for f in found if f.path != result.document.path or tag(result.document, f) not in faulty]


def tag(document: Document, finding: Diagnostic) -> int:
    """The ordinal of the element in whose start tag a finding stands; -1 for one outside of tags."""
    ordinal = document.tag_at(finding.span.start)
    return -1 if ordinal is None else ordinal


Stamp = tuple[str, int, int] | None
"""Which file it is, when it was changed, how long it is; None for none. What is remembered of a file hangs on it."""


def stamp(path: Path) -> Stamp:
    """The stamp of a file."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return os.path.realpath(path), found.st_mtime_ns, found.st_size


def schema(path: Path, catalogs: tuple[str, ...]) -> Schema:
    """The schema of a file, read once. Raises Failure."""
    return _schema(path, stamp(path), catalogs)


@cache
def _schema(path: Path, _: Stamp, catalogs: tuple[str, ...]) -> Schema:
    return Schema.read(path, catalog(catalogs))


@cache
def _rules_of(path: Path, _: Stamp, phase: str, keep: bool) -> Rules:
    from siglum.schematron import read

    return read(path, phase, cache=keep)


@cache
def catalog(paths: tuple[str, ...]) -> Catalog:
    """The catalogs of those files, else of the environment variable XML_CATALOG_FILES (paths with spaces between)."""
    from_environment = os.environ.get("XML_CATALOG_FILES", "").split()
    return Catalog.read(paths or [unquote(urlsplit(uri).path) for uri in from_environment])
