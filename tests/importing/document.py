"""The Word document that is imported: its parts lie in `docx`, and here they are put together."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).parent


def docx() -> bytes:
    """The Word document whose parts lie in `docx`."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as container:
        for part in sorted((HERE / "docx").rglob("*")):
            if part.is_file():
                container.writestr(zipfile.ZipInfo(part.relative_to(HERE / "docx").as_posix()), part.read_bytes())
    return data.getvalue()
