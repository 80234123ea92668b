"""The command, run in this process: what it writes, and how it ends."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple, NoReturn
from unittest import mock


class Result(NamedTuple):
    """What came of it; `output` is both streams as they were written, `exception` what ended it, if anything did."""

    exit_code: int
    stdout: str
    stderr: str
    output: str
    exception: BaseException | None


class _Stream(io.BytesIO):
    """A stream of which another keeps a copy."""

    def __init__(self, both: io.BytesIO) -> None:
        super().__init__()
        self.both = both

    def write(self, data: object) -> int:
        """Write to both."""
        self.both.write(data)  # type: ignore[arg-type]
        return super().write(data)  # type: ignore[arg-type]


class CliRunner:
    """Runs it."""

    def invoke(self, main: Callable[[Sequence[str]], NoReturn], arguments: Sequence[str], input: str = "") -> Result:
        """The command with these arguments; `input` is what is typed."""
        both = io.BytesIO()
        out, err = _Stream(both), _Stream(both)
        exception: BaseException | None = None
        code: object = 1
        typed = io.TextIOWrapper(io.BytesIO(input.encode()), "utf-8")
        shown, told = (io.TextIOWrapper(stream, "utf-8", write_through=True) for stream in (out, err))
        with redirect_stdout(shown), redirect_stderr(told), mock.patch.object(sys, "stdin", typed):
            try:
                main(arguments)
            except SystemExit as ended:
                exception, code = ended, ended.code
            except Exception as error:  # noqa: BLE001 - whatever it is, it is for the test to say
                exception = error
        stdout, stderr, output = (stream.getvalue().decode("utf-8") for stream in (out, err, both))
        return Result(code if isinstance(code, int) else int(code is not None), stdout, stderr, output, exception)
