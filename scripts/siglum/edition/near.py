"""Names that are like another, found without comparing it with all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

_ALL = 50
"""So many names, or fewer, are all compared."""
_COMPARED = 8
"""With how many names one is compared, where there are more: those that share most of its pairs of letters."""
_LOOKED_AT = 2_000
"""How many names are counted to find these; the rarest pairs come first."""
_LONGEST = 200
"""Characters of a name for which another is sought."""
_ALIKE = 0.6


class Near:
    """Some names, among which one that is like another is sought."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = [name for name in names if len(name) <= 2 * _LONGEST]
        self._having: dict[str, list[int]] = {}
        for number, name in enumerate(self._names if len(self._names) > _ALL else ()):
            for pair in _pairs(name):
                self._having.setdefault(pair, []).append(number)

    def to(self, name: str) -> str:
        """The name that is most like this one; "" where none is like it."""
        if len(name) > _LONGEST:
            return ""
        likely = self._likely(name) if self._having else self._names
        return next(iter(get_close_matches(name, likely, 1, _ALIKE)), "")

    def _likely(self, name: str) -> list[str]:
        shared: Counter[int] = Counter()
        left = _LOOKED_AT
        for numbers in sorted((self._having.get(pair, []) for pair in _pairs(name)), key=len):
            shared.update(numbers[:left])
            left -= len(numbers[:left])
        return [self._names[number] for number, _ in shared.most_common(_COMPARED)]


def _pairs(name: str) -> Iterator[str]:
    """The pairs of letters that follow each other, without regard to case; the first and the last with the edge."""
    edged = f"\0{name.lower()}\0"
    return iter(dict.fromkeys(edged[n : n + 2] for n in range(len(edged) - 1)))
