"""What the strings of each datatype of XML Schema mean (Part 2, section 3).

`KINDS` is the table of the datatypes; each has its treatment of white space, what its strings mean, and what may be
measured about the meaning. What numbers and dates need is imported when one is read: most documents have few.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from siglum.document import XML_NAMESPACE
from siglum.relaxng.wrong import Wrong

if TYPE_CHECKING:
    from decimal import Decimal

Namespaces = Mapping[str | None, str]

_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NC = f"[{_START}][-.0-9\xb7\u0300-\u036f\u203f-\u2040{_START}]*"


class Regex:
    """A regular expression that is compiled when it is first used: most documents need few of them."""

    def __init__(self, written: str) -> None:
        self._written = written

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As re.fullmatch."""
        return self._compiled.fullmatch(text)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._written)


NCNAME = Regex(NC)
_NAME = Regex(f"[:{_START}][-.0-9:\xb7\u0300-\u036f\u203f-\u2040{_START}]*")
_NMTOKEN = Regex(f"[-.0-9:\xb7\u0300-\u036f\u203f-\u2040{_START}]+")
_QNAME = Regex(f"(?:({NC}):)?({NC})")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_FLOAT = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([Ee][+-]?[0-9]+)?|-?INF|NaN")
_BASE64 = re.compile(r"((?:[A-Za-z0-9+/]{4})*)([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_SCHEME = r"[A-Za-z][A-Za-z0-9+.\-]*:"
_AUTHORITY = r"(?:[^/?#\[\]]*|(?:[^/?#\[\]@]*@)?\[([^/?#\[\]]*)\](?::[0-9]*)?)"
_PATHS = rf"//{_AUTHORITY}(?:/[^?#\[\]]*)?|/(?!/)[^?#\[\]]*"
_URI = re.compile(
    rf"(?:{_SCHEME}(?![/#])[^#]+|(?:{_SCHEME})?(?:{_PATHS})(?:\?[^#]*)?"
    r"|(?:[^:/?#\[\]]+(?:/[^?#\[\]]*)?)?(?:\?[^#]*)?)(?:#[^#]*)?"
)
"""RFC 2396, appendix A, as RFC 2732 amends it; what neither allows by itself is escaped before (XLink, section 5.4)."""
_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Kind(NamedTuple):
    """A datatype before any facet."""

    parse: Callable[[str, Namespaces], Any]
    white: str = "collapse"
    length: Callable[[Any], int] | None = None
    less: Callable[[Any, Any], bool] | None = None
    digits: bool = False


def _string(text: str, _: Namespaces) -> str:
    return text


def _matching(pattern: re.Pattern[str] | Regex, what: str) -> Callable[[str, Namespaces], str]:
    def parse(text: str, _: Namespaces) -> str:
        if not pattern.fullmatch(text):
            raise Wrong(_why_no_name(text) if what == "a name" else f"not {what}")
        return text

    return parse


def _why_no_name(text: str) -> str:
    if not text:
        return "a name has at least one character"
    if " " in text:
        return "a name has no space in it"
    if not re.match(f"[:{_START}]", text):
        return f"a name does not begin with “{text[0]}”"
    bad = next((c for c in text if not _NMTOKEN.fullmatch(c)), ":")
    return f"a name has no “{bad}” in it"


def _several(pattern: re.Pattern[str] | Regex, what: str) -> Callable[[str, Namespaces], tuple[str, ...]]:
    def parse(text: str, _: Namespaces) -> tuple[str, ...]:
        tokens = tuple(text.split(" ")) if text else ()
        if not tokens or not all(pattern.fullmatch(token) for token in tokens):
            raise Wrong(f"not {what}")
        return tokens

    return parse


def _boolean(text: str, _: Namespaces) -> bool:
    if text not in ("true", "false", "1", "0"):
        raise Wrong("not true or false")
    return text in ("true", "1")


def _decimal(text: str, _: Namespaces) -> Decimal:
    if not _DECIMAL.fullmatch(text):
        raise Wrong("not a number")
    from decimal import Decimal

    return Decimal(text)


def _integer(low: int | None, high: int | None) -> Callable[[str, Namespaces], Decimal]:
    def parse(text: str, _: Namespaces) -> Decimal:
        if not _INTEGER.fullmatch(text):
            raise Wrong("not a whole number")
        from decimal import Decimal

        number = Decimal(text)
        if low is not None and number < low:
            raise Wrong(f"it is less than {low}")
        if high is not None and number > high:
            raise Wrong(f"it is more than {high}")
        return number

    return parse


class _Float:
    __slots__ = ("number",)

    def __init__(self, number: float) -> None:
        self.number = number

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Float):
            return NotImplemented
        return self.number == other.number or (math.isnan(self.number) and math.isnan(other.number))

    def __hash__(self) -> int:
        return hash("NaN" if math.isnan(self.number) else self.number)

    def less(self, other: _Float) -> bool:
        """NaN is neither less nor more than anything."""
        return self.number < other.number


def _float(text: str, _: Namespaces) -> _Float:
    if not _FLOAT.fullmatch(text):
        raise Wrong("not a number")
    return _Float(float(text.replace("INF", "inf")))


def _single(text: str, namespaces: Namespaces) -> _Float:
    import struct

    number = _float(text, namespaces).number
    try:
        return _Float(struct.unpack("f", struct.pack("f", number))[0])
    except OverflowError:
        return _Float(math.copysign(math.inf, number))


def _hex(text: str, _: Namespaces) -> bytes:
    if len(text) % 2 or not re.fullmatch("[0-9A-Fa-f]*", text):
        raise Wrong("not hexadecimal digits in pairs")
    return bytes.fromhex(text)


def _base64(text: str, _: Namespaces) -> bytes:
    bare = text.replace(" ", "")
    if not _BASE64.fullmatch(bare):
        raise Wrong("not base64")
    if bare.endswith("==") and bare[-3] not in "AQgw":
        raise Wrong("not base64: its last digit is too large")
    if bare.endswith("=") and not bare.endswith("==") and bare[-2] not in "AEIMQUYcgkosw048":
        raise Wrong("not base64: its last digit is too large")
    import base64

    return base64.b64decode(bare)


def _uri(text: str, _: Namespaces) -> str:
    if _ESCAPE.search(text):
        raise Wrong("a “%” in an address is followed by two hexadecimal digits")
    match = _URI.fullmatch(text)
    if not match or not _is_host(match[1]):
        raise Wrong(f"not an address{_why_no_uri(text)}")
    return text


def _is_host(bracketed: str | None) -> bool:
    """Whether what stands in brackets for a host is the number of one (RFC 2732)."""
    if bracketed is None:
        return True
    import ipaddress

    try:
        ipaddress.IPv6Address(bracketed)
    except ValueError:
        return False
    return True


def _why_no_uri(text: str) -> str:
    path = re.split("[?#]", text)[0]
    if "[" in path or "]" in path:
        return ": “[” and “]” are written %5B and %5D"
    if re.fullmatch(_SCHEME, path):
        return f": nothing follows “{path}”"
    return ": what stands before the “:” is no scheme" if ":" in text else ""


def _qname(text: str, namespaces: Namespaces) -> tuple[str, str]:
    match = _QNAME.fullmatch(text)
    if not match:
        raise Wrong("not a name with or without a prefix")
    if match[1] == "xml":
        return XML_NAMESPACE, match[2]
    if match[1] and match[1] not in namespaces:
        raise Wrong(f"the prefix {match[1]} is not declared")
    return namespaces.get(match[1] or None, "") or "", match[2]


def _entity(text: str, _: Namespaces) -> str:
    """No document that may be read declares an unparsed entity, so that there is none to name (3.3.11, 3.3.12)."""
    raise Wrong("no entity of that name is declared")


def _moment(kind: str) -> Kind:
    def parse(text: str, _: Namespaces) -> object:
        from siglum.relaxng import datetimes

        return datetimes.duration(text) if kind == "duration" else datetimes.moment(kind, text)

    return Kind(parse, less=lambda a, b: bool(a.less(b)))


def _whole(low: int | None = None, high: int | None = None) -> Kind:
    return Kind(_integer(low, high), less=lambda a, b: bool(a < b), digits=True)


_MOMENTS = (
    "duration", "dateTime", "date", "time", "gYearMonth", "gYear", "gMonthDay", "gDay", "gMonth",
)  # fmt: skip
_name = Kind(_matching(NCNAME, "a name"), length=len)
_names = Kind(_several(NCNAME, "names with spaces between them"), length=len)

BUILT_IN: dict[str, Kind] = {"string": Kind(_string, "preserve"), "token": Kind(_string)}

KINDS: dict[str, Kind] = {
    "string": Kind(_string, "preserve", len),
    "normalizedString": Kind(_string, "replace", len),
    "token": Kind(_string, length=len),
    "language": Kind(_matching(_LANGUAGE, "a language, written en or de-AT"), length=len),
    "Name": Kind(_matching(_NAME, "a name"), length=len),
    "NCName": _name, "ID": _name, "IDREF": _name, "ENTITY": Kind(_entity, length=len),
    "NMTOKEN": Kind(_matching(_NMTOKEN, "a token of letters, digits, and - . : _"), length=len),
    "NMTOKENS": Kind(_several(_NMTOKEN, "tokens with spaces between them"), length=len),
    "IDREFS": _names, "ENTITIES": Kind(_entity, length=len),
    "boolean": Kind(_boolean),
    "decimal": Kind(_decimal, less=lambda a, b: bool(a < b), digits=True),
    "float": Kind(_single, less=_Float.less),
    "double": Kind(_float, less=_Float.less),
    "hexBinary": Kind(_hex, length=len),
    "base64Binary": Kind(_base64, length=len),
    "anyURI": Kind(_uri, length=len),
    "QName": Kind(_qname, length=lambda v: len(v[1])),
    "NOTATION": Kind(_qname, length=lambda v: len(v[1])),
    **{kind: _moment(kind) for kind in _MOMENTS},
    "integer": _whole(), "nonNegativeInteger": _whole(0), "positiveInteger": _whole(1),
    "nonPositiveInteger": _whole(None, 0), "negativeInteger": _whole(None, -1),
    "long": _whole(-(2**63), 2**63 - 1), "int": _whole(-(2**31), 2**31 - 1),
    "short": _whole(-(2**15), 2**15 - 1), "byte": _whole(-128, 127),
    "unsignedLong": _whole(0, 2**64 - 1), "unsignedInt": _whole(0, 2**32 - 1),
    "unsignedShort": _whole(0, 2**16 - 1), "unsignedByte": _whole(0, 255),
}  # fmt: skip
