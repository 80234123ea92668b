"""What an ODD came to, kept for the next time that it is compiled from the same.

Of each ODD (of each of its schemas and languages, and of each grammar in the compact syntax) there is one entry: the
last. It begins with the key of all that it was made of (the ODD, what it includes, its sources, the toolkit), and
counts under that key alone.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from siglum import packing
from siglum.diagnostic import Diagnostic
from siglum.keeping import Cache, digest, made_with
from siglum.odd.bundle import Bundle

Made = tuple[str, str, str, tuple[Diagnostic, ...]]
"""A grammar, rules, a compiled ODD, each as XML text, and what was found."""


def name(kind: str, path: Path, *asked: str) -> str:
    """The name of the entry of what is made of, or goes into, a file."""
    return digest(json.dumps([kind, os.path.realpath(path), *asked]))


def key(*said: object) -> str:
    """The key of what is made from some texts with this toolkit, and the libraries that it stands on."""
    return digest(json.dumps([made_with(), *said]))


def key_of(bundle: Bundle, *asked: str) -> str:
    """The key of what a bundle comes to."""
    files = (part for document in bundle.documents.values() for part in (document, *document.parts))
    said = [packing.packed(finding) for finding in bundle.findings]
    return key(bundle.said, [(file.path, digest(file.source.data)) for file in files], said, *asked)


def text(cache: Cache, name: str, key: str) -> str | None:
    """The text that was kept under a name, if it has that key."""
    found, _, body = (cache.recall("odd", name) or "").partition("\n")
    return body if found == key else None


def keep_text(cache: Cache, name: str, key: str, body: str) -> None:
    """Keep a text in the place of the one that had its name."""
    cache.keep("odd", name, f"{key}\n{body}")


def schema(cache: Cache, name: str, key: str) -> Made | None:
    """What an ODD came to, if it was kept under that key."""
    try:
        relaxng, schematron, odd, said = json.loads(text(cache, name, key) or "")
        findings = tuple(map(packing.unpacked, said))
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    whole = all(isinstance(part, str) for part in (relaxng, schematron, odd))
    return (relaxng, schematron, odd, findings) if whole else None


def keep_schema(cache: Cache, name: str, key: str, made: Made) -> None:
    """Keep what an ODD came to."""
    *texts, findings = made
    keep_text(cache, name, key, json.dumps([*texts, [*map(packing.packed, findings)]], ensure_ascii=False))
