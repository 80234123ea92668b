"""zenodo.json: what Zenodo asks of an upload; as `.zenodo.json` at the root of a repository it is read with each
release.

Source: the developers' documentation of Zenodo, “Deposit metadata” (representation) and “GitHub: .zenodo.json”.
"""

from __future__ import annotations

import json
from typing import Any

import langcodes

from siglum.publish.found.described import Described, Name

FILE = "zenodo.json"


def of(edition: Described) -> str:
    """The file; "" without a title or anybody to name."""
    if not edition.title or not edition.creators:
        return ""
    said: dict[str, Any] = {
        "title": edition.title,
        "upload_type": "dataset",
        "description": _html(edition.abstract),
        "creators": [_name(one) for one in edition.creators],
        "contributors": [_name(one) | {"type": "Editor"} for one in edition.contributors],
        "publication_date": edition.released,
        "version": edition.version,
        "language": _language(edition.languages),
        "keywords": list(edition.keywords),
        "license": edition.spdx.lower(),
        "notes": _html(" ".join(one.said for one in edition.rights)) if not edition.spdx else "",
        "related_identifiers": _related(edition),
    }
    return json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False, indent=2) + "\n"


def _name(name: Name) -> dict[str, str]:
    known = {"orcid": name.orcid, "gnd": name.identifier("GND")}
    return {"name": name.inverted} | {kind: value for kind, value in known.items() if value}


def _related(edition: Described) -> list[dict[str, str]]:
    found = [(edition.address, "isIdenticalTo"), (edition.identifier("ISSN"), "isPartOf")]
    return [{"identifier": value, "relation": relation} for value, relation in found if value]


def _language(languages: tuple[str, ...]) -> str:
    """The language in three letters (ISO 639-3); "" where there are several."""
    return langcodes.Language.get(languages[0]).to_alpha3() if len(languages) == 1 else ""


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
