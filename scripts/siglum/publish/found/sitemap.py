"""sitemap.xml: the pages of the site for search engines; of very many, several files and a list of these.

Source: sitemaps.org, protocol 0.9: at most 50,000 addresses and 50 MB in one file; addresses are escaped, and begin
with that of the folder in which the file lies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote
from xml.sax.saxutils import escape

MOST = 50_000
"""Addresses in a file."""
MOST_BYTES = 50 * 1024 * 1024
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def files(address: str, pages: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """The files, for a site at that address (with a slash at its end): its pages by name, each with the day of its last
    change, "" where that is not known."""
    parts = list(_parts(address, pages))
    if len(parts) == 1:
        yield "sitemap.xml", parts[0]
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield from zip(names, parts, strict=True)
    said = "".join(f"<sitemap><loc>{escape(address)}{name}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", f"{_HEAD.format('sitemapindex')}{said}</sitemapindex>\n".encode()


def _parts(address: str, pages: Mapping[str, str]) -> Iterator[bytes]:
    head, end = _HEAD.format("urlset").encode(), b"</urlset>\n"
    lines: list[bytes] = []
    size = 0
    for page, day in pages.items():
        line = _url(address, page, day)
        if lines and (len(lines) == MOST or size + len(line) + len(head) + len(end) > MOST_BYTES):
            yield head + b"".join(lines) + end
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    yield head + b"".join(lines) + end


def _url(address: str, page: str, day: str) -> bytes:
    place = "" if page == "index.html" else quote(page, safe="/~")
    changed = f"<lastmod>{escape(day)}</lastmod>" if day else ""
    return f"<url><loc>{escape(address + place)}</loc>{changed}</url>\n".encode()
