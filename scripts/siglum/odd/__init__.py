"""ODD → RELAX NG and Schematron."""

from siglum.odd.compile import Compiled, assembled, compile_odd, make, read, write
from siglum.odd.sources import Sources, current

__all__ = ["Compiled", "Sources", "assembled", "compile_odd", "current", "make", "read", "write"]
