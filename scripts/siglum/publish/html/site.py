"""The web site from what was made of each file: pages are filled and written one by one; of a file little is held, and
what stands on pages of the whole edition waits in a file of its own.
"""

from __future__ import annotations

import json
from array import array
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from siglum import odd, resources, saxon
from siglum.document import MOST_BYTES
from siglum.edition import Edition
from siglum.failure import Failure
from siglum.history import Compared
from siglum.opening import read_file
from siglum.paths import is_file
from siglum.publish import data as as_data
from siglum.publish import forms, labels
from siglum.publish.found import Described, describing, missing, of_site
from siglum.publish.html import changes, given, slots
from siglum.publish.html.spool import Spool
from siglum.publish.index import Index
from siglum.publish.pictures import Pictures
from siglum.publish.previews import Previews
from siglum.publish.together import Sheets
from siglum.reading.models import odd_of
from siglum.session import Session

_FACES = (
    ("regular", "normal", 400),
    ("italic", "italic", 400),
    ("bold", "normal", 700),
    ("bold-italic", "italic", 700),
)
_MARK = "slot"
_NOT_FOR_PAGES = frozenset(("ids", "mentions", "described", "data", "company"))
"""Facts that no stylesheet asks for."""
_FEW = 4
"""So many mentions of an entry are shown at once."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is held of each file: whether a text of it is published, and what that is called for short."""

    published: bool
    short: str

    @staticmethod
    def of(facts: Mapping[str, Any]) -> _Known:
        return _Known(facts["published"], facts["short"])


class Site:
    """The site of an edition. `files` gives it, file by file. Raises Failure."""

    def __init__(self, sheets: Sheets, session: Session, spool: Spool, changed: Compared | None = None) -> None:
        self.sheets, self.session, self.spool, self.changed = sheets, session, spool, changed
        self.plan, self.edition = sheets.plan, sheets.plan.edition
        self.known = {path: _Known.of(sheets.facts(path)) for path in sheets.paths}
        self.published = [path for path, known in self.known.items() if known.published]
        self.readings = [one.id for one in sheets.readings]
        self._check_names()
        self._mentions: dict[str, array[int]] = {}
        self._changed_on: dict[str, str] = {}
        self._index, self._previews = Index(spool), Previews(spool)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """All files, by name: pages, style and fonts, scripts, downloads, and what lets the site be found."""
        pages: dict[str, str] = {}
        for name, data in self._files():
            if name == missing.FILE:
                data = missing.absolute(data.decode("utf-8"), self.plan.address).encode("utf-8")
            elif name.endswith(".html"):
                pages[name] = self._changed_on.get(name, "")
            yield name, data
        yield from of_site(self.plan.address, pages)

    def _files(self) -> Iterator[tuple[str, bytes]]:
        whole = self._whole
        waiting: list[tuple[str, int]] = []
        for order, path in enumerate(self.known):
            made = self.sheets.pages(path)
            facts = self.sheets.facts(path)
            self._take(order, facts, made)
            if facts["published"]:
                day = facts["described"]["changed"]
                self._changed_on |= {page["file"]: day for page in made["pages"] if "reading" in page}
            for number, page in enumerate(made["pages"]):
                if any(isinstance(piece, list) and piece[0] == "mentions" for piece in page["pieces"]):
                    waiting.append((path, number))
                else:
                    yield page["file"], self._filled(page)
            for form in filter(forms.is_taken_away, self.sheets.of[path].files):
                for name, data in self.sheets.files(path, form).items():
                    yield f"downloads/{_folder(form)}/{name}", data
        for path, number in waiting:
            page = self.sheets.pages(path)["pages"][number]
            yield page["file"], self._filled(page)
        yield from self._of_edition(whole)
        for name, _ in self._downloads():
            yield f"downloads/{name}", read_file(self._source(name), MOST_BYTES)
        for name, data in (self._describing | self._data).items():
            yield f"downloads/{name}", data
        for path in self._images:
            yield f"images/{path}", (self.edition.folder / path).read_bytes()
        yield from static(self._name)

    @property
    def _images(self) -> list[str]:
        """The images that the texts show, by their paths in the edition."""
        return sorted({image for path in self.known for image, there in self.sheets.of[path].images if there})

    # ===== what is known of the whole =====

    @cached_property
    def _whole(self) -> dict[str, Any]:
        """The pages of the whole edition, from the facts."""
        made = sorted((_folder(form), file) for form, file in self._made)
        texts = [(f"{folder}/{file}", folder, None) for folder, file in made]
        downloads = [(name, kind, len(read_file(self._source(name), MOST_BYTES))) for name, kind in self._downloads()]
        downloads += [(name, "metadata", len(data)) for name, data in self._describing.items()]
        downloads += [(name, "data", len(data)) for name, data in self._data.items()]
        known = changes.address(self.sheets.facts, self.known)
        changed = changes.as_xml(self.changed, known) if self.changed else ""
        pictures = Pictures()
        facts = [self._facts(path, pictures) for path in self.known]
        drawn = changed + pictures.as_xml(map(self.sheets.facts, self.known))
        files = [*downloads, *texts]
        site = given.of_edition(
            self.edition, self.plan.language, files, len(self.published), _MARK, self.plan.address, drawn
        )
        parameters = {"site": site, "facts": f"[{','.join(facts)}]"}
        answer = saxon.transform("urn:siglum:html:site", "Q{urn:siglum:html}site", "<site/>", parameters)
        found: dict[str, Any] = json.loads(answer)
        found["parts"] = slots.parts(found["parts"], _MARK)
        return found

    def _facts(self, path: str, pictures: Pictures) -> str:
        """The facts of a file that stylesheets ask for, as JSON. `pictures` takes what it needs."""
        facts = self.sheets.facts(path)
        pictures.take(facts)
        own = {name: value for name, value in facts.items() if name not in _NOT_FOR_PAGES}
        own["register"] = own["register"] and own["register"] | {"entries": []}
        return json.dumps({"path": path, **own}, ensure_ascii=False)

    @cached_property
    def _name(self) -> str:
        return str(self._whole["name"])

    @cached_property
    def _ways(self) -> slots.Split:
        """The ways, with a slot for what marks the page itself."""
        return self._whole["parts"].get("ways", [])  # type: ignore[no-any-return]

    @cached_property
    def _rights(self) -> str:
        return slots.filled(self._whole["parts"].get("rights", []), lambda name, argument: self._part_of(argument))

    def _of_edition(self, whole: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
        uses = next((page["content"] for page in whole["pages"] if page["file"] == "uses"), "")
        for page in whole["pages"]:
            if page["file"] == "uses":
                continue
            if "content" in page:
                yield page["file"], page["content"].encode("utf-8")
                continue
            data = self._filled({**page, "pieces": slots.split(page["page"], _MARK)})
            if page["file"] == "guidelines.html":
                data = self._guidelines(data.decode("utf-8"), uses).encode("utf-8")
            yield page["file"], data
        yield from self._index.files()
        yield from self._previews.files()

    @cached_property
    def _register_names(self) -> dict[str, str]:
        return dict(self._whole["registers"])

    # ===== slots =====

    def _take(self, order: int, facts: Mapping[str, Any], made: Mapping[str, Any]) -> None:
        """Put aside what stands on other pages than those of the file."""
        for name, pieces in made["parts"].items():
            kind, _, number = name.partition("-")
            at = self.spool.put(slots.filled(pieces, _empty), "" if kind == "mention" else name)
            if kind == "mention":
                for href in facts["mentions"][int(number) - 1]:
                    self._mentions.setdefault(href, array("Q")).extend((order, *at))
        if register := facts["register"]:
            self._previews.add(register["file"], register["entries"])
        for href, *occurrence in made["mentioned"]:
            self._index.mention(href, occurrence)
        for one in made["search"]:
            is_register = one["kind"] == "register"
            self._index.add(one, self._register_names[register["file"]] if is_register else one["title"])

    def _filled(self, page: Mapping[str, Any]) -> bytes:
        file, title = page["file"], page["title"]

        def fill(name: str, argument: str) -> str:
            match name:
                case "of":
                    return "" if title == self._name else f" – {slots.escaped(self._name)}"
                case "name":
                    return slots.escaped(self._name)
                case "ways":
                    return self._ways_from(file, f"{page['reading']}.html" if "reading" in page else _first(file))
                case "rights":
                    return self._rights
                case "of-file":
                    return self._part_of(argument)
                case "mentions":
                    return self._mentioned(argument)
                case "each":
                    return "".join(self.spool.read(at) for at in self.spool.of(argument))
                case "first":
                    return "".join(self.spool.read(at) for at in self.spool.of(argument)[:1])
            return ""

        return slots.filled(page["pieces"], fill).encode("utf-8")

    def _ways_from(self, file: str, first: str) -> str:
        """The ways, from a page of what has its first page there."""

        def fill(name: str, argument: str) -> str:
            return "here" if first in argument.split(" ") else ""

        current = "page" if file == first else "true"
        said = slots.filled(self._ways, fill)
        said = said.replace(' data-is="here"', f' aria-current="{current}"')
        said = said.replace(' data-holds="here"', ' class="here"')
        return said.replace(' data-is=""', "").replace(' data-holds=""', "")

    def _part_of(self, argument: str) -> str:
        """A part of a file: its path, a space, the name of the part."""
        path, _, name = argument.rpartition(" ")
        return slots.filled(self.sheets.pages(path)["parts"].get(name, ()), _empty)

    def _mentioned(self, href: str) -> str:
        """The mentions of an entry, document by document."""
        flat = self._mentions.get(href)
        if not flat:
            return ""
        found = list(zip(flat[::3], zip(flat[1::3], flat[2::3], strict=True), strict=True))
        is_open = ' open=""' if len(found) <= _FEW else ""
        said = [f'<details class="mentions"{is_open}>']
        counted = labels.counted("mentions", len(found), self.plan.language)
        said.append(f"<summary>{slots.escaped(counted)}</summary>")
        paths, last = list(self.known), -1
        for order, at in found:
            if order != last:
                said.append("</ol>" if last >= 0 else "")
                if len(self.published) > 1:
                    said.append(f'<p class="of">{slots.escaped(self.known[paths[order]].short)}</p>')
                said.append("<ol>")
                last = order
            said.append(f"<li>{self.spool.read(at)}</li>")
        return "".join((*said, "</ol></details>"))

    # ===== what can be downloaded =====

    @property
    def _made(self) -> Iterator[tuple[str, str]]:
        """The files of the readings: the form, and the name."""
        for path in self.published:
            for form, files in self.sheets.of[path].files.items():
                yield from ((form, file) for file in files if forms.is_taken_away(form))

    def _downloads(self) -> Iterator[tuple[str, str]]:
        """What a reader can take away beside the texts: its name, its kind."""
        transcripts = {reading.transcript for reading in self.edition.readings if reading.transcript}
        for path in (*self.plan.surveys, *sorted(transcripts)):
            yield path, "tei"
        for file in schema_files(self.edition):
            yield f"schema/{file.name}", "schema"

    @cached_property
    def _data(self) -> dict[str, bytes]:
        """The edition as data: its files by name."""
        entries: dict[str, list[as_data.Fact]] = {}
        letters: list[as_data.Fact] = []
        notes: dict[str, list[as_data.Fact]] = {}
        images: dict[str, tuple[str, list[as_data.Fact]]] = {}
        for path in self.known:
            facts = self.sheets.facts(path)
            if facts["register"]:
                entries[facts["register"]["file"].removesuffix(".html")] = facts["data"]["entries"]
            letters += facts["data"]["letters"]
            notes[self.plan.names[path]] = facts["data"]["notes"]
            images[self.plan.names[path]] = facts["title"], facts["data"]["images"]
        return as_data.files(as_data.Known(self._described, entries, letters, notes, images))

    @property
    def _describing(self) -> dict[str, bytes]:
        """The files that describe the edition, by name."""
        return describing(self._described)

    @cached_property
    def _described(self) -> Described:
        facts = (self.sheets.facts(path)["described"] for path in self.published)
        return Described.of(self.edition.site.title, self.plan.address, facts, self.edition.site.address)

    def _source(self, name: str) -> Path:
        schemas = {f"schema/{file.name}": file for file in schema_files(self.edition)}
        return schemas[name] if name in schemas and name not in self.plan.surveys else self.edition.file(name)

    # ===== the guidelines =====

    def _guidelines(self, frame: str, uses: str) -> str:
        """The page of the guidelines; kept for the next build, which seldom makes it from anything else.

        `frame` is the page without its content, `uses` says (as JSON) where the edition uses each element.
        """
        path, keep = odd_of(self.edition), self.session.last
        if path is None:
            return frame
        sources = odd.Sources(self.edition.source_files, within=self.edition.folder)
        key = ("specifications", path.resolve(), tuple(sources.named.items()))
        said = self.session.read(key, lambda: odd.specifications(path, sources), lambda made: made.files).text
        site = f'<site xmlns="urn:siglum:site" language="{self.plan.language}"><schema>{said}</schema></site>'
        parameters = {"site": site, "frame": frame, "uses": uses}
        return keep(
            "guidelines", (site, frame, uses),
            lambda: saxon.transform("urn:siglum:odd:guidelines", "Q{urn:siglum:html}guidelines", "<site/>", parameters),
        )  # fmt: skip

    def _check_names(self) -> None:
        """Raises Failure where two pages would have one name."""
        names = self.plan.names
        registers = {names[path] for path in self.plan.registers}
        first = self.published[0] if self.published else ""
        own = labels.PAGES | {
            f"{name}-{page}" for path, name in names.items() if path != first for page in ("parallel", "register")
        }
        for reading in self.readings:
            if reading in registers:
                raise Failure(f"a reading and a register would both be published as {reading}.html: rename one")
        for name in sorted({*self.readings} | registers):
            if name in own:
                raise Failure(f"{name}.html is a page of every site, and a reading or register is called so: rename it")


def schema_files(edition: Edition) -> list[Path]:
    """The schema of the edition, and what is made from it; the toolkit's own where the edition has no copy."""
    if not edition.schema:
        return []
    named = Path(edition.schema)
    beside = (edition.file(named.with_suffix(suffix).as_posix()) for suffix in _suffixes(named))
    found = (path if is_file(path) else resources.own_schema(path) for path in beside)
    return [path for path in found if path is not None]


def _suffixes(schema: Path) -> tuple[str, ...]:
    return (".odd", ".rng", ".sch", ".compiled.odd") if schema.suffix == ".odd" else (schema.suffix,)


def _folder(form: str) -> str:
    """Where the files of a form lie among the downloads."""
    return "text" if form == "text" else "readings"


def static(title: str) -> Iterable[tuple[str, bytes]]:
    """What all pages need and no document changes: style sheets, scripts, fonts with their licence."""
    folder = resources.folder("xslt") / "html"
    for name in ("style.css", "text.css", "pictures.css", "fonts.js", "site.js", "search.js"):
        yield name, (folder / name).read_bytes()
    yield "print.css", _print(folder / "print.css", title)
    yield "fonts.css", _fonts(folder / "fonts")
    yield "fonts.txt", (folder / "fonts" / "OFL.txt").read_bytes()


def _print(style: Path, title: str) -> bytes:
    """How pages are printed, with what the edition is called in the head of each."""
    said = "".join(f"\\{ord(sign):x} " if sign in '"\\<' or not sign.isprintable() else sign for sign in title)
    return style.read_text(encoding="utf-8").replace("TITLE.OF.EDITION", said).encode("utf-8")


def _fonts(folder: Path) -> bytes:
    """The faces of the text, within the style sheet: a page from disk may not be allowed to load them from files."""
    return "".join(
        f"@font-face{{font-family:Siglum;font-style:{style};font-weight:{weight};font-display:block;"
        f"src:url(data:font/woff2;base64,{b64encode((folder / f'eb-garamond-{face}.woff2').read_bytes()).decode()})}}\n"
        for face, style, weight in _FACES
    ).encode()


def _first(file: str) -> str:
    """The first page of those that one of several is of (xslt/html/site/parallel.xsl)."""
    name, sign, _ = file.partition("~")
    return f"{name}.html" if sign else file


def _empty(name: str, argument: str) -> str:
    return ""
