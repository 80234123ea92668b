"""Rules applied to documents, in a process of their own, with a limit of time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from siglum.diagnostic import Diagnostic
from siglum.document import Document
from siglum.failure import Failure, fault, reason
from siglum.memory import held
from siglum.paths import real, written
from siglum.saxon import CONFINED
from siglum.schematron import answer
from siglum.schematron.compile import Rules
from siglum.schematron.findings import Places, failed, finding
from siglum.schematron.handing import Handed, Task, of_patterns, serialised, told

LIMIT = 60.0
"""Seconds that the rules of one schema may take for one document."""

MEMORY = 4_000_000_000
"""Bytes that the rules may fill, where the system can hold them to it."""
LONGEST = 200_000_000
"""Bytes of an answer."""
MOST_HELD = 250_000_000
"""Bytes of memory that the process may hold before another takes its place: Saxon keeps what it once took."""

_WORTH_ANOTHER = 2_000_000
"""Bytes of stylesheets and documents that are worth another process, which compiles the stylesheets again."""

_GRACE = 5.0
"""Seconds after which the worker ends itself, where nobody has ended it at the limit."""
_WORKER = Path(__file__).with_name("worker.py")
_CODED = re.compile(r"^\s*([A-Z]{4}[0-9]{4})\s+(.+(?:\n  (?!In |\s).+)*)", re.MULTILINE)
"""A fault as Saxon writes it: its code, and what it says, in lines of one indent."""
_AFTER = re.compile(r"  | before \.\.\.$")
"""What is left out at the end: of a broken expression Saxon says what follows, even where nothing does."""


class Confined:
    """The process in which rules run: started when it is needed, and again where it has ended or has taken too much
    memory; each schema is compiled in it once."""

    def __init__(self) -> None:
        self._worker: _Worker | None = None
        self._known: dict[str, int] = {}
        self._lock = threading.Lock()

    def apply(self, task: Task, limit: float) -> tuple[str, list[Document]]:
        """What the rules say (XML), and the documents that were handed in, in order. Raises Failure."""
        with self._lock:
            if self._worker is not None and self._worker.is_spent:
                self._worker.end()
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
        return _findings(task, *result)

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
        settings = json.dumps(CONFINED)
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", str(_WORKER), str(limit + _GRACE), str(MEMORY), _library(), settings],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/",
            )
        except OSError as error:
            raise _not_started(reason(error)) from None
        self._late = False
        self._fault: str | None = None
        self._given = 0

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    @property
    def is_spent(self) -> bool:
        """Whether it has done enough, and holds too much."""
        return self._given > _WORTH_ANOTHER and held(self._process.pid) > MOST_HELD

    def ask(self, question: dict[str, Any], limit: float) -> dict[str, str]:
        """Raises TimeoutError past the limit, EOFError where the process has ended, Failure where it cannot begin."""
        assert self._process.stdin is not None and self._process.stdout is not None
        timer = threading.Timer(limit, self._expire)
        timer.start()
        line = b""
        try:
            with suppress(OSError):
                if self._fault is None:
                    self._fault = _hindrance(self._process.stdout.readline(LONGEST))
                if not self._fault:
                    self._given += self._process.stdin.write(json.dumps(question).encode() + b"\n")
                    self._process.stdin.flush()
                    line = self._process.stdout.readline(LONGEST)
        finally:
            timer.cancel()
        if self._late:
            raise TimeoutError
        if self._fault:
            raise _not_started(self._fault)
        if len(line) == LONGEST:
            raise _TooLong
        return _answer(line)

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _expire(self) -> None:
        self._late = True
        self._process.kill()


def _library() -> str:
    """The folder in which Saxon lies: an isolated Python looks neither into that of the user (`pip install --user`) nor
    into those of PYTHONPATH."""
    found = find_spec("saxonche")
    return str(Path(found.origin).resolve().parent) if found and found.origin else ""


def _hindrance(line: bytes) -> str:
    """What keeps a process from beginning, from the first line it says; "" where nothing does."""
    try:
        return _answer(line).get("error", "")
    except EOFError:
        return "it ends at once"


def _not_started(cause: str) -> Failure:
    return Failure(f"no rules can be applied: a process for them cannot be started ({written(cause)})")


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
    rules, source = task.rules, serialised(task.document)
    handed = Handed(task)
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
            handed = of_patterns(said["said"], task)
        said = told(worker.ask, question, handed, limit)
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


def _findings(task: Task, said: str, documents: list[Document]) -> list[Diagnostic]:
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
    """Saxon's own words for the fault, with its code, without the place in the stylesheet."""
    coded = _CODED.search(error)
    lines = coded[2] if coded else "\n".join(line for line in error.splitlines() if not line.startswith("Error "))
    words = _AFTER.split(" ".join(line.strip() for line in lines.splitlines()))[0].rstrip(". ")
    return f"{words} ({coded[1]})" if coded else words
