"""What findings say and propose beyond their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from integrity.fixtures import edition
from siglum.checking import Options, check
from siglum.diagnostic import Diagnostic


def found(folder: Path, slot: str, content: str, code: str, monkeypatch: pytest.MonkeyPatch) -> Diagnostic:
    edition(folder, slot, content)
    monkeypatch.chdir(folder)
    (finding,) = (f for f in check([], Options(stations=("integrity",))).findings if f.code == code)
    return finding


def test_a_person_without_a_name_is_called_by_the_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = '      <person xml:id="boris"><birth when="1980"/><death when="1908"/></person>\n'
    finding = found(tmp_path, "persons", person, "impossible-dates", monkeypatch)
    assert finding.message == "boris dies (1908) before being born (1980)"


@pytest.mark.parametrize(("tag", "safe"), [("en_US", True), ("english", False)])
def test_a_language_tag_is_safe_to_mend_where_only_its_hyphen_is_wrong(
    tag: str, safe: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f'      <p><foreign xml:lang="{tag}">words</foreign></p>\n'
    finding = found(tmp_path, "body", text, "unknown-language", monkeypatch)
    assert finding.fix is not None and finding.fix.safe == safe
