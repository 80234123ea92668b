"""What every command says to the person at the terminal."""

from __future__ import annotations

import click


def say(sentence: str) -> None:
    """A sentence on standard error, with the name of the program before it."""
    click.echo(f"siglum: {sentence}", err=True)
