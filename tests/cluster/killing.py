"""Work that ends the process it is done in: numbers are squared, and one of them is deadly."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from siglum.session import Session


@dataclass(frozen=True)
class Killing:
    """`last` is the deadly number: once, if a file tells that it has been met, else always."""

    once: Path | None
    last: int
    batch: int = 1

    @property
    def worth_dividing(self) -> Mapping[str, int]:
        return {"fork": 0, "spawn": 0}

    @property
    def keeps_in(self) -> None:
        return None

    @property
    def most_memory(self) -> int:
        return 0

    def size(self, item: int) -> int:
        return 1

    def read_ahead(self, session: Session) -> None:
        pass

    def reads(self, batch: Sequence[int], session: Session) -> Iterable[Path]:
        return ()

    def away(self, folder: Path) -> Killing:
        return self

    def do(self, batch: Sequence[int], session: Session, *, hold: bool) -> list[int]:
        if self.last in batch and not (self.once and self.once.exists()):
            if self.once:
                self.once.write_text("worker")
            os.kill(os.getpid(), signal.SIGKILL)
        return [number * number for number in batch]

    def lost(self, item: int) -> list[int]:
        return [-1]
