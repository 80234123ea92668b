"""A language is named by a tag that the world knows.

`xml:lang` decides hyphenation, quotation marks, sorting and the voice of a screen reader. A tag that is not registered
decides nothing.

    <foreign xml:lang="latin">ibidem</foreign>    wrong: “latin” is no tag
    <foreign xml:lang="la">ibidem</foreign>       right

Tags follow BCP 47: `de`, `ru-Latn` (Russian in Latin letters), `zh-Hant`, `und` for a language that is not determined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

from siglum.diagnostic import Cause, Diagnostic, Edit, Fix
from siglum.document import XML_LANG, Document, local
from siglum.edition.index import Index
from siglum.tei.vocabulary import TEI

_WELL_FORMED = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_NAMES = {
    "english": "en",
    "german": "de",
    "french": "fr",
    "latin": "la",
    "greek": "el",
    "russian": "ru",
    "italian": "it",
    "spanish": "es",
    "hebrew": "he",
    "arabic": "ar",
    "dutch": "nl",
    "polish": "pl",
    "deutsch": "de",
    "lat": "la",
    "ger": "de",
}


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    for element in document.root.iter(f"{{{TEI}}}*"):
        for attribute in (XML_LANG, "ident") if local(element) == "language" else (XML_LANG,):
            tag = element.get(attribute)
            if tag and not is_known(tag):
                yield _unknown(index, document, element, attribute)


@cache
def is_known(tag: str) -> bool:
    """Whether a tag is well-formed and its subtags are registered (BCP 47, RFC 5646, section 2.2.9)."""
    if not _WELL_FORMED.fullmatch(tag):
        return False
    from langcodes import tag_is_valid

    return bool(tag_is_valid(tag))


def nearest(tag: str) -> str:
    """The registered tag that is meant: that of a language called by its name, or the same with hyphens; else ""."""
    return _NAMES.get(tag.lower(), "") or tag.replace("_", "-") * is_known(tag.replace("_", "-"))


def _unknown(index: Index, document: Document, element: etree._Element, attribute: str) -> Diagnostic:
    span, tag = document.span(element, ("value", attribute)), element.get(attribute, "")
    better = nearest(tag)
    advice = (
        f"write “{better}”"
        if better
        else "write the tag of BCP 47: “en”, “de”, “ru-Latn”, “und” if it is not determined"
    )
    safe = better == tag.replace("_", "-")
    fix = Fix(f"write “{better}”", (Edit(span.start.offset, span.end.offset, better),), safe) if better else None
    return Diagnostic(
        "unknown-language",
        f"“{tag}” is no registered language tag",
        document.path,
        span,
        label="not registered",
        found=tag,
        parent=local(element),
        help=(advice,),
        fix=fix,
        cause=Cause(
            ("language", tag, "" if index.edition else document.path),
            f"places name the language “{tag}”, which is no registered tag",
            "here too",
        ),
    )
