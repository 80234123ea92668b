"""Files for LaTeX: what of each kind of text becomes what, that nothing in a text is a command, and that the words are those
of the reading."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from publish.kinds import KINDS, document
from publish.test_book import made, said
from siglum.publish.forms import latex
from siglum.publish.forms.latex.escaping import escaped
from siglum.publish.forms.latex.reading import BEGINNING, END, words_of

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{}"><teiHeader><fileDesc><titleStmt><title>T &amp; {{x}}</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>{}</body></text></TEI>"""


def of_body(folder: Path, body: str, language: str = "en", **files: str) -> str:
    """The text in the file of a reading with this body; its words are those of the reading."""
    given, one = made(folder, TEI.format(language, body), **files)
    data, text = latex.of(given, one)
    assert said(text.said) == said(given.words(one.id, "print").whole)
    return data.decode("utf-8").partition(f"{BEGINNING}\n")[2].partition(END)[0]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_has_the_words_of_its_reading(kind: str, tmp_path: Path) -> None:
    given, one = made(tmp_path, document(kind))
    data, text = latex.of(given, one)
    assert said(text.said) == said(given.words(one.id, "print").whole)
    assert data == latex.of(given, one)[0]


def test_no_character_is_a_command() -> None:
    text = "\\end{document} 50% of $5 & #1_2 ^ ~ [x] <a> \"b\" 'c' `d` a--b a|b \u00a0\u00ad\x85"
    written = escaped(text)
    assert words_of(f"{BEGINNING}\n{written}{END}") == text.replace("\x85", "\ufffd")
    assert "\\end{document}" not in written and "--" not in written and "''" not in written


def test_the_apparatus_has_its_lemma(tmp_path: Path) -> None:
    found = of_body(tmp_path, "<p>arma <app><lem wit='#A'>virum</lem><rdg wit='#B'>viros</rdg></app> cano</p>")
    assert "arma \\edtext{virum}{\\Afootnote{virum A{]}; viros B}} cano" in found


def test_notes_stand_in_their_series(tmp_path: Path) -> None:
    found = of_body(
        tmp_path,
        "<div><p>The boat<ref target='#n1'>(3)</ref> went<note>Whose?</note> by<note resp='#e'>At dawn.</note><ref target='#n2'>*</ref>.</p></div>"
        "<div type='notes'><note xml:id='n1'>Old.</note><note xml:id='n2'>Far.</note></div>",
    )
    assert (
        "boat\\marked{(3)}{3}{Old.} went\\footnoteA{Whose?} by\\footnoteB{At dawn.}\\textsuperscript{*}\\footnoteA{Far.}."
        in found
    )


def test_verses_are_a_stanza(tmp_path: Path) -> None:
    found = of_body(tmp_path, "<lg><l>one &amp; two</l><l part='F'>three</l></lg>")
    assert "\\stanza\none \\andsign{} two&\n\\indented{8em}three\\&\n" in found


def test_names_are_in_indexes(tmp_path: Path) -> None:
    people = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff><listPerson>
    <person xml:id="ann"><persName>Ann "A!" @ B</persName></person></listPerson></standOff></TEI>"""
    found = of_body(tmp_path, "<p><persName ref='people.xml#ann'>She</persName></p>", people=people)
    assert '\\named{person}{ann a  b}{Ann \\textquotedbl{}A"!\\textquotedbl{} "@ B}{She}' in found


def test_links_lead_to_the_web_or_within_the_text(tmp_path: Path) -> None:
    found = of_body(
        tmp_path, "<p xml:id='p1'><ref target='http://e.org/a%b'>there</ref> <ref target='#p1'>here</ref></p>"
    )
    assert "\\href{http://e.org/a\\%25b}{there} \\hyperlink{place1}{here}" in found
    assert "\\hypertarget{place1}{}" in found


def test_languages_are_named(tmp_path: Path) -> None:
    found = of_body(
        tmp_path, "<p>salve <foreign xml:lang='grc-Grek'>χαῖρε</foreign> <foreign xml:lang='zz'>x</foreign></p>", "la"
    )
    assert "\\foreignlanguage{languagegrc}{χαῖρε}" in found and "zz" not in found


def test_a_line_between_two_parts_is_three_stars(tmp_path: Path) -> None:
    found = of_body(tmp_path, "<p>one</p><milestone unit='section' rend='rule'/><p>two</p>")
    assert found == "".join(
        f"\\pstart\n{part}\n\\pend\n" for part in ("one", "\\apart{\\placed{centering}* * *}", "two")
    )


def test_lists_have_their_signs(tmp_path: Path) -> None:
    items = "<item>one</item><item>two</item>"
    found = of_body(
        tmp_path, f"<list rend='numbered'>{items}</list><list rend='bulleted'>{items}</list><list>{items}</list>"
    )
    signs = [line for line in found.splitlines() if line.endswith(("one", "two"))]
    lead = "\\noindent \\apart{\\llap{%s }}\\indented{2em}\\noindent %s"
    plain = "\\indented{2em}\\noindent "
    assert signs == [
        lead % ("1.", "one"), lead % ("2.", "two"), lead % ("\\textbullet", "one"), lead % ("\\textbullet", "two"),
        f"{plain}one", f"{plain}two",
    ]  # fmt: skip


@pytest.mark.skipif(shutil.which("lualatex") is None, reason="LuaLaTeX is not installed")
@pytest.mark.parametrize("kind", ["critical", "drama", "verse"])
def test_is_typeset(kind: str, tmp_path: Path) -> None:
    given, one = made(tmp_path, document(kind))
    (tmp_path / "text.tex").write_bytes(latex.of(given, one)[0])
    for _ in range(2):
        done = subprocess.run(
            ["lualatex", "-interaction=nonstopmode", "-halt-on-error", "text.tex"],
            cwd=tmp_path,
            capture_output=True,
            timeout=200,
        )
        assert done.returncode == 0, done.stdout[-2000:]
