"""From the bytes of an XML file to its text.

Source: Extensible Markup Language 1.0 (Fifth Edition), section 4.3.3 and appendix F (detection of encodings).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WITHOUT_BOM = (
    (b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"),
)  # fmt: skip
_DECLARATION = re.compile(r"\s*+<\?xml[^>]*?encoding\s*+=\s*+[\"']([A-Za-z][A-Za-z0-9._\-]*+)[\"']")
_WIDE = re.compile(r"(?:utf|ucs|iso-10646-ucs)-?(16|32|2|4)(?:-?([lb]e))?", re.IGNORECASE)
_MANY_BYTES = ("utf-16", "utf-32")
_CHARSETS = re.compile(
    r"ascii|utf-8|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|big5\w*|gb2312|gbk|gb18030|euc_\w+|shift_jis\w*|johab|tis-620"
    r"|kz1048|ptcp154|hp-roman8"
)
"""Python's codecs that are character sets; it has others, which are no text (hex), or rules for names (idna)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why bytes are not the text they claim to be, the index in the text read so far, how many bytes are at fault."""

    message: str
    index: int
    help: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, its encoding (a Python codec without BOM) and the length of the BOM in bytes."""

    text: str
    encoding: str
    bom: int
    problem: Problem | None = None


def decode(data: bytes) -> Decoded:
    """The text of an XML file. What cannot be decoded is a `problem`; the text then has U+FFFD in its place."""
    bom, encoding = next(((len(b), e) for b, e in _BOMS if data.startswith(b)), (0, ""))
    body = data[bom:]
    encoding = encoding or next((e for start, e in _WITHOUT_BOM if body.startswith(start)), "")
    declared = _declared(body, encoding)
    problem = None
    if not encoding and declared:
        encoding, problem = _codec(declared)
    elif encoding.startswith(_MANY_BYTES) and declared and not _is_called(encoding, declared):
        problem = _unlike(declared, f"are {encoding[:6].upper()}")
    encoding = encoding or "utf-8"
    try:
        return Decoded(body.decode(encoding), encoding, bom, problem)
    except UnicodeDecodeError as error:
        at = error.start
        index = len(body[:at].decode(encoding, "replace"))
        name = declared or encoding.upper()
        problem = problem or Problem(
            f"byte {body[at]:02X} is not {name}, the encoding this file {'declares' if declared else 'must have'}",
            index,
            "save the file as UTF-8, or declare the encoding it has in its first line",
            error.end - at,
        )
        return Decoded(body.decode(encoding, "replace"), encoding, bom, problem)


def _is_called(encoding: str, declared: str) -> bool:
    """Whether an encoding of two or four bytes for each character is the one that is declared."""
    named = _WIDE.fullmatch(declared.replace("_", "-"))
    if named is None:
        return False
    width = "utf-32" if named[1] in ("32", "4") else "utf-16"
    return encoding.startswith(width) and (not named[2] or encoding.endswith(named[2].lower()))


def _declared(body: bytes, encoding: str) -> str:
    match = _DECLARATION.match(body[:1600].decode(encoding or "latin-1", "ignore"))
    return match[1] if match else ""


def _unlike(declared: str, said: str) -> Problem:
    help_ = "declare the encoding the file has; most files are UTF-8"
    return Problem(f"the file declares {declared}, and its first bytes {said}", 0, help_)


def _codec(declared: str) -> tuple[str, Problem | None]:
    if _WIDE.fullmatch(declared.replace("_", "-")):
        return "utf-8", _unlike(declared, f"are not {declared}")
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        name = ""
    if _CHARSETS.fullmatch(name):
        return name, None
    return "utf-8", Problem(
        f"the file declares the encoding “{declared}”, which is not known",
        0,
        'save the file as UTF-8 and declare encoding="UTF-8"',
    )
