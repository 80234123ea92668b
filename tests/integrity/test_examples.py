"""The examples on the pages of the checks fail and pass as they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from integrity.fixtures import edition
from siglum import explain, integrity
from siglum.checking import Options, check


def examples() -> Iterator[tuple[str, str, bool]]:
    """Code, example, whether it is right."""
    for module in integrity.CHECKS:
        code = integrity.code(module)
        for line in explain.pages()[code].split("\n"):
            match = re.fullmatch(r"    (\S.*?)\s{2,}(wrong|right)(:.*)?", line)
            if match:
                yield code, match[1], match[2] == "right"


EXAMPLES = list(examples())


def test_every_page_has_both() -> None:
    for module in integrity.CHECKS:
        code = integrity.code(module)
        assert {right for other, _, right in EXAMPLES if other == code} == {True, False}, code


@pytest.mark.parametrize(("code", "example", "right"), EXAMPLES, ids=[f"{c}-{r}" for c, _, r in EXAMPLES])
def test_an_example(code: str, example: str, right: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    edition(tmp_path, *placed(example), code)
    codes = [finding.code for finding in check([], Options(stations=("integrity",))).findings]
    assert (code not in codes) == right, codes


def placed(example: str) -> tuple[str, str]:
    """The slot of the small edition that an example fits, and the content that makes it whole."""
    if example.startswith("published: "):
        published, mark, example = example.partition(" <")
        return "body", f"<!-- {published} -->{mark}{example}\n"
    if example.startswith("<publicationStmt>"):
        return "publication", example.replace(
            "…", "<publisher>P</publisher><availability><licence>free</licence></availability></publicationStmt>\n"
        )
    if not example.startswith("<fileDesc>"):
        example = example.removeprefix("persons.xml: ").replace(">…", "><persName>B</persName>")
    else:
        inner = example.removeprefix("<fileDesc>").removesuffix("…").removesuffix("</titleStmt>")
        return "title", inner + '<respStmt xml:id="ed"><resp>by</resp><name>us</name></respStmt></titleStmt>\n'
    if example.startswith("<person "):
        return "persons", (example if example.endswith("</person>") else example + "</person>") + "\n"
    if example.startswith("<birth"):
        return "persons", f'<person xml:id="boris"><persName>Boris</persName>{example}</person>\n'
    if 'ref="person:boris"' in example:
        return "body", "<p>He.</p>\n"
    if example.startswith("<rdg"):
        example = f'<app resp="#ed"><lem wit="#B">two</lem>{example}</app>'
    return "body", (example if example.startswith("<p>") else f"<p>{example}</p>") + "\n"
