"""What pandoc reads becomes TEI; skipped where pandoc is not installed."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from importing.document import docx
from importing.test_import import HERE, imported, inside
from siglum.document import Document
from siglum.edition import Edition
from siglum.failure import Failure
from siglum.fidelity import text_differs
from siglum.importing import Wanted, import_
from siglum.relaxng import Schema, validate

pypandoc = pytest.importorskip("pypandoc", reason="pip install 'siglum[import]' brings pandoc")

CASES = ["mill.docx", "mill.html", "mill.tex", "mill.odt", "mill.epub"]


def source(name: str, folder: Path) -> Path:
    """A source in one of the formats: made of the Word document, where it is not written down."""
    path = folder / name
    if path.suffix == ".docx":
        path.write_bytes(docx())
    elif (HERE / "pandoc" / name).is_file():
        path.write_bytes((HERE / "pandoc" / name).read_bytes())
    else:
        command = [pypandoc.get_pandoc_path(), "--from=docx", f"--to={path.suffix[1:]}", "-o", str(path)]
        subprocess.run(command, input=docx(), check=True)
    return path


@pytest.mark.parametrize("name", CASES)
def test_a_file_becomes_valid_tei_that_says_what_was_read(name: str, tmp_path: Path, tei_all: Schema) -> None:
    made = imported(tmp_path, source(name, tmp_path))
    document = Document.parse(made.encode(), "made.xml")
    assert [finding.message for finding in validate(tei_all, document)] == []
    (reading,) = Edition.load(tmp_path).readings
    transcript = tmp_path / reading.transcript
    assert list(text_differs.compare(Document.read(tmp_path / reading.document), reading, transcript)) == []
    assert (tmp_path / "tei" / "source" / name).read_bytes() == (tmp_path / name).read_bytes()


@pytest.mark.parametrize("name", ["mill.docx", "mill.html", "mill.tex"])
def test_it_is_the_tei_that_is_expected(name: str, tmp_path: Path) -> None:
    made = imported(tmp_path, source(name, tmp_path))
    assert made == (HERE / "pandoc" / f"{name}.xml").read_text("utf-8")


def test_the_words_of_a_word_document_are_kept_as_text(tmp_path: Path) -> None:
    imported(tmp_path, source("mill.docx", tmp_path))
    said = (tmp_path / "tei" / "source" / "mill.txt").read_text("utf-8")
    assert said == (HERE / "pandoc" / "mill.docx.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("broken.docx", b"no zip at all", "broken.docx is broken, or not what its name says"),
        ("cut.docx", docx()[:900], "cut.docx is broken, or not what its name says"),
        ("other.docx", b"PK\5\6" + bytes(18), "other.docx could not be read: pandoc says “couldn"),
        ("none.html", b"<html><body></body></html>", "none.html has no words that can be read"),
        ("bad.tex", b"\\begin{document}\\end{itemize}", "bad.tex could not be read: pandoc says “"),
        ("control.html", b"<p>one &#1; two</p>", "control.html"),
    ],
)
def test_a_broken_file_is_said_and_nothing_is_written(name: str, data: bytes, expected: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with inside(tmp_path), pytest.raises(Failure) as failure:
        import_([name], Wanted())
    assert str(failure.value).startswith(expected)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_container_that_would_fill_the_memory_is_not_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as container:
        for number in range(5):
            container.writestr(f"word/{number}.xml", bytes(100_000_000))
    with (
        inside(tmp_path),
        pytest.raises(Failure, match="holds 500,000,000 bytes once it is unpacked, and at most 400,000,000"),
    ):
        import_(["bomb.docx"], Wanted())


def test_another_file_of_the_machine_is_never_read(tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text("SECRET", "utf-8")
    (tmp_path / "a.tex").write_text("Before \\input{secret.tex} after.", "utf-8")
    assert "SECRET" not in imported(tmp_path, tmp_path / "a.tex")


def test_without_pandoc_it_is_said_what_brings_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    (tmp_path / "a.html").write_text("<p>Words.</p>", "utf-8")
    with inside(tmp_path), pytest.raises(Failure, match=r"not installed: pip install 'siglum\[import\]' brings it"):
        import_(["a.html"], Wanted())
