"""What every command says to the person at the terminal: whole, on lines of its own, in whatever can be shown there."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from siglum.failure import Failure, reason
from siglum.paths import written


def say(sentence: str) -> None:
    """A sentence on standard error, on one line, with the name of the program before it."""
    with suppress(OSError):
        tell(f"siglum: {written(' '.join(sentence.splitlines()))}")


def tell(text: str, end: str = "\n") -> None:
    """What is to be known beside a result, on standard error, if that is open."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}{end}")
        sys.stderr.flush()


def write(text: str) -> None:
    """A result, to standard output. Raises Failure where that is closed, OSError where it takes no more."""
    if sys.stdout is None:
        raise Failure("the result cannot be written: standard output is closed")
    sys.stdout.write(text)
    sys.stdout.flush()


def write_utf8(text: str) -> None:
    """The same for what is read by programs: in UTF-8, whatever the terminal speaks; a lone surrogate as \\udXXX."""
    if sys.stdout is None:
        raise Failure("the result cannot be written: standard output is closed")
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


@contextmanager
def guarded() -> Iterator[None]:
    """Whatever becomes of the output, it is said in one sentence, and the exit status is 2; after Ctrl-C it is 130."""
    _hold_open()
    for stream in (sys.stdout, sys.stderr):
        _bear(stream)
    try:
        try:
            yield
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        _let_go(sys.stdout)
        if error.errno != errno.EPIPE:
            say(f"the result cannot be written: {reason(error)}")
        sys.exit(2)


def _hold_open() -> None:
    """Have the three streams lead somewhere: a file that is opened later must not take the place of one."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _bear(stream: TextIO | None) -> None:
    """Let a terminal that cannot show a character show its number."""
    if stream is not None and hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")


def _let_go(stream: TextIO | None) -> None:
    """Have what could not be written be forgotten, so that nothing tries again in the end."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[union-attr]
