"""The pages behind the codes: one for each, and their examples fail and pass as they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from running import CliRunner, Result
from siglum import codes, explain
from siglum.cli import main
from siglum.document import Document, Refused
from siglum.edition import Reading
from siglum.fidelity.text_differs import compare
from siglum.relaxng import Schema, validate

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "scripts" / "siglum"
ESSAY = ROOT / "tei" / "furr-trotsky.xml"
SCHEMA = Schema.read(ROOT / "schema" / "siglum.rng")
HEADER = re.search(r"<teiHeader>.*</teiHeader>", ESSAY.read_text("utf-8"), re.DOTALL)


def ran(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["explain", *arguments])


def examples(station: str) -> Iterator[tuple[str, str, bool]]:
    """Code, example, whether it is right."""
    for code, page in explain.pages().items():
        if codes.station(code) == station:
            for line in page.split("\n"):
                match = re.fullmatch(r"    (\S.*?)\s{2,}(wrong|right)(:.*)?", line)
                if match:
                    yield code, match[1], match[2] == "right"


def test_every_code_has_its_page_and_the_reverse() -> None:
    """A code is a word with hyphens that stands as a string in the module of a station."""
    text = "\n".join(
        path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if path.name not in ("codes.py", "pages.py")
    )
    schematron = {f"schematron-{kind}" for kind in ("assert", "report", "failed")}
    strings = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', text)) | schematron
    assert set(explain.pages()) - strings == set()
    first = r"(?:Diagnostic|_finding)\(\s*\"([a-z\-]+)\""
    assert set(re.findall(first, text)) - set(explain.pages()) == set()


@pytest.mark.parametrize("code", explain.pages())
def test_a_page_says_why_and_what_to_do(code: str) -> None:
    result = ran(code)
    assert result.exit_code == 0
    title, empty, first = result.output.split("\n")[:3]
    weight = (codes.own(code).severity, *(("off by default",) if codes.own(code).off else ()))
    assert (title, empty) == (f"{code} ({codes.station(code)}, {', '.join(weight)})", "")
    assert first.endswith(".")
    assert len(result.output.split("\n\n")) >= 3


def test_the_list_has_every_code_once_by_station() -> None:
    result = ran()
    listed = re.findall(r"^  ([a-z\-]+) ", result.output, re.MULTILINE)
    assert listed == list(explain.pages())
    assert [line.partition(":")[0] for line in result.output.split("\n") if re.match(r"[a-z]", line)] == list(
        dict.fromkeys(code.station for code in codes.CODES)
    )


def test_a_check_that_is_off_says_how_to_ask_for_it() -> None:
    asked = 'Off unless siglum.toml asks for it:\n\n    [checks]\n    unsourced-statement = "warning"\n'
    assert ran("unsourced-statement").output.endswith(asked)
    assert [line.split()[0] for line in ran().output.split("\n") if line.endswith("(off by default)")] == [
        "unsourced-statement"
    ]
    assert "Off unless" not in ran("untagged-name").output


def test_a_code_there_is_none_of() -> None:
    result = ran("dangling-ponter")
    assert (result.exit_code, result.output) == (
        2,
        "siglum: there is no finding “dangling-ponter”: is “dangling-pointer” meant?\n",
    )


GRAMMAR = list(examples("relaxng"))


@pytest.mark.parametrize(("code", "example", "right"), GRAMMAR, ids=[f"{c}-{r}" for c, _, r in GRAMMAR])
def test_an_example_of_the_grammar(code: str, example: str, right: bool) -> None:
    assert HEADER is not None
    if example.startswith("<TEI"):
        text = example.replace("…", f"{HEADER[0]}<text><body><div><p/></div></body></text>")
    else:
        body = example if re.match(r"<(div|p)\b", example) else f"<p>{example}</p>"
        body = body if body.startswith("<div") else f"<div>{body}</div>"
        text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="x">{HEADER[0]}<text><body>{body}</body></text></TEI>'
    codes = [finding.code for finding in validate(SCHEMA, Document.parse(text.encode(), "example.xml"))]
    assert codes == ([] if right else [code])


WELL_FORMED = [case for case in examples("document") if case[1].startswith("<p>")]


@pytest.mark.parametrize(("code", "example", "right"), WELL_FORMED, ids=[f"{c}-{r}" for c, _, r in WELL_FORMED])
def test_an_example_of_a_document(code: str, example: str, right: bool) -> None:
    if right:
        Document.parse(example.encode(), "example.xml")
    else:
        with pytest.raises(Refused) as refused:
            Document.parse(example.encode(), "example.xml")
        assert refused.value.finding.code == code


FIDELITY = [case for case in examples("fidelity") if case[0] == "text-differs"]


@pytest.mark.parametrize(("code", "example", "right"), FIDELITY, ids=[f"{c}-{r}" for c, _, r in FIDELITY])
def test_an_example_of_fidelity(code: str, example: str, right: bool, tmp_path: Path) -> None:
    match = re.fullmatch(r"transcript: (.*?) +(<.*>)", example)
    assert match
    (tmp_path / "transcript.txt").write_text(match[1], "utf-8")
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{match[2]}</body></text></TEI>'
    found = list(
        compare(
            Document.parse(text.encode(), "example.xml"), Reading("r", "r", "example.xml"), tmp_path / "transcript.txt"
        )
    )
    assert [finding.code for finding in found] == ([] if right else [code])
