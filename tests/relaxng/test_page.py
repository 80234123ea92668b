"""The page about the engine: its snippets run, and the functions it names are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from siglum.document import Document
from siglum.relaxng import Schema, validate

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "relaxng.md").read_text("utf-8")


def fenced(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_snippets_run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for snippet in fenced("python"):
        exec(snippet, names)
    assert capsys.readouterr().out == ""


def test_the_worked_example_is_true(tmp_path: Path) -> None:
    (tmp_path / "letter.rnc").write_text(fenced("rnc")[0])
    schema = Schema.read(tmp_path / "letter.rnc")
    document = Document.parse(fenced("xml")[0].strip().encode(), "letter.xml")
    assert list(validate(schema, document)) == []
    (finding,) = validate(schema, Document.parse(b"<letter/>", "letter.xml"))
    assert finding.message == "<letter> is incomplete: <p> is missing"


def test_every_function_of_the_paper_is_found() -> None:
    text = "\n".join(path.read_text("utf-8") for path in (ROOT / "scripts" / "siglum" / "relaxng").glob("*.py"))
    named = set(re.findall(r"`([a-z_]+(?:_deriv|_match))`", PAGE)) | {"contains", "nullable"}
    assert len(named) > 8
    for name in named:
        assert re.search(rf"\bdef {name}\(|\bself\.{name}\b", text), name
    for file in re.findall(r"`(\w+\.py)`", PAGE):
        assert (ROOT / "scripts" / "siglum" / "relaxng" / file).is_file(), file
