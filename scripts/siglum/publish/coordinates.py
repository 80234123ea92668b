"""Where a place lies, as an entry says it (`geo`): latitude and longitude in degrees.

Source: TEI P5 Guidelines, `geo` and `geoDecl`: where nothing else is declared, the latitude, white space, and the
longitude, in decimal degrees of WGS84. Two habits beside that can be read without doubt: a comma between the two
(`48.2, 16.4`), and decimal commas (`48,2 16,4`). Numbers out of range are no degrees, whatever they are.
"""

from __future__ import annotations

import re

_PAIR = re.compile(r"([-−+]?\d{1,2}(?:\.\d+)?)(?:\s*,\s*|\s+)([-−+]?\d{1,3}(?:\.\d+)?)", re.ASCII)
_WITH_COMMAS = re.compile(r"([-−+]?\d{1,2},\d+)[\s;]+([-−+]?\d{1,3},\d+)", re.ASCII)


def degrees(said: str) -> tuple[str, str] | None:
    """Latitude and longitude as decimal numbers, as exact as they are said; None for all else."""
    said = said.strip()
    found = _WITH_COMMAS.fullmatch(said) or _PAIR.fullmatch(said)
    if not found:
        return None
    latitude, longitude = (part.replace(",", ".").replace("−", "-").lstrip("+") for part in found.groups())
    return (latitude, longitude) if abs(float(latitude)) <= 90 and abs(float(longitude)) <= 180 else None
