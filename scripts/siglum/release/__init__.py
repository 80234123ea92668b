"""A version of an edition, released: no published id has gone, and header, citation and change log say which it is."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date as calendar
from pathlib import Path

from siglum import checking, git, opening, writing
from siglum.checking import Options, Outcome
from siglum.diagnostic import Diagnostic
from siglum.document import MOST_BYTES, XML_ID, Document, Refused, text_of
from siglum.edition import CONFIGURATION, Edition
from siglum.edition.published import Published
from siglum.failure import Failure
from siglum.git import Revision
from siglum.history import Side
from siglum.history.sides import NOW
from siglum.opening import read_file
from siglum.paths import is_file
from siglum.release.header import released
from siglum.release.records import CITATION, LOGS, VERSION, cited, logged
from siglum.session import Session
from siglum.writing import Change

_ASKED = "siglum release"
_GONE = "published-id-gone"


@dataclass(slots=True)
class Release:
    """What a release changes, by path; what was found in the check, before and with it; and what else is to be known,
    a sentence each."""

    version: str
    changes: dict[str, Change] = field(default_factory=dict)
    outcome: Outcome = field(default_factory=Outcome)
    notices: list[str] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether the check found errors, or could not be made: then nothing is to be written."""
        return self.outcome.status != 0

    def write(self) -> None:
        """Change the files, all or none. Raises Failure."""
        writing.change({Path(path): change for path, change in self.changes.items()})


def prepare(
    version: str, session: Session, *, date: str = "", who: str = "", gone: Mapping[str, str] | None = None
) -> Release:
    """The release of the edition of the current folder; nothing is written.

    `date` is the day (YYYY-MM-DD), today without it; `who` points to whoever is responsible; `gone` says of published
    ids that went which ids stand for them now. Raises Failure where it cannot be made.
    """
    _hold_version(version)
    day = _day(date)
    edition = Edition.load(Path())
    _hold_committed(edition, version)
    release = Release(version)
    published = _led(Published.read(edition), edition, gone or {})
    listed = Path(edition.published)
    before = read_file(listed, MOST_BYTES) if is_file(listed) else None
    first = {listed: published.written().encode("utf-8")} if gone and before is not None else {}
    with opening.instead(first):
        release.outcome = checking.check([], Options(jobs=1), session)
    if release.refused:
        release.outcome.findings = list(_with_places(release.outcome.findings, edition))
        return release
    after = published_now(edition, published)
    release.changes[edition.published] = Change(before, after.written().encode("utf-8"))
    for path in edition.documents:
        document = _document(path)
        by = _pointer(who, path, after)
        release.changes[path] = Change(document.source.data, released(document, version, day, by))
    release.changes |= _records(version, day, release.notices)
    release.changes = {path: change for path, change in release.changes.items() if change.before != change.after}
    with opening.instead({Path(path): change.after for path, change in release.changes.items()}):
        _hold_after(checking.check([], Options(jobs=1), session), version)
    return release


def _hold_after(outcome: Outcome, version: str) -> None:
    """Raises Failure where a header with the version in it would have an error."""
    for sentence in outcome.failures:
        raise Failure(sentence)
    for finding in outcome.findings:
        if finding.severity == "error":
            where = f"{finding.path}:{finding.span.start.line}"
            raise Failure(f"with version {version} in it, {where} would be wrong: {finding.message}")


def _hold_version(version: str) -> None:
    if not re.fullmatch(VERSION, version):
        advice = f"write {version[1:]}" if re.fullmatch(f"[vV]{VERSION}", version) else "write numbers with dots: 1.0.0"
        raise Failure(f"“{version}” is no version: {advice}")


def _day(date: str) -> str:
    """The day of a release; today, which is written into sources and nowhere else."""
    if not date:
        return calendar.today().isoformat()
    try:
        return calendar.fromisoformat(date).isoformat()
    except ValueError:
        raise Failure(f"“{date}” is no day: write it as YYYY-MM-DD") from None


def _hold_committed(edition: Edition, version: str) -> None:
    """Raises Failure where something of the edition has not been committed, or the version has a tag."""
    head = Revision.find(Path(), "HEAD", _ASKED)
    for tag in git.tags(Path()):
        if tag in (version, f"v{version}"):
            raise Failure(f"version {version} has been released: there is the tag {tag}; give another version")
    changed = list(_differing(head, _files(edition)))
    if changed:
        more = f" and {len(changed) - 1:,} more" if len(changed) > 1 else ""
        raise Failure(f"{changed[0]}{more} has changes that are not committed: commit them, or take them back")


def _files(edition: Edition) -> list[str]:
    """The files of which a version consists, those that are there."""
    transcripts = [reading.transcript for reading in edition.readings if reading.transcript]
    schema = [edition.schema] if edition.schema and is_file(Path(edition.schema)) else []
    beside = [name for name in (edition.published, CITATION, *LOGS) if is_file(Path(name))]
    return list(dict.fromkeys((CONFIGURATION, *edition.files, *transcripts, *schema, *beside)))


def _differing(at: Revision, names: Sequence[str]) -> Iterator[str]:
    """Of some files those that are not what was committed, but for line ends."""
    there = {entry.path: entry for entry in at.entries()}
    yield from (name for name in names if name not in there)
    for entry, data in at.contents(there[name] for name in names if name in there):
        now = read_file(Path(entry.path), MOST_BYTES)
        if now != data and now.replace(b"\r\n", b"\n") != data.replace(b"\r\n", b"\n"):
            yield entry.path


def _led(published: Published, edition: Edition, gone: Mapping[str, str]) -> Published:
    """What has been published, with ids that stand for others. Raises Failure for an id that was not published."""
    ids = {document: dict(names) for document, names in published.ids.items()}
    for name, stands in gone.items():
        path, _, own = name.rpartition("#")
        having = [document for document, names in ids.items() if own in names and path in ("", document)]
        if not having:
            raise Failure(f"--gone names “{name}”, which is not among the published ids ({edition.published})")
        if len(having) > 1:
            raise Failure(f"--gone names “{own}”, which {len(having)} documents have: write {having[0]}#{own}={stands}")
        ids[having[0]][own] = stands
    return Published(ids, published.lines)


def published_now(edition: Edition, published: Published) -> Published:
    """What is published with a release: what was, by the names that documents have now, and all ids that there are."""
    side = Side(NOW, edition)
    now = {path: _ids(side.document(path)) for path in edition.files}
    called = published.known_as(edition.files, lambda path: now[path])
    ids: dict[str, dict[str, str]] = {path: dict.fromkeys(names, "") for path, names in now.items()}
    for document, names in published.ids.items():
        for name, stands in names.items():
            ids.setdefault(called[document] or document, {}).setdefault(name, stands)
    return Published({path: names for path, names in ids.items() if names})


def _pointer(who: str, path: str, published: Published) -> str:
    """A pointer to an id as a document writes it: with the file, where the id stands in another of the edition."""
    having = [file for file, names in published.ids.items() if who.startswith("#") and who[1:] in names]
    if not having or path in having:
        return who
    return f"{posixpath.relpath(having[0], posixpath.dirname(path) or '.')}{who}"


def _ids(document: Document) -> list[str]:
    return [name.strip() for element in document.root.iter() if (name := element.get(XML_ID, "")).strip()]


def _document(path: str) -> Document:
    try:
        return Document.read(path)
    except Refused as refused:
        raise refused.failure() from None


def _records(version: str, day: str, notices: list[str]) -> dict[str, Change]:
    """The files beside the edition that name its version; one that is not there is told."""
    changes: dict[str, Change] = {}
    log = next((name for name in LOGS if is_file(Path(name))), "")
    if is_file(Path(CITATION)):
        before, text = _text(CITATION)
        changes[CITATION] = Change(before, cited(text, version, day).encode("utf-8"))
    else:
        notices.append(f"there is no {CITATION}, which would say how this version is cited")
    if log:
        before, text = _text(log)
        changes[log] = Change(before, logged(text, log, version, day).encode("utf-8"))
    else:
        notices.append(f"there is no {LOGS[0]}, which would say what is new in this version")
    return changes


def _text(name: str) -> tuple[bytes, str]:
    data = read_file(Path(name), MOST_BYTES)
    try:
        return data, data.decode("utf-8")
    except UnicodeDecodeError:
        raise Failure(f"{name} is not UTF-8: save it as UTF-8") from None


def _with_places(findings: Iterable[Diagnostic], edition: Edition) -> Iterator[Diagnostic]:
    """The findings; those of an id that is gone say where it was, at the last tag that has it."""
    findings = list(findings)
    if not any(finding.code == _GONE and finding.found for finding in findings):
        return iter(findings)
    return _placed(findings, edition)


def _placed(findings: Sequence[Diagnostic], edition: Edition) -> Iterator[Diagnostic]:
    published = Published.read(edition)
    now = Side(NOW, edition)
    known = published.known_as(edition.files, lambda path: _ids(now.document(path)))
    called = {path: before for before, path in known.items()}
    with Side.at(Path(), next(reversed(git.tags(Path())), "HEAD"), _ASKED) as side:
        for finding in findings:
            path = called.get(finding.path, finding.path)
            found = _was(side, path, finding.found or "") if finding.code == _GONE else ""
            yield replace(finding, note=found) if found else finding


def _was(side: Side, path: str, name: str) -> str:
    """Where an id was: the element, its line, how its words begin; "" where that is not known."""
    try:
        document = side.document(path)
    except Failure:
        return ""
    element = next((e for e in document.root.iter() if e.get(XML_ID) == name), None)
    if element is None:
        return ""
    line = document.home(element).lines[document.ordinal(element)]
    words = " ".join(text_of(element).split()[:8])
    return f"at {side.name} it was <{element.tag.rpartition('}')[2]}> on line {line}" + (
        f": “{words} …”" if words else ""
    )
