"""A bad input made small: stretches are left out, ever shorter ones, as long as the same goes wrong."""

from __future__ import annotations

import time
from collections.abc import Callable


def minimised(data: bytes, is_bad: Callable[[bytes], bool], seconds: float = 20.0) -> bytes:
    """The shortest data that was found in some seconds by leaving out halves, quarters and so on."""
    end = time.monotonic() + seconds
    length = max(1, len(data) // 2)
    while data and time.monotonic() < end:
        start, changed = 0, False
        while start < len(data) and time.monotonic() < end:
            shorter = data[:start] + data[start + length :]
            if is_bad(shorter):
                data, changed = shorter, True
            else:
                start += length
        if length == 1 and not changed:
            break
        length = max(1, min(length, len(data)) // 2) if not changed or length > 1 else 1
    return data
