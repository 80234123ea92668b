"""A file in which texts wait until the page is made on which they stand: no more is held in memory than where they
lie."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Any

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

    def of(self, name: str) -> Sequence[At]:
        """Where the texts of a name lie, in the order in which they were put aside."""
        return self._named.get(name, ())

    def read(self, at: At) -> str:
        """The text that lies there."""
        self._file.seek(at[0])
        return self._file.read(at[1]).decode("utf-8")


class Waiting(Sequence[Any]):
    """Values that wait in a spool until somebody goes through them."""

    def __init__(self, spool: Spool, values: Sequence[Any]) -> None:
        self._spool, self._length = spool, len(values)
        self._at = spool.put(json.dumps(values, ensure_ascii=False))

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Any]:
        return iter(json.loads(self._spool.read(self._at)))

    def __getitem__(self, index: Any) -> Any:
        return json.loads(self._spool.read(self._at))[index]
