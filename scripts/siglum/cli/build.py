"""The command `siglum build`."""

from __future__ import annotations

import sys
from pathlib import Path

from siglum import publish
from siglum.cli.parsing import Parser, whole
from siglum.cli.terminal import say, tell, write
from siglum.edition import Edition
from siglum.publish.verify import Differs
from siglum.report import Checked, text
from siglum.session import Session


def arguments(parser: Parser) -> None:
    """What it takes."""
    add = parser.add
    add("edition", nargs="?", default=Path(), type=Path, metavar="[FOLDER]")
    add("-o", "--output", dest="folder", default="build", metavar="DIR", help="Where to write; “build” by default.")
    add("--outputs", "--only", dest="outputs", default="html,text", metavar="LIST", help="By default html,text.")
    add("--bare", action="store_true", help="Plain text without its head, notes and marks of omission.")
    add("--strict", action="store_true", help="Stop at a warning (an unknown element), and at a failing document.")
    add("--jobs", type=whole(1), metavar="N", help="Processes; by default one for each core.")
    add("--cluster", default="", metavar="ADDRESS", help="Have the processes of a Dask cluster do the work.")
    add("--ship", action="store_true", help="With --cluster: send the files, which it cannot read itself.")
    add("--no-cache", action="store_true", help="Make everything anew, and keep nothing for the next build.")


def build(
    edition: Path,
    folder: str,
    outputs: str,
    bare: bool,
    strict: bool,
    jobs: int | None,
    cluster: str,
    ship: bool,
    no_cache: bool,
) -> None:
    """Publish the edition of a folder, by default the current one; without a siglum.toml, all TEI in it.

    Exit status 0: published; 1: an output would not say what its reading says, and its document was not published; 2:
    something could not be done.
    """
    chosen = frozenset(name.strip() for name in outputs.split(",") if name.strip())
    if cluster and jobs:
        say("--jobs is for the processes of this machine, --cluster for those of others: leave one of them out")
        sys.exit(2)
    if ship and not cluster:
        say("--ship sends files to the processes that --cluster names: give one")
        sys.exit(2)
    try:
        done = publish.build(
            Edition.of(edition), Path(folder), chosen, bare=bare, strict=strict,
            jobs=jobs or 0, keep=not no_cache, address=cluster, ship=ship,
        )  # fmt: skip
    except Differs as differs:
        write(text.render(Checked(differs.findings, source=Session().source)))
        say("nothing was published: an output does not say what its reading says")
        sys.exit(1)
    for sentence in done.warnings:
        say(f"warning: {sentence}")
    for sentence in done.notices:
        say(f"note: {sentence}")
    for sentence in done.failures:
        say(f"not published: {sentence}")
    if done.findings:
        write(text.render(Checked(done.findings, source=Session().source)))
        for path in sorted({finding.path for finding in done.findings}):
            say(f"not published: {path}, of which an output does not say what its reading says")
    made = ", ".join(sorted(chosen.difference(done.missing)))
    tell(f"published to {Path(folder).as_posix()}/: {made}")
    if done.failures or done.findings:
        sys.exit(2 if done.failures else 1)
