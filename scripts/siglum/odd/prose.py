"""The prose of a compiled source, put aside while its structure is compiled, and put back where it belongs.

Nine tenths of TEI are descriptions, examples and remarks, in seven languages; the compiler asks none of it. In the
place of the prose of each specification, attribute or value stands `<odd:prose n="17"/>`, which the steps hand on as
they do everything. What an ODD says in the place of a description, it says beside that mark.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from siglum.document import XML_LANG, Document, parser
from siglum.keeping import Cache, digest, toolkit
from siglum.opening import read_file

_ODD = "{urn:siglum:odd}"
_T = "{http://www.tei-c.org/ns/1.0}"
_PROSE = frozenset(_T + name for name in ("gloss", "desc", "exemplum", "remarks", "listRef"))
_FIRST = frozenset(_T + name for name in ("gloss", "desc"))
_SPECS = tuple(_T + name for name in ("moduleSpec", "classSpec", "macroSpec", "dataSpec", "elementSpec"))
_HOLDERS = (*_SPECS, *(_T + name for name in ("attDef", "valItem", "constraintSpec")))
_LANGUAGE = re.compile(r'xml:lang="([^"]*)"')
_LARGEST = 50_000_000


Pieces = tuple[tuple[str, ...], ...]
"""The prose of the holders of a source, by number: the XML of each piece."""


@dataclass(eq=False)
class Plain:
    """A compiled source: its file, the key of its content, and its parts, which are read when they are asked for."""

    path: Path
    key: str
    parts: Callable[[], tuple[str, Pieces]]

    @cached_property
    def _parts(self) -> tuple[str, Pieces]:
        return self.parts()

    @property
    def text(self) -> str:
        """Its structure, as XML text."""
        return self._parts[0]

    @property
    def prose(self) -> Pieces:
        """Its prose."""
        return self._parts[1]


def compiled(path: Path, cache: Cache) -> Plain | None:
    """A source, if it is compiled; None for an ODD that refers to others, or changes them. Raises Failure, Refused."""
    data = read_file(path, _LARGEST)
    key = digest(f"{toolkit()} {digest(data)}")
    kept = cache.recall("odd", key)
    if kept is not None:
        return Plain(path, key, lambda: _recalled(kept) or _divided(_read(data, path), cache, key))
    root = _read(data, path)
    if not _is_compiled(root):
        return None
    parts = _divided(root, cache, key)
    return Plain(path, key, lambda: parts)


def _read(data: bytes, path: Path) -> etree._Element:
    return Document.parse(data, path.as_posix()).root


def _divided(root: etree._Element, cache: Cache, key: str) -> tuple[str, Pieces]:
    """The structure of a source and its prose; both are kept."""
    prose = tuple(_aside(holder, number) for number, holder in enumerate(_holders(root)))
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    text = etree.tostring(root, encoding="unicode")
    cache.keep("odd", key, json.dumps([text, prose], ensure_ascii=False))
    return text, prose


def _recalled(kept: str) -> tuple[str, Pieces] | None:
    """The parts of a source as they were kept; None where that is of another form."""
    try:
        text, prose = json.loads(kept)
        pieces = tuple(map(tuple, prose))
    except (ValueError, TypeError, RecursionError):
        return None
    words = (text, *(piece for holder in pieces for piece in holder))
    return (text, pieces) if all(isinstance(word, str) for word in words) else None


def _is_compiled(root: etree._Element) -> bool:
    """Whether a file holds specifications, and says of none of them that it is elsewhere or changed."""
    references = (_T + name for name in ("moduleRef", "specGrpRef", "specGrp"))
    if next(root.iter(*references), None) is not None or next(root.iter(_T + "elementSpec"), None) is None:
        return False
    specs = root.iter(*_SPECS)
    if any(spec.get("mode", "add") != "add" for spec in specs):
        return False
    top = (child for schema in root.iter(_T + "schemaSpec") for child in schema)
    return not any(str(child.tag).endswith("Ref") and child.tag != _T + "listRef" for child in top)


def _holders(root: etree._Element) -> Iterator[etree._Element]:
    yield from [holder for holder in root.iter(*_HOLDERS) if any(child.tag in _PROSE for child in holder)]


def _aside(holder: etree._Element, number: int) -> tuple[str, ...]:
    """Take the prose out of a holder, and leave the mark with its number."""
    pieces = [child for child in holder if child.tag in _PROSE]
    found = []
    for piece in pieces:
        piece.tail = None
        found.append(etree.tostring(piece, encoding="unicode"))
        holder.remove(piece)
    mark = etree.Element(f"{_ODD}prose", n=str(number), nsmap={"odd": _ODD[1:-1]})
    holder.insert(0, mark)
    return tuple(found)


def put_back(made: etree._Element, sources: list[Plain], languages: frozenset[str] | None = None) -> None:
    """Put the prose of sources back where its marks stand: what is said there already, in that language, stays.

    With `languages` only glosses and descriptions in these, as a schema has them: the marks stay, for the rest.
    """
    marks = list(made.iter(f"{_ODD}prose"))
    aside = (sources[int(mark.get("of", "0"))].prose[int(mark.get("n", "0"))] for mark in marks)
    chosen = ([piece for piece in pieces if languages is None or _is_said(piece, languages)] for pieces in aside)
    whole = "".join(f"<aside>{''.join(pieces)}</aside>" for pieces in chosen)
    for mark, found in zip(marks, etree.fromstring(f"<all>{whole}</all>", parser()), strict=True):
        holder = mark.getparent()
        assert holder is not None
        _put(holder, mark, list(found))
        if languages is None:
            holder.remove(mark)
            for child in [child for child in holder if child.tag in _PROSE and child.get("mode") == "delete"]:
                holder.remove(child)


def _put(holder: etree._Element, mark: etree._Element, pieces: list[etree._Element]) -> None:
    """Put pieces of prose into a holder: glosses and descriptions after those that it has, the rest at its end."""
    said = {_key(child) for child in holder if child.tag in _PROSE and child.tag != f"{_T}exemplum"}
    gone = {_key(child) for child in holder if child.tag in _PROSE and child.get("mode") == "delete"}
    left = [piece for piece in pieces if _key(piece) not in said | gone]
    at = max(holder.index(child) for child in holder if child is mark or child.tag in _FIRST) + 1
    holder[at:at] = [piece for piece in left if piece.tag in _FIRST]
    holder.extend([piece for piece in left if piece.tag not in _FIRST])


def _is_said(piece: str, languages: frozenset[str]) -> bool:
    """Whether a piece, as XML, is a gloss or description in one of the languages; English where it names none."""
    tag = piece[: piece.index(">")]
    found = _LANGUAGE.search(tag)
    return tag.startswith(("<gloss", "<desc")) and (found[1] if found else "en") in languages


def _key(piece: etree._Element) -> tuple[str, str, str]:
    return str(piece.tag), piece.get("type", ""), piece.get(XML_LANG, "en")
