"""The header of a text that was imported: what it is, where it comes from, what a program did and nobody looked at."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree
from lxml.builder import ElementMaker

from siglum.document import XML_ID
from siglum.importing.model import Text
from siglum.tei.vocabulary import TEI

UNDETERMINED = "und"
"""The language of a text of which nobody has said it (BCP 47)."""
NORMALISATIONS = {
    "nbsp-as-space": "A no-break space counts as a space.",
    "collapse-white-space": "White space in a row, line ends included, counts as one space.",
}
"""What may be normalised in silence where a text is imported (see `reading.words`), as the header says it."""
NORMALISED = ("collapse-white-space",)
_DID = {
    kind: f"took the text for {taken} and marked what its rules recognised"
    for kind, taken in {"letter": "a letter", "play": "a play", "verse": "verse", "prose": "prose"}.items()
} | {"pages": "kept its pages, regions and lines and their places", "": "kept what the format marks"}
"""What was done with a text of each kind."""
_UNPUBLISHED = "Not published yet. Under which licence the text may be used has not been said."


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was imported: its path from the TEI, its content, and what its format is called."""

    path: str
    data: bytes
    called: str


NAMESPACES: Any = {None: TEI}
_: Any = ElementMaker(namespace=TEI, nsmap=NAMESPACES)


def header(text: Text, sources: list[Source], version: str, normalised: Mapping[str, str]) -> etree._Element:
    """The teiHeader of a text.

    `version` is that of the program; `normalised` are keys of `NORMALISATIONS`, each
    with the file that says what it is, "" for this one."""
    profile = _.profileDesc(_.langUsage(_.language(ident=text.language or UNDETERMINED)))
    return cast("etree._Element", _.teiHeader(_file(text, sources), _encoding(text, version, normalised), profile))


def _file(text: Text, sources: list[Source]) -> Any:
    title = _.titleStmt(_.title(text.title))
    if text.author:
        title.append(_.author(text.author))
    publication = _.publicationStmt(_.p(_UNPUBLISHED))
    described = _.sourceDesc(*(_described(source) for source in sources))
    return _.fileDesc(title, publication, described)


def _described(source: Source) -> Any:
    digest = hashlib.sha256(source.data).hexdigest()
    return _.p(
        f"{source.called}, ", _.ptr(target=source.path), f", of {len(source.data):,} bytes; SHA-256 ",
        _.idno(digest, type="sha256"), ".",
    )  # fmt: skip


def _encoding(text: Text, version: str, normalised: Mapping[str, str]) -> Any:
    done = f"which {_DID.get(text.kind, 'marked what its rules recognised')}"
    project = _.projectDesc(
        _.p(f"Made from the source by Siglum, {done}. Nobody has compared the encoding with the source yet.")
    )
    normalization = _.normalization(
        _.p(f"{' '.join(map(NORMALISATIONS.__getitem__, normalised))} Nothing else is normalised in silence."),
        method="silent", ana=" ".join(f"{file}#{name}" for name, file in normalised.items()),
    )  # fmt: skip
    editorial = _.editorialDecl(_.correction(_.p("Nothing is corrected.")), normalization)
    own = [name for name, file in normalised.items() if not file]
    application = _.application(_.label("Siglum"), ident="siglum", version=version)
    classes = [_.classDecl(_taxonomy(own))] if own else []
    return _.encodingDesc(project, editorial, *classes, _.appInfo(application))


def _taxonomy(names: Iterable[str]) -> Any:
    """The categories that say what is normalised; their ids are what they are known by."""
    taxonomy = _.taxonomy(_.desc("What is normalised in silence."))
    for name in names:
        category = _.category(_.catDesc(NORMALISATIONS[name]))
        category.set(XML_ID, name)
        taxonomy.append(category)
    return taxonomy
