"""The tokens of the compact syntax (RELAX NG Compact Syntax, section 2.1 and appendix A.2)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from siglum.failure import Failure
from siglum.relaxng.lexical import NC as _NAME

KEYWORDS = frozenset({
    "attribute", "default", "datatypes", "div", "element", "empty", "external", "grammar", "include", "inherit", "list",
    "mixed", "namespace", "notAllowed", "parent", "start", "string", "text", "token",
})  # fmt: skip
_ESCAPED_LINE_END = "\udc0a"
"""A line end written as \\x{A}: it may stand in a string of one line. No text that was decoded has this character."""
_END = rf"\n{_ESCAPED_LINE_END}"
_TOKEN = re.compile(
    rf"(?P<space>[ \t{_END}]+)"
    rf"|(?P<documentation>\#\#[^{_END}]*(?:[{_END}][ \t]*\#\#[^{_END}]*)*)"
    rf"|(?P<comment>\#[^{_END}]*)"
    r"|(?P<literal>\"\"\".*?\"\"\"|'''.*?'''|\"[^\"\n]*\"|'[^'\n]*')"
    rf"|(?P<any>{_NAME}:\*)"
    rf"|(?P<prefixed>{_NAME}:{_NAME})"
    rf"|\\(?P<quoted>{_NAME})"
    rf"|(?P<name>{_NAME})"
    r"|(?P<sign>\|=|&=|>>|[=|&,*+?{}()\[\]~\-])",
    re.DOTALL,
)
_KINDS = {"any": "any name of", "prefixed": "prefixed name", "quoted": "quoted name"}
_ESCAPE = re.compile(r"\\x+\{(?:0*([0-9A-Fa-f]{1,6})\})?")
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHARP = re.compile(r"^[ \t]*#+ ?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its kind, what it says, its line and column (from 1)."""

    kind: str
    text: str
    line: int
    column: int

    @property
    def shown(self) -> str:
        """The token as a message names it."""
        return "the end" if self.kind == "end" else f"“{self.text}”"


def tokens(text: str, path: Path) -> list[Token]:
    """The tokens of a schema, an `end` after the last. Raises Failure."""
    source = _Source(text, path)
    found: list[Token] = []
    at, end = 0, len(source.text)
    while at < end:
        match = _TOKEN.match(source.text, at)
        if match is None:
            raise source.wrong(at, f"“{source.text[at]}” has no place here")
        kind, said = match.lastgroup or "", match.group().replace(_ESCAPED_LINE_END, "\n")
        if kind == "documentation":
            found.append(Token(kind, _SHARP.sub("", said), *source.place(at)))
        elif kind == "literal":
            width = 3 if said[:3] in ('"""', "'''") and len(said) > 5 else 1
            found.append(Token(kind, said[width:-width], *source.place(at)))
        elif kind not in ("space", "comment"):
            found.append(Token(_KINDS.get(kind, kind), match[kind], *source.place(at)))
        at = match.end()
    found.append(Token("end", "", *source.place(end)))
    return found


class _Source:
    """A text without its escapes (A.2.3, A.2.4), and the place of each character before they were replaced."""

    def __init__(self, text: str, path: Path) -> None:
        self.path = path
        self._written = text.replace("\r\n", "\n").replace("\r", "\n")
        self._lines = [0, *(m.end() for m in re.finditer("\n", self._written))]
        self._shifts: list[tuple[int, int]] = [(0, 0)]
        for bad in _NO_CHARACTER.finditer(self._written):
            raise self.wrong(bad.start(), f"no schema may have the character U+{ord(bad[0]):04X}")
        self._lost = 0
        self.text = _ESCAPE.sub(self._character, self._written)

    def _character(self, match: re.Match[str]) -> str:
        code = int(match[1] or "110000", 16)
        char = chr(code) if code < 0x110000 else "\0"
        if _NO_CHARACTER.match(char):
            sentence = f"“{self._written[match.start() : match.start() + 12]}” is no character: write \\x{{41}} for A"
            self._shifts = [(0, 0)]
            raise self.wrong(match.start(), sentence)
        self._lost += len(match[0]) - 1
        self._shifts.append((match.end() - self._lost, self._lost))
        return _ESCAPED_LINE_END if char == "\n" else char

    def place(self, at: int) -> tuple[int, int]:
        """The line and column (from 1) of a character of the text."""
        at += self._shifts[bisect_right(self._shifts, at, key=lambda shift: shift[0]) - 1][1]
        row = bisect_right(self._lines, at)
        return row, at - self._lines[row - 1] + 1

    def wrong(self, at: int, sentence: str) -> Failure:
        """What is wrong with the text, at its place."""
        line, column = self.place(at)
        section = "RELAX NG Compact Syntax, section 2"
        return Failure(f"{self.path}:{line}:{column}: the schema does not compile: {sentence} ({section})")
