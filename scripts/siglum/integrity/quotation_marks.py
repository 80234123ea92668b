"""Quotation marks pair, inside the element whose words they enclose.

A mark that opens and never closes leaves the reader to guess where somebody's words end; a mark outside its element
is lost when a quotation is taken out of its place; marked words in no element are in no register of quotations.

    <quote source="work:diary">“All is well.</quote>      wrong: the mark never closes
    “<quote source="work:diary">All is well.</quote>”     wrong: the marks stand outside
    She wrote “all is well”.                              wrong: whose words are these?
    <quote source="work:diary">“All is well.”</quote>     right

A mark that opens a paragraph again, inside the same quotation, is no second opening. Where a gap ends the passage, it
accounts for the mark that is lost with it. The marks “ ” „ « » are looked at; apostrophes, and what looks like them,
are not. Which mark opens is read from the document (»…« is a pair in German); where quotation/@marks is "none", or more
than one mark in twenty is at fault, another rule is kept there, and nothing is said (but in the strict profile).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from siglum.diagnostic import Diagnostic, Edit, Fix
from siglum.document import Document, local, runs
from siglum.edition.index import Index
from siglum.tei.prose import TextRun, ancestors, text_runs, within
from siglum.tei.vocabulary import APART, QUOTING, TEI

_CLOSES = {"“": "”", "„": "“", "«": "»", "‹": "›"}
_OWN = QUOTING | {"term", "title", "gloss", "ref", "hi", "emph", "foreign", "name", "head", "q"}
_PARAGRAPHS = frozenset(("p", "ab", "l", "item", "head"))


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A mark in the text: its run, its place there, and the quoting element around it, if any."""

    run: TextRun
    at: int
    quoting: etree._Element | None
    closes: dict[str, str]

    @property
    def character(self) -> str:
        return self.run.text[self.at]


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    if document.path in index.registers:
        return
    runs = [run for run in text_runs(document) if _MARK.search(run.text)]
    if index.strict:
        yield from (finding for _, finding in _pairs(runs, _CLOSES, frozenset()))
        return
    if any(e.get("marks") == "none" for e in document.root.iter(f"{{{TEI}}}quotation")):
        return
    usage = _usage(runs)
    if not usage.closes:
        return
    found = list(_over_paragraphs(_pairs(runs, usage.closes, usage.again)))
    for kind in ("pair", "place", "owner"):
        here = [finding for its, finding in found if its == kind]
        if usage.count >= _ENOUGH and len(here) * _RARE <= usage.count:
            yield from here


_ENOUGH = 20
_RARE = 20
"""A document in which more than one mark in twenty is at fault has another practice, and no fault."""
_MARK = re.compile("[“”„«»‹›]")
_QUOTATION = {"“": "”", "„": "“", "«": "»"}


@dataclass(frozen=True, slots=True)
class _Usage:
    """The marks of a document: how many, which closes which, which are set again where a speech goes on in a new
    paragraph."""

    count: int
    closes: dict[str, str]
    again: frozenset[str]


def _usage(runs: Sequence[TextRun]) -> _Usage:
    """How a document uses its marks, by where they stand: one that opens stands before a word, after none."""
    opens: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for run in runs:
        for match in _MARK.finditer(run.text):
            character, at = match[0], match.start()
            total[character] += 1
            before, after = run.text[at - 1 : at] if at else " ", run.text[at + 1 : at + 2]
            opens[character] += not before.isalnum() and before not in ".,;:!?…–—" and after.isalnum()
    closes = _language(opens, total)
    return _Usage(sum(total.values()), closes, frozenset(closes))


def _language(opens: Counter[str], total: Counter[str]) -> dict[str, str]:
    """Which mark closes which; {} where the marks tell no sides. »…« is a pair in German, «…» in French, „…” in
    Polish, and ”…” in Swedish has no sides at all."""
    closes = {opening: closing for opening, closing in _QUOTATION.items() if total[opening]}
    if opens["»"] > opens["«"]:
        closes.pop("«", None)
        closes["»"] = "«"
    if total["„"] and total["”"] > total["“"]:
        closes["„"] = "”"
    if total["„"] and not opens["“"]:
        closes.pop("“", None)
    even = all(abs(total[o] - total[c]) * _RARE <= total[o] + total[c] or opens[o] for o, c in closes.items())
    return closes if even else {}


def _over_paragraphs(found: Iterable[tuple[str, Diagnostic]]) -> list[tuple[str, Diagnostic]]:
    """What is left when a mark that is open at the end of its paragraph is closed by one that closes nothing else."""
    left: list[tuple[str, Diagnostic]] = []
    for kind, finding in found:
        if kind == "pair" and finding.label == _NOTHING_OPEN and left and left[-1][1].label == _NEVER_CLOSED:
            left.pop()
        else:
            left.append((kind, finding))
    return left


_NEVER_CLOSED, _NOTHING_OPEN = "never closed", "opened by nothing"


def _pairs(runs: Sequence[TextRun], closes: dict[str, str], again: frozenset[str]) -> Iterator[tuple[str, Diagnostic]]:
    marks = frozenset((*closes, *closes.values()))
    open_marks: list[Mark] = []
    for run in runs:
        for match in _MARK.finditer(run.text):
            if match[0] in marks:
                mark = Mark(run, match.start(), within(run.element, QUOTING), closes)
                yield from _ended(open_marks, mark, again)
                yield from _one(open_marks, mark)
    for mark in open_marks:
        if not _cut_off(mark):
            yield "pair", _unclosed(mark)


def _one(open_marks: list[Mark], mark: Mark) -> Iterator[tuple[str, Diagnostic]]:
    """Pair a mark with what is open."""
    last = open_marks[-1] if open_marks else None
    if last is not None and mark.character == mark.closes[last.character]:
        open_marks.pop()
        if _outside(last) is None:
            side = _outside(mark)
            if side is not None:
                yield "place", _beside(mark, side)
            elif mark.quoting is not last.quoting:
                yield "place", _crosses(last, mark)
        return
    if mark.character in mark.closes and not (mark.character == "“" and _closes_low(open_marks)):
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
            yield "place", _beside(mark, side)
        elif not _owned(mark):
            yield "owner", _nobodys(mark)
        return
    yield "pair", _unopened(mark)


def _closes_low(open_marks: list[Mark]) -> bool:
    return bool(open_marks) and open_marks[-1].character == "„"


def _ended(open_marks: list[Mark], mark: Mark, again: frozenset[str]) -> Iterator[tuple[str, Diagnostic]]:
    """The marks whose quoting element has ended before this one, without their having closed."""
    around = set(ancestors(mark.run.element))
    while open_marks and _scope(open_marks[-1]) not in around:
        before = _outside(mark)
        if before is not None and before is open_marks[-1].quoting:
            return
        lost = open_marks.pop()
        goes_on = lost.quoting is None and lost.character == mark.character and mark.character in again
        if not _cut_off(lost) and not (goes_on and _begins_paragraph(mark)):
            yield "pair", _unclosed(lost)


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
    if mark.character in mark.closes and not text[mark.at + 1 :].strip() and number < len(element):
        child = element[number]
    if child is None and mark.character in mark.closes.values() and not text[: mark.at].strip() and number > 0:
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
        _NEVER_CLOSED,
        "add the closing mark if the source has it; else say why it is missing",
    )


def _unopened(mark: Mark) -> Diagnostic:
    return _finding(
        mark,
        "this mark closes, and none is open",
        _NOTHING_OPEN,
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
        _wrapped(mark),
    )


def unowned(document: Document) -> list[Diagnostic]:
    """What is said of marks in no element, in elements whose marks all pair; nothing where the marks of a document tell
    no sides."""
    runs = [run for run in text_runs(document) if _MARK.search(run.text)]
    usage = _usage(runs)
    found = list(_pairs(runs, usage.closes, usage.again)) if usage.closes else []
    faulty = {finding.span.node.ordinal for kind, finding in found if kind == "pair" and finding.span.node}
    alone = [finding for kind, finding in found if kind == "owner" and finding.fix]
    return [finding for finding in alone if finding.span.node and finding.span.node.ordinal not in faulty]


def _wrapped(mark: Mark) -> Fix | None:
    """The words and their marks in <q>, which says no more than that; where the mark that closes stands in the same
    element."""
    document, element = mark.run.document, mark.run.element
    closing, depth = mark.closes[mark.character], 0
    for number, text in list(enumerate(runs(element)))[mark.run.number :]:
        for at in range(mark.at if number == mark.run.number else 0, len(text)):
            depth += (text[at] == mark.character) - (text[at] == closing)
            if depth == 0 and text[at] == closing:
                name = f"{element.prefix}:q" if element.prefix else "q"
                start = document.stretch(element, mark.run.number, mark.at, mark.at + 1).start.offset
                end = document.stretch(element, number, at, at + 1).end.offset
                return Fix("put them into <q>", (Edit(start, start, f"<{name}>"), Edit(end, end, f"</{name}>")))
    return None


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
    document, tag = mark.run.document, mark.run.document.tag(element)
    if tag.end_name is None:
        return
    run = mark.run
    before = run.number < len(run.element) and run.element[run.number] is element
    closing = mark.closes.get(mark.character, "")
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
