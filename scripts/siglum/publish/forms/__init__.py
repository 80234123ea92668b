"""The forms in which a reading is given as a file of its own, beside the web pages: one module or package for each.

A module has `SUFFIX`, the end of its files' names, and `of(made, one)`, which makes the file of a reading and reads it
back; where its files need others beside them, `beside(plan)` gives these. It is loaded when its form is asked for; what
it needs beside the toolkit stands in `FORMS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast, runtime_checkable

from siglum.edition import Edition, Reading
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


@runtime_checkable
class Divided(Protocol):
    """A form of which a reading has several files, and which is no file that a reader takes away: what `of` makes is
    what these are made from."""

    def divided(self, plan: Plan, name: str, data: bytes) -> Iterator[File]:
        """The files of a reading, by name. Raises Failure."""
        ...

    def together(self, plan: Plan, readings: Iterator[tuple[str, bytes]]) -> Iterator[File]:
        """The files of all readings together; these are given with the path of the document of each. Raises Failure."""
        ...


@runtime_checkable
class Limited(Protocol):
    """A form that does not have all of every reading."""

    def notice(self, readings: Iterator[bytes]) -> str:
        """What it does not have, as a sentence; "" where it has all. `readings` are what was made of each."""
        ...


@runtime_checkable
class Asking(Protocol):
    """A form that asks something of the edition."""

    def lacks(self, edition: Edition) -> str:
        """What the edition lacks for it, as a sentence; "" where it can be made."""
        ...


@dataclass(frozen=True, slots=True)
class Needs:
    """The extra of this package that a form needs, and the modules that it brings."""

    extra: str
    modules: tuple[str, ...]


FORMS: dict[str, Needs | None] = {
    "text": None,
    "numbered": None,
    "tei": None,
    "epub": None,
    "docx": Needs("docx", ("docx",)),
    "latex": None,
    "dts": None,
    "pdf": Needs("pdf", ("typst", "pypdf", "fontTools", "brotli")),
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


def files(name: str, plan: Plan, made: Callable[[], Iterator[tuple[str, str, bytes]]]) -> Iterator[File]:
    """The files of a form. `made` gives what was made of each reading: the path of its document, a name, the bytes.
    Raises Failure."""
    module = named(name)
    for _, file, data in made():
        yield from module.divided(plan, file, data) if isinstance(module, Divided) else [(file, data)]
    if isinstance(module, Divided):
        yield from module.together(plan, ((path, data) for path, _, data in made()))
    yield from beside(name, plan)


def notice(name: str, readings: Iterator[bytes]) -> str:
    """What a form does not have of the readings, as a sentence; "" where it has all. `readings` are what was made of
    each."""
    module = named(name)
    return module.notice(readings) if isinstance(module, Limited) else ""


def is_taken_away(name: str) -> bool:
    """Whether the files of a form are such as a reader downloads."""
    return not isinstance(named(name), Divided)


def missing(names: Iterable[str], edition: Edition) -> Iterator[tuple[str, str]]:
    """Of some forms, those that cannot be made here, with a sentence that says what to install or to declare."""
    for name in names:
        needs = FORMS[name]
        lacking = next((one for one in needs.modules if find_spec(one) is None), "") if needs is not None else ""
        if needs is not None and lacking:
            yield name, f"the output {name} needs {lacking}: pip install 'siglum[{needs.extra}]' brings it"
            continue
        module = named(name)
        if isinstance(module, Asking) and (lack := module.lacks(edition)):
            yield name, lack
