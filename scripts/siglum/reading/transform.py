"""A declared reading of a document, as TEI: what every output is made from."""

from __future__ import annotations

from siglum import saxon
from siglum.document import Document
from siglum.edition import Reading
from siglum.failure import Failure


def of(document: Document, reading: Reading, source: str = "") -> str:
    """The reading as TEI XML. Each element carries its place in the source (see `saxon`).

    `source` stands for the document where it has been serialised already.
    Raises Failure if the document has no such part or witness, or if a choice lacks the side the reading asks for.
    """
    try:
        return saxon.transform(
            "urn:siglum:reading",
            "Q{urn:siglum:reading}of",
            source or saxon.serialised(document),
            {"scope": reading.scope, "witness": reading.witness, "stage": reading.stage, "found": reading.found},
        )
    except Failure as failure:
        raise Failure(f"reading {reading.id}: {failure}") from None
