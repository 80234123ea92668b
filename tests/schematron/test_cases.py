"""Each construct of ISO Schematron: a schema, a document, and what is to be found, in one file.

A finding is expected as `LINE:COLUMN-COLUMN severity message`, its extras on lines that begin with a dash; an error of the
schema as `error: …`. Line and column are those of the document, which begins on a line of its own.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from repairs import applied
from siglum import schematron
from siglum.diagnostic import Diagnostic
from siglum.document import Document
from siglum.failure import Failure
from siglum.keeping import NOTHING

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.txt"))
PRELUDE = '<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"'


def parts(case: Path) -> dict[str, str]:
    """The parts of a case, each under a line `=== NAME`."""
    found = re.split(r"^=== (.+)\n", case.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(found[1::2], found[2::2], strict=True))


def said(finding: Diagnostic, document: Document) -> str:
    start, end = finding.span.start, finding.span.end
    lines = [f"{start.line}:{start.column}-{end.column} {finding.severity} {finding.message}"]
    if not finding.path.endswith("document.xml"):
        lines[0] = f"{Path(finding.path).name} {lines[0]}"
    lines += [f"- help {text}" for text in finding.help if finding.code != "schematron-failed"]
    lines += [f"- note {finding.note}"] * bool(finding.note)
    lines += [f"- see {finding.see}"] * bool(finding.see)
    if finding.fix:
        repaired = applied(document.source.data, finding.fix).decode().strip()
        lines.append(f"- fix {finding.fix.title}: {repaired}")
    return "\n".join(lines)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_construct(case: Path, tmp_path: Path) -> None:
    given = parts(case)
    for name, text in given.items():
        if name.startswith(("schema.", "file ", "document")):
            path = tmp_path / name.removeprefix("file ")
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_text(text.replace("<sch:schema", PRELUDE, 1) if name == "schema.sch" else text, "utf-8")
    schema = next(tmp_path.glob("schema.*"))
    document = Document.read(tmp_path / "document.xml")
    try:
        limit = 3 if case.stem == "never-ends" else 60
        rules = schematron.read(schema, given.get("phase", "").strip(), cache=NOTHING)
        found = "\n".join(said(f, document) for f in schematron.check(rules, document, tmp_path, limit))
    except Failure as failure:
        found = "error: " + str(failure).replace(f"{tmp_path}/", "").replace(str(tmp_path), "its folder")
    assert found.strip() == given["findings"].strip()


def test_every_case_names_its_section() -> None:
    for case in CASES:
        assert re.match(r"(ISO/IEC 19757-3|Schematron QuickFix|Siglum)[^\n]*\n", case.read_text("utf-8")), case.name
