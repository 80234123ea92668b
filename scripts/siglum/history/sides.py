"""The two sides of a comparison: an edition as it is, or as it was at a revision of git."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from siglum.document import MOST_BYTES, Document, Refused, resolve
from siglum.edition import Edition, Reading
from siglum.failure import Failure
from siglum.git import Revision
from siglum.opening import read_file

NOW = "the files as they are"


@dataclass(frozen=True, slots=True)
class Side:
    """An edition, what it is called, and the commit (hexadecimal; "" for the files as they are)."""

    name: str
    edition: Edition
    commit: str = ""

    @classmethod
    def now(cls, folder: Path) -> Side:
        """The edition of a folder as it is. Raises Failure."""
        return cls(NOW, Edition.of(folder))

    @classmethod
    @contextmanager
    def at(cls, folder: Path, name: str, asked: str) -> Iterator[Side]:
        """The edition of a folder as it was at a revision, laid out elsewhere for as long as it is looked at.

        `asked` is what names the revision, for sentences. Raises Failure where git cannot say.
        """
        revision = Revision.find(folder, name, asked)
        with tempfile.TemporaryDirectory(prefix="siglum-") as made:
            place = Path(made).resolve()
            revision.lay_out(place)
            try:
                edition = Edition.of(place)
            except Failure as failure:
                said = str(failure).replace(f"{place.as_posix()}/", "").replace(place.as_posix(), folder.as_posix())
                raise Failure(f"at {name}, {said}") from None
            yield cls(name, edition, revision.commit)

    def document(self, path: str) -> Document:
        """A file of the edition with what it includes. Raises Failure, which says on which side it cannot be read."""
        try:
            document = Document.parse(self.data(path), self.edition.file(path).as_posix())
            resolve(document, self.edition.folder)
        except Refused as refused:
            line = refused.finding.span.start.line
            said = f"{path}, line {line}, {self._when}: {refused.finding.message}"
            raise Failure(f"not compared: {said}") from None
        return document

    def data(self, path: str) -> bytes:
        """The bytes of a file of the edition. Raises Failure."""
        try:
            return read_file(self.edition.file(path), MOST_BYTES)
        except Failure as failure:
            raise Failure(f"not compared: {self.said(str(failure))}") from None

    def said(self, sentence: str) -> str:
        """A sentence, without the folder in which the side was laid out."""
        return sentence.replace(f"{self.edition.folder.as_posix()}/", "") if self.commit else sentence

    @property
    def _when(self) -> str:
        return f"at {self.name}" if self.commit else "as it is"

    def reading(self, path: str) -> Reading:
        """The text of a document as it stands: the first declared reading of all of it, else the document itself."""
        for declared in self.edition.readings:
            if declared.document == path and not declared.scope and declared.stage == "sic":
                return declared
        return Reading("text", "the text as it stands", path, found=True)

    def declared(self, name: str) -> Reading | None:
        """The declared reading of an id."""
        return next((one for one in self.edition.readings if one.id == name), None)
