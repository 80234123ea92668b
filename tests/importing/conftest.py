"""All of TEI, which what is imported is held to."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum import odd
from siglum.relaxng import Schema


@pytest.fixture(scope="session")
def tei_all() -> Schema:
    """All of TEI, compiled from what travels with the toolkit."""
    made = odd.compile_odd(Path(__file__).parent / "all.odd")
    return Schema.parse(made.relaxng.encode("utf-8"), Path("all.rng"))
