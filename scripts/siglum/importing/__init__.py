"""A first TEI from a text in another format: readers, one model of blocks and lines, one writer.

What the source says is said by the TEI, word for word, and that is proved before anything is written: the source is
kept beside the TEI, and the reading “received” of siglum.toml is held to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from siglum import __version__, opening, writing
from siglum.document import Document, Refused
from siglum.document.decoding import decode
from siglum.edition import Reading
from siglum.failure import Failure
from siglum.fidelity import text_differs
from siglum.importing import characters, formats, tei, words
from siglum.importing.formats import FORMATS, Asked, Format
from siglum.importing.header import NORMALISATIONS, NORMALISED, Source
from siglum.importing.model import (
    Heading,
    Listing,
    Note,
    PageBreak,
    Paragraph,
    Speech,
    Stanza,
    Table,
    Text,
    everything,
)
from siglum.importing.place import Place
from siglum.opening import read_file
from siglum.paths import is_file, written
from siglum.writing import Change

__all__ = ["FORMATS", "Imported", "Wanted", "import_"]

_NO_BREAK = re.compile("[\u00a0\u202f]")
MOST_BYTES = 100_000_000
MOST_CHARACTERS = 25_000_000
"""How large a source may be, with its pictures, and how much it may say."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for: where the TEI is to be, what the text is called, who wrote it, its language (BCP 47); the
    name of its format, its kind, its encoding. "" for what is to be found out."""

    output: str = ""
    title: str = ""
    author: str = ""
    language: str = ""
    format: str = ""
    kind: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What was made: the path of the TEI, files that are new, the siglum.toml that changes (if one does), sentences
    about it; nothing is written yet."""

    path: Path
    new: dict[Path, bytes]
    changed: dict[Path, Change] = field(default_factory=dict)
    said: tuple[str, ...] = ()

    def write(self) -> None:
        """Write the files, all or none. Raises Failure."""
        writing.create(self.new, self.changed)


def import_(paths: Sequence[str], wanted: Wanted) -> Imported:
    """Make a first TEI of a file (or of the pages of one text, a file each). Raises Failure; nothing is written."""
    sources = [(path, read_file(Path(path), MOST_BYTES)) for path in paths]
    form = formats.named(wanted.format, *sources[0])
    text = _read(sources, form, wanted)
    place = Place.of(paths[0], wanted.output)
    transcript, kept = _transcript(sources, form, text, place, wanted)
    described = [Source(place.from_tei(path), data, called) for path, data, called in kept]
    said = {path: data for path, data, _ in kept}[transcript]
    normalised = NORMALISATIONS if _NO_BREAK.search(decode(said).text) else NORMALISED
    there = dict.fromkeys(normalised, "") | place.elsewhere(normalised)
    data = tei.written(text, described, place.identifier, __version__, there)
    has_notes = any(isinstance(node, Note) for node in everything([*text.blocks, *text.notes]))
    made = place.configured(text.title, has_notes, transcript)
    _prove(place, data, transcript, said, made.reading)
    new = {place.tei: data, **{path: data for path, data, _ in kept if not _is_there(path, data)}, **made.new}
    place.hold((*new, *made.changed))
    return Imported(place.tei, new, made.changed, (summary(text), *text.remarks, *made.said))


def _hold(sources: Sequence[tuple[str, bytes]], form: Format, wanted: Wanted) -> None:
    """Raises Failure where what is asked has no meaning for a format."""
    called = f"{form.called[0].lower()}{form.called[1:]}"
    if len(sources) > 1 and form.joined is None:
        raise Failure(f"{len(sources)} files are named, and {called} is a text of its own: name one")
    if len({Path(path).name for path, _ in sources}) < len(sources):
        raise Failure("two of the files have the same name, and both are to be kept in one folder: rename one")
    for option, value, meant in (("--kind", wanted.kind, form.exact), ("--encoding", wanted.encoding, form.written)):
        if value and not meant:
            raise Failure(f"{option} {value} has no meaning for {called}: leave it out")


def _read(sources: Sequence[tuple[str, bytes]], form: Format, wanted: Wanted) -> Text:
    """What the sources say, and what is said about them."""
    _hold(sources, form, wanted)
    if wanted.language and not _LANGUAGE.fullmatch(wanted.language):
        raise Failure(f"--language {wanted.language} is no language tag: write en, de, la, ru-Latn …")
    texts: list[Text] = []
    for path, data in sources:
        page = 1 + sum(len(text.surfaces) for text in texts)
        texts.append(form.reader(data, written(path), Asked(wanted.encoding, wanted.kind, page)))
    text = form.joined(texts) if form.joined is not None else texts[0]
    plain = words.plain(text)
    characters.hold(plain, written(sources[0][0]))
    if len(plain) > MOST_CHARACTERS:
        raise Failure(
            f"{written(sources[0][0])} has {len(plain):,} characters, more than {MOST_CHARACTERS:,}: divide it"
        )
    if not plain.strip():
        raise Failure(f"{written(sources[0][0])} has no words that can be read: there is nothing to import")
    text.title = " ".join((wanted.title or text.title or Path(sources[0][0]).stem).split())
    text.author = " ".join((wanted.author or text.author).split())
    characters.hold(f"{text.title} {text.author}", written(sources[0][0]))
    text.language = wanted.language or (text.language if _LANGUAGE.fullmatch(text.language) else "")
    if not text.author:
        text.remarks.append("who wrote it is not known: --author says it")
    if not text.language:
        text.remarks.append("the language is not known: --language en says it")
    return text


_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def _transcript(
    sources: Sequence[tuple[str, bytes]], form: Format, text: Text, place: Place, wanted: Wanted
) -> tuple[Path, list[tuple[Path, bytes, str]]]:
    """The file that the encoding is held to; it, and the sources, each with its content and what it is called."""
    path = place.source(f"{place.tei.stem}.txt")
    if form.exact:
        [(name, data)] = sources
        said = characters.read(data, written(name), wanted.encoding)
        if characters.is_kept(data, said):
            return path, [(path, data, form.called)]
        original = place.source(f"{place.tei.stem}.received.txt")
        return path, [(original, data, form.called), (path, _in_utf8(said), "The same in UTF-8")]
    read = _in_utf8(words.plain(text))
    kept = [(place.source(_kept_as(name, place, len(sources))), data, form.called) for name, data in sources]
    return path, [*kept, (path, read, f"The words that were read of {'it' if len(kept) == 1 else 'them'}")]


def _in_utf8(text: str) -> bytes:
    """A text as a file; what it begins with is never taken for a byte order mark."""
    return text.encode("utf-8-sig" if text.startswith("\ufeff") else "utf-8")


def _kept_as(name: str, place: Place, count: int) -> str:
    """What a source is called beside the TEI: like it, or, where several make one text, as it was."""
    if count > 1:
        return Path(name).name
    suffix = Path(name).suffix
    return f"{place.tei.stem}{'.received' if suffix == '.txt' else ''}{suffix}"


def _prove(place: Place, tei_: bytes, transcript: Path, said: bytes, reading: Reading) -> None:
    """Raises Failure where the TEI does not say what the transcript says."""
    try:
        document = Document.parse(tei_, written(str(place.tei)))
        with opening.instead({transcript: said}):
            difference = next(text_differs.compare(document, reading, transcript), None)
    except Refused as refused:
        raise Failure(f"siglum itself is at fault here: {refused.finding.message}; please report it") from None
    if difference is not None:
        raise Failure(f"siglum itself is at fault here: {difference.message}; nothing was written; please report it")


def _is_there(path: Path, data: bytes) -> bool:
    """Whether a file is there already and has this content."""
    return is_file(path) and read_file(path, max(MOST_BYTES, len(data))) == data


def summary(text: Text) -> str:
    """What was made, counted."""
    counted = Counter(type(node) for node in everything([*text.blocks, *text.notes]))
    said = [
        f"{count:,} {name if count == 1 else 'speeches' if kind is Speech else f'{name}s'}"
        for kind, name in _COUNTED.items()
        if (count := counted[kind])
    ]
    return f"made {', '.join(said)}"


_COUNTED = {
    Heading: "heading", Paragraph: "paragraph", Stanza: "stanza", Speech: "speech", Listing: "list", Table: "table",
    PageBreak: "page", Note: "note",
}  # fmt: skip
