"""The journey `build`: each reading as a web page and as plain text, written whole or not at all.

What is made of one file depends on that file and on little else: it is made in any process, and kept for the next
build (`single`). What needs all files is made from the facts of each (`together`, `html.site`). Everything is written
to a new folder beside the old one, which takes its name only when all is there. Nothing in an output depends on the
time, on the machine, or on where the edition lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from siglum.diagnostic import Diagnostic
from siglum.document import MOST_BYTES
from siglum.edition import Edition
from siglum.failure import Failure
from siglum.history import Compared
from siglum.keeping import digest
from siglum.opening import read_file
from siglum.publish import forms, output, together
from siglum.publish.folder import File, Files, replace
from siglum.publish.html import changes
from siglum.publish.html.site import Site
from siglum.publish.html.spool import Spool
from siglum.publish.kept import Opened
from siglum.publish.made import Made
from siglum.publish.output import Output
from siglum.publish.single import Making
from siglum.publish.together import Sheets
from siglum.publish.verify import Differs, verify
from siglum.reading.models import odd_of
from siglum.scheduling import cluster
from siglum.session import Session

OUTPUTS = ("html", *forms.FORMS)
"""The outputs of this package. Others are added by entry points, and made when they are named."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was not published (`failures`), and what with a reserve (`warnings`), a sentence each; and where an output
    would say something else than its reading (`findings`), so that its document was not published. The rest was, but
    for outputs that cannot be made here (`missing`, their names), and what an output does not have by design
    (`notices`, a sentence each)."""

    failures: tuple[str, ...]
    warnings: tuple[str, ...]
    findings: tuple[Diagnostic, ...] = ()
    missing: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def build(
    edition: Edition,
    folder: Path,
    outputs: frozenset[str],
    *,
    bare: bool = False,
    strict: bool = False,
    session: Session | None = None,
    jobs: int = 1,
    keep: bool = False,
    address: str = "",
    ship: bool = False,
) -> Published:
    """Publish an edition to a folder: the outputs named, each in a folder of its own; others stay as they are.

    A document that cannot be published does not hinder the others. Raises Failure where none can be, or, if `strict`,
    where any cannot, or only with a warning; and Differs where no document is left of which the outputs
    say what its readings say, or, if `strict`, where that is so of any. Then nothing has changed. `session` is given
    by those who build again and again: it keeps what seldom changes. `jobs` is the number of processes (0: as many as
    there are cores), `address` that of the scheduler of a Dask cluster, whose processes do the work instead, and `ship`
    has the files sent to them; `keep` says whether what is made of each file is kept for the next build, in the user's
    cache folder."""
    added = {name: _added(name) for name in sorted(outputs - set(OUTPUTS))}
    if not outputs:
        raise Failure(f"no output is named: the outputs are {', '.join(OUTPUTS)}")
    with ExitStack() as stack:
        run = session or stack.enter_context(Session())
        run.begin()
        kept = stack.enter_context(Opened(keep=keep))
        missing = dict(forms.missing(sorted(outputs & set(forms.FORMS)), edition))
        outputs -= missing.keys()
        if not outputs:
            raise Failure("; ".join(missing.values()))
        making = Making(edition, outputs & set(OUTPUTS) | {"text"}, bare, kept.folder, _digest(odd_of(edition)))
        there = stack.enter_context(cluster.opened(address, run, ship=ship))
        sheets = together.made(edition, making, run, there or jobs)
        sheets.failures += missing.values()
        if there and there.lost:
            sheets.warnings.append(there.lost)
        sheets.warnings += _lost_images(sheets)
        changed = _changed(sheets, run) if "html" in outputs else None
        _hold(sheets, strict=strict)
        written: dict[str, Files | Iterable[File]] = {}
        if "html" in outputs:
            written["html"] = Site(sheets, run, stack.enter_context(Spool()), changed).files()
        written |= {name: _files(sheets, name) for name in forms.FORMS if name in outputs}
        notices = tuple(_notices(sheets, outputs))
        written |= _others(added, sheets, run, bare=bare)
        replace(folder, written)
    failures, warnings = (tuple(dict.fromkeys(said)) for said in (sheets.failures, sheets.warnings))
    return Published(failures, warnings, tuple(sheets.findings), tuple(missing), notices)


def _lost_images(sheets: Sheets) -> Iterator[str]:
    """The images that texts name beside them, and that are not there: the first, and how many there are."""
    lost = [(path, image) for path, sheet in sheets.of.items() for image, there in sheet.images if not there]
    if lost:
        (path, image), others = lost[0], len(lost) - 1
        rest = f", nor are {others} more that the texts name" if others > 1 else ", nor is one more" if others else ""
        yield f"{path} names the image {image}, which is not there{rest}"


def _changed(sheets: Sheets, session: Session) -> Compared | None:
    """What changed since the version that siglum.toml names; what cannot be told is said with the rest."""
    try:
        found = changes.since(sheets.plan, session)
    except Failure as failure:
        sheets.failures.append(str(failure))
        return None
    sheets.warnings += [f"changes.html: {sentence}" for sentence in found.failures] if found else []
    return found


def _hold(sheets: Sheets, *, strict: bool) -> None:
    """Raises Failure or Differs where nothing is to be published."""
    failures = tuple(dict.fromkeys(sheets.failures))
    if sheets.findings and (strict or not sheets.readings):
        raise Differs(sheets.findings)
    if not sheets.readings or (strict and failures):
        raise Failure("; ".join(failures) or "there is no document to publish")
    if strict and sheets.warnings:
        raise Failure("; ".join(dict.fromkeys(sheets.warnings)))


def _files(sheets: Sheets, form: str) -> Iterator[File]:
    yield from forms.files(form, sheets.plan, lambda: _made(sheets, form))


def _made(sheets: Sheets, form: str) -> Iterator[tuple[str, str, bytes]]:
    """What was made of each reading in a form: the path of its document, a name, the bytes."""
    for path in sheets.plan.published:
        yield from ((path, name, data) for name, data in sheets.files(path, form).items())


def _notices(sheets: Sheets, outputs: frozenset[str]) -> Iterator[str]:
    for name in filter(outputs.__contains__, forms.FORMS):
        if said := forms.notice(name, (data for _, _, data in _made(sheets, name))):
            yield said


def _others(added: Mapping[str, Output], sheets: Sheets, session: Session, *, bare: bool) -> dict[str, Files]:
    """The outputs of other packages. Raises Differs where one says something else than its reading."""
    plan, found = sheets.plan, dict[str, Files]()
    made = Made(
        plan.edition, session, plan.names, sheets.readings, plan.registers, language=plan.language, bare=bare,
        entries=lambda path: [tei for _, _, tei in plan.entries_of(path)],
    )  # fmt: skip
    findings: list[Diagnostic] = []
    for name, one in added.items():
        found[name] = one.files(made)
        findings += verify(made, one.texts(made, found[name]))
    if findings:
        raise Differs(findings)
    return found


def _added(name: str) -> Output:
    found = output.added(name)
    if found is None:
        raise Failure(f"there is no output “{name}”: the outputs are {', '.join((*OUTPUTS, *output.names()))}")
    return found


def _digest(path: Path | None) -> str:
    return digest(read_file(path, MOST_BYTES)) if path is not None else ""
