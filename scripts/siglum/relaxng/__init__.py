"""RELAX NG: schemas read, documents held to them, every fault explained."""

from siglum.relaxng.schema import Schema

__all__ = ["Schema"]
