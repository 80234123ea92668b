"""Pictures as the stylesheets are given them: XML."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr


def element(name: str, attributes: Mapping[str, object], content: str = "") -> str:
    """An element with its attributes, and what stands in it."""
    said = "".join(f" {key}={quoteattr(str(value))}" for key, value in attributes.items())
    return f"<{name}{said}>{content}</{name}>"
