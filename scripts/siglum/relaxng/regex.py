"""Regular expressions of XML Schema, matched exactly and in time linear in the string.

A state of the match is the set of what may still come (partial derivatives), so nothing is tried twice. How often
something is repeated is counted, not written out; where many counts are open at once, that is work, and there is a
limit to the work that one value may ask for.
Source: Valentin Antimirov, “Partial derivatives of regular expressions and finite automaton constructions”.
"""

from __future__ import annotations

import math

from siglum.failure import Failure
from siglum.relaxng.expression import Alternatives, Chars, Malformed, Node, Repeat, Sequence, parse

__all__ = ["Malformed", "Regex"]

MOST_STEPS = 2_000_000
"""How many terms may be looked at for one value."""
_KEPT = 100_000


class Term:
    """A part, and what comes after it: each pair is made once, so that terms are compared by identity."""

    __slots__ = ("node", "rest")

    def __init__(self, node: Node, rest: Term | None) -> None:
        self.node, self.rest = node, rest


State = frozenset["Term | None"]


class Regex:
    """A compiled expression. Raises Malformed."""

    def __init__(self, expression: str) -> None:
        self.expression = expression
        self.steps = 0
        """How many terms have been looked at for the present value."""
        self._terms: dict[tuple[Node, Term | None], Term] = {}
        self._known: dict[tuple[State, str], State] = {}
        self._room = _KEPT
        try:
            self._start = self._closure([self._term(parse(expression), None)])
        except Failure:
            raise Malformed("too much may come first") from None

    def matches(self, text: str) -> bool:
        """Whether the whole text matches. Raises Failure where that is more work than may be asked for."""
        self.steps = 0
        state = self._start
        for char in text:
            key = (state, char)
            following = self._known.get(key)
            if following is None:
                self.steps += len(state)
                following = self._closure([t.rest for t in state if t is not None and char in t.node])  # type: ignore[operator]
                if self._room > len(following):
                    self._room -= len(following) + 1
                    self._known[key] = following
            if not following:
                return False
            state = following
        return None in state

    def _term(self, node: Node, rest: Term | None) -> Term:
        made = self._terms.get((node, rest))
        if made is None:
            made = self._terms[node, rest] = Term(node, rest)
        return made

    def _closure(self, terms: list[Term | None]) -> State:
        """The sets of characters that may come next, each with what follows it; None where nothing need come.

        A repetition is passed over where the same one, free to be repeated as often or more often, was there before.
        """
        found: set[Term | None] = set()
        seen: set[Term | None] = set()
        free: dict[tuple[Node, Term | None], Repeat] = {}
        terms.sort(key=_often)
        while terms:
            term = terms.pop()
            if term in seen:
                continue
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise Failure(f"the regular expression {_short(self.expression)} is too much work: make it simpler")
            seen.add(term)
            if term is None or isinstance(term.node, Chars):
                found.add(term)
                continue
            node, rest = term.node, term.rest
            if isinstance(node, Sequence):
                self.steps += len(node.parts)
                for part in reversed(node.parts):
                    rest = self._term(part, rest)
                terms.append(rest)
            elif isinstance(node, Alternatives):
                terms += [self._term(way, rest) for way in node.ways]
            else:
                before = free.get((node.body, rest))
                if node.low == 0 and before is not None and before.covers(node.high):
                    continue
                if node.low == 0:
                    free[node.body, rest] = node
                    terms.append(rest)
                if node.high != 0:
                    terms.append(self._term(node.body, self._term(node.less(), rest)))
        return frozenset(found)


def _often(term: Term | None) -> float:
    """How often what comes next may be repeated: what may be repeated most is looked at first, and covers the rest."""
    if term is None or not isinstance(term.node, Repeat):
        return -1
    return math.inf if term.node.high is None else term.node.high


def _short(expression: str) -> str:
    return expression if len(expression) <= 60 else f"{expression[:59]}…"
