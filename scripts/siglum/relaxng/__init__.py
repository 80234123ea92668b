"""RELAX NG: schemas read, documents held to them, every fault explained."""

from siglum.relaxng.schema import Schema
from siglum.relaxng.validation import accepts, validate

__all__ = ["Schema", "accepts", "validate"]
