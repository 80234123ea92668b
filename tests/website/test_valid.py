"""Every page is valid HTML, as the Nu Html Checker has it."""

from __future__ import annotations

import pytest

from judges import errors, needs_checker
from website.sites import NAMES, pages

pytestmark = needs_checker


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_valid(name: str) -> None:
    assert errors(pages(name)) == []
