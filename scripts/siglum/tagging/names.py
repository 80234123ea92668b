"""Names: forms that the registers know, or that are tagged elsewhere, as long as nothing speaks against them.

A form of one word may be a common word, or a part of another name. It is left alone where it begins a sentence and the
text has it in small letters too, and where a word with a capital stands beside it that is no title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from siglum.document import Document
from siglum.edition.index import Index
from siglum.integrity.untagged_name import TAGGED, forms, wrapped
from siglum.tagging.proposal import Proposal
from siglum.tei.prose import TextRun, text_runs, within

_TITLES = frozenset((
    "mr", "mrs", "ms", "dr", "prof", "professor", "sir", "lord", "lady", "saint", "st", "general", "marshal", "colonel",
    "captain", "major", "comrade", "king", "queen", "president", "count", "countess", "prince", "princess", "father",
    "mother", "sister", "brother", "herr", "frau", "fräulein", "doktor", "genosse", "graf", "gräfin", "kaiser", "könig",
    "monsieur", "madame", "mme", "signor", "signora", "don", "doña", "abbé", "pope", "bishop",
))  # fmt: skip
_SENTENCE = re.compile(r"(?:^|[.!?…:][”“’»\"')\]]*\s+|[“„«‘(\[—–]\s*)$")
_BEFORE = re.compile(r"(\w[\w’'\-]*)\.?\s+$")
_AFTER = re.compile(r"\s+(\w[\w’'\-]*)")


def practised(index: Index, documents: Iterable[Document]) -> bool:
    """Whether there are registers that know names."""
    return bool(index.entries)


def propose(index: Index, documents: Iterable[Document]) -> Iterator[Proposal]:
    """The names that are not tagged; one that several entries bear is offered with each."""
    known = forms(index)
    for document in documents if known else ():
        runs = list(text_runs(document))
        small = {word for run in runs for word in re.findall(r"\w+", run.text) if word.islower()}
        for run in runs:
            if known is None or within(run.element, TAGGED) is not None:
                continue
            for match in known.pattern.finditer(run.text):
                form = " ".join(match[0].split())
                if not _is_doubtful(run, match, small):
                    ways = tuple(wrapped(index, run, match, entry) for entry in known.entries[form])
                    span = document.stretch(run.element, run.number, *match.span())
                    yield Proposal("names", document.path, span, form, ways, len(ways) == 1)


def _is_doubtful(run: TextRun, match: re.Match[str], small: set[str]) -> bool:
    """Whether a form of one word may be something else here."""
    if len(match[0].split()) > 1:
        return False
    before, after = run.text[: match.start()], run.text[match.end() :]
    begins = _SENTENCE.search(before) is not None
    if begins and match[0].lower() in small:
        return True
    earlier, later = _BEFORE.search(before), _AFTER.match(after)
    if later and later[1][0].isupper():
        return True
    if earlier is None or not earlier[1][0].isupper() or earlier[1].lower() in _TITLES:
        return False
    return _SENTENCE.search(before[: earlier.start()]) is None
