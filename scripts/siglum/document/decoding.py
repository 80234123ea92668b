"""From the bytes of an XML file to its text.

Source: Extensible Markup Language 1.0 (Fifth Edition), section 4.3.3 and appendix F (detection of encodings).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z][A-Za-z0-9._\-]*)[\"']")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why bytes are not the text they claim to be, and the index in the text read so far."""

    message: str
    index: int
    help: str


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
    declared = _declared(body, encoding)
    problem = None
    if not encoding and declared:
        encoding, problem = _codec(declared)
    encoding = encoding or _guess(body)
    try:
        return Decoded(body.decode(encoding), encoding, bom, problem)
    except UnicodeDecodeError as error:
        index = len(body[: error.start].decode(encoding, "replace"))
        shown = " ".join(f"{byte:02X}" for byte in body[error.start : error.start + 1])
        name = declared or "UTF-8"
        problem = Problem(
            f"byte {shown} is not {name}, the encoding this file {'declares' if declared else 'must have'}",
            index,
            "save the file as UTF-8, or declare the encoding it has in its first line",
        )
        return Decoded(body.decode(encoding, "replace"), encoding, bom, problem)


def _declared(body: bytes, encoding: str) -> str:
    head = body[:400]
    if encoding.startswith("utf-16"):
        head = head.decode(encoding, "ignore").encode("utf-8")
    match = _DECLARATION.match(head)
    return match[1].decode("ascii") if match else ""


def _codec(declared: str) -> tuple[str, Problem | None]:
    if declared.lower().replace("_", "-") in ("utf-16", "ucs-2", "iso-10646-ucs-2"):
        return "utf-8", Problem(
            f"the file declares {declared}, and its first bytes are not {declared}",
            0,
            "declare the encoding the file has; most files are UTF-8",
        )
    try:
        return codecs.lookup(declared).name, None
    except LookupError:
        return "utf-8", Problem(
            f"the file declares the encoding “{declared}”, which is not known",
            0,
            'save the file as UTF-8 and declare encoding="UTF-8"',
        )


def _guess(body: bytes) -> str:
    if body.startswith(b"<\x00"):
        return "utf-16-le"
    return "utf-16-be" if body.startswith(b"\x00<") else "utf-8"
