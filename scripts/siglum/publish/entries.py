"""Of the registers, what a document asks for: the entries that it points at, and those that these point at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from siglum.document import XML_ID, XML_LANG, Refused, local
from siglum.edition import Edition
from siglum.edition.pointers import prefixes
from siglum.failure import Failure
from siglum.publish.survey import Survey, opened, resolved
from siglum.saxon import SOURCE
from siglum.session import Session
from siglum.tei.registers import stand_offs
from siglum.tei.vocabulary import ENTRIES, TEI

_DEEP = 2
"""How far pointers are followed: from a document to a work, from the work to its author."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry as it is encoded, with the ids that it points at, and its number among those of its file."""

    xml: str
    number: int
    points_at: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Register:
    """The head of a file with entries, as the beginning of a TEI document; and its entries, by each id in them."""

    head: str
    entries: Mapping[str, _Entry]


class Entries:
    """The entries of the files of an edition, read from a file when somebody points there."""

    def __init__(self, edition: Edition, paths: Sequence[str], surveys: Mapping[str, Survey], session: Session) -> None:
        self.edition, self.session = edition, session
        self._order = {path: number for number, path in enumerate(paths)}
        self._holders: dict[str, list[str]] = {}
        self._registers = {path: surveys[path].is_register for path in paths}
        self._pointers = {path: surveys[path].pointers for path in paths}
        self._read: dict[str, _Register] = {}
        for path in paths:
            for name in surveys[path].entries:
                self._holders.setdefault(name, []).append(path)

    def pruned(self, path: str, page: Callable[[str], str]) -> tuple[tuple[str, str, str], ...]:
        """The registers beside a file with what it asks for: of each its path, its page, and TEI with those entries."""
        if not self._holders:
            return ()
        taken: dict[str, set[_Entry]] = {}
        ids: Iterable[str] = (pointer.partition("#")[2] for pointer in self._pointers[path])
        for _ in range(_DEEP):
            found = {(holder, entry) for name in ids for holder, entry in self._called(name, path)}
            fresh = {(holder, entry) for holder, entry in found if entry not in taken.get(holder, ())}
            for holder, entry in fresh:
                taken.setdefault(holder, set()).add(entry)
            ids = {name for _, entry in fresh for name in entry.points_at}
        return tuple(
            (holder, page(holder), self._tei(holder, taken[holder]))
            for holder in sorted(taken, key=self._order.__getitem__)
        )

    def _called(self, name: str, path: str) -> list[tuple[str, _Entry]]:
        """The entry with an id, of the first file that has one and is not this one."""
        for holder in self._holders.get(name, ()):
            if holder != path and (entry := self._register(holder).entries.get(name)):
                return [(holder, entry)]
        return []

    def _tei(self, holder: str, entries: set[_Entry]) -> str:
        inner = "".join(entry.xml for entry in sorted(entries, key=lambda entry: entry.number))
        return f"{self._register(holder).head}<standOff>{inner}</standOff></TEI>"

    def _register(self, path: str) -> _Register:
        if path not in self._read:
            self._read[path] = self._opened(path)
        return self._read[path]

    def _opened(self, path: str) -> _Register:
        try:
            root = opened(self.edition, path, self.session).root
        except (Refused, Failure):
            return _Register("", {})
        register = self._registers[path]
        known, entries = prefixes(root), dict[str, _Entry]()
        number = 0
        for stand_off in stand_offs(root, register=register):
            for top in _tops(stand_off):
                number += 1
                ids = frozenset(resolved(token, known).partition("#")[2] for e in top.iter(etree.Element)
                                for value in e.attrib.values() for token in str(value).split()) - {""}  # fmt: skip
                entry = _Entry(etree.tostring(top, encoding="unicode", with_tail=False), number, ids)
                for element in top.iter(etree.Element):
                    entries.setdefault(element.get(XML_ID, ""), entry)
        return _Register(_head(path, root), entries)


def _tops(element: etree._Element) -> list[etree._Element]:
    """The entries in a list; of what is none, the element itself, as far as it holds no entries."""
    found: list[etree._Element] = []
    for child in element.iterchildren(etree.Element):
        if local(child) not in ENTRIES and any(local(inner) in ENTRIES for inner in child.iter(etree.Element)):
            found += _tops(child)
        else:
            found.append(child)
    return found


def _head(path: str, root: etree._Element) -> str:
    """What an entry's page is called by, and how pointers in it are read."""
    tei = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI, "source": SOURCE})  # type: ignore[dict-item]
    tei.set(f"{{{SOURCE}}}path", path)
    for name in (XML_ID, XML_LANG):
        if name in root.attrib:
            tei.set(name, root.attrib[name])
    header = etree.SubElement(tei, f"{{{TEI}}}teiHeader")
    file = etree.SubElement(header, f"{{{TEI}}}fileDesc")
    for title in root.iterfind(f"{{{TEI}}}teiHeader/{{{TEI}}}fileDesc/{{{TEI}}}titleStmt"):
        file.append(etree.fromstring(etree.tostring(title, with_tail=False)))
    encoding = etree.SubElement(header, f"{{{TEI}}}encodingDesc")
    for prefix in root.iter(f"{{{TEI}}}prefixDef"):
        encoding.append(etree.fromstring(etree.tostring(prefix, with_tail=False)))
    return etree.tostring(tei, encoding="unicode").removesuffix("</TEI>")
