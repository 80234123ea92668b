"""The journey `check`: which files, through which stations, and which findings are reported in the end.

Each file is held to its grammar and its rules; then the files of an edition are looked at together. All findings come
in one stream, ordered by file and place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from siglum import scheduling
from siglum.checking import files
from siglum.checking.dividing import Checking, weight
from siglum.checking.files import File
from siglum.checking.outcome import STATIONS, Options, Outcome, Result
from siglum.edition import CONFIGURATION
from siglum.failure import Failure
from siglum.session import Session

_WORTH_KEEPING = 1_000_000
"""How many bytes of files are not held to a grammar as quickly as it takes to ask what was found before."""

if TYPE_CHECKING:
    from siglum.checking.earlier import Earlier
    from siglum.checking.silences import Silence
    from siglum.checking.whole import Whole
    from siglum.diagnostic import Diagnostic
    from siglum.edition import Edition
    from siglum.scheduling.cluster import Cluster

__all__ = ["STATIONS", "Options", "Outcome", "check"]


def check(paths: Sequence[str], options: Options | None = None, session: Session | None = None) -> Outcome:
    """Check files and folders, or, without any, the edition of the current folder.

    `session` is given by those who check again and again, and close it in the end.
    """
    options, outcome, run = options or Options(), Outcome(), session or Session()
    run.begin()
    run.cache = options.kept
    chosen = files.chosen(paths, outcome.failures)
    try:
        run.catalog(options.catalogs)
        results = _results(chosen, options, run, outcome.notices)
    except Failure as failure:
        outcome.failures.append(str(failure))
        return outcome
    finally:
        if session is None:
            run.close()
    outcome.files = sum(result.read for result in results)
    for result in results:
        outcome.failures += [sentence for sentence in result.failures if sentence not in outcome.failures]
    outcome.notices += list(_notices([result.without_schema for result in results if result.without_schema]))
    if any(result.speaks for result in results) or any(file.edition for file in chosen):
        outcome.findings = _findings(results, chosen, options, outcome.failures)
    run.begin()
    return outcome


def _notices(without_schema: Sequence[str]) -> Iterator[str]:
    """What is said once, of however many files."""
    if without_schema:
        many = len(without_schema)
        files = f"{without_schema[0]} names" if many == 1 else f"{many} files ({without_schema[0]} …) name"
        yield f"{files} no schema, and no {CONFIGURATION} does: no grammar was asked; give one with --schema"


def _results(chosen: Sequence[File], options: Options, session: Session, notices: list[str]) -> list[Result]:
    """What came of the files: of each by itself, of each edition, of those that belong to none."""
    earlier = _earlier(chosen, options, session)
    chosen = earlier.recalled(chosen) if earlier else chosen
    whole = _whole(chosen, options, session, earlier)
    is_new = whole is not None and not (whole.is_known and all(file.is_listed for file in chosen))
    asked = chosen if is_new else [file for file in chosen if file.known is None]
    single: list[Result] = []
    alone: list[Result] = []
    with _cluster(options, session) as there:
        for results in scheduling.each(asked, Checking(options), session, there or options.jobs):
            single += results.single
            alone += results.alone
        if there and there.lost:
            notices.append(there.lost)
    if not is_new:
        fresh = iter(single)
        single = [file.known or next(fresh) for file in chosen]
    if earlier:
        earlier.keep(chosen, single)
    return [*single, *(whole.results() if whole else ()), *alone]


def _whole(chosen: Sequence[File], options: Options, session: Session, earlier: Earlier | None) -> Whole | None:
    if not options.together:
        return None
    from siglum.checking.whole import Whole

    return Whole(chosen, options, session, earlier)


def _cluster(options: Options, session: Session) -> AbstractContextManager[Cluster | None]:
    if not options.cluster:
        return nullcontext()
    from siglum.scheduling import cluster

    return cluster.opened(options.cluster, session, ship=options.ship)


def _earlier(chosen: Sequence[File], options: Options, session: Session) -> Earlier | None:
    """What was found in earlier runs, where it is worth asking: not for a grammar and a few small files."""
    if not session.cache.folder or not {"relaxng", "schematron"} & set(options.stations):
        return None
    if sum(map(weight, chosen)) < _WORTH_KEEPING and "schematron" not in options.stations:
        return None
    try:
        from siglum.checking.earlier import Earlier
    except ImportError:  # a Python without SQLite
        return None
    return Earlier(options, session)


def _findings(
    results: Sequence[Result], chosen: Sequence[File], options: Options, failures: list[str]
) -> list[Diagnostic]:
    """What is to be said in the end, in order."""
    from siglum.checking import settling
    from siglum.diagnostic import in_order

    said = settling.settled(
        [finding for result in results for finding in result.grammar],
        [finding for result in results for finding in result.rules],
        [finding for result in results for finding in result.checks],
    )
    quiet = [silence for result in results for silence in result.silences]
    findings = list(dict.fromkeys(said))
    try:
        findings = list(dict.fromkeys(map(settling.at_home, _levelled(findings, chosen))))
        findings = list(_levelled(_unsilenced(findings, quiet, options), chosen))
    except Failure as failure:
        failures.append(str(failure))
    return settling.grouped(in_order(findings), [pointer for result in results for pointer in result.ambiguous])


def _unsilenced(found: Sequence[Diagnostic], quiet: Sequence[Silence], options: Options) -> Iterator[Diagnostic]:
    """The findings that nothing silences, and what is to be said about the silences."""
    if not quiet:
        return iter(found)
    from siglum.checking import silences

    unasked = {"output-differs"} if options.against else {"output-differs", "text-changed"}
    return silences.apply(found, quiet, options.stations, unasked)


def _levelled(findings: Iterable[Diagnostic], chosen: Sequence[File]) -> Iterator[Diagnostic]:
    """The findings with the severities of their edition, without those it switches off.

    Raises Failure where a siglum.toml names a check there is none of.
    """
    from dataclasses import replace

    levels = {file.path: file.edition.checks for file in chosen if file.edition}
    for edition in {file.edition.folder: file.edition for file in chosen if file.edition}.values():
        for code in edition.checks:
            _known(code, edition)
    for finding in findings:
        level = levels.get(finding.path, {}).get(finding.code, finding.severity)
        if level != "off":
            yield replace(finding, severity=level)


def _known(code: str, edition: Edition) -> None:
    from siglum import codes

    if not codes.station(code):
        near = codes.near(code)
        advice = f"write “{near}”" if near else "siglum explain lists the codes"
        raise Failure(f"{edition.folder / CONFIGURATION}: there is no check “{code}”; {advice}")
