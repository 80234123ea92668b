"""A reading as a book: what the outputs for paper and for word processors are written from.

`xslt/book/book.xsl` makes it of the reading as it is set for print; here it gets what only the edition knows: what the
other witnesses have, the numbers of verses, the index of names from the registers.
docs/book.md describes the vocabulary.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from lxml import etree

from siglum import saxon
from siglum.document import XML_ID, Document, local, parser
from siglum.edition import Reading
from siglum.publish.made import Made
from siglum.reading.words import WHITE
from siglum.tei.vocabulary import TEI

BOOK = "urn:siglum:book"
B = f"{{{BOOK}}}"
BLOCKS = frozenset(
    ("section", "heading", "p", "lines", "line", "speech", "speaker", "block", "quotation", "list", "item", "label",
     "table", "row", "cell", "figure", "caption", "verbatim", "rule", "body")
)  # fmt: skip
"""Elements of a book that stand on lines of their own."""
TITLES = frozenset(("docTitle", "titlePart", "title"))
"""What a heading was made of (`kind_of`) that is the title of the text."""
_ENDS = (".", ":", "!", "?", ";", ",", "…", "–", "—")
_KINDS = {"person": "person", "personGrp": "person", "place": "place", "org": "org", "event": "event",
          "bibl": "work", "biblStruct": "work"}  # fmt: skip
_SIDES = (f"{{{TEI}}}lem", f"{{{TEI}}}rdg", f"{{{TEI}}}rdgGrp")
_FEWEST_VERSES = 10
"""A poem of fewer verses needs no numbers."""


def of(made: Made, one: Reading) -> etree._Element:
    """The book of a reading (root element b:book). Raises Failure where it cannot be made."""
    said = saxon.transform(
        "urn:siglum:book", f"Q{{{BOOK}}}book", made.setting(one.id, "print"),
        {"label": one.label, "stage": one.stage, "omissions": one.omissions},
    )  # fmt: skip
    book = etree.fromstring(said.encode("utf-8"), parser())
    _called_notes(book)
    _apparatus(book, made.documents[one.document])
    _verse_numbers(book)
    _index(book, made, one)
    _one_space(book)
    return book


def text_of(book: etree._Element) -> str:
    """The words of the reading in a book: its body without what is marked as apart, with a line end at each block."""
    body = book.find(f"{B}body")
    return words_of(body if body is not None else book)


def words_of(part: etree._Element) -> str:
    """The words of the reading in a part of a book that is not apart itself."""
    said: list[str] = []
    walk = etree.iterwalk(part, ("start", "end"))
    for event, element in walk:
        line = "\n" if local(element) in BLOCKS else ""
        if event == "end":
            said.append(line + ("" if element is part else element.tail or ""))
        elif element.get("apart"):
            said.append(element.get("call", ""))
            walk.skip_subtree()
        else:
            said.append(line + (element.text or ""))
    return "".join(said)


_BESIDES_NOTES = etree.XPath(
    "boolean(.//text()[normalize-space()][not(ancestor::b:note)] | .//*[not(self::b:p)][not(ancestor-or-self::b:note)]"
    " | .//b:note[@call])",
    namespaces={"b": BOOK},
)


def is_of_notes(block: etree._Element) -> bool:
    """Whether a block is nothing but notes, which stand where they are and are called from nowhere."""
    return block.find(f".//{B}note") is not None and not _BESIDES_NOTES(block)


def kind_of(element: etree._Element) -> str:
    """The name of the TEI element that an element of a book was made of, or what it is called instead."""
    return element.get("class", "").partition(" ")[0]


def plain(element: etree._Element) -> str:
    """The words of an element without its notes, on one line."""
    said: list[str] = [element.text or ""]
    for child in element:
        said += ["" if local(child) in ("note", "page") else plain(child), child.tail or ""]
    return " ".join("".join(said).split()) if local(element) in BLOCKS else "".join(said)


def goes_on(heading: etree._Element) -> bool:
    """Whether a heading is a further line of the one before it."""
    before = heading.getprevious()
    return before is not None and local(before) == "heading"


def headline(heading: etree._Element) -> str:
    """A heading with its further lines, as a table of contents has it."""
    said = plain(heading)
    for after in heading.itersiblings():
        if local(after) != "heading":
            break
        said = joined_heading(said, plain(after))
    return said


def joined_heading(said: str, further: str) -> str:
    """Two lines of a heading as one."""
    return further if not said else said + ("" if not further else " " if said.endswith(_ENDS) else ". ") + further


def indent(line: etree._Element) -> float:
    """How far a line is indented, in em: from 0 to 40, since nothing beyond stands on a page."""
    try:
        ems = float(line.get("indent", "0"))
    except ValueError:
        return 0
    return min(ems, 40) if ems > 0 else 0


def targets(book: etree._Element) -> dict[str, str]:
    """The places of a book that something in it points at: a name of letters and digits for each, by its id."""
    asked = {link.get("to", "")[1:] for link in book.iter(f"{B}link") if link.get("to", "").startswith("#")}
    asked |= {name.get("ref", "") for name in book.iter(f"{B}name")}
    there = dict.fromkeys(element.get("id", "") for element in book.iter(etree.Element))
    return {one: f"place{number}" for number, one in enumerate((one for one in there if one and one in asked), 1)}


# ===== notes =====


def _called_notes(book: etree._Element) -> None:
    """Bring a note of the text that stands at its end to its call, where there is one: the words of the call, which are
    words of the reading, stand in its attribute `call`."""
    apart = {note.get("id"): block for block in book.iter(f"{B}block") if kind_of(block) == "endnote"
             for note in block.findall(f"{B}note[@id]")}  # fmt: skip
    calls: dict[str, list[etree._Element]] = {}
    for link in book.iter(f"{B}link"):
        if next(link.iterancestors(f"{B}note"), None) is None and not link.findall(f".//{B}note"):
            calls.setdefault(link.get("to", "").removeprefix("#"), []).append(link)
    for note_id, block in apart.items():
        if len(found := calls.get(str(note_id), [])) != 1:
            continue
        call, note = found[0], block[0]
        note.set("call", str(call.xpath("string()")))
        note.tail = call.tail
        call.getparent().replace(call, note)  # type: ignore[union-attr]
        if "id" in call.attrib:
            note.addprevious(etree.Element(f"{B}anchor", id=call.get("id", "")))
        _take_out(block)


# ===== what the other witnesses have =====


def _apparatus(book: etree._Element, document: Document) -> None:
    """Say in each note of the apparatus what the other witnesses have; a note without any is taken out."""
    elements = list(document.root.iter(etree.Element))
    for note in list(book.iter(f"{B}note")):
        if "source" not in note.attrib:
            continue
        ordinal = note.get("source", "")
        del note.attrib["source"]
        entry = elements[int(ordinal)] if int(ordinal) < len(elements) else None
        if entry is not None and local(entry) == "app" and (variants := list(_variants(entry))):
            note.text = "; ".join(variants)
            if lemma := next((" ".join("".join(_words(lem)).split()) for lem in entry.iterfind(f"{{{TEI}}}lem")), ""):
                note.set("lemma", lemma)
        else:
            _take_out(note)


def _variants(entry: etree._Element) -> Iterator[str]:
    sides = [side for side in entry.iter(f"{{{TEI}}}lem", f"{{{TEI}}}rdg") if _entry_of(side) is entry]
    for side in sides:
        words = " ".join("".join(_words(side)).split())
        sigla = " ".join(pointer.rpartition("#")[2] for pointer in side.get("wit", "").split())
        said = " ".join(filter(None, (words or "om.", sigla)))
        yield f"{said}]" if local(side) == "lem" else said


def _entry_of(side: etree._Element) -> etree._Element | None:
    return next(side.iterancestors(f"{{{TEI}}}app"), None)


def _words(side: etree._Element) -> Iterator[str]:
    """The words of a reading of the apparatus; of an entry within it, those of its lemma."""
    yield side.text or ""
    for child in side:
        is_side = local(side) == "app" and child is not next(side.iterchildren(*_SIDES), None)
        if isinstance(child.tag, str) and local(child) not in ("note", "witDetail", "wit") and not is_side:
            yield from _words(child)
        yield (child.tail or "") if local(side) != "app" else ""


def _take_out(element: etree._Element) -> None:
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


# ===== verses =====


def _verse_numbers(book: etree._Element) -> None:
    """Count the verses of each section that has none numbered; a line that goes on with another speaker is one line."""
    verses: dict[etree._Element | None, list[etree._Element]] = {}
    for line in book.iter(f"{B}line"):
        if kind_of(line) == "l":
            verses.setdefault(next(line.iterancestors(f"{B}section", f"{B}note"), None), []).append(line)
    for together in verses.values():
        begun = [line for line in together if line.get("part") not in ("M", "F")]
        if len(begun) >= _FEWEST_VERSES and not any(line.get("n") for line in together):
            for number, line in enumerate(begun, 1):
                line.set("n", str(number))


# ===== names =====


def _index(book: etree._Element, made: Made, one: Reading) -> None:
    """Append the entries of registers that are named in the book; a name without an entry leads nowhere."""
    named = [name for name in book.iter(f"{B}name") if name.get("ref")]
    wanted = {name.get("ref", "") for name in named}
    found: dict[str, etree._Element] = {}
    beside = (etree.fromstring(tei.encode("utf-8"), parser()) for tei in made.entries(one.document))
    for root in (made.documents[one.document].root, *beside):
        for entry in root.iterfind(f".//{{{TEI}}}standOff//*"):
            if local(entry) in _KINDS and entry.get(XML_ID, "") in wanted:
                found.setdefault(entry.get(XML_ID, ""), entry)
    for name in named:
        if name.get("ref") not in found:
            del name.attrib["ref"]
    index = etree.SubElement(book, f"{B}index")
    for kind in dict.fromkeys(_KINDS.values()):
        entries = {entry_id: entry for entry_id, entry in found.items() if _KINDS[local(entry)] == kind}
        if not entries:
            continue
        register = etree.SubElement(index, f"{B}register", kind=kind)
        said = {entry_id: _called(entry) for entry_id, entry in entries.items()}
        for entry_id in sorted(said, key=lambda one: (_sort_key(said[one]), one)):
            etree.SubElement(register, f"{B}entry", id=entry_id, sort=_sort_key(said[entry_id])).text = said[entry_id]


def _called(entry: etree._Element) -> str:
    """What an entry is called in an index: a person by the surname first."""
    names = [child for child in entry if isinstance(child.tag, str)]
    kinds = ("persName", "orgName", "placeName", "eventName", "title", "head", "label", "geogName", "settlement",
             "district", "region", "country", "bloc")  # fmt: skip
    preferred = [child for child in names if child.get("type") == "preferred"]
    own = [child for child in names if local(child) in kinds] or list(entry.iter(f"{{{TEI}}}title"))
    name = next(iter(preferred + own), None)
    if name is None:
        return entry.get(XML_ID, "")
    surname, forename = (
        " ".join(_plain(part) for part in name.iter(f"{{{TEI}}}{kind}")) for kind in ("surname", "forename")
    )
    if local(entry) == "person" and surname and forename:
        return f"{surname}, {forename}"
    return _plain(name) or entry.get(XML_ID, "")


def _plain(element: etree._Element) -> str:
    return " ".join(str(element.xpath("string()")).split())


def _sort_key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char)).lstrip("“”„«»‘’'\"‹›([")


# ===== white space =====


def _one_space(book: etree._Element) -> None:
    """Where two spaces meet across elements, leave one; none at the beginning of a block."""
    after_space = True
    walk = etree.iterwalk(book, ("start", "end"))
    for event, element in walk:
        if local(element) in BLOCKS or local(element) == "note":
            after_space = True
        if event == "start" and local(element) in ("verbatim", "foreign"):
            walk.skip_subtree()
            after_space = False
        elif event == "start":
            element.text, after_space = _spaced(element.text or "", after_space)
        if event == "end" and element is not book:
            after_space = after_space and not (element.get("apart") and local(element) != "page")
            element.tail, after_space = _spaced(element.tail or "", after_space)


def _spaced(text: str, after_space: bool) -> tuple[str, bool]:
    if not text:
        return text, after_space
    words = " ".join(part for part in _split(text) if part)
    said = (" " if text[0] in WHITE and not after_space else "") + words
    if words and text[-1] in WHITE:
        said += " "
    return said, said[-1:] == " " if said else after_space


def _split(text: str) -> list[str]:
    for char in WHITE:
        text = text.replace(char, " ")
    return text.split(" ")
