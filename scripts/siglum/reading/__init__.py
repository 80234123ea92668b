"""A declared reading of a document: as TEI, and as words with their places."""

from siglum.reading.transform import of

__all__ = ["of"]
