"""The process in which foreign rules run: nothing of Siglum is imported here, and no file can be opened.

It says first whether it can begin, then reads one JSON object a line and answers each with one.
{"stylesheet": N, "text": …} compiles a stylesheet; {"run": N, "source": …, "uri": …, "mode": …, "handed": …} applies it
to a document; the URI is a name, and nothing is read from there. An answer is {"said": …} or {"error": …}.

It ends itself: when whoever asks is gone, however that came about; when an answer takes too long; when it has taken
all the memory it may have. Its arguments are those two limits, in seconds and bytes, the folder in which Saxon lies
where Python does not look by itself, and the settings of Saxon, as one JSON object.
"""

import json
import os
import select
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any, TextIO

_LONGEST_MESSAGES = 100_000_000
"""Bytes that rules may write as messages of theirs, for one question."""


def main(seconds: float, memory: int, library: str, settings: dict[str, str]) -> None:
    """Serve until there is nothing more to read."""
    _end_with_the_asker()
    _default_signals()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    caught = _scratch()
    os.dup2(caught.fileno(), 2)
    _limit("RLIMIT_DATA", memory)
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_FSIZE", _LONGEST_MESSAGES)
    try:
        processor = _processor(library, settings)
    except Exception as error:  # noqa: BLE001 - the library has one exception for everything
        _say(answers, {"error": str(error) or type(error).__name__})
        return
    _say(answers, {"said": ""})
    compiled: dict[int, Any] = {}
    _no_more_files()
    for line in sys.stdin:
        _alarm(seconds)
        answer = _answered(processor, compiled, json.loads(line), caught)
        _alarm(0)
        _say(answers, answer)


def _processor(library: str, settings: dict[str, str]) -> Any:
    sys.path += [library] if library else []
    from saxonche import PySaxonProcessor

    processor = PySaxonProcessor()
    for name, value in settings.items():
        processor.set_configuration_property(name, value)
    return processor


def _say(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def _end_with_the_asker() -> None:
    """Have a second process wait for the asker to hang up, and then kill this one, which cannot look up from its work.

    It ends as well when this process ends: it then is the last to hold the pipe.
    """
    if not hasattr(os, "fork") or not hasattr(select, "poll"):
        return
    worker = os.getpid()
    mine, its = os.pipe()
    if os.fork() != 0:
        os.close(mine)
        return
    os.close(its)
    os.dup2(2, 1)
    waiting = select.poll()
    waiting.register(0, 0)
    waiting.register(mine, 0)
    if all(file == 0 for file, _ in waiting.poll()):
        os.kill(worker, signal.SIGKILL)
    os._exit(0)


def _default_signals() -> None:
    """Let the system end this process, where Python would wait for the library to come back."""
    for name in ("SIGINT", "SIGALRM", "SIGXFSZ"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)


def _alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit(name: str, most: int) -> None:
    """Have the system hold this process to a limit, where it knows it.

    The memory is that which can be written: the library reserves far more addresses than it ever uses.
    """
    try:
        import resource

        resource.setrlimit(getattr(resource, name), (most, most))
    except (ImportError, AttributeError, OSError, ValueError):
        return


def _scratch() -> Any:
    """A file that has no name."""
    try:
        return os.fdopen(os.memfd_create("caught"), "w+b")
    except (AttributeError, OSError):
        return tempfile.TemporaryFile()


def _no_more_files() -> None:
    """Let nothing be opened from here on: what Saxon does not refuse, the system does."""
    try:
        _limit("RLIMIT_NOFILE", max(int(file.name) for file in Path("/dev/fd").iterdir()) + 1)
    except (OSError, ValueError):
        return


def _answered(processor: Any, compiled: dict[int, Any], asked: dict[str, Any], caught: Any) -> dict[str, Any]:
    caught.seek(0)
    caught.truncate()
    try:
        if "stylesheet" in asked:
            made = processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=asked["text"])
            compiled[asked["stylesheet"]] = made
            return {"said": ""}
        executable = compiled[asked["run"]]
        builder = processor.new_document_builder()
        builder.set_base_uri(asked["uri"])
        document = builder.parse_xml(xml_text=asked["source"])
        executable.set_global_context_item(xdm_item=document)
        executable.set_parameter("{urn:siglum:schematron:run}handed", processor.make_string_value(asked["handed"]))
        executable.set_initial_mode("Q{urn:siglum:schematron:run}" + asked["mode"])
        executable.set_initial_match_selection(xdm_value=document)
        return {"said": executable.apply_templates_returning_string()}
    except Exception as error:  # noqa: BLE001 - the library has one exception for everything
        caught.seek(0)
        return {"error": f"{error}\n{caught.read(100_000).decode('utf-8', 'replace')}".strip()}


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]), sys.argv[3], json.loads(sys.argv[4]))
