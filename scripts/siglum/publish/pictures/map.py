"""The map: where the entries of the registers lie that have coordinates, and how often the texts name them.

<map without="3" more="0">
  <view width="2000" height="1100">    what it shows; a second one is a part of the first, where most of it crowds
    <land d=""/> <lines d=""/> <degree x="" y="" said="50°"/>    the land; parallels and meridians, with their degrees
    <part x="" y="" width="" height=""/>                         where the second one lies
    <others d=""/>                     what has no dot of its own, each as a line without length
    <dot n="1.0" x="" y="" r="" href="" mentions="" size="0|1|2|3" tx="" ty="" anchor="start" name="" all="" />
                                       those that lie in nearly one place share a dot; `all` are their names
  </view>
  <place href="" name="" mentions="" dots="1.0 2.4"/>        the list, what is named most first; its dot in each view
</map>
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from siglum.publish.pictures import land, names
from siglum.publish.pictures.view import WIDTH, Degrees, View
from siglum.publish.pictures.written import element

_DOTS, _LISTED, _ALSO = 150, 300, 12
"""How many dots have a name and a link; how many entries are listed; and how many names a dot tells."""
_NEAR = 12
"""What lies within so many units is one dot."""
_LARGEST, _SMALLEST, _ONE = 36, 7, 9
"""The radius of the largest dot, of the smallest, and of what is named once where nothing is named often."""
_STEPS = (0.25, 0.5, 1, 2, 5, 10, 15, 30)
_MOST_LINES = 7
_DEGREES = 160
"""So near to the end of an edge no degrees stand."""
_PART = 0.4
"""A part of a map that is at most so wide beside it, and holds most of its places, is drawn once more."""


@dataclass(frozen=True, slots=True)
class Place:
    """An entry with coordinates: the address of its place in its register, its name, and how often texts name it."""

    href: str
    name: str
    at: Degrees
    mentions: int


Group = tuple[tuple[int, int], list[Place]]
"""Where a dot is, and what lies there."""


def as_xml(places: Sequence[Place], without: int) -> str:
    """The map, as the stylesheets are given it; "" where no entry has coordinates. `without` is the number of places
    that have none."""
    if not places:
        return ""
    listed = sorted(places, key=lambda one: (-one.mentions, one.name, one.href))
    view = View.of([one.at for one in listed])
    part, dots = _crowded(listed, view), dict[str, list[str]]()
    parts = [_view(1, listed, view, dots, part)]
    if part:
        parts.append(_view(2, [one for one in listed if part.has(one.at)], part, dots))
    for one in listed[:_LISTED]:
        said = {"href": one.href, "name": one.name, "mentions": one.mentions, "dots": " ".join(dots.get(one.href, ()))}
        parts.append(element("place", said))
    return element("map", {"without": without, "more": max(0, len(listed) - _LISTED)}, "".join(parts))


def _crowded(places: Sequence[Place], view: View) -> View | None:
    """The part of a map in which most of its places lie, without the tenth that lies farthest out on each side; None
    where that is no small part."""
    out = len(places) // 10
    xs, ys = (sorted(one) for one in zip(*(view.at(place.at) for place in places), strict=True))
    (left, right), (top, bottom) = ((ends[out], ends[-1 - out]) for ends in (xs, ys))
    inner = []
    for place in places:
        x, y = view.at(place.at)
        if left <= x <= right and top <= y <= bottom:
            inner.append(place.at)
    part = View.of(inner) if len(inner) > 1 else view
    return part if view.scale / part.scale <= _PART else None


def _view(
    number: int, listed: Sequence[Place], view: View, dots: dict[str, list[str]], part: View | None = None
) -> str:
    """A part of the world with what lies there; `dots` comes to hold the dot of each entry."""
    groups = _grouped(listed, view)
    shown, others = groups[:_DOTS], groups[_DOTS:]
    parts = [element("land", {"d": land.outline(view)}), *_lines(view)]
    if part:
        west, wide = (part.west - view.west + 180) % 360 - 180, view.scale / part.scale
        x, y = round(view.x(view.west + west)), round(view.y(part.north))
        parts.append(
            element("part", {"x": x, "y": y, "width": round(WIDTH * wide), "height": round(part.height * wide)})
        )
    if others:
        parts.append(element("others", {"d": "".join(f"M{x} {y}h0" for (x, y), _ in others)}))
    for n, (_, places) in enumerate(shown):
        for one in places:
            dots.setdefault(one.href, []).append(f"{number}.{n}")
    again = [bool(part and part.has(places[0].at)) for _, places in shown]
    named = [not one or n == again.index(True) for n, one in enumerate(again)]
    parts += _dots(number, shown, view.height, named)
    return element("view", {"width": WIDTH, "height": view.height}, "".join(parts))


def _grouped(listed: Sequence[Place], view: View) -> list[Group]:
    """The places that share a dot, each group where its first lies."""
    groups: list[Group] = []
    cells: dict[tuple[int, int], list[int]] = {}
    for one in listed:
        x, y = view.at(one.at)
        near = (
            number
            for dx in (-1, 0, 1) for dy in (-1, 0, 1) for number in cells.get((x // _NEAR + dx, y // _NEAR + dy), ())
            if math.dist(groups[number][0], (x, y)) < _NEAR
        )  # fmt: skip
        if (number := min(near, default=None)) is not None:
            groups[number][1].append(one)
        else:
            cells.setdefault((x // _NEAR, y // _NEAR), []).append(len(groups))
            groups.append(((x, y), [one]))
    return sorted(groups, key=lambda group: (-_mentions(group[1]), -len(group[1]), group[0]))


def _mentions(places: Sequence[Place]) -> int:
    return sum(one.mentions for one in places)


def _dots(number: int, groups: Sequence[Group], height: int, named: Sequence[bool]) -> Iterator[str]:
    """The dots, the largest first, so that none hides another; `named` says which have their names beside them."""
    most = max(_mentions(places) for _, places in groups)
    one = min(_ONE, _LARGEST / math.sqrt(most)) if most else 0
    dots = []
    for ((x, y), places), is_named in zip(groups, named, strict=True):
        name, more = names.short(places[0].name), len(places) - 1
        radius = max(_SMALLEST, round(one * math.sqrt(_mentions(places))))
        dots.append(names.Dot(x, y, radius, f"{name} +{more}" if more else name, is_named))
    names.place(dots, height)
    for n, (dot, (_, places)) in enumerate(zip(dots, groups, strict=True)):
        x, y, anchor = dot.written
        every = [names.short(one.name) for one in places[:_ALSO]] + ["…"] * (len(places) > _ALSO)
        yield element("dot", {
            "n": f"{number}.{n}", "x": dot.x, "y": dot.y, "r": dot.radius, "href": places[0].href,
            "mentions": _mentions(places), "size": dot.size, "tx": x, "ty": y, "anchor": anchor, "name": dot.name,
            "all": ", ".join(every),
        })  # fmt: skip


def _lines(view: View) -> Iterator[str]:
    """Parallels and meridians, so many that one finds one's way; with their degrees at two edges."""
    wide, high = view.east - view.west, view.north - view.south
    step = next((step for step in _STEPS if max(wide, high) / step <= _MOST_LINES), _STEPS[-1])
    path, degrees = [], []
    for n in range(math.ceil(view.west / step), math.floor(view.east / step) + 1):
        x = round(view.x(n * step))
        path.append(f"M{x} 0V{view.height}")
        if x < WIDTH - _DEGREES:
            degrees.append({"x": x, "y": view.height, "said": f"{_signed(180 - (180 - n * step) % 360)}°"})
    for n in range(math.ceil(view.south / step), math.floor(view.north / step) + 1):
        y = round(view.y(n * step))
        path.append(f"M0 {y}H{WIDTH}")
        if y > _DEGREES and y < view.height - _DEGREES:
            degrees.append({"x": 0, "y": y, "said": f"{_signed(n * step)}°"})
    yield element("lines", {"d": "".join(path)})
    yield from (element("degree", one) for one in degrees)


def _signed(degrees: float) -> str:
    """West and south with a minus, as TEI writes degrees."""
    return f"{degrees:g}".replace("-", "−")
