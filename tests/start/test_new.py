"""`siglum new`: whatever is said of it, an edition that checks, builds and passes its own tests; or nothing at all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree
from markdown_it import MarkdownIt

import siglum as api
from conftest import Command
from running import CliRunner
from siglum import start, writing
from siglum.cli import main
from siglum.cli import new as command
from siglum.failure import Failure
from siglum.start import LICENCES, Particulars
from siglum.start.particulars import tongue

TEI = "{http://www.tei-c.org/ns/1.0}"
HOSTILE = r"""“Ada’s” <b>letters</b> & {{title}} \ 'one' "two" `three` [*four*](five) # six: | ~ $(seven) ]]> &amp; ¹"""
SAID = (
    Particulars(title="Letters"),
    Particulars(title=HOSTILE, author=HOSTILE, editor=HOSTILE, language="de", licence=LICENCES["CC0-1.0"]),
    Particulars(title="word " * 99 + "words", author="A. " * 100, language="sr-Cyrl", licence=LICENCES["none"]),
    Particulars(title="رحلة\u200f ‏آدا", author="آدا", language="ar", licence=LICENCES["CC-BY-NC-SA-4.0"]),
    Particulars(title="W" * 500, editor="𝔄𝔡𝔞 " + "é" * 300, language="und"),
)
NAMES = ("plain", "hostile", "long", "rtl", "wide")


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("editions")
    for name, said in zip(NAMES, SAID, strict=True):
        start.create(folder / name, said)
    return {name: folder / name for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wrong_in_it(name: str, editions: dict[str, Path], siglum: Command) -> None:
    done = siglum("check", cwd=editions[name])
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "6 files checked: nothing found\n")
    laid = siglum("format", "--check", cwd=editions[name])
    assert (laid.returncode, laid.stdout) == (0, "")


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize("name", NAMES)
def test_its_own_tests_pass(name: str, editions: dict[str, Path], tools: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(editions[name], tmp_path / "copy")
    done = make("test", folder, tools)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (folder / "build" / "html" / "index.html").is_file()
    received = folder / "tests" / "readings" / "received.txt"
    received.write_text(received.read_text("utf-8").replace("Exampleton", "Sampleton"), "utf-8")
    done = make("test", folder, tools)
    assert done.returncode == 2 and "\n-“I" not in done.stdout and "Sampleton" in done.stdout
    assert make("accept", folder, tools).returncode == 0
    assert "Sampleton" not in received.read_text("utf-8")


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the command `siglum`, for a path to begin with."""
    folder = tmp_path_factory.mktemp("tools")
    script = f'#!/bin/sh\nexec {sys.executable} -c "from siglum.cli import main; main()" "$@"\n'
    (folder / "siglum").write_text(script)
    (folder / "siglum").chmod(0o755)
    return folder


def make(target: str, folder: Path, tools: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "MAKEFLAGS": ""}
    return subprocess.run(["make", target], cwd=folder, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("name", "said"), [*zip(NAMES, SAID, strict=True)])
def test_what_was_said_stands_in_each_file_as_it_was_said(
    name: str, said: Particulars, editions: dict[str, Path]
) -> None:
    folder = editions[name]
    root = etree.parse(folder / "tei" / "example.xml").getroot()
    statement = next(root.iter(f"{TEI}titleStmt"))
    assert statement.findtext(f"{TEI}title") == said.title and statement.findtext(f"{TEI}author", "") == said.author
    assert statement.findtext(f".//{TEI}name") == said.editor
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == said.language
    assert tomllib.loads((folder / "siglum.toml").read_text("utf-8"))["site"]["title"] == said.title
    cited = yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))
    assert (cited["title"], cited["authors"]) == (said.title, [{"name": said.editor}])
    assert cited.get("license", "none") == said.licence.id
    heading = etree.fromstring(MarkdownIt().render((folder / "README.md").read_text("utf-8")).partition("\n")[0])
    assert heading.tag == "h1" and not len(heading) and heading.text == said.title
    (licence,) = root.iter(f"{TEI}licence")
    assert licence.get("target", "") == said.licence.address
    assert f": {said.licence.name}." in "".join(map(str, licence.itertext()))
    assert (folder / "LICENSE.md").exists() == bool(said.licence.address)


def test_the_same_edition_is_the_same_bytes_and_names_no_machine(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "two" / "three"
    start.create(one, SAID[0])
    start.create(other, SAID[0])
    assert contents(one) == contents(other)
    assert not [
        name
        for name, data in contents(one).items()
        if str(tmp_path).encode() in data or (b"{{" in data and b"${{" not in data)
    ]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_every_template_is_used(tmp_path: Path) -> None:
    folder = Path(start.__file__).parent / "template"
    templates = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    start.create(tmp_path / "new", SAID[0])
    made = {name.lstrip(".") for name in contents(tmp_path / "new")}
    assert made == templates | {"schema/edition.rng", "schema/edition.sch"}


def test_the_files_for_other_programs_are_what_these_read(tmp_path: Path) -> None:
    start.create(tmp_path / "new", SAID[0])
    hooks, workflow, gitlab = (
        yaml.safe_load((tmp_path / "new" / name).read_text("utf-8"))
        for name in (".pre-commit-config.yaml", ".github/workflows/edition.yml", ".gitlab-ci.yml")
    )
    runs = [step["run"] for step in workflow["jobs"]["check"]["steps"] if "run" in step]
    install = "python -m pip install --requirement requirements.txt"
    assert runs == [install, "siglum check --format github", "make test"]
    assert workflow["jobs"]["publish"]["needs"] == "check"
    assert [hook["entry"] for hook in hooks["repos"][0]["hooks"]] == ["siglum check"]
    assert gitlab["check"]["script"][1:] == [
        "siglum check --format gitlab --output gl-code-quality-report.json",
        "make test",
    ]
    assert gitlab["pages"]["artifacts"]["paths"] == ["public"]


# ===== the command =====


def run(folder: Path, *arguments: str, typed: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(main, ["new", str(folder), *arguments], input=typed)
    return done.exit_code, done.output


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    status, said = run(tmp_path / "demo")
    assert (status, said) == (
        0,
        f"{tmp_path / 'demo'}/: an edition of 24 files; next: cd {tmp_path / 'demo'}; siglum check; siglum build\n",
    )
    assert '<title xml:lang="en">demo</title>' in (tmp_path / "demo" / "tei" / "example.xml").read_text("utf-8")


def test_each_question_has_an_option(tmp_path: Path) -> None:
    given = ("--title", "T", "--author", "A", "--editor", "E", "--language", "fr", "--licence", "cc-by-sa-4.0")
    assert run(tmp_path / "given", *given)[0] == 0
    start.create(tmp_path / "made", Particulars("T", "A", "E", "fr", LICENCES["CC-BY-SA-4.0"]))
    assert contents(tmp_path / "given") == contents(tmp_path / "made")


def test_on_a_terminal_what_is_not_given_is_asked_until_it_can_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "_at_terminal", lambda: True)
    status, said = run(tmp_path / "demo", "--title", "T", typed="A\n\nlatin\nla\nGPL\nCC0-1.0\n")
    assert status == 0, said
    assert "“latin” is no registered language tag: write “la”" in said
    assert "“GPL” is none of CC-BY-4.0, " in said and "title" not in said
    start.create(tmp_path / "made", Particulars("T", "A", "the editors", "la", LICENCES["CC0-1.0"]))
    assert contents(tmp_path / "demo") == contents(tmp_path / "made")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--language", "xx-Klingon"), "“xx-Klingon” is no registered language tag: write the tag of BCP 47, such as “en”, “de”, “ru-Latn”, “ar”"),
        (("--language", "de_AT"), "“de_AT” is no registered language tag: write “de-AT”"),
        (("--language", ""), "“” is no registered language tag: write the tag of BCP 47, such as “en”, “de”, “ru-Latn”, “ar”"),
        (("--title", " \t\n"), "the title is empty: give one, with --title"),
        (("--title", "a\x07b"), "the title has the character U+0007, which no text has: leave it out"),
        (("--author", "a\x1b[2Jb"), "the author has the character U+001B, which no text has: leave it out"),
        (("--editor", "a\x85b"), "the editor has the character U+0085, which no text has: leave it out"),
        (("--title", "a\ufffeb"), "the title has the character U+FFFE, which no text has: leave it out"),
        (("--title", "a\udc80b"), "the title has the character U+DC80, which no text has: leave it out"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_a_sentence(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    assert run(tmp_path / "demo", *arguments) == (2, f"siglum: {said}\n")
    assert list(tmp_path.iterdir()) == []


def test_white_space_is_that_of_one_line() -> None:
    assert Particulars(" Qu’est-ce\n que\u00a0? ").title == "Qu’est-ce que\u00a0?"
    assert tongue("ru-Latn-alalc97") == "ru-Latn-alalc97"


# ===== whole or not at all =====


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_at_terminal", lambda: True)
    (tmp_path / "mine.txt").write_text("mine")
    said = f"siglum: {tmp_path} has something in it, and nothing is overwritten: name a new folder\n"
    assert run(tmp_path) == (2, said)  # nothing was asked
    assert contents(tmp_path) == {"mine.txt": b"mine"}


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("file.txt", "cannot make {}: not a directory"),
        ("link", "cannot make {}: no such file or directory"),
        ("a" * 300, "cannot write {}/README.md: file name too long"),
    ],
)
def test_where_no_folder_can_be_made(where: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    before = sorted(tmp_path.iterdir())
    status, output = run(tmp_path / where, "--title", "T")
    assert (status, output.rstrip("\n").removesuffix("; nothing was written")) == (
        2,
        "siglum: " + said.format(tmp_path / where),
    )
    assert sorted(tmp_path.iterdir()) == before and (tmp_path / "file.txt").read_text() == "mine"


@pytest.mark.parametrize("inside", [(), (".git",)])
def test_an_empty_folder_or_an_empty_repository_is_filled(inside: Iterable[str], tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    for name in inside:
        (folder / name).mkdir()
    assert run(folder)[0] == 0
    assert {path.name for path in folder.iterdir()} >= {"siglum.toml", ".gitignore", *inside}
    assert not [path for path in folder.iterdir() if path.suffix == ".new"]


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("at", [1, 3, 24])
def test_a_disk_that_takes_no_more_leaves_nothing(
    there: bool, at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "demo"
    if there:
        (folder / ".git").mkdir(parents=True)
    whole, count = writing._beside, 0

    def full(*arguments: Any) -> Path:
        nonlocal count
        count += 1
        if count == at:
            raise OSError(28, "No space left on device")
        return whole(*arguments)

    monkeypatch.setattr(writing, "_beside", full)
    with pytest.raises(Failure, match=r"cannot write .*: no space left on device; nothing was written"):
        start.create(folder, SAID[0])
    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert left == (["demo", "demo/.git"] if there else [])


# ===== the toolkit that it names =====


@pytest.mark.parametrize(
    ("origin", "named"),
    [
        (None, f"siglum=={api.__version__}"),
        ("no JSON", f"siglum=={api.__version__}"),
        ({"url": "file:///somewhere", "dir_info": {"editable": True}}, f"siglum=={api.__version__}"),
        (
            {"url": "https://example.org/siglum", "vcs_info": {"vcs": "git", "commit_id": "0123abc"}},
            "siglum @ git+https://example.org/siglum@0123abc",
        ),
    ],
)
def test_the_toolkit_is_named_by_where_it_came_from(origin: Any, named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            return origin if origin is None or isinstance(origin, str) else json.dumps(origin)

    monkeypatch.setattr(metadata, "distribution", lambda name: Installed())
    assert start.files(SAID[0])["requirements.txt"].decode().splitlines()[1:] == [named]


# ===== what is imported into it =====

EVERYTHING = """# A title

By somebody, *in italics*, **in bold**, `in code`, with [a link](https://example.org/) and a note.[^1]

- one
- two

> A quotation.

| a | b |
|---|---|
| c | d |

    an example

* * *

[^1]: The note.
"""


def test_its_schema_knows_what_is_imported_into_it(tmp_path: Path, siglum: Command) -> None:
    folder = tmp_path / "demo"
    start.create(folder, SAID[0])
    (tmp_path / "text.md").write_text(EVERYTHING, "utf-8")
    assert siglum("import", "../text.md", "--language", "en", cwd=folder).returncode == 0
    done = siglum("check", "--stations", "relaxng,fidelity", "--quiet", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")
