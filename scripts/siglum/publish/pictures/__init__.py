"""Pictures of what the registers know: where places lie.

What stands where is worked out here, from the facts of all files, and given to the stylesheets as XML; they draw it
(xslt/html/site/map.xsl). The same facts give the same picture. Nothing is drawn of which too little is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from siglum.publish.coordinates import degrees
from siglum.publish.pictures import map as of_places
from siglum.publish.pictures.view import Degrees


class Pictures:
    """What is known for the pictures, taken from the facts of one file after the other."""

    def __init__(self) -> None:
        self._mentions: Counter[str] = Counter()
        self._places: dict[str, tuple[str, Degrees]] = {}
        self._without = 0

    def take(self, facts: Mapping[str, Any]) -> None:
        """Take what the facts of a file say."""
        for hrefs in facts["mentions"]:
            self._mentions.update(hrefs)
        for entry in facts["data"]["entries"]:
            found = degrees(entry["coordinates"])
            if found:
                self._places[entry["href"]] = entry["name"], (float(found[0]), float(found[1]))
            else:
                self._without += entry["kind"] == "place"

    def as_xml(self) -> str:
        """The pictures that there are."""
        places = [of_places.Place(href, name, at, self._mentions[href]) for href, (name, at) in self._places.items()]
        return of_places.as_xml(places, self._without)
