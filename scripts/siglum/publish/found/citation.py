"""CITATION.cff: how the edition is cited, for hosts of repositories and reference managers.

Source: Citation File Format 1.2.0, schema.json and its guide. Its root is the edition as a data set; who edited it and
who publishes it can be said of a reference alone, and stands in `preferred-citation`. JSON is YAML 1.2, and what is
written here is JSON: no title can be taken for anything else than a text.
"""

from __future__ import annotations

import json
import re
from typing import Any

from siglum.publish.found.described import Described, Name

FILE = "CITATION.cff"
_DOI = r"10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;.()\[\]\\-]+"
_ISBN, _ISSN = r"[0-9\- ]{10,17}X?", r"\d{4}-\d{3}[\dxX]"
"""What the schema takes for an identifier of each kind; another is one of no known kind."""


def of(edition: Described) -> str:
    """The file; "" without a title or anybody to name."""
    if not edition.title or not edition.creators:
        return ""
    said = {
        "cff-version": "1.2.0",
        "message": "If you use this edition, please cite it as below.",
        "type": "dataset",
        **_work(edition),
        "abstract": edition.abstract,
        "license": edition.spdx,
        "license-url": "" if edition.spdx else edition.licence,
        "preferred-citation": _reference(edition),
    }
    return "".join(f"{key}: {_value(value)}\n" for key, value in said.items() if value)


def _work(edition: Described) -> dict[str, Any]:
    doi = _if(_DOI, edition.doi)
    return {
        "title": edition.title,
        "authors": [_name(one) for one in edition.creators],
        "version": edition.version,
        "date-released": edition.released,
        "doi": doi,
        "identifiers": [_identifier(*one) for one in (edition.other_identifiers if doi else edition.identifiers)],
        "url": edition.address,
        "keywords": list(edition.keywords),
    }


def _reference(edition: Described) -> dict[str, Any]:
    year = edition.published[:4]
    said = {
        "type": "edited-work" if edition.editors else "generic",
        **_work(edition),
        "editors": [_name(one) for one in edition.editors],
        "publisher": {"name": edition.publisher} if edition.publisher else {},
        "year": int(year) if year.isdigit() else 0,
        "isbn": _if(_ISBN, edition.identifier("ISBN")),
        "issn": _if(_ISSN, edition.identifier("ISSN")),
        "languages": list(dict.fromkeys(one.split("-")[0] for one in edition.languages)),
    }
    return {key: value for key, value in said.items() if value}


def _name(name: Name) -> dict[str, str]:
    said = {"family-names": name.family, "given-names": name.given} if name.family else {"name": name.said}
    return said | ({"orcid": f"https://orcid.org/{name.orcid}"} if name.orcid else {})


def _identifier(kind: str, value: str) -> dict[str, str]:
    return {"type": "other", "value": value, **({"description": kind} if kind else {})}


def _if(pattern: str, value: str) -> str:
    return value if re.fullmatch(pattern, value) else ""


def _value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
