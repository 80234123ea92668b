"""Where each answer lies: URI templates (RFC 6570) whose every expansion is the name of a file.

What a query would put behind a question mark stands in the name, as path-style parameters (`;down=1`), since a static
host does not look behind the question mark. The ends of the names are those by which hosts tell a browser what it gets:
`.jsonld` is application/ld+json, `.tei` application/tei+xml.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

ENTRY = "index.jsonld"


def collection(id_: str = "", nav: str = "") -> str:
    """The file of an answer of the Collection endpoint."""
    return f"collection{'/' if id_ else ''}{id_}{_said('nav', nav)}.jsonld"


def navigation(resource: str, ref: str = "", down: str = "") -> str:
    """The file of an answer of the Navigation endpoint."""
    return f"navigation/{resource}/units{_said('ref', ref)}{_said('down', down)}.jsonld"


def siblings(resource: str, parent: str, page: int) -> str:
    """The file of a further page of units with one parent ("" for those at the top)."""
    return f"navigation/{resource}/siblings{_said('parent', parent)};page={page}.jsonld"


def document(resource: str, ref: str = "") -> str:
    """The file of a document, or of a unit of it."""
    return f"document/{resource}{_said('ref', ref)}.tei"


def _said(name: str, value: str) -> str:
    return f";{name}={value}" if value else ""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of a service; `root` is that of its folder, with a slash at its end."""

    root: str

    def of(self, file: str) -> str:
        """The address of a file."""
        return self.root + quote(file, safe="/;=")

    @property
    def collection(self) -> str:
        """The template for any collection or resource."""
        return f"{self.root}collection{{/id}}{{;nav}}.jsonld"

    @property
    def navigation(self) -> str:
        """The template for the units of any resource."""
        return f"{self.root}navigation/{{resource}}/units{{;ref,down}}.jsonld"

    @property
    def document(self) -> str:
        """The template for any document."""
        return f"{self.root}document/{{resource}}{{;ref}}.tei"

    def collection_of(self, id_: str) -> str:
        """The template for one collection or resource."""
        return f"{self.root}collection/{quote(id_, safe='')}{{;nav}}.jsonld"

    def navigation_of(self, id_: str) -> str:
        """The template for the units of one resource."""
        return f"{self.root}navigation/{quote(id_, safe='')}/units{{;ref,down}}.jsonld"

    def document_of(self, id_: str) -> str:
        """The template for one document."""
        return f"{self.root}document/{quote(id_, safe='')}{{;ref}}.tei"
