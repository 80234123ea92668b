"""`siglum check`: which files, which schema, what is said and the exit status."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from running import CliRunner, Result
from siglum.cli import main

HERE = Path(__file__).parent
GOOD = "<note><p>one</p></note>"
BAD = "<note>\n  <p>one</p>\n  <q>two</q>\n</note>"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(HERE / "note.rng", tmp_path)
    return tmp_path


def write(name: str, content: str | bytes) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def check(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["check", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_a_valid_file_is_passed_in_silence() -> None:
    result = check(write("a.xml", GOOD), "--schema", "note.rng")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "1 file checked: nothing found\n")


def test_a_finding_stands_at_the_name_of_the_element() -> None:
    result = check(write("a.xml", BAD), "--schema", "note.rng")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1:5] == [
        " --> a.xml:3:4",
        "  |",
        "3 |   <q>two</q>",
        "  |    ^ not known",
    ]
    assert result.stderr == "1 file checked: 1 error\n"


def test_json_has_the_same_finding_with_bytes() -> None:
    report = json.loads(check(write("a.xml", BAD), "--schema", "note.rng", "--format", "json").stdout)
    assert report["summary"] == {"files": 1, "errors": 1, "warnings": 0, "notes": 0}
    span = report["findings"][0]["span"]
    assert span["start"] == {"line": 3, "column": 4, "offset": BAD.index("<q>") + 1}
    assert span["end"] == {"line": 3, "column": 5, "offset": BAD.index("<q>") + 2}


def test_what_cannot_be_done_is_said_and_the_rest_still_checked() -> None:
    result = check("missing.xml", write("a.xml", BAD), "--schema", "note.rng", "--format", "json")
    assert result.exit_code == 2
    assert result.stderr == "siglum: cannot read missing.xml: no such file or directory\n"
    assert json.loads(result.stdout)["summary"]["errors"] == 1


def test_a_document_that_is_none_is_a_finding_among_others() -> None:
    paths = [write("a.xml", BAD), write("b.xml", ""), write("c.xml", "<note>\n<p>one</note>")]
    report = json.loads(check(*paths, "--schema", "note.rng", "--format", "json").stdout)
    assert [(f["path"], f["span"]["start"]["line"]) for f in report["findings"]] == [
        ("a.xml", 3),
        ("b.xml", 1),
        ("c.xml", 2),
    ]
    assert [f["code"] for f in report["findings"][1:]] == ["empty-document", "unclosed-element"]
    assert report["summary"]["files"] == 3


def test_a_folder_stands_for_the_xml_files_in_it() -> None:
    write("f/b.xml", BAD)
    write("f/deep/a.xml", BAD)
    write("f/note.txt", "no XML")
    report = json.loads(check("f", "--schema", "note.rng", "--format", "json").stdout)
    assert [f["path"] for f in report["findings"]] == ["f/b.xml", "f/deep/a.xml"]


def test_a_folder_without_files_is_said() -> None:
    Path("empty").mkdir()
    result = check("empty")
    assert result.exit_code == 2
    assert result.stderr == "siglum: empty contains no .xml file: name a file, or a folder that has some\n"


def test_the_documents_own_schema_counts_before_the_configuration() -> None:
    write("siglum.toml", '[edition]\ndocuments = ["a.xml"]\nschema = "missing.rng"')
    model = '<?xml-model href="note.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
    write("a.xml", model + BAD)
    assert check().exit_code == 1


def test_without_one_the_configuration_names_the_schema() -> None:
    write("siglum.toml", '[edition]\ndocuments = ["tei/a.xml"]\nschema = "note.rng"')
    write("tei/a.xml", BAD)
    assert "--> tei/a.xml:3:4" in check().stdout
    assert "--> tei/a.xml:3:4" in check("tei").stdout


TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p{}>one</p></body></text></TEI>'
ASK_FOR_ONE = "and no siglum.toml does: no grammar was asked; give one with --schema"


def test_no_schema_at_all_is_said_once_and_the_rest_is_checked() -> None:
    result = check(write("a.xml", TEI.format("")))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        f"siglum: a.xml names no schema, {ASK_FOR_ONE}",
        "1 file checked: nothing found",
    ]
    result = check("a.xml", write("b.xml", TEI.format(' xml:lang="latin"')), write("c.xml", "<p>"))
    assert result.exit_code == 1
    assert [line for line in result.stdout.splitlines() if line.startswith("error")] == [
        "error[unknown-language]: “latin” is no registered language tag",
        "error[unclosed-element]: <p>, opened on line 1, is never closed",
    ]
    assert result.stderr.splitlines()[0] == f"siglum: 2 files (a.xml …) name no schema, {ASK_FOR_ONE}"


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        ("<TEI.2/>", 1, "error[other-vocabulary]: this file is TEI P4, not TEI P5"),
        ("<TEI/>", 1, "error[other-vocabulary]: <TEI> stands in no namespace"),
        ('<mets xmlns="http://www.loc.gov/METS/"/>', 0, "warning[other-vocabulary]: this file is METS, not TEI P5"),
        (GOOD, 0, "warning[other-vocabulary]: this file is no TEI: its root is <note>, in no namespace"),
    ],
)
def test_what_is_no_tei_is_called_what_it_is(content: str, code: int, said: str) -> None:
    result = check(write("a.xml", content))
    assert (result.exit_code, result.stdout.splitlines()[0]) == (code, said)
    assert result.stderr.startswith("1 file checked: ")


def test_a_schema_that_is_not_there_is_said_once_and_the_rest_is_checked() -> None:
    model = '<?xml-model href="../gone.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
    paths = [write(f"d/{name}.xml", model + TEI.format(' xml:lang="latin"')) for name in "ab"]
    result = check(*paths)
    assert result.exit_code == 1
    assert [line for line in result.stdout.splitlines() if "[" in line and line[0] in "ew"] == [
        "warning[schema-missing]: two files name the schema ../gone.rng, and there is no such file",
        "error[unknown-language]: “latin” is no registered language tag",
    ]
    assert "= also: d/b.xml:" in result.stdout
    assert result.stderr == "2 files checked: 2 errors, 1 warning\n"


def test_a_schema_that_is_not_there_gives_way_to_that_of_the_edition() -> None:
    write("siglum.toml", '[edition]\ndocuments = ["a.xml"]\nschema = "note.rng"')
    write("a.xml", '<?xml-model href="gone.rng"?>\n' + BAD)
    assert [line.partition("]")[0] for line in check().stdout.splitlines() if "[" in line and line[0] in "ew"] == [
        "warning[schema-missing",
        "error[unknown-element",
    ]


def test_many_files_that_name_a_schema_on_the_net_are_one_warning() -> None:
    model = '<?xml-model href="https://example.org/tei.rng" type="application/xml"?>\n'
    paths = [write(f"{name}.xml", model + TEI.format("")) for name in "abc"]
    result = check(*paths)
    assert result.stderr == "3 files checked: 1 warning\n"
    assert result.stdout.startswith("warning[schema-on-net]: three files name the schema https://example.org/tei.rng")


def test_a_schema_on_the_net_is_a_warning_and_nothing_is_read() -> None:
    model = '<?xml-model href="https://example.org/tei.rng" type="application/xml"?>\n'
    write("siglum.toml", '[edition]\ndocuments = ["a.xml"]\nschema = "note.rng"')
    write("a.xml", model + GOOD)
    result = check()
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == [
        "warning[schema-on-net]: the schema https://example.org/tei.rng is on the net, and nothing is read from there",
        " --> a.xml:1:19",
    ]


SCHEMAS = {
    "missing": (None, "cannot read s.rng: no such file or directory"),
    "ill-formed": ("<grammar>", "the schema s.rng cannot be read: the file is not well-formed XML: "),
    "undefined": (
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="x"/></start></grammar>',
        "s.rng:1:62: the schema does not compile: ",
    ),
    "no-schema": ("<note/>", "s.rng:1:2: the schema does not compile: "),
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_broken_schema_is_said_once(name: str) -> None:
    content, sentence = SCHEMAS[name]
    if content is not None:
        write("s.rng", content)
    result = check(write("a.xml", GOOD), write("b.xml", GOOD), "--schema", "s.rng")
    assert result.exit_code == 2
    assert result.stderr.count("siglum: ") == 1
    assert result.stderr.startswith(f"siglum: {sentence}")


def test_a_configuration_in_error_is_said() -> None:
    write("siglum.toml", "[edition]\ndocument = []")
    result = check()
    assert result.exit_code == 2
    assert result.stderr == "siglum: siglum.toml: the key “document” in [edition] is not known; write “documents”\n"


def test_findings_do_not_depend_on_the_order_of_the_arguments() -> None:
    paths = [write(f"{name}.xml", BAD) for name in "cab"]
    outputs = {check(*order, "--schema", "note.rng").stdout for order in (paths, paths[::-1], paths + paths)}
    assert len(outputs) == 1
