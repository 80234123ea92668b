"""Repairs made: the edits that findings offer, as far as they leave a document with less to say.

Files are read once, repaired in memory, and checked again there; only then are they written, all or none.
A repair is left out that would leave something else than a document, that calls itself safe and changes the text, or
after which there would be no less to say than before. What the grammar had not looked into, since it did not know the
element, does not count against naming it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from siglum import checking, opening, writing
from siglum.checking import Options, Outcome, files
from siglum.checking.files import File
from siglum.diagnostic import Diagnostic
from siglum.document import MOST_BYTES, Document, Refused, Source
from siglum.failure import Failure
from siglum.fingerprints import fingerprints
from siglum.fix.edits import Repair, compatible, made
from siglum.opening import read_file
from siglum.paths import is_within, real
from siglum.session import Session
from siglum.writing import Change

_HIDING = ("unknown-element", "wrong-namespace")
"""What the grammar finds at an element into which it does not look then."""
_MOST_ROUNDS = 1_000


@dataclass(slots=True)
class Fixed:
    """What came of repairing: what is still found, what was repaired, which files change, how many repairs were left
    out."""

    outcome: Outcome
    repaired: list[Diagnostic] = field(default_factory=list)
    changes: dict[str, Change] = field(default_factory=dict)
    left: int = 0

    def summary(self, *, made: bool) -> str:
        """How many repairs, in a line; `made` says whether they were, or would be."""
        verb = "repaired" if made else "would be repaired"
        said = f"{len(self.repaired):,} {'finding' if len(self.repaired) == 1 else 'findings'} {verb}"
        said += f" in {len(self.changes):,} {'file' if len(self.changes) == 1 else 'files'}" if self.changes else ""
        offered = sum(finding.fix is not None for finding in self.outcome.findings) - self.left
        said += f"; {offered:,} more with --unsafe-fixes" if offered > 0 else ""
        return said + (f"; {self.left:,} left alone, since nothing would be better for it" if self.left else "")

    def write(self) -> None:
        """Change the files, all or none. Raises Failure."""
        writing.change({Path(path): change for path, change in self.changes.items()})


def fix(paths: Sequence[str], options: Options, session: Session, *, unsafe: bool = False) -> Fixed:
    """Make the safe repairs of what a check finds, in memory; with `unsafe` the others too."""
    chosen = files.chosen(paths, [])
    outside = {file.path: file.leads_out for file in chosen if not file.is_inside}
    before = _contents(chosen)
    options = options._replace(jobs=1)  # other processes would read the files as they are
    work = _Work(paths, options, session, unsafe, dict(before), outside.keys())
    with opening.instead({Path(path): data for path, data in before.items()}):
        fixed = Fixed(checking.check(paths, options, session))
        work.run(fixed)
    _leave(fixed, outside, work)
    now = work.contents
    fixed.changes = {path: Change(before[path], now[path]) for path in sorted(before) if before[path] != now[path]}
    return fixed


def _leave(fixed: Fixed, outside: Mapping[str, str], work: _Work) -> None:
    """Say which files that lead out of the edition would have been repaired, and offer no repair of them."""
    outcome = fixed.outcome
    there = [finding for finding in outcome.findings if finding.path in outside]
    outcome.failures += dict.fromkeys(outside[finding.path] for finding in there if work.wants(finding))
    outcome.findings = [replace(f, fix=None) if f.path in outside else f for f in outcome.findings]


def _contents(chosen: Sequence[File]) -> dict[str, bytes]:
    """The files that are checked, and the others of their editions, each by the first path that findings may give.

    A link that leads out of the edition is left out: nothing is written there.
    """
    all_ = [(edition.folder / key, edition.folder) for edition in files.editions(chosen) for key in edition.files]
    others = [path.as_posix() for path, folder in all_ if is_within(path, folder)]
    named: dict[Path, str] = {}
    for path in (*(file.path for file in chosen if file.is_inside), *others):
        named.setdefault(real(Path(path)), path)
    found: dict[str, bytes] = {}
    for path in named.values():
        try:
            found[path] = read_file(Path(path), MOST_BYTES)
        except Failure:
            continue  # the check says so
    return found


@dataclass(slots=True)
class _Work:
    """Files in memory, repaired step by step."""

    paths: Sequence[str]
    options: Options
    session: Session
    unsafe: bool
    contents: dict[str, bytes]
    outside: Set[str]
    refused: set[tuple[str, str]] = field(default_factory=set)
    seen: set[int] = field(default_factory=set)

    def run(self, fixed: Fixed) -> None:
        """Make as many repairs at a time as go well together; of those that do not, half."""
        most = len(fixed.outcome.findings)
        for _ in range(_MOST_ROUNDS):
            batch = compatible(self.offered(fixed.outcome))[: max(most, 1)]
            if not batch:
                break
            changed = made(batch, self.contents)
            outcome = self.checked(batch, changed, fixed.outcome) if changed is not None else None
            if outcome is not None and changed is not None:
                fixed.outcome = outcome
                fixed.repaired += [repair.finding for repair in batch]
                self.contents.update(changed)
                most = 2 * max(most, len(batch))
            elif len(batch) > 1:
                most = len(batch) // 2
            else:
                self.refused.add((batch[0].finding.path, batch[0].mark))
                most *= 2
        fixed.left = len(self.refused)

    def wants(self, finding: Diagnostic) -> bool:
        """Whether a finding has a repair of the kind that is asked for."""
        return finding.fix is not None and (self.unsafe or finding.fix.safe)

    def offered(self, outcome: Outcome) -> list[Repair]:
        """The repairs that are wanted and were not refused: those that are not safe wait until no other is left."""
        wanted = [f for f in outcome.findings if self.wants(f) and f.path not in self.outside]
        marks = fingerprints(wanted, self.source)
        repairs = [Repair(finding, mark) for finding, mark in zip(wanted, marks, strict=True)]
        left = [repair for repair in repairs if (repair.finding.path, repair.mark) not in self.refused]
        return [repair for repair in left if repair.safe] or left

    def source(self, path: str) -> Source | None:
        """A file as it is now."""
        return Source.of(self.contents[path]) if path in self.contents else None

    def checked(self, batch: Sequence[Repair], changed: Mapping[str, bytes], before: Outcome) -> Outcome | None:
        """What would be found after some repairs; None where they are not to be made."""
        contents = self.contents | dict(changed)
        state = hash(tuple(sorted(contents.items())))
        if state in self.seen or not self.documents(batch, changed):
            return None
        with opening.instead({Path(path): data for path, data in contents.items()}):
            after = checking.check(self.paths, self.options, self.session)
        if len(after.failures) > len(before.failures):
            return None
        now = _weighed(after) - (_revealed(batch[0], after, changed) if len(batch) == 1 else 0)
        if now > _weighed(before) - len(batch):
            return None
        self.seen.add(state)
        return after

    def documents(self, batch: Sequence[Repair], changed: Mapping[str, bytes]) -> bool:
        """Whether files are documents after repairs, those that were; with the same text, if the repairs are safe."""
        for path, data in changed.items():
            before, after = _parsed(self.contents[path], path), _parsed(data, path)
            if before is not None and after is None:
                return False
            if (
                all(repair.safe for repair in batch)
                and before is not None
                and after is not None
                and _text(before) != _text(after)
            ):
                return False
        return True


def _weighed(outcome: Outcome) -> int:
    """How much there is to say; not what a repair says of itself."""
    return sum(finding.code != "unfinished-entry" for finding in outcome.findings)


def _revealed(repair: Repair, after: Outcome, changed: Mapping[str, bytes]) -> int:
    """How much is found only now: inside an element that has its name again; after a namespace, which is said once."""
    if repair.finding.code not in _HIDING or len(changed) != 1:
        return 0
    path = repair.finding.path
    edits = sorted((edit.start, edit.end, edit.text) for _, edit in repair.edits)
    source = Source.of(changed[path])
    grown = sum(len(text.encode(source.encoding, "replace")) - (end - start) for start, end, text in edits)
    first = edits[0][0]
    last = edits[-1][1] + grown if repair.finding.code == "unknown-element" else len(source.data)
    found = [finding for finding in after.findings if finding.path == path]
    return sum(first < finding.span.start.offset < last for finding in found)


def _parsed(data: bytes, path: str) -> Document | None:
    try:
        return Document.parse(data, path)
    except Refused:
        return None


def _text(document: Document) -> str:
    return "".join(map(str, document.root.itertext()))
