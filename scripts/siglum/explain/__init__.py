"""The pages behind the codes: what a finding means, why it matters, wrong, right, what to do."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from siglum import resources
from siglum.explain import checking, document, relaxng, schematron
from siglum.failure import Failure

STATIONS = ("document", "relaxng", "schematron", "integrity", "fidelity", "checking")
"""In the order in which they look at a file."""

_MODULES = ("integrity", "fidelity")
_TEXTS: dict[str, Mapping[str, str]] = {
    "document": document.PAGES,
    "relaxng": relaxng.PAGES,
    "schematron": schematron.PAGES,
    "checking": checking.PAGES,
}
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
    return {code: page for station in STATIONS for code, page in _of(station).items()}


@cache
def station(code: str) -> str:
    """The station that finds a code; "" for one that is none. A check is a module, so its file answers without it."""
    for name, texts in _TEXTS.items():
        if code in texts:
            return name
    module = f"{code.replace('-', '_')}.py"
    return next((name for name in _MODULES if (resources.PACKAGE / name / module).is_file()), "")


def page(code: str) -> str:
    """The page of a code, ending in a line end. Raises Failure where there is none."""
    if code not in pages():
        near = get_close_matches(code, pages(), 1)
        advice = f"is “{near[0]}” meant?" if near else "siglum explain lists all codes"
        raise Failure(f"there is no finding “{code}”: {advice}")
    return f"{code} ({station(code)})\n\n{pages()[code]}\n"


def table() -> str:
    """All codes by station, each with the first sentence of its page."""
    width = max(map(len, pages())) + 2
    lines = []
    for name in STATIONS:
        lines.append(f"{name}: {_ABOUT[name]}")
        lines += [f"  {code:<{width}}{text.partition(chr(10))[0]}{_off(code)}" for code, text in _of(name).items()]
        lines.append("")
    return "\n".join(lines)


def _of(name: str) -> Mapping[str, str]:
    texts = _docstrings(name) if name in _MODULES else _TEXTS[name]
    return {code: inspect.cleandoc(text) + _asking(code) for code, text in texts.items()}


def _docstrings(name: str) -> dict[str, str]:
    from siglum import fidelity, integrity

    if name == "integrity":
        return {integrity.code(module): module.__doc__ or "" for module in integrity.CHECKS}
    return {fidelity.code(module): module.__doc__ or "" for module in fidelity.CHECKS}


def _asking(code: str) -> str:
    """What an edition writes to have a check that is off; "" for one that runs unasked."""
    wanted = f'\n\nOff unless siglum.toml asks for it:\n\n    [checks]\n    {code} = "warning"'
    return wanted if _is_off(code) else ""


def _off(code: str) -> str:
    return " (off by default)" if _is_off(code) else ""


def _is_off(code: str) -> bool:
    from siglum import integrity

    return any(integrity.code(module) == code and module.SEVERITY == "off" for module in integrity.CHECKS)
