"""Where an imported text has its place: the TEI, its sources beside it, and the siglum.toml that names both."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from siglum.document import XML_ID, Document, Refused, free_id
from siglum.edition import CONFIGURATION, Edition, Reading, containing
from siglum.failure import Failure
from siglum.opening import read_file
from siglum.paths import is_within, written
from siglum.writing import Change

_DOCUMENTS = re.compile(r"^[ \t]*documents[ \t]*=[ \t]*\[(?P<inside>[^\]#]*)\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Configured:
    """The reading of an imported text, and the siglum.toml that declares it: a new one, or one that changes; what is
    left to do is said."""

    reading: Reading
    new: dict[Path, bytes] = field(default_factory=dict)
    changed: dict[Path, Change] = field(default_factory=dict)
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """The path of the TEI, and the folder of its edition, in which there may be a siglum.toml."""

    tei: Path
    folder: Path
    edition: Edition | None
    ids: Mapping[str, str] = field(default_factory=dict)
    """Every xml:id of the edition, with the file that has it."""

    @classmethod
    def of(cls, source: str, output: str) -> Place:
        """Where the TEI of a source goes, if nothing else is said: to the documents of the edition of the current
        folder, else into a folder `tei`. Raises Failure for an output that cannot be."""
        path = Path(output) if output else _default(source)
        if path.suffix not in (".xml", ".tei"):
            raise Failure(f"{written(str(path))} does not end in .xml: name the TEI file that is to be made with -o")
        if os.path.lexists(path):
            raise Failure(f"{written(str(path))} is there already, and nothing is overwritten: name another with -o")
        found = containing(path.parent)
        folder = _from_here(found) if found else path.parent.parent if path.parent.name == "tei" else path.parent
        if not is_within(path, folder):
            raise Failure(
                f"{written(str(path))} leads out of its edition, {written(str(folder))}: name another with -o"
            )
        edition = Edition.load(folder) if found else None
        return cls(path, folder, edition, dict(_ids(edition)) if edition else {})

    @property
    def identifier(self) -> str:
        """The xml:id of the text, with which all others in it begin: the name of its file, or one like it, where
        something in the edition has that."""
        name = re.sub(r"[^\w.\-]+", "-", self.tei.stem).strip("-.") or "text"
        name = name if re.match(r"[^\W\d]", name) else f"text-{name}"
        return free_id(name, self.ids) if name in self.ids else name

    def elsewhere(self, names: Iterable[str]) -> dict[str, str]:
        """The files, as the TEI refers to them, in which elements have some ids that nothing else may have then."""
        if self.edition is None or self.edition.profile != "strict":
            return {}
        found = {name: self.folder / self.ids[name] for name in names if name in self.ids}
        return {name: quote(Path(os.path.relpath(path, self.tei.parent)).as_posix()) for name, path in found.items()}

    def hold(self, paths: Iterable[Path]) -> None:
        """Raises Failure where one of the files that are to be written leads out of the edition, by links."""
        for path in paths:
            if not is_within(path, self.folder):
                raise Failure(f"{written(str(path))} leads out of the edition, and nothing is written there")

    def source(self, name: str) -> Path:
        """The path of a source."""
        return self.tei.parent / "source" / name

    def from_tei(self, path: Path) -> str:
        """The path of a source as the TEI refers to it."""
        return quote(path.relative_to(self.tei.parent).as_posix())

    def configured(self, title: str, has_notes: bool, transcript: Path) -> Configured:
        """The reading “received”, declared in siglum.toml."""
        ids = {reading.id for reading in self.edition.readings} if self.edition else set()
        name = re.sub(r"[^a-z0-9]+", "-", self.tei.stem.lower()).strip("-")[:80] or "text"
        free = next(
            id_ for id_ in ("received", f"{name}-received", *(f"{name}-{n}" for n in range(2, len(ids) + 4)))
            if id_ not in ids
        )  # fmt: skip
        reading = Reading(
            free, f"{title}, as received", self._named(self.tei), transcript=self._named(transcript), notes=has_notes
        )
        return self._new(reading) if self.edition is None else self._added(self.edition, reading)

    def _named(self, path: Path) -> str:
        """A file as siglum.toml names it."""
        return Path(os.path.relpath(path, self.folder)).as_posix()

    def _new(self, reading: Reading) -> Configured:
        head = "# What this edition consists of. Paths are relative to this file.\n\n[edition]\n"
        text = f"{head}documents = [{_quoted(reading.document)}]\n{_table(reading)}"
        return Configured(reading, new={self.folder / CONFIGURATION: text.encode("utf-8")})

    def _added(self, edition: Edition, reading: Reading) -> Configured:
        """siglum.toml with the reading at its end, and the document among the documents, if no pattern names it."""
        path = self.folder / CONFIGURATION
        before = read_file(path, 1_000_000)
        text = before.decode("utf-8")
        names = tomllib.loads(text).get("edition", {}).get("documents")
        after = f"{text.rstrip()}\n{_table(reading)}"
        if names is not None and not any(_matches(reading.document, pattern) for pattern in names):
            after = _DOCUMENTS.sub(lambda found: _one_more(found, reading.document), after, count=1)
            names = [*names, reading.document]
        if not _says(after, names, reading):
            return Configured(reading, said=(_left_to_do(path, reading),))
        return Configured(reading, changed={path: Change(before, after.encode("utf-8"))})


def _ids(edition: Edition) -> Iterator[tuple[str, str]]:
    """The ids of an edition, those of the first files last; of a file that is no document there are none."""
    for name in reversed(edition.files):
        try:
            document = Document.read(edition.file(name))
        except (Failure, Refused):
            continue
        yield from ((id_, name) for element in document.own if (id_ := element.get(XML_ID)))


def _default(source: str) -> Path:
    """The path of a TEI beside the other documents of the edition of the current folder; without one, in `tei`."""
    folder = containing(Path())
    base = _from_here(folder) if folder else Path()
    documents = Edition.load(folder).documents if folder else ()
    parent = base / Path(documents[0]).parent if documents else base / "tei"
    name = re.sub(r"[^\w.\-]+", "-", Path(source).stem).strip("-.") or "text"
    return parent / f"{name}.xml"


def _from_here(folder: Path) -> Path:
    """A folder by the shortest way from the current one."""
    relative = Path(os.path.relpath(folder))
    return folder if relative.parts[:3] == ("..", "..", "..") else relative


def _matches(name: str, pattern: str) -> bool:
    """Whether a pattern of siglum.toml names a file that is still to be."""
    parts = [re.escape(part).replace(r"\*", "[^/]*").replace(r"\?", "[^/]") for part in pattern.split("/")]
    whole = "/".join(parts).replace("[^/]*[^/]*/", "(?:[^/]+/)*")
    return re.fullmatch(whole, name) is not None


def _one_more(found: re.Match[str], name: str) -> str:
    """The list of documents with one more in it."""
    inside = found["inside"].rstrip()
    comma = "" if not inside or inside.endswith(",") else ","
    space = "\n  " if "\n" in inside else " " if inside else ""
    end = found["inside"][len(inside) :]
    return f"{found[0][: -len(found['inside']) - 1]}{inside}{comma}{space}{_quoted(name)}{end}]"


def _table(reading: Reading) -> str:
    """A reading as siglum.toml declares it."""
    notes = "notes = true\n" if reading.notes else ""
    return (
        f"\n[[reading]]\nid = {_quoted(reading.id)}\nlabel = {_quoted(reading.label)}\n"
        f"document = {_quoted(reading.document)}\nstage = {_quoted(reading.stage)}\n"
        f"transcript = {_quoted(reading.transcript)}\n{notes}"
    )


def _quoted(text: str) -> str:
    """A text as TOML writes it (a basic string, which JSON's is as well)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _says(text: str, documents: list[str] | None, reading: Reading) -> bool:
    """Whether siglum.toml, changed, names these documents (None: it names none), and the reading last."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    last = data.get("reading", [{}])[-1]
    return bool(data.get("edition", {}).get("documents") == documents and last.get("transcript") == reading.transcript)


def _left_to_do(path: Path, reading: Reading) -> str:
    added = " / ".join(_table(reading).split("\n")).strip(" /")
    return f"{written(str(path))} stays as it is: add “{reading.document}” to its documents, and this reading: {added}"
