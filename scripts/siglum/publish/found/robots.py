"""robots.txt: all may be read, and where the list of pages is. It counts only at the root of a host.

Sources: RFC 9309, the Robots Exclusion Protocol; sitemaps.org, “Specifying the Sitemap location in your robots.txt”.
"""

from __future__ import annotations

FILE = "robots.txt"


def of(address: str) -> str:
    """The file of a site at that address, which ends with a slash."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {address}sitemap.xml\n"
