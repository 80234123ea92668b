"""An input: files, and what is asked of the command. Each is made from a seed, its kind and its number, and from nothing
else, so that it can be made again."""

from __future__ import annotations

import json
import random
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from fuzz import damage, trees
from fuzz.seeds import KINDS, Seed, seeds, tokens
from siglum.checking import STATIONS, Options

EXPECTED = "expected.toml"
"""The file that says what is asked of an input, and what is expected."""
GROWING = "growth"
"""Inputs of two sizes, to see what twice the size takes."""
SMALL, LARGE = 15_000, 60_000
"""About how many bytes the two have."""


@dataclass(frozen=True, slots=True)
class Case:
    """Files to be written to a folder, which of them was damaged, and what is asked there.

    `larger` is the same file with the same token more often, for those of two sizes.
    """

    kind: str
    name: str
    files: Mapping[str, bytes]
    changed: str
    paths: tuple[str, ...]
    options: Options = field(default_factory=Options)
    larger: bytes | None = None

    @property
    def command(self) -> tuple[str, ...]:
        """The same as arguments of `siglum`."""
        if self.kind == "odd":
            return ("schema", *self.paths)
        said = ["check", *self.paths]
        for option, values in (
            ("--schema", self.options.schemas),
            ("--schematron", self.options.rules),
            ("--catalog", self.options.catalogs),
        ):
            for value in values:
                said += [option, value]
        if self.options.phase:
            said += ["--phase", self.options.phase]
        if self.options.stations != STATIONS:
            said += ["--stations", ",".join(self.options.stations)]
        return (*said, *(() if self.options.cache else ("--no-cache",)), "--format", "json")

    @property
    def spelled(self) -> str:
        """The command as it is typed."""
        return shlex.join(("siglum", *self.command))

    @property
    def uses_saxon(self) -> bool:
        """Whether stylesheets may run."""
        return self.kind == "odd" or (
            bool({"schematron", "fidelity"} & set(self.options.stations)) and self.kind != "document"
        )

    def expected(self, status: int, sentences: Sequence[str], codes: Sequence[str]) -> str:
        """What is asked and what is expected, as `expected.toml` says it."""
        asked = {
            name: getattr(self.options, name) for name in ("schemas", "rules", "catalogs", "phase", "stations", "cache")
        }
        default = Options()
        options = {name: value for name, value in asked.items() if value != getattr(default, name)}
        said = {"kind": self.kind, "paths": self.paths, "status": status, "sentences": sentences, "codes": codes}
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in said.items()]
        return "\n".join(
            (*lines, "", "[options]", *(f"{name} = {json.dumps(value)}" for name, value in options.items()), "")
        )

    def with_bytes(self, data: bytes) -> Case:
        """The same with other bytes in the damaged file."""
        return replace(self, files={**self.files, self.changed: data}, larger=None)

    def write(self, folder: Path) -> None:
        """Write the files."""
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def case(seed: int, kind: str, number: int) -> Case:
    """An input by its number."""
    chance = random.Random(f"{seed}:{kind}:{number}")
    if kind == GROWING:
        return _growing(chance, f"{kind}:{number}")
    begun = chance.choice(seeds(kind))
    name = _changing(chance, begun)
    return _case(kind, f"{kind}:{number}", begun, name, _damaged(chance, kind, name, begun.files[name]))


def _case(kind: str, name: str, begun: Seed, changed: str, data: bytes, larger: bytes | None = None) -> Case:
    return Case(kind, name, {**begun.files, changed: data}, changed, begun.paths, begun.options, larger)


def _changing(chance: random.Random, begun: Seed) -> str:
    return begun.changing[0] if chance.random() < 0.8 else chance.choice(begun.changing)


def _damaged(chance: random.Random, kind: str, name: str, data: bytes) -> bytes:
    is_tree = not name.endswith((".rnc", ".toml", ".txt"))
    if is_tree and chance.random() < 0.6:
        data = trees.damaged(chance, data)
        if chance.random() < 0.8:
            return data
    return damage.damaged(chance, data, tokens(kind))


def _growing(chance: random.Random, name: str) -> Case:
    """An input in which one or two tokens, or a stretch of it, stand very often, and the same with four times as many."""
    kind = chance.choice([kind for kind in KINDS if kind not in ("edition", "odd")])
    begun = chance.choice([seed for seed in seeds(kind) if len(seed.files[seed.changing[0]]) < SMALL / 5])
    changed = begun.changing[0]
    data = begun.files[changed]
    place = damage.at(chance, data)
    start, end = damage.stretch(chance, data)
    token = chance.choice((data[start:end] or b" ", *chance.choices(tokens(kind), k=3)))
    closing = chance.choice((b"", b"", chance.choice(tokens(kind))))

    def grown(size: int) -> bytes:
        times = max(1, size // len(token + closing))
        return data[:place] + token * times + closing * (times if closing else 0) + data[place:]

    return replace(_case(kind, name, begun, changed, grown(SMALL), grown(LARGE)), kind=kind)
