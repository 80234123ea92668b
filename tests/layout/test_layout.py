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
CORPORA = ROOT / "shared" / "corpora"
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


def of(text: str | bytes, *schemas: Schema) -> bytes:
    return laid_out(Document.parse(text.encode() if isinstance(text, str) else text, "a.xml"), schemas)


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


def is_same(before: bytes, after: bytes) -> bool:
    one, other = Document.parse(before, "a.xml"), Document.parse(after, "a.xml")
    return all(layout._same(a, b) for a, b in zip(one.root.iter(), other.root.iter(), strict=True))


def files() -> Iterator[Path]:
    yield from sorted((ROOT / "tei").rglob("*.xml"))
    yield from sorted((ROOT / "tests").rglob("*.xml"))


def test_every_file_of_this_project_twice_is_once_and_says_the_same() -> None:
    own, count = schema(ROOT / "schema" / "siglum.rng"), 0
    for path in files():
        try:
            document = Document.parse(path.read_bytes(), path.name)
        except Refused:
            continue
        after = laid_out(document, [own])
        assert laid_out(Document.parse(after, path.name), [own]) == after, path
        assert is_same(document.source.data, after), path
        assert accepts(own, document) == accepts(own, Document.parse(after, path.name)), path
        count += 1
    assert count > 100


def test_files_of_others_twice_is_once_and_valid_stays_valid() -> None:
    if not (CORPORA.is_dir() and TEI_ALL.is_file()):
        pytest.skip("the collections of others, or all of TEI, are not beside the project")
    everything = schema(TEI_ALL)
    paths = [path for path in sorted(CORPORA.rglob("*.xml")) if path.stat().st_size < 1_500_000]
    for path in paths[:: max(1, len(paths) // MOST)]:
        try:
            document = Document.parse(path.read_bytes(), path.name)
        except Refused:
            continue
        after = laid_out(document, [everything])
        again = Document.parse(after, path.name)
        assert laid_out(again, [everything]) == after, path
        assert is_same(document.source.data, after), path
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
    def worse(document: Document, schemas: object) -> bytes:
        return document.source.data.replace(b"That is all", b"That is  nearly all")

    monkeypatch.setattr(layout, "laid_out", worse)
    with Session() as session:
        done = layout.lay_out([], session)
    assert done.changes == {}
    assert done.failures == ["tei/voyage.xml stays as it is: laid out, it would not say the same; please report it"]


def test_a_layout_that_made_other_findings_would_not_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "_prove", lambda document, data: None)
    monkeypatch.setattr(layout, "laid_out", lambda document, schemas: document.source.data.replace(b'n="5"', b""))
    with Session() as session:
        done = layout.lay_out([], session)
    assert done.changes == {}
    assert done.failures == ["tei/voyage.xml stays as it is: laid out, other findings would be made; please report it"]
