"""The practice of a document: whether it does a thing nearly always, so that the exceptions are worth a word."""

_ENOUGH = 10
"""Fewer cases make no practice."""


def is_usual(done: int, left: int) -> bool:
    """Whether what is done `done` times and left undone `left` times is the practice: nine times in ten, of ten."""
    return done + left >= _ENOUGH and done >= 9 * left
