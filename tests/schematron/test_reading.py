"""A schema with what it includes; what of it is kept; the process in which its rules run."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, ClassVar

import pytest
from lxml import etree

from siglum import schematron
from siglum.document import Document
from siglum.failure import Failure
from siglum.keeping import NOTHING
from siglum.schematron import Confined, Run, Task, handing, worker
from siglum.schematron import run as running
from siglum.schematron.assembly import SCH, assembled
from siglum.schematron.compile import Rules
from siglum.schematron.handing import Handed, told

SOURCE = "{urn:siglum:source}"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
    return tmp_path


def write(name: str, text: str) -> Path:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return Path(name)


def schema(inner: str, attributes: str = "") -> str:
    return f'<schema xmlns="{SCH}" queryBinding="xslt2"{attributes}>{inner}</schema>'


def rule(test: str = "@n", context: str = "p", said: str = "no number") -> str:
    return f'<pattern xmlns="{SCH}"><rule context="{context}"><assert test="{test}">{said}</assert></rule></pattern>'


def refusal(path: Path) -> str:
    with pytest.raises(Failure) as failure:
        assembled(path, [])
    return str(failure.value)


# ----- inclusions -----


def shape(root: etree._Element) -> list[tuple[str, str | None, str | None]]:
    """The elements with the file that is named on them, and their lines."""
    return [
        (etree.QName(e).localname, (p := e.get(f"{SOURCE}path")) and Path(p).name, e.get(f"{SOURCE}line"))
        for e in root.iter(etree.Element)
    ]


def test_an_inclusion_stands_where_it_was_asked_for_and_knows_its_file(folder: Path) -> None:
    write(
        "s.sch",
        schema(
            '\n<title/><extends rule="r"/>\n<include href="in/a.sch"/><extends href="b.sch"/>\n<ns prefix="x" uri="u"/>'
        ),
    )
    write("in/a.sch", f'\n<pattern xmlns="{SCH}"><include href="c.sch#second"/></pattern>')
    write("in/c.sch", f'<x xmlns="{SCH}"><rule id="first"/><rule xml:id="second"/></x>')
    write("b.sch", schema("<pattern/>\n<phase/>"))
    read: list[Path] = []
    root = assembled(Path("s.sch"), read)
    assert root is not None
    assert shape(root) == [
        ("schema", "s.sch", "1"), ("title", None, "2"), ("extends", None, "2"), ("pattern", "a.sch", "2"), ("rule", "c.sch", "1"),
        ("pattern", "b.sch", "1"), ("phase", "b.sch", "2"), ("ns", None, "4"),
    ]  # fmt: skip
    assert read == [folder / name for name in ("s.sch", "in/a.sch", "in/c.sch", "b.sch")]
    assert [e.get("{http://www.w3.org/XML/1998/namespace}id") for e in root.iter(f"{{{SCH}}}rule")] == ["second"]


def test_what_cannot_be_included_is_said_with_its_line() -> None:
    write("part.sch", schema(""))
    cases = {
        '\n<include href="none.sch"/>': "s.sch:2: there is no file none.sch to include",
        '<include href="part.sch#x"/>': "s.sch:1: part.sch has no element with the id “x”",
        '\n\n<include href="s.sch"/>': "s.sch:3: the schema includes itself (s.sch)",
        '<include href="in"/>': "s.sch:1: there is no file in to include",
    }
    Path("in").mkdir()
    for inner, said in cases.items():
        assert refusal(write("s.sch", schema(inner))) == said
    write("round.sch", schema('<include href="s.sch"/>'))
    assert (
        refusal(write("s.sch", schema('<include href="round.sch"/>')))
        == "round.sch:1: the schema includes itself (s.sch)"
    )
    write("deep/s.sch", schema('<include href="../part.sch"/>'))
    assert (
        refusal(Path("deep/s.sch"))
        == "deep/s.sch includes deep/../part.sch, which lies outside its folder: copy it there"
    )
    assert refusal(write("bad.sch", "<schema>")).startswith("bad.sch:1:2: ")
    old = '<schema xmlns="http://www.ascc.net/xml/schematron"/>'
    assert refusal(write("old.sch", old)) == f"old.sch is a Schematron 1.5 schema: only ISO Schematron ({SCH}) is known"


def test_inclusions_and_extensions_have_a_greatest_depth() -> None:
    for n in range(60):
        write(f"{n}.sch", schema(f'<include href="{n + 1}.sch"/>' if n < 50 else ""))
    assert assembled(Path("0.sch"), []) is not None
    write("50.sch", schema('\n<include href="51.sch"/>'))
    assert refusal(Path("0.sch")) == "50.sch:2: the schema includes itself (51.sch)"

    def chain(length: int) -> Path:
        rules = (f'\n<rule abstract="true" id="r{n}"><extends rule="r{n + 1}"/></rule>' for n in range(length))
        last = f'<rule abstract="true" id="r{length}"><assert test="@n">no number</assert></rule>'
        return write("d.sch", schema(f"<pattern>{''.join(rules)}{last}</pattern>"))

    assert schematron.read(chain(50)).stylesheet
    with pytest.raises(Failure) as failure:
        schematron.read(chain(51))
    assert str(failure.value) == "d.sch:52: rules extend each other more than 50 deep"


def test_a_schema_has_a_greatest_number_of_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siglum.schematron.assembly._MOST_FILES", 3)
    write("part.sch", schema(""))
    assert assembled(write("s.sch", schema('<include href="part.sch"/>' * 2)), []) is not None
    said = "s.sch includes more than 3 files: look for one that includes itself"
    assert refusal(write("s.sch", schema('<include href="part.sch"/>' * 3))) == said


def test_a_part_of_the_schema_itself_may_be_included() -> None:
    root = assembled(write("s.sch", schema('<pattern id="p"/><include href="s.sch#p"/>')), [])
    assert root is not None and [e.get("id") for e in root] == ["p", "p"]


def test_rules_inside_another_schema_are_gathered() -> None:
    text = f"""<grammar xmlns="urn:g" xmlns:s="{SCH}" xmlns:y="urn:y">
    <s:ns prefix="x" uri="urn:x"/><s:ns prefix="x" uri="urn:other"/><s:ns prefix="z" uri="urn:z"/><s:ns uri="urn:1"/><s:ns uri="urn:2"/>
    <define><s:rule context="a"><s:let name="v"/></s:rule>tail</define><s:pattern><s:rule context="b"/></s:pattern>
    </grammar>"""
    root = assembled(write("g.rng", text), [])
    assert root is not None
    assert [(etree.QName(e).localname, e.get("prefix") or e.get("context") or "") for e in root.iter()] == [
        ("schema", ""), ("ns", "x"), ("ns", "z"), ("ns", ""), ("pattern", ""), ("rule", "a"), ("let", ""), ("pattern", ""), ("rule", "b"),
    ]  # fmt: skip
    assert (root.get(f"{SOURCE}path"), root.get(f"{SOURCE}line")) == ("g.rng", "1")
    assert [e.get("uri") for e in root.iter(f"{{{SCH}}}ns")] == ["urn:x", "urn:z", "urn:1"]
    assert (root.nsmap["y"], root.nsmap["sch"], None in root.nsmap) == ("urn:y", SCH, False)
    assert "tail" not in "".join(root.itertext())
    assert next(root.iter(f"{{{SCH}}}let")).get(f"{SOURCE}line") == "3"
    assert (
        assembled(write("h.rng", f'<grammar xmlns:s="{SCH}"><s:ns prefix="x" uri="u"/><s:pattern/></grammar>'), [])
        is None
    )


# ----- what is kept -----


def kept() -> list[Path]:
    return sorted(Path("kept/siglum/schematron").glob("*")) if Path("kept").exists() else []


def test_compiled_rules_are_kept_and_believed_where_they_are_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("s.sch", schema(rule()))
    schematron.read(path, cache=NOTHING)
    assert kept() == []
    first = schematron.read(path)
    (file,) = kept()
    assert re.fullmatch(r"[0-9a-f]{64}\.xsl", file.name)
    assert (first.path, first.files) == ("s.sch", (Path("s.sch").resolve(),))
    whole = file.read_bytes()
    for broken in (b"<xsl:stylesheet>half", b"\xff", b"", whole[:-40]):
        file.write_bytes(broken)
        assert schematron.read(path).stylesheet == first.stylesheet
    file.write_bytes(whole)
    with monkeypatch.context() as without:
        without.setattr("siglum.schematron.compile._compiled", None)
        assert schematron.read(path).stylesheet == first.stylesheet
        with pytest.raises(TypeError):
            schematron.read(path, cache=NOTHING)
    monkeypatch.setenv("XDG_CACHE_HOME", "kept")
    file.unlink()
    assert schematron.read(path).stylesheet == first.stylesheet
    assert kept() == []


def test_where_things_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("s.sch", schema(rule()))
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(folder / "home"))
    schematron.read(path)
    assert len(list((folder / "home/.cache/siglum/schematron").iterdir())) == 1
    monkeypatch.delenv("HOME")
    assert schematron.read(path).stylesheet


def test_a_file_that_is_included_twice_counts_once(folder: Path) -> None:
    write("part.sch", rule())
    path = write("s.sch", schema('<include href="part.sch"/><include href="part.sch"/>'))
    assert schematron.read(path).files == (folder / "s.sch", folder / "part.sch")
    assert schematron.read(write("g.rng", "<grammar/>")).files == (folder / "g.rng",)


def test_a_line_of_the_stylesheet_leads_to_the_schema() -> None:
    rules = Rules("s.sch", 'one\n<a source:at="s.sch:2"/>\n<b source:at="s.sch:3"/><c source:at="s.sch:4"/>\nlast')
    assert [rules.place(n) for n in (1, 2, 3, 4, 9)] == ["", "s.sch:2", "s.sch:4", "s.sch:4", "s.sch:4"]


# ----- the process -----


@pytest.fixture
def confined() -> Iterator[Confined]:
    confined = Confined()
    yield confined
    confined.end()


def document(text: str = "<a><p/></a>", path: str = "d.xml") -> Document:
    return Document.parse(text.encode("utf-8"), path)


def test_one_process_serves_many_schemas_and_documents(confined: Confined, folder: Path) -> None:
    both = [schematron.read(write(f"{n}.sch", schema(rule(f"@{n}", said=n)))) for n in "ab"]
    documents = [document(path="d.xml"), document('<a><p a=""/></a>', "e.xml")]
    tasks = [Task(rules, one, folder) for rules in both for one in documents]
    run = Run(tasks, confined=confined)
    assert [[f"{f.path} {f.message}" for f in run.findings(task)] for task in reversed(tasks)] == [
        ["e.xml b"],
        ["d.xml b"],
        [],
        ["d.xml a"],
    ]
    again = Run(tasks[:1], confined=confined)
    assert [f.message for f in again.findings(tasks[0])] == ["a"]


def test_a_process_that_has_ended_is_begun_again(confined: Confined, folder: Path) -> None:
    rules = schematron.read(write("s.sch", schema(rule())))
    task = Task(rules, document(), folder)
    for _ in range(2):
        assert [f.message for f in Run([task], confined=confined).findings(task)] == ["no number"]
        confined.end()


class Begun(subprocess.Popen[bytes]):
    """A process that is remembered."""

    all: ClassVar[list[subprocess.Popen[bytes]]] = []

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.all.append(self)


class Ended(Begun):
    """A process that ends as soon as it has begun."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.kill()
        self.wait()


@pytest.mark.skipif(not Path("/proc/self/limits").is_file(), reason="the system does not say how it holds a process")
def test_the_system_holds_the_process(confined: Confined, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", Begun)
    monkeypatch.setattr(Begun, "all", [])
    task = Task(schematron.read(write("s.sch", schema(rule()))), document(), folder)
    assert [f.message for f in Run([task], confined=confined).findings(task)] == ["no number"]
    (process,) = Begun.all
    known = Path("/proc", str(process.pid))
    limits = dict(re.findall(r"^(Max .+?)  +(\S+)", (known / "limits").read_text(), re.MULTILINE))
    assert int(limits["Max open files"]) < 32
    assert (limits["Max core file size"], limits["Max data size"]) == ("0", str(running.MEMORY))
    assert limits["Max file size"] == "100000000"
    masks = dict(re.findall(r"^(Sig(?:Ign|Cgt)):\t(\S+)", (known / "status").read_text(), re.MULTILINE))
    python_keeps = int(masks["SigIgn"], 16) | int(masks["SigCgt"], 16)
    for sent in (signal.SIGINT, signal.SIGALRM, signal.SIGXFSZ):
        assert not python_keeps & 1 << sent - 1, sent.name
    assert ((known / "environ").read_bytes(), (known / "cwd").readlink()) == (b"", Path("/"))
    confined.end()
    assert process.poll() is not None


@pytest.mark.skipif(not Path("/proc/self/statm").is_file(), reason="the system does not say what a process holds")
def test_a_process_that_holds_too_much_is_replaced(
    confined: Confined, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "Popen", Begun)
    monkeypatch.setattr(Begun, "all", [])
    rules = schematron.read(write("s.sch", schema(rule())))
    tasks = [Task(rules, document(path=f"{n}.xml"), folder) for n in range(3)]

    def processes() -> int:
        Begun.all.clear()
        run = Run(tasks, confined=confined)
        assert [[f.path for f in run.findings(task)] for task in tasks] == [["0.xml"], ["1.xml"], ["2.xml"]]
        return len(Begun.all)

    assert processes() == 1
    monkeypatch.setattr(running, "MOST_HELD", 1)
    assert processes() == 0  # it has done too little to be worth another
    monkeypatch.setattr(running, "_WORTH_ANOTHER", 1)
    assert processes() == 3
    assert [process.poll() is None for process in Begun.all] == [False, False, True]


def test_a_process_that_ends_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = schematron.read(write("s.sch", schema(rule())))
    monkeypatch.setattr(subprocess, "Popen", Ended)
    with pytest.raises(Failure) as failure:
        schematron.check(rules, document())
    assert str(failure.value) == "no rules can be applied: a process for them cannot be started (it ends at once)"


def test_a_process_that_ends_while_it_is_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = schematron.read(write("s.sch", schema(rule())))
    write("ends.py", """print('{"said": ""}', flush=True)\ninput()""")
    monkeypatch.setattr(running, "_WORKER", folder / "ends.py")
    with pytest.raises(Failure) as failure:
        schematron.check(rules, document())
    assert str(failure.value) == (
        "the rules of s.sch ended their process on d.xml: look for one that calls itself without end, or needs more than "
        f"{running.MEMORY:,} bytes of memory"
    )


def test_a_system_without_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*given: Any, **named: Any) -> Any:
        raise OSError(11, "Resource temporarily unavailable")

    rules = schematron.read(write("s.sch", schema(rule())))
    monkeypatch.setattr(subprocess, "Popen", none)
    with pytest.raises(Failure) as failure:
        schematron.check(rules, document())
    said = "no rules can be applied: a process for them cannot be started (resource temporarily unavailable)"
    assert str(failure.value) == said


def test_a_process_without_saxon(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = schematron.read(write("s.sch", schema(rule())))
    none = "import runpy, sys\nsys.modules['saxonche'] = None\n"
    write("without.py", none + f"runpy.run_path({str(running._WORKER)!r}, run_name='__main__')")
    monkeypatch.setattr(running, "_WORKER", folder / "without.py")
    with pytest.raises(Failure) as failure:
        schematron.check(rules, document())
    said = str(failure.value)
    assert said.startswith("no rules can be applied: a process for them cannot be started (") and "saxonche" in said


def test_what_the_library_prints_is_no_answer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = schematron.read(write("s.sch", schema(rule())))
    write("lib/saxonche.py", "import os\nos.write(1, b'a greeting\\n')\nraise RuntimeError('no licence')")
    begun = f"runpy.run_path({str(running._WORKER)!r}, run_name='__main__')"
    write("greeting.py", f"import runpy, sys\nsys.path.insert(0, {str(folder / 'lib')!r})\n{begun}")
    monkeypatch.setattr(running, "_WORKER", folder / "greeting.py")
    with pytest.raises(Failure) as failure:
        schematron.check(rules, document())
    assert str(failure.value) == "no rules can be applied: a process for them cannot be started (no licence)"


def test_saxon_is_found_where_only_the_environment_says_that_it_lies(folder: Path) -> None:
    """The process of the rules looks at no environment: it is told the folder."""
    write("s.sch", schema(rule()))
    write("d.xml", "<d><p/></d>")
    python = getattr(sys, "_base_executable", sys.executable)
    command = ["check", "d.xml", "--schematron", "s.sch", "--stations", "schematron", "--format", "json"]
    done = subprocess.run(
        [python, "-c", "from siglum.cli import main; main()", *command],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONNOUSERSITE": "1"},
    )
    assert [found["message"] for found in json.loads(done.stdout)["findings"]] == ["no number"]
    assert done.returncode == 1


@pytest.mark.parametrize(
    "line", ["half of", "[1]", '["said"]', '{"x": "y"}', '{"said": "", "error": ""}', "{}", "null"]
)
def test_a_process_that_answers_in_another_form_counts_as_ended(
    line: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = schematron.read(write("s.sch", schema(rule())))
    begun = """import sys\nprint('{"said": ""}', flush=True)\n"""
    write("w.py", f"{begun}for _ in sys.stdin: print({line!r}, flush=True)")
    monkeypatch.setattr(running, "_WORKER", folder / "w.py")
    with pytest.raises(Failure, match=r"^the rules of s\.sch ended their process on d\.xml: "):
        schematron.check(rules, document(), folder)


def test_a_fault_of_the_toolkit_is_said_and_so_is_what_was_never_applied(
    confined: Confined, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: object) -> None:
        raise RuntimeError("lost")

    rules = schematron.read(write("s.sch", schema(rule())))
    tasks = [Task(rules, document(), folder) for _ in range(2)]
    monkeypatch.setattr(confined, "apply", faulty)
    run = Run(tasks[:1], confined=confined)
    said = ["siglum itself is at fault here (RuntimeError: lost): please report it", ""]
    for task, more in zip(tasks, said, strict=True):
        with pytest.raises(Failure) as failure:
            run.findings(task)
        assert str(failure.value) == "the rules of s.sch could not be applied" + (f": {more}" if more else "")


def test_of_several_tasks_one_that_fails_keeps_no_other_from_being_done(confined: Confined, folder: Path) -> None:
    broken, whole = (
        schematron.read(write(f"{n}.sch", schema(rule(test)))) for n, test in (("broken", "@n eq"), ("whole", "@n"))
    )
    tasks = [Task(rules, document(), folder) for rules in (broken, whole)]
    run = Run(tasks, confined=confined)
    with pytest.raises(Failure, match=r"^broken\.sch:1: "):
        run.findings(tasks[0])
    assert [f.message for f in run.findings(tasks[1])] == ["no number"]


def test_rules_see_what_stands_before_and_after_the_root(folder: Path) -> None:
    rules = schematron.read(
        write(
            "s.sch", schema(rule("count(//processing-instruction()) = 2 and count(//comment()) = 1", "/*", "not all"))
        )
    )
    whole = document("<?one x?><!-- c --><a><p/></a><?two y?>")
    assert schematron.check(rules, whole) == []
    assert [f.message for f in schematron.check(rules, document())] == ["not all"]


def test_a_schema_without_rules_finds_nothing() -> None:
    assert schematron.check(schematron.read(write("g.rng", "<grammar/>")), document()) == []


def test_the_same_thing_is_said_once() -> None:
    rules = schematron.read(write("s.sch", schema(rule() + rule() + rule(said="other"))))
    assert [f.message for f in schematron.check(rules, document())] == ["no number", "other"]


DOCUMENTS = '<pattern documents="{}"><rule context="p"><report test="true()">here</report></rule></pattern>'


def test_a_pattern_speaks_of_other_documents() -> None:
    rules = schematron.read(
        write("s.sch", schema(DOCUMENTS.format("/a/@href") + DOCUMENTS.format("'in/c.xml'") + rule()))
    )
    assert rules.reads_more
    for name in ("in/b.xml", "in/c.xml"):
        write(name, "<b>\n<p/></b>")
    found = schematron.check(rules, document('<?xml version="1.0"?><a href="in/b.xml"><p/></a>'), Path())
    assert sorted((f.path, f.span.start.line, f.message) for f in found) == [
        ("d.xml", 1, "no number"), ("in/b.xml", 2, "here"), ("in/c.xml", 2, "here"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bad.xml", "s.sch asks for bad.xml, which is no document: "), ("none.xml", "cannot read none.xml: no such file or directory"),
        ("../d.xml", "s.sch asks for ../d.xml, which lies outside "),
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_had(name: str, said: str) -> None:
    write("bad.xml", "<a>")
    rules = schematron.read(write("s.sch", schema(DOCUMENTS.format(f"'{name}'"))))
    with pytest.raises(Failure) as failure:
        schematron.check(rules, document())
    assert str(failure.value).startswith(said)


@pytest.mark.parametrize(
    ("test", "said"),
    [
        ("@n eq", r"s\.sch:2: .*\(XPST0003\)"), ("nothing(.)", r"s\.sch:2: .*\(XPST0017\)"), ("$x", r"s\.sch:2: .*x.*\(XPST0008\)"),
    ],
)  # fmt: skip
def test_an_expression_that_does_not_compile_is_said_with_its_line(test: str, said: str) -> None:
    rules = schematron.read(write("s.sch", schema(f"\n{rule(test)}")))
    with pytest.raises(Failure) as failure:
        schematron.check(rules, document())
    assert re.fullmatch(said, str(failure.value)), str(failure.value)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("Error in {p[} at char 3 in xsl:if/@test on line 1 of file:///:\n  XPST0003  Unexpected token <eof> before ...", "Unexpected token <eof> (XPST0003)"),
        ("Error at char 5 on line 1:\n  XPST0008  Variable $x has not been declared\n  In template rule", "Variable $x has not been declared (XPST0008)"),
        ("Error in {f()} on line 1:\n  XPST0017  Cannot find a function named f(). External functions have\n  been disabled.\n  In template rule", "Cannot find a function named f(). External functions have been disabled (XPST0017)"),
        ("A fault\nError on line 1 of file:///:\n  FOER0000  A fault  (as the rule says).", "A fault (FOER0000)"),
        ("Error on line 1 of file:///:\nToo many nested calls.", "Too many nested calls"),
    ],
)  # fmt: skip
def test_of_what_saxon_says_the_fault_is_kept_in_whole_sentences(error: str, said: str) -> None:
    assert running._said(error) == said


class Refusing:
    """A library that writes a message and refuses, whatever it is asked for."""

    def __init__(self, caught: IO[bytes]) -> None:
        self.caught = caught

    def new_xslt30_processor(self) -> None:
        self.caught.write(b"where it is")
        raise RuntimeError("what is wrong")


def test_an_error_is_told_with_its_own_messages_alone(folder: Path) -> None:
    with Path("caught").open("w+b") as caught:
        caught.write(b"a message of an earlier rule, which was longer")
        answer = worker._answered(Refusing(caught), {}, {"stylesheet": 0, "text": "<x/>"}, caught)
    assert answer == {"error": "what is wrong\nwhere it is"}


def test_an_answer_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = schematron.read(write("s.sch", schema(rule(said="x" * 2000))))
    monkeypatch.setattr(running, "LONGEST", 1000)
    with pytest.raises(Failure) as failure:
        schematron.check(rules, document())
    assert str(failure.value) == "the rules of s.sch say more than 1,000 bytes of d.xml"


def test_a_variable_of_the_schema_may_read_another_document() -> None:
    write("b.xml", "<b n='2'/>")
    rules = schematron.read(write("s.sch", schema("<let name='n' value=\"doc('b.xml')/b/@n\"/>" + rule("@n = $n"))))
    assert [f.message for f in schematron.check(rules, document("<a><p n='2'/><p n='3'/></a>"))] == ["no number"]


@pytest.mark.parametrize(
    "asking",
    [DOCUMENTS.format("('a.xml', 'b.xml', 'c.xml')"), rule("count(('a.xml', 'b.xml', 'c.xml') ! doc(.)) = 3")],
    ids=["patterns", "expressions"],
)
def test_rules_that_ask_for_too_many_documents_are_stopped(asking: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = schematron.read(write("s.sch", schema(asking)))
    for name in "abc":
        write(f"{name}.xml", "<a/>")
    assert schematron.check(rules, document()) == []
    monkeypatch.setattr(handing, "_MOST_DOCUMENTS", 2)
    with pytest.raises(Failure) as failure:
        schematron.check(rules, document())
    assert str(failure.value) == "s.sch asks for more than 2 documents"


def test_rules_that_ask_for_one_document_after_another_are_stopped(folder: Path) -> None:
    task = Task(Rules("s.sch", "<x/>"), document(), folder)
    asked: list[dict[str, Any]] = []

    def ask(question: dict[str, Any], limit: float) -> dict[str, str]:
        asked.append(question)
        return {"said": f"⟦{len(asked)}.xml⟧"}

    with pytest.raises(Failure) as failure:
        told(ask, {}, Handed(task), 60)
    assert str(failure.value) == "the rules of s.sch ask for one document after another, more than 100 times"
    assert json.loads(asked[2]["handed"])["read"] == {"1.xml": "", "2.xml": ""}


def test_a_document_that_a_failure_asks_for_is_handed_in_too(folder: Path) -> None:
    write("b.xml", "<b/>")
    handed = Handed(Task(Rules("s.sch", "<x/>"), document(), folder))

    def ask(question: dict[str, Any], limit: float) -> dict[str, str]:
        read = json.loads(question["handed"])["read"]
        return {"said": "<done/>"} if read else {"error": "there is no document ⟦b.xml⟧"}

    assert told(ask, {}, handed, 60) == {"said": "<done/>"}
    assert handed.answers == {"b.xml": "1"}


@pytest.mark.parametrize(
    ("uri", "answer"),
    [
        ("b.xml", "1"), ("file:b.xml", "1"), ("in%20c.xml", "1"), ("http://host/b.xml", "!"), ("http:b.xml", "!"), ("//host/b.xml", "!"),
        ("file://host{folder}/b.xml", "!"), ("file://{folder}/b.xml", "1"), ("http://[", "!"), ("../b.xml", "!"), ("none.xml", ""), ("in", ""),
    ],
)  # fmt: skip
def test_what_rules_read_lies_in_the_folder_and_on_no_other_machine(uri: str, answer: str, folder: Path) -> None:
    for name in ("b.xml", "in c.xml", "in/d.xml"):
        write(name, "<b/>")
    handed = Handed(Task(Rules("s.sch", "<x/>"), document(path=str(folder / "d.xml")), folder))
    uri = uri.format(folder=folder)
    told(lambda question, limit: {"said": f"⟦{uri}⟧"}, {}, handed, 60)
    assert handed.answers == {uri: answer}
    assert len(handed.documents) == (answer == "1")
