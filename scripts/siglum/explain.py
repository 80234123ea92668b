"""The pages behind the codes: what a finding means, why it matters, wrong, right, what to do."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import cache

from siglum import codes
from siglum.checking.pages import PAGES as CHECKING
from siglum.document.pages import PAGES as DOCUMENT
from siglum.failure import Failure
from siglum.fidelity.pages import PAGES as FIDELITY
from siglum.integrity.pages import PAGES as INTEGRITY
from siglum.relaxng.pages import PAGES as RELAXNG
from siglum.schematron.pages import PAGES as SCHEMATRON

_PAGES: Mapping[str, str] = {**DOCUMENT, **RELAXNG, **SCHEMATRON, **INTEGRITY, **FIDELITY, **CHECKING}
_ABOUT = {
    "document": "what keeps a file from being an XML document",
    "relaxng": "what the grammar does not allow",
    "schematron": "what the rules of a schema say",
    "integrity": "what no grammar sees",
    "fidelity": "the text itself",
    "checking": "what is said about the check itself",
}


@cache
def pages() -> Mapping[str, str]:
    """Every code with its page, by station."""
    return {code: inspect.cleandoc(_PAGES[code]) + _asking(code) for known in codes.CODES.values() for code in known}


def page(code: str) -> str:
    """The page of a code, ending in a line end. Raises Failure where there is none."""
    if code not in pages():
        near = codes.near(code)
        advice = f"is “{near}” meant?" if near else "siglum explain lists all codes"
        raise Failure(f"there is no finding “{code}”: {advice}")
    return f"{code} ({codes.station(code)})\n\n{pages()[code]}\n"


def table() -> str:
    """All codes by station, each with the first sentence of its page."""
    width = max(map(len, pages())) + 2
    lines = []
    for station, found in codes.CODES.items():
        lines.append(f"{station}: {_ABOUT[station]}")
        lines += [f"  {code:<{width}}{pages()[code].partition(chr(10))[0]}{_off(code)}" for code in found]
        lines.append("")
    return "\n".join(lines)


def _asking(code: str) -> str:
    """What an edition writes to have a check that is off; "" for one that runs unasked."""
    wanted = f'\n\nOff unless siglum.toml asks for it:\n\n    [checks]\n    {code} = "warning"'
    return wanted if code in codes.OFF else ""


def _off(code: str) -> str:
    return " (off by default)" if code in codes.OFF else ""
