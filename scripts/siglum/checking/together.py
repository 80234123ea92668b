"""The files of an edition together: integrity and fidelity."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from siglum.checking import cache, schemas
from siglum.checking.files import File
from siglum.checking.outcome import Options, Result
from siglum.document import XML_BASE, Document, Refused
from siglum.edition import Edition
from siglum.failure import Failure

if TYPE_CHECKING:
    from siglum.edition.index import Index
    from siglum.tei.vocabulary import Attributes

_NO_POINTERS = (XML_BASE, "uri", "url")


def edition_of(edition: Edition, chosen: Sequence[File], options: Options) -> Result:
    """The findings about the files of an edition as a whole; none where one of them is no document."""
    named = {file.key: file.path for file in chosen if file.edition is edition and file.is_listed}
    paths = {key: named.get(key) or (edition.folder / key).as_posix() for key in edition.files}
    documents: list[Document] = []
    for key, path in paths.items():
        try:
            documents.append(Document.read(path))
        except (Refused, Failure) as trouble:
            said = f"the edition cannot be looked at as a whole: {path} is no document ({trouble})"
            return Result() if key in named else Result(failures=[said])
    from siglum.edition.index import Index

    registers = frozenset(paths[key] for key in edition.registers)
    index = Index(documents, edition.folder, edition, _pointers(documents, edition, options), registers)
    result = _together(index, options)
    result.findings = [finding for finding in result.findings if finding.path in named.values()]
    return result


def alone(file: File, options: Options) -> Result:
    """The findings about a file that no siglum.toml lists."""
    try:
        document = Document.read(file.path)
    except (Refused, Failure):
        return Result()
    from siglum.edition.index import Index

    root = file.edition.folder if file.edition else Path(file.path).parent
    return _together(Index([document], root, None, _pointers([document], file.edition, options)), options)


def _together(index: Index, options: Options) -> Result:
    from siglum import integrity
    from siglum.fidelity import text_changed, text_differs

    result = Result()
    try:
        if "integrity" in options.stations:
            result.findings += integrity.run(index, result.failures)
        if "fidelity" in options.stations:
            result.findings += text_differs.check(index)
            if options.against:
                said = {(finding.path, finding.span) for finding in result.findings}
                changed = text_changed.check(index, options.against)
                result.findings += (finding for finding in changed if (finding.path, finding.span) not in said)
    except Failure as failure:
        result.failures.append(str(failure))
    return result


def _pointers(documents: Sequence[Document], edition: Edition | None, options: Options) -> Attributes:
    """Which attributes are pointers: those that the schemas type so, else those of TEI."""
    from siglum.tei.vocabulary import POINTERS

    grammars = {
        path
        for document in documents
        for path in schemas.of(document, edition, options.schemas, (), cache.catalog(options.catalogs)).grammars
    }
    try:
        typed = {
            pair
            for path in sorted(grammars)
            if path.is_file()
            for pair in cache.schema(path, options.catalogs).attributes_of("anyURI")
        }
    except Failure:
        return POINTERS
    return frozenset(pair for pair in typed if pair[1] not in _NO_POINTERS) or POINTERS
