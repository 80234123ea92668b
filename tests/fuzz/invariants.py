"""What holds for every input, whatever it is; an input is run in this process, and what was broken is said by name."""

from __future__ import annotations

import json
import os
import re
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from fuzz.cases import LARGE, SMALL, Case
from repairs import applied
from siglum.checking import check
from siglum.diagnostic import Diagnostic, Span
from siglum.document import Document, Refused, Source
from siglum.failure import Failure
from siglum.report import Checked
from siglum.report import json as report_json
from siglum.report import text as report_text
from siglum.session import Session

INVARIANTS = {
    "status": "the exit status is 0, 1 or 2; 2 exactly where something could not be done, 1 with errors",
    "traceback": "no exception comes through, and nothing is written past the report",
    "sentence": "what could not be done is said in one sentence each, and nothing that is printed steers the terminal",
    "json": "the report can be printed, as text and as JSON, and the JSON read again",
    "place": "a finding stands inside its file, and begins before it ends",
    "fix": "a fix leaves a well-formed file",
    "verdict": "a document is valid exactly where jing says so",
    "time": "the work grows with the size of the input, and no faster",
    "memory": "the memory is bounded",
    "written": "nothing is written but what was asked for",
    "ended": "the process ends by itself, and only when it is done",
}
"""Name and meaning."""

HOME = "fuzz-home-"
"""How the folder is called in which compiled rules are kept."""
_DOCUMENT = {"empty-document", "wrong-encoding", "ill-formed", "unclosed-element", "external-dtd", "entity-declared"}
_STEER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]")
AT_FAULT = "itself is at fault"
"""What is said of an exception that nobody has thought of."""
_LONGEST = 2000
"""Characters of a sentence, at most."""


@dataclass(frozen=True, slots=True)
class Broken:
    """An invariant that did not hold: its name, what happened, and what is the same for inputs with the same cause."""

    invariant: str
    detail: str
    cause: str = ""


@dataclass(slots=True)
class Seen:
    """What came of an input: exit status, sentences, codes; CPU seconds; whether its schema allows it, where that can be
    told; what was broken."""

    status: int = -1
    sentences: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    seconds: float = 0.0
    valid: bool | None = None
    broken: list[Broken] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """As data that can be sent from one process to another."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Seen:
        """The other way round."""
        return cls(**(data | {"broken": [Broken(**one) for one in data["broken"]]}))


class Watch:
    """Notes every file that is opened for writing, made, moved or removed in this process, from when it is made."""

    def __init__(self) -> None:
        self.on = False
        self.written: list[str] = []
        sys.addaudithook(self._note)

    def _note(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on:
            return
        writes = (
            event == "open"
            and len(arguments) > 2
            and isinstance(arguments[2], int)
            and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        )
        if (writes and not isinstance(arguments[0], int)) or event in (
            "os.rename",
            "os.remove",
            "os.mkdir",
            "os.rmdir",
            "os.link",
            "os.symlink",
        ):
            self.written.append(f"{event} {arguments[0]!r}")


def run(case: Case, session: Session, watch: Watch | None = None) -> Seen:
    """Run an input whose files lie in the current folder; gives what came of it."""
    seen = Seen()
    begun = time.process_time()
    if watch:
        watch.written.clear()
        watch.on = True
    try:
        (_odd if case.kind == "odd" else _check)(case, session, seen)
    except MemoryError:
        seen.broken.append(Broken("memory", _trace()))
    except Exception as error:  # noqa: BLE001 - whatever comes through is what is looked for
        seen.broken.append(Broken("traceback", _trace(), _raised(error)))
    finally:
        if watch:
            watch.on = False
            seen.broken += _written(case, watch.written)
    seen.seconds = time.process_time() - begun
    return seen


def growing(case: Case, session: Session) -> Seen:
    """Run an input of two sizes; broken where the larger takes much more than so many times the time of the smaller."""
    assert case.larger is not None
    sizes = [len(case.files[case.changed]), len(case.larger)]
    seen = Seen()
    took: list[float] = []
    for size, data in zip(sizes, (case.files[case.changed], case.larger), strict=True):
        Path(case.changed).write_bytes(data)
        each = [run(case, session)]
        if size == sizes[1] and too_slow(sizes, [*took, each[0].seconds]):
            each.append(run(case, session))
        took.append(min(one.seconds for one in each))
        seen = each[0]
    seen.seconds = sum(took)
    if too_slow(sizes, took):
        said = f"{sizes[0]} bytes take {took[0]:.2f} s, {sizes[1]} bytes {took[1]:.2f} s"
        seen.broken.append(Broken("time", said, case.kind))
    return seen


def too_slow(sizes: Sequence[int], took: Sequence[float]) -> bool:
    """Whether the second of two times is much more than its size explains (work that is not linear takes its square)."""
    return took[1] > 1.0 and took[1] > 2 * (sizes[1] / sizes[0]) * took[0]


assert LARGE >= 3 * SMALL


def _check(case: Case, session: Session, seen: Seen) -> None:
    outcome = check(case.paths, case.options, session)
    seen.status, seen.sentences = outcome.status, outcome.failures
    seen.codes = [finding.code for finding in outcome.findings]
    expected = 2 if outcome.failures else int(any(f.severity == "error" for f in outcome.findings))
    if outcome.status != expected:
        seen.broken.append(Broken("status", f"{outcome.status} instead of {expected}"))
    seen.broken += _sentences(outcome.failures)
    checked = Checked(outcome.findings, outcome.files, outcome.failures, session.source)
    report = report_json.render(checked)
    if len(json.loads(report)["findings"]) != len(outcome.findings):
        seen.broken.append(Broken("json", "other findings than were found"))
    seen.broken += printed(report_text.render(checked))
    sources: dict[str, Source] = {}
    for finding in outcome.findings:
        seen.broken += _placed(finding, sources)
        seen.broken += _fixed(finding)
    if case.options.stations[:1] == ("relaxng",):
        seen.valid = _valid(case, session, seen)


def _odd(case: Case, session: Session, seen: Seen) -> None:
    from siglum import odd

    try:
        made = odd.make(Path(case.paths[0]))
        seen.status = 0 if made.relaxng else 1
        seen.sentences = [finding.message for finding in made.findings]
        sources: dict[str, Source] = {}
        for finding in made.findings:
            seen.broken += _placed(finding, sources)
    except Failure as failure:
        seen.status, seen.sentences = 2, [str(failure)]
    seen.broken += _sentences(seen.sentences)


def _sentences(said: Sequence[str]) -> Iterator[Broken]:
    for sentence in said:
        cause = re.sub(r"[“‘'\"].*?[”’'\"]|\d+|\S+:\S+", "", sentence)[:80]
        if AT_FAULT in sentence:
            yield Broken("traceback", sentence[:1000], cause)
        elif not sentence.strip() or "Traceback" in sentence or len(sentence) > _LONGEST:
            yield Broken("sentence", f"{len(sentence)} characters: {sentence[:500]!r}", cause)


def printed(text: str) -> Iterator[Broken]:
    """What is wrong with what is printed: characters that steer a terminal."""
    steering = _STEER.search(text)
    if steering:
        line = text[: steering.start()].count("\n")
        yield Broken(
            "sentence", f"{steering[0]!r} is printed: {text.splitlines()[line][:300]!r}", f"{steering[0]!r} is printed"
        )


def _placed(finding: Diagnostic, sources: dict[str, Source]) -> Iterator[Broken]:
    for path, span in ((finding.path, finding.span), *((other.path, other.span) for other in finding.related)):
        if path not in sources:
            sources[path] = Source.of(Path(path).read_bytes())
        wrong = _misplaced(sources[path], span)
        if wrong:
            yield Broken("place", f"{finding.code} in {path}: {wrong}: {span}", f"{finding.code} {wrong}")


def _misplaced(source: Source, span: Span) -> str:
    """What is wrong with a place in a file; "" where nothing is."""
    start, end = span.start, span.end
    if not 0 <= start.offset <= end.offset <= len(source.data):
        return "the bytes lie outside"
    if (start.line, start.column) > (end.line, end.column) or start.column < 1:
        return "it ends before it begins"
    lines = source.text.count("\n") + 1
    for position in (start, end):
        if not 1 <= position.line <= lines:
            return "there is no such line"
    index = source.index(start.line, start.column)
    if source.position(index).offset != start.offset and "\ufffd" not in source.text:
        return "line and column are of another place than the byte"
    return ""


def _fixed(finding: Diagnostic) -> Iterator[Broken]:
    if finding.fix is None:
        return
    for path in sorted({edit.path for edit in finding.fix.edits}):
        data = Path(path or finding.path).read_bytes()
        if not all(0 <= edit.start <= edit.end <= len(data) for edit in finding.fix.edits if edit.path == path):
            yield Broken("fix", f"{finding.code}: an edit lies outside of {path or finding.path}", finding.code)
            return
        try:
            Document.parse(applied(data, finding.fix, path), path or finding.path)
        except Refused as refused:
            yield Broken("fix", f"{finding.code}: {finding.fix}: {refused}", f"{finding.code} {refused.finding.code}")


def _valid(case: Case, session: Session, seen: Seen) -> bool | None:
    """Whether the schema allows the document; None where that cannot be compared."""
    if seen.sentences or _DOCUMENT & set(seen.codes) or len(case.options.schemas) != 1:
        return None
    from siglum.relaxng import accepts

    return accepts(session.schema(Path(case.options.schemas[0]), case.options.catalogs), Document.read(case.paths[0]))


def _written(case: Case, written: Sequence[str]) -> Iterator[Broken]:
    for said in written:
        if not any(place in said for place in ("/dev/null", HOME, repr(gettempdir()), gettempdir() + "/tmp")):
            yield Broken("written", said)


def _trace() -> str:
    return traceback.format_exc(limit=-12)


def _raised(error: BaseException) -> str:
    """The exception, and where in the project it came from."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "siglum" in frame.filename]
    last = frames[-1] if frames else None
    return f"{type(error).__name__} {Path(last.filename).name}:{last.name}" if last else type(error).__name__
