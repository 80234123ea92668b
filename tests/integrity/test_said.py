"""What an editor is told of each fault: the sentence, what points at the place, the advice, the repair.

The finding of a case `X.fails.xml` is written out in `X.said.txt` beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from integrity.fixtures import CASES, edition
from repairs import applied
from siglum.checking import Options, check
from siglum.diagnostic import Diagnostic
from siglum.integrity import false_identifier

SAID = sorted(CASES.glob("*/*.said.txt"))


def written(finding: Diagnostic) -> Iterator[str]:
    """A finding in full; of the related places the words that stand there, of the repair the lines that it makes."""
    yield f"{finding.severity}: {finding.message}"
    yield f"label: {finding.label}"
    yield f"found: {finding.found}"
    yield f"parent: {finding.parent}"
    if finding.expected is not None:
        yield f"expected: {', '.join(finding.expected)}"
    yield from (f"help: {advice}" for advice in finding.help)
    for related in finding.related:
        place = Path(related.path).read_bytes()[related.span.start.offset : related.span.end.offset].decode()
        yield f"related: {related.message}: {related.path} “{place}”"
    if finding.fix is not None:
        yield f"fix: {finding.fix.title}"
        for path in sorted({edit.path for edit in finding.fix.edits}):
            before = Path(path or finding.path).read_bytes()
            after = applied(before, finding.fix, path).decode().splitlines()
            yield from (f"  {line.strip()}" for line in after if line not in before.decode().splitlines())


@pytest.mark.parametrize("said", SAID, ids=lambda said: f"{said.parent.name}/{said.name.partition('.')[0]}")
def test_a_finding_is_said_in_full(said: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = said.with_name(said.name.replace(".said.txt", ".fails.xml"))
    edition(tmp_path, case.name.partition(".")[0].partition("-")[0], case.read_text("utf-8"), case.parent.name)
    monkeypatch.chdir(tmp_path)
    (finding,) = (f for f in check([], Options(stations=("integrity",))).findings if f.code == case.parent.name)
    assert "\n".join(written(finding)) + "\n" == said.read_text("utf-8")


@pytest.mark.parametrize("kind", false_identifier.FORMS)
def test_the_examples_of_an_identifier_are_identifiers(kind: str) -> None:
    form = false_identifier.FORMS[kind]
    for example in filter(None, form[1].partition(": ")[2].split(", ")):
        assert false_identifier._trouble(kind, example, form) is None
