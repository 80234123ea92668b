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
from siglum.failure import Failure
from siglum.session import Session

if TYPE_CHECKING:
    from siglum.edition.index import Index
    from siglum.tei.vocabulary import Attributes

_NO_POINTERS = (XML_BASE, "uri", "url")


def edition_of(edition: Edition, chosen: Sequence[File], options: Options, session: Session) -> Result:
    """The findings about the files of an edition as a whole; none where one of them is no document."""
    named = {file.key: file.path for file in chosen if file.edition is edition and file.is_listed}
    paths = {key: named.get(key) or (edition.folder / key).as_posix() for key in edition.files}
    documents: list[Document] = []
    for key, path in paths.items():
        try:
            documents.append(session.document(path))
        except (Refused, Failure) as trouble:
            said = f"the edition cannot be looked at as a whole: {path} is no document ({trouble})"
            return Result() if key in named else Result(failures=[said])
    from siglum.edition.index import Index

    registers = frozenset(paths[key] for key in edition.registers)
    index = Index(documents, edition.folder, edition, _pointers(documents, edition, options, session), registers)
    result = _together(index, options)
    here = frozenset(named.values())
    result.checks = [finding for finding in result.checks if finding.path in here]
    return result


def alone(file: File, options: Options, session: Session) -> Result:
    """The findings about a file that no siglum.toml lists."""
    try:
        document = session.document(file.path)
    except (Refused, Failure):
        return Result()
    from siglum.edition.index import Index

    root = file.edition.folder if file.edition else Path(file.path).parent
    pointing = _pointers([document], file.edition, options, session)
    return _together(Index([document], root, None, pointing), options)


def _together(index: Index, options: Options) -> Result:
    from siglum import integrity
    from siglum.fidelity import text_changed, text_differs

    result = Result()
    try:
        if "integrity" in options.stations:
            result.checks += integrity.run(index)
            result.ambiguous += integrity.duplicate_id.ambiguous(index)
        if "fidelity" in options.stations:
            result.checks += text_differs.check(index)
            if options.against:
                result.checks += text_changed.check(index, options.against)
    except Failure as failure:
        result.failures.append(str(failure))
    return result


def _pointers(documents: Sequence[Document], edition: Edition | None, options: Options, session: Session) -> Attributes:
    """Which attributes are pointers: those that the schemas type so, else those of TEI."""
    from siglum.tei.vocabulary import POINTERS

    grammars = {
        path
        for document in documents
        for path in schemas.of(document, edition, session, options.schemas, (), options.catalogs).grammars
    }
    try:
        typed = {
            pair
            for path in sorted(grammars)
            if path.is_file()
            for pair in session.schema(path, options.catalogs).attributes_of("anyURI")
        }
    except Failure:
        return POINTERS
    return frozenset(pair for pair in typed if pair[1] not in _NO_POINTERS) or POINTERS
