"""ODD → RELAX NG and Schematron."""

from siglum.odd.compile import Compiled, assembled, compile_odd, flat, make, read, write
from siglum.odd.sources import Sources, current, shipped

__all__ = ["Compiled", "Sources", "assembled", "compile_odd", "current", "flat", "make", "read", "shipped", "write"]
