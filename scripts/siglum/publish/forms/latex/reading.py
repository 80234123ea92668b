"""The words of the reading in a file as it was written: its text without what is marked as none of it."""

from __future__ import annotations

import re

from siglum.publish.forms.latex.commands import ARGUMENTS, LINES
from siglum.publish.forms.latex.escaping import MARK, meant

BEGINNING, END = "% the text begins", "% the text ends"
_TOKEN = re.compile(
    rf"(?P<mark>{MARK.pattern})|(?P<comment>%[^\n]*\n)|\\(?P<command>[A-Za-z]+|.)[ ]?|(?P<open>{{)|(?P<close>}})"
    r"|(?P<verse>&)|(?P<text>[^\\{}%~&]+)"
)


def words_of(written: str) -> str:
    """The words of the reading in a file of ours, with an end of line at each block."""
    text = written.partition(f"{BEGINNING}\n")[2].partition(END)[0]
    said: list[str] = []
    groups: list[tuple[bool, str]] = []  # of each that is open, whether words count in it, and what follows it
    counts, expected = True, ""  # whether words count here; the arguments that are still to come
    for token in _TOKEN.finditer(text):
        if token["open"]:
            groups.append((counts, expected[1:]))
            counts, expected = counts and expected[:1] != "-", ""
        elif token["close"]:
            counts, expected = groups.pop()
        elif token["command"]:
            said.append("\n" if counts and token["command"] in LINES else "")
            expected = ARGUMENTS.get(token["command"], "")
        elif counts:
            said.append("\n" if token["verse"] else meant(token["mark"]) if token["mark"] else token["text"] or "")
    return "".join(said)
