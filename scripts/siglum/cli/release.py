"""The command `siglum release`."""

from __future__ import annotations

import sys

from siglum import release as releasing
from siglum.cli.parsing import Parser
from siglum.cli.terminal import say, tell, write, write_utf8
from siglum.failure import Failure
from siglum.fix.diff import diff as shown
from siglum.report import Checked, text
from siglum.session import Session


def arguments(parser: Parser) -> None:
    """What it takes."""
    parser.add("version", metavar="VERSION")
    parser.add("--date", default="", metavar="YYYY-MM-DD", help="The day of the release; today without it.")
    parser.add("--who", default="", metavar="POINTER", help="Who is responsible, for change/@who in the headers.")
    parser.several("--gone", metavar="ID=NEW", help="Where the words of a published id stand now.")
    parser.add("--diff", "--dry-run", action="store_true", help="Show what would change, and change nothing.")


def release(version: str, date: str, who: str, gone: tuple[str, ...], diff: bool) -> None:
    """Write a version into headers, CITATION.cff and change log, if no published id has gone.

    Exit status 0: done; 1: the check of the edition found errors; 2: something could not be done. Then no file changes.
    """
    with Session() as session:
        made = releasing.prepare(version, session, date=date, who=who, gone=dict(map(_stands, gone)))
        for sentence in made.outcome.failures:
            say(sentence)
        if made.refused:
            write(text.render(Checked(made.outcome.findings, source=session.source)))
            say(f"version {version} is not released: {text.summary(made.outcome.findings, made.outcome.files)}")
            sys.exit(made.outcome.status)
    for sentence in made.notices:
        say(sentence)
    if diff:
        write_utf8(shown(made.changes))
        return
    made.write()
    names = " ".join(sorted(made.changes))
    tell(f"version {version} is written into {names}")
    tell(f'now: git add {names}; git commit -m "Version {version}"; git tag v{version}')


def _stands(said: str) -> tuple[str, str]:
    name, sign, stands = said.partition("=")
    if not (name and sign and stands):
        raise Failure(f"--gone says “{said}”: write the id that is gone, = and the id where its words stand now")
    return name, stands
