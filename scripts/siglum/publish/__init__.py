"""The journey `build`: each declared reading as a web page and as plain text, written whole or not at all.

Everything is made in a new folder beside the old one, which takes its name only when all is there. Nothing in an
output depends on the time, on the machine, or on where the edition lies.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from siglum.edition import Edition
from siglum.failure import Failure
from siglum.publish import html, output, text
from siglum.publish.folder import replace
from siglum.publish.made import Made
from siglum.publish.output import Output
from siglum.publish.verify import verify
from siglum.session import Session

OUTPUTS: Mapping[str, Output] = {"html": html, "text": text}
"""The outputs of this package by name. Others are added by entry points, and made when they are named."""


def build(
    edition: Edition, folder: Path, outputs: frozenset[str], *, bare: bool = False, session: Session | None = None
) -> None:
    """Publish an edition to a folder: the outputs named, each in a folder of its own; others stay as they are.

    `session` is given by those who build again and again: it keeps what seldom changes.

    Raises Failure, naming file and line where a stylesheet met something it does not know, and Differs where an output
    does not say what its reading says; then nothing has changed.
    """
    chosen = {name: OUTPUTS[name] for name in OUTPUTS if name in outputs}
    chosen |= {name: _added(name) for name in sorted(outputs - set(OUTPUTS))}
    if not chosen:
        raise Failure(f"no output is named: the outputs are {', '.join(OUTPUTS)}")
    if not edition.readings:
        raise Failure("siglum.toml declares no reading, so there is nothing to publish: add a [[reading]]")
    made = Made(edition, session or Session(), bare=bare)
    files = {name: output.files(made) for name, output in chosen.items()}
    verify(made, (text for name, output in chosen.items() for text in output.texts(made, files[name])))
    replace(folder, files)


def _added(name: str) -> Output:
    found = output.added(name)
    if found is None:
        raise Failure(f"there is no output “{name}”: the outputs are {', '.join((*OUTPUTS, *output.names()))}")
    return found
