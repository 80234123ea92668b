"""The edits of repairs, made in the bytes of files: none overlaps another, and nothing changes beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from siglum.diagnostic import Diagnostic, Edit
from siglum.document import Source


@dataclass(frozen=True, slots=True)
class Repair:
    """A finding with its fix. `mark` tells it from others of its file, whatever else changes in that."""

    finding: Diagnostic
    mark: str

    @property
    def safe(self) -> bool:
        """Whether it may be made without anyone looking."""
        return self.finding.fix is not None and self.finding.fix.safe

    @property
    def edits(self) -> Iterator[tuple[str, Edit]]:
        """The path of the file of each edit, and the edit."""
        for edit in self.finding.fix.edits if self.finding.fix else ():
            yield edit.path or self.finding.path, edit


def compatible(repairs: Iterable[Repair]) -> list[Repair]:
    """The first repairs, without those of which an edit touches one of a repair before; they have to wait."""
    taken: dict[str, list[Edit]] = {}
    found = []
    for repair in repairs:
        edits = list(repair.edits)
        if not edits or any(_touch(edit, other) for path, edit in edits for other in taken.get(path, ())):
            continue
        for path, edit in edits:
            taken.setdefault(path, []).append(edit)
        found.append(repair)
    return found


def _touch(one: Edit, other: Edit) -> bool:
    """Whether two edits overlap, or it would matter which of them is made first."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def made(repairs: Sequence[Repair], contents: Mapping[str, bytes]) -> dict[str, bytes] | None:
    """The files that repairs change, by path, with their new bytes; None where edits of one repair overlap.

    An edit is written in the encoding and with the line ends of its file; what that encoding cannot say, as a character
    reference.
    """
    by_file: dict[str, list[Edit]] = {}
    for repair in repairs:
        for path, edit in repair.edits:
            by_file.setdefault(path, []).append(edit)
    if not by_file.keys() <= contents.keys():
        return None
    found = {path: _edited(contents[path], edits) for path, edits in by_file.items()}
    return {path: data for path, data in found.items() if data is not None} if None not in found.values() else None


def _edited(data: bytes, edits: Sequence[Edit]) -> bytes | None:
    source = Source.of(data)
    newline = "\r\n" if "\r\n" in source.text else "\n"
    pieces, at = [], 0
    for edit in sorted(dict.fromkeys(edits), key=lambda edit: (edit.start, edit.end)):
        if not at <= edit.start <= edit.end <= len(data):
            return None
        text = edit.text.replace("\n", newline).encode(source.encoding, "xmlcharrefreplace")
        pieces += [data[at : edit.start], text]
        at = edit.end
    return b"".join((*pieces, data[at:]))
