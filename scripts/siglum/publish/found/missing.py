"""404.html: hosts of static sites show it at any address where there is nothing, however deep. So its links do not
begin where it is shown, but at the root of the host, at the path of the edition's address. It is one page in
xslt/html/site/found.xsl."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

FILE = "404.html"
_LINK = re.compile(r'(<(?:a|link|script|img)\b[^>]*?\s(?:href|src)=")(?![a-z][a-z0-9+.-]*:|[/#"])', re.IGNORECASE)


def absolute(page: str, address: str) -> str:
    """The page with its links to files of the site as they are from anywhere on the host of that address."""
    root = escape(urlsplit(address).path.rstrip("/"))
    return _LINK.sub(lambda found: f"{found[1]}{root}/", page)
