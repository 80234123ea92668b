"""Web Annotations: the editors' notes on each text, for tools that show annotations.

Source: W3C, Web Annotation Data Model (2017): an annotation has a body, the note, and a target, the block that it is
about. The address of an annotation needs that of the site.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from siglum.publish.data.known import Fact, Known


def files(edition: Known) -> Iterator[tuple[str, str]]:
    """A file for each text that has a note of its editors; none without an address."""
    if not edition.described.address:
        return
    for name, notes in edition.notes.items():
        file = f"{name}-notes.jsonld"
        own = edition.address(f"downloads/data/{file}")
        if notes:
            said = {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "id": own,
                "type": "AnnotationPage",
                "items": [_annotation(edition, own, number, note) for number, note in enumerate(notes, 1)],
            }
            yield file, json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _annotation(edition: Known, page: str, number: int, note: Fact) -> dict[str, Any]:
    source, sign, place = edition.address(note["place"]).partition("#")
    body = {"type": "TextualBody", "value": note["said"], "format": "text/plain", "language": note["lang"]}
    selector = {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3236", "value": place}
    said = {
        "id": f"{page}#{note['id'] or f'note{number}'}",
        "type": "Annotation",
        "motivation": "commenting",
        "creator": [{"name": name} for name in note["by"]],
        "body": {key: value for key, value in body.items() if value},
        "target": {"source": source, "selector": selector} if sign else source,
    }
    return {key: value for key, value in said.items() if value}
