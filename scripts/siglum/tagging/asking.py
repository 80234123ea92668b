"""Proposals accepted one by one, by somebody who sees each in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from siglum.document import Source
from siglum.fix.edits import Repair
from siglum.paths import written
from siglum.tagging.proposal import Proposal, tags

_AROUND = 60
"""How many characters before and after the words are shown."""
_HELP = {
    "y": "y: tag it", "1": "1, 2 …: tag it in that way", "n": "n: leave it", "a": "a: this, and all of the same words",
    "q": "q: no more",
}  # fmt: skip
"""What may be answered, in the order in which it is said."""


def ask(
    proposals: Sequence[Proposal],
    source: Callable[[str], Source | None],
    show: Callable[[str], None],
    answer: Callable[[], str],
) -> list[Repair]:
    """What is accepted. `show` gets what is asked, `answer` gives a line, "" where there is no more of them."""
    accepted: list[Repair] = []
    always: dict[tuple[str, str], int] = {}
    for number, proposal in enumerate(proposals, 1):
        key = (proposal.kind, proposal.words)
        way = always.get(key, -1)
        if way < 0:
            show(f"{question(proposal, source(proposal.path))}  [{number} of {len(proposals)}] ")
            said = _answered(proposal, show, answer)
            if said == "q":
                break
            if said == "n":
                continue
            way = 0 if said in ("y", "a") else int(said) - 1
            if said == "a":
                always[key] = 0
        accepted.append(proposal.repair(way))
    return accepted


def _answered(proposal: Proposal, show: Callable[[str], None], answer: Callable[[], str]) -> str:
    """A letter, or the number of a way, that can be an answer; q at the end of all answers."""
    known = {"n", "q", *map(str, range(1, len(proposal.ways) + 1)), *(("y", "a") if proposal.sure else ())}
    while True:
        line = answer()
        said = line.strip().lower()
        if not line:
            return "q"
        if said[:1] in known and said in (said[:1], "yes", "no", "all", "quit"):
            return said[:1]
        show(f"  {' · '.join(meaning for letter, meaning in _HELP.items() if letter in known)} ")


def question(proposal: Proposal, source: Source | None) -> str:
    """The place, the words in it, and the ways in which they may be tagged."""
    start, end = proposal.span.start, proposal.span.end
    lines = [f"{written(proposal.path)}:{start.line}:{start.column}"]
    if source is not None:
        a, b = source.at(start.offset), source.at(end.offset)
        before, after = source.text[max(0, a - _AROUND) : a], source.text[b : b + _AROUND]
        words = source.text[a:b]
        lines.append("  " + written(" ".join(f"{before}⟦{words}⟧{after}".split())))
    for number, fix in enumerate(proposal.ways, 1):
        said = " ".join(tags(fix))
        lines.append(f"  {number}  {said}" if len(proposal.ways) > 1 else f"  {said}")
    return "\n".join(lines) + "\n"
