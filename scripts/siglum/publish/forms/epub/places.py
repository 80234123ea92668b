"""What is settled of a whole book before it is divided into files: the id of each place, which headings head a section,
what stands in one paragraph."""

from __future__ import annotations

import re
from itertools import count

from lxml import etree

from siglum.document import local
from siglum.publish.book import BOOK, B
from siglum.publish.forms.epub import trees

_NAME = re.compile(r"[^\W\d][\w.\-]*")
"""What may be an id: a name of XML without a colon (Namespaces in XML 1.0, production 4)."""


class Ids:
    """The ids of a book, each given once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._tried: dict[str, int] = {}
        self.called: dict[str, str] = {}
        """What an id of the text has become, by what it was."""

    def new(self, wanted: str) -> str:
        """An id that nothing has: the one that is wanted, or one like it."""
        name = wanted if _NAME.fullmatch(wanted) else re.sub(r"[^\w.\-]+", "-", f"at-{wanted}").rstrip("-")
        if name not in self._taken:
            self._taken.add(name)
            return name
        for number in count(self._tried.get(name, 2)):
            found = f"{name}-{number}"
            if found not in self._taken:
                self._taken.add(found)
                self._tried[name] = number + 1
                return found
        raise AssertionError

    def own(self, wanted: str) -> str:
        """The id of a place that the text calls so."""
        found = self.new(wanted)
        self.called.setdefault(wanted, found)
        return found

    def of(self, element: etree._Element, wanted: str) -> str:
        """The id of an element, which gets one if it has none."""
        if "id" not in element.attrib:
            element.set("id", self.new(wanted))
        return element.get("id", "")


def settled(body: etree._Element) -> Ids:
    """Settle the body of a book; its ids. A heading that heads a section comes to have a `rank` (1 to 6) among those of
    HTML, and its section the id of it (`headed`)."""
    ids = Ids()
    for element in body.iter(f"{B}*"):
        if "id" in element.attrib:
            element.set("id", ids.own(element.get("id", "")))
    for page in list(body.iter(f"{B}page")):
        if page.get("n", "").strip():
            ids.of(page, f"page-{page.get('n')}")
        else:
            trees.take_out(page)
    for block in list(body.iter(f"{B}block")):
        _bring_note(block)
    for speech in body.iter(f"{B}speech"):
        _run_in(speech)
    _rank(body, ids)
    return ids


def _bring_note(block: etree._Element) -> None:
    """A note that stands by itself is called from the words before it."""
    before = block.getprevious()
    notes = block.findall(f"{B}p/{B}note")
    if block.get("class") != "note" or len(notes) != 1 or trees.words(block) != trees.words(notes[0]):
        return
    if before is not None and local(before) in ("p", "heading") and len(block) == 1:
        notes[0].tail = None
        before.append(notes[0])
        trees.take_out(block)


def _run_in(speech: etree._Element) -> None:
    """Before prose the speaker stands in its first line, with the direction that follows the name."""
    if len(speech) < 2 or local(speech[0]) != "speaker" or local(speech[1]) != "p":
        return
    speaker, first = speech[0], speech[1]
    speaker.tag = f"{B}style"
    trees.begin(first, speaker, " ")
    if first.get("class") == "run" and len(speech) > 1 and local(speech[1]) == "p" and "id" not in speech[1].attrib:
        trees.say(first, " ")
        trees.pour(speech[1], first)
        speech.remove(speech[1])


def _rank(body: etree._Element, ids: Ids) -> None:
    titled = False
    ranks: dict[etree._Element, int] = {}
    for heading in body.iter(f"{B}heading"):
        around = heading.getparent()
        if around is None or around in ranks or not _own_words(heading):
            continue
        if around is body:
            titled = True
            ranks[body] = 1
        elif local(around) == "section":
            above = sum(section in ranks for section in around.iterancestors(f"{B}section"))
            ranks[around] = 1 + titled + above
            around.set("headed", ids.of(heading, "heading"))
        else:
            continue
        heading.set("rank", str(min(ranks[around], 6)))


def _own_words(heading: etree._Element) -> bool:
    """Whether a heading has words beside its notes."""
    said = heading.xpath(".//text()[not(ancestor::b:note)]", namespaces={"b": BOOK})
    return isinstance(said, list) and any(str(text).strip() for text in said)
