"""What a worker answers, taken apart. Nothing in it is believed: rules may write whatever they like.

Files are known by number, never by path: 0 is the document, then come those that were handed in; a place in the schema
is a number in a table that was made before any rule ran. What has not the form of an answer is a fault of the rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from siglum.document import parser
from siglum.failure import Failure
from siglum.paths import written
from siglum.schematron.compile import Rules
from siglum.schematron.findings import Places

RUN = "{urn:siglum:schematron:run}"
_LONGEST = 10_000
"""Characters of one text of a finding."""
_KINDS = ("document", "element", "attribute", "text", "comment", "processing-instruction")
_NAME = re.compile(r"[\w.\-]+(?::[\w.\-]+)?")
_ALLOWED = {
    "kind": re.compile(r"assert|report"),
    "severity": re.compile(r"error|warning|note"),
    "action": re.compile(r"delete|replace|add|stringReplace"),
    "position": re.compile(r"first-child|last-child|before|after"),
    "node-type": re.compile(r"[a-z\-]+"),
    "target": _NAME,
}


class _NoAnswer(Exception):
    """The text says what is wrong with it."""


def elements(said: str, rules: Rules) -> list[etree._Element]:
    """The elements of an answer, `run:documents`, or `run:finding` and `run:failed`. Raises Failure."""
    try:
        root = etree.fromstring(f"<all>{_without_declaration(said)}</all>".encode(), parser("utf-8"))
    except (etree.XMLSyntaxError, ValueError):
        raise _no_answer(rules, "it is not well-formed") from None
    if (root.text or "").strip() or any((node.tail or "").strip() for node in root):
        raise _no_answer(rules, "there is text outside of findings")
    return [node for node in root if isinstance(node.tag, str)]


def findings(said: str, rules: Rules, files: Sequence[Places]) -> list[tuple[etree._Element, Places]]:
    """The findings of an answer, each with the file it speaks of; every number leads somewhere. Raises Failure."""
    found = elements(said, rules)
    try:
        return [(element, _finding(element, rules, files)) for element in found]
    except _NoAnswer as fault:
        raise _no_answer(rules, str(fault)) from None


def _no_answer(rules: Rules, fault: str) -> Failure:
    return Failure(f"the rules of {rules.path} write what is no answer of a rule: {written(fault)}")


def _finding(element: etree._Element, rules: Rules, files: Sequence[Places]) -> Places:
    _number(element, "at", len(rules.places))
    _texts(element)
    if element.tag == f"{RUN}failed":
        return files[0]
    if element.tag != f"{RUN}finding":
        raise _NoAnswer(f"there is an element <{etree.QName(element).localname}>")
    _words(element, "kind", "severity")
    places = _place(element, files)
    for edit in element.iterfind(f"{RUN}fix/{RUN}edit"):
        _words(edit, "action")
        for name in ("position", "node-type", "target"):
            if edit.get(name):
                _words(edit, name)
        _place(edit, files)
    return places


def _place(element: etree._Element, files: Sequence[Places]) -> Places:
    """The file in which a place lies; raises _NoAnswer where there is no such node in it."""
    place = element.find(f"{RUN}place")
    kind = place.get("kind") if place is not None else None
    if place is None or kind not in _KINDS:
        raise _NoAnswer("a finding stands nowhere")
    places = files[_number(place, "file", len(files))]
    number = _number(place, "n", places.count(kind))
    longest = len(places.characters(number)) if kind == "text" else 0
    for match in element.iterfind(f"{RUN}match"):
        if _number(match, "from", longest) + _number(match, "length", longest + 1) > longest:
            raise _NoAnswer("a match ends after its text")
    return places


def _number(element: etree._Element, name: str, end: int) -> int:
    text = element.get(name, "")
    if not re.fullmatch("[0-9]{1,12}", text) or int(text) >= end:
        raise _NoAnswer(f"the number @{name} is “{text[:40]}”, and there are {end:,}")
    return int(text)


def _words(element: etree._Element, *names: str) -> None:
    for name in names:
        if not _ALLOWED[name].fullmatch(element.get(name, "")[:_LONGEST]):
            raise _NoAnswer(f"@{name} is “{element.get(name, '')[:40]}”")


def _texts(element: etree._Element) -> None:
    """Cut what is too long for a finding; the repairs are left, since half of one is none."""
    for part in element.iter(f"{RUN}message", f"{RUN}diagnostic", f"{RUN}property", f"{RUN}title", f"{RUN}failed"):
        text = "".join(map(str, part.itertext()))
        if len(text) > _LONGEST:
            del part[:]
            part.text = f"{text[:_LONGEST]}…"
    for name in ("see", "title"):
        if (words := element.get(name)) and len(words) > _LONGEST:
            element.set(name, f"{words[:_LONGEST]}…")


def _without_declaration(text: str) -> str:
    return re.sub(r"^<\?xml[^>]*\?>", "", text)
