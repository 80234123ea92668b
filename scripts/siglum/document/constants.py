"""Namespaces that XML itself has, and the size of a document."""

MOST_BYTES = 1_000_000_000
"""How long a document may be."""
XINCLUDE = "http://www.w3.org/2001/XInclude"
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
