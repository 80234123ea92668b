"""ODD → RELAX NG and Schematron."""

from siglum.odd.compile import Compiled, assembled, compile_odd, read, write

__all__ = ["Compiled", "assembled", "compile_odd", "read", "write"]
