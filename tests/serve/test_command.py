"""The command: from the first line on the terminal to Ctrl-C."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reading.small import document
from running import CliRunner
from serve.served import LIMIT, PLAIN, TEXT, events, generation, get, small
from siglum.cli import main
from siglum.serve.watch import Watch


class Command:
    """The command in a process of its own; `said` gives the next line on its standard error."""

    def __init__(self, folder: Path, temporary: Path) -> None:
        temporary.mkdir()
        self.folder, self.temporary = folder, temporary
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from siglum.cli import main; main()", "serve", "--port", "0"],
            cwd=folder, env={**os.environ, "TMPDIR": str(temporary)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        first = self.said()
        assert first.startswith("siglum: serving http://127.0.0.1:"), first
        assert first.endswith("/ – stop with Ctrl-C\n")
        self.port = int(first.split(":")[3].split("/")[0])

    def said(self) -> str:
        return self._lines.get(timeout=LIMIT)

    def ended(self, by: signal.Signals) -> tuple[int, str, list[Path]]:
        """The exit status, what was written on standard output, and what is left of the temporary folder."""
        self.process.send_signal(by)
        status = self.process.wait(LIMIT)
        assert self.process.stdout is not None
        return status, self.process.stdout.read(), list(self.temporary.glob("siglum-*"))

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._lines.put(line)


@contextmanager
def command(folder: Path, temporary: Path) -> Iterator[Command]:
    running = Command(folder, temporary)
    try:
        yield running
    finally:
        running.process.kill()
        running.process.wait()


def test_from_the_first_page_to_the_end(tmp_path: Path) -> None:
    folder = small(tmp_path / "edition")
    before = sorted(folder.iterdir())
    with command(folder, tmp_path / "tmp") as running:
        assert running.said() == "siglum: rebuilt: nothing found\n"
        assert "A first word." in get(running.port, TEXT).body
        stream = events(running.port)
        first = generation(stream)
        (folder / "letter.xml").write_text(document(PLAIN.replace("first", "second")), encoding="utf-8")
        assert running.said() == "siglum: rebuilt: nothing found\n"
        assert generation(stream) == first + 1
        assert "A second word." in get(running.port, TEXT).body
        (folder / "letter.xml").write_text(document("<p>not closed"), encoding="utf-8")
        assert running.said().startswith("siglum: not rebuilt: letter.xml:")
        assert "A second word." in get(running.port, TEXT).body
        (folder / "siglum.toml").write_text("[edition", encoding="utf-8")
        assert running.said().startswith("siglum: not rebuilt: siglum.toml is not valid TOML")
        assert [generation(stream), generation(stream)] == [first + 2, first + 3]
        assert running.ended(signal.SIGINT) == (0, "", [])
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP])
def test_however_it_is_ended_nothing_is_left(by: signal.Signals, tmp_path: Path) -> None:
    with command(small(tmp_path / "edition"), tmp_path / "tmp") as running:
        assert running.ended(by) == (0, "", [])


def test_a_port_that_is_taken_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = CliRunner().invoke(main, ["serve", "--port", str(port)])
    assert (done.exit_code, done.output) == (2, f"siglum: the port {port} is taken: name another with --port\n")


@pytest.mark.parametrize("port", ["-1", "65536", "x"])
def test_a_port_that_is_none_is_bad_usage(port: str) -> None:
    assert CliRunner().invoke(main, ["serve", "--port", port]).exit_code == 2


def test_a_folder_that_is_no_edition_is_not_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["serve", "--port", "0"])
    assert (done.exit_code, done.output) == (
        2,
        "siglum: there is no siglum.toml here: go to the folder of an edition\n",
    )


def test_every_file_of_the_edition_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small(tmp_path))
    watch = Watch()

    def seen() -> tuple[bool, bool]:
        return watch.changed(), watch.changed()

    once = (True, False)
    assert seen() == once
    Path("letter.xml").write_text(document("<p>Another.</p>"), encoding="utf-8")
    assert seen() == once
    Path("letter-2.xml").write_text(document("<p>New.</p>"), encoding="utf-8")
    assert seen() == once
    Path("included.rng").write_text("new beside the schema", encoding="utf-8")
    assert seen() == once
    Path("any.rng").unlink()
    assert seen() == once
    Path("notes.txt").write_text("none of the edition's", encoding="utf-8")
    assert seen() == (False, False)
    configured = Path("siglum.toml").read_text(encoding="utf-8")
    Path("siglum.toml").write_text(
        configured.replace("\n[checks]", 'transcript = "letter.txt"\n[checks]'), encoding="utf-8"
    )
    assert seen() == once
    Path("letter.txt").write_text("what the configuration missed", encoding="utf-8")
    assert seen() == once
    Path("letter.txt").write_text("the transcript changes", encoding="utf-8")
    assert seen() == once
    Path("siglum.toml").unlink()
    assert seen() == once


def test_a_schema_that_only_the_document_names_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small(tmp_path))
    Path("schema").mkdir()
    shutil.move("any.rng", "schema/any.rng")
    Path("siglum.toml").write_text(
        Path("siglum.toml").read_text(encoding="utf-8").replace('schema = "any.rng"\n', ""), encoding="utf-8"
    )
    model = '<?xml-model href="schema/any.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
    Path("letter.xml").write_text(model + document(PLAIN), encoding="utf-8")
    watch = Watch()
    assert (watch.changed(), watch.changed()) == (True, False)
    Path("schema/any.rng").write_text("changed", encoding="utf-8")
    assert (watch.changed(), watch.changed()) == (True, False)


def test_what_a_document_includes_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small(tmp_path))
    Path("part.inc").write_text('<p xmlns="http://www.tei-c.org/ns/1.0">One.</p>', encoding="utf-8")
    include = '<include xmlns="http://www.w3.org/2001/XInclude" href="part.inc"/>'
    Path("letter.xml").write_text(document(include), encoding="utf-8")
    watch = Watch()
    assert (watch.changed(), watch.changed()) == (True, False)
    Path("part.inc").write_text('<p xmlns="http://www.tei-c.org/ns/1.0">Another.</p>', encoding="utf-8")
    assert (watch.changed(), watch.changed()) == (True, False)
