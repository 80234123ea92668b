"""A contribution that adds markup does not change a letter of the text.

`siglum check --against REV` compares the text with that of a git revision: of the text as it stands, without what the
editors put beside it. Whoever adds names, dates and notes need not fear for the words, and whoever reviews the
contribution need not compare them. A file that has been renamed is compared with what it was called before.

    main: <p>All is well.</p>    now: <p>All is wel.</p>              wrong
    main: <p>All is well.</p>    now: <p><seg>All is well.</seg></p>  right

Where the change is meant, say so: with --allow-text-change, or, for good, in the header with a new
<change type="text">what was changed and why</change>.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from siglum.diagnostic import Diagnostic
from siglum.document import XML_ID, Document, Refused, text_of
from siglum.edition import Reading
from siglum.edition.index import Index
from siglum.failure import Failure
from siglum.fidelity.differences import Difference, differences
from siglum.git import Revision
from siglum.paths import is_file
from siglum.reading.models import models_of
from siglum.reading.words import ReadingWords, normalisations_of, words_of
from siglum.setting import Models
from siglum.tei.vocabulary import TEI

_ALIKE = 0.5
_MOST_GONE = 1000


def check(index: Index, revision: str) -> Iterator[Diagnostic]:
    """What the documents say otherwise than at a git revision. Raises Failure where git cannot say what they said."""
    for document in index.documents:
        if document.path in index.registers:
            continue
        earlier = _at(document, revision, index.root)
        if earlier is not None and not _announced(document, earlier):
            yield from _compare(document, earlier, _as_it_stands(index, document), revision, models_of(index.edition))


def _compare(
    document: Document, earlier: Document, reading: Reading, revision: str, models: Models
) -> Iterator[Diagnostic]:
    names = normalisations_of(document) or ("collapse-white-space",)
    mine, theirs = (words_of(each, reading, names, models) for each in (document, earlier))
    for difference in differences(mine, theirs):
        yield _changed(mine, theirs, difference, revision)


def _as_it_stands(index: Index, document: Document) -> Reading:
    """The first declared reading of the whole text as it stands, else the document itself."""
    declared_readings = index.edition.readings if index.edition else ()
    for reading in declared_readings:
        if index.path_of(reading.document) == document.path and not reading.scope and reading.stage == "sic":
            return reading
    return Reading("text", "the text as it stands", document.path)


def _at(document: Document, revision: str, root: Path) -> Document | None:
    """The document as it was at a revision, also under another name; None where it was not there yet."""
    path = Path(document.path)
    at = Revision.find(path.parent, revision)
    entry = at.entry(path.name)
    if entry is None:
        return _renamed(document, Revision(root, revision, at.commit))
    try:
        return Document.parse(at.content(entry), f"{document.path} at {revision}")
    except Refused as refused:
        raise Failure(f"{document.path} at {revision} cannot be compared: {refused.finding.message}") from None


def _renamed(document: Document, at: Revision) -> Document | None:
    """The file that is no longer there and was this document: it has the same xml:id, else most of the same words."""
    gone = [entry for entry in at.entries() if entry.path.endswith(".xml") and not is_file(at.folder / entry.path)]
    earlier: list[tuple[float, Document]] = []
    for entry in gone[:_MOST_GONE]:
        try:
            found = Document.parse(at.content(entry), f"{(at.folder / entry.path).as_posix()} at {at.name}")
        except Refused:
            continue
        earlier.append((_likeness(document, found), found))
    likeness, likest = max(earlier, key=lambda pair: pair[0], default=(0.0, None))
    return likest if likeness > _ALIKE else None


def _likeness(one: Document, other: Document) -> float:
    """2 for the same xml:id, else which part of the words of the longer text is in both."""
    if one.root.get(XML_ID) and one.root.get(XML_ID) == other.root.get(XML_ID):
        return 2.0
    mine, theirs = Counter(text_of(one.root).split()), Counter(text_of(other.root).split())
    return (mine & theirs).total() / max(mine.total(), theirs.total(), 1)


def _announced(document: Document, earlier: Document) -> bool:
    """Whether the header has a change of the text that it did not have at the revision."""
    return bool(_changes(document) - _changes(earlier))


def _changes(document: Document) -> set[tuple[str, str]]:
    return {
        (change.get("when", ""), text_of(change))
        for change in document.root.iter(f"{{{TEI}}}change")
        if change.get("type") == "text"
    }


def _changed(mine: ReadingWords, theirs: ReadingWords, difference: Difference, revision: str) -> Diagnostic:
    now, before = mine.said(difference.mine), theirs.said(difference.theirs)
    if now and before:
        message = f"the text says “{now}”, and at {revision} it said “{before}”"
    elif before:
        message = f"the text lacks “{before}”, which it had at {revision}"
    else:
        message = f"the text says “{now}”, which it did not at {revision}"
    return Diagnostic(
        "text-changed",
        message,
        mine.document.path,
        mine.span(difference.mine),
        label="changed",
        found=now,
        expected=(before,) if before else None,
        help=('restore the words, or announce the change in the header: <change type="text">…</change>',),
    )
