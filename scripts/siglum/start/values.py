"""The values that stand in {{double braces}} in the templates, each written as its kind of file asks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from importlib import metadata
from xml.sax.saxutils import escape

from siglum import __version__
from siglum.start.particulars import Licence, Particulars


def _quoted(text: str) -> str:
    """A text as TOML and YAML have it in quotation marks."""
    return json.dumps(text, ensure_ascii=False)


def _plain(text: str) -> str:
    """A text in Markdown, of which nothing is markup."""
    return re.sub(r"([\\`*_\[\]<>&#|~])", r"\\\1", text)


_ESCAPES: Mapping[str, Callable[[str], str]] = {
    ".xml": escape, ".toml": _quoted, ".cff": _quoted, ".md": _plain,
}  # fmt: skip
"""How a text is written, by the end of the file's name; as it is in all others."""


def values(wanted: Particulars, suffix: str) -> dict[str, str]:
    """All values for a kind of file."""
    write = _ESCAPES.get(suffix, str)
    licence = wanted.licence
    return {
        "title": write(wanted.title),
        "editor": write(wanted.editor),
        "language": wanted.language,
        "licence-name": licence.name,
        "licence-address": licence.address,
        "toolkit": _toolkit(),
        "english": "" if wanted.language == "en" else ' xml:lang="en"',
        "author-of-header": f"\n        <author>{write(wanted.author)}</author>" if wanted.author else "",
        "author-of-reading": f"{wanted.author}\n" if wanted.author else "",
        "availability": _availability(licence),
        "licence-of-citation": f"license: {licence.id}\n" if licence.address else "",
        "licence-of-readme": "\n## Licence\n\n[LICENSE.md](LICENSE.md)\n" if licence.address else "",
    }


def _availability(licence: Licence) -> str:
    """What the header says of the use of an edition."""
    status = "free" if licence.free else "restricted"
    target = f' target="{licence.address}"' if licence.address else ""
    return f"""<availability status="{status}">
          <licence{target}><p>Markup, apparatus, registers and notes: {licence.name}.</p></licence>
        </availability>"""


def _toolkit() -> str:
    """What pip installs this toolkit from: the commit of the repository that it came from, else its version."""
    try:
        origin = json.loads(metadata.distribution("siglum").read_text("direct_url.json") or "{}")
    except (metadata.PackageNotFoundError, ValueError):
        origin = {}
    version = origin.get("vcs_info", {})
    if version.get("vcs") and version.get("commit_id"):
        return f"siglum @ {version['vcs']}+{origin['url']}@{version['commit_id']}"
    return f"siglum=={__version__}"
