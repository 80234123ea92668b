"""Files laid out: where white space says nothing, and nowhere else; twice is once; the text stays."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from conftest import TEI_ALL, Command
from siglum import layout
from siglum.document import Document, Refused
from siglum.layout.lines import laid_out
from siglum.relaxng import Schema, accepts
from siglum.session import Session

ROOT = Path(__file__).resolve().parents[2]
CORPORA = TEI_ALL.parents[1] / "corpora"
MOST = int(os.environ.get("SIGLUM_LAYOUTS", "12"))
"""How many files of others are laid out; SIGLUM_LAYOUTS=1000 for all."""
GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0">
  <start><ref name="div"/></start>
  <define name="div"><element name="div"><zeroOrMore><choice><attribute><anyName/></attribute><ref name="div"/><ref name="p"/></choice></zeroOrMore></element></define>
  <define name="p"><element name="p"><zeroOrMore><choice><text/><ref name="hi"/><ref name="list"/></choice></zeroOrMore></element></define>
  <define name="hi"><element name="hi"><text/></element></define>
  <define name="list"><element name="list"><zeroOrMore><element name="item"><text/></element></zeroOrMore></element></define>
</grammar>"""
LONG = " ".join(f'n{number}="{"v" * 20}"' for number in range(6))
LAID = f"""<div {LONG.rpartition(" n4")[0]}
  n4="{"v" * 20}" n5="{"v" * 20}">"""

CASES = [
    pytest.param("<div><p>a</p><p>b</p></div>", "<div>\n  <p>a</p>\n  <p>b</p>\n</div>\n", id="a block on each line"),
    pytest.param("<div>\n<div><p>a</p></div>\n    </div>\n", "<div>\n  <div><p>a</p></div>\n</div>\n", id="what fits on its line stays there"),
    pytest.param("<div>\n<p>a <hi>b</hi> <hi>c</hi>\n d</p></div>\n", "<div>\n  <p>a <hi>b</hi> <hi>c</hi>\n d</p>\n</div>\n", id="words are not touched"),
    pytest.param("<div>\n<p>a <list><item>b</item>\n<item>c</item></list></p></div>\n", "<div>\n  <p>a <list><item>b</item>\n<item>c</item></list></p>\n</div>\n", id="nor what stands among them"),
    pytest.param("<div>\n\n\n<p/>\n\n\n\n<p/>\n\n</div>\n", "<div>\n  <p/>\n\n  <p/>\n</div>\n", id="an empty line stays one"),
    pytest.param("<div><p/> <!-- of this -->\n<!-- of that -->\n<p/></div>", "<div>\n  <p/> <!-- of this -->\n  <!-- of that -->\n  <p/>\n</div>\n", id="comments stay where they are"),
    pytest.param("<div\n  n = '1'\tm=\"a\n b\"  ><p ></p ><p  /></div>", "<div n='1' m=\"a\n b\">\n  <p></p>\n  <p/>\n</div>\n", id="tags"),
    pytest.param(f"<div {LONG}><p/></div>", f"{LAID}\n  <p/>\n</div>\n", id="a long start tag"),
    pytest.param('<div>\n<div xml:space="preserve"> <p/>   <p/> </div></div>', '<div>\n  <div xml:space="preserve"> <p/>   <p/> </div>\n</div>\n', id="space that is to be preserved"),
    pytest.param("<?x  y?>\n<!--  a -->\n<div><p/></div>\n<!--b-->", "<?x  y?>\n<!--  a -->\n<div>\n  <p/>\n</div>\n<!--b-->\n", id="what stands around the document"),
    pytest.param("<div>words<p/><p/></div>", "<div>words<p/><p/></div>\n", id="words where none should be"),
    pytest.param("<other><p/><p/></other>", "<other><p/><p/></other>\n", id="an element nobody knows, in one line"),
    pytest.param("<other>\n<p/>\n    <p/>\n</other>", "<other>\n  <p/>\n  <p/>\n</other>\n", id="an element nobody knows, in lines"),
]  # fmt: skip


@cache
def schema(path: Path) -> Schema:
    return Schema.read(path)


@pytest.fixture
def grammar(tmp_path: Path) -> Schema:
    (tmp_path / "a.rng").write_text(GRAMMAR, "utf-8")
    return Schema.read(tmp_path / "a.rng")


def of(text: str | bytes, *schemas: Schema, ordered: bool = False) -> bytes:
    data = text.encode() if isinstance(text, str) else text
    return laid_out(Document.parse(data, "a.xml"), schemas, ordered=ordered)


@pytest.mark.parametrize(("before", "after"), CASES)
def test_a_case(before: str, after: str, grammar: Schema) -> None:
    assert of(before, grammar).decode() == after
    assert of(after, grammar).decode() == after


@pytest.mark.parametrize(
    ("encoding", "bom"), [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("iso-8859-1", b"")]
)
def test_encoding_and_line_ends_stay(encoding: str, bom: bytes, grammar: Schema) -> None:
    declared = "utf-16" if encoding.startswith("utf-16") else encoding
    text = f'<?xml version="1.0" encoding="{declared}"?>\r\n<div><p>é &amp; &#233;</p><p/></div>\r\n'
    laid = text.replace("<p>", "\r\n  <p>").replace("<p/>", "\r\n  <p/>\r\n")
    assert of(bom + text.encode(encoding), grammar) == bom + laid.encode(encoding)


ORDERED = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:x="urn:x" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><ref name="a"/></start>
  <define name="global"><optional><attribute name="xml:id"/></optional><optional><attribute name="n"/></optional></define>
  <define name="a"><element name="a"><ref name="global"/><zeroOrMore><choice><ref name="a"/><ref name="b"/></choice></zeroOrMore><attribute name="x:y"/></element></define>
  <define name="b"><element name="b"><interleave><text/><zeroOrMore><ref name="c"/></zeroOrMore></interleave><optional><attribute name="when"/></optional><ref name="global"/></element></define>
  <define name="c"><element name="c"><text/><ref name="global"/><choice><attribute name="from"/><attribute name="to"/></choice></element></define>
</grammar>"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "<a n='1' z:y=\"2\" xmlns:z='urn:x' xml:id='i' other=''><b/></a>",
            "<a xmlns:z='urn:x' xml:id='i' n='1' z:y=\"2\" other=''>\n  <b/>\n</a>\n",
        ),
        (
            "<a>\n  <b n='1' when='2'>w<c to = '3'\n n='a b'  xml:id = \"i\" >w</c></b>\n</a>\n",
            "<a>\n  <b when='2' n='1'>w<c xml:id = \"i\"\n n='a b'  to = '3' >w</c></b>\n</a>\n",
        ),
        ("<a><unknown n='1' m='2'/></a>", "<a>\n  <unknown n='1' m='2'/>\n</a>\n"),
    ],
)
def test_attributes_in_the_order_of_the_schema(before: str, after: str, tmp_path: Path) -> None:
    (tmp_path / "a.rng").write_text(ORDERED, "utf-8")
    grammar = Schema.read(tmp_path / "a.rng")
    assert of(before, grammar, ordered=True).decode() == after
    assert of(after, grammar, ordered=True).decode() == after
    assert of(after, grammar).decode() == after
    assert is_same(before.encode(), after.encode(), ordered=True)


def is_same(before: bytes, after: bytes, *, ordered: bool = False) -> bool:
    one, other = Document.parse(before, "a.xml"), Document.parse(after, "a.xml")
    pairs = zip(one.root.iter(), other.root.iter(), strict=True)
    return all(layout._same(a, b, ordered=ordered) for a, b in pairs)


def files() -> Iterator[Path]:
    yield from sorted((ROOT / "tei").rglob("*.xml"))
    yield from sorted((ROOT / "tests").rglob("*.xml"))


@pytest.mark.parametrize("ordered", [False, True], ids=["kept", "as declared"])
def test_every_file_of_this_project_twice_is_once_and_says_the_same(ordered: bool) -> None:
    own, count = schema(ROOT / "schema" / "siglum.rng"), 0
    for path in files():
        try:
            document = Document.parse(path.read_bytes(), path.name)
        except Refused:
            continue
        after = laid_out(document, [own], ordered=ordered)
        assert laid_out(Document.parse(after, path.name), [own], ordered=ordered) == after, path
        assert is_same(document.source.data, after, ordered=ordered), path
        assert accepts(own, document) == accepts(own, Document.parse(after, path.name)), path
        count += 1
    assert count > 100


@pytest.mark.parametrize("ordered", [False, True], ids=["kept", "as declared"])
def test_files_of_others_twice_is_once_and_valid_stays_valid(ordered: bool) -> None:
    if not (CORPORA.is_dir() and TEI_ALL.is_file()):
        pytest.skip("the collections of others, or all of TEI, are not beside the project")
    everything = schema(TEI_ALL)
    paths = sorted(CORPORA.rglob("*.xml"))
    for path in paths[:: max(1, len(paths) // MOST)]:
        try:
            document = Document.parse(path.read_bytes(), path.name)
        except Refused:
            continue
        after = laid_out(document, [everything], ordered=ordered)
        again = Document.parse(after, path.name)
        assert laid_out(again, [everything], ordered=ordered) == after, path
        assert is_same(document.source.data, after, ordered=ordered), path
        assert accepts(everything, document) == accepts(everything, again), path


# ----- the command -----


@pytest.fixture
def folder(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(small)
    path = small / "tei/voyage.xml"
    path.write_text(path.read_text("utf-8").replace("    </body>", "</body>"), "utf-8")
    return small


DIFFERENCE = """\
--- a/tei/voyage.xml
+++ b/tei/voyage.xml
@@ -81,6 +81,6 @@
         </quote>
         <p xml:id="p5" n="5">That is all.</p>
       </div>
-</body>
+    </body>
   </text>
 </TEI>
"""


def test_the_command_lays_out_what_needs_it(folder: Path, siglum: Command) -> None:
    before = (folder / "tei/voyage.xml").read_bytes()
    done = siglum("format", "--check", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (1, "tei/voyage.xml\n", "3 files: 1 would be laid out anew\n")
    done = siglum("format", "--diff", cwd=folder)
    assert (done.returncode, done.stdout) == (1, DIFFERENCE)
    assert (folder / "tei/voyage.xml").read_bytes() == before
    done = siglum("format", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "3 files: 1 laid out anew\n")
    assert (folder / "tei/voyage.xml").read_bytes() == before.replace(b"\n</body>", b"\n    </body>")
    assert siglum("format", "--check", cwd=folder).returncode == 0
    assert siglum("check", cwd=folder).returncode == 0


def test_the_command_orders_attributes_as_it_is_asked(folder: Path, siglum: Command) -> None:
    path, before = folder / "tei/voyage.xml", (folder / "tei/voyage.xml").read_text("utf-8")
    path.write_text(before.replace('xml:id="p5" n="5"', 'n="5" xml:id="p5"'), "utf-8")
    assert '+        <p xml:id="p5" n="5">' in siglum("format", "--diff", "--attributes", "schema", cwd=folder).stdout
    assert '+        <p xml:id="p5"' not in siglum("format", "--diff", cwd=folder).stdout
    with (folder / "siglum.toml").open("a", encoding="utf-8") as toml:
        toml.write('\n[format]\nattributes = "schema"\n')
    kept = siglum("format", "--diff", "--attributes", "keep", cwd=folder)
    assert '+        <p xml:id="p5"' not in kept.stdout
    assert siglum("format", cwd=folder).returncode == 0
    assert '<p xml:id="p5" n="5">' in path.read_text("utf-8")
    assert siglum("format", "--check", cwd=folder).returncode == 0
    toml_text = (folder / "siglum.toml").read_text("utf-8")
    (folder / "siglum.toml").write_text(toml_text.replace('attributes = "schema"', 'attributes = "abc"'), "utf-8")
    done = siglum("format", cwd=folder)
    assert done.returncode == 2
    assert (
        done.stderr.splitlines()[0]
        == "siglum: siglum.toml: [format] has the attributes “abc”; write one of keep, schema"
    )


def test_what_is_no_document_stays_and_the_others_are_laid_out(folder: Path, siglum: Command) -> None:
    (folder / "bad.xml").write_bytes(b"<p>")
    done = siglum("format", "bad.xml", "tei", "none.xml", cwd=folder)
    assert done.returncode == 2
    assert "siglum: bad.xml is no document, and stays as it is: " in done.stderr
    assert "siglum: cannot read none.xml: no such file or directory\n" in done.stderr
    assert done.stderr.endswith("3 files: 1 laid out anew\n")
    assert (folder / "bad.xml").read_bytes() == b"<p>"


def test_nothing_is_written_where_a_link_leads_out_of_the_edition(folder: Path, siglum: Command) -> None:
    path, outside = folder / "tei/voyage.xml", folder.parent / "outside.xml"
    path.rename(outside)
    path.symlink_to(outside)
    before = outside.read_bytes()
    done = siglum("format", "tei", cwd=folder)
    assert (done.returncode, outside.read_bytes()) == (2, before)
    assert "siglum: tei/voyage.xml leads out of the edition, and stays as it is\n" in done.stderr


def test_a_layout_that_said_something_else_would_not_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def worse(document: Document, schemas: object, *, ordered: bool) -> bytes:
        return document.source.data.replace(b"That is all", b"That is  nearly all")

    monkeypatch.setattr(layout, "laid_out", worse)
    with Session() as session:
        done = layout.lay_out([], session)
    assert done.changes == {}
    assert done.failures == ["tei/voyage.xml stays as it is: laid out, it would not say the same; please report it"]


def test_a_layout_that_made_other_findings_would_not_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "_prove", lambda document, data, **_: None)
    monkeypatch.setattr(layout, "laid_out", lambda document, schemas, **_: document.source.data.replace(b'n="5"', b""))
    with Session() as session:
        done = layout.lay_out([], session)
    assert done.changes == {}
    assert done.failures == ["tei/voyage.xml stays as it is: laid out, other findings would be made; please report it"]
