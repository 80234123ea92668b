"""The ids that have been published, so that none of them goes: a file of the edition, kept by `siglum release`.

    tei/essay.xml p1
    tei/essay.xml p12 = p13

A line names a document and an xml:id in it; after `=`, the id at which a reader who asks for the first one is led now.
Lines are ordered, and those that begin with # say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from siglum.edition.configuration import Edition
from siglum.failure import Failure
from siglum.opening import read_file
from siglum.paths import is_file

_LARGEST = 100_000_000
_HEAD = """\
# The ids that have been published, by document: none of them may go. Kept by siglum release.
# “document OLD = NEW” leads whoever asks for OLD to NEW.
"""
Ids = Callable[[str], Collection[str]]
"""The xml:ids that a document has now."""


@dataclass(frozen=True, slots=True)
class Published:
    """For each document the ids that have been published, each with the one that stands for it now ("" for itself);
    and the lines in which they stand in the file (from 1)."""

    ids: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def read(cls, edition: Edition) -> Published:
        """What the edition has published; nothing where it has no such file. Raises Failure where that is damaged."""
        path = edition.file(edition.published)
        if not is_file(path):
            return cls()
        try:
            text = read_file(path, _LARGEST).decode("utf-8")
        except UnicodeDecodeError:
            raise Failure(f"{path} is not UTF-8: save it as UTF-8") from None
        ids: dict[str, dict[str, str]] = {}
        lines: dict[tuple[str, str], int] = {}
        for number, line in enumerate(text.splitlines(), 1):
            said = line.strip()
            if not said or said.startswith("#"):
                continue
            first, _, stands = said.partition(" = ")
            document, _, name = first.strip().rpartition(" ")
            if not document or len(stands.split()) > 1:
                raise Failure(f"{path}, line {number}: write a document, a space and an id (and “ = ” and another id)")
            ids.setdefault(document, {})[name] = stands.strip()
            lines[document, name] = number
        return cls(ids, lines)

    def written(self) -> str:
        """The file."""
        lines = [
            f"{document} {name} = {stands}" if stands else f"{document} {name}"
            for document in sorted(self.ids)
            for name, stands in sorted(self.ids[document].items())
        ]
        return _HEAD + "".join(f"{line}\n" for line in lines)

    def known_as(self, files: Collection[str], ids: Ids) -> dict[str, str]:
        """What each document is called now: itself, or the new file that has most of its ids; "" where none has."""
        there = {document: document for document in self.ids if document in files}
        new = [path for path in files if path not in there]
        for document in (document for document in self.ids if document not in there):
            own = self.ids[document].keys()
            likest = max(new, key=lambda path: len(own & set(ids(path))), default="")
            is_it = bool(likest) and 2 * len(own & set(ids(likest))) > len(own)
            there[document] = likest if is_it else ""
            new = [path for path in new if path != there[document]]
        return there

    def stands_for(self, document: str, name: str, now: Collection[str]) -> str:
        """The id at which a published one is found now: itself, or one that stands for it; "" where there is none."""
        seen: set[str] = set()
        while name not in now:
            if name in seen:
                return ""
            seen.add(name)
            name = self.ids.get(document, {}).get(name, "")
            if not name:
                return ""
        return name

    def gone(self, document: str, now: Collection[str]) -> Iterator[str]:
        """The ids of a document that are not found any more, `now` being those that it has."""
        return (name for name in self.ids.get(document, {}) if not self.stands_for(document, name, now))

    def led(self, document: str, now: Collection[str]) -> tuple[tuple[str, str], ...]:
        """The ids of a document that others stand for, each with that one."""
        names = (name for name in self.ids.get(document, {}) if name not in now)
        return tuple((name, found) for name in names if (found := self.stands_for(document, name, now)))
