"""Rules applied to documents, in a process of their own, with a limit of time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from siglum.diagnostic import Diagnostic
from siglum.document import XML_BASE, Document, Refused
from siglum.failure import Failure, fault, reason
from siglum.paths import is_file, is_within, real, written
from siglum.schematron import answer
from siglum.schematron.compile import Rules
from siglum.schematron.findings import Places, failed, finding

LIMIT = 60.0
"""Seconds that the rules of one schema may take for one document."""

MEMORY = 4_000_000_000
"""Bytes that the rules may fill, where the system can hold them to it."""
LONGEST = 200_000_000
"""Bytes of an answer."""

_GRACE = 5.0
"""Seconds after which the worker ends itself, where nobody has ended it at the limit."""
_MOST_DOCUMENTS = 1000
_MOST_READ = 100
"""How often rules may ask for other documents."""
_NEEDED = re.compile(r"⟦(.*?)⟧")
_WORKER = Path(__file__).with_name("worker.py")


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """The rules of a schema, the document they are applied to, the folder in which its @documents must lie."""

    rules: Rules
    document: Document
    root: Path


class Confined:
    """The process in which rules run: started when it is needed, and again where it has ended; each schema is compiled
    in it once."""

    def __init__(self) -> None:
        self._worker: _Worker | None = None
        self._known: dict[str, int] = {}
        self._lock = threading.Lock()

    def apply(self, task: Task, limit: float) -> tuple[str, list[Document]]:
        """What the rules say (XML), and the documents that were handed in, in order. Raises Failure."""
        with self._lock:
            if self._worker is None or self._worker.ended:
                self._worker, self._known = _Worker(limit), {}
            return _applied(self._worker, self._known, task, limit)

    def end(self) -> None:
        """End the process."""
        if self._worker is not None:
            self._worker.end()
            self._worker = None


class Run:
    """Tasks under way. The work begins at once, in another process; `findings` waits for it.

    The process is that of `confined`, for one run at a time; without one, it ends with the run.
    """

    def __init__(self, tasks: Sequence[Task], limit: float = LIMIT, confined: Confined | None = None) -> None:
        self.tasks = [task for task in tasks if task.rules.stylesheet]
        self.limit = limit
        self._own = confined is None
        self._confined = confined or Confined()
        self._results: dict[Task, tuple[str, list[Document]] | Failure] = {}
        self._thread = threading.Thread(target=self._work, daemon=True)
        if self.tasks:
            self._thread.start()

    def findings(self, task: Task) -> list[Diagnostic]:
        """What the rules say of a document, in its order. Raises Failure where they could not be applied."""
        if self._thread.is_alive():
            self._thread.join()
        if not task.rules.stylesheet:
            return []
        result = self._results.get(task) or Failure(f"the rules of {task.rules.path} could not be applied")
        if isinstance(result, Failure):
            raise result
        return _read(task, *result)

    def _work(self) -> None:
        try:
            for task in self.tasks:
                try:
                    self._results[task] = self._confined.apply(task, self.limit)
                except Failure as failure:
                    self._results[task] = failure
                except Exception as error:  # noqa: BLE001 - a thread that ends would say nothing
                    said = fault(f"the rules of {task.rules.path} could not be applied: ", error)
                    self._results[task] = Failure(said)
        finally:
            if self._own:
                self._confined.end()


def check(rules: Rules, document: Document, root: Path | None = None, limit: float = LIMIT) -> list[Diagnostic]:
    """What rules say of one document, in its order. Raises Failure where they could not be applied."""
    task = Task(rules, document, root or Path(document.path).parent)
    return Run([task], limit).findings(task)


class _Worker:
    """The confined process: it is asked questions, and answers each."""

    def __init__(self, limit: float) -> None:
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", str(_WORKER), str(limit + _GRACE), str(MEMORY)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/",
            )
        except OSError as error:
            raise Failure(f"no rules can be applied: a process for them cannot be started ({reason(error)})") from None
        self._late = False

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    def ask(self, question: dict[str, Any], limit: float) -> dict[str, str]:
        """Raises TimeoutError past the limit, EOFError where the process has ended."""
        assert self._process.stdin is not None and self._process.stdout is not None
        timer = threading.Timer(limit, self._expire)
        timer.start()
        try:
            self._process.stdin.write(json.dumps(question).encode() + b"\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline(LONGEST)
        except OSError:
            line = b""
        finally:
            timer.cancel()
        if self._late:
            raise TimeoutError
        if len(line) == LONGEST:
            raise _TooLong
        return _answer(line)

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _expire(self) -> None:
        self._late = True
        self._process.kill()


class _TooLong(Exception):
    """An answer is longer than any may be."""


def _answer(line: bytes) -> dict[str, str]:
    """An answer, which has one of two forms. Raises EOFError where it has none."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        raise EOFError from None
    if not isinstance(said, dict) or list(said) not in (["said"], ["error"]):
        raise EOFError
    return {name: text if isinstance(text, str) else "" for name, text in said.items()}


def _applied(worker: _Worker, known: dict[str, int], task: Task, limit: float) -> tuple[str, list[Document]]:
    rules, source = task.rules, _serialised(task.document)
    handed = _Handed(task)
    try:
        if rules.stylesheet not in known:
            number = len(known)
            said = worker.ask({"stylesheet": number, "text": rules.stylesheet}, limit)
            if "error" in said:
                raise Failure(_not_compiled(rules, said["error"]))
            known[rules.stylesheet] = number
        uri = real(Path(task.document.path)).as_uri()
        question = {"run": known[rules.stylesheet], "source": source, "uri": uri, "mode": "findings", "handed": "{}"}
        if rules.reads_more:
            said = worker.ask(question | {"mode": "documents"}, limit)
            if "error" in said:
                raise Failure(_not_run(rules, said["error"]))
            handed = _of_patterns(said["said"], task)
        said = _told(worker, question, handed, limit)
    except TimeoutError:
        raise Failure(
            f"the rules of {rules.path} took more than {limit:g} s for {task.document.path} and were stopped: "
            "look for one that never ends"
        ) from None
    except EOFError:
        raise Failure(
            f"the rules of {rules.path} ended their process on {task.document.path}: "
            f"look for one that calls itself without end, or needs more than {MEMORY:,} bytes of memory"
        ) from None
    except _TooLong:
        worker.end()
        raise Failure(f"the rules of {rules.path} say more than {LONGEST:,} bytes of {task.document.path}") from None
    if "error" in said:
        raise Failure(_not_run(rules, said["error"]))
    return said["said"], handed.documents


def _serialised(document: Document) -> str:
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
class _Handed:
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
        files = {str(number): _serialised(document) for number, document in enumerate(self.documents, 1)}
        return json.dumps({"files": files, "patterns": self.patterns, "read": self.answers})


def _of_patterns(said: str, task: Task) -> _Handed:
    """The documents that patterns ask for, which lie inside the folder. Raises Failure."""
    handed = _Handed(task)
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


def _told(worker: _Worker, question: dict[str, Any], handed: _Handed, limit: float) -> dict[str, str]:
    """The answer to a question; the documents that rules read while it is sought are handed in, and it is asked
    again."""
    rules, until = handed.task.rules, time.monotonic() + limit
    for _ in range(_MOST_READ):
        said = worker.ask(question | {"handed": handed.json}, max(until - time.monotonic(), 0.001))
        texts = (said.get("said", ""), said.get("error", ""))
        asked = {unescape(uri) for text in texts for uri in _NEEDED.findall(text)} - set(handed.answers)
        if not asked:
            return said
        for uri in sorted(asked):
            if len(handed.answers) == _MOST_DOCUMENTS:
                raise Failure(f"{rules.path} asks for more than {_MOST_DOCUMENTS:,} documents")
            handed.answers[uri] = _there(uri, handed)
    raise Failure(f"the rules of {rules.path} ask for one document after another, more than {_MOST_READ} times")


def _there(uri: str, handed: _Handed) -> str:
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


def _read(task: Task, said: str, documents: list[Document]) -> list[Diagnostic]:
    files = [Places(document) for document in (task.document, *documents)]
    found = [
        failed(element, task.rules) if element.tag == f"{answer.RUN}failed" else finding(element, places, task.rules)
        for element, places in answer.findings(said, task.rules, files)
    ]
    return list(dict.fromkeys(found))


def _not_compiled(rules: Rules, error: str) -> str:
    """The sentence for a stylesheet that Saxon refuses: where in the schema, and what Saxon says."""
    return f"{_place(rules, error)}: {_said(error)}"


def _not_run(rules: Rules, error: str) -> str:
    return f"{_place(rules, error)}: a rule cannot be applied: {_said(error)}"


def _place(rules: Rules, error: str) -> str:
    line = re.search(r"on line (\d+)", error)
    return (rules.place(int(line[1])) if line else "") or rules.path


def _said(error: str) -> str:
    """Saxon's own words for the fault, without the place in the stylesheet."""
    lines = [line.strip() for line in error.splitlines() if line.strip() and not line.startswith("Error ")]
    worded = [re.sub(r"^[A-Z]{4}[0-9]{4}\s*", "", line) for line in lines if re.match(r"^[A-Z]{4}[0-9]{4}\b", line)]
    code = re.search(r"\b[A-Z]{4}[0-9]{4}\b", error)
    said = (worded or [re.sub(r"^.*?[A-Z]{4}[0-9]{4}\s*", "", " ".join(lines))])[0]
    return f"{said.split('  ')[0].rstrip('. ')}{f' ({code[0]})' if code else ''}"
