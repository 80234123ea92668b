"""What the outputs are made from."""

from __future__ import annotations

from pathlib import Path

from siglum import reading, saxon
from siglum.document import Document, Refused
from siglum.edition import Edition
from siglum.session import Session


class Made:
    """What the outputs are made from: the edition, its files as read and as Saxon is given them (by path), the readings
    as TEI (by id); `session` keeps what the next build may need again."""

    def __init__(self, edition: Edition, session: Session, *, bare: bool) -> None:
        self.edition, self.session, self.bare = edition, session, bare
        self.documents = {path: _read(edition.folder / path, path) for path in edition.documents}
        self.registers = {path: _read(edition.folder / path, path) for path in edition.registers}
        self.serialised = {path: saxon.serialised(file) for path, file in (self.documents | self.registers).items()}
        self.readings = {
            declared.id: reading.of(self.documents[declared.document], declared, self.serialised[declared.document])
            for declared in edition.readings
        }


def _read(file: Path, path: str) -> Document:
    try:
        return Document.read(file, path)
    except Refused as refused:
        raise refused.failure() from None
