"""The journey `check`: which files, through which stations, and what is said in the end.

Each file is held to its grammar and its rules; then the files of an edition are looked at together. All findings come
in one stream, ordered by file and place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from siglum.checking import files, schemas, silences
from siglum.checking.files import File
from siglum.checking.schemas import Schemas
from siglum.checking.silences import Silence
from siglum.decoding import decode
from siglum.diagnostic import Diagnostic, in_order
from siglum.document import Document, Refused, Source
from siglum.edition import CONFIGURATION, Edition
from siglum.failure import Failure
from siglum.relaxng import Schema

if TYPE_CHECKING:
    from siglum.index import Attributes, Index
    from siglum.schematron import Rules, Run, Task

STATIONS = ("relaxng", "schematron", "integrity", "fidelity")
"""In the order in which they look at a file. Each is imported when it is asked for, so that one does not pay for
all."""

_NO_POINTERS = ("{http://www.w3.org/XML/1998/namespace}base", "uri", "url")
_BATCH = 50_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for beside the files.

    `schemas` (RELAX NG) and `rules` (Schematron) replace those that files and siglum.toml name; `phase` is a phase of
    the rules; `against` a git revision to compare the text with; `cache` whether compiled rules are kept.
    """

    schemas: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    phase: str = ""
    stations: tuple[str, ...] = STATIONS
    against: str = ""
    cache: bool = True


@dataclass(slots=True)
class Outcome:
    """What a check came to: the findings in order, how many files were checked, what could not be done."""

    findings: list[Diagnostic] = field(default_factory=list)
    files: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def status(self) -> int:
        """The exit status: 2 where something could not be done, 1 with errors, else 0."""
        if self.failures:
            return 2
        return int(any(finding.severity == "error" for finding in self.findings))


@dataclass(slots=True)
class Result:
    """What came of one file, or of one edition; `read` says whether a file could be read at all."""

    read: bool = False
    document: Document | None = None
    findings: list[Diagnostic] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def check(paths: Sequence[str], options: Options | None = None) -> Outcome:
    """Check files and folders, or, without any, the edition of the current folder."""
    options = options or Options()
    outcome = Outcome()
    chosen = files.chosen(paths, outcome.failures)
    results = [result for batch in _batches(chosen) for result in _files(batch, options)]
    outcome.files = sum(result.read for result in results)
    if {"integrity", "fidelity"} & set(options.stations):
        together = [_edition(edition, chosen, options) for edition in files.editions(chosen)]
        together += [_alone(file, options) for file in chosen if not file.is_listed]
        _settle(results, together)
        results += together
    for result in results:
        outcome.failures += [sentence for sentence in result.failures if sentence not in outcome.failures]
    quiet = [silence for result in results for silence in result.silences]
    found = list(dict.fromkeys(finding for result in results for finding in result.findings))
    try:
        outcome.findings = in_order(_levelled(_unsilenced(found, quiet, options), chosen))
    except Failure as failure:
        outcome.failures.append(str(failure))
        outcome.findings = in_order(found)
    return outcome


def source_line(path: str, number: int) -> str:
    """A line (from 1) of a file, for a report; "" where it cannot be read."""
    source = _source(path)
    return source.line(number) if source else ""


@cache
def _source(path: str) -> Source | None:
    try:
        data = Path(path).read_bytes()
    except OSError:
        return None
    decoded = decode(data)
    return Source(data, decoded.text, decoded.encoding, decoded.bom)


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
            _grammar(file, result, found)
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
    found = schemas.of(result.document, file.edition, options.schemas, options.rules)
    result.findings += found.findings
    return found


def _grammar(file: File, result: Result, held_to: Schemas) -> None:
    if result.document is None:
        return
    try:
        if not held_to.grammars:
            raise Failure(f"{file.path} names no schema, and no {CONFIGURATION} does: give one with --schema")
        for path in held_to.grammars:
            result.findings += _schema(path).validate(result.document)
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
            found.append(Task(_compiled(path, options.phase, options.cache), result.document, root))
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
        result.findings += [
            f for f in found if f.path != result.document.path or _tag(result.document, f) not in faulty
        ]


def _tag(document: Document, finding: Diagnostic) -> int:
    """The ordinal of the element in whose start tag a finding stands; -1 for one outside of tags."""
    ordinal = document.tag_at(finding.span.start)
    return -1 if ordinal is None else ordinal


def _settle(results: Sequence[Result], together: Sequence[Result]) -> None:
    """Take away what only follows from something else: one cause gives one finding.

    A rule keeps silent about an element that a check of ours has spoken of, and a check about the words of an element
    that the schema does not know.
    """
    paths = {finding.path for result in together for finding in result.findings}
    for path in sorted(paths):
        grammar = [f for result in results for f in result.findings if f.path == path and f.code == "unknown-element"]
        rules = [
            f for result in results for f in result.findings if f.path == path and f.code.startswith("schematron-")
        ]
        if not grammar and not rules:
            continue
        document = Document.read(path)
        unknown = {_tag(document, finding) for finding in grammar}
        spoken = set()
        for result in together:
            kept = (f for f in result.findings if f.path != path or document.around(f.span.start) not in unknown)
            result.findings = list(kept)
            spoken |= {_tag(document, f) for f in result.findings if f.path == path} - {-1}
        for result in results:
            result.findings = [f for f in result.findings if f not in rules or _tag(document, f) not in spoken]


def _edition(edition: Edition, chosen: Sequence[File], options: Options) -> Result:
    """What is to be said of the files of an edition together; nothing where one of them is no document."""
    named = {file.key: file.path for file in chosen if file.edition is edition and file.is_listed}
    paths = {key: named.get(key) or (edition.folder / key).as_posix() for key in edition.files}
    documents: list[Document] = []
    for key, path in paths.items():
        try:
            documents.append(Document.read(path))
        except (Refused, Failure) as trouble:
            said = f"the edition cannot be looked at as a whole: {path} is no document ({trouble})"
            return Result() if key in named else Result(failures=[said])
    from siglum.index import Index

    registers = frozenset(paths[key] for key in edition.registers)
    index = Index(documents, edition.folder, edition, _pointers(documents, edition, options), registers)
    result = _together(index, options)
    result.findings = [finding for finding in result.findings if finding.path in named.values()]
    return result


def _alone(file: File, options: Options) -> Result:
    """What is to be said of a file that no siglum.toml lists."""
    try:
        document = Document.read(file.path)
    except (Refused, Failure):
        return Result()
    from siglum.index import Index

    root = file.edition.folder if file.edition else Path(file.path).parent
    return _together(Index([document], root, None, _pointers([document], file.edition, options)), options)


def _together(index: Index, options: Options) -> Result:
    from siglum import integrity
    from siglum.fidelity import text_changed, text_differs

    result = Result()
    try:
        if "integrity" in options.stations:
            result.findings += integrity.run(index)
        if "fidelity" in options.stations:
            result.findings += text_differs.check(index)
            if options.against:
                said = {(finding.path, finding.span) for finding in result.findings}
                changed = text_changed.check(index, options.against)
                result.findings += (finding for finding in changed if (finding.path, finding.span) not in said)
    except Failure as failure:
        result.failures.append(str(failure))
    return result


def _pointers(documents: Sequence[Document], edition: Edition | None, options: Options) -> Attributes:
    """Which attributes are pointers: those that the schemas type so, else those of TEI."""
    from siglum.index import POINTERS

    grammars = {path for document in documents for path in schemas.of(document, edition, options.schemas).grammars}
    try:
        typed = {pair for path in sorted(grammars) if path.is_file() for pair in _schema(path).attributes_of("anyURI")}
    except Failure:
        return POINTERS
    return frozenset(pair for pair in typed if pair[1] not in _NO_POINTERS) or POINTERS


def _unsilenced(found: Sequence[Diagnostic], quiet: Sequence[Silence], options: Options) -> Iterator[Diagnostic]:
    """The findings that nothing silences, and what is to be said about the silences."""
    unasked = {"output-differs"} if options.against else {"output-differs", "text-changed"}
    return silences.apply(found, quiet, options.stations, unasked)


@cache
def _compiled(path: Path, phase: str, keep: bool) -> Rules:
    from siglum.schematron import read

    return read(path, phase, cache=keep)


def _levelled(findings: Iterable[Diagnostic], chosen: Sequence[File]) -> Iterator[Diagnostic]:
    """The findings with the severities of their edition, without those it switches off.

    Raises Failure where a siglum.toml names a check there is none of.
    """
    levels = {file.path: file.edition.checks for file in chosen if file.edition}
    for edition in {file.edition.folder: file.edition for file in chosen if file.edition}.values():
        for code in edition.checks:
            _known(code, edition)
    for finding in findings:
        level = levels.get(finding.path, {}).get(finding.code, finding.severity)
        if level != "off":
            yield replace(finding, severity=level)


def _known(code: str, edition: Edition) -> None:
    from siglum import explain

    if code not in explain.pages():
        near = get_close_matches(code, explain.pages(), 1)
        advice = f"write “{near[0]}”" if near else "siglum explain lists the codes"
        raise Failure(f"{edition.folder / CONFIGURATION}: there is no check “{code}”; {advice}")


@cache
def _schema(path: Path) -> Schema:
    return Schema.read(path)
