"""White space: a space in a line of text, layout elsewhere."""

from __future__ import annotations

import pytest

from setting.readings import set_, words

# what is set → its words, with a stroke between blocks
CASES: dict[str, tuple[str, str]] = {
    "two quotations in a verse": ("<l><q>quis leget haec?</q> <q>min tu</q></l>", "quis leget haec? min tu"),
    "the parts of a dateline": ("<dateline><placeName>Paris</placeName> <date>1871</date></dateline>", "Paris 1871"),
    "the parts of a title": ("<docTitle><titlePart>Faust</titlePart><titlePart>Eine Tragödie</titlePart></docTitle>", "Faust|Eine Tragödie"),
    "the parts of a title, with layout": ("<docTitle>\n <titlePart>Faust</titlePart>\n <titlePart>Eine Tragödie</titlePart>\n</docTitle>", "Faust|Eine Tragödie"),
    "a citation in the line": ("<p><cit><quote>Sum.</quote><bibl>Descartes</bibl></cit></p>", "Sum. Descartes"),
    "a citation in the line, with layout": ("<p>He says <cit>\n <quote>Sum.</quote>\n <bibl>Descartes</bibl>\n</cit>.</p>", "He says Sum. Descartes."),
    "a citation with paragraphs": ("<cit><quote><p>Sum.</p></quote><bibl>Descartes</bibl></cit>", "Sum.|Descartes"),
    "a substitution within a word": ("<p>h<subst>\n <del>ea</del>\n <add>o</add>\n</subst>rd</p>", "heaord"),
    "a change of a letter": ("<line>sigh<mod>\n <del>t</del>\n <add>e</add>\n</mod>d</line>", "sighted"),
    "a change of hands between words": ("<p>(NB.<handShift/> Gegen<handShift/>über</p>", "(NB. Gegenüber"),
    "a blank space": ("<p>aber <rs>Schreiber</rs><space/>sagt</p>", "aber Schreiber sagt"),
    "a choice within a word": ("<p>col<choice>\n <sic>uo</sic>\n <corr>ou</corr>\n</choice>r</p>", "coluoour"),
    "a variant within a word": ("<p>col<app>\n <lem>ou</lem>\n</app>r</p>", "colour"),
    "a variant of several lines": ("<lg><app><lem><l>a</l> <l>b</l></lem></app> <l>c</l></lg>", "a|b|c"),
    "labels and items": ("<list><label>a</label><item>b</item></list>", "a|b"),
    "a label in a paragraph": ("<p>Then <label>a)</label> the first</p>", "Then a) the first"),
    "a page break after a hyphen": ("<p>dressing-<pb/>jacket</p>", "dressing-jacket"),
    "a line break after a hyphen, in emphasis": ("<p><hi>dress-</hi><lb/>ing</p>", "dress-ing"),
    "a dash before a page break": ("<p>he came – <pb/>and went</p>", "he came – and went"),
    "a break that ends no word": ("<p>cete<lb break='no'/>ra</p>", "cetera"),
    "a break that ends no word, with layout": ("<p>cete\n  <lb break='no'/>ra</p>", "cetera"),
    "a break that ends no word, before another": ("<p>cete\n<pb/>\n<lb break='no'/>ra</p>", "cete ra"),
    "a break ends a word": ("<p>verba<lb/>volant</p>", "verba volant"),
    "a break between paragraphs": ("<div><p>a</p> <pb/> <p>b</p></div>", "a|b"),
    "emphasis side by side": ("<p><hi>a</hi> <hi>b</hi></p>", "a b"),
    "emphasis side by side, nothing between": ("<p><hi>a</hi><hi>b</hi></p>", "ab"),
    "nothing but a space in an element": ("<p><w>a</w><c> </c><w>b</w></p>", "a b"),
    "a space within emphasis": ("<p>a<hi> <emph>b</emph></hi></p>", "a b"),
    "a list in a paragraph": ("<p>Thus: <list> <item>a</item> <item>b</item> </list> and so on</p>", "Thus:|a|b|and so on"),
    "a note between words": ("<p><name>A</name><note>n</note> <name>B</name></p>", "An B"),
    "an addition of paragraphs": ("<div><p>a</p> <add><p>b</p> <p>c</p></add></div>", "a|b|c"),
    "speaker, direction, speech": ("<sp><speaker>FAUST</speaker> <stage>unruhig.</stage> <p>Habe nun</p></sp>", "FAUST|unruhig.|Habe nun"),
    "the parts of a cast item": ("<castItem><role>Faust</role><roleDesc>ein Gelehrter</roleDesc></castItem>", "Faust ein Gelehrter"),
    "the parts of a cast item, with a comma": ("<castItem><role>Faust</role>, <roleDesc>ein Gelehrter</roleDesc></castItem>", "Faust, ein Gelehrter"),
    "the form of an entry": ("<entry><form><orth>Haus</orth><pron>haus</pron></form><sense>house</sense></entry>", "Haus haus|house"),
    "an address in lines": ("<address> <addrLine>Rue 1</addrLine> <addrLine>Paris</addrLine> </address>", "Rue 1|Paris"),
    "cells": ("<table><row><cell>a</cell><cell>b</cell></row></table>", "a|b"),
    "comments and instructions say nothing": ("<p>a<!-- x --><?y z?>b</p>", "ab"),
    "preserved": ("<ab xml:space='preserve'> <hi>a</hi> </ab>", "a"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_white_space(case: str) -> None:
    xml, expected = CASES[case]
    assert words(set_(xml)) == expected


@pytest.mark.parametrize("case", CASES)
def test_it_is_settled_in_one_step(case: str) -> None:
    """Between blocks nothing is left, so that an output has nothing to decide."""
    root = set_(CASES[case][0])
    level = "{urn:siglum:set}level"
    for element in root.iter():
        children = list(element)
        if children and all(c.get(level) == "block" for c in children) and not (element.text or "").strip():
            assert not "".join([element.text or "", *(c.tail or "" for c in children)]), element.tag


def test_preserved_white_space_stays_as_it_is() -> None:
    root = set_("<ab xml:space='preserve'> <hi>a</hi>\n <hi>b</hi> </ab>")
    assert root.text == " " and root[0].tail == "\n " and root[1].tail == " "


def test_verbatim_text_stays_as_it_is() -> None:
    assert "".join(set_("<eg>\n  one\n    two\n</eg>").itertext()) == "\n  one\n    two\n"
