"""Another package adds a check and an output; one that is broken is said in a sentence, and hides nothing else."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Command
from packages import install as look_installed
from siglum import publish

EXAMPLE = Path(__file__).parent / "example"
DOCS = Path(__file__).parents[2] / "docs" / "plugins.md"
Installed = Callable[..., dict[str, str]]

PROBE = "import sys; print('importlib.metadata' in sys.modules, file=sys.stderr)"


@pytest.fixture
def installed(tmp_path: Path) -> Installed:
    """Make packages look installed: their files and metadata in a folder on the path. Gives the environment."""

    def install(*packages: Path) -> dict[str, str]:
        for package in packages:
            look_installed(package, tmp_path / "path")
        return {"PYTHONPATH": os.pathsep.join((str(tmp_path / "path"), *filter(None, [os.environ.get("PYTHONPATH")])))}

    return install


def package(folder: Path, name: str, group: str, point: str, module: str) -> Path:
    """A package with one entry point and one module, `broken`."""
    inside = folder / name / name.replace("-", "_")
    inside.mkdir(parents=True)
    (inside / "__init__.py").write_text("")
    (inside / "broken.py").write_text(module)
    (folder / name / "pyproject.toml").write_text(
        f'[project]\nname = "{name}"\nversion = "2"\n[project.entry-points."siglum.{group}"]\n{point} = "{inside.name}.broken"\n'
    )
    return folder / name


@pytest.fixture
def long(small: Path) -> Path:
    """The small edition with a paragraph of seventy words."""
    essay = small / "tei" / "voyage.xml"
    essay.write_text(essay.read_text("utf-8").replace("That is all.", "word " * 70), "utf-8")
    return small


def findings(said: str) -> list[tuple[str, str]]:
    return [(finding["code"], finding["severity"]) for finding in json.loads(said)["findings"]]


def test_a_check_is_added_with_its_weight(long: Path, siglum: Command, installed: Installed) -> None:
    arguments = ("check", "--stations", "integrity", "--format", "json")
    assert findings(siglum(*arguments, cwd=long).stdout) == []
    env = installed(EXAMPLE)
    done = siglum(*arguments, cwd=long, env=env)
    assert (findings(done.stdout), done.stderr, done.returncode) == ([("long-paragraph", "warning")], "", 0)


@pytest.mark.parametrize(("level", "found"), [("error", ["error"]), ("note", ["note"]), ("off", [])])
def test_an_edition_gives_it_another_weight(
    level: str, found: list[str], long: Path, siglum: Command, installed: Installed
) -> None:
    with (long / "siglum.toml").open("a") as file:
        file.write(f'\n[checks]\nlong-paragraph = "{level}"\n')
    done = siglum("check", "--stations", "integrity", "--format", "json", cwd=long, env=installed(EXAMPLE))
    assert [severity for _, severity in findings(done.stdout)] == found


def test_a_check_that_is_off_counts_where_an_edition_asks_for_it(
    long: Path, siglum: Command, installed: Installed, tmp_path: Path
) -> None:
    text = (EXAMPLE / "siglum_example" / "long_paragraph.py").read_text("utf-8").replace("OFF = False", "OFF = True")
    env = installed(package(tmp_path, "quiet", "checks", "long-paragraph", text))
    arguments = ("check", "--stations", "integrity", "--format", "json")
    assert findings(siglum(*arguments, cwd=long, env=env).stdout) == []
    assert "(integrity, warning, off by default)" in siglum("explain", "long-paragraph", cwd=long, env=env).stdout
    with (long / "siglum.toml").open("a") as file:
        file.write('\n[checks]\nlong-paragraph = "note"\n')
    assert findings(siglum(*arguments, cwd=long, env=env).stdout) == [("long-paragraph", "note")]


def test_it_is_explained_listed_and_silenced_like_ours(long: Path, siglum: Command, installed: Installed) -> None:
    env = installed(EXAMPLE)
    page = siglum("explain", "long-paragraph", cwd=long, env=env).stdout
    assert page.startswith(
        "long-paragraph (integrity, warning)\n\nA paragraph is too long to be cited by its number.\n\nWho"
    )
    rows = [line.split(maxsplit=1) for line in siglum("explain", cwd=long, env=env).stdout.splitlines()]
    assert ["long-paragraph", "A paragraph is too long to be cited by its number."] in rows
    essay = long / "tei" / "voyage.xml"
    silence = '<?siglum ignore long-paragraph because it is a list?>\n<p xml:id="p5"'
    essay.write_text(essay.read_text("utf-8").replace('<p xml:id="p5"', silence), "utf-8")
    assert siglum("check", "--stations", "integrity", cwd=long, env=env).stdout == ""


def test_an_output_is_added_and_held_to_its_reading(small: Path, siglum: Command, installed: Installed) -> None:
    env = installed(EXAMPLE)
    done = siglum("build", "--outputs", "words,text", cwd=small, env=env)
    assert (done.stderr, done.returncode) == ("published to build/: text, words\n", 0)
    assert (small / "build" / "words" / "letter.txt").read_text("utf-8").split() == (
        ["“I", "have", "arrived", "in", "the", "harbour.", "The", "town", "is", "fair.”"]
    )
    assert not (small / "build" / "html").exists()


def test_an_output_that_says_something_else_is_not_published(
    small: Path, siglum: Command, installed: Installed, tmp_path: Path
) -> None:
    text = (EXAMPLE / "siglum_example" / "words.py").read_text("utf-8").replace(".split()", ".split()[1:]")
    done = siglum(
        "build", "--outputs", "words", cwd=small, env=installed(package(tmp_path, "lossy", "outputs", "words", text))
    )
    assert done.returncode == 1
    assert "error[output-differs]: letter.txt lacks ““I”\n" in done.stdout
    assert not (small / "build").exists()


PAGE = '"""A page.\n\nMore."""\n'
CHECK = f'{PAGE}SEVERITY = "error"\ndef check(document, index):\n    '
OUTPUT = "def texts(made, files):\n    return []\ndef files(made):\n    "

BROKEN_CHECKS = {
    "is not there": ("import nothing_of_that_name", "cannot be loaded (ModuleNotFoundError No module named 'nothing_of_that_name'); mend it, or uninstall its package"),
    "is no Python": ("def", "cannot be loaded (SyntaxError invalid syntax (broken.py, line 1)); mend it, or uninstall its package"),
    "fails": (CHECK + "yield index.nothing", "fails (AttributeError 'Index' object has no attribute 'nothing'); mend it, or uninstall its package"),
    "yields no finding": (CHECK + "yield 1", "fails (TypeError replace() should be called on dataclass instances); mend it, or uninstall its package"),
    "has no weight": (f"{PAGE}def check(document, index):\n    return []", "has no SEVERITY; set it to one of “error”, “warning”, “note”"),
    "has no page": ('SEVERITY = "error"\ndef check(document, index):\n    return []', "has no docstring, which is its page; write one"),
    "has no check": (f'{PAGE}SEVERITY = "error"', "has no function “check”; define check(document, index)"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN_CHECKS)
def test_a_broken_check_is_said_and_the_others_still_run(
    case: str, small: Path, siglum: Command, installed: Installed, tmp_path: Path
) -> None:
    module, said = BROKEN_CHECKS[case]
    env = installed(EXAMPLE, package(tmp_path, "sad", "checks", "sad", module))
    essay = small / "tei" / "voyage.xml"
    essay.write_text(
        essay.read_text("utf-8")
        .replace("That is all.", "word " * 70)
        .replace('"person:vogel" toWhom', '"person:vogl" toWhom'),
        "utf-8",
    )
    done = siglum("check", "--stations", "integrity", "--format", "json", cwd=small, env=env)
    assert findings(done.stdout) == [("dangling-pointer", "error"), ("long-paragraph", "warning")]
    assert (done.stderr, done.returncode) == (f"siglum: the plug-in “sad” (sad 2) {said}\n", 2)


BROKEN_OUTPUTS = {
    "is not there": ("import nothing_of_that_name", "cannot be loaded (ModuleNotFoundError No module named 'nothing_of_that_name'); mend it, or uninstall its package"),
    "makes nothing": ("", "has no function “files”; define files(made) and texts(made, files)"),
    "fails": (OUTPUT + "return made.nothing", "fails (AttributeError 'Made' object has no attribute 'nothing'); mend it, or uninstall its package"),
    "writes elsewhere": (OUTPUT + 'return {"../x": b""}', "makes the file “../x”; a file has bytes, and lies in the output's folder"),
    "writes no bytes": (OUTPUT + 'return {"x": "text"}', "makes the file “x”; a file has bytes, and lies in the output's folder"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN_OUTPUTS)
def test_a_broken_output_is_said_and_nothing_is_published(
    case: str, small: Path, siglum: Command, installed: Installed, tmp_path: Path
) -> None:
    module, said = BROKEN_OUTPUTS[case]
    env = installed(package(tmp_path, "sad", "outputs", "sad", module))
    done = siglum("build", "--outputs", "text,sad", cwd=small, env=env)
    assert (done.stdout, done.stderr, done.returncode) == ("", f"siglum: the plug-in “sad” (sad 2) {said}\n", 2)
    assert not (small / "build").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("duplicate-id", "the plug-in “duplicate-id” (sad 2) has the name of a finding of Siglum; give it another"),
        ("Long", "the plug-in “Long” (sad 2) has a name that is not of lower-case letters and hyphens; ask its authors for another, or uninstall its package"),
        ("long-paragraph", "the plug-in “long-paragraph” (siglum-example 1.0) has the name of another, from sad 2; ask its authors for another, or uninstall its package"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_used(
    name: str, said: str, small: Path, siglum: Command, installed: Installed, tmp_path: Path
) -> None:
    env = installed(EXAMPLE, package(tmp_path, "sad", "checks", name, CHECK + "return []"))
    done = siglum("check", "--stations", "integrity", cwd=small, env=env)
    assert (done.stderr.splitlines()[0], done.returncode) == (f"siglum: {said}", 2)


def test_an_output_there_is_not_is_told_of_those_that_are(small: Path, siglum: Command, installed: Installed) -> None:
    done = siglum("build", "--outputs", "odt", cwd=small, env=installed(EXAMPLE))
    names = ", ".join((*publish.OUTPUTS, "words"))
    assert " ".join(done.stderr.split()) == f"siglum: there is no output “odt”: the outputs are {names}"


def test_a_check_of_the_grammar_reads_no_entry_points(
    small: Path, installed: Installed, siglum: Command, tmp_path: Path
) -> None:
    """Even where a plug-in is broken, and where the configuration names one of our checks."""
    env = installed(package(tmp_path, "sad", "checks", "sad", "import nothing_of_that_name"))
    (tmp_path / "path" / "sitecustomize.py").write_text(f"import atexit\natexit.register(lambda: exec({PROBE!r}))\n")
    with (small / "siglum.toml").open("a") as file:
        file.write('\n[checks]\nunused-entry = "off"\n')
    for format_ in ("text", "json"):
        done = siglum("check", "--stations", "relaxng", "--format", format_, cwd=small, env=env)
        assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "False")
    assert siglum("check", "--stations", "integrity", cwd=small, env=env).stderr.splitlines()[-1] == "True"


def test_the_documentation_shows_the_example_as_it_is() -> None:
    text = DOCS.read_text("utf-8")
    for path in (EXAMPLE / "pyproject.toml", *sorted(EXAMPLE.glob("siglum_example/[a-z]*.py"))):
        shown = "".join(f"    {line}".rstrip() + "\n" for line in path.read_text("utf-8").splitlines())
        assert shown in text, path.name
