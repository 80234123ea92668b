"""Files laid out: one block on each line, the text proved unchanged before a byte is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from siglum import checking, opening, writing
from siglum.checking import Options, files, schemas
from siglum.checking.files import File
from siglum.document import Document, Refused
from siglum.edition import Reading
from siglum.failure import Failure
from siglum.fidelity.differences import differences
from siglum.layout.lines import laid_out
from siglum.reading.words import normalisations_of, words_of
from siglum.session import Session
from siglum.writing import Change


@dataclass(slots=True)
class LaidOut:
    """What came of it: the files that change, how many there are, what could not be done."""

    changes: dict[str, Change] = field(default_factory=dict)
    files: int = 0
    failures: list[str] = field(default_factory=list)

    def write(self) -> None:
        """Change the files, all or none. Raises Failure."""
        writing.change({Path(path): change for path, change in self.changes.items()})


def lay_out(paths: Sequence[str], session: Session, attributes: str = "") -> LaidOut:
    """Lay out files, those in folders, or those of the edition of the current folder; nothing is written.

    `attributes` says whether these `keep` their order or have that of the `schema`; "" for what siglum.toml says.
    """
    done = LaidOut()
    for file in files.chosen(paths, done.failures):
        try:
            change = _change(file, session, attributes)
        except Failure as failure:
            done.failures.append(str(failure))
            continue
        done.files += 1
        if change.before != change.after:
            done.changes[file.path] = change
    _check(done, session)
    return done


def _change(file: File, session: Session, attributes: str) -> Change:
    """A file as it is and laid out. Raises Failure for what is no document, or would say something else."""
    if not file.is_inside:
        raise Failure(file.leads_out)
    try:
        document = Document.read(file.path)
    except Refused as refused:
        raise Failure(f"{file.path} is no document, and stays as it is: {refused.finding.message}") from None
    held_to = schemas.of(document, file.edition, session)
    grammars = [session.schema(path) for path in held_to.grammars]
    asked = attributes or (file.edition.attributes if file.edition else "keep")
    after = laid_out(document, grammars, ordered=asked == "schema")
    if after != document.source.data:
        _prove(document, after, ordered=asked == "schema")
    return Change(document.source.data, after)


def _prove(document: Document, data: bytes, *, ordered: bool) -> None:
    """Raises Failure where a document laid out has other elements, attributes, comments or words."""
    try:
        after = Document.parse(data, document.path)
        pairs = zip(document.root.iter(), after.root.iter(), strict=True)
        same = all(_same(one, other, ordered=ordered) for one, other in pairs) and not _differs(document, after)
    except (Refused, ValueError):
        same = False
    if not same:
        raise Failure(f"{document.path} stays as it is: laid out, it would not say the same; please report it")


def _same(one: etree._Element, other: etree._Element, *, ordered: bool = False) -> bool:
    """Whether two nodes are the same but for white space that stands alone, and, if that is `ordered`, the order of
    attributes."""
    texts = all(
        a == b or (not (a or "").strip() and not (b or "").strip())
        for a, b in ((one.text, other.text), (one.tail, other.tail))
    )
    attributes, others = list(one.attrib.items()), list(other.attrib.items())
    alike = dict(attributes) == dict(others) if ordered else attributes == others
    return one.tag == other.tag and texts and alike


def _differs(document: Document, after: Document) -> bool:
    """Whether the words of the text differ, under the normalisations that the header declares."""
    names = normalisations_of(document) or ("collapse-white-space",)
    reading = Reading("text", "the text as it stands", document.path)
    return any(True for _ in differences(words_of(document, reading, names), words_of(after, reading, names)))


def _check(done: LaidOut, session: Session) -> None:
    """Leave files as they are if there would be something else to say of them."""
    paths, options = list(done.changes), Options(jobs=1)
    if not paths:
        return
    before = checking.check(paths, options, session)
    with opening.instead({Path(path): change.after for path, change in done.changes.items()}):
        after = checking.check(paths, options, session)
    for path in paths:
        codes = [Counter(f.code for f in outcome.findings if f.path == path) for outcome in (before, after)]
        if codes[0] != codes[1]:
            del done.changes[path]
            done.failures.append(f"{path} stays as it is: laid out, other findings would be made; please report it")
