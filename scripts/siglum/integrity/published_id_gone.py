"""An id that has been published goes on to lead somewhere.

Others have quoted it: a page of the site with `#p12`, a file with `#p12`. The ids that were published are listed in a
file of the edition, which `siglum release` keeps (`published` in siglum.toml, by default `published-ids.txt`).

    published: essay.xml p12 <p xml:id="p13">Late.</p>          wrong: nothing is called p12 any more
    published: essay.xml p12 = p13 <p xml:id="p13">Late.</p>    right: whoever asks for p12 is led to p13

Give the id back. Where its words stand under another id now, say so with `siglum release --gone p12=p13`, or in the
list itself: the pages of the site then have an anchor of the old name there. A file that was renamed keeps its ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from siglum.diagnostic import Diagnostic, Related
from siglum.document import Document, Source
from siglum.edition.configuration import Edition
from siglum.edition.index import Index
from siglum.edition.published import Published
from siglum.opening import read_file

CODE = "published-id-gone"
_LARGEST = 100_000_000
_POINTERS = 10


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    if index.edition is None or not index.published.ids or document.incomplete:
        return
    for before, now in index.published_as.items():
        if now and index.path_of(now) == document.path:
            for name in index.published.gone(before, index.ids(document.path)):
                yield _gone(document, before, name, index, index.edition)


def weighed(findings: Sequence[Diagnostic], index: Index) -> Iterator[Diagnostic]:
    """The ids that are gone, and the documents that are."""
    yield from findings
    if index.edition is None or index.edition.checks.get(CODE) == "off":
        return
    for before, now in index.published_as.items():
        if not now:
            yield _document_gone(before, index.published, index.edition)


def _gone(document: Document, before: str, name: str, index: Index, edition: Edition) -> Diagnostic:
    listed = f"{before} {name}"
    return Diagnostic(
        CODE,
        f"the id “{name}” has been published, and nothing in this file is called so any more",
        document.path,
        document.span(document.root),
        label=f"no “{name}”",
        found=name,
        help=(
            f"give it back, or say which id its words have now: siglum release --gone {name}=…",
            f"or write “{listed} = …” in {edition.published}",
        ),
        related=tuple(_pointing(document.path, name, index)),
    )


def _pointing(path: str, name: str, index: Index) -> Iterator[Related]:
    """Where the edition itself still points to an id."""
    found = (
        Related("still points to it", document.path, pointer.span)
        for document in index.documents
        for pointer in index.pointers(document)
        if pointer.target.lost == "id" and (pointer.target.file, pointer.target.id) == (path, name)
    )
    for related, _ in zip(found, range(_POINTERS), strict=False):
        related.span.measured()
        yield related


def _document_gone(before: str, published: Published, edition: Edition) -> Diagnostic:
    source = Source.of(read_file(edition.file(edition.published), _LARGEST))
    names = published.ids[before]
    line = min(published.lines[before, name] for name in names)
    start = source.index(line, 1)
    many = "1 id" if len(names) == 1 else f"{len(names):,} ids"
    finding = Diagnostic(
        CODE,
        f"“{before}”, of which {many} {'has' if len(names) == 1 else 'have'} been published, is no file of the edition",
        edition.file(edition.published).as_posix(),
        source.span((start, start + len(before))),
        label="not in the edition",
        found=before,
        help=(
            "give it back; a file that was renamed is known by its ids, as long as it has most of them",
            "or, if its addresses may lead nowhere, take its lines out of the list",
        ),
    )
    level = edition.checks.get(CODE)
    return replace(finding, severity=level) if level and level != "off" else finding
