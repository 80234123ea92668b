"""A stylesheet that spoils the text is caught before anything is published."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from siglum.fidelity.output_differs import page_text
from tei.received import ROOT

WORDS = '<xsl:template match="*" mode="html:inline" as="node()*" priority="-1">'
SPOILT = [
    (
        "drops an element", "html/text/inline.xsl", WORDS,
        '<xsl:template match="soCalled" mode="html:inline" priority="9" as="empty-sequence()"/>' + WORDS,
        "corrected.html lacks ““Show,””",
    ),
    (
        "prints both sides of a choice", "html/text/inline.xsl", WORDS,
        '<xsl:template match="corr" mode="html:inline" priority="9" as="node()*">'
        "<xsl:text>{html:entry-of(.)/../sic}</xsl:text><xsl:next-match/></xsl:template>" + WORDS,
        "corrected.html says “FurtherrmoreFurthermore,” where its reading says “Furthermore,”",
    ),
    (
        "loses the space at a boundary", "text/text.xsl", '<xsl:sequence select="string(.)"/></xsl:template>',
        "<xsl:sequence select=\"replace(string(.), ' $', '')\"/></xsl:template>",
        "corrected.txt says “ofLeon” where its reading says “of Leon”",
    ),
    (
        "moves a note into the sentence", "html/text/inline.xsl", WORDS,
        '<xsl:template match="note" mode="html:inline" priority="9" as="node()*"><xsl:apply-templates mode="#current"/></xsl:template>' + WORDS,
        "corrected.html says “repressions The essay does not name",
    ),
]  # fmt: skip


OF_ALL = "siglum: nothing was published: an output does not say what its reading says\n"
OF_THE_ESSAY = (
    "siglum: not published: tei/furr-trotsky.xml, of which an output does not say what its reading says\n"
    "published to build/: html, text\n"
)


@pytest.mark.parametrize(
    ("package", "template", "changed", "said"), [case[1:] for case in SPOILT], ids=[case[0] for case in SPOILT]
)
def test_a_stylesheet_that(package: str, template: str, changed: str, said: str, tmp_path: Path) -> None:
    where = tmp_path / "e"
    shutil.copytree(ROOT / "tei", where / "tei")
    shutil.copy(ROOT / "siglum.toml", where)
    shutil.copytree(ROOT / "scripts" / "siglum", tmp_path / "t" / "siglum")
    for name in ("xslt", "schema"):
        shutil.copytree(ROOT / name, tmp_path / "t" / "siglum" / name)
    stylesheet = tmp_path / "t" / "siglum" / "xslt" / package
    text = stylesheet.read_text("utf-8")
    assert text.count(template) == 1
    stylesheet.write_text(text.replace(template, changed), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from siglum.cli import main; main()", "build"], cwd=where, capture_output=True, text=True,
        check=False, env={**os.environ, "PYTHONPATH": str(tmp_path / "t")},
    )  # fmt: skip
    published = (where / "build").exists()
    assert (done.returncode, done.stderr) == (1, OF_THE_ESSAY if published else OF_ALL)
    assert said in done.stdout and "error[output-differs]" in done.stdout
    assert not [*where.rglob("build/*/corrected.*")]


def test_blocks_part_words_and_inline_elements_do_not() -> None:
    page = b"<main id=text><h1>One</h1><p>t<b>w</b>o<sup data-apparatus>a</sup> three<br>four</p></main>"
    assert page_text(page).split() == ["One", "two", "three", "four"]
