"""Names and lists of names as messages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from lxml import etree

from siglum.document import XML_NAMESPACE
from siglum.relaxng.names import split
from siglum.relaxng.syntax import given

_SHOWN = 5
_NEAR = 0.7
_MOST_NEAR = 3
_LONGEST = 60


class ShownNames:
    """How the names of one document are shown, and which are the commonest in it."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root

    def own(self, element: etree._Element) -> str:
        """The name of an element of the document, without its namespace."""
        return split(element.tag)[1]

    def show(self, name: str) -> str:
        """The name of an element of the schema, without its namespace."""
        return split(name)[1]

    def attribute(self, name: str) -> str:
        """The name of an attribute."""
        namespace, local = split(name)
        return f"xml:{local}" if namespace == XML_NAMESPACE else local

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
        return Counter(element.tag for element in self.root.iter(etree.Element))

    @cached_property
    def _attributes(self) -> Counter[str]:
        return Counter(name for element in self.root.iter(etree.Element) for name, _ in given(element))


def near(name: str, known: Mapping[str, object]) -> list[str]:
    """The names that are much like this one, the nearest first."""
    written = split(name)[1]
    ranked = []
    for other in known:
        local = split(other)[1]
        ratio = _likeness(written, local)
        if ratio >= _NEAR:
            ranked.append((-ratio, local, other))
    return [other for _, _, other in sorted(ranked)[:_MOST_NEAR]]


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
