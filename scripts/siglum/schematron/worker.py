"""The process in which foreign rules run: nothing of Siglum is imported here, and no file can be opened.

It reads one JSON object a line and answers each with one. {"stylesheet": N, "text": …} compiles a stylesheet;
{"run": N, "source": …, "uri": …, "mode": …, "handed": …} applies it to a document; the URI is a name, and nothing is
read from there. An answer is {"said": …} or {"error": …}.
"""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from saxonche import PySaxonProcessor

CONFINED = {
    "http://saxon.sf.net/feature/allowedProtocols": "",
    "http://saxon.sf.net/feature/allow-external-functions": "false",
    "http://saxon.sf.net/feature/parserFeature?uri=http%3A//apache.org/xml/features/disallow-doctype-decl": "true",
}


def main() -> None:
    """Serve until there is nothing more to read."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    caught = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the process lives
    os.dup2(caught.fileno(), 2)
    processor = PySaxonProcessor()
    for name, value in CONFINED.items():
        processor.set_configuration_property(name, value)
    compiled: dict[int, Any] = {}
    _no_more_files()
    for line in sys.stdin:
        answer = _answered(processor, compiled, json.loads(line), caught)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _no_more_files() -> None:
    """Let nothing be opened from here on: what Saxon does not refuse, the system does."""
    try:
        import resource

        most = max(int(file.name) for file in Path("/dev/fd").iterdir()) + 1
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    except (ImportError, OSError, ValueError):
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
        return {"error": f"{error}\n{caught.read().decode('utf-8', 'replace')}".strip()}


if __name__ == "__main__":
    main()
