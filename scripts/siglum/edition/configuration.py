"""What an edition consists of: siglum.toml, read and checked.

    [edition]
    documents = ["tei/essay.xml"]              files or patterns, relative to siglum.toml; all TEI beside it without it
    registers = ["tei/registers/*.xml"]
    schema = "schema/siglum.odd"               what the documents are checked against
    published = "published-ids.txt"            the ids that have been published (siglum release keeps it)

    [[reading]]                                one for each reading that is published
    id = "received"                            names its files
    label = "the transcript as received"
    document = "tei/essay.xml"                 may be left out where there is one document
    scope = "letter"                           the xml:id of a part; the whole text without it
    witness = "T"                              whose text, where witnesses differ
    stage = "sic"                              "sic": as it stands; "corr": corrected
    omissions = true                           whether omissions of the witness are marked […]
    transcript = "tei/source/essay.txt"        what this reading must equal
    notes = true                               whether the transcript has the notes of the text too (type="authorial")

    [site]                                     the web site; all may be left out
    title = "Letters"                          what it is called; the title of the document without it
    language = "en"                            of its own words; that of the documents, else English, without it
    address = "https://example.org/letters/"   where it is published, for citations; {version} in it is edition/@n
    since = "v1"                               a git revision: a page says what changed since then

    [checks]                                   how much a finding weighs here, by its code
    profile = "strict"                         every check asks its question, whatever the practice is; else "usual"
    untagged-name = "note"                     "error", "warning", "note" or "off"
    unsourced-statement = "warning"            a check that is off unless it is named here

    [format]
    attributes = "schema"                      their order, when files are laid out: as the schema has it; else "keep"

    [odd.sources]                              files for sources that an ODD names, by what it calls them
    "tei:4.8.0" = "schema/p5subset-4.8.0.xml"
    "https://example.org/base.odd" = "schema/base.odd"

Paths in an `Edition` are relative to its folder, with forward slashes, so that nothing made from them
depends on where the edition lies. Each leads into that folder, also where links are followed: whoever sends an edition
does not choose which files of this machine are read or published.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from siglum.diagnostic import SEVERITIES, Severity
from siglum.edition.folders import CONFIGURATION, tei_in
from siglum.failure import Failure, reason
from siglum.opening import read_file
from siglum.paths import files_in, is_file, is_made, is_within, real, written
from siglum.resources import own_schema

PUBLISHED = "published-ids.txt"
_LARGEST = 1_000_000
"""Bytes that a siglum.toml may have."""
_LONGEST = 1_024
"""Characters of a pattern: no system has a longer path, and Python takes long to read what is no pattern."""
_DEEP = 2
"""How often a pattern may ask for folders at any depth."""
STAGES = ("sic", "corr")
PROFILES = ("usual", "strict")
ORDERS = ("keep", "schema")
Level = Severity | Literal["off"]
LEVELS: tuple[Level, ...] = (*SEVERITIES, "off")


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading of a document: scope, witness and stage of correction.

    `scope` is "" for the whole text, `witness` "" where the document has no apparatus. A reading that nobody declared
    is `found`: where its witness is silent it has the lemma.
    """

    id: str
    label: str
    document: str
    scope: str = ""
    witness: str = ""
    stage: str = "sic"
    omissions: bool = False
    transcript: str = ""
    notes: bool = False
    found: bool = False


_READING_KEYS = tuple(name for name in Reading.__slots__ if name != "found")


@dataclass(frozen=True, slots=True)
class Site:
    """The web site: what it is called, the language of its own words, its public address, the revision since which
    changes are told. "" where nothing is said."""

    title: str = ""
    language: str = ""
    address: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A folder with a siglum.toml and what that file names."""

    folder: Path
    documents: tuple[str, ...]
    registers: tuple[str, ...]
    schema: str
    readings: tuple[Reading, ...]
    checks: Mapping[str, Level] = field(default_factory=dict)
    site: Site = Site()
    profile: str = "usual"
    sources: Mapping[str, str] = field(default_factory=dict)
    """The file for each source that an ODD may name, within the folder."""
    attributes: str = ORDERS[0]
    """The order of attributes in files that are laid out."""
    published: str = PUBLISHED
    """The file that lists the ids that have been published; there need be none."""

    @classmethod
    def load(cls, folder: Path) -> Edition:
        """Read `folder`/siglum.toml. Raises Failure, with the sentence an editor reads, for all that is wrong."""
        import tomllib

        where = folder / CONFIGURATION
        if not os.path.lexists(folder):
            raise Failure(f"{folder} is no folder: name that of an edition")
        if not os.path.lexists(where):
            raise Failure(f"{folder} has no {CONFIGURATION}: name files to check, or go to an edition")
        try:
            data = tomllib.loads(read_file(where, _LARGEST).decode("utf-8"))
        except UnicodeDecodeError:
            raise Failure(f"{where} is not UTF-8: save it as UTF-8") from None
        except tomllib.TOMLDecodeError as error:
            raise Failure(f"{where} is not valid TOML: {error}") from None
        except ValueError:
            raise Failure(f"{where} is not valid TOML: a number has too many digits") from None
        except RecursionError:
            raise Failure(f"{where} is not valid TOML: it is nested too deeply") from None
        return _Reader(folder, where).edition(data)

    @classmethod
    def of(cls, folder: Path) -> Edition:
        """The edition of a folder: as its siglum.toml says; without one, all TEI documents in it and below, but
        for those in folders that a build has made."""
        if (folder / CONFIGURATION).is_file() or not folder.is_dir():
            return cls.load(folder)
        documents = tei_in(folder)
        if not documents:
            raise Failure(f"{folder} has no {CONFIGURATION} and no TEI document: go to an edition, or name its folder")
        return cls(folder, documents, (), "", ())

    def file(self, name: str) -> Path:
        """A file of the edition. Raises Failure where the name leads out of its folder, by steps up or by links."""
        path = self.folder / name
        if not _is_relative(name) or not is_within(path, self.folder):
            said = "leads out of the edition, and nothing is read there: copy the file into it"
            raise Failure(f"{written(str(path))} {said}")
        return path

    @property
    def source_files(self) -> dict[str, Path]:
        """The file for each source that an ODD may name; the toolkit's own where the edition has no copy."""
        files = {address: self.folder / name for address, name in self.sources.items()}
        return {address: path if is_file(path) else own_schema(path) or path for address, path in files.items()}

    @property
    def files(self) -> tuple[str, ...]:
        """Documents, then registers."""
        return (*self.documents, *self.registers)

    def beside(self) -> Iterator[Path]:
        """The files of the edition that are no documents: siglum.toml, registers, schemas, transcripts, images; those
        in hidden folders and in such as a build has made are none of it."""
        documents = {real(self.folder / name) for name in self.documents}
        for path in files_in(self.folder):
            if real(path) not in documents and is_within(path, self.folder):
                yield path


def _is_relative(name: str) -> bool:
    return bool(Path(name).name) and not Path(name).is_absolute() and ".." not in Path(name).parts


@dataclass(frozen=True, slots=True)
class _Reader:
    folder: Path
    where: Path

    def edition(self, data: Mapping[str, Any]) -> Edition:
        self._known(data, ("edition", "reading", "site", "checks", "format", "odd"), "")
        main = self._table(data, "edition")
        self._known(main, ("documents", "registers", "schema", "published"), "edition")
        registers = self._files(main, "registers")
        documents = self._documents(main, registers)
        readings = data.get("reading", [])
        if not isinstance(readings, list):
            raise self._wrong("[reading] is one table, and readings are a list", "write [[reading]]")
        if not all(isinstance(table, dict) for table in readings):
            raise self._wrong("a reading is no table", "write [[reading]], and its keys below")
        return Edition(
            self.folder,
            documents,
            registers,
            self._inside(main, "schema"),
            self._distinct(tuple(self._reading(table, documents) for table in readings)),
            self._levels(self._table(data, "checks")),
            self._site(self._table(data, "site")),
            self._profile(self._table(data, "checks")),
            self._sources(self._table(data, "odd")),
            self._order(self._table(data, "format")),
            self._inside(main, "published") or PUBLISHED,
        )

    def _documents(self, main: Mapping[str, Any], registers: tuple[str, ...]) -> tuple[str, ...]:
        found = self._files(main, "documents") if "documents" in main else tuple(self._found(registers))
        if not found:
            raise self._wrong("[edition] names no documents", 'add documents = ["tei/….xml"]')
        return found

    def _found(self, registers: tuple[str, ...]) -> Iterator[str]:
        for name in tei_in(self.folder):
            if name not in registers:
                self._portable(name, "the edition")
                yield name

    def _reading(self, table: Mapping[str, Any], documents: tuple[str, ...]) -> Reading:
        self._known(table, _READING_KEYS, "reading")
        name = self._text(table, "id", "reading")
        if not re.fullmatch(r"[a-z0-9][a-z0-9\-]{0,99}", name):
            raise self._wrong(
                f"a reading has the id “{name}”" if name else "a reading has no id",
                "an id names files: use lower-case letters, digits and hyphens",
            )
        texts = {
            key: self._text(table, key, f"reading {name}")
            for key in ("label", "document", "scope", "witness", "transcript")
        }
        stage = self._text(table, "stage", f"reading {name}") or "sic"
        if stage not in STAGES:
            raise self._wrong(f"reading {name} has the stage “{stage}”", 'write "sic" (as it stands) or "corr"')
        switches = {key: table.get(key, False) for key in ("omissions", "notes")}
        for key, value in switches.items():
            if not isinstance(value, bool):
                raise self._wrong(f"{key} of reading {name} is not true or false", "write true or false")
        texts["document"] = self._document(texts["document"], name, documents)
        texts["label"] = texts["label"] or name
        self._transcript(texts["transcript"], name)
        return Reading(
            id=name, stage=stage, omissions=switches["omissions"], notes=switches["notes"], found=False, **texts
        )

    def _site(self, table: Mapping[str, Any]) -> Site:
        self._known(table, Site.__slots__, "site")
        site = Site(**{key: self._text(table, key, "site") for key in Site.__slots__})
        if site.address and not re.fullmatch(r"https?://[^\s\"<>]+", site.address):
            raise self._wrong(f"the address of the site is “{site.address}”", "write it with https://, or leave it out")
        return site

    def _levels(self, table: Mapping[str, Any]) -> dict[str, Level]:
        levels = {code: level for code, level in table.items() if code != "profile"}
        for code, level in levels.items():
            if level not in LEVELS:
                raise self._wrong(f"[checks] sets {code} to “{level}”", f"write one of {', '.join(LEVELS)}")
        return levels

    def _profile(self, table: Mapping[str, Any]) -> str:
        profile = table.get("profile", PROFILES[0])
        if profile not in PROFILES:
            raise self._wrong(f"[checks] has the profile “{profile}”", f"write one of {', '.join(PROFILES)}")
        return str(profile)

    def _order(self, table: Mapping[str, Any]) -> str:
        self._known(table, ("attributes",), "format")
        order = table.get("attributes", ORDERS[0])
        if order not in ORDERS:
            raise self._wrong(f"[format] has the attributes “{order}”", f"write one of {', '.join(ORDERS)}")
        return str(order)

    def _sources(self, table: Mapping[str, Any]) -> dict[str, str]:
        self._known(table, ("sources",), "odd")
        named = self._table(table, "sources")
        for source in named:
            file = self._text(named, source, "[odd.sources]")
            self._within(file, f"[odd.sources] names “{file}”")
            if not is_file(self.folder / file) and own_schema(self.folder / file) is None:
                raise self._wrong(f"[odd.sources] names “{file}”, and there is no such file", "mend the path")
        return dict(named)

    def _document(self, document: str, reading: str, documents: tuple[str, ...]) -> str:
        if not document and len(documents) == 1:
            return documents[0]
        if document in documents:
            return document
        said = f"names “{document}”, which is none of the documents" if document else "names no document"
        raise self._wrong(f"reading {reading} {said}", f"write one of {', '.join(documents)}")

    def _inside(self, table: Mapping[str, Any], key: str) -> str:
        """A file of the edition, which need not be there; "" where none is named."""
        name = self._text(table, key, "edition")
        if name:
            self._within(name, f"{key} names “{name}”")
        return name

    def _within(self, name: str, said: str) -> None:
        """Raises Failure for a path that leads out of the edition, by steps up or by links."""
        if not _is_relative(name):
            raise self._wrong(
                f"{said}, which is not inside the edition", "give a path relative to the folder of siglum.toml"
            )
        if not is_within(self.folder / name, self.folder):
            raise self._wrong(f"{said}, which leads out of the edition", "copy the file into it")

    def _transcript(self, transcript: str, reading: str) -> None:
        if transcript:
            self._within(transcript, f"reading {reading} names the transcript “{transcript}”")
        if transcript and not is_file(self.folder / transcript):
            raise self._wrong(
                f"reading {reading} names the transcript “{transcript}”, and there is no such file", "mend the path"
            )

    def _distinct(self, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
        names = [reading.id for reading in readings]
        for name in names:
            if names.count(name) > 1:
                raise self._wrong(f"two readings have the id “{name}”", "give each an id of its own")
        return readings

    def _known(self, table: Mapping[str, Any], known: tuple[str, ...], name: str) -> None:
        for key in table:
            if key not in known:
                from difflib import get_close_matches

                near = get_close_matches(key, known, 1)
                place = f"in [{name}]" if name else "at the top"
                advice = f"write “{near[0]}”" if near else f"the keys are {', '.join(known)}"
                raise self._wrong(f"the key “{key}” {place} is not known", advice)

    def _table(self, data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        table = data.get(name, {})
        if not isinstance(table, dict):
            raise self._wrong(f"“{name}” is not a table", f"write [{name}]")
        return table

    def _text(self, table: Mapping[str, Any], key: str, name: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            raise self._wrong(f"{key} of {name} is not a text", "put it in quotation marks")
        return value

    def _files(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        patterns = table.get(key, [])
        if not isinstance(patterns, list) or not all(isinstance(p, str) for p in patterns):
            raise self._wrong(f"{key} of edition is not a list of paths", f'write {key} = ["…"]')
        found: list[str] = []
        for pattern in patterns:
            if not _is_relative(pattern):
                raise self._wrong(
                    f"{key} names “{pattern}”, which is not inside the edition",
                    "give paths relative to the folder of siglum.toml",
                )
            files = self._matching(pattern, key)
            if not files:
                raise self._wrong(f"{key} names “{pattern}”, and there is no such file", "mend the path")
            for name in files:
                self._portable(name, key)
            found += files
        return tuple(dict.fromkeys(found))

    def _portable(self, name: str, key: str) -> None:
        if written(name) != name:
            raise self._wrong(f"{key} names “{name}”, which not every system can read", "rename the file")
        self._within(name, f"{key} names “{name}”")

    def _matching(self, pattern: str, key: str) -> list[str]:
        if len(pattern) > _LONGEST:
            raise self._wrong(f"{key} names “{pattern}”, which has more than {_LONGEST:,} characters", "shorten it")
        if Path(pattern).parts.count("**") > _DEEP:
            raise self._wrong(f"{key} names “{pattern}”, which has more than {_DEEP} times **", "write ** once")
        try:
            found = (path for path in self.folder.glob(pattern) if is_file(path) and not is_made(path, self.folder))
            return sorted(path.relative_to(self.folder).as_posix() for path in found)
        except OSError as error:
            raise self._wrong(f"{key} names “{pattern}”: {reason(error)}", "mend the path") from None
        except (ValueError, NotImplementedError, RuntimeError):
            raise self._wrong(
                f"{key} names “{pattern}”, which is no pattern",
                "write ** only between slashes, for folders at any depth",
            ) from None

    def _wrong(self, fact: str, advice: str) -> Failure:
        return Failure(f"{self.where}: {written(fact)}; {written(advice)}")
