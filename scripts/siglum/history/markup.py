"""What changed beside the text: elements, attributes, comments, and the words that are no text of the reading.

A document is read as one row of tags and words, and two rows are compared like two texts. Elements whose start tags
stand in both are the same element, and so are elements of one name with the same xml:id that stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from siglum.document import XML_ID, XML_NAMESPACE, Document, local
from siglum.fidelity.differences import between
from siglum.history.place import Place
from siglum.reading.words import ReadingWords


@dataclass(frozen=True, slots=True)
class Markup:
    """An element, or an attribute of one, that was `added`, `removed`, `moved` or `changed`; `values` are those of
    the attribute, before and now."""

    kind: str
    element: str
    attribute: str
    place: Place
    values: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Beside:
    """Words that are no text of the reading: what they were and are now ("" for none), and the element they stand in:
    the outermost one that is new, or gone, as a whole."""

    before: str
    after: str
    element: str
    place: Place


@dataclass(frozen=True, slots=True)
class _Token:
    """A tag (`start`, `end`), a `comment`, a `processing instruction`, or a `word` of one of the text runs of an
    element. `text` is what it is compared by."""

    kind: str
    text: str
    node: etree._Element
    run: int = 0

    @property
    def is_start(self) -> bool:
        return self.kind == "start"

    @property
    def is_remark(self) -> bool:
        return self.kind in ("comment", "processing instruction")


class _Row:
    """A document as a row of tags and words. `said` are the text runs of its reading."""

    def __init__(self, document: Document, words: ReadingWords | None) -> None:
        self.document = document
        self.tokens = list(_tokens(document.root))
        pieces = words.pieces if words else ()
        self.said = {(piece.element, piece.number) for piece in pieces if not piece.own}

    def beside(self, part: range, known: Container[etree._Element]) -> Iterator[tuple[etree._Element, str]]:
        """The words in a part of the row that are no text, by the outermost element that is not known to the other."""
        last, found = None, list[str]()
        for token in self.tokens[part.start : part.stop]:
            if token.kind != "word" or (token.node, token.run) in self.said:
                continue
            holder = _outermost(token.node, known)
            if last is not None and holder is not last:
                yield last, " ".join(found)
                found = []
            last = holder
            found.append(token.text)
        if last is not None:
            yield last, " ".join(found)

    def starts(self, part: range) -> list[etree._Element]:
        """The elements whose start tags stand in a part of the row."""
        return [token.node for token in self.tokens[part.start : part.stop] if token.is_start]

    def remarks(self, part: range) -> list[_Token]:
        """The comments and processing instructions in a part of the row."""
        return [token for token in self.tokens[part.start : part.stop] if token.is_remark]


def compared(
    old: Document, new: Document, old_words: ReadingWords | None, new_words: ReadingWords | None
) -> tuple[list[Markup], list[Beside]]:
    """What changed in the markup, and in the words that are no text, in the order of the new document."""
    work = _Work(_Row(old, old_words), _Row(new, new_words))
    return list(work.markup()), work.words


class _Work:
    def __init__(self, old: _Row, new: _Row) -> None:
        self.old, self.new = old, new
        rows = [[token.text for token in row.tokens] for row in (new, old)]
        self.differences = list(between(*rows))
        self.same: dict[etree._Element, etree._Element] = {}
        """Of the elements of the new document, what they were in the old one."""
        self._match()
        self.known = {**self.same, **self.moved}
        self.words = list(self._words())

    def _match(self) -> None:
        at, there = 0, 0
        for difference in (*self.differences, None):
            stop = difference.mine.start if difference else len(self.new.tokens)
            for mine, theirs in zip(self.new.tokens[at:stop], self.old.tokens[there:], strict=False):
                if mine.is_start:
                    self.same[mine.node] = theirs.node
            if difference:
                at, there = difference.mine.stop, difference.theirs.stop
        for difference in self.differences:
            self._by_name(self.old.starts(difference.theirs), self.new.starts(difference.mine))
        self._by_id()

    def _by_name(self, gone: Sequence[etree._Element], added: Sequence[etree._Element]) -> None:
        """Within one difference, elements of one name stand for each other in their order, if neither has an id, or
        both the same."""
        waiting: dict[tuple[object, object], list[etree._Element]] = {}
        for element in reversed(gone):
            waiting.setdefault((element.tag, element.get(XML_ID)), []).append(element)
        for element in added:
            known = waiting.get((element.tag, element.get(XML_ID)))
            if known:
                self.same[element] = known.pop()

    def _by_id(self) -> None:
        """Elements that stand elsewhere now are known by their ids."""
        taken = set(self.same.values())
        gone = {
            (token.node.tag, token.node.get(XML_ID)): token.node
            for token in self.old.tokens
            if token.is_start and token.node not in taken and token.node.get(XML_ID)
        }
        self.moved = {
            token.node: found
            for token in self.new.tokens
            if token.is_start
            and token.node not in self.same
            and (found := gone.get((token.node.tag, token.node.get(XML_ID)))) is not None
        }
        taken |= set(self.moved.values())
        for element, before in self.moved.items():
            if all(above not in self.moved for above in element.iterancestors()):
                inner = [one for one in element.iter(etree.Element) if one not in self.same and one not in self.moved]
                self._by_name([one for one in before.iter(etree.Element) if one not in taken], inner)

    def markup(self) -> Iterator[Markup]:
        """The changes of the markup."""
        for token in self.new.tokens:
            if not token.is_start:
                continue
            before = self.known.get(token.node)
            if before is None:
                yield self._of("added", token.node, self.new.document)
                continue
            if token.node in self.moved:
                yield self._of("moved", token.node, self.new.document)
            yield from self._attributes(before, token.node)
        left = set(self.known.values())
        for token in self.old.tokens:
            if token.is_start and token.node not in left:
                yield self._of("removed", token.node, self.old.document)
        for kind, row, parts in (
            ("added", self.new, [difference.mine for difference in self.differences]),
            ("removed", self.old, [difference.theirs for difference in self.differences]),
        ):
            for part in parts:
                for token in row.remarks(part):
                    yield Markup(kind, token.kind, "", _place(row.document, token.node))

    def _of(self, kind: str, element: etree._Element, document: Document) -> Markup:
        return Markup(kind, local(element), "", _place(document, element))

    def _attributes(self, before: etree._Element, now: etree._Element) -> Iterator[Markup]:
        if before.attrib == now.attrib:
            return
        for name in dict.fromkeys((*now.attrib, *before.attrib)):
            old, new = before.get(name), now.get(name)
            if old != new:
                kind = "added" if old is None else "removed" if new is None else "changed"
                values = (str(old or ""), str(new or ""))
                yield Markup(kind, local(now), _written(str(name)), _place(self.new.document, now), values)

    def _words(self) -> Iterator[Beside]:
        """The words that are no text, difference by difference: what an element lost beside what it gained."""
        were = {old: new for new, old in self.known.items()}
        for difference in self.differences:
            lost = list(self.old.beside(difference.theirs, were))
            for element, after in self.new.beside(difference.mine, self.known):
                at = next((n for n, (other, _) in enumerate(lost) if self.known.get(element) is other), None)
                before = lost.pop(at)[1] if at is not None else ""
                if before != after:
                    yield Beside(before, after, local(element), _place(self.new.document, element))
            for element, before in lost:
                now = were.get(element)
                place = _place(self.old.document, element) if now is None else _place(self.new.document, now)
                yield Beside(before, "", local(element), place)


def _outermost(element: etree._Element, known: Container[etree._Element]) -> etree._Element:
    """The element, or, if the other side does not have it, the last above it that the other side does not have."""
    parent = element.getparent()
    while element not in known and parent is not None and parent not in known:
        element, parent = parent, parent.getparent()
    return element


def _tokens(root: etree._Element) -> Iterator[_Token]:
    """Tags and words, in their order. White space says nothing here; no word is like a tag."""
    runs: list[int] = []
    for event, node in etree.iterwalk(root, ("start", "end", "comment", "pi")):
        if event == "start":
            yield _Token("start", f"\0{node.tag}", node)
            runs.append(0)
            yield from _said(node.text, node, 0)
            continue
        if event == "end":
            runs.pop()
            yield _Token("end", "\0", node)
        else:
            kind = "comment" if event == "comment" else "processing instruction"
            yield _Token(kind, f"\0{kind} {getattr(node, 'target', '')} {node.text or ''}", node)
        parent = node.getparent()
        if parent is not None and runs:
            runs[-1] += 1
            yield from _said(node.tail, parent, runs[-1])


def _said(text: str | None, element: etree._Element, run: int) -> Iterator[_Token]:
    for word in (text or "").split():
        yield _Token("word", word, element, run)


def _place(document: Document, node: etree._Element) -> Place:
    """The place of an element; of a comment or instruction, that of the element it stands in."""
    parent = node.getparent()
    return Place.of(document, node if isinstance(node.tag, str) or parent is None else parent)


def _written(name: str) -> str:
    """The name of an attribute as people write it."""
    namespace, _, own = name.rpartition("}")
    return f"xml:{own}" if namespace == f"{{{XML_NAMESPACE}" else own
