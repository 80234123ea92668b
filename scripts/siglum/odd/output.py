"""What is written of a compiled ODD: the grammar in both syntaxes, the rules, the compiled ODD."""

from __future__ import annotations

from pathlib import Path

from siglum.failure import Failure
from siglum.keeping import NOTHING, Cache
from siglum.odd import kept
from siglum.odd.compile import Compiled
from siglum.relaxng import Schema
from siglum.relaxng.compacting import compacted
from siglum.relaxng.equality import same
from siglum.relaxng.load import parsed

FORMS = (".rng", ".rnc", ".sch", ".odd")
"""The kinds of file, by the end of the name; a compiled ODD beside its own is called NAME.compiled.odd."""


def beside(odd: Path) -> tuple[Path, ...]:
    """The files that are made of an ODD where none is named."""
    stem = odd.with_suffix("") if odd.suffix in (".odd", ".xml") else odd
    return (*(stem.with_name(stem.name + form) for form in FORMS[:3]), stem.with_name(f"{stem.name}.compiled.odd"))


def steps_beside(odd: Path, made: Compiled) -> dict[Path, str]:
    """What each step of the compiler left, by the file that it goes to."""
    return {odd.with_name(f"{odd.stem}.{number}-{name}.xml"): text for number, (name, text) in enumerate(made.steps, 1)}


def text(made: Compiled, path: Path, cache: Cache = NOTHING) -> str:
    """What goes into a file, by the end of its name. Raises Failure for a name that ends in none of `FORMS`.

    `cache` is where the compact syntax is kept for the next time.
    """
    if path.suffix == ".rng":
        return made.relaxng
    if path.suffix == ".rnc":
        return _kept(made.relaxng, path, cache)
    if path.suffix == ".sch":
        return made.schematron
    if path.suffix == ".odd":
        return made.odd
    raise Failure(f"cannot tell what {path} should hold: its name ends in none of {', '.join(FORMS)}")


def _kept(grammar: str, path: Path, cache: Cache) -> str:
    """A grammar in the compact syntax, as it was written the last time, if it was the same."""
    name, key = kept.name("compact", path), kept.key(grammar)
    found = kept.text(cache, name, key)
    if found is None:
        found = compact(grammar, path)
        kept.keep_text(cache, name, key, found)
    return found


def compact(grammar: str, path: Path) -> str:
    """A grammar in the compact syntax, read back and found to say the same. Raises Failure where it does not."""
    data, xml = grammar.encode("utf-8"), path.with_suffix(".rng")
    found = compacted(parsed(data, xml))
    if not same(Schema.parse(data, xml), Schema.parse(found.encode("utf-8"), path.with_suffix(".rnc"))):
        raise Failure(f"{path} cannot be written: the compact syntax would say something else than the XML syntax")
    return found
