"""A document laid out: one block on each line, indented by its depth; long start tags on several lines.

Nothing is moved but white space that says nothing: between the children of an element that holds no text, and in the
tags of these. Inside an element that may hold text, nothing is touched at all. What stands on one line and fits there
stays there. Attributes keep their order, or have, in every tag, that in which the schema declares them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from siglum.document import XML_NAMESPACE, Document, markup
from siglum.relaxng import Schema

WIDTH = 120
_INDENT = "  "
_SPACE = " \t\r\n"
_KEPT = f"{{{XML_NAMESPACE}}}space"
_EXAMPLES = "{http://www.tei-c.org/ns/Examples}"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the text and what takes its place: white space or an end tag as it is; a start tag, in parts."""

    place: markup.Range
    text: str = ""
    tag: tuple[str, ...] = ()


def laid_out(document: Document, schemas: Sequence[Schema], *, ordered: bool = False) -> bytes:
    """The document laid out, in its encoding and with its line ends; `schemas` say which elements hold no text, and, if
    attributes are to be `ordered`, how."""
    source = document.source
    pieces = sorted(_pieces(document, schemas, ordered=ordered), key=lambda piece: piece.place)
    text = _written(source.text, pieces)
    newline = "\r\n" if "\r\n" in source.text else "\n"
    ended = text if text.endswith("\n") else f"{text}{newline}"
    return source.data[: source.bom] + ended.encode(source.encoding)


def _pieces(document: Document, schemas: Sequence[Schema], *, ordered: bool) -> Iterator[_Piece]:
    text, blocks = document.source.text, set[etree._Element]()
    for element, tag in zip(document.own, document.tags, strict=True):
        parent = element.getparent()
        order = _order(element, tag, text, schemas) if ordered else None
        if parent is not None and parent not in blocks:
            yield from _reordered(text, tag, order) if order else ()
            continue
        yield _start(text, tag, order)
        end = text.index(">", tag.end_name[1]) + 1 if tag.end_name else tag.start[1]
        if tag.end_name:
            yield _Piece((tag.end_name[0] - 2, end), f"</{text[slice(*tag.end_name)]}>")
        depth = sum(1 for _ in element.iterancestors())
        fits = "\n" not in text[tag.start[0] : end] and len(_INDENT) * depth + end - tag.start[0] <= WIDTH
        if not (fits and depth) and _is_block(element, tag, text, schemas):
            blocks.add(element)
            yield from _between(element, tag, text, depth)


def _order(element: etree._Element, tag: markup.Tag, text: str, schemas: Sequence[Schema]) -> list[int] | None:
    """The attributes of a start tag, by their numbers there, in the order in which a schema declares them: declarations
    of namespaces first, what it does not name last. None where they stand so."""
    known = next((found for schema in schemas if (found := schema.attributes_in_order(element.tag))), {})
    names, ranks = iter(element.attrib), list[tuple[int, int]]()
    for name, _, _ in markup.attributes(text, tag):
        declares = name == "xmlns" or name.startswith("xmlns:")
        ranks.append((0, 0) if declares else (1, known.get(str(next(names)), len(known))))
    order = sorted(range(len(ranks)), key=lambda number: ranks[number])
    return order if order != list(range(len(ranks))) else None


def _reordered(text: str, tag: markup.Tag, order: Sequence[int]) -> Iterator[_Piece]:
    """The attributes of a start tag in another order; the white space between them stays."""
    places = [(name[0], value[1] + 1) for _, name, value in markup.attributes(text, tag)]
    for place, number in zip(places, order, strict=True):
        yield _Piece(place, text[slice(*places[number])])


def _start(text: str, tag: markup.Tag, order: Sequence[int] | None) -> _Piece:
    """A start tag: its name, its attributes, its end."""
    attributes = [
        f"{name}={text[value[0] - 1]}{text[slice(*value)]}{text[value[1]]}"
        for name, _, value in markup.attributes(text, tag)
    ]
    attributes = [attributes[number] for number in order] if order else attributes
    closed = text[tag.start[1] - 2 : tag.start[1]] == "/>"
    return _Piece(tag.start, tag=(f"<{text[slice(*tag.name)]}", *attributes, "/>" if closed else ">"))


def _is_block(element: etree._Element, tag: markup.Tag, text: str, schemas: Sequence[Schema]) -> bool:
    """Whether the white space between the children of an element says nothing.

    The schemas know; where they do not, it has to be laid out in lines already.
    """
    runs = [text[slice(*run)] for run in tag.runs]
    kept = element.get(_KEPT) == "preserve" or element.tag.startswith(_EXAMPLES)
    if kept or len(runs) < 2 or any(run.strip(_SPACE) for run in runs):
        return False
    known = [allowed for schema in schemas if (allowed := schema.allows_text(element.tag)) is not None]
    return not any(known) if known else all("\n" in run for run in runs)


def _between(element: etree._Element, tag: markup.Tag, text: str, depth: int) -> Iterator[_Piece]:
    """The white space around the children of a block; an empty line stays one, a comment stays on its line."""
    newline = "\r\n" if "\r\n" in text else "\n"
    nodes = [*element, None]
    for run, node in zip(tag.runs, nodes, strict=True):
        found = text[slice(*run)]
        if isinstance(node, etree._Comment) and "\n" not in found and run is not tag.runs[0]:
            continue
        blank = newline if found.count("\n") > 1 and node is not None and run is not tag.runs[0] else ""
        yield _Piece(run, f"{blank}{newline}{_INDENT * (depth + (node is not None))}")


def _written(text: str, pieces: Sequence[_Piece]) -> str:
    """The text with its pieces in place; a start tag is laid out by the column in which it begins."""
    newline = "\r\n" if "\r\n" in text else "\n"
    written: list[str] = []
    line, at = "", 0
    for piece in pieces:
        before = text[at : piece.place[0]]
        line = _line(line, before)
        new = _tag(piece.tag, line, newline) if piece.tag else piece.text
        line = _line(line, new)
        written += [before, new]
        at = piece.place[1]
    return "".join((*written, text[at:]))


def _line(line: str, more: str) -> str:
    """The line that is being written, after more of it."""
    return more.rpartition("\n")[2] if "\n" in more else line + more


def _tag(parts: Sequence[str], line: str, newline: str) -> str:
    name, *attributes, end = parts
    whole = " ".join((name, *attributes)) + end
    if len(line) + len(whole) <= WIDTH or len(attributes) < 2:
        return whole
    lead = line[: len(line) - len(line.lstrip(" \t"))] + _INDENT
    shown, width = f"{name} {attributes[0]}", len(line) + len(name) + 1 + len(attributes[0])
    for attribute in attributes[1:]:
        if width + 1 + len(attribute) + len(end) > WIDTH:
            shown, width = f"{shown}{newline}{lead}{attribute}", len(lead) + len(attribute)
        else:
            shown, width = f"{shown} {attribute}", width + 1 + len(attribute)
    return shown + end
