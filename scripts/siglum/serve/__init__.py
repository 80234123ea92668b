"""The local preview: the site of the edition in the current folder, made anew whenever a file of it is saved.

It answers on 127.0.0.1 only, and only to those who ask for that name. The site lies in a temporary folder: build/ stays
as it is. A file that does not parse leaves the last good pages where they are, and the page says what is wrong.
"""

from __future__ import annotations

import signal
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from siglum.serve import watch
from siglum.serve.preview import Preview
from siglum.serve.server import Server

PAUSE = 0.5
"""Seconds between two looks at the files."""


def serve(folder: Path, port: int, say: Callable[[str], None]) -> None:
    """Serve the edition of a folder until somebody interrupts; `say` is given a sentence for each thing that happens.

    `folder` must be the current folder: findings name files relative to it. Raises Failure if the port is taken.
    """
    with tempfile.TemporaryDirectory(prefix="siglum-") as temporary:
        preview = Preview(folder, Path(temporary))
        server = Server(preview, port)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        signal.signal(signal.SIGTERM, _interrupt)
        try:
            stamps = watch.stamps(folder)
            say(preview.refresh())
            thread.start()
            say(f"serving http://127.0.0.1:{server.server_port}/ – stop with Ctrl-C")
            while True:
                time.sleep(PAUSE)
                now = watch.stamps(folder)
                if now != stamps:
                    stamps = now
                    say(preview.refresh())
        except KeyboardInterrupt:
            say("stopped")
        finally:
            preview.close()
            if thread.is_alive():
                server.shutdown()
            server.server_close()


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
