"""What is new among findings: those that were not known before, by a file or by a revision of git.

A finding that names several places is known where all of them are. A file that is gone leaves what was known of it to
those of another name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from siglum.diagnostic import Diagnostic
from siglum.document import Source
from siglum.fingerprints import fingerprints
from siglum.paths import from_here

Marks = Mapping[str, Sequence[str]]
"""The fingerprints of the findings in each file, by its path from the current folder."""


@dataclass(slots=True)
class Compared:
    """Findings that are new, how many were known, and how many that were known are no more."""

    new: list[Diagnostic] = field(default_factory=list)
    known: int = 0
    gone: int = 0


def marks(findings: Sequence[Diagnostic], source: Callable[[str], Source | None]) -> dict[str, list[str]]:
    """The fingerprints of findings, of all places that they name, by file."""
    found: dict[str, list[str]] = {}
    for places, marked in _marked(findings, source):
        for place, mark in zip(places, marked, strict=True):
            found.setdefault(from_here(place.path), []).append(mark)
    return found


def compare(findings: Sequence[Diagnostic], source: Callable[[str], Source | None], known: Marks) -> Compared:
    """Which findings are new; `known` are the fingerprints of those before."""
    left = {path: Counter(listed) for path, listed in known.items()}
    moved = Counter[str]()
    for path in left:
        if source(path) is None:
            moved += left[path]
    compared = Compared()
    for finding, (places, marked) in zip(findings, _marked(findings, source), strict=True):
        pairs = zip(places, marked, strict=True)
        taken = [_taken(left.get(from_here(place.path), Counter()), moved, mark) for place, mark in pairs]
        if all(taken):
            compared.known += 1
        else:
            compared.new.append(finding)
    compared.gone = sum(counter.total() for path, counter in left.items() if source(path) is not None)
    return compared


def only_new(
    findings: Sequence[Diagnostic], source: Callable[[str], Source | None], known: Marks, where: str
) -> tuple[list[Diagnostic], list[str]]:
    """The findings that are new, and what is to be said of the others; `where` says where they are known."""
    compared = compare(findings, source, known)
    said = []
    if compared.known:
        many = "finding" if compared.known == 1 else "findings"
        said.append(f"{compared.known:,} {many} known {where} not reported")
    if compared.gone and where.startswith("in "):
        said.append(f"{compared.gone:,} known {where} no more found: write it again with --write-baseline")
    return compared.new, said


def _taken(here: Counter[str], moved: Counter[str], mark: str) -> bool:
    """Whether a fingerprint was known in its file, or in one that is gone; it counts once."""
    for known in (here, moved):
        if known[mark]:
            known[mark] -= 1
            return True
    return False


def _marked(
    findings: Sequence[Diagnostic], source: Callable[[str], Source | None]
) -> list[tuple[list[Diagnostic], list[str]]]:
    """For each finding one for each place that it names, with the fingerprints of these."""
    places = [_places(finding) for finding in findings]
    flat = sorted((place for group in places for place in group), key=lambda place: place.path)
    of = dict(zip(map(id, flat), fingerprints(flat, source), strict=True))
    return [(group, [of[id(place)] for place in group]) for group in places]


def _places(finding: Diagnostic) -> list[Diagnostic]:
    """A finding at each of the places that have its cause."""
    if finding.cause is None:
        return [finding]
    others = [related for related in finding.related if related.message == finding.cause.other]
    return [finding, *(replace(finding, path=other.path, span=other.span) for other in others)]
