"""The command `siglum tag`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

from siglum import tagging
from siglum.cli.parsing import Parser
from siglum.cli.terminal import say, tell, write, write_utf8
from siglum.failure import Failure
from siglum.fix.diff import diff as shown
from siglum.fix.edits import Repair
from siglum.paths import written
from siglum.session import Session
from siglum.tagging import Proposal
from siglum.tagging.proposal import tags

_KINDS = {
    "names": "Names that the registers know.",
    "dates": "Days, months, years, spans of them.",
    "quotations": "Words in quotation marks.",
    "omissions": "Dots for words that are left out.",
}


def arguments(parser: Parser) -> None:
    """What it takes."""
    parser.add("paths", nargs="*", metavar="[PATH]…")
    for kind, what in _KINDS.items():
        parser.add(f"--{kind}", dest="kinds", action="append_const", const=kind, default=[], help=what)
    parser.add("-i", "--interactive", action="store_true", help="Ask for each; what is accepted is written in the end.")
    parser.add("--diff", action="store_true", help="Show as a patch what would change, and change nothing.")


def tag(paths: tuple[str, ...], kinds: tuple[str, ...], interactive: bool, diff: bool) -> None:
    """Propose names, dates, quotations and omissions to tag; nothing is tagged unasked.

    Without --interactive or --diff the proposals are listed. Without a kind, those kinds are proposed of which the
    edition tags something already. After q, or when no more answers come, what was accepted is written; after Ctrl-C
    nothing is.
    Exit status 0: done; 1: with --diff, a file would change; 2: something could not be done.
    """
    if interactive and diff:
        raise Failure("--interactive asks, and --diff shows: leave one of them out")
    if interactive and not (sys.stdin and sys.stdin.isatty()):
        raise Failure("--interactive asks at a terminal, and there is none: --diff shows the proposals as a patch")
    with Session() as session:
        found = tagging.propose(paths, kinds, session)
        for sentence in found.failures:
            say(sentence)
        if interactive:
            _ask(found, session)
        elif diff:
            changes = _show(found, session)
        else:
            write("".join(map(_line, found.proposals)))
    tell(_summary(found))
    sys.exit(2 if found.failures else int(diff and changes))


def _ask(found: tagging.Proposed, session: Session) -> None:
    """Ask for each proposal, and write what is accepted."""
    from siglum.tagging.asking import ask

    def show(text: str) -> None:
        tell(text, end="")

    accepted = ask(found.proposals, session.source, show, sys.stdin.readline)
    tagged = tagging.tag(accepted, found.contents, session)
    _told(accepted, tagged)
    tagged.write()


def _show(found: tagging.Proposed, session: Session) -> bool:
    """The patch that makes every proposal that needs no choosing; gives whether there is any."""
    repairs = [proposal.repair() for proposal in found.proposals if proposal.sure]
    tagged = tagging.tag(repairs, found.contents, session)
    write_utf8(shown(tagged.changes))
    _told(repairs, tagged)
    return bool(tagged.changes)


def _told(repairs: Sequence[Repair], tagged: tagging.Tagged) -> None:
    if tagged.left:
        why = "since they overlap with others, or an error would come of them"
        say(f"{tagged.left:,} of {len(repairs):,} left out, {why}")


def _line(proposal: Proposal) -> str:
    """A proposal on a line: its place, the words, the ways of tagging them."""
    start = proposal.span.start
    ways = " or ".join(" ".join(tags(fix)) for fix in (proposal.ways[:1] if proposal.sure else proposal.ways))
    return f"{written(proposal.path)}:{start.line}:{start.column}: “{written(proposal.words)}” {ways}\n"


def _summary(found: tagging.Proposed) -> str:
    if not found.kinds:
        return f"nothing is tagged here yet: name what to propose (--{' --'.join(tagging.KINDS)})"
    counts = Counter(proposal.kind for proposal in found.proposals)
    said = ", ".join(f"{counts[kind]:,} {kind}" for kind in found.kinds)
    choosing = sum(not proposal.sure for proposal in found.proposals)
    return f"proposed: {said}" + (f"; {choosing:,} among several entries, for --interactive" if choosing else "")
