"""The files of an edition together: integrity and fidelity."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from siglum.checking import schemas
from siglum.checking.files import File
from siglum.checking.outcome import Options, Result
from siglum.document import XML_BASE, Document, Refused
from siglum.edition import Edition
from siglum.failure import Failure, fault
from siglum.paths import is_file
from siglum.session import Session

if TYPE_CHECKING:
    from siglum.edition.index import Index
    from siglum.tei.vocabulary import Attributes

_NO_POINTERS = (XML_BASE, "uri", "url")


def edition_of(edition: Edition, chosen: Sequence[File], options: Options, session: Session) -> Result:
    """The findings about the files of an edition as a whole; what is no document is left out, and said."""
    named = {file.key: file.path for file in chosen if file.edition is edition and file.is_listed}
    paths = {key: named.get(key) or (edition.folder / key).as_posix() for key in edition.files}
    from siglum.edition.index import Index

    registers = frozenset(paths[key] for key in edition.registers)
    index = Index(
        tuple(paths.values()),
        edition.folder,
        session.document,
        edition,
        registers,
        lambda document: _pointers(document, edition, options, session),
    )
    whole = len(named) == len(paths)
    here = {*named.values(), *([(edition.folder / edition.published).as_posix()] if whole else ())}
    result = _together(index, options)
    result.failures += [
        f"the edition is looked at without {path}, which is no document"
        for key, path in paths.items()
        if key not in named and index.open(path) is None
    ]
    result.checks = [finding for finding in result.checks if finding.path in here]
    return result


def alone(file: File, options: Options, session: Session) -> Result:
    """The findings about a file that no siglum.toml lists."""
    try:
        session.document(file.path)
    except (Refused, Failure):
        return Result()
    from siglum.edition.index import Index

    root = file.edition.folder if file.edition else Path(file.path).parent
    index = Index(
        (file.path,),
        root,
        session.document,
        pointing=lambda document: _pointers(document, file.edition, options, session),
    )
    return _together(index, options)


def _together(index: Index, options: Options) -> Result:
    from siglum import integrity
    from siglum.fidelity import text_changed, text_differs

    result = Result()
    try:
        if "integrity" in options.stations:
            _published(index, result)
            result.checks += integrity.run(index, result.ambiguous, result.failures)
        if "fidelity" in options.stations:
            result.checks += text_differs.check(index)
            if options.against:
                result.checks += text_changed.check(index, options.against)
    except Failure as failure:
        result.failures.append(str(failure))
    except Exception as error:  # noqa: BLE001 - what nobody has thought of must not lose the report
        where = index.paths[0] if len(index.paths) == 1 else "the edition as a whole"
        result.failures.append(fault(f"{where} could not be checked: ", error))
    return result


def _published(index: Index, result: Result) -> None:
    """Read what has been published; where that cannot be read, it is said, and the rest is checked without it."""
    from siglum.edition.published import Published

    try:
        _ = index.published
    except Failure as failure:
        result.failures.append(str(failure))
        index.published = Published()


def _pointers(document: Document, edition: Edition | None, options: Options, session: Session) -> Attributes:
    """Which attributes of a document are pointers: those that its schemas type so, else those of TEI."""
    from siglum.tei.vocabulary import POINTERS

    grammars = schemas.of(document, edition, session, options.schemas, (), options.catalogs).grammars
    try:
        typed = {
            pair
            for path in grammars
            if is_file(path)
            for pair in session.schema(path, options.catalogs).attributes_of("anyURI")
        }
    except Failure:
        return POINTERS
    return frozenset(pair for pair in typed if pair[1] not in _NO_POINTERS) or POINTERS
