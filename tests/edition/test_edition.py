"""siglum.toml: what it names, and the sentence for each way of getting it wrong."""

from pathlib import Path

import pytest

from siglum.edition import Edition, Reading, containing
from siglum.failure import Failure

WHOLE = """
[edition]
documents = ["tei/b.xml", "tei/a*.xml"]
registers = ["tei/registers/*.xml"]
schema = "schema/siglum.odd"

[[reading]]
id = "received"
label = "as received"
document = "tei/b.xml"
witness = "T"
transcript = "tei/b.txt"

[[reading]]
id = "part"
document = "tei/a1.xml"
scope = "letter"
stage = "corr"
omissions = true
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("tei/a2.xml", "tei/a1.xml", "tei/b.xml", "tei/b.txt", "tei/registers/z.xml", "tei/registers/p.xml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<TEI/>")
    return tmp_path


def load(folder: Path, text: str) -> Edition:
    (folder / "siglum.toml").write_text(text, encoding="utf-8")
    return Edition.load(folder)


def test_an_edition_is_what_its_configuration_names(folder: Path) -> None:
    edition = load(folder, WHOLE)
    assert edition.documents == ("tei/b.xml", "tei/a1.xml", "tei/a2.xml")
    assert edition.registers == ("tei/registers/p.xml", "tei/registers/z.xml")
    assert edition.schema == "schema/siglum.odd"
    assert edition.readings == (
        Reading("received", "as received", "tei/b.xml", witness="T", transcript="tei/b.txt"),
        Reading("part", "part", "tei/a1.xml", scope="letter", stage="corr", omissions=True),
    )


def test_the_only_document_need_not_be_named(folder: Path) -> None:
    edition = load(folder, '[edition]\ndocuments = ["tei/b.xml"]\n[[reading]]\nid = "x"')
    assert edition.readings[0].document == "tei/b.xml"


def test_without_a_list_of_documents_they_are_all_tei_that_is_no_register(folder: Path) -> None:
    for path in folder.rglob("*.xml"):
        path.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
    (folder / "tei" / "page.xml").write_text("<html/>")
    site = '[site]\naddress = "https://example.org/"'
    assert load(folder, site).documents == Edition.of(folder).documents
    edition = load(folder, f'[edition]\nregisters = ["tei/registers/*.xml"]\n{site}')
    assert edition.documents == ("tei/a1.xml", "tei/a2.xml", "tei/b.xml")


START = '[edition]\ndocuments = ["tei/b.xml"]\n'
WRONG = {
    "key": (START + "shcema = 'x'", "the key “shcema” in [edition] is not known; write “schema”"),
    "table": (
        "[output]\n" + START,
        "the key “output” at the top is not known; the keys are edition, reading, site, checks, format, odd",
    ),
    "reading-key": (
        START + "[[reading]]\nid='a'\nwitnes='T'",
        "the key “witnes” in [reading] is not known; write “witness”",
    ),
    "none": ("[edition]\ndocuments = []", '[edition] names no documents; add documents = ["tei/….xml"]'),
    "no pattern": (
        '[edition]\ndocuments = ["tei/**.xml"]',
        "documents names “tei/**.xml”, which is no pattern; write ** only between slashes, for folders at any depth",
    ),
    "missing": (
        '[edition]\ndocuments = ["tei/c.xml"]',
        "documents names “tei/c.xml”, and there is no such file; mend the path",
    ),
    "outside": (
        '[edition]\ndocuments = ["../c.xml"]',
        "documents names “../c.xml”, which is not inside the edition; give paths relative to the folder of siglum.toml",
    ),
    "no-list": (
        '[edition]\ndocuments = "tei/b.xml"',
        'documents of edition is not a list of paths; write documents = ["…"]',
    ),
    "stage": (
        START + "[[reading]]\nid='a'\nstage='x'",
        'reading a has the stage “x”; write "sic" (as it stands) or "corr"',
    ),
    "id": (
        START + "[[reading]]\nid='A b'",
        "a reading has the id “A b”; an id names files: use lower-case letters, digits and hyphens",
    ),
    "no-id": (
        START + "[[reading]]\nlabel='x'",
        "a reading has no id; an id names files: use lower-case letters, digits and hyphens",
    ),
    "twice": (
        START + "[[reading]]\nid='a'\n[[reading]]\nid='a'",
        "two readings have the id “a”; give each an id of its own",
    ),
    "document": (
        START + "[[reading]]\nid='a'\ndocument='tei/a1.xml'",
        "reading a names “tei/a1.xml”, which is none of the documents; write one of tei/b.xml",
    ),
    "transcript": (
        START + "[[reading]]\nid='a'\ntranscript='x.txt'",
        "reading a names the transcript “x.txt”, and there is no such file; mend the path",
    ),
    "omissions": (
        START + "[[reading]]\nid='a'\nomissions='yes'",
        "omissions of reading a is not true or false; write true or false",
    ),
    "notes": (
        START + "[[reading]]\nid='a'\nnotes=1",
        "notes of reading a is not true or false; write true or false",
    ),
    "text": (START + "schema = 1", "schema of edition is not a text; put it in quotation marks"),
    "order": (START + "[format]\nattributes='abc'", "[format] has the attributes “abc”; write one of keep, schema"),
    "published": (
        START + "published = '../ids.txt'",
        "published names “../ids.txt”, which is not inside the edition; give a path relative to the folder of siglum.toml",
    ),
    "single": (START + "[reading]\nid='a'", "[reading] is one table, and readings are a list; write [[reading]]"),
    "no table": ("reading = [1]\n" + START, "a reading is no table; write [[reading]], and its keys below"),
    "the folder": (
        '[edition]\ndocuments = ["."]',
        "documents names “.”, which is not inside the edition; give paths relative to the folder of siglum.toml",
    ),
    "folders in folders": (
        '[edition]\ndocuments = ["**/**/**/x.xml"]',
        "documents names “**/**/**/x.xml”, which has more than 2 times **; write ** once",
    ),
    "too long": (
        f'[edition]\ndocuments = ["{"n" * 500}"]',
        f"documents names “{'n' * 60}…”: file name too long; mend the path",
    ),
    "longer than a path": (
        f'[edition]\ndocuments = ["{"[" * 60_000}"]',
        f"documents names “{'[' * 60}…”, which has more than 1,024 characters; shorten it",
    ),
    "nul": (
        START + "[[reading]]\nid='a'\ntranscript=\"x\\u0000\"",
        "reading a names the transcript “x\\x00”, and there is no such file; mend the path",
    ),
    "one line": (
        START + '[[reading]]\nid="A\\u001b[2J\\n"',
        "a reading has the id “A\\x1b[2J\\x0a”; an id names files: use lower-case letters, digits and hyphens",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_with_what_to_do(folder: Path, name: str) -> None:
    text, sentence = WRONG[name]
    with pytest.raises(Failure) as failure:
        load(folder, text)
    assert str(failure.value) == f"{folder / 'siglum.toml'}: {sentence}"


def test_toml_that_does_not_parse_is_said_with_its_line(folder: Path) -> None:
    with pytest.raises(Failure, match=r"siglum\.toml is not valid TOML: .*line 2"):
        load(folder, "[edition]\ndocuments = ['a' 'b']")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = " + "[" * 100_000, "is not valid TOML: it is nested too deeply"),
        ("x = " + "1" * 5000, "is not valid TOML: a number has too many digits"),
        ("# " + "x" * 1_000_000, "it is larger than 1,000,000 bytes"),
    ],
)
def test_a_configuration_made_to_crash_is_a_sentence(text: str, said: str, folder: Path) -> None:
    with pytest.raises(Failure, match=said):
        load(folder, text)


def test_a_configuration_that_is_no_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "siglum.toml").symlink_to("/dev/zero")
    with pytest.raises(Failure, match=r"^cannot read .*siglum\.toml: it is no regular file$"):
        Edition.load(tmp_path)


def test_a_file_with_a_name_that_not_every_system_can_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "bad\udcff.xml").write_text("<a/>")
    with pytest.raises(
        Failure, match=r"documents names “bad\\udcff\.xml”, which not every system can read; rename the file$"
    ):
        load(tmp_path, '[edition]\ndocuments = ["*.xml"]')


def test_a_folder_without_configuration_is_no_edition(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"has no siglum\.toml: name files to check, or go to an edition"):
        Edition.load(tmp_path)


def test_a_file_belongs_to_the_configuration_above_it(folder: Path) -> None:
    load(folder, WHOLE)
    assert containing(folder / "tei" / "registers") == folder.resolve()


def test_a_pattern_names_nothing_that_a_build_has_made(tmp_path: Path) -> None:
    for name in ("tei/a.xml", "build/html/downloads/tei/a.xml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<TEI/>", encoding="utf-8")
    (tmp_path / "build" / ".siglum").write_text("", encoding="utf-8")
    (tmp_path / "siglum.toml").write_text('[edition]\ndocuments = ["**/*.xml"]\n', encoding="utf-8")
    assert Edition.load(tmp_path).documents == ("tei/a.xml",)
