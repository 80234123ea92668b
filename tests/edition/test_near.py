"""A name that is like another is found, among many as well as among few, and at no greater cost."""

from __future__ import annotations

import random

import pytest

from siglum.edition.near import Near
from steps import calls

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def names(count: int) -> list[str]:
    chance = random.Random(count)
    return ["".join(chance.choices(LETTERS, k=8)) for _ in range(count)]


def slipped(name: str, chance: random.Random) -> str:
    """A letter left out, put in, changed, or exchanged with the next."""
    at = chance.randrange(len(name) - 1)
    letter = chance.choice(LETTERS)
    return chance.choice(
        (name[:at] + name[at + 1 :], name[:at] + letter + name[at:], name[:at] + letter + name[at + 1 :],
         name[:at] + name[at + 1] + name[at] + name[at + 2 :])
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, 40, 51, 3000])
def test_a_name_with_one_slip_is_found(count: int) -> None:
    chance, among = random.Random(7), names(count)
    near = Near(among)
    for name in chance.choices(among, k=200):
        assert near.to(slipped(name, chance)) == name


@pytest.mark.parametrize("count", [40, 3000])
def test_what_is_like_none_finds_none(count: int) -> None:
    near = Near(names(count))
    assert [near.to(name) for name in ("", "ж", "жжжжжжжж", "00000000", "a" * 201)] == [""] * 5


def test_numbered_names_are_told_by_their_numbers() -> None:
    near = Near(f"paragraph-number-{n:05}" for n in range(5000))
    assert near.to("paragraf-number-00042") == "paragraph-number-00042"
    assert near.to("Paragraph-Number-04999") == "paragraph-number-04999"


def test_a_long_name_is_compared_with_nothing() -> None:
    assert Near(["a" * 100_000, "b"]).to("a" * 99_999) == ""


def test_a_name_sought_among_twice_as_many_takes_no_longer() -> None:
    once, twice = (Near(f"paragraph-number-{n:05}" for n in range(count)) for count in (2000, 4000))
    sought = [f"paragraf-number-{n:05}" for n in range(0, 2000, 40)]
    counted = [calls(lambda: [near.to(name) for name in sought]) for near in (once, twice)]  # noqa: B023
    assert counted[1] <= 1.3 * counted[0]
