"""The characters of a text: its encoding is seen from its first bytes, or is UTF-8, or has to be said.

What is wrong with them is said in one sentence, with the place. Source: The Unicode Standard, section 23.8 (byte order
marks); Extensible Markup Language 1.0, section 2.2 (the characters that a document may have).
"""

from __future__ import annotations

import codecs
import re

from siglum.document.decoding import decode
from siglum.failure import Failure

_FORBIDDEN = re.compile("[^\t\n\r\f\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_LOOKED_AT = 4_000
"""Bytes in which a binary file shows itself."""
_MANY = 0.02
"""The part of control characters from which on a file is no text."""


def read(data: bytes, name: str, encoding: str = "") -> str:
    """The text of a file, without its byte order mark. Raises Failure for what is no text, or in doubt."""
    if not data.strip():
        raise Failure(f"{name} is empty: there is nothing to import")
    text = _decoded(data, name, encoding)
    if len(_FORBIDDEN.findall(text[:_LOOKED_AT])) > _MANY * len(text[:_LOOKED_AT]):
        raise Failure(f"{name} is no text, but a binary file: save it as text, or name its format with --from")
    hold(text, name)
    return text


def hold(text: str, name: str) -> None:
    """Raises Failure for a text with a character that no XML document can hold."""
    found = _FORBIDDEN.search(text)
    if found is None:
        return
    raise Failure(
        f"{name}:{text.count(chr(10), 0, found.start()) + 1}: there is the control character U+{ord(found[0]):04X}, "
        "which no XML document can hold: remove it, or name another encoding with --encoding"
    )


def is_kept(data: bytes, text: str) -> bool:
    """Whether the bytes may stand as the transcript as they are: read as it will be, they give this text."""
    decoded = decode(data)
    return decoded.problem is None and decoded.text == text


def _decoded(data: bytes, name: str, encoding: str) -> str:
    if encoding:
        return _as(data, name, encoding)
    if data.startswith(_BOMS):
        decoded = decode(data)
        if decoded.problem:
            raise Failure(f"{name} begins like {decoded.encoding.upper()}, and goes on as something else: save it anew")
        return decoded.text
    if wide := _wide(data):
        raise Failure(f"{name} looks like {wide.upper()} without a byte order mark: say --encoding {wide} if it is")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, name, error.start) from None


def _as(data: bytes, name: str, encoding: str) -> str:
    """The text in an encoding that somebody names."""
    try:
        known = codecs.lookup(encoding)
        if not known._is_text_encoding:
            raise LookupError
        return data.decode(known.name).removeprefix("\ufeff")
    except LookupError:
        raise Failure(f"--encoding {encoding} is not known: write utf-8, windows-1252, utf-16 …") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Failure(f"{name}:{line}: byte {data[error.start]:02X} is not {encoding}: name another one") from None


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of a text in Latin letters is zero."""
    head = data[: _LOOKED_AT & ~1]
    for encoding, zeros, others in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if zeros and zeros.count(0) > 0.7 * len(zeros) and others.count(0) < 0.1 * len(others):
            return encoding
    return ""


def _not_utf8(data: bytes, name: str, at: int) -> Failure:
    """What is said of a text in an older encoding: how the first byte would read in the most common one."""
    if b"\0" in data[:_LOOKED_AT]:
        return Failure(f"{name} is no text, but a binary file: save it as text, or name its format with --from")
    line = data.count(b"\n", 0, at) + 1
    start = max(data.rfind(b"\n", 0, at) + 1, at - 20)
    shown = " ".join(data[start : at + 20].split(b"\n")[0].decode("windows-1252", "replace").split())
    return Failure(
        f"{name}:{line}: byte {data[at]:02X} is not UTF-8; in Windows-1252 this would read “{shown}”: "
        "say --encoding windows-1252 if that is right, or save the file as UTF-8"
    )
