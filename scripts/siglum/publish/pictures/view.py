"""What a map shows of the world, and where on it a place lies.

The projection is the equirectangular one: degrees of latitude are as long everywhere, degrees of longitude as long as
they are in the middle latitude of the map. Source: J. P. Snyder, Map Projections: A Working Manual (1987), pages 90–91.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH = 2000
"""Units of a map from left to right."""
_LEAST = 8.0
"""A map is at least so wide, in degrees of latitude (of 111 km): around a single town its region is shown."""
_AROUND = 1.24
"""How much wider a map is than what lies on it."""
_LOW, _HIGH = 0.5, 0.85
"""The height of a map beside its width."""
_FARTHEST = 60.0
"""Beyond this latitude (in degrees) longitudes are drawn no shorter, so that a map of the world stays one."""
Degrees = tuple[float, float]
"""Latitude and longitude."""


@dataclass(frozen=True, slots=True)
class View:
    """A part of the world: its western edge (from −180) and its northern one in degrees, the length of a degree of
    longitude beside one of latitude, units in a degree of latitude, and the height in units."""

    west: float
    north: float
    shorter: float
    scale: float
    height: int

    @classmethod
    def of(cls, places: Sequence[Degrees]) -> View:
        """The part of the world where places lie, one at least, across the date line if that is the shorter way."""
        west, span = _arc([longitude for _, longitude in places])
        south, north = (end(latitude for latitude, _ in places) for end in (min, max))
        middle = (south + north) / 2
        shorter = math.cos(math.radians(min(abs(middle), _FARTHEST)))
        wide = max(span * shorter * _AROUND, (north - south) * _AROUND / _HIGH, _LEAST)
        wide = min(wide, 360 * shorter)
        high = min(max((north - south) * _AROUND, wide * _LOW), 180.0)
        top = min(max(middle + high / 2, high - 90), 90.0)
        edge = (west + span / 2 - wide / shorter / 2 + 180) % 360 - 180
        return cls(edge, top, shorter, WIDTH / wide, round(WIDTH * high / wide))

    @property
    def east(self) -> float:
        """The eastern edge in degrees, greater than the western one."""
        return self.west + WIDTH / self.scale / self.shorter

    @property
    def south(self) -> float:
        """The southern edge in degrees."""
        return self.north - self.height / self.scale

    def has(self, place: Degrees) -> bool:
        """Whether a place lies within its edges."""
        x, y = self.at(place)
        return 0 <= x <= WIDTH and 0 <= y <= self.height

    def x(self, longitude: float) -> float:
        """Units from the left; a longitude west of the edge lies left of it."""
        return (longitude - self.west) * self.shorter * self.scale

    def y(self, latitude: float) -> float:
        """Units from the top."""
        return (self.north - latitude) * self.scale

    def at(self, place: Degrees) -> tuple[int, int]:
        """Where a place lies: units from the left, and from the top."""
        latitude, longitude = place
        return round(self.x(self.west + (longitude - self.west) % 360)), round(self.y(latitude))


def _arc(longitudes: Sequence[float]) -> Degrees:
    """The shortest arc that has all longitudes in it: where it begins in the west, and its length."""
    around = sorted({longitude % 360 for longitude in longitudes})
    gaps = [two - one for one, two in pairwise((*around, around[0] + 360))]
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    return around[(widest + 1) % len(around)], 360 - gaps[widest]
