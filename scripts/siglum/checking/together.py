"""What is to be said of the files of an edition together, and what then needs no saying."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from siglum.checking import schemas
from siglum.checking.files import File
from siglum.checking.outcome import Options, Result
from siglum.checking.single import catalog, schema, tag
from siglum.document import Document, Refused
from siglum.edition import Edition
from siglum.failure import Failure

if TYPE_CHECKING:
    from siglum.index import Attributes, Index

_NO_POINTERS = ("{http://www.w3.org/XML/1998/namespace}base", "uri", "url")


def settle(results: Sequence[Result], together: Sequence[Result]) -> None:
    """Take away what only follows from something else: one cause gives one finding.

    A rule keeps silent about an element that a check of ours has spoken of, and a check about the words of an element
    that the schema does not know.
    """
    paths = {finding.path for result in together for finding in result.findings}
    for path in sorted(paths):
        grammar = [f for result in results for f in result.findings if f.path == path and f.code == "unknown-element"]
        found = (finding for result in results for finding in result.findings if finding.path == path)
        rules = {finding for finding in found if finding.code.startswith("schematron-")}
        if not grammar and not rules:
            continue
        document = Document.read(path)
        unknown = {tag(document, finding) for finding in grammar}
        spoken = set()
        for result in together:
            kept = (f for f in result.findings if f.path != path or document.around(f.span.start) not in unknown)
            result.findings = list(kept)
            spoken |= {tag(document, f) for f in result.findings if f.path == path} - {-1}
        for result in results:
            result.findings = [f for f in result.findings if f not in rules or tag(document, f) not in spoken]


def edition_of(edition: Edition, chosen: Sequence[File], options: Options) -> Result:
    """What is to be said of the files of an edition together; nothing where one of them is no document."""
    named = {file.key: file.path for file in chosen if file.edition is edition and file.is_listed}
    paths = {key: named.get(key) or (edition.folder / key).as_posix() for key in edition.files}
    documents: list[Document] = []
    for key, path in paths.items():
        try:
            documents.append(Document.read(path))
        except (Refused, Failure) as trouble:
            said = f"the edition cannot be looked at as a whole: {path} is no document ({trouble})"
            return Result() if key in named else Result(failures=[said])
    from siglum.index import Index

    registers = frozenset(paths[key] for key in edition.registers)
    index = Index(documents, edition.folder, edition, _pointers(documents, edition, options), registers)
    result = _together(index, options)
    result.findings = [finding for finding in result.findings if finding.path in named.values()]
    return result


def alone(file: File, options: Options) -> Result:
    """What is to be said of a file that no siglum.toml lists."""
    try:
        document = Document.read(file.path)
    except (Refused, Failure):
        return Result()
    from siglum.index import Index

    root = file.edition.folder if file.edition else Path(file.path).parent
    return _together(Index([document], root, None, _pointers([document], file.edition, options)), options)


def _together(index: Index, options: Options) -> Result:
    from siglum import integrity
    from siglum.fidelity import text_changed, text_differs

    result = Result()
    try:
        if "integrity" in options.stations:
            result.findings += integrity.run(index)
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
    from siglum.index import POINTERS

    grammars = {
        path
        for document in documents
        for path in schemas.of(document, edition, options.schemas, (), catalog(options.catalogs)).grammars
    }
    try:
        typed = {
            pair
            for path in sorted(grammars)
            if path.is_file()
            for pair in schema(path, options.catalogs).attributes_of("anyURI")
        }
    except Failure:
        return POINTERS
    return frozenset(pair for pair in typed if pair[1] not in _NO_POINTERS) or POINTERS
