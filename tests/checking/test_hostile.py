"""Whatever one file is, the others are reported; wherever siglum runs and whatever becomes of its output, it says so in sentences."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reading.small import TOML, document, edition
from running import CliRunner
from siglum.catalog import NAMESPACE
from siglum.cli import main
from siglum.report import FORMATS

SIGLUM = [sys.executable, "-c", "from siglum.cli import main; main()"]
GOOD = '<?xml-model href="a.rng"?><a>good</a>'
BAD = '<?xml-model href="a.rng"?><b/>'
RNG = '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Thirteen files, of which one is bad in a way that is reported."""
    (tmp_path / "a.rng").write_text(RNG)
    for n in range(11):
        (tmp_path / f"good-{n:02}.xml").write_text(GOOD)
    (tmp_path / "bad.xml").write_text(BAD)
    return tmp_path


BARE = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
"""An environment that says only where programs are: those under test."""


def siglum(where: Path, *arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*SIGLUM, *arguments],
        cwd=where,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
        timeout=300,
        **more,  # type: ignore[call-overload, no-any-return]
    )


def sentences(said: str) -> list[str]:
    """The lines on standard error: each is a sentence of siglum's, or the count."""
    assert "Traceback" not in said and "Exception" not in said, said
    lines = said.splitlines()
    assert all(
        line.startswith("siglum: ") or " checked: " in line or line.startswith("published to ") for line in lines
    ), said
    assert all(line.isprintable() for line in lines), said
    return lines


def model(href: str) -> bytes:
    return f'<?xml-model href="{href}"?><a/>'.encode()


HOSTILE = {
    "rot13": b'<?xml version="1.0" encoding="rot13"?><a/>',
    "undefined": b'<?xml version="1.0" encoding="undefined"?><a/>',
    "us-ascii": b'<?xml version="1.0" encoding="us-ascii"?><a>\xff</a>',
    "big5": b'<?xml version="1.0" encoding="Big5"?><a>\xff</a>',
    "utf-32": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-32"),
    "a schema with a long name": model("n" * 5000 + ".rng"),
    "a schema with no name": model("%00.rng"),
    "a schema with no address": model("http://[x"),
    "a schema without end": model("/dev/zero"),
    "a folder as a schema": model("."),
    "many digits": f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><date from="{"9" * 5000}" to="{"1" * 5000}" when="{"²"}">{"9" * 5000}</date></TEI>'.encode(),
    "pointers": b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><ref target="'
    + b"n" * 5000
    + b'.xml#x %00.xml#x http://[x #%FF file:///dev/zero#x"/></TEI>',
    "a pattern": b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><prefixDef ident="p" matchPattern="(a+)+b" replacementPattern="#$1"/><ref target="p:'
    + b"a" * 5000
    + b'"/></TEI>',
    "depth": b"<a>" * 100_000,
    "nothing": b"",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_one_file_among_thirteen_never_loses_the_report(case: str, folder: Path) -> None:
    (folder / "hostile.xml").write_bytes(HOSTILE[case])
    done = siglum(folder, "check", ".", "--format", "json")
    report = json.loads(done.stdout)
    assert done.returncode in (1, 2)
    assert "bad.xml" in {finding["path"] for finding in report["findings"]}
    assert "siglum itself is at fault" not in done.stderr
    undone = [sentence for sentence in sentences(done.stderr) if " names no schema, " not in sentence]
    assert (done.returncode == 2) == bool(undone)
    for finding in report["findings"]:
        size = (folder / finding["path"]).stat().st_size
        assert 0 <= finding["span"]["start"]["offset"] <= finding["span"]["end"]["offset"] <= size


def test_what_nobody_has_thought_of_is_said_of_one_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from siglum.relaxng import recognition, validate, validation

    def broken(schema: object, document: object) -> object:
        if document.path.endswith("good-03.xml"):  # type: ignore[attr-defined]
            raise ZeroDivisionError("no\nidea")
        return validate(schema, document)  # type: ignore[arg-type]

    monkeypatch.setattr(recognition.Recogniser, "accepts", lambda *_: False)
    monkeypatch.setattr(validation, "validate", broken)
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(main, ["check", ".", "--format", "json", "--jobs", "1"])
    assert done.exit_code == 2
    assert [finding["path"] for finding in json.loads(done.stdout)["findings"]] == ["bad.xml"]
    assert (
        done.stderr
        == "siglum: good-03.xml could not be checked: siglum itself is at fault here (ZeroDivisionError: no idea): please report it\n"
    )


@pytest.mark.parametrize("name", [b"\xff.xml", b"a\nb.xml", b"a\x1b[2J.xml", "é.xml".encode()])
@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_with_a_name_that_cannot_be_shown_is_reported(name: bytes, format_: str, folder: Path) -> None:
    (folder / os.fsdecode(name)).write_text(BAD)
    done = siglum(folder, "check", ".", "--format", format_)
    assert done.returncode == 1
    sentences(done.stderr)
    if format_ == "json":
        paths = [finding["path"] for finding in json.loads(done.stdout)["findings"]]
        assert os.fsdecode(name) in paths
    elif format_ == "text":
        assert done.stdout.count("error[") == 1 and "= also: " in done.stdout
    if format_ != "json":
        assert all(line.isprintable() for line in done.stdout.splitlines())


# ----- what was asked for and cannot be done -----


def test_what_cannot_be_opened_is_said(folder: Path) -> None:
    """As a user who may not: root may look into everything."""
    (folder / "closed").mkdir()
    (folder / "closed" / "x.xml").write_text(GOOD)
    (folder / "closed").chmod(0)
    (folder / "shut.xml").write_text(GOOD)
    (folder / "shut.xml").chmod(0)
    try:
        done = as_nobody(folder, "check", ".", "--format", "json")
    finally:
        (folder / "closed").chmod(0o755)
    assert done.returncode == 2
    assert sentences(done.stderr) == [
        "siglum: cannot look into ./closed: permission denied",
        "siglum: cannot read shut.xml: permission denied",
    ]
    assert [finding["path"] for finding in json.loads(done.stdout)["findings"]] == ["bad.xml"]


NOBODY = """import base64, difflib, encodings.utf_16_be, html.entities, importlib.metadata, os, pkgutil, sqlite3, sys, tempfile, tomllib
import saxonche, siglum
importlib.metadata.entry_points()
for module in pkgutil.walk_packages(siglum.__path__, "siglum."):
    if module.name != "siglum.schematron.worker":
        importlib.import_module(module.name)
os.setgroups([]); os.setgid(65534); os.setuid(65534)
from siglum.cli import main
main()"""
"""The toolkit may lie where nobody can read it: it is read first."""


def as_nobody(where: Path, *arguments: str, more: str = "") -> subprocess.CompletedProcess[str]:
    """The command, run by a user who owns nothing, has no home and a terminal that speaks ASCII."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can become nobody")
    for parent in (where, *where.parents):
        if parent != Path("/") and parent.stat().st_mode & 0o005 != 0o005:
            parent.chmod(parent.stat().st_mode | 0o055)
    command = " ".join(["exec", *map(_quoted, [sys.executable, "-c", NOBODY, *arguments]), more])
    return subprocess.run(
        ["sh", "-c", command],
        cwd=where,
        env={**BARE, "LC_ALL": "C"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=300,
    )


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'"


COMMANDS = [
    ("check",),
    ("check", "--format", "json"),
    ("build",),
    ("build", "-o", "/nowhere/site"),
    ("schema", "own.odd"),
    ("explain",),
    ("explain", "x\x1b"),
    ("check", "missing"),
]


@pytest.mark.parametrize("arguments", COMMANDS)
@pytest.mark.parametrize("more", ["", ">&-"], ids=["open", "closed"])
def test_as_nobody_without_home_in_a_folder_that_is_read_only(
    arguments: tuple[str, ...], more: str, tmp_path: Path
) -> None:
    where = edition(tmp_path / "e")
    (where / "letter.xml").write_text('<?xml-model href="a.rng"?>\n' + document("<p>x</p>"))
    (where / "a.rng").write_text(RNG)
    done = as_nobody(where, *arguments, more=more)
    assert "Traceback" not in done.stdout
    lines = sentences(done.stderr)
    if arguments != ("explain",) or more:
        assert done.returncode == (1 if arguments[0] == "check" and "missing" not in arguments and not more else 2)
        assert done.returncode == 1 or lines[0].startswith("siglum: ")
    assert "siglum itself is at fault" not in done.stderr
    assert sorted(path.name for path in where.iterdir()) == ["a.rng", "letter.xml", "siglum.toml"]


@pytest.mark.parametrize("format_", ["text", "json"])
@pytest.mark.parametrize(
    ("how", "said"),
    [
        (">&-", "the result cannot be written: standard output is closed"),
        (">/dev/full", "the result cannot be written: no space left on device"),
        ("| true", ""),
    ],
)
def test_an_output_that_takes_nothing_is_said(how: str, said: str, format_: str, folder: Path) -> None:
    if "full" in how and not Path("/dev/full").exists():
        pytest.skip("there is no device that is full")
    command = " ".join([*map(_quoted, SIGLUM), "check", ".", "--format", format_, how])
    done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False)
    lines = [line for line in sentences(done.stderr) if not line.startswith("13 ") and " checked: " not in line]
    assert lines == ([f"siglum: {said}"] if said else [])
    assert done.returncode == (2 if said else 0)


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
@pytest.mark.parametrize("format_", ["text", "json"])
def test_a_terminal_that_is_not_utf_8_is_spoken_to(environment: dict[str, str], format_: str, folder: Path) -> None:
    (folder / "é.xml").write_text('<?xml-model href="a.rng"?><Ω/>')
    done = siglum(folder, "check", "é.xml", "missing-é.xml", "--format", format_, env={**BARE, **environment})
    assert done.returncode == 2
    assert done.stderr.startswith("siglum: cannot read missing-")
    assert "Traceback" not in done.stderr
    if format_ == "json":
        (finding,) = json.loads(done.stdout)["findings"]
        assert os.fsencode(finding["path"]) == "é.xml".encode()
    else:
        assert "xml:1:" in done.stdout


def test_both_outputs_closed_is_an_exit_status(folder: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", " ".join([*map(_quoted, SIGLUM), "check", ".", "0<&- 1>&- 2>&-"])], cwd=folder, check=False
    )
    assert done.returncode == 2


def test_after_ctrl_c_the_exit_status_is_130(folder: Path) -> None:
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\nfrom siglum import checking\nimport time\nchecking.check = lambda *a: (print('on', flush=True), time.sleep(60))\nfrom siglum.cli import main; main()"
    running = subprocess.Popen(
        [sys.executable, "-c", code, "check", "."],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "on\n"
    time.sleep(0.2)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (130, "")


# ----- catalogs -----


def test_the_catalog_of_the_system_may_be_missing_broken_or_name_its_document_type(folder: Path) -> None:
    """XML_CATALOG_FILES=/etc/xml/catalog is what Debian sets."""
    (folder / "mine.xml").write_text('<?xml-model href="https://example.org/a.rng"?><b/>')
    dtd = '<!DOCTYPE catalog PUBLIC "-//OASIS//DTD Entity Resolution XML Catalog V1.0//EN" "http://www.oasis-open.org/committees/entity/release/1.0/catalog.dtd">'
    next_ = '<nextCatalog catalog="missing.xml"/><nextCatalog catalog="broken.xml"/><nextCatalog catalog="http://[x"/><uri name="https://example.org/a.rng" uri="a.rng"/>'
    (folder / "whole.cat").write_text(
        f'<?xml version="1.0"?>\n{dtd}\n<catalog xmlns="{NAMESPACE}">{next_.replace(chr(91), "(")}</catalog>'
    )
    (folder / "broken.xml").write_text("<catalog")
    os.mkfifo(folder / "pipe")
    named = " ".join(
        [
            f"file://{folder}/missing.cat",
            str(folder / "broken.xml"),
            str(folder / "pipe"),
            "http://[x",
            "/dev/zero",
            f"file://{folder}/whole.cat",
        ]
    )
    done = siglum(folder, "check", "mine.xml", "--stations", "relaxng", env={**os.environ, "XML_CATALOG_FILES": named})
    assert done.returncode == 1
    assert "error[" in done.stdout and "mine.xml:1:" in done.stdout
    assert sentences(done.stderr) == ["1 file checked: 1 error"]


@pytest.mark.parametrize("path", ["missing.cat", "pipe", "/dev/zero", "n" * 5000])
def test_a_catalog_that_was_asked_for_is_read_or_missed(path: str, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    done = siglum(folder, "check", "bad.xml", "--catalog", path)
    assert done.returncode == 2
    assert sentences(done.stderr)[0].startswith("siglum: cannot read ")


@pytest.mark.parametrize(
    "toml",
    [
        'documents = ["."]',
        "reading = [1]",
        "[" * 5000,
        'documents = ["letter.xml"]\nschema = "/dev/zero"',
        'documents = ["letter.xml"]\nschema = "%00http://[x"',
    ],
)
def test_a_configuration_made_to_crash_is_a_sentence(toml: str, tmp_path: Path) -> None:
    where = edition(tmp_path / "e", toml=toml if toml.startswith(("reading", "[")) else f"[edition]\n{toml}")
    for command in ("check", "build"):
        done = siglum(where, command)
        assert done.returncode == 2
        sentences(done.stderr)
        assert "siglum itself" not in done.stderr


def test_the_small_edition_is_as_it_was(tmp_path: Path) -> None:
    where = edition(tmp_path / "e", toml=TOML)
    assert siglum(where, "build").returncode == 0
