"""What is said of the pages before there are any: their names, their languages, what readings are called."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from lxml import etree

from siglum import resources
from siglum.failure import Failure

PAGES = frozenset(
    ("index", "quotations", "omissions", "timeline", "transmission", "search", "cite", "about", "guidelines",
     "downloads", "changes", "parallel", "register", "correspondence", "correspondents", "map", "network", "404")
)  # fmt: skip
"""The pages that the site has for itself; nothing else may have such a name."""

REGISTERS = {"person": "listPerson", "place": "listPlace", "org": "listOrg", "event": "listEvent", "work": "listBibl"}
"""The label of a register, by its kind."""


def languages() -> tuple[str, ...]:
    """The languages in which the words of the pages are shipped."""
    return tuple(etree.QName(element).localname for element in _labels()[0])


def language(asked: str, tongues: Sequence[str]) -> str:
    """The language of the site's own words: as siglum.toml says, else that of the documents (their tags), else the
    first shipped. Raises Failure."""
    shipped = languages()
    if asked and asked not in shipped:
        raise Failure(f"siglum.toml: the site is to be in “{asked}”, and labels are there in {', '.join(shipped)}")
    own = (tongue.split("-")[0] for tongue in tongues)
    return next((code for code in (asked, *own) if code in shipped), shipped[0])


def of_readings(code: str) -> dict[str, str]:
    """What the kinds of readings are called in a language."""
    return {kind: word(f"found-{kind}", code) for kind in ("as-it-stands", "corrected", "witness")}


def word(key: str, code: str) -> str:
    """A label in a language, as labels.xml has it."""
    label = next(label for label in _labels() if label.get("key") == key)
    return next(str(word.text) for word in label if etree.QName(word).localname == code)


def counted(key: str, number: int, code: str) -> str:
    """One thing or several, in a language: the label `key`-one or `key`-many, in the form that the number asks for.

    Source: the plural rules of Unicode CLDR."""
    if number == 1:
        return word(f"{key}-one", code)
    label = next(label for label in _labels() if label.get("key") == f"{key}-many")
    said = next(word for word in label if etree.QName(word).localname == code)
    form = "one" if number % 10 == 1 and number % 100 != 11 else "few"
    has_form = form == "one" or (number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14))
    return str((said.get(form) if has_form else None) or said.text).replace("{1}", str(number))


@cache
def _labels() -> etree._Element:
    return etree.parse(str(resources.folder("xslt") / "html" / "lib" / "labels.xml")).getroot()
