"""What a document includes is brought in before anything is asked: each element keeps the file that it stands in.

Nothing is read but files inside a folder, no more than stated limits. What cannot be brought in is replaced by its
fallback; where there is none, that is a finding at the inclusion, and the rest is looked at all the same.
Source: XML Inclusions (XInclude) 1.0 (Second Edition), sections 3 and 4; of xpointer, an element's id.
"""

from __future__ import annotations

import os
import re
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from siglum.diagnostic import Diagnostic
from siglum.document.constants import XINCLUDE
from siglum.document.decoding import decode
from siglum.document.refusals import Refused
from siglum.document.tree import XML_ID, Document
from siglum.failure import Failure
from siglum.opening import read_file

_INCLUDE, _FALLBACK = f"{{{XINCLUDE}}}include", f"{{{XINCLUDE}}}fallback"
_MOST_DEEP = 20
_MOST_BYTES = 50_000_000
_MOST_FILES = 2_000
_NAME = r"[^\s()'\"/]+"
_ID = re.compile(
    rf"(?P<bare>{_NAME})|element\((?P<element>{_NAME})\)|xpointer\(id\((?P<q>['\"])(?P<id>{_NAME})(?P=q)\)\)"
)


class _Lost(Exception):
    """Why something cannot be brought in. A fallback does not help where `fatal`."""

    def __init__(self, message: str, advice: str, *, fatal: bool = False) -> None:
        super().__init__(message)
        self.message, self.advice, self.fatal = message, advice, fatal


@dataclass(slots=True)
class _Budget:
    """The folder that nothing may lie outside of, and what may still be read."""

    within: Path
    left: int = _MOST_BYTES
    files: int = _MOST_FILES
    read: dict[Path, bytes] = field(default_factory=dict)

    def data(self, path: Path, href: str) -> bytes:
        if path not in self.read:
            if self.files <= 0:
                raise _Lost(f"the document includes more than {_MOST_FILES:,} files", "include fewer", fatal=True)
            try:
                self.read[path] = read_file(path, self.left)
            except Failure as failure:
                reason = str(failure).rpartition(": ")[2]
                raise _Lost(f"cannot read {href}: {reason}", "mend the path, or add the file") from None
            self.files -= 1
        self.left -= len(self.read[path])
        if self.left < 0:
            raise _Lost(f"the document includes more than {_MOST_BYTES:,} bytes", "include less", fatal=True)
        return self.read[path]


def resolve(document: Document, within: Path) -> None:
    """Bring into a document what it includes from files inside a folder; `document.troubles` says what cannot be."""
    if XINCLUDE not in document.source.text:
        return
    real = Path(os.path.realpath(document.path))
    _resolve(document, _Budget(Path(os.path.realpath(within))), ((real, ""),))


def _resolve(document: Document, budget: _Budget, above: tuple[tuple[Path, str], ...]) -> None:
    originals = document.own
    for include in originals:
        if include.tag == _INCLUDE and _stands(include, document.root):
            _replace(document, include, budget, above)


def _stands(include: etree._Element, root: etree._Element) -> bool:
    """Whether an inclusion is still part of the tree, and no fallback of another that may not be needed."""
    top = include
    for ancestor in include.iterancestors():
        if ancestor.tag == _INCLUDE:
            return False
        top = ancestor
    return top is root


def _replace(document: Document, include: etree._Element, budget: _Budget, above: tuple[tuple[Path, str], ...]) -> None:
    try:
        found = _brought(document, include, budget, above)
    except _Lost as lost:
        document.incomplete = True
        fallback = include.find(_FALLBACK)
        if fallback is not None and not lost.fatal:
            content: str | list[etree._Element] = [deepcopy(node) for node in fallback]
            originals = [e for node in fallback for e in node.iter(etree.Element)]
            copies = [e for node in content for e in node.iter(etree.Element)]  # type: ignore[union-attr]
            for copy, original in zip(copies, originals, strict=True):
                document.included[copy] = (document.home(original), document.ordinal(original))
            _put(document, include, content, fallback.text or "")
            for copy in copies:
                if copy.tag == _INCLUDE and _stands(copy, document.root):
                    _replace(document, copy, budget, above)
            return
        document.troubles.append(_finding(document, include, lost))
        return
    _put(document, include, found, "")


def _put(document: Document, include: etree._Element, content: str | list[etree._Element], before: str) -> None:
    """What is brought in, in the place of the inclusion."""
    parent, tail = include.getparent(), include.tail or ""
    if isinstance(content, str):
        before, content = before + content, []
    if parent is None:
        if len(content) == 1:
            document.root = content[0]
        return
    if len(content) != 1 or before:
        document.moved.add(parent)
    at = parent.index(include)
    include.tail = None
    parent.remove(include)
    parent[at:at] = content
    _append(parent, at, before)
    _append(parent, at + len(content), tail)


def _append(parent: etree._Element, at: int, text: str) -> None:
    """Text before the child of that number, or at the end."""
    if not text:
        return
    if at == 0:
        parent.text = (parent.text or "") + text
    else:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text


def _brought(
    document: Document, include: etree._Element, budget: _Budget, above: tuple[tuple[Path, str], ...]
) -> str | list[etree._Element]:
    """The text, or the elements, that an inclusion asks for."""
    href, pointer = include.get("href", ""), include.get("xpointer", "")
    if href.startswith("//") or re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:", href):
        raise _Lost(f"{href} is on the net, and nothing is read from there", "put a copy into the edition")
    home = document.home(include)
    if "\0" in unquote(href):
        raise _Lost(f"cannot read {href}: no such file or directory", "mend the path, or add the file")
    path = Path(os.path.normpath(Path(home.path).parent / unquote(href))) if href else Path(home.path)
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(budget.within):
        raise _Lost(f"{href} lies outside the folder of the edition, and is not read", "put a copy into the edition")
    if include.get("parse", "xml") == "text":
        return _text(budget.data(real, href or home.path), include.get("encoding", ""), href)
    if include.get("parse", "xml") != "xml":
        raise _Lost(f'parse="{include.get("parse")}" is not known', 'write parse="xml" or parse="text"', fatal=True)
    name = _named(pointer)
    if (real, name) in above or (not href and not name):
        raise _Lost(f"{href or 'this file'} includes itself", "include what does not include this file", fatal=True)
    if len(above) >= _MOST_DEEP:
        raise _Lost(f"inclusions are nested more than {_MOST_DEEP} deep", "include less deeply", fatal=True)
    try:
        part = Document.parse(budget.data(real, href or home.path), path.as_posix())
    except Refused as refused:
        fault = f"{href}:{refused.finding.span.start.line} is no document: {refused.finding.message}"
        raise _Lost(fault, "mend that file", fatal=True) from None
    _resolve(part, budget, (*above, (real, name)))
    document.troubles += part.troubles
    document.incomplete |= part.incomplete
    top = next((e for e in part.elements if e.get(XML_ID) == name), None) if name else part.root
    if top is None:
        raise _Lost(f"{href or 'this file'} has no element with the xml:id “{name}”", "mend the xpointer")
    return [_copied(document, part, top)]


def _copied(document: Document, part: Document, top: etree._Element) -> etree._Element:
    """A copy of an element of a part, which knows where it comes from."""
    copy = deepcopy(top)
    copy.tail = None
    for mine, its in zip(copy.iter(etree.Element), top.iter(etree.Element), strict=True):
        document.included[mine] = (part.home(its), part.ordinal(its))
        if its in part.moved:
            document.moved.add(mine)
    return copy


def _named(pointer: str) -> str:
    """The id that an xpointer names, "" for none."""
    if not pointer:
        return ""
    match = _ID.fullmatch(pointer.strip())
    if match is None:
        raise _Lost(f"the xpointer “{pointer}” is not known: only that to an xml:id is", "give the element an xml:id")
    return match["bare"] or match["element"] or match["id"] or ""


def _text(data: bytes, encoding: str, href: str) -> str:
    try:
        text = data.decode(encoding) if encoding else decode(data).text
    except (LookupError, UnicodeDecodeError):
        raise _Lost(f"{href} is not in the encoding {encoding}", "mend @encoding") from None
    if re.search(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text):
        raise _Lost(f"{href} has characters that may not stand in XML", "remove them", fatal=True)
    return text.replace("\r\n", "\n")


def _finding(document: Document, include: etree._Element, lost: _Lost) -> Diagnostic:
    part = ("value", "href") if include.get("href") else "name"
    return Diagnostic(
        "include-failed",
        f"what stands here cannot be included: {lost.message}",
        document.home(include).path,
        document.span(include, part),
        label="not included",
        found=include.get("href"),
        parent="include",
        help=(lost.advice,),
    )
