"""What regular expressions of XML Schema are made of, and how they are written.

They look like Python's and are not: there are no anchors, `-[…]` subtracts, `\\i` and `\\c` stand for the characters of
names. Source: XML Schema Part 2: Datatypes (Second Edition), appendix F.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable

_MAX_DEPTH = 100
_MAX_DIGITS = 100
_CATEGORIES = {
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi",
    "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co", "Cn",
}  # fmt: skip
_SINGLE = {"n": "\n", "r": "\r", "t": "\t", **{c: c for c in "\\|.?*+(){}-[]^"}}
_NAME_START = (
    (0x3A, 0x3A), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2FF), (0x370, 0x37D),
    (0x37F, 0x1FFF), (0x200C, 0x200D), (0x2070, 0x218F), (0x2C00, 0x2FEF), (0x3001, 0xD7FF), (0xF900, 0xFDCF),
    (0xFDF0, 0xFFFD), (0x10000, 0xEFFFF),
)  # fmt: skip
_NAME = (*_NAME_START, (0x2D, 0x2E), (0x30, 0x39), (0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040))


class Malformed(ValueError):
    """The expression is none: the text says why."""


class Chars:
    """A set of characters."""

    def __init__(
        self, ranges: Iterable[tuple[int, int]] = (), categories: Iterable[str] = (), *, negated: bool = False
    ) -> None:
        self.ranges, self.categories, self.negated = list(ranges), set(categories), negated
        self.others: list[Chars] = []
        self.without: Chars | None = None
        self._known: dict[str, bool] = {}
        self._starts: list[int] = []
        self._ends: list[int] = []

    def __contains__(self, char: str) -> bool:
        known = self._known.get(char)
        if known is None:
            known = self._known[char] = self._test(char)
        return known

    def single(self) -> int | None:
        """The one character that it is, where it is one."""
        if self.negated or self.categories or len(self.ranges) != 1 or self.ranges[0][0] != self.ranges[0][1]:
            return None
        return self.ranges[0][0]

    def _test(self, char: str) -> bool:
        if self.without is not None and char in self.without:
            return False
        code, category = ord(char), unicodedata.category(char)
        if not self._ends:
            self._starts, self._ends = _merged(self.ranges)
        place = bisect_left(self._ends, code)
        inside = (
            (place < len(self._ends) and self._starts[place] <= code)
            or category in self.categories
            or category[0] in self.categories
            or any(char in other for other in self.others)
        )
        return inside != self.negated


def _merged(ranges: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """The first and the last characters of the ranges in order, those that overlap as one."""
    starts: list[int] = []
    ends: list[int] = []
    for low, high in sorted(ranges):
        if ends and low <= ends[-1]:
            ends[-1] = max(ends[-1], high)
        else:
            starts.append(low)
            ends.append(high)
    return starts, ends


class Sequence:
    """One part after the other."""

    def __init__(self, parts: list[Node]) -> None:
        self.parts = parts


class Alternatives:
    """One of several."""

    def __init__(self, ways: list[Node]) -> None:
        self.ways = ways


class Repeat:
    """The same at least `low` times, and at most `high` times where there is a limit."""

    def __init__(self, body: Node, low: int, high: int | None) -> None:
        self.body, self.low, self.high = body, low, high
        self._less: Repeat | None = None

    def less(self) -> Repeat:
        """What is left of it after one time."""
        if self.low == 0 and self.high is None:
            return self
        if self._less is None:
            self._less = Repeat(self.body, max(self.low - 1, 0), None if self.high is None else self.high - 1)
        return self._less

    def covers(self, high: int | None) -> bool:
        """Whether it may be repeated that often as well."""
        return self.high is None or (high is not None and high <= self.high)


Node = Chars | Sequence | Alternatives | Repeat


def parse(expression: str) -> Node:
    """The expression that a string writes. Raises Malformed."""
    return _Parser(expression).parse()


def _repeat(body: Node, low: int, high: int | None) -> Node:
    """A part repeated; a repetition of a repetition is one, where their numbers leave no gap: `(a{1,9}){1,9}`."""
    if high == 0:
        return Sequence([])
    if (low, high) == (1, 1):
        return body
    if isinstance(body, Repeat) and _gapless(body, low, high):
        return Repeat(body.body, body.low * low, None if body.high is None or high is None else body.high * high)
    return Repeat(body, 0 if _nullable(body) else low, high)


def _gapless(body: Repeat, low: int, high: int | None) -> bool:
    """Whether each number of repetitions of a repetition begins where the one before ends."""
    if low == high:
        return True
    if body.high is None:
        return low > 0 or body.low <= 1
    return low * (body.high - body.low) + 1 >= body.low


def _nullable(node: Node) -> bool:
    """Whether a part may be nothing at all."""
    if isinstance(node, Sequence):
        return all(map(_nullable, node.parts))
    if isinstance(node, Alternatives):
        return any(map(_nullable, node.ways))
    return isinstance(node, Repeat) and (node.low == 0 or _nullable(node.body))


class _Parser:
    def __init__(self, text: str) -> None:
        self.text, self.at, self.depth = text, 0, 0

    def parse(self) -> Node:
        node = self._alternatives()
        if self.at < len(self.text):
            raise Malformed(f"“{self._peek()}” has nothing to close")
        return node

    def _peek(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else ""

    def _next(self) -> str:
        if self.at >= len(self.text):
            raise Malformed("it ends too early")
        self.at += 1
        return self.text[self.at - 1]

    def _alternatives(self) -> Node:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise Malformed(f"it is nested more than {_MAX_DEPTH} deep")
        ways = [self._branch()]
        while self._peek() == "|":
            self.at += 1
            ways.append(self._branch())
        self.depth -= 1
        return ways[0] if len(ways) == 1 else Alternatives(ways)

    def _branch(self) -> Node:
        parts: list[Node] = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._quantified(self._atom()))
        return parts[0] if len(parts) == 1 else Sequence(parts)

    def _atom(self) -> Node:
        char = self._next()
        if char == "(":
            node = self._alternatives()
            if self._peek() != ")":
                raise Malformed("a “(” is not closed")
            self.at += 1
            return node
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        if char == ".":
            return Chars([(10, 10), (13, 13)], negated=True)
        if char in "?*+{}]":
            raise Malformed(f"“{char}” has nothing before it")
        return Chars([(ord(char), ord(char))])

    def _quantified(self, node: Node) -> Node:
        char = self._peek()
        if char not in ("?", "*", "+", "{"):
            return node
        self.at += 1
        if char != "{":
            return _repeat(node, int(char == "+"), 1 if char == "?" else None)
        end = self.text.find("}", self.at)
        low, comma, high = self.text[self.at : end].partition(",")
        if end < 0 or not _digits(low) or (high and not _digits(high)):
            raise Malformed("a quantity is written {n}, {n,} or {n,m}")
        self.at = end + 1
        if max(len(low), len(high)) > _MAX_DIGITS:
            raise Malformed(f"a quantity has more than {_MAX_DIGITS} digits")
        least = int(low)
        most = least if not comma else int(high) if high else None
        if most is not None and most < least:
            raise Malformed(f"the quantity {{{least},{most}}} has its ends the wrong way round")
        return _repeat(node, least, most)

    def _escape(self) -> Chars:
        char = self._next()
        if char in _SINGLE:
            return Chars([(ord(_SINGLE[char]), ord(_SINGLE[char]))])
        if char in "pP":
            return self._property(char == "P")
        lower = char.lower()
        if lower not in "sidcw":
            raise Malformed(f"“\\{char}” means nothing")
        if lower == "w":
            return Chars(categories={"P", "Z", "C"}, negated=char == "w")
        ranges = {"s": [(9, 10), (13, 13), (32, 32)], "i": list(_NAME_START), "c": list(_NAME), "d": []}[lower]
        return Chars(ranges, {"Nd"} if lower == "d" else set(), negated=char.isupper())

    def _property(self, negated: bool) -> Chars:
        end = self.text.find("}", self.at)
        if self._peek() != "{" or end < 0:
            raise Malformed("\\p is followed by a name in braces")
        name = self.text[self.at + 1 : end]
        self.at = end + 1
        if name in _CATEGORIES:
            return Chars(categories={name}, negated=negated)
        if name.startswith("Is"):
            from siglum.relaxng.unicode_blocks import BLOCKS

            if name[2:] in BLOCKS:
                return Chars(BLOCKS[name[2:]], negated=negated)
        raise Malformed(f"no category or block is called “{name}”")

    def _class(self) -> Chars:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise Malformed(f"it is nested more than {_MAX_DEPTH} deep")
        found = Chars()
        if self._peek() == "^":
            self.at += 1
            found.negated = True
        first = True
        while (char := self._next()) != "]" or first:
            if char == "-" and self._peek() == "[" and not first:
                self.at += 1
                found.without = self._class()
                if self._next() != "]":
                    raise Malformed("a subtraction stands at the end of its class")
                break
            if char in "[]":
                raise Malformed(f"“{char}” in a class is written \\{char}")
            if char == "-" and not (first or self._peek() in ("]", "-")):
                raise Malformed("“-” stands at the start or end of a class, or is written \\-")
            self._class_item(char, found)
            first = False
        self.depth -= 1
        return found

    def _class_item(self, char: str, found: Chars) -> None:
        low = ord(char)
        if char == "\\":
            escape = self._escape()
            single = escape.single()
            if single is None:
                found.others.append(escape)
                return
            low = single
        high = low
        if self._peek() == "-" and self.text[self.at + 1 : self.at + 2] not in ("]", "["):
            self.at += 1
            end = self._next()
            if end == "\\":
                escape = self._escape()
                single = escape.single()
                if single is None:
                    raise Malformed("a range ends in one character")
                end = chr(single)
            elif end in "[]":
                raise Malformed(f"“{end}” in a class is written \\{end}")
            high = ord(end)
            if high < low:
                raise Malformed(f"the range {chr(low)}-{end} has its ends the wrong way round")
        found.ranges.append((low, high))


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
