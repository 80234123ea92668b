"""Rules made to read what they may not, to say what is not so, or to outlive those who apply them."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from siglum import saxon, schematron
from siglum.diagnostic import Diagnostic
from siglum.document import Document
from siglum.failure import Failure
from siglum.keeping import NOTHING
from siglum.schematron import run as running

RUN = 'xmlns:run="urn:siglum:schematron:run" xmlns:source="urn:siglum:source" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
DOCUMENT = "<a><p>one</p><!--c--></a>"
FINDING = '<run:finding kind="assert" at="0" severity="error"><run:place file="0" kind="element" n="1"/><run:message>said</run:message></run:finding>'
ENDLESS = '<xsl:function name="f:x" xmlns:f="f"><xsl:param name="n"/><xsl:sequence select="if ($n lt 0) then 1 else f:x($n + 1)"/></xsl:function>'

MANY_ATTRIBUTES = " ".join(f"a{n}='1'" for n in range(2000))


def schema(
    folder: Path, more: str = "", rules: str = '<sch:assert test="true()">x</sch:assert>', name: str = "rules.sch"
) -> Path:
    path = folder / name
    path.write_text(
        f'<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3" {RUN} xmlns:f="f"><sch:ns prefix="f" uri="f"/>\n'
        f'{more}<sch:pattern><sch:rule context="p">{rules}</sch:rule></sch:pattern></sch:schema>'
    )
    return path


def applied(path: Path, limit: float = 30) -> list[Diagnostic]:
    rules = schematron.read(path, cache=NOTHING)
    return schematron.check(
        rules, Document.parse(DOCUMENT.encode(), (path.parent / "d.xml").as_posix()), path.parent, limit
    )


def forging(folder: Path, answer: str) -> Path:
    """A schema whose own template writes the answer."""
    return schema(folder, f'<xsl:template match="/" mode="#all" priority="9999999">{answer}</xsl:template>')


def test_both_doors_to_saxon_are_shut_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process of the rules imports nothing of siglum: it is told the settings when it is started."""
    started: list[list[str]] = []
    popen = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda args, **kept: started.append(args) or popen(args, **kept))
    assert applied(forging(tmp_path, FINDING))
    assert [json.loads(args[-1]) for args in started] == [saxon.CONFINED]
    assert saxon.CONFINED.items() >= saxon.LIMITS.items()
    assert saxon.CONFINED["http://saxon.sf.net/feature/allowedProtocols"] == ""


def test_a_finding_of_the_right_form_is_one(tmp_path: Path) -> None:
    assert [finding.message for finding in applied(forging(tmp_path, FINDING))] == ["said"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('file="0"', 'file="/etc/passwd"', "the number @file is “/etc/passwd”, and there are 1"), ('file="0"', 'file="1"', "the number @file is “1”, and there are 1"),
        ('file="0"', 'file="-1"', "the number @file is “-1”, and there are 1"), ('file="0"', "", "the number @file is “”, and there are 1"),
        ('n="1"', 'n="2"', "the number @n is “2”, and there are 2"), ('n="1"', 'n="-1"', "the number @n is “-1”, and there are 2"),
        ('n="1"', f'n="{"9" * 5000}"', f"the number @n is “{'9' * 40}”, and there are 2"), ('n="1"', 'n="١"', "the number @n is “١”, and there are 2"),
        ('n="1"', 'n="x"', "the number @n is “x”, and there are 2"), ('n="1"', "", "the number @n is “”, and there are 2"),
        ('"error">', '"error"><xsl:attribute name="at" select="99"/>', "the number @at is “99”, and there are 2"),
        ('kind="element"', 'kind="text"', "the number @n is “1”, and there are 1"), ('kind="element"', 'kind="comment"', "the number @n is “1”, and there are 1"),
        ('kind="element" n="1"', 'kind="processing-instruction" n="0"', "the number @n is “0”, and there are 0"),
        ('kind="element" n="1"', 'kind="document" n="1"', "the number @n is “1”, and there are 1"),
        ('kind="element"', 'kind="file"', "a finding stands nowhere"), ('kind="element"', "", "a finding stands nowhere"), ("run:place", "run:plaice", "a finding stands nowhere"),
        ('kind="assert"', 'kind="x&#10;y"', "@kind is “x\\x0ay”"), ('kind="assert"', "", "@kind is “”"), ('severity="error"', 'severity="off"', "@severity is “off”"),
        ('severity="error"', f'severity="{"x" * 50}"', f"@severity is “{'x' * 40}”"), ("run:finding", "run:foundling", "there is an element <foundling>"),
    ],
)  # fmt: skip
def test_a_forged_answer_is_a_failure_of_the_rules(old: str, new: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(Failure) as failure:
        applied(forging(tmp_path, FINDING.replace(old, new)))
    assert str(failure.value) == f"the rules of {tmp_path}/rules.sch write what is no answer of a rule: {said}"


@pytest.mark.parametrize(
    "inside",
    ["<a>" * 2000 + "<p/>" + "</a>" * 2000, f"<p {MANY_ATTRIBUTES}/>", f"<p><{'n' * 20_000}/></p>"],
    ids=["depth", "attributes", "a name"],
)
def test_rules_see_what_a_document_may_have(inside: str, tmp_path: Path) -> None:
    """Saxon's parser by itself takes 100 elements inside each other, 200 attributes, 1,000 characters of a name."""
    rules = schematron.read(schema(tmp_path, rules='<sch:report test="true()">seen</sch:report>'), cache=NOTHING)
    document = Document.parse(f"<a>{inside}</a>".encode(), (tmp_path / "d.xml").as_posix())
    assert [finding.message for finding in schematron.check(rules, document)] == ["seen"]


@pytest.mark.parametrize("place", ["/etc/passwd:1", "/dev/zero:1", "../secret.xml:1"])
def test_no_line_of_another_file_is_shown(place: str, tmp_path: Path) -> None:
    """A schema that brings places, or whole failures, of its own."""
    (tmp_path.parent / "secret.xml").write_text("<secret/>")
    for path in (
        forging(tmp_path, f'<run:failed at="{place}">said</run:failed>'),
        schema(
            tmp_path,
            f'<sch:let name="f"><run:failed at="{place}"/></sch:let>',
            f'<sch:assert test="xs:integer(.)" source:path="{place}">x</sch:assert>',
        ),
        schema(
            tmp_path,
            rules=f'<sch:assert test="xs:integer(.)"><xsl:text source:at="{place}"/>source:at="{place}"</sch:assert>',
        ),
    ):
        assert {Path(finding.path).name for finding in applied(path)} == {"rules.sch"}


def test_what_a_document_says_of_its_own_place_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "d.xml"
    path.write_text(
        '<a xmlns:source="urn:siglum:source" source:path="x"><p source:path="/etc/passwd" source:line="3"/></a>'
    )
    from siglum import saxon

    assert saxon.serialised(Document.read(path)).count("passwd") == 0


@pytest.mark.parametrize(
    "more",
    [
        '<xsl:output method="text"/>', '<xsl:output method="html" encoding="utf-16"/>', '<xsl:output use-character-maps="m"/><xsl:character-map name="m">'
        '<xsl:output-character character="&lt;" string="[["/></xsl:character-map>', '<xsl:output omit-xml-declaration="no" doctype-system="file:///etc/passwd"/>',
    ],
)  # fmt: skip
def test_how_an_answer_is_written_is_not_for_a_schema_to_say(more: str, tmp_path: Path) -> None:
    found = applied(schema(tmp_path, more, '<sch:assert test="false()">said</sch:assert>'))
    assert [finding.message for finding in found] == ["said"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("&lt;run:finding", "there is text outside of findings"), ("said", "there is text outside of findings"),
        (f"{FINDING}said", "there is text outside of findings"),
        ('<xsl:value-of select="\'&lt;/all>&lt;all>\'" disable-output-escaping="yes"/>', "it is not well-formed"),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_no_silence(answer: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(Failure) as failure:
        applied(forging(tmp_path, answer))
    assert str(failure.value) == f"the rules of {tmp_path}/rules.sch write what is no answer of a rule: {said}"


def test_a_text_without_end_is_cut(tmp_path: Path) -> None:
    (finding,) = applied(
        schema(
            tmp_path,
            rules='<sch:assert test="false()"><sch:value-of select="string-join((1 to 100000) ! \'x\')"/></sch:assert>',
        )
    )
    assert len(finding.message) == 10_001


def test_what_else_a_finding_says_is_cut(tmp_path: Path) -> None:
    long, most = "x" * 10_001, "y" * 10_000
    more = f"""<run:message>{most}</run:message><run:diagnostic>{long}</run:diagnostic><run:diagnostic>{most}</run:diagnostic>
        <run:property id="p">{long}</run:property><run:fix><run:title>{long}</run:title>
        <run:edit action="delete"><run:place file="0" kind="element" n="1"/></run:edit></run:fix>"""
    said = FINDING.replace(' at="0"', f' at="0" see="{long}" title="{most}"').replace(
        "<run:message>said</run:message>", more
    )
    (finding,) = applied(forging(tmp_path, said))
    cut = f"{'x' * 10_000}…"
    assert (finding.message, finding.help, finding.see) == (most, (cut, most), cut)
    assert finding.note == f"{most}; p: {cut}"
    assert finding.fix is not None and finding.fix.title == cut
    (failed,) = applied(forging(tmp_path, f'<run:failed at="0">{long}</run:failed>'))
    assert failed.message == f"this rule cannot be applied: {cut}"


def test_a_regular_expression_of_a_repair_is_stopped(tmp_path: Path) -> None:
    more = 'sqf:fix="f" xmlns:sqf="http://www.schematron-quickfix.com/validator/process"'
    fix = (
        '<sqf:fix id="f" xmlns:sqf="http://www.schematron-quickfix.com/validator/process"><sqf:description><sqf:title>t</sqf:title></sqf:description>'
        '<sqf:stringReplace match="text()" regex="(x+x+)+y" select="\'z\'"/></sqf:fix>'
    )
    path = schema(tmp_path, rules=f'<sch:report test="true()" {more}>x</sch:report>{fix}')
    rules = schematron.read(path, cache=NOTHING)
    document = Document.parse(f"<a><p>{'x' * 5000}</p></a>".encode(), "d.xml")
    try:
        found = schematron.check(rules, document, tmp_path, limit=3)
    except Failure as failure:
        assert re.fullmatch(
            "the rules of /.* took more than 3 s for d.xml and were stopped: look for one that never ends", str(failure)
        )
    else:
        assert [finding.fix for finding in found] == [None]


def test_rules_that_extend_each_other_twice_and_twice_again_are_refused(tmp_path: Path) -> None:
    rules = "".join(
        f'<sch:rule abstract="true" id="r{n}"><sch:extends rule="r{n + 1}"/><sch:extends rule="r{n + 1}"/></sch:rule>'
        for n in range(26)
    )
    path = schema(tmp_path, rules='<sch:extends rule="r0"/>')
    path.write_text(
        path.read_text().replace(
            "<sch:rule",
            f'{rules}<sch:rule abstract="true" id="r26"><sch:assert test="@n">x</sch:assert></sch:rule><sch:rule',
            1,
        )
    )
    with pytest.raises(
        Failure, match=r"^/.*/rules\.sch:2: by what it extends, this rule has more than 1,000,000 elements$"
    ):
        schematron.read(path, cache=NOTHING)


def test_rules_that_come_to_too_much_together_are_refused(tmp_path: Path) -> None:
    doubled = "".join(
        f'<sch:rule abstract="true" id="r{n}"><sch:extends rule="r{n + 1}"/><sch:extends rule="r{n + 1}"/></sch:rule>'
        for n in range(17)
    )
    last = '<sch:rule abstract="true" id="r17"><sch:assert test="@n">x</sch:assert></sch:rule>'
    each = "".join(f'\n<sch:rule context="a{n}"><sch:extends rule="r0"/></sch:rule>' for n in range(3))
    path = schema(tmp_path, f"<sch:pattern>{doubled}{last}{each}</sch:pattern>")
    with pytest.raises(
        Failure, match=r"^/.*/rules\.sch:\d: by what they extend, rules have more than 1,000,000 elements$"
    ):
        schematron.read(path, cache=NOTHING)


def test_rules_that_come_to_too_much_once_all_is_filled_in_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siglum.schematron.compile._LARGEST", 100)
    with pytest.raises(Failure) as failure:
        schematron.read(schema(tmp_path), cache=NOTHING)
    said = "rules.sch: the rules come to more than 100 characters once all is filled in that is abstract"
    assert str(failure.value) == f"{tmp_path.as_posix()}/{said}"


@pytest.mark.parametrize("long", ["", "g" * 200], ids=["short", "long"])
def test_a_namespace_that_is_no_address_is_said_with_its_file(long: str, tmp_path: Path) -> None:
    path = schema(tmp_path, f'<sch:ns prefix="g" uri="u g{long}"/>')
    with pytest.raises(Failure) as failure:
        schematron.read(path, cache=NOTHING)
    said = f"xmlns:g: 'u g{long}' is not a valid URI"
    assert str(failure.value) == f"{path.as_posix()}: no stylesheet can be made of the rules: {said[:120]}"


def test_files_that_include_each_other_twice_and_twice_again_are_refused(tmp_path: Path) -> None:
    for n in range(26):
        schema(tmp_path, f'<sch:include href="{n + 1}.sch"/><sch:include href="{n + 1}.sch"/>', name=f"{n}.sch")
    schema(tmp_path, name="26.sch")
    with pytest.raises(
        Failure, match=r"^/.*/0\.sch includes more than 1,000 files: look for one that includes itself$"
    ):
        schematron.read(tmp_path / "0.sch", cache=NOTHING)


def test_a_part_that_includes_itself_is_refused(tmp_path: Path) -> None:
    path = schema(
        tmp_path,
        '<sch:include href="rules.sch#a"/><sch:diagnostics id="a"><sch:include href="rules.sch#a"/></sch:diagnostics>',
    )
    with pytest.raises(Failure, match=r"^/.*/rules\.sch:2: the schema includes itself"):
        schematron.read(path, cache=NOTHING)


@pytest.mark.parametrize("way", ["pipe", "/dev/zero"])
def test_only_regular_files_are_included(way: str, tmp_path: Path) -> None:
    if way == "pipe":
        os.mkfifo(tmp_path / "pipe")
    else:
        (tmp_path / "pipe").symlink_to(way)
    with pytest.raises(
        Failure, match=r"^(.*: there is no file pipe to include|.* lies outside its folder: copy it there)$"
    ):
        schematron.read(schema(tmp_path, '<sch:include href="pipe"/>'), cache=NOTHING)


@pytest.mark.parametrize("damage", ["half", "inside", "longer", "pipe"])
def test_what_was_kept_and_is_damaged_is_made_again(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = schema(tmp_path, rules='<sch:assert test="@n">said</sch:assert>')
    first = schematron.read(path)
    (kept,) = (tmp_path / "cache" / "siglum" / "schematron").iterdir()
    whole = kept.read_text()
    if damage == "pipe":
        kept.unlink()
        os.mkfifo(kept)
    else:
        kept.write_text(
            {"half": whole[: len(whole) // 2], "inside": whole.replace("not(@n)", "not(@m)"), "longer": whole + " "}[
                damage
            ]
        )
    again = schematron.read(path)
    assert (again.stylesheet, again.places) == (first.stylesheet, first.places)
    assert kept.read_text() == whole


# ----- the process that applies them -----


def test_memory_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("this system cannot hold a process to it")
    monkeypatch.setattr(running, "MEMORY", 500_000_000)
    path = schema(
        tmp_path,
        rules='<sch:assert test="array:size(array{for $i in 1 to 200000000 return string($i)}) lt 0" xmlns:array="http://www.w3.org/2005/xpath-functions/array">x</sch:assert>',
    )
    path.write_text(
        path.read_text().replace(
            '<sch:ns prefix="f"',
            '<sch:ns prefix="array" uri="http://www.w3.org/2005/xpath-functions/array"/><sch:ns prefix="f"',
        )
    )
    with pytest.raises(
        Failure, match=r"^the rules of /.* ended their process on .*, or needs more than 500,000,000 bytes of memory$"
    ):
        applied(path, limit=120)


def workers(parent: int) -> list[int]:
    """The processes that a process has started to apply rules, and those that watch over them."""
    found: list[int] = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
            command = (status.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if b"worker.py" in command and int(fields[1]) in (parent, *found) and fields[0] != "Z":
            found.append(int(status.parent.name))
    return found


def waited(done: object, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not done():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.05)


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes cannot be looked at here")
@pytest.mark.parametrize("by", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
def test_no_rule_outlives_those_who_apply_it(by: str, tmp_path: Path) -> None:
    (tmp_path / "d.xml").write_text(DOCUMENT)
    path = schema(tmp_path, ENDLESS, '<sch:assert test="f:x(1) = 1">x</sch:assert>')
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from siglum.cli import main; main()"
    )
    command = [
        sys.executable,
        "-c",
        code,
        "check",
        "d.xml",
        "--stations",
        "schematron",
        "--schematron",
        path.name,
        "--no-cache",
    ]
    parent = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        waited(lambda: len(workers(parent.pid)) == 2)
        time.sleep(1)  # so that the rule is under way
        found = workers(parent.pid)
        parent.send_signal(getattr(signal, by))
        parent.wait(60)
        waited(lambda: not any(map(alive, found)))
    finally:
        parent.kill()
        parent.wait()


def test_a_run_that_nobody_waits_for_holds_nobody_up(tmp_path: Path) -> None:
    path = schema(tmp_path, ENDLESS, '<sch:assert test="f:x(1) = 1">x</sch:assert>')
    code = (
        "from pathlib import Path; from siglum import schematron; from siglum.document import Document;"
        f" rules = schematron.read(Path({path.name!r})); document = Document.parse({DOCUMENT.encode()!r}, 'd.xml');"
        " run = schematron.Run([schematron.Task(rules, document, Path())], limit=600); print('done')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout == "done\n"
