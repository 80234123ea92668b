"""The patterns of prefixDef: as `re` understands them where it is quick, and quick where it is not."""

from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siglum.edition.patterns import match

PARTS = st.sampled_from(
    [
        "a",
        "b",
        ".",
        "[ab]",
        "[^a]",
        "\\d",
        "[a-c1]",
        "(a)",
        "(a|b)",
        "(?:ab|a)",
        "(a+)",
        "(b?)",
        "(a*)",
        "\\.",
        "([a-z]+)",
    ]
)
PATTERNS = st.lists(
    st.tuples(PARTS, st.sampled_from(["", "", "*", "+", "?", "{2}", "{1,3}", "{2,}", "*?", "+?"])), max_size=5
).map(lambda parts: "".join(part + quantity for part, quantity in parts))


def groups(pattern: str, text: str) -> list[str] | None:
    found = match(pattern, text)
    return None if found is None else [found.group(n) for n in range(re.compile(pattern).groups + 1)]


@settings(max_examples=400, deadline=None)
@given(PATTERNS, st.text("ab1.c", max_size=6))
def test_whether_it_fits_is_what_re_says(pattern: str, text: str) -> None:
    assert (match(pattern, text) is None) == (re.fullmatch(pattern, text) is None)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("([a-z]+)", "iakir", ["iakir", "iakir"]), ("([A-Z]+)([0-9]+)", "AB12", ["AB12", "AB", "12"]), ("(a|ab)(c|bcd)?(d*)", "abcd", ["abcd", "a", "bcd", ""]),
        ("(.+)/(.+)", "a/b/c", ["a/b/c", "a/b", "c"]), ("(.+?)/(.+)", "a/b/c", ["a/b/c", "a", "b/c"]), ("(a)|(b)", "b", ["b", "", "b"]), ("", "", [""]),
        ("p\\.([\\w\\-]+)", "p.x-1", ["p.x-1", "x-1"]), ("[]a]+", "]a", ["]a"]), ("a{2,3}", "aaaa", None), ("(", "(", None), ("a)", "a)", None), ("*", "*", None), ("[", "[", None), ("\\", "\\", None),
        ("a{3,2}", "aaa", None), ("a{9999}", "a", None), ("(" * 60 + "a" + ")" * 60, "a", None), ("(?=a)a", "a", None), ("(a)\\1", "aa", None),
    ],
)  # fmt: skip
def test_what_a_pattern_takes(pattern: str, text: str, expected: list[str] | None) -> None:
    found = match(pattern, text)
    assert (found and [found.group(n) for n in range(len(expected or ()))]) == expected


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a*)*b", "(a|a)*b", "(a|aa)+b", "a*" * 50 + "b", "(x+x+)+y|(a?){200}b"])
def test_no_pattern_is_tried_for_ever(pattern: str) -> None:
    assert match(pattern, "a" * 2000) is None
    assert match(pattern, "a" * 100_000) is None


def test_what_a_later_python_may_read_otherwise_is_read_in_silence() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert match("[a&&b]+[[a]", "a&[") is not None
