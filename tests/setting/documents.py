"""The smallest document of a RELAX NG grammar that holds a given element, with words wherever it may have text."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
ENDLESS = 10_000
SAMPLES = {
    "anyURI": "#a", "ID": "", "language": "en", "date": "1937-06-09", "gYear": "1937", "boolean": "true", "double": "0.5",
    "decimal": "2.5", "nonNegativeInteger": "1", "Name": "p", "NCName": "a", "token": "word", "string": "word",
}  # fmt: skip
PATTERNS = {r"(\-?[\d]+/\-?[\d]+)": "1/2", r"[\d]+[a-z]*[\d]*(\.[\d]+[a-z]*[\d]*){0,3}": "1"}
Node = etree._Element


class Grammar:
    """A grammar in the form that the TEI publishes: one grammar, every definition once."""

    def __init__(self, path: Path) -> None:
        self.root = etree.parse(str(path)).getroot()
        self.defines = {d.get("name", ""): list(_patterns(d)) for d in self.root.iter(RNG + "define")}
        self.elements = {
            name: p[0]
            for name, p in self.defines.items()
            if len(p) == 1 and p[0].tag == RNG + "element" and p[0].get("name")
        }
        self.start = [p for s in self.root.iter(RNG + "start") for p in _patterns(s)]
        self.depths = dict.fromkeys(self.defines, ENDLESS)
        while self._deeper():
            pass
        self.ways = self._ways()

    def document(self, name: str) -> Node:
        """The smallest document in which the element of that definition stands."""
        holder, self.words, self.ids = etree.Element("holder"), 0, 0
        way = deque(self.ways[name])
        self._element(way.popleft(), holder, way)
        return holder[0]

    def _ways(self) -> dict[str, tuple[str, ...]]:
        """For each element the shortest way to it: definitions from the root on."""
        found: dict[str, tuple[str, ...]] = {}
        queue = deque((name,) for p in self.start for name in self._children(p))
        while queue:
            way = queue.popleft()
            if way[-1] not in found:
                found[way[-1]] = way
                inside = dict.fromkeys(c for p in _patterns(self.elements[way[-1]]) for c in self._children(p))
                queue.extend((*way, child) for child in inside)
        return found

    def _children(self, pattern: Node, seen: frozenset[str] = frozenset()) -> list[str]:
        name = pattern.get("name", "")
        if pattern.tag == RNG + "ref":
            if name in self.elements:
                return [name]
            return [c for p in self.defines[name] if name not in seen for c in self._children(p, seen | {name})]
        if pattern.tag in (RNG + "attribute", RNG + "element"):
            return []
        return [c for p in _patterns(pattern) for c in self._children(p, seen)]

    def _deeper(self) -> bool:
        before = dict(self.depths)
        for name, patterns in self.defines.items():
            self.depths[name] = min(self.depths[name], max(map(self._depth, patterns), default=0))
        return before != self.depths

    def _depth(self, pattern: Node) -> int:
        kind = pattern.tag.removeprefix(RNG)
        if kind in ("optional", "zeroOrMore", "text", "empty", "attribute", "data", "value", "list"):
            return 0
        if kind == "ref":
            return self.depths[pattern.get("name", "")]
        inner = [self._depth(p) for p in _patterns(pattern)]
        if kind == "notAllowed":
            return ENDLESS
        return min(inner) if kind == "choice" else max(inner, default=0) + (kind == "element")

    def _element(self, name: str, to: Node, way: deque[str]) -> None:
        pattern = self.elements[name]
        made = etree.SubElement(
            to, f"{{{pattern.get('ns', TEI)}}}{pattern.get('name')}", nsmap={None: pattern.get("ns", TEI)}
        )
        for p in _patterns(pattern):
            self._add(p, made, way)
        assert not way or made.tag != to.tag or len(made), name

    def _add(self, pattern: Node, to: Node, way: deque[str]) -> None:
        """Add what a pattern asks for at least, what leads to the next element of the way, and words."""
        kind = pattern.tag.removeprefix(RNG)
        leads = bool(way) and way[0] in self._children(pattern)
        if kind == "ref" and pattern.get("name", "") in self.elements:
            if leads:
                way.popleft()
            self._element(pattern.get("name", ""), to, way if leads else deque())
        elif kind == "ref":
            for p in self.defines[pattern.get("name", "")]:
                self._add(p, to, way)
        elif kind == "choice":
            options = list(_patterns(pattern))
            chosen = next((p for p in options if leads and way[0] in self._children(p)), None)
            self._add(min(options, key=self._depth) if chosen is None else chosen, to, way)
        elif kind == "zeroOrMore" and not leads:
            if any(text.getparent().tag in (RNG + "choice", RNG + "zeroOrMore") for text in pattern.iter(RNG + "text")):
                self._say(to)
        elif kind in ("group", "interleave", "oneOrMore", "zeroOrMore") or (kind == "optional" and leads):
            for p in _patterns(pattern):
                self._add(p, to, way)
        elif kind == "text":
            self._say(to)
        elif kind in ("data", "value", "list"):
            to.text = self._value(pattern)
        elif kind == "attribute" and pattern.get("name"):
            to.set(
                pattern.get("name", "").replace("xml:", f"{{{XML}}}"),
                " ".join(map(self._value, _patterns(pattern))) or "word",
            )
        elif kind == "element":
            etree.SubElement(to, "{urn:other}other", nsmap={None: "urn:other"})

    def _say(self, to: Node) -> None:
        self.words += 1
        if len(to):
            to[-1].tail = (to[-1].tail or "") + f" word{self.words} "
        else:
            to.text = (to.text or "") + f" word{self.words} "

    def _value(self, pattern: Node) -> str:
        kind = pattern.tag.removeprefix(RNG)
        if kind == "value":
            return pattern.text or ""
        if kind == "data":
            self.ids += 1
            param = pattern.find(RNG + "param[@name='pattern']")
            if pattern.get("type") == "ID":
                return f"id{self.ids}"
            return PATTERNS.get(
                param.text or "" if param is not None else "", SAMPLES.get(pattern.get("type", ""), "word")
            )
        inner = self.defines[pattern.get("name", "")] if kind == "ref" else list(_patterns(pattern))
        if kind == "choice":
            return self._value(inner[0])
        return " ".join(self._value(p) for p in inner)


def _patterns(parent: Node) -> Iterator[Node]:
    for child in parent:
        if (
            isinstance(child.tag, str)
            and child.tag.startswith(RNG)
            and child.tag not in (RNG + "param", RNG + "anyName")
        ):
            yield child
