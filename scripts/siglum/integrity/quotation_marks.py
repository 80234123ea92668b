"""Quotation marks pair, inside the element whose words they enclose.

A mark that opens and never closes leaves the reader to guess where somebody's words end; a mark outside its element
is lost when a quotation is taken out of its place; marked words in no element are in no register of quotations.

    <quote source="work:diary">“All is well.</quote>      wrong: the mark never closes
    “<quote source="work:diary">All is well.</quote>”     wrong: the marks stand outside
    She wrote “all is well”.                              wrong: whose words are these?
    <quote source="work:diary">“All is well.”</quote>     right

A mark that opens a paragraph again, inside the same quotation, is no second opening. Where a gap ends the passage, it
accounts for the mark that is lost with it. The marks “ ” „ « » are looked at; apostrophes, and what looks like them,
are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from siglum.diagnostic import Diagnostic, Edit, Fix
from siglum.document import Document, local
from siglum.edition.index import Index
from siglum.tei.prose import Run, ancestors, text_runs, within
from siglum.tei.vocabulary import APART, QUOTING

_CLOSES = {"“": "”", "„": "“", "«": "»", "‹": "›"}
_MARKS = frozenset("“”„«»‹›")
_OWN = QUOTING | {"term", "title", "gloss", "ref", "hi", "emph", "foreign", "name", "head", "q"}
_PARAGRAPHS = frozenset(("p", "ab", "l", "item", "head"))


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A mark in the text: its run, its place there, and the quoting element around it, if any."""

    run: Run
    at: int
    quoting: etree._Element | None

    @property
    def character(self) -> str:
        return self.run.text[self.at]


def check(index: Index) -> Iterator[Diagnostic]:
    for document in index.documents:
        if document.path not in index.registers:
            yield from _pairs(document)


def _pairs(document: Document) -> Iterator[Diagnostic]:
    open_marks: list[Mark] = []
    for run in text_runs(document):
        for at, character in enumerate(run.text):
            if character in _MARKS:
                mark = Mark(run, at, within(run.element, QUOTING))
                yield from _ended(open_marks, mark)
                yield from _one(open_marks, mark)
    for mark in open_marks:
        if not _cut_off(mark):
            yield _unclosed(mark)


def _one(open_marks: list[Mark], mark: Mark) -> Iterator[Diagnostic]:
    """Pair a mark with what is open."""
    last = open_marks[-1] if open_marks else None
    if last is not None and mark.character == _CLOSES[last.character]:
        open_marks.pop()
        if _outside(last) is None:
            side = _outside(mark)
            if side is not None:
                yield _beside(mark, side)
            elif mark.quoting is not last.quoting:
                yield _crosses(last, mark)
        return
    if mark.character in _CLOSES and not (mark.character == "“" and _closes_low(open_marks)):
        if (
            last is not None
            and last.quoting is mark.quoting
            and last.character == mark.character
            and _begins_paragraph(mark)
        ):
            open_marks[-1] = mark
            return
        open_marks.append(mark)
        side = _outside(mark)
        if side is not None:
            yield _beside(mark, side)
        elif not _owned(mark):
            yield _nobodys(mark)
        return
    yield _unopened(mark)


def _closes_low(open_marks: list[Mark]) -> bool:
    return bool(open_marks) and open_marks[-1].character == "„"


def _ended(open_marks: list[Mark], mark: Mark) -> Iterator[Diagnostic]:
    """The marks whose quoting element has ended before this one, without their having closed."""
    around = set(ancestors(mark.run.element))
    while open_marks and _scope(open_marks[-1]) not in around:
        before = _outside(mark)
        if before is not None and before is open_marks[-1].quoting:
            return
        lost = open_marks.pop()
        if not _cut_off(lost):
            yield _unclosed(lost)


def _scope(mark: Mark) -> etree._Element:
    """The element in which a mark must close: the quotation it opens, else its paragraph."""
    if mark.quoting is not None:
        return mark.quoting
    paragraph = within(mark.run.element, _PARAGRAPHS)
    return mark.run.element if paragraph is None else paragraph


def _outside(mark: Mark) -> etree._Element | None:
    """The quoting element that a mark touches from outside: an opening one just before it, a closing one just after."""
    element, number, text = mark.run.element, mark.run.number, mark.run.text
    child: etree._Element | None = None
    if mark.character in "“„«‹" and not text[mark.at + 1 :].strip() and number < len(element):
        child = element[number]
    if child is None and mark.character in "”“»›" and not text[: mark.at].strip() and number > 0:
        child = element[number - 1]
    return child if child is not None and local(child) in QUOTING else None


def _owned(mark: Mark) -> bool:
    """Whether an opening mark stands at the very beginning of an element that may be marked."""
    element, number, text, at = mark.run.element, mark.run.number, mark.run.text, mark.at
    while True:
        if text[:at].strip() or any(_says(node) for node in list(element)[:number]):
            return False
        if local(element) in _OWN:
            return True
        parent = element.getparent()
        if parent is None:
            return False
        number, before = (
            parent.index(element),
            parent.text if parent.index(element) == 0 else parent[parent.index(element) - 1].tail,
        )
        text, at, element = before or "", len(before or ""), parent
        if local(parent) in ("div", "body"):
            return False
        if local(element) in _OWN and any(local(child) == "p" for child in element):
            return True


def _says(node: etree._Element) -> bool:
    """Whether a node before a mark, or what follows it, has words of the text."""
    own = isinstance(node.tag, str) and local(node) not in APART and any(str(text).strip() for text in node.itertext())
    return own or bool((node.tail or "").strip())


def _begins_paragraph(mark: Mark) -> bool:
    paragraph = within(mark.run.element, _PARAGRAPHS)
    return (
        paragraph is not None
        and mark.run.element is paragraph
        and mark.run.number == 0
        and not mark.run.text[: mark.at].strip()
    )


def _cut_off(mark: Mark) -> bool:
    """Whether a gap ends the passage in which a mark is open."""
    last = _scope(mark)
    while True:
        nodes = [node for node in last if isinstance(node.tag, str) and local(node) not in APART]
        if not nodes or (nodes[-1].tail or "").strip():
            return False
        last = nodes[-1]
        if local(last) == "gap":
            return True


def _finding(mark: Mark, message: str, label: str, help_: str, fix: Fix | None = None) -> Diagnostic:
    document: Document = mark.run.document
    return Diagnostic(
        "quotation-marks",
        message,
        document.path,
        document.stretch(mark.run.element, mark.run.number, mark.at, mark.at + 1),
        label=label,
        found=mark.character,
        parent=local(mark.run.element),
        help=(help_,),
        fix=fix,
    )


def _unclosed(mark: Mark) -> Diagnostic:
    where = f"<{local(mark.quoting)}>" if mark.quoting is not None else "the paragraph"
    return _finding(
        mark,
        f"this mark opens, and nothing closes it before the end of {where}",
        "never closed",
        "add the closing mark if the source has it; else say why it is missing",
    )


def _unopened(mark: Mark) -> Diagnostic:
    return _finding(
        mark,
        "this mark closes, and none is open",
        "opened by nothing",
        "add the opening mark if the source has it, or remove this one",
    )


def _crosses(opening: Mark, mark: Mark) -> Diagnostic:
    line = opening.run.document.stretch(opening.run.element, opening.run.number, opening.at, opening.at + 1).start.line
    return _finding(
        mark,
        f"this mark closes the one opened on line {line}, and the two stand in different elements",
        "in another element",
        "let the element begin and end with its marks",
    )


def _nobodys(mark: Mark) -> Diagnostic:
    return _finding(
        mark,
        "words stand in quotation marks here, and no element says whose they are",
        "in no element",
        "tag them: <quote>, <said> or <q>; <soCalled> for words held at a distance, <mentioned> for words spoken about",
    )


def _beside(mark: Mark, element: etree._Element) -> Diagnostic:
    name = local(element)
    return _finding(
        mark,
        f"this mark stands outside <{name}>, whose words it encloses",
        "outside",
        f"move it into <{name}>",
        Fix(f"move it into <{name}>", edits) if (edits := tuple(_moved(mark, element))) else None,
    )


def _moved(mark: Mark, element: etree._Element) -> Iterator[Edit]:
    """Take a mark into the element beside it; where it opens, and the other stands outside too, both."""
    document, tag = mark.run.document, mark.run.document.tags[mark.run.document.ordinals[element]]
    if tag.end_name is None:
        return
    run = mark.run
    before = run.number < len(run.element) and run.element[run.number] is element
    closing = _CLOSES.get(mark.character, "")
    if before:
        yield from _move(document, run.element, run.number, mark.at, mark.character, tag.start[1])
        if closing and (element.tail or "").startswith(closing):
            yield from _move(document, run.element, run.number + 1, 0, closing, tag.end_name[0] - 2)
    else:
        yield from _move(document, run.element, run.number, mark.at, mark.character, tag.end_name[0] - 2)


def _move(document: Document, element: etree._Element, run: int, at: int, mark: str, to: int) -> Iterator[Edit]:
    here, there = document.stretch(element, run, at, at + 1), document.source.position(to).offset
    taken, put = Edit(here.start.offset, here.end.offset, ""), Edit(there, there, mark)
    yield from (taken, put) if taken.start < put.start else (put, taken)
