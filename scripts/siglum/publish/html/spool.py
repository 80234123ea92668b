"""A file in which texts wait until the page is made on which they stand: no more is held in memory than where they
lie."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")
_AT_ONCE = 65_536
"""Bytes that are read at once."""

At = tuple[int, int]
"""Where a text lies: its first byte, and how many."""


class Spool:
    """Texts, put one after the other, found by where they lie; those with a name also by that, in their order."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed in the end
        self._named: dict[str, list[At]] = {}

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def put(self, text: str, name: str = "") -> At:
        """Put a text aside."""
        data = text.encode("utf-8")
        at = (self._file.seek(0, 2), len(data))
        self._file.write(data)
        if name:
            self._named.setdefault(name, []).append(at)
        return at

    def put_lines(self, lines: Iterable[str]) -> At:
        """Put lines aside, one after the other; they have no ends of their own."""
        start = self._file.seek(0, 2)
        self._file.writelines(f"{line}\n".encode() for line in lines)
        return start, self._file.tell() - start

    def lines(self, at: At) -> Iterator[bytes]:
        """The lines that lie there."""
        rest = b""
        for position in range(at[0], sum(at), _AT_ONCE):
            self._file.seek(position)
            *some, rest = (rest + self._file.read(min(_AT_ONCE, sum(at) - position))).split(b"\n")
            yield from some

    def of(self, name: str) -> Sequence[At]:
        """Where the texts of a name lie, in the order in which they were put aside."""
        return self._named.get(name, ())

    def read(self, at: At) -> str:
        """The text that lies there."""
        self._file.seek(at[0])
        return self._file.read(at[1]).decode("utf-8")


class Waiting(Generic[T]):
    """Values that wait in a spool until somebody goes through them, some at a time."""

    def __init__(self, spool: Spool, values: Iterable[T]) -> None:
        self._spool, self._at = spool, spool.put_lines(map(json.dumps, values))

    def __iter__(self) -> Iterator[T]:
        return map(json.loads, self._spool.lines(self._at))
