"""Publish the documentation as pages: `docs/` and what the commands explain, in the look of an edition, in build/docs.

    python scripts/documentation.py [FOLDER]

`make docs` does so. A page is a file of Markdown; docs/README.md is the first page, and its tables are the ways to the
others. A page that nothing there leads to is a failure.
"""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from siglum import __version__, explain
from siglum.codes import CODES
from siglum.failure import Failure
from siglum.publish import folder
from siglum.publish.html.site import static

ROOT = Path(__file__).resolve().parents[1]
FINDINGS = "findings.md"
"""The page of all codes, which is no file: it is made of what `siglum explain` says."""

_PAGES = {"README.md": "siglum.html", "CONTRIBUTING.md": "contributing.html", "docs/README.md": "index.html"}
"""Pages whose address is not that of their file in docs/."""
_SEVERAL = 5
"""Sections from which on a page says at its head which it has."""
_POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; "
    "font-src 'self' file: data:; base-uri 'none'; form-action 'none'"
)
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · Siglum</title>
<link rel="stylesheet" href="{up}fonts.css">
<link rel="stylesheet" href="{up}style.css">
<link rel="stylesheet" href="{up}documentation.css">
<script src="{up}fonts.js"></script>
<script type="application/json" id="words">{{"copy": "Copy"}}</script>
<script src="{up}site.js" defer></script>
</head>
<body>
<a class="skip" href="#main">To the text</a>
<header class="site">
<p class="name"><a href="{up}index.html">Siglum {version}: documentation</a></p>
<nav aria-label="Documentation">
<ul>
{ways}
</ul>
<button type="button" class="theme" aria-label="Light or dark" title="Light or dark">◐</button>
</nav>
</header>
<main id="main">
<article class="prose manual">
{content}
</article>
</main>
<footer class="site"><p>Siglum is free software under the MIT licence.</p></footer>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the first page: the section it stands in, what it is called, the file it leads to."""

    section: str
    label: str
    file: str


def files() -> dict[str, bytes]:
    """All files of the site, by their addresses. Raises Failure where a link is dead, or no way leads to a page."""
    pages = {**sources(), f"docs/{FINDINGS}": findings()}
    addresses = {file: _PAGES.get(file, file.removeprefix("docs/").removesuffix(".md") + ".html") for file in pages}
    ways = [*_ways(pages["docs/README.md"]), Way("To look up", "The findings", f"docs/{FINDINGS}")]
    for file in sorted(pages.keys() - {way.file for way in ways} - {"docs/README.md"}):
        if not file.startswith("docs/decisions/"):
            raise Failure(f"nothing in docs/README.md leads to {file}: name it there")
    taken: dict[str, bytes] = {}
    site = {
        addresses[file]: _Page(file, text, addresses, taken).written(ways).encode("utf-8")
        for file, text in pages.items()
    }
    style = {"documentation.css": Path(__file__).with_suffix(".css").read_bytes()}
    return {**dict(static("Siglum")), **style, **site, **taken}


def sources() -> dict[str, str]:
    """The files of Markdown, by their names in the repository."""
    found = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in found}


def findings() -> str:
    """Every code with its page, as Markdown."""
    lines = ["# The findings", "", "What `siglum explain CODE` says of each.", ""]
    for code in sorted(CODES, key=lambda code: code.name):
        lines += [f"## {code.name}", "", f"*{code.station}, {code.severity}*", ""]
        lines += [_plain(line) for line in explain.body(code.name).rstrip().splitlines()] + [""]
    return "\n".join(lines)


def _plain(line: str) -> str:
    """A line of what is explained: examples are indented, names stand in backticks, and nothing else is markup."""
    if line.startswith("    "):
        return line
    parts = line.split("`")
    return "`".join(re.sub(r"([\\*_<\[\]])", r"\\\1", part) if at % 2 == 0 else part for at, part in enumerate(parts))


def _ways(text: str) -> Iterator[Way]:
    """The links of the first page, in their order."""
    section = ""
    for line in text.splitlines():
        if line.startswith("## "):
            section = line[3:]
        for label, target in re.findall(r"\[([^\]]+)\]\(([^)#]+\.md)\)", line) if line.startswith("|") else ():
            yield Way(section, label, posixpath.normpath(f"docs/{target}"))


class _Page:
    """A file of Markdown, as a page."""

    def __init__(self, file: str, text: str, addresses: Mapping[str, str], taken: dict[str, bytes]) -> None:
        self.file, self.addresses, self.taken = file, addresses, taken
        self.address = addresses[file]
        self.up = "../" * self.address.count("/")
        self.markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
        self.tokens = self.markdown.parse(text)
        self.title = next(_words(self.tokens[at + 1]) for at, t in enumerate(self.tokens) if t.type == "heading_open")

    def written(self, ways: list[Way]) -> str:
        """The page as HTML."""
        self._name_headings()
        for token in self.tokens:
            for child in token.children or ():
                for name in ("href", "src"):
                    if name in child.attrs:
                        child.attrs[name] = self._address_of(str(child.attrs[name]))
        after = next(at for at, token in enumerate(self.tokens) if token.type == "heading_close") + 1
        parts = (self.tokens[:after], self.tokens[after:])
        head, body = (self.markdown.renderer.render(part, self.markdown.options, {}) for part in parts)
        return _PAGE.format(
            policy=_POLICY, title=escape(self.title), up=self.up, version=__version__, ways=self._menu(ways),
            content=head + self._contents() + self._framed(body),
        )  # fmt: skip

    def _name_headings(self) -> None:
        """Give each heading the id by which links of Markdown call it."""
        seen: dict[str, int] = {}
        for token, inline in zip(self.tokens, self.tokens[1:], strict=False):
            if token.type == "heading_open":
                name = re.sub(r"[^\w\- ]", "", _words(inline).lower()).replace(" ", "-")
                seen[name] = seen.get(name, 0) + 1
                token.attrs["id"] = f"{name}-{seen[name] - 1}" if seen[name] > 1 else name

    def _contents(self) -> str:
        """The ways to the sections of a page that has several."""
        links = [
            f'<li><a href="#{token.attrs["id"]}">{escape(_words(self.tokens[at + 1]))}</a></li>'
            for at, token in enumerate(self.tokens)
            if token.type == "heading_open" and token.tag == "h2"
        ]
        if len(links) < _SEVERAL or self.address == "index.html":
            return ""
        return f'<nav class="contents" aria-label="On this page"><ul>{"".join(links)}</ul></nav>\n'

    def _address_of(self, target: str) -> str:
        """Where a link leads in the site: to a page, or to a copy of a file of the repository."""
        if re.match(r"https?://|mailto:|#", target):
            return target
        path, _, fragment = target.partition("#")
        file = posixpath.normpath(posixpath.join(posixpath.dirname(self.file), path))
        if file in self.addresses:
            address = self.addresses[file]
        elif (ROOT / file).is_file():
            address = f"files/{file}"
            self.taken[address] = (ROOT / file).read_bytes()
        else:
            raise Failure(f"{self.file} links to {target}, and there is no such file: mend the link")
        return self.up + address + (f"#{fragment}" if fragment else "")

    def _menu(self, ways: list[Way]) -> str:
        """The ways to all pages, a list for each section of the first one."""
        lists = []
        for section in dict.fromkeys(way.section for way in ways):
            links = []
            for way in (way for way in ways if way.section == section):
                here = ' aria-current="page"' if way.file == self.file else ""
                links.append(f'<li><a href="{self.up}{self.addresses[way.file]}"{here}>{escape(way.label)}</a></li>')
            is_here = any(way.section == section and way.file == self.file for way in ways)
            summary = f"<summary{' class=' + chr(34) + 'here' + chr(34) if is_here else ''}>{escape(section)}</summary>"
            lists.append(f'<li><details class="ways">{summary}<ul>{"".join(links)}</ul></details></li>')
        return "\n".join(lists)

    def _framed(self, content: str) -> str:
        """Tables in a frame that can be moved, so that none is wider than the page."""
        number = 0

        def frame(_: re.Match[str]) -> str:
            nonlocal number
            number += 1
            return f'<div class="wide" role="region" tabindex="0" aria-label="Table {number}"><table>'

        return re.sub("<table>", frame, content).replace("</table>", "</table></div>")


def _words(token: Token) -> str:
    """The words of a heading."""
    return "".join(child.content for child in token.children or ())


if __name__ == "__main__":
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build"
    try:
        folder.replace(where, {"docs": files()})
    except Failure as failure:
        sys.exit(str(failure))
    print(f"published to {where / 'docs'}")
