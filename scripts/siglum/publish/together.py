"""All files of an edition, made: surveyed, planned, made each by itself, and looked at together until all that was
planned holds.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from operator import attrgetter
from typing import Any

from siglum import resources, scheduling
from siglum.diagnostic import Diagnostic
from siglum.edition import Edition, Reading
from siglum.failure import Failure
from siglum.paths import is_file, written
from siglum.publish.kept import Kept, key
from siglum.publish.plan import Plan, Task
from siglum.publish.single import Making, Sheet, Surveying
from siglum.publish.survey import Survey, digest_of, still
from siglum.reading.found import Kind
from siglum.session import Session


@dataclass(slots=True)
class Sheets:
    """What was made of the files of an edition (`of`, by path); failures and warnings, a sentence each; and where an
    output says something else than its reading (`findings`)."""

    plan: Plan
    making: Making
    of: dict[str, Sheet] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """The files of which there is something, documents first."""
        return [path for path in self.plan.surveys if path in self.of and self.of[path].done]

    @property
    def readings(self) -> list[Reading]:
        """The readings that are published, in the order of the documents."""
        return [one for path in self.plan.published for one in self.plan.readings_of(path)]

    def pages(self, path: str) -> dict[str, Any]:
        """The pages of a file, as `html.of_file` gives them."""
        return self._part(path, "pages")

    def files(self, path: str, form: str) -> dict[str, bytes]:
        """The files of the readings of a document in a form, by name."""
        return {name: b64decode(data) for name, data in self._part(path, form).items()}

    def facts(self, path: str) -> dict[str, Any]:
        """The facts of a file."""
        return self._part(path, "facts")

    def _part(self, path: str, name: str) -> dict[str, Any]:
        """What was kept; made again where it has gone meanwhile."""
        kept, sheet = Kept(self.making.kept), self.of[path]
        found = kept.get(sheet.key, name)
        if found is None:
            self.making.do([self.plan.tasks()[path]], self.plan.session, hold=False)
            found = kept.get(sheet.key, name)
        if found is None:
            raise Failure(f"{path} could not be published: what was made of it has gone")
        return found  # type: ignore[no-any-return]


def made(edition: Edition, making: Making, session: Session, by: scheduling.By) -> Sheets:
    """Make all files of an edition. A file that fails does not hinder the others."""
    surveys = _surveyed(edition, Kept(making.kept), session, by)
    made = Sheets(Plan(edition, [one for one in surveys if not one.failures], session), making)
    made.failures += [sentence for one in surveys for sentence in (*one.failures, *one.troubles)]
    made.failures += _schema(edition)
    made.warnings += [sentence for one in surveys for sentence in one.warnings]
    _make(made, session, by)
    while _corrected(made):
        _make(made, session, by)
    for sheet in made.of.values():
        made.failures += sheet.failures
        made.warnings += sheet.warnings
        made.findings += sheet.findings
    return made


def _make(made: Sheets, session: Session, by: scheduling.By) -> None:
    """Make what is not there yet, in this build or from one before."""
    missing: list[Task] = []
    for path, task in made.plan.tasks().items():
        if path not in made.of or made.of[path].key != made.making.key(task):
            known = made.making.recalled(task)
            if known is None:
                missing.append(task)
            else:
                made.of[path] = known
    for sheets in scheduling.each(missing, made.making, session, by):
        made.of |= {sheet.path: sheet for sheet in sheets}


def _corrected(made: Sheets) -> bool:
    """Whether something that was planned does not hold; the plan is corrected."""
    plan, before = made.plan, deepcopy(made.plan.corrections)
    tasks = plan.tasks()
    promised: dict[str, set[str]] = {}
    for path, task in tasks.items():
        sheet = made.of[path]
        if not sheet.done:
            plan.corrections.documents.add(path)
        plan.corrections.readings |= {one.id for one in task.readings} - set(sheet.made)
        for target in filter(attrgetter("id"), task.targets):
            promised.setdefault(target.path, set()).add(target.id)
    for path, ids in promised.items():
        if path in tasks and made.of[path].done and "html" in made.making.outputs:
            there = {name: page for page, names in made.facts(path)["ids"].items() for name in names}
            plan.corrections.ids |= {(path, name) for name in ids - there.keys()}
            if plan.surveys[path].chapters:
                plan.corrections.pages |= {(path, name): there[name] for name in ids & there.keys()}
    return plan.corrections != before


def _surveyed(edition: Edition, kept: Kept, session: Session, by: scheduling.By) -> list[Survey]:
    """The surveys of all files, documents first; of what has not changed since, the one from before."""
    paths = list(dict.fromkeys((*edition.documents, *edition.registers)))
    named = {one.document for one in edition.readings}
    keys = {
        path: key("survey", path, digest_of(edition, path), path in edition.documents, path in named) for path in paths
    }
    found = {path: known for path in paths if (known := _known(edition, kept.get(keys[path], "survey")))}
    missing = [path for path in paths if path not in found]
    for surveys in scheduling.each(missing, Surveying(edition), session, by):
        for one in surveys:
            found[one.path] = one
            if not (one.failures or one.troubles or one.warnings):
                kept.put(keys[one.path], "survey", asdict(one) | {"kinds": [tuple(kind) for kind in one.kinds]})
    return [found[path] for path in paths]


def _known(edition: Edition, value: Any) -> Survey | None:
    """A survey that was kept, if all that the file includes is as it was."""
    if value is None:
        return None
    one = Survey(**value | {"kinds": [Kind(*kind) for kind in value["kinds"]]})
    return one if not one.parts or still(edition, one) else None


def _schema(edition: Edition) -> Iterator[str]:
    """The schema that siglum.toml names lies in the edition, or is the toolkit's own; else that is told."""
    named = edition.schema
    try:
        if named and not is_file(path := edition.file(named)) and resources.own_schema(path) is None:
            yield f"siglum.toml names the schema {written(named)}, and there is no such file"
    except Failure as failure:
        yield str(failure)
