"""A stylesheet that spoils the text is caught before anything is published."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from siglum.fidelity.output_differs import page_text, plain_text
from tei.received import ROOT

SPOILT = [
    (
        "drops an element", "html/text/inline.xsl",
        '<xsl:template match="ellipsis | corr | sic | supplied | seg[html:is-rated(.)]" mode="html:inline" as="element()*">',
        '<xsl:template match="soCalled" mode="html:inline" priority="9" as="element()*"/>',
        "corrected.html lacks ““Show,””",
    ),
    (
        "prints both sides of a choice", "html/text/inline.xsl",
        '<xsl:template match="ellipsis | corr | sic | supplied | seg[html:is-rated(.)]" mode="html:inline" as="element()*">',
        '<xsl:template match="ellipsis | corr | sic | supplied | seg[html:is-rated(.)]" mode="html:inline" as="node()*">'
        "<xsl:if test=\"self::corr\">{html:entry-of(.)/../sic}</xsl:if>",
        "corrected.html says “FurtherrmoreFurthermore,” where its reading says “Furthermore,”",
    ),
    (
        "loses the space at a boundary", "text/text.xsl",
        "<xsl:sequence select=\"string(.)[not(tei:is-layout(current()))]\"/>",
        "<xsl:sequence select=\"replace(string(.), ' $', '')[not(tei:is-layout(current()))]\"/>",
        "corrected.txt says “ofLeon” where its reading says “of Leon”",
    ),
    (
        "moves a note into the sentence", "html/text/inline.xsl", '<xsl:template match="note" mode="html:inline" as="element()*">',
        '<xsl:template match="note" mode="html:inline" as="node()*"><xsl:apply-templates mode="#current"/>',
        "corrected.html says “repressionsThe essay does not name",
    ),
]  # fmt: skip


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
    whole = changed if not changed.endswith('as="element()*"/>') else f"{changed}\n{template}"
    stylesheet.write_text(text.replace(template, whole), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from siglum.cli import main; main()", "build"], cwd=where, capture_output=True, text=True,
        check=False, env={**os.environ, "PYTHONPATH": str(tmp_path / "t")},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (
        1,
        "siglum: nothing was published: an output does not say what its reading says\n",
    )
    assert said in done.stdout and "error[output-differs]" in done.stdout
    assert not (where / "build").exists()


def test_blocks_part_words_and_inline_elements_do_not() -> None:
    page = b"<main id=text><h1>One</h1><p>t<b>w</b>o<sup data-apparatus>a</sup> three<br>four</p></main>"
    assert page_text(page).split() == ["One", "two", "three", "four"]


def test_the_signs_of_omission_are_no_text() -> None:
    assert plain_text("Title\n---\n“[…] I am\n\nlast […] word\n").split() == ["“I", "am", "last", "word"]
