"""Something that could not be done (exit status 2), said in one sentence."""

from __future__ import annotations

import re

_LONG = re.compile(r"(?<=“)[^“”]{400,}|[^\s“”]{400,}")
_SHOWN, _HALF = 60, 900


class Failure(Exception):
    """A missing path, bad usage, a broken configuration or schema: the text is the sentence the user reads.

    It says what is wrong, where (file, and line where there is one) and what to do. What is quoted in it from a file is
    cut where nobody would read on.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(shortened(sentence))


def shortened(sentence: str) -> str:
    """A sentence in which what is quoted from a file is cut where nobody would read on."""
    said = _LONG.sub(lambda match: f"{match[0][:_SHOWN]}…", sentence)
    return said if len(said) <= 2 * _HALF else f"{said[:_HALF]} … {said[-_HALF:]}"


def reason(error: OSError) -> str:
    """Why the system refuses a file, in lower case, for the end of a sentence."""
    return (error.strerror or "the system refuses it").lower()


def fault(where: str, error: Exception) -> str:
    """The sentence for what nobody has thought of: the rest goes on without it."""
    said = " ".join(str(error).split())[:200]
    return f"{where}siglum itself is at fault here ({type(error).__name__}: {said}): please report it"
