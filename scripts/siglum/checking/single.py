"""Each file by itself: its grammar, its rules, and the instructions in it that silence findings."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from siglum.checking import schemas
from siglum.checking.files import File
from siglum.checking.outcome import Options, Result
from siglum.checking.schemas import Schemas
from siglum.document import XINCLUDE
from siglum.document.wellformed import is_well_formed
from siglum.failure import Failure, fault
from siglum.session import Session

if TYPE_CHECKING:
    from siglum.document import Document
    from siglum.schematron import Run, Task

_TO_BE_READ = (b"<?siglum", XINCLUDE.encode())
"""What silences findings, and what brings in other files."""


class _Job:
    """A file, what comes of it, and what that takes; without a document there is nothing to do.

    `valid` says that its grammars have nothing against it.
    """

    def __init__(self, file: File) -> None:
        self.file = file
        self.result = file.known or Result()
        self.document: Document | None = None
        self.valid = False
        self.held_to = Schemas()
        self.tasks: list[Task] = []


def files(batch: Sequence[File], options: Options, session: Session) -> list[Result]:
    """What grammar and rules say of files, and what is silenced in them. The rules run beside the grammar."""
    jobs = [_Job(file) for file in batch]
    new = [job for job in jobs if job.file.known is None]
    for job in new:
        with _apart(job):
            if "relaxng" in options.stations:
                _recognise(job, options, session)
            if not job.valid or (job.held_to.rules and "schematron" in options.stations):
                _read(job, session)
    for job in new:
        with _apart(job):
            if job.document is not None:
                _prepare(job, job.document, options, session)
    run = _started([task for job in new for task in job.tasks], session)
    for job in new:
        with _apart(job):
            if job.document is not None and "relaxng" in options.stations and not job.valid:
                _grammar(job, job.document, options, session)
    for job in new:
        with _apart(job):
            _rules(job, run)
    return [job.result for job in jobs]


@contextmanager
def _apart(job: _Job) -> Iterator[None]:
    """Whatever happens to one file, the others are checked."""
    try:
        yield
    except Failure as failure:
        job.result.failures.append(str(failure))
    except Exception as error:  # noqa: BLE001 - what nobody has thought of must not lose the report on other files
        job.result.failures.append(fault(f"{job.file.path} could not be checked: ", error))


def _recognise(job: _Job, options: Options, session: Session) -> None:
    """See whether a document is valid for certain, and nothing else is to be said of it: then no tree need be made.

    What cannot be done is left to those who say why.
    """
    data = session.data(job.file.path).removeprefix(BOM_UTF8)
    if any(sign in data for sign in _TO_BE_READ):
        return
    with suppress(Failure):
        held_to = schemas.by_instructions(
            job.file.path, schemas.instructions(data), job.file.edition, session,
            options.schemas, options.rules, options.catalogs,
        )  # fmt: skip
        grammars = [session.recogniser(path, options.catalogs) for path in held_to.grammars]
        hopeful = all(grammar.is_worth_asking() for grammar in grammars)
        if grammars and hopeful and not held_to.unread and is_well_formed(data):
            job.valid = all(grammar.accepts(data) for grammar in grammars)
            job.result.read, job.held_to = job.valid, held_to


def _read(job: _Job, session: Session) -> None:
    from siglum.checking import silences
    from siglum.document import Refused

    try:
        job.document = session.document(job.file.path)
        job.result.read = True
        job.result.grammar = list(job.document.troubles)
        for part in (job.document, *job.document.parts):
            job.result.silences += silences.of(part)
    except Refused as refused:
        job.result.read = True
        job.result.grammar = [refused.finding]


def _prepare(job: _Job, document: Document, options: Options, session: Session) -> None:
    """Find the schemas, and make of the rules what is to be done."""
    edition = job.file.edition
    job.held_to = schemas.of(document, edition, session, options.schemas, options.rules, options.catalogs)
    if not (job.held_to.grammars or job.held_to.rules):
        from siglum.checking import vocabularies

        job.held_to.findings += vocabularies.others(document)
    job.result.grammar += job.held_to.findings
    if "schematron" not in options.stations:
        return
    from siglum.schematron import Task

    root = edition.folder if edition else Path(job.file.path).parent
    for path in job.held_to.rules:
        try:
            job.tasks.append(Task(session.rules(path, options.phase), document, root))
        except Failure as failure:
            job.result.failures.append(str(failure))


def _started(tasks: Sequence[Task], session: Session) -> Run | None:
    if not tasks:
        return None
    from siglum.schematron import Run

    return Run(tasks, confined=session.confined)


def _grammar(job: _Job, document: Document, options: Options, session: Session) -> None:
    from siglum.relaxng.validation import validate

    if not (job.held_to.grammars or job.held_to.findings):
        job.result.without_schema = job.file.path
    try:
        for path in job.held_to.grammars:
            job.result.grammar += validate(session.schema(path, options.catalogs), document)
    except Failure as failure:
        job.result.failures.append(str(failure))
        job.result.read = False


def _rules(job: _Job, run: Run | None) -> None:
    for task in job.tasks:
        try:
            job.result.rules += run.findings(task) if run else ()
        except Failure as failure:
            job.result.failures.append(str(failure))
