"""The forms in which a reading is given as a file of its own, beside the web pages: one module for each.

A module has `SUFFIX`, the end of its files' names, and `of(made, one)`, which makes the file of a reading and reads it
back; where its files need others beside them, `beside(plan)` gives these. It is loaded when its form is asked for; what
it needs beside the toolkit stands in `FORMS`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast, runtime_checkable

from siglum.edition import Reading
from siglum.publish.folder import File
from siglum.publish.made import Made
from siglum.publish.plan import Plan
from siglum.publish.verify import OutputText


class Form(Protocol):
    """A form in which a reading is given."""

    SUFFIX: str

    def of(self, made: Made, one: Reading) -> tuple[bytes, OutputText]:
        """The file of a reading, and its text as it was read back from the file. Raises Failure."""
        ...


@runtime_checkable
class Accompanied(Protocol):
    """A form whose files need others beside them."""

    def beside(self, plan: Plan) -> Iterator[File]:
        """These, by name. Raises Failure."""
        ...


@dataclass(frozen=True, slots=True)
class Needs:
    """The module that a form needs, and the extra of this package that brings it."""

    module: str
    extra: str


FORMS: dict[str, Needs | None] = {
    "text": None,
    "tei": None,
    "pdf": Needs("typst", "pdf"),
}
"""The forms by name, which is that of their folder and of their module."""


def named(name: str) -> Form:
    """The module of a form."""
    return cast(Form, import_module(f"siglum.publish.forms.{name}"))


def beside(name: str, plan: Plan) -> Iterator[File]:
    """The files that those of a form need beside them. Raises Failure."""
    module = named(name)
    if isinstance(module, Accompanied):
        yield from module.beside(plan)


def missing(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Of some forms, those that cannot be made here, with a sentence that says what to install."""
    for name in names:
        needs = FORMS[name]
        if needs is not None and find_spec(needs.module) is None:
            yield name, f"the output {name} needs {needs.module}: pip install 'siglum[{needs.extra}]' brings it"
