"""Where an editor has said that a finding does not hold, and why.

    <?siglum ignore quotation-marks because the source never closes this mark?>

The instruction silences findings of that code from where it stands to the end of the element that follows it; where
none follows, to the end of the element it stands in. Two things are said about it: that it gives no reason, and that
it silences nothing (any more).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from siglum import codes
from siglum.diagnostic import Diagnostic, Span
from siglum.document import Document, markup
from siglum.edition.entry import UNFINISHED

_INSTRUCTION = re.compile(r"<\?siglum(?=\s|\?)(.*?)\?>", re.DOTALL)
_FORM = re.compile(r"\s*ignore\s+(?P<code>[a-z][a-z0-9\-]*)(?P<because>\s+because\s+(?P<reason>\S.*))?\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Silence:
    """One instruction: its place, what it silences, and the bytes (from, to) in which it does."""

    path: str
    span: Span
    code: str
    reason: str
    reach: tuple[int, int]

    def covers(self, finding: Diagnostic) -> bool:
        """Whether a finding of this code in this file stands where it is silenced."""
        at = finding.span.start.offset
        return self.reach[0] <= at < self.reach[1]


def of(document: Document) -> list[Silence]:
    """The instructions of a document, in order."""
    source = document.source
    if not source.encoding.startswith("utf-16") and b"<?siglum" not in source.data:
        return []
    text, found = source.text, []
    for place in markup.others(text)["processing-instruction"]:
        match = _INSTRUCTION.fullmatch(text, *place)
        if match and match[1].strip() != UNFINISHED:
            form = _FORM.fullmatch(match[1])
            code, reason = (form["code"], form["reason"] or "") if form else ("", "")
            start, end = match.end(), _reach(document, match.end())
            reach = (document.source.position(start).offset, document.source.position(end).offset)
            found.append(Silence(document.path, document.source.span(match.span()), code, reason.strip(), reach))
    return found


def _reach(document: Document, at: int) -> int:
    """The end of the element that follows an index into the text, else of the element around it."""
    text = document.source.text
    following = bisect_left(document.tags, at, key=lambda tag: tag.start[0])
    after = document.tags[following] if following < len(document.tags) else None
    closing = text.find("</", at)
    if after is not None and (closing < 0 or after.start[0] < closing):
        return after.end_name[1] if after.end_name else after.start[1]
    return closing if closing >= 0 else len(text)


def apply(
    findings: Iterable[Diagnostic], silences: Collection[Silence], stations: Collection[str], unasked: Collection[str]
) -> Iterator[Diagnostic]:
    """The findings that no instruction silences, and what is to be said about the instructions.

    `stations` are those that ran, `unasked` the codes that they did not look for.
    """
    used: set[Silence] = set()
    here: dict[tuple[str, str], list[Silence]] = {}
    for silence in silences:
        here.setdefault((silence.path, silence.code), []).append(silence)
    for finding in findings:
        by = [s for s in here.get((finding.path, finding.code), ()) if s.reason and s.covers(finding)]
        used.update(by)
        if not by:
            yield finding
    for silence in silences:
        station = codes.station(silence.code)
        if not station:
            yield _unknown(silence)
        elif not silence.reason:
            yield Diagnostic(
                "silence-without-reason",
                f"this silences {silence.code} and does not say why, so it counts for nothing",
                silence.path,
                silence.span,
                severity="warning",
                help=(f"write <?siglum ignore {silence.code} because …?>",),
            )
        elif silence not in used and station in stations and silence.code not in unasked:
            yield Diagnostic(
                "idle-silence",
                f"nothing here is silenced: {silence.code} finds nothing",
                silence.path,
                silence.span,
                severity="warning",
                help=("remove the instruction",),
            )


def _unknown(silence: Silence) -> Diagnostic:
    near = codes.near(silence.code) if silence.code else ""
    said = f"there is no check “{silence.code}”" if silence.code else "this instruction cannot be read"
    advice = f"write “{near}”" if near else "write <?siglum ignore CODE because …?>; siglum explain lists the codes"
    return Diagnostic(
        "idle-silence", f"nothing is silenced: {said}", silence.path, silence.span, severity="warning", help=(advice,)
    )
