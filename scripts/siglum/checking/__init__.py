"""The journey `check`: which files, through which stations, and which findings are reported in the end.

Each file is held to its grammar and its rules; then the files of an edition are looked at together. All findings come
in one stream, ordered by file and place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from siglum import codes
from siglum.checking import cache, files, scheduling, settling, silences, together
from siglum.checking.files import File
from siglum.checking.outcome import STATIONS, Options, Outcome
from siglum.checking.silences import Silence
from siglum.diagnostic import Diagnostic, in_order
from siglum.document import LARGEST, Source
from siglum.edition import CONFIGURATION, Edition
from siglum.failure import Failure
from siglum.opening import read_file

__all__ = ["STATIONS", "Options", "Outcome", "check", "source_line"]


def check(paths: Sequence[str], options: Options | None = None) -> Outcome:
    """Check files and folders, or, without any, the edition of the current folder."""
    options = options or Options()
    outcome = Outcome()
    chosen = files.chosen(paths, outcome.failures)
    try:
        cache.catalog(options.catalogs)
        results = list(scheduling.each(chosen, options))
    except Failure as failure:
        outcome.failures.append(str(failure))
        return outcome
    outcome.files = sum(result.read for result in results)
    if {"integrity", "fidelity"} & set(options.stations):
        more = [together.edition_of(edition, chosen, options) for edition in files.editions(chosen)]
        more += [together.alone(file, options) for file in chosen if not file.is_listed]
        settling.settle(results, more)
        results += more
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
    stamp = cache.stamp(Path(path))
    try:
        return _source(path, stamp).line(number) if stamp else ""
    except Failure:
        return ""


@lru_cache(maxsize=1)
def _source(path: str, _: cache.Stamp) -> Source:
    return Source.of(read_file(Path(path), LARGEST))


def _unsilenced(found: Sequence[Diagnostic], quiet: Sequence[Silence], options: Options) -> Iterator[Diagnostic]:
    """The findings that nothing silences, and what is to be said about the silences."""
    unasked = {"output-differs"} if options.against else {"output-differs", "text-changed"}
    return silences.apply(found, quiet, options.stations, unasked)


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
    if not codes.station(code):
        near = codes.near(code)
        advice = f"write “{near}”" if near else "siglum explain lists the codes"
        raise Failure(f"{edition.folder / CONFIGURATION}: there is no check “{code}”; {advice}")
