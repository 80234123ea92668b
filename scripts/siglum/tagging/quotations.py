"""Quotations: words in quotation marks that no element owns.

Whose words they are no program can know: the way that is taken without choosing is that of the edition, if it tags
nearly all its marked words in one way, else <q>, which says no more than that there are marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape

from siglum.diagnostic import Fix
from siglum.document import Document, local
from siglum.edition.index import Index
from siglum.integrity.quotation_marks import unowned
from siglum.tagging.proposal import Proposal
from siglum.tei.prose import texts
from siglum.tei.vocabulary import QUOTING

_MARKUP = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_WAYS = ("q", "quote", "said", "soCalled", "mentioned")


def practised(index: Index, documents: Iterable[Document]) -> bool:
    """Whether some quotations are tagged."""
    return bool(_used(documents))


def propose(index: Index, documents: Iterable[Document]) -> Iterator[Proposal]:
    """The words in quotation marks that are in no element."""
    documents = list(documents)
    used = _used(documents)
    usual = next((name for name in _WAYS if used[name] >= 10 and used[name] >= 0.9 * used.total()), "q")
    names = (usual, *(name for name in _WAYS if name != usual))
    for document in documents:
        for finding in unowned(document):
            fix = finding.fix
            if fix is not None:
                start, end = fix.edits[0].start, fix.edits[-1].start
                inside = document.source.data[start:end].decode(document.source.encoding, "replace")
                words = " ".join(unescape(_MARKUP.sub("", inside)).split())
                ways = tuple(_named(fix, name) for name in names)
                yield Proposal("quotations", document.path, finding.span, _short(words), ways)


def _used(documents: Iterable[Document]) -> Counter[str]:
    """How often each element for marked words is used in the texts."""
    found = (e for document in documents for text in texts(document) for e in text.iter() if local(e) in QUOTING)
    return Counter(local(element) for element in found)


def _named(fix: Fix, name: str) -> Fix:
    """The same with another element."""
    edits = tuple(replace(edit, text=edit.text.removesuffix("q>") + f"{name}>") for edit in fix.edits)
    return Fix(f"<{name}>", edits)


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:40]} … {words[-17:]}"
