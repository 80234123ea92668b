"""Without the strict profile a check asks what the header and the practice of a document ask, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum.checking import Options, check
from siglum.diagnostic import Diagnostic

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{lang}"><teiHeader><fileDesc>
<titleStmt><title>T</title><author>A</author></titleStmt>
<publicationStmt><publisher>P</publisher><availability><licence>Free.</licence></availability></publicationStmt>
<sourceDesc><p>S</p>{source}</sourceDesc></fileDesc><encodingDesc>{encoding}</encodingDesc></teiHeader>
<text><body>{body}</body></text></TEI>"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, body: str, lang: str = "en", source: str = "", encoding: str = "") -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(TEI.format(lang=lang, source=source, encoding=encoding, body=body), "utf-8")


def findings(registers: bool = False, profile: str = "") -> list[Diagnostic]:
    toml = '[edition]\ndocuments = ["*.xml"]\n' + 'registers = ["r/*.xml"]\n' * registers
    Path("siglum.toml").write_text(toml + (f'[checks]\nprofile = "{profile}"\n' if profile else ""), "utf-8")
    outcome = check([], Options(stations=("integrity",)))
    assert outcome.failures == []
    return outcome.findings


def said(registers: bool = False, profile: str = "") -> list[tuple[str, str]]:
    return [(f.code, f.message) for f in findings(registers, profile)]


def codes(registers: bool = False, profile: str = "") -> list[str]:
    return [f.code for f in findings(registers, profile)]


def test_an_id_is_unique_in_its_file() -> None:
    write("a.xml", '<p xml:id="p1">One.</p>')
    write("b.xml", '<p xml:id="p1">One.</p>')
    assert codes() == []
    assert codes(profile="strict") == ["duplicate-id"]
    write("b.xml", '<p xml:id="p1">One.</p><p xml:id="p1">Two.</p>')
    assert said() == [("duplicate-id", "the xml:id “p1” is given twice in this file")]


def test_an_id_is_renamed_where_every_pointer_can_follow() -> None:
    write("a.xml", '<p xml:id="p1">One.</p>')
    write("b.xml", '<p xml:id="p1">One.</p>')

    def edited() -> tuple[str, list[str]] | None:
        (finding,) = (f for f in findings(profile="strict") if f.code == "duplicate-id")
        return (finding.fix.title, [edit.path for edit in finding.fix.edits]) if finding.fix else None

    write("c.xml", "<p/>")
    assert edited() == ("call it “p1-2”", [""])
    write("c.xml", '<p><ref target="b.xml#p1"/></p>')
    assert edited() == ("call it “p1-2” everywhere", ["", "c.xml"])
    prefix = '<listPrefixDef><prefixDef ident="x" matchPattern="(.+)" replacementPattern="b.xml#p$1"/></listPrefixDef>'
    write("c.xml", '<p><ref target="x:1"/></p>', encoding=prefix)
    assert edited() is None
    write("c.xml", '<p><ref target="b.xml#p1"/></p>')
    Path("c.xml").write_bytes(Path("c.xml").read_text("utf-8").encode("utf-16"))
    assert edited() is None


def test_a_pointer_that_could_mean_two_things() -> None:
    prefixes = "".join(
        f'<prefixDef ident="x" matchPattern="(.+)" replacementPattern="r/{name}.xml#$1"/>' for name in "ab"
    )
    write(
        "a.xml",
        '<p><name ref="x:one">One</name><name ref="x:two">Two</name></p>',
        encoding=f"<listPrefixDef>{prefixes}</listPrefixDef>",
    )
    write("r/a.xml", '<p xml:id="one"/><p xml:id="two"/>')
    write("r/b.xml", '<ab xml:id="one"/>')
    assert said() == [
        ("duplicate-id", "@ref points to “x:one”, which could mean a <p> in r/a.xml and a <ab> in r/b.xml"),
    ]
    (one,) = findings()
    advice = "give one of the two elements another name, or let the prefix stand for one file"
    assert (one.label, one.found, one.help, one.related) == ("which of the two?", "x:one", (advice,), ())
    write("r/b.xml", '<ab xml:id="one"/><p xml:id="two"/>')
    (both,) = findings()
    assert both.message == "two pointers could lead into r/a.xml or r/b.xml"
    assert [related.message for related in both.related] == ["could mean two things too"]
    write("r/b.xml", '<ab xml:id="three"/>')
    assert codes() == []


@pytest.mark.parametrize("body", [
    '<p><name ref="smith"/></p>',
    '<pb facs="page-1.jpg"/>',
    '<change who="Anna Alt"/>',
])  # fmt: skip
def test_a_bare_word_is_no_pointer_unless_the_document_points_with_it(body: str) -> None:
    write("a.xml", body)
    assert codes() == []
    assert "dangling-pointer" in codes(profile="strict")
    attribute = body.split('="')[0].split()[-1]
    write("a.xml", body + '<p xml:id="x"/>' + f'<ab {attribute}="#x"/>' * 20)
    assert set(codes()) >= {"dangling-pointer"}


def test_a_prefix_that_nobody_declares_is_one_finding() -> None:
    for name in "abc":
        write(f"{name}.xml", '<p><name ref="bio:x"/><name ref="bio:y"/></p>')
    assert said() == [
        ("dangling-pointer", "six pointers have the prefix “bio”, and no prefixDef in their files declares it")
    ]


def test_an_attribute_that_never_leads_anywhere_is_one_finding() -> None:
    for name in "ab":
        write(f"{name}.xml", "".join(f'<p ana="#x{n}"/>' for n in range(5)))
    assert said() == [
        (
            "dangling-pointer",
            "ten pointers in @ana lead nowhere: no element of their files has an xml:id that they name",
        )
    ]
    assert {related.message for related in findings()[0].related} == {"leads nowhere too"}


def test_what_is_of_another_datatype_is_no_pointer() -> None:
    write(
        "a.xml",
        "<p/>",
        encoding='<tagsDecl><rendition scheme="css">x</rendition></tagsDecl><p>See <gi scheme="none">p</gi></p>',
    )
    assert codes(profile="strict") == []


def test_a_file_beyond_the_folder_counts_where_it_is_there() -> None:
    Path("e").mkdir()
    write("out.xml", '<p xml:id="x"/>')
    write("e/a.xml", '<p><ref target="../out.xml#x"/></p>')
    Path("e/siglum.toml").write_text('[edition]\ndocuments = ["a.xml"]\n', "utf-8")
    options = Options(stations=("integrity",))
    assert check(["e"], options).findings == []
    write("e/a.xml", '<p><ref target="../gone.xml#x"/><ref target="../gone.xml#y"/></p>')
    assert [(f.message, f.help) for f in check(["e"], options).findings] == [
        (
            "two pointers lead to “../gone.xml”, outside the folder of the edition, and there is no such file",
            ("mend the path",),
        )
    ]
    write("e/a.xml", '<p><ref target="../out.xml#x"/></p>')
    Path("e/siglum.toml").write_text('[edition]\ndocuments = ["a.xml"]\n[checks]\nprofile = "strict"\n', "utf-8")
    assert [f.help for f in check(["e"], options).findings if f.code == "dangling-pointer"] == [
        ("move what it points to into the edition",)
    ]


@pytest.mark.parametrize(("when", "words"), [
    ("1862-05-15", "15. 5. 1862"), ("1919-06-11", "11/6/1919"), ("1919-11-06", "11/6/1919"), ("1889-01-31", "Jan: 31"),
    ("1889-01-03", "Jan 3d"), ("1825-08-01", "1. Auguſt 1825"), ("1893-02-17", "1[7]. 2. 1893"), ("1896-07-14", "14. 7. [1896]"),
    ("1862-05-15", "15ten Mai 1862"), ("1862-05-15", "15. V. 1862"), ("1762-10-12", "12. 8br. 1762"), ("1862-05", "Mai 1862"),
    ("1862-05-12", "12./13. Mai 1862"), ("1862-04-20", "Ostersonntag 1862"), ("1937-03-05", "5 marzo 1937"),
    ("1937-05-05", "5 мая 1937"), ("1862-05-14", "am Tag vor dem 15. Mai 1862"), ("1862-05-15", "quinto Idus 1862"),
    ("1862-05-15", "15.5.62"), ("1862-05-03", "3º de mayo de 1862"), ("1862-05", "5. 1862"),
])  # fmt: skip
def test_words_that_agree_or_are_not_understood(when: str, words: str) -> None:
    write("a.xml", f'<p><date when="{when}">{words}</date></p>')
    assert said() == []


@pytest.mark.parametrize(("when", "words", "fact"), [
    ("1862-06-15", "15. 5. 1862", "15 May 1862"), ("1919-07-11", "11/6/1919", "11 June 1919"),
    ("1889-02-03", "Jan 3d", "3 January"), ("1825-08-02", "1. Auguſt 1825", "1 August 1825"),
    ("1926-10-04", "5. 10. [1926?]", "5 October 1926"), ("1937-03-05", "5 maggio 1937", "5 May 1937"),
])  # fmt: skip
def test_words_that_contradict(when: str, words: str, fact: str) -> None:
    write("a.xml", f'<p><date when="{when}">{words}</date></p>')
    assert said() == [("date-contradicts-text", f"@when is {when}, and the words say {fact}")]


def test_a_date_more_exact_than_its_words_is_said_where_that_is_rare() -> None:
    exact = '<date when="1862-05-15">15 May 1862</date>'
    write("a.xml", f'<p>{exact * 20}<date when="1862-05-15">May 1862</date></p>')
    assert said() == [("date-contradicts-text", "@when is 1862-05-15, and the words name no day")]
    write("a.xml", '<p><date when="1862-05-15">May 1862</date></p>')
    assert (codes(), codes(profile="strict")) == ([], ["date-contradicts-text"])


def test_quotation_marks_pair_as_the_document_pairs_them() -> None:
    good = "<p>»Ja.« Er sagte: »Nein.«</p>"
    write("a.xml", good * 20, "de")
    assert codes() == []
    write("a.xml", good * 20 + "<p>»Ja. Er sagte nichts.</p>", "de")
    assert [(f.code, f.found) for f in findings()] == [("quotation-marks", "»")]
    write("a.xml", good * 5 + "<p>Er: »Ja.</p>" * 3, "de")
    assert codes() == []
    good_english = "<p>“Yes.” “No.”</p>"
    write(
        "a.xml",
        good_english * 20 + "<p>“Yes.</p>",
        encoding='<editorialDecl><quotation marks="none"><p/></quotation></editorialDecl>',
    )
    assert codes() == []


def test_a_speech_of_several_paragraphs() -> None:
    write(
        "a.xml", "<p>“Yes.” “No.”</p>" * 20 + "<p>“One.</p><p>“Two.</p><p>“Three.”</p>" + "<p>“Open.</p><p>Close.”</p>"
    )
    assert codes() == []


def test_an_arrow_is_no_mark() -> None:
    write("a.xml", "<p>“Yes.” “No.”</p>" * 20 + "<p>Next ›</p>")
    assert codes() == []


def test_dots_and_gaps() -> None:
    write("a.xml", '<sp><p>Well … I … . . . no.</p></sp><gap reason="illegible"/><gap reason="lost"/><gap/>')
    assert codes() == []
    assert codes(profile="strict") == ["unexplained-omission"] * 6
    encoded = '<ellipsis resp="#ed"><metamark function="omission">…</metamark></ellipsis>'
    write(
        "a.xml",
        f'<listPerson><person xml:id="ed"/></listPerson><p>{encoded * 20} and … here.</p>'
        + '<gap reason="lost"/>' * 20
        + "<gap/>",
    )
    assert codes() == ["unexplained-omission", "unexplained-omission"]


PERSONS = "<listPerson>{}</listPerson>"


def test_a_register_larger_than_the_edition_has_no_unused_entries() -> None:
    people = "".join(f'<person xml:id="n{n}"><persName>Anna N{n}</persName></person>' for n in range(20))
    write("r/p.xml", PERSONS.format(people))
    write("a.xml", "".join(f'<p><persName ref="r/p.xml#n{n}">She {n}</persName></p>' for n in range(10)))
    assert (codes(True), codes(True, "strict").count("unused-entry")) == ([], 10)
    write("a.xml", "".join(f'<p><persName ref="r/p.xml#n{n}">She {n}</persName></p>' for n in range(19)))
    assert said(True) == [("unused-entry", "nothing in the edition points to the entry “n19” (Anna N19)")]


def test_one_form_of_two_people_is_said_where_it_nearly_always_is_one() -> None:
    write("r/p.xml", PERSONS.format("".join(f'<person xml:id="{n}"><persName>N {n}</persName></person>' for n in "ab")))
    first, other = (f'<p><persName ref="r/p.xml#{n}">the count</persName></p>' for n in "ab")
    write("a.xml", first * 5 + other * 5)
    assert (codes(True), codes(True, "strict")) == ([], ["two-people"] * 5)
    write("a.xml", first * 9 + other)
    assert said(True) == [("two-people", "“the count” is tagged as r/p.xml#b here and as r/p.xml#a elsewhere")]


def test_a_name_is_asked_for_where_it_is_usually_tagged() -> None:
    write("r/p.xml", PERSONS.format('<person xml:id="anna"><persName>Anna Alt</persName></person>'))
    tagged = '<p><persName ref="r/p.xml#anna">Anna Alt</persName></p>'
    write("a.xml", tagged * 9)
    write("b.xml", "<p>Anna Alt came.</p>")
    assert codes(True) == ["untagged-name"]
    write("b.xml", "<p>Anna Alt came. Anna Alt went.</p>")
    assert codes(True) == []
    write("b.xml", '<p><rs ref="r/p.xml#anna">Anna Alt</rs> came.</p>')
    assert codes(True) == []


def test_whatever_tei_allows_may_be_pointed_at() -> None:
    write(
        "a.xml", '<note resp="#h">x</note><w ana="#f1">x</w><fs><f xml:id="f1"/></fs>',
        source='<msDesc><physDesc><handDesc><handNote xml:id="h"/></handDesc></physDesc></msDesc>',
    )  # fmt: skip
    assert codes() == []
    assert codes(profile="strict") == []


@pytest.mark.parametrize("address", [
    "https://d-nb.info/gnd/118642979/", "https://d-nb.info/gnd/118642979", "118642979", "https://example.org/",
])  # fmt: skip
def test_an_identifier_may_be_an_address(address: str) -> None:
    write("a.xml", f'<p><idno type="gnd">{address}</idno></p>')
    assert codes() == []


def test_an_address_of_a_false_identifier() -> None:
    write("a.xml", '<p><idno type="gnd">https://d-nb.info/gnd/118642978/</idno></p>')
    assert codes() == ["false-identifier"]


def test_sigla_are_asked_for_where_the_header_declares_witnesses() -> None:
    write("a.xml", '<app><lem wit="#A">x</lem><rdg wit="#B C">y</rdg></app>')
    assert codes() == []
    witnesses = '<listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit>'
    write(
        "a.xml",
        '<app><lem wit="#A">x</lem><rdg wit="#B">y</rdg></app>' * 2 + '<app><lem wit="#A #b">x</lem></app>',
        source=witnesses,
    )
    assert codes() == ["unknown-witness"]


def test_folios_are_no_dates() -> None:
    write("a.xml", '<p><locus from="120" to="12">x</locus><biblScope from="200" to="12">y</biblScope></p>')
    assert codes() == []
    write("a.xml", '<p><date from="1938" to="1937">x</date></p>')
    assert codes() == ["impossible-dates"]


def test_a_header_in_prose() -> None:
    write("a.xml", "<p/>")
    text = Path("a.xml").read_text("utf-8")
    bare = (
        text.partition("<publicationStmt>")[0]
        + "<publicationStmt><p>Private.</p></publicationStmt>"
        + text.partition("</publicationStmt>")[2]
    )
    Path("a.xml").write_text(bare, "utf-8")
    assert codes() == []
    assert codes(profile="strict") == ["missing-header", "missing-header"]


def test_quotations_are_attributed_where_that_is_the_practice() -> None:
    write("a.xml", "<cit><quote>Haus</quote></cit>" * 20)
    assert codes() == []
    write("a.xml", "<cit><quote>Haus</quote><bibl>B</bibl></cit>" * 20 + "<quote>Baum</quote>")
    assert codes() == ["unattributed-quotation"]


def test_one_cause_names_a_stated_number_of_places() -> None:
    write("a.xml", '<foreign xml:lang="latin">x</foreign>' * 200)
    (finding,) = findings()
    assert finding.message == "200 places name the language “latin”, which is no registered tag"
    assert (len(finding.related), finding.note) == (50, "of the places, 51 are named")


@pytest.mark.parametrize("name", ["a%00b.xml", "x" * 400 + ".xml", "%FF.xml"])
def test_a_file_of_a_name_that_no_system_has(name: str) -> None:
    write("a.xml", f'<p><ref target="{name}#x"/></p>')
    assert [f.code for f in findings()] == ["dangling-pointer"]


def test_an_ill_formed_file_does_not_hide_the_others() -> None:
    write("a.xml", '<foreign xml:lang="latin">x</foreign>')
    Path("b.xml").write_text("<TEI>", "utf-8")
    assert codes() == ["unknown-language", "unclosed-element"]


def test_an_unknown_profile_is_said() -> None:
    write("a.xml", "<p/>")
    Path("siglum.toml").write_text('[edition]\ndocuments = ["a.xml"]\n[checks]\nprofile = "loud"\n', "utf-8")
    assert check([]).failures == ["siglum.toml: [checks] has the profile “loud”; write one of usual, strict"]


def test_two_pointers_that_lead_nowhere_are_two_findings_three_are_one() -> None:
    write("a.xml", '<p ana="#one"/><p ana="#two"/>')
    assert codes() == ["dangling-pointer", "dangling-pointer"]
    write("a.xml", '<p ana="#one"/><p ana="#two"/><p ana="#three"/>')
    assert said() == [
        (
            "dangling-pointer",
            "three pointers in @ana lead nowhere: no element of their files has an xml:id that they name",
        )
    ]


@pytest.mark.parametrize(
    ("limits", "found"),
    [("", 1), (' notBefore="1862-05-01"', 0), (' notAfter="1862-05-31"', 0)],
)
def test_a_date_within_limits_may_be_more_exact_than_its_words(limits: str, found: int) -> None:
    write("a.xml", f'<p><date when="1862-05-15"{limits}>May 1862</date></p>')
    assert codes(profile="strict") == ["date-contradicts-text"] * found


@pytest.mark.parametrize(("words", "found"), [("May 1862", 1), ("in May 1862", 1), ("Pentecost, May 1862", 0)])
def test_a_date_is_more_exact_than_words_that_are_understood(words: str, found: int) -> None:
    write("a.xml", '<date when="1862-05-15">15 May 1862</date>' * 20 + f'<date when="1862-05-15">{words}</date>')
    assert codes() == ["date-contradicts-text"] * found
    assert codes(profile="strict") == ["date-contradicts-text"]


@pytest.mark.parametrize(
    ("gap", "found"),
    [
        ("<gap/>", 1), ("<gap><certainty/></gap>", 1), ('<gap reason="lost"/>', 0), ('<gap agent="mould"/>', 0),
        ("<gap><desc>torn</desc></gap>", 0), ("<gap><note>torn</note></gap>", 0), ('<gap resp="#ed"/>', 0),
    ],
)  # fmt: skip
def test_an_omission_that_is_explained_needs_nobody_to_answer_for_it(gap: str, found: int) -> None:
    write(
        "a.xml",
        '<p>One <gap resp="#ed"/> two.</p>' * 20 + f"<p>One {gap} two.</p>",
        source='<p><name xml:id="ed">Ed</name></p>',
    )
    assert codes() == ["unexplained-omission"] * found


def test_what_may_be_done_with_a_text_may_be_said_in_prose() -> None:
    write("a.xml", "<p>One.</p>")
    whole = Path("a.xml").read_text("utf-8")
    Path("a.xml").write_text(whole.replace("<licence>Free.</licence>", "<p>Free.</p>"), "utf-8")
    assert (codes(), codes(profile="strict")) == ([], ["missing-header"])
    Path("a.xml").write_text(whole.replace("<licence>Free.</licence>", ""), "utf-8")
    assert said() == [("missing-header", "the header lacks a licence")]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", "", 1),
        ("<body>", '<body xml:lang="en">', 0),
        ("<p>One", '<div xml:lang="en"/><p>One', 0),
        ("<text>", '<sourceDoc xml:lang="en"/><text>', 0),
        ("<encodingDesc>", '<profileDesc><langUsage><language ident="en"/></langUsage></profileDesc><encodingDesc>', 0),
        ("<p>S</p>", '<msDesc><msContents><textLang mainLang="en"/></msContents></msDesc>', 0),
        ("<p>S</p>", '<p xml:lang="en">S</p>', 1),
    ],
    ids=["nowhere", "body", "div", "sourceDoc", "language", "textLang", "elsewhere"],
)
def test_where_the_language_of_a_text_may_be_said(before: str, after: str, found: int) -> None:
    write("a.xml", "<p>One.</p>")
    text = Path("a.xml").read_text("utf-8").replace(' xml:lang="en"', "")
    Path("a.xml").write_text(text.replace(before, after, 1 if before else 0), "utf-8")
    assert codes() == ["missing-header"] * found


def test_a_name_in_the_header_is_no_mention() -> None:
    write("r/p.xml", PERSONS.format("".join(f'<person xml:id="{n}"><persName>N {n}</persName></person>' for n in "ab")))
    names = "".join(f'<p><persName ref="r/p.xml#{n}">Anna</persName></p>' for n in "ab")
    write("a.xml", "<p>One.</p>", encoding=names)
    assert "two-people" not in codes(True, "strict")
    write("a.xml", names)
    assert "two-people" in codes(True, "strict")


def test_a_name_inside_one_of_several_people_lies_in_the_mention_of_the_first() -> None:
    write("r/p.xml", PERSONS.format("".join(f'<person xml:id="{n}"><persName>N {n}</persName></person>' for n in "ab")))
    inner = '<persName ref="r/p.xml#b">Anna B.</persName>'
    write("a.xml", f'<p><persName ref="r/p.xml#a r/p.xml#b">Mrs {inner}</persName></p>')
    (finding,) = (f for f in findings(True, "strict") if f.code == "two-people" and f.label == "inside another")
    (outer,) = finding.related
    assert Path("a.xml").read_bytes()[outer.span.start.offset : outer.span.end.offset] == b"r/p.xml#a"


@pytest.mark.parametrize(("known", "found"), [(4, 1), (3, 0)])
def test_a_siglum_is_unknown_where_four_times_as_many_are_known(known: int, found: int) -> None:
    apparatus = '<app><lem wit="#A">x</lem></app>' * known + '<app><lem wit="#X">x</lem></app>'
    write("a.xml", apparatus, source='<listWit><witness xml:id="A">A</witness></listWit>')
    assert codes().count("unknown-witness") == found


def test_marks_with_spaces_inside_are_understood_by_the_words_beside_them() -> None:
    said_so = "Il dit:« oui », et elle:« non ». " * 12
    write("a.xml", f"<p>{said_so}Il dit:« oui encore.</p>", lang="fr")
    assert [(f.message, f.found) for f in findings()] == [
        ("this mark opens, and nothing closes it before the end of the paragraph", "«")
    ]


@pytest.mark.parametrize(
    ("good", "bad", "found"),
    [
        ("«oui»", "»non", "»"), ("»ja«", "«nein", "«"), ("„ja“", "„nein", "„"), ("„ja“", "„nein”", "„"), ("„tak”", "„nie", "„"),
        ("„tak” “nie”", "„nie“", "„"), ("“yes”", "“no", "“"),
    ],
)  # fmt: skip
def test_of_marks_that_pair_in_their_way_the_one_that_does_not_is_found(good: str, bad: str, found: str) -> None:
    write("a.xml", f"<p>{f'So {good}. ' * 20}</p><p>So {bad}.</p>")
    assert found in [finding.found for finding in findings()]
    assert len(findings()) <= 2
    write("a.xml", f"<p>{f'So {good}. ' * 20}</p>")
    assert findings() == []
