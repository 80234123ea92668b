"""What rules are handed beside the document: the other documents that patterns and expressions ask for.

The rules run where no file can be read; what they may see is read here. Only what lies in the folder of the edition is
handed in, and only documents.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from siglum.document import XML_BASE, Document, Refused
from siglum.failure import Failure
from siglum.paths import is_file, is_within, real, written
from siglum.schematron import answer
from siglum.schematron.compile import Rules

_MOST_DOCUMENTS = 1000
_MOST_READ = 100
"""How often rules may ask for other documents."""
_NEEDED = re.compile(r"⟦(.*?)⟧")

Ask = Callable[[dict[str, Any], float], dict[str, str]]
"""Asks the process of the rules a question, with seconds to answer it."""


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """The rules of a schema, the document they are applied to, the folder in which its @documents must lie."""

    rules: Rules
    document: Document
    root: Path


def serialised(document: Document) -> str:
    """The document as the rules see it: without marks of ours, with what stands before and after the root."""
    root = _with_bases(document) if document.included else document.root
    before = reversed(list(document.root.itersiblings(preceding=True)))
    nodes = (*before, root, *document.root.itersiblings())
    return "".join(etree.tostring(node, encoding="unicode", with_tail=False) for node in nodes)


def _with_bases(document: Document) -> etree._Element:
    """The tree, in which what another file brings in says where it comes from."""
    root = deepcopy(document.root)
    for copy, own in zip(root.iter(etree.Element), document.elements, strict=True):
        parent, home = own.getparent(), document.home(own)
        if parent is not None and home is not document.home(parent) and XML_BASE not in copy.attrib:
            copy.set(XML_BASE, real(Path(home.path)).as_uri())
    return root


@dataclass(slots=True)
class Handed:
    """What is handed to the rules of a task beside its document: other documents, by number from 1, in that order.

    `patterns` are the numbers that each pattern asks for, `answers` what the rules are told of a URI that they read: a
    number, "" where there is no document, "!" where none may be read.
    """

    task: Task
    documents: list[Document] = field(default_factory=list)
    patterns: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    _numbers: dict[Path, str] = field(default_factory=dict)

    def number(self, path: Path) -> str:
        """The number of a document, which is read if it is not there yet. Raises Failure, Refused."""
        key = real(path)
        if key not in self._numbers:
            if len(self.documents) == _MOST_DOCUMENTS:
                raise Failure(f"{self.task.rules.path} asks for more than {_MOST_DOCUMENTS:,} documents")
            self.documents.append(Document.read(path.as_posix()))
            self._numbers[key] = str(len(self.documents))
        return self._numbers[key]

    @property
    def json(self) -> str:
        """As the rules are given it."""
        files = {str(number): serialised(document) for number, document in enumerate(self.documents, 1)}
        return json.dumps({"files": files, "patterns": self.patterns, "read": self.answers})


def of_patterns(said: str, task: Task) -> Handed:
    """The documents that patterns ask for, which lie inside the folder. Raises Failure."""
    handed = Handed(task)
    for asked in answer.elements(said, task.rules):
        found = handed.patterns.setdefault(asked.get("pattern", ""), [])
        for name in dict.fromkeys((asked.text or "").split()):
            path = Path(task.document.path).parent / name
            if not is_within(path, task.root):
                outside = f"which lies outside {task.root.as_posix()}: it was not read"
                raise Failure(f"{task.rules.path} asks for {written(name)}, {outside}")
            try:
                found.append(handed.number(path))
            except Refused as refused:
                asks = f"{task.rules.path} asks for {written(name)}"
                raise Failure(f"{asks}, which is no document: {refused}") from None
    return handed


def told(ask: Ask, question: dict[str, Any], handed: Handed, limit: float) -> dict[str, str]:
    """The answer to a question; the documents that rules read while it is sought are handed in, and it is asked
    again."""
    rules, until = handed.task.rules, time.monotonic() + limit
    for _ in range(_MOST_READ):
        said = ask(question | {"handed": handed.json}, max(until - time.monotonic(), 0.001))
        texts = (said.get("said", ""), said.get("error", ""))
        asked = {unescape(uri) for text in texts for uri in _NEEDED.findall(text)} - set(handed.answers)
        if not asked:
            return said
        for uri in sorted(asked):
            if len(handed.answers) == _MOST_DOCUMENTS:
                raise Failure(f"{rules.path} asks for more than {_MOST_DOCUMENTS:,} documents")
            handed.answers[uri] = _there(uri, handed)
    raise Failure(f"the rules of {rules.path} ask for one document after another, more than {_MOST_READ} times")


def _there(uri: str, handed: Handed) -> str:
    """What rules are told of a URI: the number of a regular file in the folder, beside the document or the schema."""
    task = handed.task
    try:
        parts = urlsplit(uri)
    except ValueError:
        return "!"
    if parts.scheme not in ("", "file") or parts.netloc:
        return "!"
    name = unquote(parts.path).replace("\0", "")
    beside = (Path(task.document.path).parent / name, Path(task.rules.path).parent / name)
    inside = [path for path in beside if is_within(path, task.root)]
    found = next((path for path in inside if is_file(path)), None)
    if found is None:
        return "" if inside else "!"
    try:
        return handed.number(Path(os.path.normpath(found)))
    except Refused:
        return ""
