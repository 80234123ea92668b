"""One file: its bytes, its tree, and where every tag, attribute and text run stands."""

from siglum.document.inclusion import XINCLUDE, resolve
from siglum.document.markup import in_value
from siglum.document.refusals import Refused
from siglum.document.source import Source
from siglum.document.tree import (
    MOST_BYTES,
    XML_BASE,
    XML_ID,
    XML_LANG,
    XML_NAMESPACE,
    Document,
    free_id,
    local,
    parser,
    runs,
    text_of,
)
from siglum.document.wellformed import is_well_formed

__all__ = [
    "MOST_BYTES",
    "XINCLUDE",
    "XML_BASE",
    "XML_ID",
    "XML_LANG",
    "XML_NAMESPACE",
    "Document",
    "Refused",
    "Source",
    "free_id",
    "in_value",
    "is_well_formed",
    "local",
    "parser",
    "resolve",
    "runs",
    "text_of",
]
