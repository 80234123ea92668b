"""Plain text: headings, paragraphs, notes, verse, letters, plays, as far as they are certain.

What is uncertain stays a paragraph: nobody has to look for what a program has made up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from siglum.importing.model import Paragraph, Text, words
from siglum.importing.plain import letter, play, prose, verse
from siglum.importing.plain.notes import notes_of
from siglum.importing.plain.stretches import Stretch, stretches

KINDS: Mapping[str, Callable[[list[Stretch]], Text]] = {
    "letter": letter.read,
    "play": play.read,
    "verse": verse.read,
    "prose": prose.read,
}
"""What each kind of text is read by, in the order in which the kinds are tried."""

_GUESSES: Mapping[str, Callable[[list[Stretch]], bool]] = {
    "letter": letter.is_one,
    "play": play.is_one,
    "verse": verse.is_one,
}


def read(text: str, kind: str = "") -> Text:
    """A text of a kind; without one, of that for which there are certain signs, else prose."""
    found = notes_of(prose.parted(stretches(text)))
    taken = kind or next((name for name, is_one in _GUESSES.items() if is_one(found.text)), "prose")
    made = KINDS[taken](found.text)
    made.kind, made.author = taken, _author(made)
    made.blocks, made.notes, made.notes_heading = found.called(made.blocks), found.notes, found.heading
    if not kind and taken != "prose":
        made.remarks.append(f"the kind was taken for {_ARTICLES[taken]}: --kind prose to change it")
    return made


def _author(text: Text) -> str:
    """Who wrote a text, where a line below the title says so: “by Anna Alt”."""
    lines = (block.line for block in text.blocks if isinstance(block, Paragraph) and block.kind == "byline")
    return " ".join(words(next(lines, ())).split()[1:])


_ARTICLES = {"letter": "a letter", "play": "a play", "verse": "verse"}
