"""Whether bytes are well-formed, said without making a tree.

Source: Extensible Markup Language 1.0, sections 2.1, 2.8 and 4.3.3; Namespaces in XML 1.0, section 6.
"""

from __future__ import annotations

import re
from xml.parsers import expat

_DECLARATION = re.compile(
    rb"<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:'1\.0'|\"1\.0\")"
    rb"(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:'utf-8'|\"utf-8\"))?"
    rb"(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:'(?:yes|no)'|\"(?:yes|no)\"))?[ \t\r\n]*\?>",
    re.IGNORECASE,
)


def is_well_formed(data: bytes) -> bool:
    """Whether bytes are, for certain, a well-formed document in UTF-8 without a byte order mark.

    Of the declarations of namespaces only their form is looked at. False is no verdict: other encodings and versions
    are left to the parser that makes trees, which knows more and explains what is wrong.
    """
    if data.startswith(b"<?xml") and not data.startswith(b"<?xml-") and not _DECLARATION.match(data):
        return False
    try:
        expat.ParserCreate("utf-8", namespace_separator=" ").Parse(data, True)
    except expat.ExpatError:
        return False
    return True
