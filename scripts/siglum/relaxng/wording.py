"""Names and lists of names as messages show them: with the prefix that the document gives their namespace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import chain
from operator import attrgetter, methodcaller

from lxml import etree

from siglum.document import XML_NAMESPACE
from siglum.relaxng.names import split
from siglum.relaxng.schema import Schema

_SHOWN = 5
_NEAR = 0.7
_MOST_NEAR = 3
_LONGEST = 60
_SHORTEST_SLIP = 4
_USUAL = {"http://www.w3.org/1999/xlink": "xlink", "http://www.w3.org/2001/XMLSchema-instance": "xsi"}


class ShownNames:
    """How the names of one document are shown, and which are the commonest in it.

    A namespace that the document does not declare has the prefix of the schema.
    """

    def __init__(self, root: etree._Element, schema: Schema) -> None:
        self.root, self.schema = root, schema
        self._known = {uri: prefix for prefix, uri in root.nsmap.items() if prefix} | {XML_NAMESPACE: "xml"}

    def own(self, element: etree._Element) -> str:
        """The name of an element of the document, as it is written there."""
        return f"{element.prefix}:{split(element.tag)[1]}" if element.prefix else split(element.tag)[1]

    def show(self, name: str) -> str:
        """The name of an element of the schema, as the document would write it."""
        namespace, local = split(name)
        if not namespace or namespace == self.root.nsmap.get(None) or namespace not in self._known:
            return local
        return f"{self._known[namespace]}:{local}"

    def attribute(self, name: str) -> str:
        """The name of an attribute, as the document would write it."""
        namespace, local = split(name)
        return f"{self.prefix(namespace)}:{local}" if namespace else local

    def prefix(self, namespace: str) -> str:
        """The prefix of a namespace: that of the document, else that of the schema, else the usual one, else “ns”."""
        if namespace not in self._known:
            declared = (element.nsmap for element in self.root.iter(etree.Element))
            inside = (prefix for known in declared for prefix, uri in known.items() if prefix and uri == namespace)
            elsewhere = self.schema.prefixes.get(namespace) or _USUAL.get(namespace) or "ns"
            self._known[namespace] = next(inside, elsewhere)
        return self._known[namespace]

    def sorted(self, names: Iterable[str]) -> tuple[str, ...]:
        """The names, all of them, in alphabetical order."""
        return tuple(sorted(dict.fromkeys(map(self.show, names))))

    def commonest(self, names: Iterable[str]) -> list[str]:
        """The names, those first that the document uses most."""
        return sorted(dict.fromkeys(names), key=lambda name: (-self._elements[name], split(name)[1]))

    def commonest_attributes(self, names: Iterable[str]) -> list[str]:
        """The names of attributes, those first that the document uses most."""
        return sorted(dict.fromkeys(names), key=lambda name: (-self._attributes[name], split(name)[1]))

    def tags(self, names: Iterable[str]) -> list[str]:
        """The names as tags, the commonest first."""
        return list(dict.fromkeys(f"<{self.show(name)}>" for name in self.commonest(names)))

    @cached_property
    def _elements(self) -> Counter[str]:
        return Counter(map(attrgetter("tag"), self.root.iter(etree.Element)))

    @cached_property
    def _attributes(self) -> Counter[str]:
        return Counter(chain.from_iterable(map(methodcaller("keys"), self.root.iter(etree.Element))))


def near(name: str, known: Mapping[str, object]) -> list[str]:
    """The names that are much like this one, the nearest first; of two equally near, that of the same namespace."""
    namespace, written = split(name)
    ranked = []
    for other in known:
        uri, local = split(other)
        ratio = _likeness(written, local)
        if ratio >= _NEAR:
            ranked.append((-ratio, uri != namespace, local, other))
    return [ranking[-1] for ranking in sorted(ranked)[:_MOST_NEAR]]


def can_only_be(name: str, meant: str, known: Iterable[str]) -> bool:
    """Whether a name is a slip of the key for another, and for no other of those known: one letter is lacking, one too
    many, one wrong, two are exchanged, or only the case is wrong. Short names are too much like each other to say so.
    """
    namespace, written = split(name)
    near_by = {other for other in known if split(other)[0] == namespace and is_slip(written, split(other)[1])}
    return len(written) >= _SHORTEST_SLIP and near_by == {meant}


def is_slip(written: str, meant: str) -> bool:
    """Whether a name is another but for one letter, the order of two, or the case."""
    one, other = sorted((written.lower(), meant.lower()), key=len)
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    one, other = one[same:], other[same:]
    if len(one) == len(other):
        return one[1:] == other[1:] or (one[:2] == other[1::-1] and one[2:] == other[2:])
    return one == other[1:]


@lru_cache(maxsize=50_000)
def _likeness(one: str, other: str) -> float:
    if one.lower() == other.lower():
        return 0.99
    matcher = SequenceMatcher(None, one.lower(), other.lower())
    return 0.0 if matcher.quick_ratio() < _NEAR else matcher.ratio()


def one_of(items: Sequence[str]) -> str:
    """A or B; of many, the first few and how many more."""
    return _joined(items, "or")


def all_of(items: Sequence[str]) -> str:
    """A and B; of many, the first few and how many more."""
    return _joined(items, "and")


def _joined(items: Sequence[str], word: str) -> str:
    if len(items) > _SHOWN + 1:
        rest = f"{len(items) - _SHOWN} others"
        items = [*items[:_SHOWN], rest if word == "and" else f"one of {rest}"]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def quoted(text: str) -> str:
    """The text in quotation marks."""
    return f"“{text}”"


def short(text: str) -> str:
    """The text in one line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
