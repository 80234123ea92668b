"""Name classes: which names an element or attribute pattern takes (sections 4.10, 6.1 of the specification).

A name is written as lxml writes it: `{namespace}local`, or `local` where there is no namespace.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

STRUCTURE = "http://relaxng.org/ns/structure/1.0"
"""The namespace of schemas in the XML syntax."""
_NO_NAMESPACE = "\x00"
_NO_NAME = "\x01"


def clark(namespace: str, local: str) -> str:
    """The name in the notation that lxml uses."""
    return f"{{{namespace}}}{local}" if namespace else local


@lru_cache(maxsize=65_536)
def split(name: str) -> tuple[str, str]:
    """Namespace and local name."""
    if name.startswith("{"):
        namespace, _, local = name[1:].rpartition("}")
        return namespace, local
    return "", name


class _Compared:
    """Two of the same kind are equal if they are made of the same."""

    __slots__ = ("_made_of",)

    def __init__(self, *made_of: object) -> None:
        self._made_of = (type(self), *made_of)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Compared) and self._made_of == other._made_of

    def __hash__(self) -> int:
        return hash(self._made_of)


class Name(_Compared):
    """Exactly one name."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class AnyName(_Compared):
    """Any name but those excepted."""

    __slots__ = ("excepted",)

    def __init__(self, excepted: NameClass | None = None) -> None:
        super().__init__(excepted)
        self.excepted = excepted


class NsName(_Compared):
    """Any name in one namespace but those excepted."""

    __slots__ = ("excepted", "namespace")

    def __init__(self, namespace: str, excepted: NameClass | None = None) -> None:
        super().__init__(namespace, excepted)
        self.namespace, self.excepted = namespace, excepted


class NameChoice(_Compared):
    """Any of several name classes."""

    __slots__ = ("items",)

    def __init__(self, items: tuple[NameClass, ...]) -> None:
        super().__init__(items)
        self.items = items


NameClass = Name | AnyName | NsName | NameChoice


def contains(names: NameClass, name: str) -> bool:
    """Whether the name belongs to the class."""
    if isinstance(names, Name):
        return names.name == name
    if isinstance(names, NameChoice):
        return any(contains(item, name) for item in names.items)
    if isinstance(names, NsName) and split(name)[0] != names.namespace:
        return False
    return names.excepted is None or not contains(names.excepted, name)


def overlap(one: NameClass, other: NameClass) -> bool:
    """Whether a name belongs to both: it is enough to try the names that tell classes apart."""
    if isinstance(one, Name):
        return contains(other, one.name)
    if isinstance(other, Name):
        return contains(one, other.name)
    return any(contains(one, name) and contains(other, name) for name in (*_telling(one), *_telling(other)))


def listed(names: NameClass) -> Iterator[str]:
    """The names that the class spells out."""
    if isinstance(names, Name):
        yield names.name
    elif isinstance(names, NameChoice):
        for item in names.items:
            yield from listed(item)


def is_infinite(names: NameClass) -> bool:
    """Whether the class takes more names than it spells out."""
    if isinstance(names, NameChoice):
        return any(is_infinite(item) for item in names.items)
    return not isinstance(names, Name)


def _telling(names: NameClass) -> Iterator[str]:
    if isinstance(names, Name):
        yield names.name
    elif isinstance(names, NameChoice):
        for item in names.items:
            yield from _telling(item)
    else:
        yield clark(_NO_NAMESPACE if isinstance(names, AnyName) else names.namespace, _NO_NAME)
        if names.excepted is not None:
            yield from _telling(names.excepted)
