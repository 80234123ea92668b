"""The command `siglum check`."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siglum import checking, report
from siglum.checking import Options, Outcome
from siglum.cli.parsing import Parser, whole
from siglum.cli.terminal import say, tell, write, write_utf8
from siglum.failure import Failure
from siglum.report import Checked
from siglum.session import Session

if TYPE_CHECKING:
    from siglum.diagnostic import Diagnostic


def arguments(parser: Parser) -> None:
    """What it takes."""
    add, several = parser.add, parser.several
    add("paths", nargs="*", metavar="[PATH]…")
    several("--schema", dest="schemas", metavar="FILE", help="Check against this (.rng, .rnc, .odd).")
    several("--schematron", dest="rules", metavar="FILE", help="Apply these rules (.sch, .rng, .odd).")
    add("--phase", default="", metavar="NAME", help="The phase of the rules; #ALL for all.")
    several("--catalog", dest="catalogs", metavar="FILE", help="Where copies lie of what is on the net.")
    add("--stations", "--only", dest="stations", default="", metavar="LIST", help="Of the stations, these only.")
    add("--against", metavar="REV", help="Compare the text with that of a git revision.")
    add("--allow-text-change", action="store_true", help="With --against: a change of the text is meant.")
    add("--jobs", type=whole(1), metavar="N", help="Processes; by default one for each core.")
    add("--cluster", default="", metavar="ADDRESS", help="Have the processes of a Dask cluster do the work.")
    add("--ship", action="store_true", help="With --cluster: send the files, which it cannot read itself.")
    several("--cache", metavar="DIR|hash", help="Keep what was found in DIR; hash: read every byte.")
    add("--no-cache", action="store_true", help="Keep nothing between runs, and use nothing that was kept.")
    add("--since", metavar="REV", help="Report what is new since the work left a git revision.")
    add("--baseline", metavar="FILE", help="Report what is not in a baseline.")
    add("--write-baseline", action="store_true", help="With --baseline: write all that is found now to it.")
    add("--fix", action="store_true", help="Make the safe repairs, and report what is left.")
    add("--unsafe-fixes", dest="unsafe", action="store_true", help="With --fix or --diff: make the others too.")
    add("--diff", action="store_true", help="Show what --fix would change, and change nothing.")
    add("--format", dest="format_", choices=tuple(report.FORMATS), default="text", help="Of the findings.")
    add("--output", metavar="FILE", help="Write the findings to a file, whole or not at all.")
    add("--quiet", action="store_true", help="Each finding on one line, and no summary.")
    add("--statistics", action="store_true", help="How often each code was found, instead of the findings.")


def check(
    paths: tuple[str, ...], since: str | None, baseline: str | None, write_baseline: bool, fix: bool, unsafe: bool,
    diff: bool, format_: str, output: str | None, quiet: bool, statistics: bool, **asked: Any,
) -> None:  # fmt: skip
    """Check files and folders, or the edition of the current folder.

    Exit status 0: no error found; 1: errors, or with --diff something to change or a file that is no document; 2:
    something could not be done.
    """
    if unsafe and not (fix or diff):
        _refuse("--unsafe-fixes says which repairs are made: give --fix to make them, or --diff to see them")
    if write_baseline and baseline is None:
        _refuse("--write-baseline writes the file that --baseline names: give one")
    if (since is not None or baseline is not None) and (fix or diff):
        _refuse("--since and --baseline choose what is reported, and repairs are made of all: leave one of them out")
    if statistics and format_ != "text":
        _refuse(f"--statistics is text, and --format {format_} was asked for: leave one of them out")
    options = _options(**asked)
    with Session() as session:
        if fix or diff:
            outcome = _fixed(paths, options, session, unsafe, output, diff=diff)
        else:
            outcome = checking.check(paths, options, session)
        hidden = []
        if since is not None or baseline is not None:
            hidden = _only_new(outcome, session, paths, options, since, baseline, write=write_baseline)
        gc.freeze()  # what is still there lives to the end: nothing is looked for in it on the way out
        for sentence in (*(() if quiet else outcome.notices), *outcome.failures):
            say(sentence)
        _report(outcome, session, format_, output, quiet=quiet, statistics=statistics)
        for sentence in () if quiet else hidden:
            tell(sentence)
    sys.exit(outcome.status)


def _refuse(sentence: str) -> None:
    say(sentence)
    sys.exit(2)


def _options(
    schemas: tuple[str, ...],
    rules: tuple[str, ...],
    phase: str,
    catalogs: tuple[str, ...],
    stations: str,
    against: str | None,
    allow_text_change: bool,
    jobs: int | None,
    cluster: str,
    ship: bool,
    cache: tuple[str, ...],
    no_cache: bool,
) -> Options:
    """What is asked of the check itself."""
    chosen = tuple(name.strip() for name in stations.split(",") if name.strip()) or checking.STATIONS
    for name in chosen:
        if name not in checking.STATIONS:
            _refuse(f"there is no station “{name}”: the stations are {', '.join(checking.STATIONS)}")
    if against is not None and not against.strip():
        _refuse("--against names no revision: give a commit, a branch or a tag")
    if cluster and jobs:
        _refuse("--jobs is for the processes of this machine, --cluster for those of others: leave one of them out")
    if ship and not cluster:
        _refuse("--ship sends files to the processes that --cluster names: give one")
    compared = "" if allow_text_change else against or ""
    kept_in = [where for where in cache if where != "hash"]
    if no_cache and cache:
        _refuse("--cache says where things are kept, and --no-cache that nothing is: leave one of them out")
    if len(kept_in) > 1 or "" in kept_in:
        _refuse("--cache names one folder")
    return Options(
        schemas, rules, phase, chosen, compared, not no_cache, catalogs, jobs or 0,
        kept_in="".join(kept_in), hashed="hash" in cache, cluster=cluster, ship=ship,
    )  # fmt: skip


def _fixed(
    paths: Sequence[str], options: Options, session: Session, unsafe: bool, output: str | None, *, diff: bool
) -> Outcome:
    """What is left after repairs. With `diff` they are shown, and that is all."""
    from siglum import fix as repairing
    from siglum.fix.diff import diff as shown

    fixed = repairing.fix(paths, options, session, unsafe=unsafe)
    if diff:
        broken = [f"{f.path}:{f.span.start.line}:{f.span.start.column}: {f.message}" for f in _broken(fixed.outcome)]
        for sentence in (*fixed.outcome.failures, *broken):
            say(sentence)
        _put(shown(fixed.changes), output, write_utf8)
    else:
        fixed.write()
    tell(fixed.summary(made=not diff))
    if diff:
        sys.exit(2 if fixed.outcome.failures else int(bool(fixed.changes or broken)))
    return fixed.outcome


def _broken(outcome: Outcome) -> list[Diagnostic]:
    """What keeps files from being documents: until it is mended, nothing in them can be repaired."""
    from siglum import codes

    return [f for f in outcome.findings if codes.station(f.code) == "document" and f.severity == "error"]


def _only_new(
    outcome: Outcome, session: Session, paths: Sequence[str], options: Options, since: str | None, known: str | None,
    *, write: bool,
) -> list[str]:  # fmt: skip
    """Leave in an outcome what is new, if that is asked; gives what is to be said of the rest."""
    from siglum import baseline

    said = []
    if since is not None:
        from siglum.baseline import since as earlier

        before, failures = earlier.known(paths, options, since)
        outcome.findings, sentences = baseline.only_new(outcome.findings, session.source, before, f"at {since}")
        said += [f"at {since}: {sentence}" for sentence in failures] + sentences
    if known is not None:
        from siglum.baseline import file

        if write and outcome.failures:
            raise Failure(f"{known} was not written, since not all could be checked: {outcome.failures[0]}")
        if write:
            file.write(Path(known), outcome.findings, session.source)
        outcome.findings, sentences = baseline.only_new(
            outcome.findings, session.source, file.read(Path(known)), f"in {known}"
        )
        said += sentences
    return said


def _report(
    outcome: Outcome, session: Session, format_: str, output: str | None, *, quiet: bool, statistics: bool
) -> None:
    """Findings to stdout or a file, how many there are to stderr; only what is needed is imported."""
    checked = Checked(outcome.findings, outcome.files, outcome.failures, session.source, _page)
    if format_ == "text":
        from siglum.report import text

        lines = text.statistics if statistics else text.brief if quiet else text.lines
        if output is None and sys.stdout is not None and sys.stdout.isatty():
            text.show(lines(checked))
        else:
            _put(text.plain(lines(checked)), output, write)
    else:
        _put(report.named(format_).render(checked), output, write_utf8)
    if outcome.files and not quiet and (format_ == "text" or output is not None):
        from siglum.report import text

        tell(text.summary(outcome.findings, outcome.files))
        if safe := _repairable(outcome.findings):
            tell(f"{safe:,} can be repaired safely: siglum check --fix")


def _repairable(findings: Sequence[Diagnostic]) -> int:
    """How many findings --fix would repair: safely, and in files that do not lead out of their edition."""
    from siglum.checking import files

    safe = [finding.path for finding in findings if finding.fix is not None and finding.fix.safe]
    inside = {file.path for file in files.chosen(sorted(set(safe)), []) if file.is_inside} if safe else set()
    return sum(path in inside for path in safe)


def _put(shown: str, output: str | None, printed: Any) -> None:
    if output is not None:
        from siglum import writing

        writing.write(Path(output), shown.encode("utf-8", "backslashreplace"))
    elif shown:
        printed(shown)


def _page(code: str) -> str:
    from siglum import explain

    return explain.body(code)
