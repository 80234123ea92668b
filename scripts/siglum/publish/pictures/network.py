"""The network: which persons of the registers are named in the same paragraph, and how often.

Names stand in rows, so that they can be read on any page; arcs beside them join those who are named together. The order
of the rows keeps the arcs short.

<network shown="40" of="57" crowds="1" crowd="30" more="0" width="400" height="124">
  <person n="0" x="" y="" r="" href="" name=""/>               in the order of the rows
  <tie n="0 3" d="" width=""/>                                 an arc
  <pair count="2"><one n="0" href="" name=""/><other n="3" href="" name=""/><place href="" of="" name=""/></pair>
</network>
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from siglum.publish.pictures.names import short
from siglum.publish.pictures.written import element

FEWEST_PERSONS, FEWEST_PARAGRAPHS = 3, 3
"""Two persons are one pair, and what stands in one or two paragraphs is read there: a picture would add nothing."""
CROWD = 30
"""A paragraph that names more persons is a list: that two stand in it says nothing of them (and they make hundreds of
pairs)."""
_SHOWN, _PAIRS, _PLACES = 40, 200, 12
"""How many persons have rows; how many pairs are listed; and how many paragraphs of each."""
_WIDTH, _AXIS, _ROW, _TOP = 400, 166, 22, 14
_LONGEST = 9.6
Pair = tuple[str, str]
Place = tuple[str, str, str]
"""A paragraph: its document, what it is called there, its address."""


@dataclass(slots=True)
class Company:
    """In how many paragraphs each person is named with others, counted from the facts of one file after the other."""

    paragraphs: Counter[str] = field(default_factory=Counter)
    together: int = 0
    crowds: int = 0

    def take(self, facts: Mapping[str, Any]) -> None:
        """Count what the facts of a file say."""
        for block in facts["company"]:
            if len(block["persons"]) > CROWD:
                self.crowds += 1
            else:
                self.paragraphs.update(block["persons"])
                self.together += 1

    def as_xml(self, names: Mapping[str, str], files: Iterable[Mapping[str, Any]]) -> str:
        """The network, as the stylesheets are given it; "" where there is too little. `names` are those of the entries
        by their addresses, `files` the facts of each file once more."""
        known = self.paragraphs.keys() & names.keys()
        if len(known) < FEWEST_PERSONS or self.together < FEWEST_PARAGRAPHS:
            return ""
        most = sorted(known, key=lambda href: (-self.paragraphs[href], names[href], href))[:_SHOWN]
        counts, places = _pairs(files, frozenset(most))
        if not counts:
            return ""
        rows = arranged(most, counts)
        number = {href: n for n, href in enumerate(rows)}
        parts = [*self._persons(rows, names), *_ties(number, counts)]
        listed = sorted(counts, key=lambda pair: (-counts[pair], *(names[one] for one in pair), pair))
        for pair in listed[:_PAIRS]:
            parts.append(_pair(pair, counts[pair], places[pair], number, names))
        said = {"shown": len(rows), "of": len(known), "crowds": self.crowds, "crowd": CROWD,
                "more": max(0, len(listed) - _PAIRS), "width": _WIDTH, "height": _y(len(rows) - 1) + _TOP}  # fmt: skip
        return element("network", said, "".join(parts))

    def _persons(self, rows: Sequence[str], names: Mapping[str, str]) -> Iterator[str]:
        most = max(self.paragraphs.values())
        for n, href in enumerate(rows):
            radius = round(2.5 + 4.5 * math.sqrt(self.paragraphs[href] / most), 1)
            name = short(names[href], _LONGEST)
            yield element("person", {"n": n, "x": _AXIS, "y": _y(n), "r": radius, "href": href, "name": name})


def _y(row: int) -> int:
    return _TOP + row * _ROW


def _pairs(files: Iterable[Mapping[str, Any]], shown: frozenset[str]) -> tuple[Counter[Pair], dict[Pair, list[Place]]]:
    """How often two of those shown are named together, and the first places where they are."""
    counts: Counter[Pair] = Counter()
    places: dict[Pair, list[Place]] = {}
    for facts in files:
        for block in facts["company"]:
            if len(block["persons"]) > CROWD:
                continue
            for one, other in combinations(sorted(shown.intersection(block["persons"])), 2):
                counts[one, other] += 1
                known = places.setdefault((one, other), [])
                if len(known) < _PLACES:
                    known.append((facts["short"], block["name"], block["place"]))
    return counts, places


def arranged(persons: Sequence[str], counts: Mapping[Pair, int]) -> list[str]:
    """Persons in an order in which those who are often named together stand near each other: two change places as long
    as that makes the arcs shorter in all, each taken as often as its pair is named."""
    ties: dict[str, dict[str, int]] = {one: {} for one in persons}
    for (one, other), count in counts.items():
        ties[one][other] = ties[other][one] = count
    rows = _grown(persons, ties)
    at = {one: n for n, one in enumerate(rows)}

    def length(one: str) -> int:
        return sum(count * abs(at[one] - at[other]) for other, count in ties[one].items())

    better = True
    while better:
        better = False
        for one, other in combinations(persons, 2):
            before = length(one) + length(other)
            at[one], at[other] = at[other], at[one]
            if length(one) + length(other) < before:
                better = True
            else:
                at[one], at[other] = at[other], at[one]
    return sorted(persons, key=at.__getitem__)


def _grown(persons: Sequence[str], ties: Mapping[str, Mapping[str, int]]) -> list[str]:
    """An order to begin with: after the first, always the one who is named most with the last few."""
    rows, left = [persons[0]], list(persons[1:])
    while left:
        near = rows[:-4:-1]
        found = max(left, key=lambda one: sum(ties[one].get(other, 0) for other in near))
        left.remove(found)
        rows.append(found)
    return rows


def _ties(number: Mapping[str, int], counts: Mapping[Pair, int]) -> Iterator[str]:
    """The arcs, the thin ones on top."""
    most = max(counts.values(), default=1)
    for pair in sorted(counts, key=lambda pair: (-counts[pair], pair)):
        first, last = sorted(number[one] for one in pair)
        high = (_y(last) - _y(first)) / 2
        wide = min(high, _WIDTH - _AXIS - 8)
        path = f"M{_AXIS} {_y(first)}A{wide:g} {high:g} 0 0 1 {_AXIS} {_y(last)}"
        width = round(1 + 5 * (counts[pair] - 1) / max(most - 1, 1), 1)
        yield element("tie", {"n": f"{first} {last}", "d": path, "width": width})


def _pair(pair: Pair, count: int, places: Sequence[Place], number: Mapping[str, int], names: Mapping[str, str]) -> str:
    first, last = sorted(pair, key=lambda one: (names[one], one))
    parts = [
        element(role, {"n": number[one], "href": one, "name": names[one]})
        for role, one in (("one", first), ("other", last))
    ]
    parts += [element("place", {"href": href, "of": of, "name": name}) for of, name, href in places]
    return element("pair", {"count": count}, "".join(parts))
