"""A finding is silenced at one place, with a reason; a silence that silences nothing is itself a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from integrity.fixtures import edition
from siglum.checking import Options, check

DOTS = "<p>He came . . . and went.</p>\n"


def codes(where: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    edition(where, "body", body)
    monkeypatch.chdir(where)
    outcome = check([], Options(stations=("integrity",)))
    assert outcome.failures == []
    return [finding.code for finding in outcome.findings]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (DOTS, ["unexplained-omission"]),
        (f"<?siglum ignore unexplained-omission because the copy has it?>\n{DOTS}", []),
        (f"<?siglum ignore unexplained-omission because\n  the copy has it?>{DOTS}", []),
        (f"<?siglum ignore unexplained-omission?>\n{DOTS}", ["silence-without-reason", "unexplained-omission"]),
        (f"<?siglum ignore unexplained-omision because x?>\n{DOTS}", ["idle-silence", "unexplained-omission"]),
        (f"<?siglum hush?>\n{DOTS}", ["idle-silence", "unexplained-omission"]),
        ("<?siglum ignore unexplained-omission because x?>\n<p>All is well.</p>\n", ["idle-silence"]),
        ("<?siglum ignore text-differs because x?>\n<p>All is well.</p>\n", []),
        (f"<?siglum ignore unexplained-omission because x?>\n<p>One.</p>\n{DOTS}", ["idle-silence", "unexplained-omission"]),
        (f"<!-- <?siglum ignore unexplained-omission because x?> -->\n{DOTS}", ["unexplained-omission"]),
        ("<p>He came <?siglum ignore unexplained-omission because x?>. . . and went.</p>\n", []),
    ],
    ids=["none", "with a reason", "on two lines", "without a reason", "misspelt", "unreadable", "idle", "of a station not asked",
         "the next element only", "in a comment", "to the end of the parent"],
)  # fmt: skip
def test_a_silence(body: str, expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert codes(tmp_path, body, monkeypatch) == expected


@pytest.mark.parametrize(
    ("level", "severities"), [("error", ["error"]), ("note", ["note"]), ("off", [])]
)  # fmt: skip
def test_a_check_is_levelled_or_switched_off(
    level: str, severities: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition(tmp_path, "body", DOTS)
    with (tmp_path / "siglum.toml").open("a") as file:
        file.write(f'unexplained-omission = "{level}"\n')
    monkeypatch.chdir(tmp_path)
    assert [finding.severity for finding in check([], Options(stations=("integrity",))).findings] == severities


def test_a_check_there_is_none_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edition(tmp_path, "body", DOTS)
    with (tmp_path / "siglum.toml").open("a") as file:
        file.write('unexplained-omision = "off"\n')
    monkeypatch.chdir(tmp_path)
    outcome = check([], Options(stations=("integrity",)))
    assert outcome.failures == ["siglum.toml: there is no check “unexplained-omision”; write “unexplained-omission”"]
    assert [finding.code for finding in outcome.findings] == ["unexplained-omission"]
