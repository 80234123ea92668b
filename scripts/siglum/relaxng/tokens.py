"""The tokens of the compact syntax (RELAX NG Compact Syntax, section 2.1 and appendix A)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from siglum.failure import Failure

KEYWORDS = frozenset({
    "attribute", "default", "datatypes", "div", "element", "empty", "external", "grammar", "include", "inherit", "list",
    "mixed", "namespace", "notAllowed", "parent", "start", "string", "text", "token",
})  # fmt: skip
_NAME = r"[^\W\d][\w.\-\u00b7]*"
_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<documentation>\#\#[^\n]*(?:\n[ \t]*\#\#[^\n]*)*)"
    r"|(?P<comment>\#[^\n]*)"
    r"|(?P<literal>\"\"\".*?\"\"\"|'''.*?'''|\"[^\"\n]*\"|'[^'\n]*')"
    rf"|(?P<any>{_NAME}:\*)"
    rf"|(?P<prefixed>{_NAME}:{_NAME})"
    rf"|\\(?P<quoted>{_NAME})"
    rf"|(?P<name>{_NAME})"
    r"|(?P<sign>\|=|&=|>>|[=|&,*+?{}()\[\]~\-])",
    re.DOTALL,
)
_KINDS = {"any": "any name of", "prefixed": "prefixed name", "quoted": "quoted name"}
_ESCAPE = re.compile(r"\\x+\{([0-9A-Fa-f]{1,6})\}")
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
    text = _ESCAPE.sub(_character, text.replace("\r\n", "\n").replace("\r", "\n"))
    found: list[Token] = []
    at, line, begun = 0, 1, 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Failure(
                f"{path}:{line}:{at - begun + 1}: the schema does not compile: “{text[at]}” has no place here"
                " (RELAX NG Compact Syntax, section 2)"
            )
        kind, said = match.lastgroup or "", match.group()
        if kind == "documentation":
            found.append(Token(kind, _SHARP.sub("", said), line, at - begun + 1))
        elif kind == "literal":
            width = 3 if said[:3] in ('"""', "'''") else 1
            found.append(Token(kind, said[width:-width], line, at - begun + 1))
        elif kind not in ("space", "comment"):
            found.append(Token(_KINDS.get(kind, kind), match[kind], line, at - begun + 1))
        line += said.count("\n")
        begun = at + said.rfind("\n") + 1 if "\n" in said else begun
        at = match.end()
    found.append(Token("end", "", line, at - begun + 1))
    return found


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code <= 0x10FFFF else match[0]
