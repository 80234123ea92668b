"""Rules applied to documents, in a process of their own, with a limit of time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from siglum.diagnostic import Diagnostic
from siglum.document import XML_BASE, Document, Refused, parser
from siglum.failure import Failure
from siglum.schematron.compile import Rules
from siglum.schematron.findings import Places, failed, finding

LIMIT = 60.0
"""Seconds that the rules of one schema may take for one document."""

_MOST_READ = 100
"""How often rules may ask for other documents."""
_NEEDED = re.compile(r"⟦(.*?)⟧")
_RUN = "{urn:siglum:schematron:run}"
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

    def apply(self, task: Task, limit: float) -> tuple[str, dict[str, Document]]:
        """What the rules say (XML), and the documents that it speaks of, by path. Raises Failure."""
        with self._lock:
            if self._worker is None or self._worker.ended:
                self._worker, self._known = _Worker(), {}
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
        self._results: dict[Task, tuple[str, dict[str, Document]] | Failure] = {}
        self._thread = threading.Thread(target=self._work, daemon=True)
        if self.tasks:
            self._thread.start()

    def findings(self, task: Task) -> list[Diagnostic]:
        """What the rules say of a document, in its order. Raises Failure where they could not be applied."""
        if self._thread.is_alive():
            self._thread.join()
        result = self._results.get(task, ("", {}))
        if isinstance(result, Failure):
            raise result
        return _read(task, *result) if result[0] else []

    def _work(self) -> None:
        try:
            for task in self.tasks:
                try:
                    self._results[task] = self._confined.apply(task, self.limit)
                except Failure as failure:
                    self._results[task] = failure
        finally:
            if self._own:
                self._confined.end()


def check(rules: Rules, document: Document, root: Path | None = None, limit: float = LIMIT) -> list[Diagnostic]:
    """What rules say of one document, in its order. Raises Failure where they could not be applied."""
    task = Task(rules, document, root or Path(document.path).parent)
    return Run([task], limit).findings(task)


class _Worker:
    """The confined process: it is asked questions, and answers each."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(_WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            text=True,
            encoding="utf-8",
        )
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
            self._process.stdin.write(json.dumps(question) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except OSError:
            line = ""
        finally:
            timer.cancel()
        if self._late:
            raise TimeoutError
        if not line:
            raise EOFError
        answer: dict[str, str] = json.loads(line)
        return answer

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _expire(self) -> None:
        self._late = True
        self._process.kill()


def _applied(worker: _Worker, known: dict[str, int], task: Task, limit: float) -> tuple[str, dict[str, Document]]:
    rules, source = task.rules, _serialised(task.document)
    handed, documents = "{}", dict[str, Document]()
    try:
        if rules.stylesheet not in known:
            number = len(known)
            answer = worker.ask({"stylesheet": number, "text": rules.stylesheet}, limit)
            if "error" in answer:
                raise Failure(_not_compiled(rules, answer["error"]))
            known[rules.stylesheet] = number
        uri = Path(os.path.realpath(task.document.path)).as_uri()
        question = {"run": known[rules.stylesheet], "source": source, "uri": uri, "mode": "findings", "handed": handed}
        if rules.reads_more:
            answer = worker.ask(question | {"mode": "documents"}, limit)
            if "error" in answer:
                raise Failure(_not_run(rules, answer["error"]))
            question["handed"], documents = _handed(answer["said"], task)
        answer = _told(worker, question, task, documents, limit)
    except TimeoutError:
        raise Failure(
            f"the rules of {rules.path} took more than {limit:g} s for {task.document.path} and were stopped: "
            "look for one that never ends"
        ) from None
    except EOFError:
        raise Failure(
            f"the rules of {rules.path} ended their process on {task.document.path}: "
            "look for one that calls itself without end"
        ) from None
    if "error" in answer:
        raise Failure(_not_run(rules, answer["error"]))
    return answer["said"], documents


def _told(
    worker: _Worker, question: dict[str, Any], task: Task, documents: dict[str, Document], limit: float
) -> dict[str, str]:
    """The answer to a question; the documents that rules read while it is sought are handed in, and it is asked
    again."""
    answer = worker.ask(question, limit)
    for _ in range(_MOST_READ):
        asked = {unescape(uri) for uri in _NEEDED.findall(answer.get("said", "") + answer.get("error", ""))}
        handed: dict[str, dict[str, Any]] = {"files": {}, "patterns": {}, "read": {}} | json.loads(question["handed"])
        asked -= set(handed["read"])
        if not asked:
            break
        for uri in sorted(asked):
            path = _asked(uri, task)
            if path not in ("", "!") and path not in documents:
                try:
                    documents[path] = Document.read(path)
                except (Refused, Failure):
                    path = ""
            if path in documents:
                handed["files"][path] = _serialised(documents[path])
            handed["read"][uri] = path
        question["handed"] = json.dumps(handed)
        answer = worker.ask(question, limit)
    return answer


def _asked(uri: str, task: Task) -> str:
    """The file that a rule asks for, beside its schema or beside the document; "" for none, "!" for what may not be
    read."""
    parts = urlsplit(uri)
    if parts.scheme not in ("", "file") or parts.netloc:
        return "!"
    name = Path(unquote(parts.path).replace("\0", ""))
    root = task.root.resolve()
    beside = (Path(task.document.path).parent, Path(task.rules.path).parent)
    inside = [path for path in (folder / name for folder in beside) if path.resolve().is_relative_to(root)]
    if not inside:
        return "!"
    return next((Path(os.path.normpath(path)).as_posix() for path in inside if _is_file(path)), "")


def _is_file(path: Path) -> bool:
    """Whether there is such a file; not where the system can have none of that name."""
    try:
        return path.is_file()
    except OSError:
        return False


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
            copy.set(XML_BASE, Path(os.path.realpath(home.path)).as_uri())
    return root


def _handed(said: str, task: Task) -> tuple[str, dict[str, Document]]:
    """The documents that patterns ask for, those inside the folder: as JSON, and by path."""
    files: dict[str, str] = {}
    patterns: dict[str, list[str]] = {}
    documents: dict[str, Document] = {}
    for asked in etree.fromstring(f"<all>{_without_declaration(said)}</all>".encode(), parser()):
        found = patterns.setdefault(asked.get("pattern", ""), [])
        for name in (asked.text or "").split():
            path = Path(task.document.path).parent / name
            if not path.resolve().is_relative_to(task.root.resolve()):
                outside = f"which lies outside {task.root.as_posix()}: it was not read"
                raise Failure(f"{task.rules.path} asks for {name}, {outside}")
            try:
                documents[path.as_posix()] = Document.read(path.as_posix())
            except Refused as refused:
                raise Failure(f"{task.rules.path} asks for {name}, which is no document: {refused}") from None
            files[path.as_posix()] = _serialised(documents[path.as_posix()])
            found.append(path.as_posix())
    return json.dumps({"files": files, "patterns": patterns}), documents


def _read(task: Task, said: str, documents: dict[str, Document]) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    places: dict[str, Places] = {}
    for element in etree.fromstring(f"<all>{_without_declaration(said)}</all>".encode(), parser()):
        if element.tag == f"{_RUN}failed":
            found.append(failed(element, task.rules))
            continue
        place = element.find(f"{_RUN}place")
        file = place.get("file", "") if place is not None else ""
        if file not in places:
            places[file] = Places(documents.get(file, task.document))
        found.append(finding(element, places[file]))
    return list(dict.fromkeys(found))


def _without_declaration(text: str) -> str:
    return re.sub(r"^<\?xml[^>]*\?>", "", text)


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
