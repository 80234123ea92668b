"""datacite.json: the edition in the words of DataCite, with which a DOI is registered.

Source: DataCite Metadata Schema 4.5, and its JSON (datacite-v4.5.json).
"""

from __future__ import annotations

import json
from typing import Any

from siglum.publish.found.described import Described, Name, Rights, spdx

FILE = "datacite.json"
_SCHEMES = {
    "ORCID": "https://orcid.org/",
    "GND": "https://d-nb.info/gnd/",
    "VIAF": "https://viaf.org/viaf/",
    "ISNI": "https://isni.org/isni/",
    "WIKIDATA": "https://www.wikidata.org/wiki/",
}


def of(edition: Described) -> str:
    """The file; "" where something is missing that DataCite asks for: title, creator, publisher, year."""
    year = (edition.published or edition.released)[:4]
    if not (edition.title and edition.creators and edition.publisher and year.isdigit()):
        return ""
    said: dict[str, Any] = {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "types": {"resourceTypeGeneral": "Text", "resourceType": "Digital edition"},
        "doi": edition.doi,
        "titles": [{"title": edition.title}],
        "creators": [_name(one) for one in edition.creators],
        "contributors": [_name(one) | {"contributorType": "Editor"} for one in edition.contributors],
        "publisher": {"name": edition.publisher},
        "publicationYear": year,
        "dates": [{"date": edition.released, "dateType": "Issued"}] if edition.released else [],
        "version": edition.version,
        "language": edition.languages[0] if len(edition.languages) == 1 else "",
        "subjects": [{"subject": one} for one in edition.keywords],
        "descriptions": [{"description": edition.abstract, "descriptionType": "Abstract"}] if edition.abstract else [],
        "rightsList": [_rights(one) for one in edition.rights],
        "alternateIdentifiers": [_identifier(*one) for one in edition.other_identifiers],
        "url": edition.address,
    }
    return json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False, indent=2) + "\n"


def _name(name: Name) -> dict[str, Any]:
    kind = {"nameType": "Organizational"} if name.is_organisation else {"nameType": "Personal"} if name.family else {}
    parts = {"givenName": name.given, "familyName": name.family} if name.family else {}
    known = [_known(kind, name.identifier(kind), scheme) for kind, scheme in _SCHEMES.items() if name.identifier(kind)]
    return {"name": name.inverted, **kind, **parts, **({"nameIdentifiers": known} if known else {})}


def _known(kind: str, value: str, scheme: str) -> dict[str, str]:
    called = "Wikidata" if kind == "WIKIDATA" else kind
    return {"nameIdentifier": f"{scheme}{value}", "nameIdentifierScheme": called, "schemeUri": scheme}


def _rights(rights: Rights) -> dict[str, str]:
    one = rights.licences[0] if len(rights.licences) == 1 else ""
    said = {"rights": rights.said, "rightsUri": one, "rightsIdentifier": spdx(one)}
    scheme = {"rightsIdentifierScheme": "SPDX", "schemeUri": "https://spdx.org/licenses/"} if spdx(one) else {}
    return {key: value for key, value in said.items() if value} | scheme


def _identifier(kind: str, value: str) -> dict[str, str]:
    return {"alternateIdentifier": value, "alternateIdentifierType": kind or "local"}
