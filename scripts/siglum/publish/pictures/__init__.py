"""Pictures of what the registers know: where places lie, and who is named with whom.

What stands where is worked out here, from the facts of all files, and given to the stylesheets as XML; they draw it
(xslt/html/site/map.xsl, network.xsl). The same facts give the same picture. Nothing is drawn of which too little is
known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from siglum.publish.coordinates import degrees
from siglum.publish.pictures import map as of_places
from siglum.publish.pictures.network import Company
from siglum.publish.pictures.view import Degrees


class Pictures:
    """What is known for the pictures, taken from the facts of one file after the other."""

    def __init__(self) -> None:
        self._mentions: Counter[str] = Counter()
        self._places: dict[str, tuple[str, Degrees]] = {}
        self._without = 0
        self._persons: dict[str, str] = {}
        self._company = Company()

    def take(self, facts: Mapping[str, Any]) -> None:
        """Take what the facts of a file say."""
        for hrefs in facts["mentions"]:
            self._mentions.update(hrefs)
        for entry in facts["data"]["entries"]:
            if entry["kind"] == "person":
                self._persons[entry["href"]] = entry["filed"]
            elif found := degrees(entry["coordinates"]):
                self._places[entry["href"]] = entry["name"], (float(found[0]), float(found[1]))
            else:
                self._without += entry["kind"] == "place"
        self._company.take(facts)

    def as_xml(self, files: Iterable[Mapping[str, Any]]) -> str:
        """The pictures that there are. `files` are the facts once more, looked at where there is a network."""
        places = [of_places.Place(href, name, at, self._mentions[href]) for href, (name, at) in self._places.items()]
        return of_places.as_xml(places, self._without) + self._company.as_xml(self._persons, files)
