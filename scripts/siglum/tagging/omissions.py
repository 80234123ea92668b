"""Omissions: dots in square brackets; dots without, where the edition encodes such dots already.

Who left the words out no program can know: an ellipsis names nobody, unless all that are encoded name the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from siglum.diagnostic import Edit, Fix
from siglum.document import Document, text_of
from siglum.edition.index import Index
from siglum.tagging.proposal import Proposal, around
from siglum.tei.prose import TextRun, text_runs, within
from siglum.tei.vocabulary import TEI

_BRACKETED = r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]"
_DOTS = rf"{_BRACKETED}|(?<![.\w])(?:…|\.\s?\.\s?\.)(?!\s?\.)"
_ENCODED = frozenset(("ellipsis", "metamark", "gap", "del", "surplus", "space", "supplied", "corr", "bibl", "title"))


def practised(index: Index, documents: Iterable[Document]) -> bool:
    """Whether some omissions are encoded."""
    return any(True for document in documents for _ in document.root.iter(f"{{{TEI}}}ellipsis"))


def propose(index: Index, documents: Iterable[Document]) -> Iterator[Proposal]:
    """The dots that are in no element."""
    documents = list(documents)
    encoded = [element for document in documents for element in document.root.iter(f"{{{TEI}}}ellipsis")]
    plain = any("[" not in text_of(element) for element in encoded)
    named = {element.get("resp", "") for element in encoded}
    resp = f' resp="{named.pop()}"' if len(named) == 1 and "" not in named else ""
    for document in documents:
        for run in text_runs(document):
            if within(run.element, _ENCODED) is None:
                for match in re.finditer(_DOTS if plain else _BRACKETED, run.text):
                    yield _omission(run, match, resp)


def _omission(run: TextRun, match: re.Match[str], resp: str) -> Proposal:
    """An ellipsis whose mark is the dots."""
    span = run.document.stretch(run.element, run.number, *match.span())
    outer = around(run, *match.span(), "ellipsis", resp)
    inner = around(run, *match.span(), "metamark", ' function="omission"')
    before = Edit(outer.edits[0].start, outer.edits[0].start, outer.edits[0].text + inner.edits[0].text)
    after = Edit(outer.edits[1].end, outer.edits[1].end, inner.edits[1].text + outer.edits[1].text)
    return Proposal("omissions", run.document.path, span, match[0], (Fix(outer.title, (before, after)),))
