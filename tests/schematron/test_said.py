"""What is made of the answer of a rule: the finding at its node, its words, its repair. One schema has a pattern for each."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

from repairs import applied
from siglum import schematron
from siglum.diagnostic import Diagnostic
from siglum.document import Document, resolve
from siglum.keeping import NOTHING

SCH, SQF = "http://purl.oclc.org/dsdl/schematron", "http://www.schematron-quickfix.com/validator/process"
P = """<p n = "2"  m='x'>so <b/> bad &amp; worse <?x y?></p>"""
TEXT = f'<a xmlns="urn:a" xmlns:x="urn:x" x:k="1"><!-- c -->{P}<q></q> <r/><s\n>\n x</s ></a>'
DOCUMENT = Document.parse(TEXT.encode("utf-8"), "d.xml")


def pattern(context: str, report: str = "", fixes: str = "", attributes: str = "") -> str:
    """A pattern that finds something in every node of a context."""
    return f"<pattern><rule context={quoteattr(context)}><report test='true()' {attributes}>{report}</report>{fixes}</rule></pattern>"


def schema(patterns: str) -> str:
    return (
        f'<schema xmlns="{SCH}" xmlns:sqf="{SQF}" queryBinding="xslt2"><ns prefix="a" uri="urn:a"/><ns prefix="x" uri="urn:x"/>{patterns}'
        '<diagnostics><diagnostic id="one">Give  one.</diagnostic><diagnostic id="none"> </diagnostic><diagnostic id="two">Or <emph>none</emph>.</diagnostic></diagnostics>'
        '<properties><property id="home">chapter 2</property><property id="date">1936</property></properties></schema>'
    )


def check(folder: Path, patterns: str, document: Document = DOCUMENT) -> list[Diagnostic]:
    (folder / "s.sch").write_text(schema(patterns), "utf-8")
    return schematron.check(schematron.read(folder / "s.sch", cache=NOTHING), document, folder)


# ----- where -----

PLACES: list[tuple[str, str, tuple[int, object] | None, str | None, str | None]] = [
    # context, what stands at the place, element and part, what was found, in what
    ("a:p", "p", (1, "name"), "p", "a"), ("/*", "a", (0, "name"), "a", None), ("/", "a", (0, "name"), None, None), ("@n", "n", (1, ("attribute", "n")), "n", "p"),
    ("@x:k", "x:k", (0, ("attribute", "{urn:x}k")), "k", "a"), ("a:p/text()[1]", "so", (1, ("text", 0)), None, None),
    ("a:p/text()[2]", "bad &amp; worse", (1, ("text", 1)), None, None), ("a:a/text()", " ", (0, ("text", 3)), None, None),
    ("a:s/text()", "x", (5, ("text", 0)), None, None), ("comment()", "<!-- c -->", None, None, None), ("processing-instruction()", "<?x y?>", None, None, None),
]  # fmt: skip


def test_a_finding_stands_at_its_node(tmp_path: Path) -> None:
    found = {
        f.message: f for f in check(tmp_path, "".join(pattern(context, f"at {context}") for context, *_ in PLACES))
    }
    for context, words, node, name, parent in PLACES:
        one = found[f"at {context}"]
        assert TEXT.encode()[one.span.start.offset : one.span.end.offset].decode() == words, context
        assert (one.span.node[1:] if one.span.node else None) == node, context
        assert (one.path, one.found or None, one.parent) == ("d.xml", name, parent), context
    assert len(found) == len(PLACES)


def test_a_text_beside_what_another_file_brings_in_is_found_at_its_element(tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_text("<b>inner<!-- brought in --></b>")
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="b.xml"/>'
    text = f"<!-- before --><a>one{include}two<c/>three</a><!-- after -->"
    (tmp_path / "d.xml").write_text(text)
    document = Document.read(tmp_path / "d.xml")
    resolve(document, tmp_path)
    found = check(tmp_path, pattern("text()", "<value-of select='.'/>"), document)
    comments = check(tmp_path, pattern("comment()", "<value-of select='.'/>"), document)
    assert [f.message for f in comments] == ["before", "brought in", "after"]
    assert {f.message: f.span.node and (Path(f.span.node.file).name, *f.span.node[1:]) for f in found} == {
        "one": ("d.xml", 0, ("text", 0)), "two": ("d.xml", 0, ("text", 1)), "three": ("d.xml", 0, ("text", 2)),
        "inner": ("b.xml", 0, ("text", 0)),
    }  # fmt: skip


# ----- what -----


def test_a_finding_has_the_words_of_its_rule(tmp_path: Path) -> None:
    wordy = 'role="warning" diagnostics="one none two" properties="home date" see="https://example.org/"'
    patterns = pattern("a:p", " A  number\n<emph>is</emph> missing. ", attributes=wordy).replace(
        "<pattern>", "<pattern><title>Numbers</title>"
    )
    one, bare = check(tmp_path, patterns + "\n" + pattern("a:q"))
    assert (one.code, one.message, one.severity) == ("schematron-report", "A number is missing.", "warning")
    assert (one.help, one.note, one.see) == (
        ("Give one.", "Or none."),
        "Numbers; home: chapter 2; date: 1936",
        "https://example.org/",
    )
    assert (bare.message, bare.severity) == (
        f"a rule of the schema does not hold ({(tmp_path / 's.sch').as_posix()}:3)",
        "error",
    )
    assert (bare.help, bare.note, bare.see, bare.fix) == ((), None, None, None)


def test_a_rule_that_cannot_be_applied_stands_in_its_schema(tmp_path: Path) -> None:
    rules = "\n".join(
        f"<rule context='{context}'><let name='v' value='1'/>\n <assert test='xs:integer(@m) gt 1'>x</assert></rule>"
        for context in ("a:p",)
    )
    (one,) = check(tmp_path, f"<pattern>\n{rules}</pattern>")
    said = 'this rule cannot be applied: Cannot convert string "x" to an integer'
    assert (one.code, one.message, one.severity, Path(one.path).name) == ("schematron-failed", said, "error", "s.sch")
    assert one.help == ("mend the expression; rules see the documents that are checked, and nothing else",)
    assert (one.span.start.line, one.span.start.column, one.span.end.column) == (3, 3, 9)


# ----- repairs -----

REPAIRS = [
    ("<sqf:delete match='a:b'/>", "<b/>", ""),
    ("<sqf:delete/>", P, ""),
    ("<sqf:delete match='../a:s'/>", "<s\n>\n x</s >", ""),
    ("<sqf:delete match='@m'/>", "  m='x'", ""),
    ("<sqf:delete match='@n'/>", ' n = "2"', ""),
    ("<sqf:delete match='text()[2]'/>", " bad &amp; worse ", ""),
    ("<sqf:delete match='../comment()'/>", "<!-- c -->", ""),
    ("<sqf:delete match='processing-instruction()'/>", "<?x y?>", ""),
    ("<sqf:replace match='a:b'><i xmlns='urn:a'>1</i></sqf:replace>", "<b/>", "<i>1</i>"),
    ("<sqf:replace match='a:b'><i xmlns='urn:b'/></sqf:replace>", "<b/>", '<i xmlns="urn:b"/>'),
    ("<sqf:replace match='a:b' node-type='element' target='i' select=\"'1'\"/>", "<b/>", "<i>1</i>"),
    ("<sqf:replace match='a:b' node-type='element' target='i'/>", "<b/>", "<i/>"),
    ("<sqf:replace match='a:b' node-type='comment' select=\"'1'\"/>", "<b/>", "<!--1-->"),
    ("<sqf:replace match='a:b' node-type='pi' target='t' select=\"'1'\"/>", "<b/>", "<?t 1?>"),
    ("<sqf:replace match='a:b' node-type='processing-instruction' target='t' select=\"'1'\"/>", "<b/>", "<?t 1?>"),
    (
        "<sqf:replace match='@m' node-type='attribute' target='k' select=\"'a&lt;&amp;&quot;'\"/>",
        "  m='x'",
        ' k="a&lt;&amp;&quot;"',
    ),
    ("<sqf:add node-type='attribute' target='k' select=\"'1'\"/>", "<p ", '<p k="1" '),
    ("<sqf:add position='before'>+</sqf:add>", "<p ", "+<p "),
    ("<sqf:add position='after'>+</sqf:add>", "</p>", "</p>+"),
    ("<sqf:add match='../a:r' position='after'>+</sqf:add>", "<r/>", "<r/>+"),
    ("<sqf:add position='last-child'>+</sqf:add>", "<?x y?></p>", "<?x y?>+</p>"),
    ("<sqf:add position='first-child'>+</sqf:add>", "'x'>so", "'x'>+so"),
    ("<sqf:add>+</sqf:add>", "'x'>so", "'x'>+so"),
    ("<sqf:add match='../a:s' position='last-child'>+</sqf:add>", "x</s >", "x+</s >"),
    ("<sqf:stringReplace match='text()[2]' regex='[bd]+' select=\"'0'\"/>", " bad &amp; worse", " 0a0 &amp; worse"),
    ("<sqf:replace match='/*'><i xmlns='urn:b'/></sqf:replace>", TEXT, '<i xmlns="urn:b"/>'),
    # no repair
    ("<sqf:add match='../a:r'>+</sqf:add>", "", ""),
    ("<sqf:add match='text()[1]' position='before'>+</sqf:add>", "", ""),
    ("<sqf:stringReplace match='a:b' regex='b'>+</sqf:stringReplace>", "", ""),
    ("<sqf:stringReplace match='text()[1]' regex='z'>+</sqf:stringReplace>", "", ""),
    ("<sqf:add node-type='attribute' target='n' select=\"'1'\"/>", "", ""),
    ("<sqf:delete match='/*'/>", "", ""),
    ("<sqf:delete match='/'/>", "", ""),
    ("<sqf:replace match='a:b' node-type='comment' select=\"'1--2'\"/>", "", ""),
    ("<sqf:replace match='a:b' node-type='pi' target='t' select=\"'1?&gt;2'\"/>", "", ""),
    ("<sqf:replace match='a:b' node-type='processing-instruction' target='t' select=\"'1?&gt;&lt;?2'\"/>", "", ""),
    ("<sqf:replace match='a:b' node-type='comment' select=\"'1--&gt;&lt;!--2'\"/>", "", ""),
    ("<sqf:add node-type='attribute' target='u:k' select=\"'1'\"/>", "", ""),
    ("<sqf:replace match='a:b' node-type='element' target='u:i'/>", "", ""),
    ("<sqf:replace match='/'><i/></sqf:replace>", "", ""),
    ("<sqf:replace match='/*'>+</sqf:replace>", "", ""),
    ("<sqf:replace match='/*'><i/><i/></sqf:replace>", "", ""),
    ("<sqf:add match='/*' position='after'><i/></sqf:add>", "", ""),
    ("<sqf:add match='/*' position='before'>+</sqf:add>", "", ""),
]


@pytest.fixture(scope="module")
def repairs(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Diagnostic]:
    """What is found with each repair, by its number."""
    fixes = (
        f"<sqf:fix id='f{n}'><sqf:description><sqf:title>Mend {n}</sqf:title></sqf:description>{fix}</sqf:fix>"
        for n, (fix, _, _) in enumerate(REPAIRS)
    )
    found = check(
        tmp_path_factory.mktemp("repairs"),
        "".join(pattern("a:p", str(n), fix, f"sqf:fix='f{n}'") for n, fix in enumerate(fixes)),
    )
    return {int(f.message): f for f in found}


@pytest.mark.parametrize("number", range(len(REPAIRS)))
def test_a_repair(number: int, repairs: dict[int, Diagnostic]) -> None:
    _, before, after = REPAIRS[number]
    fix = repairs[number].fix
    if not before:
        assert fix is None
        return
    assert TEXT.count(before) == 1
    assert fix is not None and fix.title == f"Mend {number}"
    assert applied(DOCUMENT.source.data, fix).decode() == TEXT.replace(before, after)


def test_the_first_repair_that_can_be_made_is_offered_its_edits_in_order(tmp_path: Path) -> None:
    fixes = "<sqf:fix id='f'><sqf:add match='a:b'>+</sqf:add></sqf:fix><sqf:fix id='g'><sqf:delete match='a:r'/><sqf:delete match='a:q'/></sqf:fix>"
    (one,) = check(tmp_path, pattern("/*", "x", fixes, "sqf:fix='f g'"))
    assert one.fix is not None
    assert (one.fix.title, [TEXT[e.start : e.end] for e in one.fix.edits], one.fix.safe) == (
        "as the schema proposes",
        ["<q></q>", "<r/>"],
        False,
    )


def test_without_a_namespace_none_is_taken_away(tmp_path: Path) -> None:
    document = Document.parse(b"<a><b/></a>", "d.xml")
    fix = "<sqf:fix id='f'><sqf:replace><i xmlns='urn:b'/></sqf:replace></sqf:fix>"
    (one,) = check(tmp_path, pattern("b", "x", fix, "sqf:fix='f'"), document)
    assert one.fix is not None
    assert applied(document.source.data, one.fix) == b'<a><i xmlns="urn:b"/></a>'
