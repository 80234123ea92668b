"""How much memory a process holds, where the system says it."""

from __future__ import annotations

import os
from pathlib import Path


def held(process: int) -> int:
    """The bytes of memory that a process holds, by its id; 0 where the system does not say."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text("ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGESIZE")
