"""A sentence is one that can be read, whatever it quotes."""

from __future__ import annotations

import pytest

from siglum.failure import Failure


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (f"cannot read {'a' * 300}: why", f"cannot read {'a' * 300}: why"),
        (f"the id “{'a b ' * 200}” is none", f"the id “{('a b ' * 200)[:60]}…” is none"),
        (f"the id {'a' * 5000} is none", f"the id {'a' * 60}… is none"),
        (f"cannot read {'a b ' * 5000}: why", f"cannot read {('a b ' * 5000)[:888]} … {('a b ' * 5000)[-895:]}: why"),
    ],
    ids=["a path", "in quotation marks", "a word", "a path with spaces"],
)
def test_what_is_quoted_is_cut_where_nobody_would_read_on(sentence: str, said: str) -> None:
    assert str(Failure(sentence)) == said
