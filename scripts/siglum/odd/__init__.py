"""ODD → RELAX NG and Schematron."""

from siglum.odd.compile import Compiled, compile_odd, flat, make, read
from siglum.odd.sources import Sources, current, shipped

__all__ = ["Compiled", "Sources", "compile_odd", "current", "flat", "make", "read", "shipped"]
