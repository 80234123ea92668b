"""Which element an unknown one is taken for: the nearest that may stand there, unless another is clearly meant."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from siglum.document import Document
from siglum.relaxng import Schema, validate

TEI = "http://www.tei-c.org/ns/1.0"
GRAMMAR = f"""<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="{TEI}"><start><element name="doc">
  <zeroOrMore><choice><element name="edition"><text/></element><element name="p"><text/></element></choice></zeroOrMore>
  <optional><element name="holder"><element name="editoren"><text/></element></element></optional>
</element></start></grammar>"""


@cache
def schema() -> Schema:
    return Schema.parse(GRAMMAR.encode(), Path("a.rng"))


@pytest.mark.parametrize(
    ("written", "help_", "repair"),
    [
        ("editio", ["write <edition>"], "write <edition>"),
        ("edititon", ["write <edition>"], "write <edition>"),
        ("editionem", ["write <edition>"], "write <edition>"),
        ("editor", ["<editor> is an element of TEI that this schema leaves out", "here <doc> may contain <edition>, <holder> and <p>"], None),
        ("editorn", ["<editoren> is known, and stands in <holder>", "here <doc> may contain <edition>, <holder> and <p>"], None),
    ],
)  # fmt: skip
def test_which_name_is_meant(written: str, help_: list[str], repair: str | None) -> None:
    data = f'<doc xmlns="{TEI}"><{written}>x</{written}></doc>'.encode()
    [finding] = validate(schema(), Document.parse(data, "a.xml"))
    assert (finding.code, list(finding.help)) == ("unknown-element", help_)
    assert (finding.fix.title if finding.fix else None) == repair
