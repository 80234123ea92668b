"""The vocabulary of TEI: its namespace, the attributes that point, classes of elements.

Source: TEI P5 Guidelines, sections 3.4 (Simple Editorial Changes), 4 (Default Text Structure), 12 (Critical Apparatus)
and 17 (Linking, Segmentation, and Alignment).
"""

import re
from functools import cache

from siglum import resources

TEI = "http://www.tei-c.org/ns/1.0"

Attributes = frozenset[tuple[str, str]]
"""Pairs of an element's local name ("*" for any) and an attribute's name."""

POINTERS: Attributes = frozenset(
    ("*", name)
    for name in (
        "active", "ana", "calendar", "change", "copyOf", "corresp", "datcat", "datingPoint", "decls", "edRef",
        "exclude", "facs", "hand", "mutual", "next", "nymRef", "passive", "period", "prev", "ref", "rendition", "resp",
        "sameAs", "scheme", "scribeRef", "select", "source", "spanTo", "synch", "target", "targetEnd", "toWhom",
        "where", "who", "wit",
    )
)  # fmt: skip
"""The pointers of TEI, where no schema says which attributes are."""

NO_POINTERS: Attributes = frozenset(
    (
        ("att", "scheme"), ("constraintSpec", "scheme"), ("gi", "scheme"), ("rendition", "scheme"),
        ("styleDefDecl", "scheme"), ("tag", "scheme"), ("interaction", "active"), ("interaction", "passive"),
        ("localProp", "scheme"), ("unicodeProp", "scheme"), ("unihanProp", "scheme"),
    )
)  # fmt: skip
"""Attributes that share the name of a pointer and are of another datatype than teidata.pointer."""

APART = frozenset(("back", "desc", "note", "teiHeader", "standOff", "figDesc", "noteGrp"))
"""Elements whose words are the editors', or stand outside the text."""

QUOTING = frozenset(("quote", "said", "q", "soCalled", "mentioned"))
"""Elements whose words are usually printed in quotation marks."""

NAMING = frozenset(
    ("persName", "orgName", "placeName", "eventName", "geogName", "settlement", "country", "region", "objectName",
     "name")
)  # fmt: skip
"""Elements that name a person, a place, an organisation, an event or a thing."""

ENTRIES = ("person", "personGrp", "org", "place", "event", "bibl", "biblStruct", "object", "nym")
"""Elements that are entries of a register (a list of persons, places …)."""


@cache
def elements() -> frozenset[str]:
    """The names of all elements of TEI P5 4.9."""
    structure = (resources.folder("schema") / "tei" / "4.9.0.odd").read_text(encoding="utf-8")
    return frozenset(re.findall(r'<elementSpec [^>]*\bident="(\w+)"', structure))
