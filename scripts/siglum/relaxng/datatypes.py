"""The datatype libraries: the built-in one and that of XML Schema, with its facets.

Sources: RELAX NG, section 9.3.8 and 4.16; “Guidelines for using W3C XML Schema Datatypes with RELAX NG”;
XML Schema Part 2: Datatypes (Second Edition), sections 3 and 4.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

from siglum.relaxng import lexical
from siglum.relaxng.wrong import Wrong

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
Namespaces = Mapping[str | None, str]
Parameters = tuple[tuple[str, str], ...]
"""Facets as a schema has them: their names, and what they say."""
_BOUNDS = ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")
_LENGTHS = ("length", "minLength", "maxLength")
_DIGITS = ("totalDigits", "fractionDigits")
_LONGEST = 60
_WHITE = re.compile(r"[ \t\r\n]+")


class Facet(NamedTuple):
    """A facet as written, with the test it stands for: `broken(value, text)` says what is wrong."""

    name: str
    written: str
    broken: Callable[[Any, str], str | None]


class Datatype:
    """A datatype with facets, as they are written; what they stand for is made when it is first asked."""

    def __init__(self, library: str, name: str, kind: lexical.Kind, parameters: Parameters = ()) -> None:
        self.library, self.name, self.kind, self.parameters = library, name, kind, parameters

    @cached_property
    def facets(self) -> list[Facet]:
        """The facets. Raises Wrong if one does not apply to the datatype or is no value."""
        plain = Datatype(self.library, self.name, self.kind)
        return [_facet(plain, name, written) for name, written in self.parameters]

    def fault(self, text: str, namespaces: Namespaces) -> str | None:
        """What is wrong with a string, None where it belongs to the datatype."""
        try:
            text, value = self._read(text, namespaces)
        except Wrong as wrong:
            return str(wrong)
        for facet in self.facets:
            broken = facet.broken(value, text)
            if broken is not None:
                return broken
        return None

    def meaning(self, text: str, namespaces: Namespaces) -> object:
        """What a string means, for comparison; the string itself where it means nothing."""
        try:
            return self._read(text, namespaces)[1]
        except Wrong:
            return ("meaningless", text)

    def same(self, text: str, namespaces: Namespaces, meaning: object) -> bool:
        """Whether a string has the meaning given."""
        return bool(self.meaning(text, namespaces) == meaning)

    def _read(self, text: str, namespaces: Namespaces) -> tuple[str, Any]:
        if self.kind.white == "collapse":
            text = _WHITE.sub(" ", text).strip(" ")
        elif self.kind.white == "replace":
            text = text.replace("\t", " ").replace("\n", " ").replace("\r", " ")
        return text, self.kind.parse(text, namespaces)

    @property
    def pattern(self) -> str | None:
        """The regular expression it asks for, where it is one."""
        return next((written for name, written in self.parameters if name == "pattern"), None)


@cache
def find(library: str, name: str) -> Datatype | None:
    """The datatype of that name in a library; None where there is none."""
    if library == "":
        return Datatype(library, name, lexical.BUILT_IN[name]) if name in lexical.BUILT_IN else None
    if library == XSD and name in lexical.KINDS:
        return Datatype(library, name, lexical.KINDS[name])
    return None


def is_library(library: str) -> bool:
    """Whether a datatype library of that name is known."""
    return library in ("", XSD)


_MADE: dict[tuple[Any, ...], Datatype] = {}


def restricted(datatype: Datatype, parameters: Sequence[tuple[str, str]]) -> Datatype:
    """The datatype with facets. Raises Wrong if one does not apply to it or is no value."""
    made = known(datatype, tuple(parameters))
    _ = made.facets  # made now, so that what is wrong is said now
    return made


def known(datatype: Datatype, parameters: Parameters) -> Datatype:
    """The same where the facets have been found right before, and are made when a value is first held to them."""
    if not parameters:
        return datatype
    key = (datatype, *parameters)
    if key not in _MADE:
        _MADE[key] = Datatype(datatype.library, datatype.name, datatype.kind, parameters)
    return _MADE[key]


def _facet(datatype: Datatype, name: str, written: str) -> Facet:
    if datatype.library == "":
        raise Wrong(f"the datatype {datatype.name} takes no parameter")
    kind = datatype.kind
    if name == "pattern":
        return _pattern(written)
    if name in _LENGTHS and kind.length is not None:
        return _length(name, written, kind.length)
    if name in _BOUNDS and kind.less is not None:
        return _bound(datatype, name, written, kind.less)
    if name in _DIGITS and kind.digits:
        return _digits(name, written)
    raise Wrong(f"the datatype {datatype.name} has no parameter “{name}”")


def _pattern(written: str) -> Facet:
    from siglum.relaxng.regex import Malformed, Regex

    try:
        regex = Regex(written)
    except Malformed as malformed:
        raise Wrong(f"the regular expression {_short(written)} is malformed: {malformed}") from None
    shown = _short(written)
    return Facet("pattern", written, lambda _, text: None if regex.matches(text) else f"it does not match {shown}")


def _short(written: str) -> str:
    return written if len(written) <= _LONGEST else f"{written[: _LONGEST - 1]}…"


def _count(name: str, written: str) -> Any:
    from decimal import Decimal

    text = written.strip(" \t\r\n")
    if not (text.isascii() and text.isdigit()):
        raise Wrong(f"the parameter {name} is a whole number, not “{_short(written)}”")
    return Decimal(text)


def _length(name: str, written: str, measure: Callable[[Any], int]) -> Facet:
    limit, shown = _count(name, written), _short(written.strip())

    def broken(value: Any, _: str) -> str | None:
        length = measure(value)
        if name == "length" and length != limit:
            return f"its length is {length}, not {shown}"
        if name == "minLength" and length < limit:
            return f"its length is {length}, less than {shown}"
        if name == "maxLength" and length > limit:
            return f"its length is {length}, more than {shown}"
        return None

    return Facet(name, written, broken)


def _bound(datatype: Datatype, name: str, written: str, less: Callable[[Any, Any], bool]) -> Facet:
    fault = datatype.fault(written, {})
    if fault is not None:
        raise Wrong(f"the parameter {name} is “{_short(written)}”, which is no {datatype.name}: {fault}")
    limit = datatype.meaning(written, {})
    tests: dict[str, tuple[Callable[[Any], bool], str]] = {
        "minInclusive": (lambda v: less(limit, v) or v == limit, "less than"),
        "minExclusive": (lambda v: less(limit, v), "not more than"),
        "maxInclusive": (lambda v: less(v, limit) or v == limit, "more than"),
        "maxExclusive": (lambda v: less(v, limit), "not less than"),
    }
    holds, words = tests[name]
    return Facet(name, written, lambda value, _: None if holds(value) else f"it is {words} {_short(written)}")


def _digits(name: str, written: str) -> Facet:
    limit, shown = _count(name, written), _short(written.strip())

    def broken(value: Any, _: str) -> str | None:
        whole, _point, fraction = format(value.copy_abs(), "f").partition(".")
        fraction = fraction.rstrip("0")
        count = len(fraction) if name == "fractionDigits" else len(whole.lstrip("0")) + len(fraction)
        if name == "totalDigits" and whole == "0":
            count = len(fraction.lstrip("0")) if fraction.strip("0") else 1
            count = max(count, len(fraction))
        where = "digits after the point" if name == "fractionDigits" else "digits"
        return None if count <= limit else f"it has {count} {where}, more than {shown}"

    return Facet(name, written, broken)
