"""The pages behind the codes: what a finding means, why it matters, wrong, right, what to do."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from functools import cache

from siglum import codes
from siglum.checking.pages import PAGES as CHECKING
from siglum.codes import Code
from siglum.document.pages import PAGES as DOCUMENT
from siglum.failure import Failure
from siglum.fidelity.pages import PAGES as FIDELITY
from siglum.integrity.pages import PAGES as INTEGRITY
from siglum.odd.pages import PAGES as ODD
from siglum.relaxng.pages import PAGES as RELAXNG
from siglum.schematron.pages import PAGES as SCHEMATRON

_PAGES: Mapping[str, str] = {**DOCUMENT, **RELAXNG, **SCHEMATRON, **INTEGRITY, **FIDELITY, **ODD, **CHECKING}
_ABOUT = {
    "document": "what keeps a file from being an XML document",
    "relaxng": "what the grammar does not allow",
    "schematron": "what the rules of a schema say",
    "integrity": "what no grammar sees",
    "fidelity": "the text itself",
    "odd": "what keeps a customisation from being what it says",
    "checking": "what is said about the check itself",
}


@cache
def pages() -> Mapping[str, str]:
    """Every code of this package with its page, by station."""
    return {code.name: inspect.cleandoc(_PAGES[code.name]) for code in codes.CODES}


def page(name: str) -> str:
    """The page of a code, ending in a line end. Raises Failure where there is none."""
    code = codes.get(name)
    if code is None:
        near = codes.near(name)
        advice = f"is “{near}” meant?" if near else "siglum explain lists all codes"
        raise Failure(f"there is no finding “{name}”: {advice}")
    known = (code.station, code.severity, *(("off by default",) if code.off else ()))
    return f"{name} ({', '.join(known)})\n\n{_text(code)}\n"


def body(name: str) -> str:
    """The page of a code without its heading, "" where there is none. Raises Failure where its plug-in is broken."""
    code = codes.get(name)
    return _text(code) if code else ""


def table() -> str:
    """All codes by station, each with the first sentence of its page; those of plug-ins come last in theirs."""
    width = max(map(len, pages())) + 2
    lines = []
    for station, about in _ABOUT.items():
        lines.append(f"{station}: {about}")
        lines += [f"  {name:<{width}}{_first(name)}" for name in codes.names(station)]
        lines += [f"  {name:<{width}}{said}" for name, said in _of_plugins()] if station == "integrity" else []
        lines.append("")
    return "\n".join(lines)


def _text(code: Code) -> str:
    return (code.page or pages()[code.name]) + (_asking(code.name) if code.off else "")


def _asking(name: str) -> str:
    """What an edition writes to have a check that is off."""
    return f'\n\nOff unless siglum.toml asks for it:\n\n    [checks]\n    {name} = "warning"'


def _first(name: str) -> str:
    """The first sentence of a page, and whether the check is off."""
    return pages()[name].partition("\n")[0] + (" (off by default)" if codes.own(name).off else "")


def _of_plugins() -> Iterator[tuple[str, str]]:
    """The checks that other packages add, with the first sentence of their page, or with what is wrong with them."""
    for plugin in codes.of_plugins():
        try:
            yield plugin.name, codes.of_plugin(plugin).page.partition("\n")[0]
        except Failure as failure:
            yield plugin.name, str(failure)
