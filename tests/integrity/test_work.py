"""How often files are looked at: as often for each of many as for each of few."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum.checking import Options, check
from siglum.edition.index import Index

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="letter-{0}"><text><body>{1}</body></text></TEI>"""


def _looked(folder: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often the pointers of a file are sought in an edition of letters that all use the same ids."""
    folder.mkdir()
    monkeypatch.chdir(folder)
    paragraphs = "".join(f'<p xml:id="p{n}">As <ref target="#p{n}">here</ref>.</p>' for n in range(5))
    for number in range(count):
        (folder / f"{number:02}.xml").write_text(LETTER.format(number, paragraphs))
    (folder / "siglum.toml").write_text('[edition]\ndocuments = ["*.xml"]\n[checks]\nprofile = "strict"\n')
    looked: list[str] = []
    plain = Index._found
    with monkeypatch.context() as patch:
        patch.setattr(Index, "_found", lambda self, document: looked.append(document.path) or plain(self, document))
        outcome = check([], Options(stations=("integrity",), cache=False))
    doubled = [finding for finding in outcome.findings if finding.code == "duplicate-id"]
    assert len(doubled) == 5 * (count - 1)
    assert all(finding.fix and len(finding.fix.edits) == 2 for finding in doubled)
    return len(looked)


def test_ids_that_many_files_use_are_followed_in_one_look_at_each_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, many = (_looked(tmp_path / str(count), count, monkeypatch) for count in (4, 16))
    assert many <= 4 * few
