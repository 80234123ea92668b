"""What the transcript should say, read off the TEI by the shortest way: the tests' own walk, not the toolkit's."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
TEI = "{http://www.tei-c.org/ns/1.0}"
ESSAY = ROOT / "tei" / "furr-trotsky.xml"
LETTER = ROOT / "tei" / "iakir-letter-ru.xml"
REGISTERS = ROOT / "tei" / "registers"
TRANSCRIPT = ROOT / "tei" / "source" / "furr-trotsky.txt"

EDITORIAL = {"back", "desc", "corr", "supplied", "note"}
WITHOUT_TEXT = {"text", "front", "body", "div", "docTitle", "cit", "choice", "app", "ellipsis"}
BLOCKS = {"docDate", "titlePart", "docAuthor", "head", "p", "bibl"}


@dataclass
class Received:
    """The text of the witness T: runs of characters between block boundaries, and where each element lies.

    `places` gives, for each element with text, the first and one past the last of its non-white characters,
    counted over the non-white characters of the whole text.
    """

    blocks: list[tuple[str, str]] = field(default_factory=list)
    places: dict[etree._Element, tuple[int, int]] = field(default_factory=dict)
    count: int = 0

    @property
    def text(self) -> str:
        return " ".join(" ".join(text for _, text in self.blocks).split())


def received(root: etree._Element) -> Received:
    found = Received()
    _walk(next(root.iter(TEI + "text")), found)
    found.blocks = [(name, " ".join(text.split())) for name, text in found.blocks if text.strip()]
    return found


def _walk(element: etree._Element, found: Received) -> None:
    name = etree.QName(element).localname
    if name in EDITORIAL or (name in ("lem", "rdg") and "#T" not in element.get("wit", "").split()):
        return
    mute = name in WITHOUT_TEXT or (name == "quote" and element.find(TEI + "p") is not None)
    if name in BLOCKS:
        found.blocks.append((name, ""))
    start = found.count
    if not mute:
        _say(element.text, found)
    for child in element:
        if isinstance(child.tag, str):
            _walk(child, found)
        if not mute:
            _say(child.tail, found)
    found.places[element] = (start, found.count)


def _say(text: str | None, found: Received) -> None:
    if not text:
        return
    assert found.blocks or not text.strip(), f"text outside of any block: {text!r}"
    name, before = found.blocks[-1]
    found.blocks[-1] = (name, before + text)
    found.count += len("".join(text.split()))
