"""The command `siglum schema`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from siglum import explain, report, writing
from siglum import odd as compiling
from siglum.catalog import Catalog
from siglum.cli.parsing import Parser
from siglum.cli.terminal import say, tell, write, write_utf8
from siglum.edition import Edition, containing
from siglum.failure import Failure
from siglum.odd import Compiled, Sources, difference, output
from siglum.opening import read_file
from siglum.relaxng import Schema as RelaxNG
from siglum.report import Checked
from siglum.session import Session


def arguments(parser: Parser) -> None:
    """What it takes."""
    add, several = parser.add, parser.several
    add("odds", nargs="*", metavar="[ODD | diff OLD NEW]")
    several("--to", dest="targets", metavar="FILE", help="Write this only: .rng, .rnc, .sch or .odd.")
    add("--schema", dest="schema_", default="", metavar="NAME", help="Of several <schemaSpec>, that of this name.")
    add("--lang", default="", metavar="LANGUAGE", help="Of the documentation in the schema.")
    several("--catalog", dest="catalogs", metavar="FILE", help="Where copies lie of what is on the net.")
    add("--check", action="store_true", help="Write nothing: fail if the files are not what the ODD makes.")
    add("--strict", action="store_true", help="Write nothing where there is a warning.")
    add("--keep-steps", action="store_true", help="Write what each step of the compiler leaves as well.")
    add("--format", dest="format_", choices=tuple(report.FORMATS), default="text", help="Of the findings.")


def schema(
    odds: tuple[str, ...], targets: tuple[str, ...], schema_: str, lang: str, catalogs: tuple[str, ...], check: bool,
    strict: bool, keep_steps: bool, format_: str,
) -> None:  # fmt: skip
    """Make NAME.rng, NAME.rnc, NAME.sch and NAME.compiled.odd beside NAME.odd.

    Without an ODD, from the schema that siglum.toml names. An ODD takes what it does not hold from the source that it
    names (@source), or from TEI as it travels with Siglum.
    `siglum schema diff OLD NEW` says what a schema (.odd, .rng or .rnc) allows or forbids that another did not.
    Exit status 0: made; 1: the ODD has errors, or --check found another file; 2: something could not be done.
    """
    if odds[:1] == ("diff",):
        sys.exit(_diff(odds[1:], catalogs))
    if len(odds) > 1:
        raise Failure(f"a schema is made of one ODD, and {len(odds)} are named: give one at a time")
    path = Path(odds[0]) if odds else Path(Edition.load(Path()).schema)
    files = [Path(target) for target in targets] or [*output.beside(path)]
    sources = _sources(path, catalogs)
    made = compiling.make(path, sources, schema_, lang, keep_steps)
    if made.default:
        say(f"{path} names no source: TEI {compiling.current()} stands for it")
    _report(made, format_)
    if not made.relaxng or (strict and made.findings):
        sys.exit(1)
    if made.others and not schema_:
        say(
            f"{path} has several <schemaSpec>, and the first is made: --schema names another ({', '.join(made.others)})"
        )
    texts = {file: output.text(made, file, sources.cache) for file in files}
    if keep_steps:
        texts |= output.steps_beside(files[0], made)
    sys.exit(_check(texts) if check else _write(texts))


def _diff(paths: tuple[str, ...], catalogs: tuple[str, ...]) -> int:
    """What has changed from one schema to another, to stdout."""
    if len(paths) != 2:
        raise Failure("two schemas are compared: siglum schema diff OLD NEW")
    old, new = (_read(Path(path), catalogs) for path in paths)
    for sentence in difference.sentences(old, new):
        write(f"{sentence}\n")
    return 0


def _read(path: Path, catalogs: tuple[str, ...]) -> RelaxNG:
    """A schema from a grammar, or from what an ODD makes. Raises Failure."""
    if path.suffix in (".rng", ".rnc"):
        return RelaxNG.read(path, Catalog.read(catalogs))
    made = compiling.compile_odd(path, _sources(path, catalogs))
    return RelaxNG.parse(made.relaxng.encode("utf-8"), path.with_suffix(".rng"))


def _sources(odd: Path, catalogs: tuple[str, ...]) -> Sources:
    """The sources that the siglum.toml of an ODD names, and the catalogs."""
    folder = containing(odd.parent)
    files = Edition.load(folder).source_files if folder else {}
    with Session() as session:
        return Sources(files, Catalog.read(catalogs) if catalogs else session.catalog(()))


def _report(made: Compiled, format_: str) -> None:
    """The findings to stdout, in the form asked for."""
    with Session() as session:
        checked = Checked(made.findings, len(made.files), (), session.source, explain.body)
        if format_ != "text":
            write_utf8(report.named(format_).render(checked))
        elif made.findings:
            from siglum.report import text

            if sys.stdout is not None and sys.stdout.isatty():
                text.show(text.lines(checked))
            else:
                write(text.render(checked))


def _write(texts: Mapping[Path, str]) -> int:
    for file, text in texts.items():
        writing.write(file, text.encode("utf-8"))
        tell(file.as_posix())
    return 0


def _check(texts: Mapping[Path, str]) -> int:
    """1 where a file is not what the ODD makes."""
    old = [file for file, text in texts.items() if _content(file) != text.encode("utf-8")]
    for file in old:
        say(f"{file.as_posix()} is not what the ODD makes: make it with siglum schema, and look at what changes")
    return 1 if old else 0


def _content(file: Path) -> bytes | None:
    try:
        return read_file(file, 50_000_000)
    except Failure:
        return None
