"""The command `siglum`: arguments in, exit status out."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siglum.failure import Failure

if TYPE_CHECKING:
    from siglum.checking import Outcome


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="siglum")
def main() -> None:
    """Validate and publish a scholarly edition in TEI XML."""


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option("--schema", "schemas", multiple=True, metavar="FILE", help="Check against this (.rng, .rnc, .odd).")
@click.option("--schematron", "rules", multiple=True, metavar="FILE", help="Apply these rules (.sch, .rng, .odd).")
@click.option("--phase", default="", metavar="NAME", help="The phase of the rules; #ALL for all.")
@click.option("--catalog", "catalogs", multiple=True, metavar="FILE", help="Where copies lie of what is on the net.")
@click.option("--stations", "--only", "stations", default="", metavar="LIST", help="Of the stations, these only.")
@click.option("--against", default="", metavar="REV", help="Compare the text with that of a git revision.")
@click.option("--allow-text-change", is_flag=True, help="With --against: a change of the text is meant.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; by default one for each core.")
@click.option("--no-cache", is_flag=True, help="Keep no compiled rules between runs.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="Of the findings.")
def check(
    paths: tuple[str, ...], schemas: tuple[str, ...], rules: tuple[str, ...], phase: str, catalogs: tuple[str, ...],
    stations: str, against: str, allow_text_change: bool, jobs: int | None, no_cache: bool, format_: str,
) -> None:  # fmt: skip
    """Check files and folders, or the edition of the current folder.

    Exit status 0: no error found; 1: errors; 2: something could not be done.
    """
    from siglum import checking

    chosen = tuple(name.strip() for name in stations.split(",") if name.strip()) or checking.STATIONS
    for name in chosen:
        if name not in checking.STATIONS:
            _say(f"there is no station “{name}”: the stations are {', '.join(checking.STATIONS)}")
            sys.exit(2)
    options = checking.Options(
        schemas, rules, phase, chosen, "" if allow_text_change else against, not no_cache, catalogs, jobs or 0
    )
    outcome = checking.check(paths, options)
    gc.freeze()  # what is still there lives to the end: nothing is looked for in it on the way out
    _report(outcome, format_)
    sys.exit(outcome.status)


def _report(outcome: Outcome, format_: str) -> None:
    """Findings to stdout, what could not be done and how many there are to stderr; only what is needed is imported."""
    if format_ == "json":
        from siglum.report import json

        sys.stdout.write(json.render(outcome.findings, outcome.files))
    else:
        from siglum.checking import source_line
        from siglum.report import text

        if sys.stdout.isatty():
            text.show(outcome.findings, source_line)
        else:
            sys.stdout.write(text.render(outcome.findings, source_line))
    for sentence in outcome.failures:
        _say(sentence)
    if format_ == "text" and outcome.files:
        click.echo(text.summary(outcome.findings, outcome.files), err=True)


@main.command()
@click.option("-o", "--output", "folder", default="build", metavar="DIR", help="Where to write; “build” by default.")
@click.option("--outputs", "--only", "outputs", default="html,text", metavar="LIST", help="Which outputs: html, text.")
@click.option("--bare", is_flag=True, help="Plain text without its head and without marks of omission.")
def build(folder: str, outputs: str, bare: bool) -> None:
    """Publish the edition of the current folder.

    Exit status 0: published; 1: an output would not say what its reading says; 2: something could not be done.
    """
    from siglum import build as building
    from siglum.build.verify import Differs
    from siglum.edition import Edition

    try:
        chosen = frozenset(name.strip() for name in outputs.split(",") if name.strip())
        building.build(Edition.load(Path()), Path(folder), chosen, bare=bare)
        click.echo(f"published to {Path(folder).as_posix()}/: {', '.join(sorted(chosen))}", err=True)
    except Differs as differs:
        from siglum import checking
        from siglum.report import text

        sys.stdout.write(text.render(differs.findings, checking.source_line))
        _say("nothing was published: an output does not say what its reading says")
        sys.exit(1)
    except Failure as failure:
        _say(str(failure))
        sys.exit(2)


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, metavar="N", help="By default 8000; 0: any free.")
def serve(port: int) -> None:
    """Show the edition of the current folder in a browser on this machine, anew whenever a file changes.

    Exit status 0: stopped with Ctrl-C; 2: something could not be done.
    """
    from siglum import serve as serving

    try:
        serving.run(port)
    except Failure as failure:
        _say(str(failure))
        sys.exit(2)


@main.command()
@click.argument("code", required=False, metavar="[CODE]")
def explain(code: str | None) -> None:
    """Say what a finding means, why it matters, and what to do; without a code, list all."""
    from siglum import explain as explaining

    try:
        click.echo(explaining.page(code) if code else explaining.table(), nl=False)
    except Failure as failure:
        _say(str(failure))
        sys.exit(2)


@main.command()
@click.argument("odd", required=False, metavar="[ODD]")
def schema(odd: str | None) -> None:
    """Make NAME.rng and NAME.sch beside NAME.odd (by default, the schema that siglum.toml names)."""
    from siglum import schema as compiling
    from siglum.edition import Edition

    try:
        path = Path(odd) if odd else Path(Edition.load(Path()).schema)
        for written in compiling.write(path):
            click.echo(written.as_posix(), err=True)
    except Failure as failure:
        _say(str(failure))
        sys.exit(2)


def _say(sentence: str) -> None:
    click.echo(f"siglum: {sentence}", err=True)
