"""Names, dates, quotations and omissions that are not tagged yet, proposed to an editor; nothing is tagged in silence.

What is proposed are edits of the same kind as repairs (see `fix`), made byte for byte. Before anything is written the
files are looked at as they would be: the text must be the same, letter by letter, and no error may be new.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from siglum import checking, opening, writing
from siglum.checking import Options, files
from siglum.checking.files import File
from siglum.document import Document, Refused
from siglum.edition.index import Index
from siglum.failure import Failure
from siglum.fix.edits import Repair, compatible, made
from siglum.session import Session
from siglum.tagging import dates, names, omissions, quotations
from siglum.tagging.proposal import Proposal
from siglum.writing import Change

__all__ = ["KINDS", "Proposal", "Proposed", "Tagged", "propose", "tag"]


class Kind(NamedTuple):
    """What proposes things of a kind, and what says whether an edition tags such things at all."""

    propose: Callable[[Index, Iterable[Document]], Iterator[Proposal]]
    practised: Callable[[Index, Iterable[Document]], bool]


KINDS: Mapping[str, Kind] = {
    "names": Kind(names.propose, names.practised),
    "dates": Kind(dates.propose, dates.practised),
    "quotations": Kind(quotations.propose, quotations.practised),
    "omissions": Kind(omissions.propose, omissions.practised),
}


@dataclass(slots=True)
class Proposed:
    """What is proposed, in the order of files and places; the files as they were read; the kinds that were asked; what
    could not be done."""

    proposals: list[Proposal] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    failures: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Tagged:
    """The files that change; how many proposals were made, and how many left out, since an error would come of them."""

    changes: dict[str, Change]
    made: int
    left: int

    def write(self) -> None:
        """Change the files, all or none. Raises Failure."""
        writing.change({Path(path): change for path, change in self.changes.items()})


def propose(paths: Sequence[str], kinds: Collection[str], session: Session) -> Proposed:
    """What may be tagged in files, in those of folders, or in those of the edition of the current folder.

    Without `kinds`, of those kinds of which the edition tags something already.
    """
    done = Proposed()
    chosen = files.chosen(paths, done.failures)
    groups: dict[str, list[File]] = {}
    for file in chosen:
        groups.setdefault(str(file.edition.folder) if file.edition and file.is_listed else file.path, []).append(file)
    for group in groups.values():
        _of_edition(group, kinds, session, done)
    done.proposals.sort(key=lambda proposal: (proposal.path, proposal.span, proposal.kind))
    return done


def _of_edition(group: Sequence[File], kinds: Collection[str], session: Session, done: Proposed) -> None:
    """The proposals for some files of an edition, or for one file that belongs to none."""
    index = _index(group, session)
    here = {file.path: file for file in group}
    asked = [document for document in index.documents if document.path not in index.registers]
    documents = [document for document in asked if document.path in here]
    known = {document.path for document in index.documents}
    done.failures += [f"{path} is no document, and is left out" for path in here if path not in known]
    done.failures += [here[d.path].leads_out for d in documents if not here[d.path].is_inside]
    inside = [document for document in documents if here[document.path].is_inside]
    for name, kind in KINDS.items():
        if name in kinds or (not kinds and kind.practised(index, asked)):
            done.kinds = tuple(known for known in KINDS if known in (*done.kinds, name))
            for proposal in kind.propose(index, inside):
                proposal.span.measured()
                if proposal.span.node is None or proposal.span.node.file == proposal.path:  # not of a file it includes
                    done.proposals.append(proposal)
    done.contents.update({document.path: document.source.data for document in inside})


def _index(group: Sequence[File], session: Session) -> Index:
    edition = group[0].edition if group[0].is_listed else None
    if edition is None:
        return Index((group[0].path,), Path(group[0].path).parent, session.document)
    named = {file.key: file.path for file in group}
    paths = {key: named.get(key) or (edition.folder / key).as_posix() for key in edition.files}
    registers = frozenset(paths[key] for key in edition.registers)
    return Index(tuple(paths.values()), edition.folder, session.document, edition, registers)


def tag(chosen: Sequence[Repair], contents: Mapping[str, bytes], session: Session) -> Tagged:
    """Make what was chosen, in files as they were when it was proposed, in memory. What would overlap with something
    before it is left out, and so is what brings an error or would change the text."""
    repairs = compatible(chosen)
    before = {path: contents[path] for path in sorted({repair.finding.path for repair in repairs})}
    errors = _errors(before, session)
    good = list(_good(repairs, before, errors, session))
    after = made(good, before) if good else {}
    changes = {path: Change(before[path], data) for path, data in (after or {}).items() if data != before[path]}
    return Tagged(changes, len(good), len(chosen) - len(good))


def _good(
    repairs: Sequence[Repair], before: Mapping[str, bytes], errors: Mapping[str, int], session: Session
) -> Iterator[Repair]:
    """The repairs that do no harm: all of them, or those of each half that do none."""
    if not repairs or _harmless(repairs, before, errors, session):
        yield from repairs
    elif len(repairs) > 1:
        half = len(repairs) // 2
        yield from _good(repairs[:half], before, errors, session)
        yield from _good(repairs[half:], before, errors, session)


def _harmless(
    repairs: Sequence[Repair], before: Mapping[str, bytes], errors: Mapping[str, int], session: Session
) -> bool:
    """Whether the text of the files stays the same, letter by letter, and no error is new."""
    after = made(repairs, before)
    if after is None or any(_text(before[path], path) != _text(data, path) for path, data in after.items()):
        return False
    now = _errors({**before, **after}, session)
    return all(now[path] <= errors[path] for path in before)


def _errors(contents: Mapping[str, bytes], session: Session) -> dict[str, int]:
    """How many errors are found in each file."""
    if not contents:
        return {}
    with opening.instead({Path(path): data for path, data in contents.items()}):
        found = checking.check(list(contents), Options(jobs=1), session).findings
    return {path: sum(f.path == path and f.severity == "error" for f in found) for path in contents}


def _text(data: bytes, path: str) -> str | None:
    try:
        return "".join(map(str, Document.parse(data, path).root.itertext()))
    except (Refused, Failure):
        return None
