"""Documents made at random from a RELAX NG grammar (the simple form that the ODD compiler writes).

Every document is valid by construction; ids are unique. The same seed makes the same documents.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
DEEP = 10_000
LARGE = 250  # elements, after which a document comes to its end

SAMPLES = {
    "anyURI": ["#a", "person:x", "https://example.org/"], "ID": [""], "language": ["en", "ru-Latn", "la"],
    "date": ["1937-06-09"], "gYear": ["1937"], "gYearMonth": ["1937-06"], "gMonth": ["--06"], "gDay": ["---09"],
    "gMonthDay": ["--06-09"], "time": ["09:30:00"], "dateTime": ["1937-06-09T09:30:00"], "boolean": ["true", "false"],
    "double": ["0.5", "1"], "decimal": ["2.5"], "nonNegativeInteger": ["0", "7"], "Name": ["p"], "NCName": ["a"],
    "string": ["some text"], "token": ["some text"],
}  # fmt: skip
PATTERNS = {
    r"[^\p{C}\p{Z}]+": ["word", "п1"], r"[a-z][a-z0-9\+\.\-]*": ["person"], r"(\-?[\d]+/\-?[\d]+)": ["1/2"],
}  # fmt: skip


class Generator:
    """Documents from a grammar given as its root element."""

    def __init__(self, grammar: etree._Element, seed: int) -> None:
        self.random = random.Random(seed)
        self.defines = {d.get("name", ""): list(_patterns(d)) for d in grammar.iter(RNG + "define")}
        self.start = list(_patterns(next(grammar.iter(RNG + "start"))))
        self.ids = self.elements = 0
        self.depths = self._depths()
        self._least: dict[etree._Element, int] = {}

    def document(self) -> etree._Element:
        holder = etree.Element("holder")
        self.elements = 0
        for pattern in self.start:
            self._add(pattern, holder, 0)
        return holder[0]

    def _depths(self) -> dict[str, int]:
        """How many elements deep each define goes at the least: a fixpoint from "endlessly"."""
        depths = dict.fromkeys(self.defines, DEEP)
        changed = True
        while changed:
            changed = False
            for name, patterns in self.defines.items():
                depth = max((self._depth(p, depths) for p in patterns), default=0)
                if depth < depths[name]:
                    depths[name], changed = depth, True
        return depths

    def _least_depth(self, pattern: etree._Element) -> int:
        if pattern not in self._least:
            self._least[pattern] = self._depth(pattern, self.depths)
        return self._least[pattern]

    def _depth(self, pattern: etree._Element, depths: dict[str, int]) -> int:
        kind = pattern.tag.removeprefix(RNG)
        if kind in ("optional", "zeroOrMore", "text", "empty", "attribute", "data", "value", "list"):
            return 0
        if kind == "notAllowed":
            return DEEP
        if kind == "ref":
            return depths[pattern.get("name", "")]
        inner = [self._depth(p, depths) for p in _patterns(pattern)]
        if kind == "choice":
            return min(inner)
        return max(inner, default=0) + (kind == "element")

    def _add(self, pattern: etree._Element, to: etree._Element, depth: int) -> None:
        kind = pattern.tag.removeprefix(RNG)
        tired = depth > 8 or self.elements > LARGE
        if kind == "ref":
            for inner in self.defines[pattern.get("name", "")]:
                self._add(inner, to, depth)
        elif kind == "choice":
            options = [p for p in _patterns(pattern) if self._least_depth(p) < DEEP]
            if tired:
                least = min(self._least_depth(p) for p in options)
                options = [p for p in options if self._least_depth(p) == least]
            self._add(self.random.choice(options), to, depth)
        elif kind in ("optional", "zeroOrMore", "oneOrMore"):
            parts = list(_patterns(pattern))
            possible = all(self._least_depth(p) < DEEP for p in parts)
            most = 0 if tired or not possible else {"optional": 1}.get(kind, 3)
            for _ in range(max(self.random.choice((0, 0, 1, most)) if most else 0, kind == "oneOrMore")):
                for part in parts:
                    self._add(part, to, depth)
        elif kind == "group":
            for p in _patterns(pattern):
                self._add(p, to, depth)
        elif kind == "element":
            self.elements += 1
            made = etree.SubElement(to, f"{{{TEI}}}{pattern.get('name')}")
            for p in _patterns(pattern):
                self._add(p, made, depth + 1)
        elif kind == "attribute":
            name = pattern.get("name", "").replace("xml:", f"{{{XML}}}")
            to.set(name, " ".join(v for p in _patterns(pattern) for v in self._values(p)) if len(pattern) else "text")
        elif kind == "text":
            _say(to, self.random.choice(["", "words ", "more words"]))
        elif kind in ("data", "value", "list"):
            _say(to, " ".join(self._values(pattern)))
        else:
            assert kind == "empty", kind

    def _values(self, pattern: etree._Element) -> list[str]:
        kind = pattern.tag.removeprefix(RNG)
        if kind == "value":
            return [pattern.text or ""]
        if kind == "data":
            if pattern.get("type") == "ID":
                self.ids += 1
                return [f"id{self.ids}"]
            param = pattern.find(RNG + "param[@name='pattern']")
            samples = PATTERNS.get((param.text or "") if param is not None else "", SAMPLES[pattern.get("type", "")])
            return [self.random.choice(samples)]
        if kind == "text":
            return ["text"]
        if kind == "ref":
            return [v for p in self.defines[pattern.get("name", "")] for v in self._values(p)]
        inner = list(_patterns(pattern))
        if kind == "choice":
            return self._values(self.random.choice(inner))
        times = {"optional": (0, 1), "zeroOrMore": (0, 2), "oneOrMore": (1, 3)}.get(kind, (1, 1))
        return [v for _ in range(self.random.randint(*times)) for p in inner for v in self._values(p)]


def _say(to: etree._Element, text: str) -> None:
    if len(to):
        to[-1].tail = (to[-1].tail or "") + text
    else:
        to.text = (to.text or "") + text


@cache
def _patterns_of(element: etree._Element) -> tuple[etree._Element, ...]:
    return tuple(c for c in element if isinstance(c.tag, str) and c.tag.startswith(RNG) and c.tag != RNG + "param")


def _patterns(element: etree._Element) -> Iterator[etree._Element]:
    return iter(_patterns_of(element))
