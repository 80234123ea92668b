"""The journey `build`: each reading as a web page and as plain text, written whole or not at all.

Everything is made in a new folder beside the old one, which takes its name only when all is there. Nothing in an
output depends on the time, on the machine, or on where the edition lies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Published:
    """What was not published (`failures`) or not known (`unknown`), a sentence each; the rest was published."""

    failures: tuple[str, ...]
    unknown: tuple[str, ...]


def build(
    edition: Edition,
    folder: Path,
    outputs: frozenset[str],
    *,
    bare: bool = False,
    strict: bool = False,
    session: Session | None = None,
) -> Published:
    """Publish an edition to a folder: the outputs named, each in a folder of its own; others stay as they are.

    A document that cannot be published does not hinder the others. Raises Failure where none can be, or, if `strict`,
    where any cannot or has an element that nobody knows; and Differs where an output does not say what its reading
    says. Then nothing has changed. `session` is given by those who build again and again: it keeps what seldom
    changes.
    """
    chosen = {name: OUTPUTS[name] for name in OUTPUTS if name in outputs}
    chosen |= {name: _added(name) for name in sorted(outputs - set(OUTPUTS))}
    if not chosen:
        raise Failure(f"no output is named: the outputs are {', '.join(OUTPUTS)}")
    made = Made(edition, session or Session(), bare=bare)
    if not made.published or (strict and made.failures):
        raise Failure("; ".join(made.failures) or "there is no document to publish")
    files = {name: output.files(made) for name, output in chosen.items()}
    if strict and made.unknown:
        raise Failure("; ".join(made.unknown))
    verify(made, (text for name, output in chosen.items() for text in output.texts(made, files[name])))
    replace(folder, files)
    return Published(tuple(made.failures), tuple(made.unknown))


def _added(name: str) -> Output:
    found = output.added(name)
    if found is None:
        raise Failure(f"there is no output “{name}”: the outputs are {', '.join((*OUTPUTS, *output.names()))}")
    return found
