"""The reference of the commands is what the commands say."""

from __future__ import annotations

import tomllib

from markdown_it import MarkdownIt

from reference import REFERENCE, reference
from siglum import cli
from siglum.edition import configuration

PAGE = REFERENCE.read_text("utf-8")


def test_what_is_committed_is_what_the_commands_say() -> None:
    assert reference() == PAGE, "the commands have changed: make docs, and look at what changes in docs/reference.md"


def test_every_option_of_every_command_stands_in_it() -> None:
    for name in cli.COMMANDS:
        assert f"\n## siglum {name}\n" in PAGE
        section = PAGE.partition(f"\n## siglum {name}")[2].partition("\n## ")[0]
        for option in cli.parser(name).options[:-1]:
            assert f"`{option.option_strings[0]}" in section, (name, option.dest)


def test_every_key_of_siglum_toml_stands_in_it() -> None:
    section = PAGE.partition("\n## siglum.toml")[2]
    assert tomllib.loads(section.partition("\n\n    ")[2])["site"]["title"] == "Letters"
    keys = ("documents", "registers", "schema", "published", *configuration.Site.__slots__)
    declared = (name for name in configuration.Reading.__slots__ if name != "found")
    assert [key for key in (*keys, *declared) if f"    {key} = " not in section] == []


def test_it_is_markdown_without_html() -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(PAGE)
    assert not [token for token in tokens if token.type == "html_block"]
    assert not [one for token in tokens for one in token.children or () if one.type == "html_inline"]
