"""The header of a text that was imported: what it is, where it comes from, what a program did and nobody looked at."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
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
_UNPUBLISHED = "Not published yet. Under which licence the text may be used has not been said."


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was imported: its path from the TEI, its content, and what its format is called."""

    path: str
    data: bytes
    called: str


NAMESPACES: Any = {None: TEI}
_: Any = ElementMaker(namespace=TEI, nsmap=NAMESPACES)


def header(text: Text, sources: list[Source], version: str, normalised: Sequence[str] = NORMALISED) -> etree._Element:
    """The teiHeader of a text; `version` is that of the program, `normalised` are keys of `NORMALISATIONS`."""
    profile = _.profileDesc(_.langUsage(_.language(ident=text.language or UNDETERMINED)))
    return cast("etree._Element", _.teiHeader(_file(text, sources), _encoding(text, version, normalised), profile))


def _file(text: Text, sources: list[Source]) -> Any:
    title = _.titleStmt(_.title(text.title))
    if text.author:
        title.append(_.author(text.author))
    title.append(_.respStmt(_.resp("first encoding, by rules, from the source"), _.name("Siglum")))
    publication = _.publicationStmt(_.p(_UNPUBLISHED))
    described = _.sourceDesc(*(_described(source) for source in sources))
    return _.fileDesc(title, publication, described)


def _described(source: Source) -> Any:
    digest = hashlib.sha256(source.data).hexdigest()
    return _.p(
        f"{source.called}, ", _.ptr(target=source.path), f", of {len(source.data):,} bytes; SHA-256 ",
        _.idno(digest, type="sha256"), ".",
    )  # fmt: skip


def _encoding(text: Text, version: str, normalised: Sequence[str]) -> Any:
    taken = {"letter": "a letter", "play": "a play", "verse": "verse"}.get(text.kind, "prose")
    project = _.projectDesc(
        _.p(
            f"Made from the source by a program, which took the text for {taken} and marked what its rules "
            "recognised. Nobody has compared the encoding with the source yet."
        )
    )
    normalization = _.normalization(
        _.p(f"{' '.join(map(NORMALISATIONS.__getitem__, normalised))} Nothing else is normalised in silence."),
        method="silent", ana=" ".join(f"#{name}" for name in normalised),
    )  # fmt: skip
    editorial = _.editorialDecl(_.correction(_.p("Nothing is corrected.")), normalization)
    taxonomy = _.taxonomy(_.desc("What is normalised in silence."))
    taxonomy.set(XML_ID, "normalisations")
    for name in normalised:
        category = _.category(_.catDesc(NORMALISATIONS[name]))
        category.set(XML_ID, name)
        taxonomy.append(category)
    application = _.application(_.label("Siglum"), ident="siglum", version=version)
    return _.encodingDesc(project, editorial, _.classDecl(taxonomy), _.appInfo(application))
