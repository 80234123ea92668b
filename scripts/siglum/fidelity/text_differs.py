"""The encoded text is the text of the transcript, word for word.

Markup is added by hand, for months, and every hand slips. The reading that siglum.toml ties to a transcript must
equal it under the normalisations that the header declares (normalization/@ana), and no others: no word lost, doubled,
fused or mended in passing.

    transcript: All is wel.    <p>All is well.</p>                                                wrong: mended
    transcript: All is wel.    <p>All is <choice><sic>wel</sic><corr>well</corr></choice>.</p>    right

Write what the transcript has; what should be read instead is encoded beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from siglum.diagnostic import Diagnostic, Edit, Fix, Related, Span
from siglum.document import MOST_BYTES, Document, Source, in_content
from siglum.document.decoding import decode
from siglum.edition import Reading
from siglum.edition.index import Index
from siglum.failure import Failure
from siglum.fidelity.differences import Difference, differences
from siglum.opening import read_file
from siglum.reading.models import models_of
from siglum.reading.words import ReadingWords, Words, normalisations_of, transcript_span, words_of
from siglum.setting import Models

_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document can hold (XML 1.0, section 2.2), and a transcript may."""


def check(index: Index) -> Iterator[Diagnostic]:
    """Raises Failure where a reading cannot be made, or a transcript not be read."""
    if index.edition is None:
        return
    compared = [declared for declared in index.edition.readings if declared.transcript]
    models = models_of(index.edition) if compared else None
    for declared in compared:
        document = index.document(declared.document)
        if document is not None:
            yield from compare(document, declared, index.root / declared.transcript, models)


def compare(
    document: Document, reading: Reading, transcript: Path, models: Models | None = None
) -> Iterator[Diagnostic]:
    """What the reading of a document, set by these models, says otherwise than the transcript, a file of plain text."""
    names = normalisations_of(document)
    source = _transcript(transcript)
    mine, theirs = words_of(document, reading, names, models), Words(source.text, names)
    for difference in differences(mine, theirs):
        yield _differs(mine, theirs, difference, reading.id, source, transcript, names)


def _transcript(path: Path) -> Source:
    data = read_file(path, MOST_BYTES)
    decoded = decode(data)
    if decoded.problem:
        raise Failure(f"the transcript {path} cannot be read: {decoded.problem.message}; save it as UTF-8")
    return Source(data, decoded.encoding, decoded.bom)


def _differs(
    mine: ReadingWords,
    theirs: Words,
    difference: Difference,
    reading: str,
    source: Source,
    transcript: Path,
    names: tuple[str, ...],
) -> Diagnostic:
    has, should = _short(mine.said(difference.mine)), _short(theirs.said(difference.theirs))
    if has and should:
        message, label = (
            f"the reading “{reading}” says “{has}” where the transcript says “{should}”",
            f"“{should}” in the transcript",
        )
        advice = f"write “{should}”; what should be read instead is encoded beside it, in <choice>"
    elif should:
        message, label = (
            f"the reading “{reading}” lacks “{should}”, which the transcript has here",
            f"“{should}” is missing before this",
        )
        advice = f"add “{should}”"
    else:
        message, label = (
            f"the reading “{reading}” says “{has}”, and the transcript has no such words here",
            "not in the transcript",
        )
        advice = "remove the words, or encode them as the editors’: <supplied>, <corr>, <note>"
    span = mine.span(difference.mine)
    if not has:
        span = Span(span.start, span.start, span.node)
    place = transcript_span(source, theirs, difference.theirs)
    return Diagnostic(
        "text-differs",
        message,
        mine.document.path,
        span,
        label=label,
        found=has,
        expected=(should,) if should else None,
        help=(advice,),
        note=f"normalised before comparing: {', '.join(names)}" if names else "nothing is normalised before comparing",
        related=(Related("the place in the transcript", transcript.as_posix(), place),),
        fix=_fix(mine, theirs, difference, span),
    )


def _fix(mine: ReadingWords, theirs: Words, difference: Difference, span: Span) -> Fix | None:
    """The transcript's words in place of those that stand there, where no markup stands between them."""
    words = difference.mine
    if not len(words) or not len(difference.theirs):
        return None
    first, _, last, _ = mine.place(words)
    there = mine.document.source.data[span.start.offset : span.end.offset]
    run = slice(*mine.document.tags[mine.document.ordinal(first.element)].runs[first.number])
    if first is not last or b"<" in there or "<![CDATA[" in mine.document.source.text[run]:
        return None
    text = in_content(theirs.said(difference.theirs))
    if _NO_CHARACTER.search(text):
        return None
    return Fix("write what the transcript has", (Edit(span.start.offset, span.end.offset, text),))


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:40].rstrip()} … {words[-30:].lstrip()}"
