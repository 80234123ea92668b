"""What a page that was transcribed from a picture is made of: regions, their lines, and where each stands on it.

What a region is called says what it is: the types of PAGE XML, the zones of SegmOnto, and what people write for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from siglum.document import Document, Refused
from siglum.failure import Failure
from siglum.importing.model import Block, Break, Heading, Inline, Line, PageBreak, Paragraph, Surface, Text, Zone

_HEADING = frozenset(("heading", "title", "titlezone"))
_KINDS: Mapping[str, str] = {
    "header": "running-head", "running-title": "running-head", "runningtitlezone": "running-head",
    "footer": "running-foot", "page-number": "page-number", "numberingzone": "page-number",
    "signature-mark": "signature-mark", "quiremarkszone": "signature-mark", "catch-word": "catchword",
    "catchword": "catchword", "marginalia": "marginalia", "margintextzone": "marginalia", "footnote": "footnote",
    "footnote-continued": "footnote", "endnote": "endnote", "caption": "caption",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line of a region: its id in the file, its corners, its words."""

    id: str
    points: str
    words: str


@dataclass(frozen=True, slots=True)
class Region:
    """A region of a page: its id in the file, its corners, what it is called ("" for nothing), its lines."""

    id: str
    points: str
    called: str
    lines: tuple[WrittenLine, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the file of its picture, its width and height (0: unknown), its number as printed, its regions."""

    image: str
    width: int
    height: int
    number: str
    regions: tuple[Region, ...]


def parsed(data: bytes, name: str) -> Document:
    """A file of XML. Raises Failure for what is none."""
    try:
        return Document.parse(data, name)
    except Refused as refused:
        line = refused.finding.span.start.line
        raise Failure(f"{name}:{line}: this is no XML that can be read: {refused.finding.message}") from None


def text_of(pages: Sequence[Page], first: int) -> Text:
    """Pages as a text; `first` is the number of the first one among all."""
    text = Text([], kind="pages")
    for number, page in enumerate(pages, first):
        ids = _Ids(f"page{number}")
        text.blocks.append(PageBreak(_printed(page) or str(number), ids.page))
        zones: list[Zone] = []
        for region in page.regions:
            text.blocks += _block(region, ids, zones)
        text.surfaces.append(Surface(ids.page, page.image, page.width, page.height, tuple(zones)))
    return text


def joined(texts: Sequence[Text]) -> Text:
    """The pages of several files as one text."""
    whole = Text([], kind="pages")
    for text in texts:
        whole.blocks += text.blocks
        whole.surfaces += text.surfaces
        whole.remarks += [remark for remark in text.remarks if remark not in whole.remarks]
    return whole


class _Ids:
    """The ids of a page and of its zones: those of the file, made unlike all others by that of the page."""

    def __init__(self, page: str) -> None:
        self.page, self._taken = page, set[str]()

    def of(self, own: str) -> str:
        """An id for what has this one in the file; another where that is taken."""
        name = f"{self.page}-{re.sub(r'[^A-Za-z0-9_.-]+', '-', own).strip('-.') or 'zone'}"
        while name in self._taken:
            name += "-2"
        self._taken.add(name)
        return name


def _block(region: Region, ids: _Ids, zones: list[Zone]) -> Iterator[Block]:
    """A region as a block; its zone, and those of its lines, are added to `zones`. Without words it is a zone alone."""
    zone = ids.of(region.id)
    zones.append(Zone(zone, region.points, "region"))
    line = _line(region, ids, zones)
    called = _called(region)
    if not line:
        return
    if called in _HEADING:
        yield Heading(1, line, zone)
    else:
        yield Paragraph(line, _KINDS.get(called, ""), zone=zone)


def _line(region: Region, ids: _Ids, zones: list[Zone]) -> Line:
    made: list[Inline] = []
    lines = [line for line in region.lines if line.words.strip()]
    for number, line in enumerate(lines, 1):
        zone = ids.of(line.id)
        zones.append(Zone(zone, line.points, "line"))
        made += [Break(zone, str(number) if len(lines) > 1 else ""), line.words.strip()]
    return tuple(made)


def _printed(page: Page) -> str:
    """The number of a page, where the file or a region gives it; "" elsewhere."""
    numbers = [region for region in page.regions if _KINDS.get(_called(region)) == "page-number"]
    said = " ".join(line.words for line in numbers[0].lines).split() if len(numbers) == 1 else []
    return page.number or (said[0] if len(said) == 1 else "")


def _called(region: Region) -> str:
    return region.called.lower().replace("_", "-").partition(":")[0]


def box(left: float, top: float, width: float, height: float) -> str:
    """The corners of a rectangle."""
    x, y, right, bottom = round(left), round(top), round(left + width), round(top + height)
    return f"{x},{y} {right},{y} {right},{bottom} {x},{bottom}"


def corners(points: str) -> str:
    """The corners of a polygon, as TEI writes them: "x,y x,y …"; "" for fewer than three, or what is no number."""
    found = re.findall(r"-?\d+(?:\.\d+)?", points)
    if len(found) < 6 or len(found) % 2 or re.search(r"[^\d\s,.\-]", points):
        return ""
    rounded = [max(0, round(float(number))) for number in found]
    return " ".join(f"{x},{y}" for x, y in zip(rounded[::2], rounded[1::2], strict=True))
