"""The journey `build`: each declared reading as a web page and as plain text, written whole or not at all.

Everything is made in a new folder beside the old one, which takes its name only when all is there. Nothing in an
output depends on the time, on the machine, or on where the edition lies.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from siglum.edition import Edition
from siglum.failure import Failure
from siglum.publish import html, text
from siglum.publish.folder import replace
from siglum.publish.made import Made
from siglum.publish.verify import verify
from siglum.session import Session

OUTPUTS: dict[str, ModuleType] = {"html": html, "text": text}
"""By name, the module that makes an output (`files`) and reads it back (`texts`)."""


def build(
    edition: Edition, folder: Path, outputs: frozenset[str], *, bare: bool = False, session: Session | None = None
) -> None:
    """Publish an edition to a folder: the outputs named, each in a folder of its own; others stay as they are.

    `session` is given by those who build again and again: it keeps what seldom changes.

    Raises Failure, naming file and line where a stylesheet met something it does not know, and Differs where an output
    does not say what its reading says; then nothing has changed.
    """
    for name in sorted(outputs - set(OUTPUTS)):
        raise Failure(f"there is no output “{name}”: the outputs are {', '.join(OUTPUTS)}")
    if not outputs:
        raise Failure(f"no output is named: the outputs are {', '.join(OUTPUTS)}")
    if not edition.readings:
        raise Failure("siglum.toml declares no reading, so there is nothing to publish: add a [[reading]]")
    made = Made(edition, session or Session(), bare=bare)
    files = {name: OUTPUTS[name].files(made) for name in OUTPUTS if name in outputs}
    verify(made, (text for name in files for text in OUTPUTS[name].texts(made, files[name])))
    replace(folder, files)
