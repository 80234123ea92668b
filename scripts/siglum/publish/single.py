"""What is made of one file, in whatever process: its pages, its texts, and what the edition needs to know of it.

It depends on nothing but the file, its `Task` and the toolkit, and is kept under a key that says so. What is made is
read back here: a document of which an output says other words than its reading is not published."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from siglum.diagnostic import Diagnostic
from siglum.document import Refused
from siglum.edition import Edition, Reading
from siglum.failure import Failure, fault
from siglum.publish import formerly, forms, html, images
from siglum.publish.html import given
from siglum.publish.kept import Kept, key
from siglum.publish.made import Made
from siglum.publish.plan import Task
from siglum.publish.survey import Survey, survey
from siglum.publish.verify import OutputText, verify
from siglum.session import Session

_BATCH = 200_000
_WORTH_DIVIDING = {"fork": 400_000, "spawn": 1_000_000}
_MOST_MEMORY = 290_000_000
"""Bytes that a process may hold. Saxon's heap comes to about so much by itself, and stays there."""


@dataclass(slots=True)
class Sheet:
    """What came of a file. If it is `done`, pages, texts and facts are kept under `key`. `made` are the readings that
    could be made (by id), `failures` and `warnings` sentences, `findings` where an output says something else than its
    reading; `files` are the names of those made in each form; `images` those that it shows, and whether they are
    there; `taken` those that are part of its files, and what tells each from another."""

    path: str
    key: str
    done: bool = False
    made: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    files: dict[str, list[str]] = field(default_factory=dict)
    images: list[tuple[str, bool]] = field(default_factory=list)
    taken: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Surveying:
    """The survey of files, as work that can be divided (`scheduling.Work`)."""

    edition: Edition
    batch: int = 2_000_000

    @property
    def worth_dividing(self) -> Mapping[str, int]:
        """How many bytes of files are worth several processes."""
        return {"fork": 4_000_000, "spawn": 20_000_000}

    @property
    def most_memory(self) -> int:
        """Nothing grows: a survey runs no stylesheet."""
        return 0

    def size(self, item: str) -> int:
        """What a file counts for, in bytes."""
        return _size(self.edition, item)

    def read_ahead(self, session: Session) -> None:
        """Nothing is needed."""

    def do(self, batch: Sequence[str], session: Session, *, hold: bool) -> list[Survey]:
        """Survey some files."""
        return [survey(self.edition, path, session) for path in batch]

    def lost(self, item: str) -> list[Survey]:
        """The sentence about a file whose process was ended."""
        return [Survey(item, failures=[_ended(item)])]

    def reads(self, batch: Sequence[str], session: Session) -> Iterator[Path]:
        """The files, and those of the edition that are no documents."""
        yield from self.edition.beside()
        yield from (self.edition.folder / path for path in batch)

    @property
    def keeps_in(self) -> None:
        """The surveys are kept by those who asked for them."""

    def away(self, folder: Path) -> Surveying:
        """The same on another machine."""
        return self


@dataclass(frozen=True, slots=True)
class Making:
    """The making of pages and texts, as work that can be divided (`scheduling.Work`). `outputs` are those of this
    package that are asked for; `kept` is the folder in which what is made is kept, `models` a digest of the ODD that
    they come from."""

    edition: Edition
    outputs: frozenset[str]
    bare: bool
    kept: Path
    models: str = ""
    batch: int = _BATCH

    @property
    def worth_dividing(self) -> Mapping[str, int]:
        """How many bytes of files are worth several processes."""
        return _WORTH_DIVIDING

    @property
    def most_memory(self) -> int:
        """How many bytes a process may hold before another takes its place."""
        return _MOST_MEMORY

    def size(self, item: Task) -> int:
        """What a file counts for, in bytes."""
        return 5_000 + item.size

    def read_ahead(self, session: Session) -> None:
        """Nothing is needed."""

    def do(self, batch: Sequence[Task], session: Session, *, hold: bool) -> list[Sheet]:
        """Make what there is to make of some files."""
        return [self._of(task, session) for task in batch]

    def lost(self, item: Task) -> list[Sheet]:
        """The sentence about a file whose process was ended."""
        return [Sheet(item.path, "", failures=[_ended(item.path)])]

    def reads(self, batch: Sequence[Task], session: Session) -> Iterator[Path]:
        """The files, those set beside them, and those of the edition that are no documents."""
        yield from self.edition.beside()
        for task in batch:
            yield from (self.edition.folder / path for path in (task.path, *(one.path for one in task.beside)))

    @property
    def keeps_in(self) -> Path:
        """The folder in which pages, texts and facts are kept."""
        return self.kept

    def away(self, folder: Path) -> Making:
        """The same on another machine, where what is made is kept in that folder."""
        return replace(self, kept=folder)

    def key(self, task: Task) -> str:
        """The key of what is made of a file: all that it depends on."""
        said = asdict(task)
        del said["size"]
        return key("file", said, self.models, self.outputs, self.bare)

    def recalled(self, task: Task) -> Sheet | None:
        """What was made of a file before, if it would be made again the same. What could not be made is tried anew: it
        may have been for want of a font, or of memory."""
        name = self.key(task)
        found = Kept(self.kept).get(name, "sheet")
        if found is None or found["failures"]:
            return None
        sheet = Sheet(**found | {kind: [(path, was) for path, was in found[kind]] for kind in ("images", "taken")})
        there = all(given.is_image(self.edition, path) == was for path, was in sheet.images)
        same = there and all(images.mark(images.data(self.edition, path)) == was for path, was in sheet.taken)
        return sheet if same and sheet.key == name else None

    def _of(self, task: Task, session: Session) -> Sheet:
        sheet = Sheet(task.path, self.key(task))
        try:
            self._make(task, sheet, session)
        except Refused as refused:
            sheet.failures.append(str(refused.failure()))
        except Failure as failure:
            sheet.failures.append(str(failure))
        except Exception as error:  # noqa: BLE001 - what nobody has thought of must not take the others with it
            sheet.failures.append(fault(f"{task.path} could not be published: ", error))
        finally:
            session.release(self.edition.file(task.path).as_posix())
        return sheet

    def _make(self, task: Task, sheet: Sheet, session: Session) -> None:
        made = self._made(task, session)
        readings = list(_that_can_be_made(made, task, sheet))
        said: list[OutputText] = []
        files = self._forms(made, readings, sheet, said)
        sheet.taken = list(made.images.items())
        pages: dict[str, Any] = {}
        facts: Mapping[str, Any] = {}
        if "html" in self.outputs:
            pages, facts = html.of_file(made, task, readings, sheet.key, sheet.images)
            pages["pages"] = [{**page, "pieces": formerly.led(page["pieces"], task.led)} for page in pages["pages"]]
            said += html.texts(pages, readings)
        sheet.findings = verify(made, said)
        sheet.made = [one.id for one in readings]
        sheet.files = {name: list(data) for name, data in files.items()}
        sheet.warnings = list(made.warnings)
        if not sheet.findings:
            sheet.done = True
            kept = Kept(self.kept)
            kept.put(sheet.key, "pages", pages)
            for name, data in files.items():
                kept.put(sheet.key, name, data)
            kept.put(sheet.key, "facts", facts)
            kept.put(sheet.key, "sheet", asdict(sheet))

    def _forms(
        self, made: Made, readings: Sequence[Reading], sheet: Sheet, said: list[OutputText]
    ) -> dict[str, dict[str, str]]:
        """The files of the readings in each form by name, as Kept takes them. A file that cannot be made hinders no
        other, unless it is the plain text, which says what the words are. `said` comes to hold their texts."""
        files: dict[str, dict[str, str]] = {}
        for name in forms.FORMS:
            if name not in self.outputs:
                continue
            files[name], form = {}, forms.named(name)
            for one in readings:
                try:
                    data, text = form.of(made, one)
                except Failure as failure:
                    if name == "text":
                        raise
                    sheet.failures.append(f"{one.id}.{form.SUFFIX}: {failure}")
                except RecursionError:
                    sheet.failures.append(
                        f"{one.id}.{form.SUFFIX} is not made: the elements of {one.document} stand within each other"
                        " too often for this output"
                    )
                else:
                    files[name][text.file] = b64encode(data).decode("ascii")
                    said.append(text)
        return files

    def _made(self, task: Task, session: Session) -> Made:
        beside = [one.reading for one in task.beside if one.reading is not None]
        names = {task.path: task.name, **{one.path: one.name for one in task.beside}}
        registers = [task.path] * task.is_register + [one.path for one in task.beside if one.is_register]
        entries = [tei for _, _, tei in task.entries]
        return Made(
            self.edition, session, names, [*task.readings, *beside], registers, language=task.language, bare=self.bare,
            entries=lambda path: entries if path == task.path else (),
        )  # fmt: skip


def _that_can_be_made(made: Made, task: Task, sheet: Sheet) -> Iterator[Reading]:
    for one in task.readings:
        try:
            _ = made.readings[one.id]
        except Failure as failure:
            sheet.failures.append(str(failure))
        else:
            yield one


def _size(edition: Edition, path: str) -> int:
    try:
        return edition.file(path).stat().st_size
    except (OSError, Failure):
        return 0


def _ended(path: str) -> str:
    return f"{path} could not be published: the process that did it was ended, perhaps for want of memory"
