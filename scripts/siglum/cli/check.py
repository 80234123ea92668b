"""The command `siglum check`."""

from __future__ import annotations

import gc
import sys

import click

from siglum import checking, report
from siglum.checking import Outcome
from siglum.cli.terminal import say, write, write_utf8
from siglum.session import Session


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option("--schema", "schemas", multiple=True, metavar="FILE", help="Check against this (.rng, .rnc, .odd).")
@click.option("--schematron", "rules", multiple=True, metavar="FILE", help="Apply these rules (.sch, .rng, .odd).")
@click.option("--phase", default="", metavar="NAME", help="The phase of the rules; #ALL for all.")
@click.option("--catalog", "catalogs", multiple=True, metavar="FILE", help="Where copies lie of what is on the net.")
@click.option("--stations", "--only", "stations", default="", metavar="LIST", help="Of the stations, these only.")
@click.option("--against", metavar="REV", help="Compare the text with that of a git revision.")
@click.option("--allow-text-change", is_flag=True, help="With --against: a change of the text is meant.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; by default one for each core.")
@click.option("--no-cache", is_flag=True, help="Keep no compiled rules between runs.")
@click.option("--format", "format_", type=click.Choice(report.FORMATS), default="text", help="Of the findings.")
def check(
    paths: tuple[str, ...], schemas: tuple[str, ...], rules: tuple[str, ...], phase: str, catalogs: tuple[str, ...],
    stations: str, against: str | None, allow_text_change: bool, jobs: int | None, no_cache: bool, format_: str,
) -> None:  # fmt: skip
    """Check files and folders, or the edition of the current folder.

    Exit status 0: no error found; 1: errors; 2: something could not be done.
    """
    chosen = tuple(name.strip() for name in stations.split(",") if name.strip()) or checking.STATIONS
    for name in chosen:
        if name not in checking.STATIONS:
            say(f"there is no station “{name}”: the stations are {', '.join(checking.STATIONS)}")
            sys.exit(2)
    if against is not None and not against.strip():
        say("--against names no revision: give a commit, a branch or a tag")
        sys.exit(2)
    options = checking.Options(
        schemas, rules, phase, chosen, "" if allow_text_change else against or "", not no_cache, catalogs, jobs or 0
    )
    with Session() as session:
        outcome = checking.check(paths, options, session)
        gc.freeze()  # what is still there lives to the end: nothing is looked for in it on the way out
        for sentence in (*outcome.notices, *outcome.failures):
            say(sentence)
        _report(outcome, format_, session)
    sys.exit(outcome.status)


def _report(outcome: Outcome, format_: str, session: Session) -> None:
    """Findings to stdout, how many there are to stderr; only what is needed is imported."""
    if format_ == "text":
        from siglum.report import text

        if sys.stdout is not None and sys.stdout.isatty():
            text.show(outcome.findings, session.line)
        elif outcome.findings:
            write(text.render(outcome.findings, outcome.files, session.line))
    else:
        write_utf8(report.named(format_).render(outcome.findings, outcome.files, session.line))
    if format_ == "text" and outcome.files:
        from siglum.report import text

        click.echo(text.summary(outcome.findings, outcome.files), err=True)
