"""An identifier has the form, and the check digit, of its authority.

One wrong digit in a GND or ISNI identifies somebody else, or nobody. Form and check digit are looked at, not the
authority's catalogue: nothing is asked on the net.

    <idno type="GND">118642978</idno>    wrong: the check digit does not agree
    <idno type="GND">118642979</idno>    right

GND, ISNI, ORCID, VIAF, Wikidata, ISBN and ISSN are known by @type, whatever its case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from siglum.diagnostic import Diagnostic
from siglum.document import Document, text_of
from siglum.edition.index import Index
from siglum.tei.vocabulary import TEI

Agrees = Callable[[str], bool]


def _mod11(weights: list[int]) -> Agrees:
    """The weighted sum of all characters, the last with weight 1 and X for ten, is divisible by 11."""
    return lambda digits: sum(_digit(d) * w for d, w in zip(digits, weights, strict=False)) % 11 == 0


def _gnd(identifier: str) -> bool:
    """Weights 2, 3, … from the right; the check character after a hyphen, or at the end.

    In numbers with a hyphen the check character is the remainder of the sum by 11, in others what it lacks to 11.
    Source: Deutsche Nationalbibliothek, GND-Identifikationsnummer.
    """
    body, check = identifier.replace("-", "")[:-1], identifier[-1]
    total = sum(int(digit) * weight for weight, digit in enumerate(reversed(body), 2))
    return _digit(check) == (total if "-" in identifier else -total) % 11


def _isni(identifier: str) -> bool:
    """ISO 7064, MOD 11-2, over sixteen characters."""
    total = 0
    for character in identifier[:-1]:
        total = (total + int(character)) * 2
    return (12 - total % 11) % 11 == _digit(identifier[-1])


def _isbn(identifier: str) -> bool:
    if len(identifier) == 13:
        return sum(int(d) * (1, 3)[n % 2] for n, d in enumerate(identifier)) % 10 == 0
    return _mod11([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])(identifier)


def _digit(character: str) -> int:
    return 10 if character in "Xx" else int(character)


FORMS: dict[str, tuple[str, str, Agrees]] = {
    "gnd": (r"1[0-9]{7,9}[0-9Xx]|[0-9]{1,9}-[0-9Xx]", "digits, the last of which may be X: 118642979, 4023118-5", _gnd),
    "isni": (r"[0-9]{15}[0-9Xx]", "sixteen digits, the last of which may be X: 0000 0001 2277 1584", _isni),
    "orcid": (r"[0-9]{15}[0-9Xx]", "sixteen digits in groups of four: 0000-0002-1825-0097", _isni),
    "viaf": (r"[1-9][0-9]{1,21}", "digits only", lambda _: True),
    "wikidata": (r"[QP][1-9][0-9]*", "Q and digits: Q33391", lambda _: True),
    "issn": (r"[0-9]{7}[0-9Xx]", "eight digits in two groups: 1097-3087", _mod11([8, 7, 6, 5, 4, 3, 2, 1])),
    "isbn": (r"[0-9]{13}|[0-9]{9}[0-9Xx]", "ten or thirteen digits", _isbn),
}
"""By @type in lower case: the form without spaces and hyphens, the form in words, and whether the check digit
agrees."""

_ADDRESS = re.compile(r"https?://[^ ]*/([^/#? ]+)/?(?:[#?][^ ]*)?$")
"""The address at which an authority shows an entry, with or without a slash at its end."""


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    for idno in document.root.iter(f"{{{TEI}}}idno"):
        form = FORMS.get((idno.get("type") or "").lower())
        bare = _ADDRESS.sub(r"\1", text_of(idno))
        if form and bare and not _elsewhere(bare):
            trouble = _trouble(idno.get("type", ""), bare, form)
            if trouble:
                yield _false(document, idno, *trouble)


def _elsewhere(text: str) -> bool:
    """Whether it is an address of another kind, whose form nobody knows here."""
    return text.startswith(("http://", "https://"))


def _trouble(kind: str, text: str, form: tuple[str, str, Agrees]) -> tuple[str, str] | None:
    pattern, described, agrees = form
    bare = text if kind.lower() in ("gnd", "viaf", "wikidata") else re.sub(r"[ \-]", "", text)
    if not re.fullmatch(pattern, bare):
        return f"“{text}” has not the form of a {kind} number", f"write {described}"
    if not agrees(bare):
        return (
            f"the check digit of “{text}” does not agree: it is no {kind} number",
            "compare it with the authority: a digit is wrong",
        )
    return None


def _false(document: Document, idno: etree._Element, fact: str, advice: str) -> Diagnostic:
    text = idno.text or ""
    run = 0 if text.strip() and len(idno) == 0 else None
    span = document.span(idno, ("text", 0)) if run == 0 else document.span(idno)
    return Diagnostic(
        "false-identifier",
        fact,
        document.path,
        span,
        label="wrong",
        found=text_of(idno),
        parent="idno",
        help=(advice,),
    )
