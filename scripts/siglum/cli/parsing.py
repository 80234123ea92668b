"""What a command takes: read by the standard library's argparse, described and refused in words of our own.

Options and words (paths, a revision) may stand in any order; after `--` all are words.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn

from siglum.cli.terminal import say, write

_WIDEST = 78
_LEFT = 28
"""How wide the names of options may be for what they do to stand beside them."""

_WORDING = {
    "^argument ": "",
    r"(.*): expected one argument$": r"\1 needs a value",
    r"(.*): ignored explicit argument .*": r"\1 takes no value",
    r"^the following arguments are required: (.*)": r"\1 is missing",
}
"""What argparse says, and how it is said here."""


class Parser:
    """Options and words of one command. `does` is its help: paragraphs, the first of which stands for all of it."""

    def __init__(self, name: str, does: str) -> None:
        self.name = name
        self.paragraphs = [" ".join(text.split()) for text in does.split("\n\n")]
        self._options, self._words = _Arguments(name), _Arguments(name)

    def add(self, *names: str, **how: Any) -> None:
        """An option, if its name begins with a hyphen, else a word: as `argparse.ArgumentParser.add_argument`."""
        (self._options if names[0].startswith("-") else self._words).add_argument(*names, **how)

    def several(self, *names: str, **how: Any) -> None:
        """An option that may be given more than once: its values, in order."""
        self.add(*names, action="append", default=[], **how)

    @property
    def options(self) -> list[argparse.Action]:
        """The options, in the order in which they were added."""
        return list(self._options._actions)

    @property
    def usage(self) -> str:
        """The command with what it takes, in a line."""
        words = (str(action.metavar or action.dest.upper()) for action in self._words._actions)
        return " ".join((self.name, "[OPTIONS]", *words))

    def parse(self, given: Sequence[str]) -> dict[str, Any]:
        """The values, by what they are called. What cannot be read is said, and the program ends with exit status 2."""
        end = given.index("--") if "--" in given else len(given)
        options, words = self._options.parse_known_args(given[:end])
        for word in words:
            if word[:1] == "-" and word != "-":
                self._options.error(f"there is no option {word.partition('=')[0]}{self._near(word)}")
        words += given[end + 1 :]
        taken, left = self._words.parse_known_args(["--", *words] if words else [])
        if more := left[left[:1] == ["--"] :]:  # which argparse leaves where a command takes no words at all
            self._words.error(f"“{more[0]}” is one too many")
        values = (vars(options) | vars(taken)).items()
        return {name: tuple(value) if isinstance(value, list) else value for name, value in values}

    def _near(self, word: str) -> str:
        from siglum.edition.near import Near

        near = Near(name for action in self.options for name in action.option_strings).to(word.partition("=")[0])
        return f"; did you mean {near}?" if near else ""

    def help(self, below: str = "") -> str:
        """The page that --help shows; `below` stands at its end."""
        from textwrap import fill

        said = (fill(text, _WIDEST, initial_indent="  ", subsequent_indent="  ") for text in self.paragraphs)
        rows = rows_of((written(option), str(option.help)) for option in self.options)
        return "\n\n".join((f"Usage: {self.usage}", *said, f"Options:\n{rows}")) + f"\n{below}"


def rows_of(pairs: Iterator[tuple[str, str]]) -> str:
    """Names with what they do beside them, or below where a name is long."""
    from textwrap import wrap

    listed = list(pairs)
    left = 2 + max((len(name) for name, _ in listed if len(name) <= _LEFT), default=0)
    lines: list[str] = []
    for name, does in listed:
        first, *more = wrap(does, _WIDEST - left - 2) or [""]
        lines += [f"  {name:<{left}}{first}"] if len(name) <= _LEFT else [f"  {name}", f"  {'':<{left}}{first}"]
        lines += [f"  {'':<{left}}{line}" for line in more]
    return "\n".join(lines)


def written(option: argparse.Action) -> str:
    """An option as it is written: its names, and what stands for its value."""
    value = option.metavar or (f"[{'|'.join(map(str, option.choices))}]" if option.choices else "")
    return f"{', '.join(option.option_strings)} {value if option.nargs != 0 else ''}".rstrip()


def whole(least: int, most: int | None = None) -> Callable[[str], int]:
    """The type of an option that takes a whole number."""

    def read(said: str) -> int:
        number = int(said) if said.isdecimal() else -1
        if number < least or (most is not None and number > most):
            limit = f"of at least {least}" if most is None else f"from {least} to {most}"
            raise argparse.ArgumentTypeError(f"“{said}” is no whole number {limit}")
        return number

    return read


class Help(argparse.Action):
    """The option --help."""

    def __init__(self, option_strings: Sequence[str], dest: str, page: Callable[[], str], help: str) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, default=argparse.SUPPRESS, help=help)
        self.page = page

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Show the page, and end."""
        write(self.page())
        parser.exit()


class _Arguments(argparse.ArgumentParser):
    def __init__(self, name: str) -> None:
        super().__init__(
            prog=name,
            add_help=False,
            allow_abbrev=False,
            formatter_class=lambda prog: argparse.HelpFormatter(prog, width=_WIDEST),  # which would import shutil
        )

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            raise argparse.ArgumentError(action, f"“{value}” is none of {', '.join(map(str, action.choices))}")

    def error(self, message: str) -> NoReturn:
        """Say what cannot be read, and end."""
        for meant, said in _WORDING.items():
            message = re.sub(meant, said, message)
        say(f"{message} ({self.prog} --help says what there is)")
        self.exit(2)
