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

from siglum import explain, integrity
from siglum.checking import files, schemas, silences
from siglum.checking.files import File
from siglum.checking.silences import Silence
from siglum.decoding import decode
from siglum.diagnostic import Diagnostic, in_order
from siglum.document import Document, Refused, Source
from siglum.edition import CONFIGURATION, Edition
from siglum.failure import Failure
from siglum.fidelity import text_changed, text_differs
from siglum.index import POINTERS, XML_BASE, Attributes, Index
from siglum.relaxng import Schema

STATIONS = ("relaxng", "integrity", "fidelity")
"""In the order in which they look at a file."""

_NO_POINTERS = (XML_BASE, "uri", "url")


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for beside the files: schemas in place of those named, stations, a git revision to compare
    with."""

    schemas: tuple[str, ...] = ()
    stations: tuple[str, ...] = STATIONS
    against: str = ""


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
    """What came of one file, or of one edition."""

    findings: list[Diagnostic] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def check(paths: Sequence[str], options: Options | None = None) -> Outcome:
    """Check files and folders, or, without any, the edition of the current folder."""
    options = options or Options()
    outcome = Outcome()
    chosen = files.chosen(paths, outcome.failures)
    results = [_file(file, options) for file in chosen]
    outcome.files = sum(not result.failures for result in results)
    if {"integrity", "fidelity"} & set(options.stations):
        results += [_edition(edition, chosen, options) for edition in files.editions(chosen)]
        results += [_alone(file, options) for file in chosen if not file.is_listed]
    for result in results:
        outcome.failures += [sentence for sentence in result.failures if sentence not in outcome.failures]
    quiet = [silence for result in results for silence in result.silences]
    reported = {file.path for file in chosen}
    found = [finding for result in results for finding in result.findings if finding.path in reported]
    try:
        outcome.findings = in_order(_levelled(silences.apply(found, quiet, _sought(options), explain.pages()), chosen))
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


def _file(file: File, options: Options) -> Result:
    """What the grammar says of a file, and what is silenced in it."""
    result = Result()
    try:
        document = Document.read(file.path)
        result.silences = silences.of(document)
        held_to = schemas.of(document, file.edition, options.schemas)
        result.findings += held_to.findings
        if "relaxng" in options.stations:
            if not held_to.grammars:
                raise Failure(f"{file.path} names no schema, and no {CONFIGURATION} does: give one with --schema")
            for path in held_to.grammars:
                result.findings += _schema(path).validate(document)
    except Refused as refused:
        result.findings.append(refused.finding)
    except Failure as failure:
        result.failures.append(str(failure))
    return result


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
    registers = frozenset(paths[key] for key in edition.registers)
    return _together(
        Index(documents, edition.folder, edition, _pointers(documents, edition, options), registers), options
    )


def _alone(file: File, options: Options) -> Result:
    """What is to be said of a file that no siglum.toml lists."""
    try:
        document = Document.read(file.path)
    except (Refused, Failure):
        return Result()
    root = file.edition.folder if file.edition else Path(file.path).parent
    return _together(Index([document], root, None, _pointers([document], file.edition, options)), options)


def _together(index: Index, options: Options) -> Result:
    result = Result()
    try:
        if "integrity" in options.stations:
            result.findings += integrity.run(index)
        if "fidelity" in options.stations:
            result.findings += text_differs.check(index)
            if options.against:
                result.findings += text_changed.check(index, options.against)
    except Failure as failure:
        result.failures.append(str(failure))
    return result


def _pointers(documents: Sequence[Document], edition: Edition | None, options: Options) -> Attributes:
    """Which attributes are pointers: those that the schemas type so, else those of TEI."""
    grammars = {path for document in documents for path in schemas.of(document, edition, options.schemas).grammars}
    try:
        typed = {pair for path in sorted(grammars) if path.is_file() for pair in _schema(path).attributes_of("anyURI")}
    except Failure:
        return POINTERS
    return frozenset(pair for pair in typed if pair[1] not in _NO_POINTERS) or POINTERS


def _sought(options: Options) -> set[str]:
    """The codes that the stations would have found."""
    unasked = {"output-differs"} if options.against else {"output-differs", "text-changed"}
    return {code for code in explain.pages() if explain.station(code) in options.stations} - unasked


def _levelled(findings: Iterable[Diagnostic], chosen: Sequence[File]) -> Iterator[Diagnostic]:
    """The findings with the severities of their edition, without those it switches off.

    Raises Failure where a siglum.toml names a check there is none of.
    """
    levels = {file.path: file.edition.checks for file in chosen if file.edition}
    for edition in {file.edition.folder: file.edition for file in chosen if file.edition}.values():
        for code in edition.checks:
            if code not in explain.pages():
                near = get_close_matches(code, explain.pages(), 1)
                advice = f"write “{near[0]}”" if near else "siglum explain lists the codes"
                raise Failure(f"{edition.folder / CONFIGURATION}: there is no check “{code}”; {advice}")
    for finding in findings:
        level = levels.get(finding.path, {}).get(finding.code, finding.severity)
        if level != "off":
            yield replace(finding, severity=level)


@cache
def _schema(path: Path) -> Schema:
    return Schema.read(path)
