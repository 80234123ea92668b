"""ODD → RELAX NG and Schematron."""

from siglum.odd.compile import Compiled, Specifications, compile_odd, make, read, specifications
from siglum.odd.sources import Sources, current, shipped

__all__ = [
    "Compiled",
    "Sources",
    "Specifications",
    "compile_odd",
    "current",
    "make",
    "read",
    "shipped",
    "specifications",
]
