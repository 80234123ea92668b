"""The journey `serve`: the edition of the current folder as pages on this machine, made anew whenever it changes.

What is being written is what is shown: the pages as `build` makes them, and in a corner of each what `check` finds.
Only the main thread builds and checks; the threads of the server read what it has made.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from siglum.edition import CONFIGURATION
from siglum.failure import Failure
from siglum.serve.preview import Preview, sentence
from siglum.serve.server import Server
from siglum.serve.watch import Watch

PAUSE = 0.5
"""Seconds between two looks at the files."""

_ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP")


def run(port: int) -> None:
    """Serve the edition of the current folder until Ctrl-C; port 0 is any that is free.

    Raises Failure where the current folder is no edition, or the port cannot be had.
    """
    _when_ended(signal.default_int_handler)
    try:
        if not Path(CONFIGURATION).is_file():
            raise Failure(f"there is no {CONFIGURATION} here: go to the folder of an edition")
        with TemporaryDirectory(prefix="siglum-") as folder:
            _serve(port, Preview(Path(folder), time.time_ns()))
    except KeyboardInterrupt:
        return


def _serve(port: int, preview: Preview) -> None:
    with Server(port, preview) as server:
        _say(f"serving http://127.0.0.1:{server.server_port}/ – stop with Ctrl-C")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            _follow(preview)
        finally:
            _when_ended(signal.SIG_IGN)
            preview.close()
            server.shutdown()


def _when_ended(do: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    """Set what Ctrl-C does, and the closing of the terminal, even where the shell made its children ignore them."""
    for name in _ENDINGS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), do)


def _follow(preview: Preview) -> None:
    """Build and check anew whenever a file has changed, until Ctrl-C."""
    watch = Watch(preview.session)
    while True:
        if watch.changed():
            _say(sentence(preview.refresh()))
        time.sleep(PAUSE)


def _say(words: str) -> None:
    print(f"siglum: {words}", file=sys.stderr, flush=True)
