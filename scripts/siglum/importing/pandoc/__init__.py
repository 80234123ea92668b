"""What pandoc reads (DOCX, ODT, HTML, LaTeX, EPUB): its JSON, since its own TEI has no header to speak of.

pandoc runs as a process of its own, which sees nothing but the bytes it is given (`--sandbox`), in bounded time and
memory.
"""

from __future__ import annotations

import json
import subprocess
import zipfile
from collections.abc import Mapping
from io import BytesIO

from siglum.failure import Failure, reason
from siglum.importing.model import Text, titled
from siglum.importing.pandoc.blocks import Reader, said

_SECONDS = 120
_MEMORY = "2G"
_LARGEST = 400_000_000
"""How many bytes a container may hold, unpacked."""
_ARE_ZIPS = ("docx", "odt", "epub")
_EXTENDED: Mapping[str, str] = {"docx": "docx+styles", "html": "html-native_divs-native_spans"}
"""What pandoc is asked for beyond a format: the styles that somebody gave."""


def read(data: bytes, name: str, format_: str) -> Text:
    """What a file says that pandoc reads as a format. Raises Failure where pandoc is missing, or cannot read it."""
    if format_ in _ARE_ZIPS:
        _hold(data, name)
    document = json.loads(_converted(data, name, format_))
    reader = Reader()
    meta = document["meta"]
    text = Text([*reader.front(meta, format_), *reader.blocks(document["blocks"])], reader.notes)
    text.title, text.author = said(meta, "title"), said(meta, "author")
    text.language = said(meta, "lang") or said(meta, "language")
    titled(text)
    text.remarks += [f"{count:,} {what}" for what, count in reader.left_out.items()]
    return text


def _hold(data: bytes, name: str) -> None:
    """Raises Failure for what is no container, or would unpack to more than is bearable."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as container:
            size = sum(entry.file_size for entry in container.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Failure(
            f"{name} is broken, or not what its name says: open it where it was written, and save it anew"
        ) from None
    if size > _LARGEST:
        raise Failure(f"{name} holds {size:,} bytes once it is unpacked, and at most {_LARGEST:,} are read")


def _converted(data: bytes, name: str, format_: str) -> bytes:
    """The JSON that pandoc makes. Raises Failure."""
    asked = [f"--from={_EXTENDED.get(format_, format_)}", "--to=json", "--sandbox", "+RTS", f"-M{_MEMORY}", "-RTS"]
    try:
        done = subprocess.run([_pandoc(), *asked], input=data, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Failure(f"{name} could not be read: pandoc took more than {_SECONDS} seconds; divide it") from None
    except OSError as error:
        raise Failure(f"pandoc cannot be run ({reason(error)}): install 'siglum[import]' anew") from None
    if done.returncode:
        told = " ".join(done.stderr.decode("utf-8", "replace").split())[:200]
        advice = ": open it where it was written, and save it anew" if format_ in _ARE_ZIPS else ""
        raise Failure(f"{name} could not be read: pandoc says “{told or f'status {done.returncode}'}”{advice}")
    return done.stdout


def _pandoc() -> str:
    """The program. Raises Failure where it is not installed."""
    try:
        import pypandoc
    except ImportError:
        raise Failure(
            "this format is read by pandoc, which is not installed: pip install 'siglum[import]' brings it"
        ) from None
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        raise Failure("pandoc is not found: pip install 'siglum[import]' brings it") from None
