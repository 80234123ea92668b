"""What a rule has found, as a diagnostic at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from lxml import etree

from siglum.diagnostic import Diagnostic, Edit, Fix, Node, Part, Position, Severity, Span
from siglum.document import Document, Refused, in_value, markup, parser, runs
from siglum.failure import Failure
from siglum.schematron.compile import Rules

_RUN = "{urn:siglum:schematron:run}"
_MARKED = ("comment", "pi", "processing-instruction")
"""Types of nodes whose text may not have the marks that end them."""


class Places:
    """Where the n-th element, text, comment or processing instruction of a document stands (indices into its text)."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def _included(self) -> list[tuple[etree._Element, int]]:
        """The element and the number of each run that has characters, where some stand in other files."""
        return [(element, number) for element, number, text in _in_order(self.document.root) if text]

    @cached_property
    def _runs(self) -> list[tuple[markup.Range, int, int]]:
        """The runs that have characters (a parser gives no node for an empty one), each with element and number."""
        text = self.document.source.text
        every = ((run, n, k) for n, tag in enumerate(self.document.tags) for k, run in enumerate(tag.runs))
        return sorted(found for found in every if markup.characters(text, found[0], self.document.lengths))

    @cached_property
    def texts(self) -> list[markup.Range]:
        """Where they stand."""
        return [run for run, _, _ in self._runs]

    @cached_property
    def owners(self) -> list[tuple[int, Part]]:
        """The element of each, and which of its runs it is."""
        return [(owner, ("text", number)) for _, owner, number in self._runs]

    @cached_property
    def others(self) -> dict[str, list[markup.Range]]:
        return markup.others(self.document.source.text)

    def count(self, kind: str) -> int:
        """How many nodes of a kind there are; an attribute is known by its element."""
        if kind == "text":
            return len(self._included if self.document.included else self.texts)
        if kind in ("comment", "processing-instruction"):
            return len(self._beside(kind) if self.document.included else self.others[kind])
        return 1 if kind == "document" else len(self.document.elements)

    def characters(self, number: int) -> list[int]:
        """Where each character of the n-th text stands (an index into the text of the file), as a parser gives them."""
        if self.document.included:
            element, run = self._included[number]
            return [0] * len(runs(element)[run])
        return markup.characters(self.document.source.text, self.texts[number], self.document.lengths)

    def _beside(self, kind: str) -> list[etree._Element]:
        """The comments or processing instructions, those that other files bring in as well."""
        found: Any = self.document.root.getroottree().xpath(f"//{kind}()")
        return list(found)

    def range(self, kind: str, number: int) -> markup.Range:
        """The place of a text without white space around it, of a comment or a processing instruction."""
        if kind == "text":
            start, end = self.texts[number]
            run = self.document.source.text[start:end]
            inner = run.strip(" \t\r\n")
            start += run.index(inner) if inner else 0
            return start, start + len(inner or run)
        return self.others[kind][number]

    def whole(self, kind: str, number: int, name: str) -> markup.Range:
        """All of a node within the document, as it is written; of an attribute with the space before it."""
        text = self.document.source.text
        if kind == "element":
            tag = self.document.tag(self.document.elements[number])
            return tag.start[0], (text.index(">", tag.end_name[1]) + 1 if tag.end_name else tag.start[1])
        if kind == "attribute":
            start, _ = self.document.range(self.document.elements[number], ("attribute", name))
            _, end = self.document.range(self.document.elements[number], ("value", name))
            return start - (len(text[:start]) - len(text[:start].rstrip())), end + 1
        return self.texts[number] if kind == "text" else self.range(kind, number)

    def span(self, kind: str, number: int, name: str) -> Span:
        """The place of a node, which is worked out when it is asked for."""
        document = self.document
        if kind in ("comment", "processing-instruction") and document.included:
            parent = self._beside(kind)[number].getparent()
            return document.span(document.root if parent is None else parent)
        if kind in ("comment", "processing-instruction"):
            return document.source.span(self.range(kind, number))
        if kind == "text" and document.included:
            owner, run = self._included[number]
            return document.span(owner, ("text", run))
        if kind == "text":
            return Span.at(Node(document.path, *self.owners[number]), lambda: self._measured(kind, number))
        part: Part = ("attribute", name) if kind == "attribute" else "name"
        return document.span(document.elements[number], part)

    def _measured(self, kind: str, number: int) -> Span:
        return self.document.source.span(self.range(kind, number))


def _in_order(root: etree._Element) -> Iterator[tuple[etree._Element, int, str | None]]:
    """The text runs of a tree, in order: the element, the number from 0, the text."""
    counts: dict[etree._Element, int] = {}
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            counts[node] = 0
            yield node, 0, node.text
        else:
            counts.pop(node, None)
            parent = node.getparent()
            if parent is not None and node is not root:
                counts[parent] += 1
                yield parent, counts[parent], node.tail


def finding(element: etree._Element, places: Places, rules: Rules) -> Diagnostic:
    """The diagnostic of one assertion that failed, or report that fired."""
    kind, number, name = _node(element)
    document = places.document
    owner = document.elements[number] if kind in ("element", "attribute") else None
    at = rules.places[int(element.attrib["at"])]
    found = etree.QName(owner).localname if owner is not None and kind == "element" else name.rpartition("}")[2] or None
    properties = [f"{p.get('id')}: {_words(p)}" for p in element.iterfind(f"{_RUN}property")]
    notes = [note for note in (element.get("title"), *properties) if note]
    parent = owner.getparent() if owner is not None and kind == "element" else owner
    return Diagnostic(
        f"schematron-{element.get('kind')}",
        _words(element.find(f"{_RUN}message")) or f"a rule of the schema does not hold ({at})",
        document.path,
        places.span(kind, number, name),
        severity=cast("Severity", element.get("severity")),
        found=found,
        parent=etree.QName(parent).localname if parent is not None else None,
        help=tuple(filter(None, (_words(d) for d in element.iterfind(f"{_RUN}diagnostic")))),
        note="; ".join(notes) or None,
        see=element.get("see"),
        fix=_fix(element, places),
    )


def failed(element: etree._Element, rules: Rules) -> Diagnostic:
    """The diagnostic of a rule that could not be applied: it stands in the schema."""
    path, _, line = rules.places[int(element.attrib["at"])].rpartition(":")
    return Diagnostic(
        "schematron-failed",
        f"this rule cannot be applied: {_words(element)}",
        path,
        _line_span(rules, path, int(line)),
        help=("mend the expression; rules see the documents that are checked, and nothing else",),
    )


def _line_span(rules: Rules, path: str, line: int) -> Span:
    """The first element of a line of a schema."""
    if path not in rules.tags:
        rules.tags[path] = _tags(path)
    start = Position(line, 1, 0)
    return next((span for span in rules.tags[path] if span.start.line == line), Span(start, start))


def _tags(path: str) -> list[Span]:
    try:
        document = Document.read(Path(path))
    except (Failure, Refused):
        return []
    return [document.source.span(tag.name) for tag in document.tags]


def _words(element: etree._Element | None) -> str:
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


def _fix(element: etree._Element, places: Places) -> Fix | None:
    """The first repair that the rule offers and that leaves a document, as edits."""
    for fix in element.iterfind(f"{_RUN}fix"):
        parts = list(fix.iterfind(f"{_RUN}edit"))
        edits = [edit for part in parts for edit in _edits(part, places)]
        if edits and all(_fits(part, places) for part in parts):
            title = _words(fix.find(f"{_RUN}title")) or "as the schema proposes"
            return Fix(title, tuple(sorted(edits, key=lambda edit: (edit.start, edit.end))))
    return None


def _edits(part: etree._Element, places: Places) -> list[Edit]:
    """Schematron QuickFix, section 3.5: delete, replace, add, stringReplace."""
    kind, number, name = _node(part)
    (holder,) = part.iterancestors(f"{_RUN}finding")
    if places.document.included or kind == "document" or _place(part).get("file") != _place(holder).get("file"):
        return []
    start, end = places.whole(kind, number, name)
    content = _content(part, places)
    action = part.get("action")
    if action == "delete":
        return [_edit(places, start, end, "")]
    if action == "replace":
        space = " " if kind == part.get("node-type") == "attribute" else ""
        return [_edit(places, start, end, space + content)]
    if action == "add":
        added = _added(part, places, number, (start, end), content) if kind == "element" else []
        return [_edit(places, at, at, text) for at, text in added]
    if action == "stringReplace" and kind == "text":
        at = [*places.characters(number), end]
        found = part.iterfind(f"{_RUN}match")
        matches = ((int(match.attrib["from"]), int(match.attrib["length"])) for match in found)
        return [_edit(places, at[first], at[first + length], content) for first, length in matches]
    return []


def _fits(part: etree._Element, places: Places) -> bool:
    """Whether what is put in place can stand there: it is well-formed with the prefixes that are bound there, no
    attribute stands twice, a comment ends where it should, and one root stays."""
    kind, number, _ = _node(part)
    action, content, is_attribute = part.get("action"), _content(part, places), part.get("node-type") == "attribute"
    root = places.document.root
    owner = places.document.elements[number] if kind in ("element", "attribute") else root
    bound = "".join(f' xmlns{f":{prefix}" if prefix else ""}="{uri}"' for prefix, uri in owner.nsmap.items())
    try:
        stub = etree.fromstring(f"<x{bound} {content}/>" if is_attribute else f"<x{bound}>{content}</x>", parser())
    except etree.XMLSyntaxError:
        return False
    if is_attribute:
        return action != "add" or not set(stub.attrib) & set(owner.attrib)
    if part.get("node-type") in _MARKED and (len(stub) != 1 or any(runs(stub))):
        return False
    beside = action == "add" and part.get("position") in ("before", "after")
    if kind != "element" or owner is not root or not (beside or action in ("delete", "replace")):
        return True
    return action != "delete" and not "".join(runs(stub)).strip() and len(stub.findall("*")) == (action == "replace")


def _content(part: etree._Element, places: Places) -> str:
    """What is put in place, as it is written; the namespace of the document's root is not declared again."""
    text = "".join(child.tail or "" for child in part if child.tag == f"{_RUN}place")
    kind, target = part.get("node-type"), part.get("target", "")
    if kind == "attribute":
        return f'{target}="{in_value(text.strip())}"'
    if kind == "comment":
        return f"<!--{text}-->"
    if kind in _MARKED:
        return f"<?{target} {text}?>"
    if kind == "element" and target:
        return f"<{target}>{text}</{target}>" if text else f"<{target}/>"
    default = places.document.root.nsmap.get(None)
    text = re.sub(r' xmlns:(?:xsl|sch|sqf|run|source|xs)="[^"]*"', "", text)
    return text.replace(f' xmlns="{default}"', "") if default else text


def _added(
    part: etree._Element, places: Places, number: int, whole: markup.Range, content: str
) -> list[tuple[int, str]]:
    tag = places.document.tag(places.document.elements[number])
    if part.get("node-type") == "attribute":
        return [(tag.name[1], f" {content}")]
    position = part.get("position") or "first-child"
    if position == "before":
        return [(whole[0], content)]
    if position == "after":
        return [(whole[1], content)]
    if tag.end_name is None:
        return []
    return [(tag.start[1] if position == "first-child" else tag.end_name[0] - 2, content)]


def _place(of: etree._Element) -> etree._Element:
    """The place that a finding or an edit has, which `answer` has seen to."""
    place = of.find(f"{_RUN}place")
    assert place is not None
    return place


def _node(of: etree._Element) -> tuple[str, int, str]:
    """The node of a finding or an edit: its kind, its number among those of its kind, the name of an attribute."""
    place = _place(of)
    return str(place.attrib["kind"]), int(place.attrib["n"]), place.get("name", "")


def _edit(places: Places, start: int, end: int, text: str) -> Edit:
    span = places.document.source.span((start, end))
    return Edit(span.start.offset, span.end.offset, text)
