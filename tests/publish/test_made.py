"""What is published of a small edition, and the sentence for each way in which it cannot be."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from reading.small import TOML, document
from siglum import publish, resources
from siglum.diagnostic import Diagnostic, Position, Span
from siglum.edition import Edition
from siglum.failure import Failure
from siglum.publish import folder as folders
from siglum.publish.forms import FORMS
from siglum.publish.html.site import schema_files, static
from siglum.publish.kept import Opened
from siglum.publish.made import Made
from siglum.publish.plan import Task
from siglum.publish.single import Making, Sheet
from siglum.publish.verify import Differs
from siglum.session import Session

SITE = "{urn:siglum:site}"


def edition(
    where: Path,
    *,
    head: str = "",
    toml: str = TOML,
    body: str = "<p>One <hi>tow</hi> three.</p>",
    register: str = "persons",
) -> Edition:
    """A letter, a register and a transcript."""
    where.mkdir(parents=True, exist_ok=True)
    (where / "letter.xml").write_text(document(body), encoding="utf-8")
    (where / "list.xml").write_text(document("<p>Anna</p>").replace('"letter"', f'"{register}"'), encoding="utf-8")
    (where / "t.txt").write_text("One tow three.", encoding="utf-8")
    (where / "siglum.toml").write_text(
        toml.replace("[edition]\n", f'[edition]\nregisters = ["list.xml"]\n{head}', 1), encoding="utf-8"
    )
    return Edition.load(where)


def site(where: Path, **more: Any) -> dict[str, bytes]:
    """The files of the site, by name."""
    publish.build(edition(where, **more), where / "build", frozenset({"html"}))
    return contents(where / "build" / "html")


# ----- what is asked for -----

ALL = ", ".join(["html", *FORMS])


@pytest.mark.parametrize(
    ("outputs", "toml", "said"),
    [
        ({"stone", "text"}, TOML, f"there is no output “stone”: the outputs are {ALL}"),
        (set(), TOML, f"no output is named: the outputs are {ALL}"),
    ],
)  # fmt: skip
def test_what_cannot_be_published_is_said(outputs: set[str], toml: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(Failure) as failure:
        publish.build(edition(tmp_path, toml=toml), tmp_path / "build", frozenset(outputs))
    assert str(failure.value) == said
    assert not (tmp_path / "build").exists()


def test_plain_text_with_and_without_its_head(tmp_path: Path) -> None:
    publish.build(edition(tmp_path), tmp_path / "build", frozenset({"text"}))
    assert (tmp_path / "build/text/other.txt").read_text("utf-8") == (
        "A letter\nNobody\nthe other witness, corrected; witness B; corrections and additions of the editors in [ ] and ⟨ ⟩, gaps as […]\nSource: letter.xml, Tests\n---\nOne tow three.\n"
    )
    publish.build(edition(tmp_path), tmp_path / "build", frozenset({"text"}), bare=True)
    assert sorted(p.name for p in (tmp_path / "build/text").iterdir()) == ["other.txt", "plain.txt"]
    assert (tmp_path / "build/text/other.txt").read_text("utf-8") == "One tow three.\n"


def test_the_findings_are_in_order() -> None:
    later, earlier = (Diagnostic("x", "", "a", Span(Position(n, 1, n), Position(n, 2, n))) for n in (2, 1))
    differs = Differs([later, earlier])
    assert (differs.findings, str(differs)) == ([earlier, later], "2 differences")


# ----- the site, as the stylesheets are given it -----


def test_an_edition_without_a_copy_of_the_toolkits_schema_gets_it(tmp_path: Path) -> None:
    own = resources.folder("schema")
    whole = edition(tmp_path, head='schema = "schema/siglum.odd"\n')
    assert schema_files(whole) == [own / f"siglum{suffix}" for suffix in (".odd", ".rng", ".sch", ".compiled.odd")]
    assert schema_files(edition(tmp_path, head='schema = "none.rng"\n')) == []


@pytest.mark.parametrize(
    ("reading", "register", "said"),
    [
        ("list", "list", "a reading and a register would both be published as list.html: rename one"),
        ("index", "list", "index.html is a page of every site, and a reading or register is called so: rename it"),
        ("plain", "timeline", "timeline.html is a page of every site, and a reading or register is called so: rename it"),
        ("parallel", "list", "parallel.html is a page of every site, and a reading or register is called so: rename it"),
        ("register", "list", "register.html is a page of every site, and a reading or register is called so: rename it"),
    ],
)  # fmt: skip
def test_no_two_pages_have_one_name(reading: str, register: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(Failure) as failure:
        site(tmp_path, toml=TOML.replace('"plain"', f'"{reading}"'), register=register)
    assert str(failure.value) == said


# ----- the files of the site -----


@pytest.fixture(scope="module")
def whole_site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return site(tmp_path_factory.mktemp("site"))


def test_the_site_is_complete(whole_site: dict[str, bytes]) -> None:
    names = {
        "index.html",
        "search.html",
        "plain.html",
        "other.html",
        "style.css",
        "site.js",
        "search.js",
        "fonts.css",
        "fonts.txt",
    }
    assert names <= set(whole_site)
    folder = resources.folder("xslt") / "html"
    for name in ("style.css", "site.js", "search.js"):
        assert whole_site[name] == (folder / name).read_bytes()
    assert whole_site["fonts.txt"] == (folder / "fonts" / "OFL.txt").read_bytes()
    for name in ("letter.xml", "list.xml", "text/plain.txt", "text/other.txt"):
        assert f"downloads/{name}" in whole_site
    assert whole_site["downloads/text/plain.txt"].endswith(b"One tow three.\n")
    assert "guidelines.html" not in whole_site or b"<main" in whole_site["guidelines.html"]


def test_the_fonts_are_inside_the_style_sheet(whole_site: dict[str, bytes]) -> None:
    faces = whole_site["fonts.css"].decode().splitlines()
    form = r"@font-face\{font-family:Siglum;font-style:(\w+);font-weight:(\d+);font-display:block;src:url\(data:font/woff2;base64,d09GM[A-Za-z0-9+/=]+\)\}"
    assert [match.groups() for face in faces if (match := re.fullmatch(form, face))] == [
        ("normal", "400"),
        ("italic", "400"),
        ("normal", "700"),
        ("italic", "700"),
    ]
    assert len(faces) == 4


# ----- the folder -----


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_folder_is_filled_and_marked_as_ours(tmp_path: Path) -> None:
    site = tmp_path / "deep" / "er" / "site"
    folders.replace(site, {"html": {"a.html": b"a", "b/c/d.html": b"d"}, "text": {}})
    assert contents(site) == {
        ".siglum": b"This folder is made by siglum build, which replaces it as a whole. Keep nothing of your own here.\n",
        "html/a.html": b"a", "html/b/c/d.html": b"d",
    }  # fmt: skip
    assert (site / "text").is_dir()
    assert site.stat().st_mode & 0o777 == 0o755
    assert [p.name for p in site.parent.iterdir()] == ["site"]


def test_what_is_not_named_stays_and_what_is_named_is_replaced_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    folders.replace(site, {"html": {"a": b"1", "b": b"1"}, "text": {"deep/t": b"1"}})
    (site / "stray.txt").write_text("x")
    folders.replace(site, {"html": {"a": b"2"}})
    assert {n: d for n, d in contents(site).items() if n != ".siglum"} == {"html/a": b"2", "text/deep/t": b"1"}
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_an_empty_folder_may_be_filled_a_link_or_a_file_may_not(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    folders.replace(tmp_path / "empty", {"html": {"a": b"1"}})
    assert (tmp_path / "empty" / "html" / "a").read_bytes() == b"1"
    (tmp_path / "link").symlink_to("empty")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine")
    for name, said in {
        "link": "it is not a folder", "file": "it is not a folder",
    }.items():  # fmt: skip
        with pytest.raises(Failure) as failure:
            folders.replace(tmp_path / name, {"html": {"a": b"2"}})
        assert str(failure.value) == f"cannot write to {tmp_path / name}: {said}"
    with pytest.raises(Failure) as failure:
        folders.replace(tmp_path / "full", {"html": {"a": b"2"}})
    assert str(failure.value) == (
        f"{tmp_path / 'full'} has files that siglum did not make, and a build replaces the folder: name another with -o"
    )
    assert contents(tmp_path / "empty")["html/a"] == b"1"
    assert (tmp_path / "full" / "thesis.txt").read_text() == "mine"


def test_a_folder_may_be_named_from_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders.replace(tmp_path / "site", {"html": {"a": b"1"}})
    for here, name in (("site", "."), ("site/html", "..")):
        monkeypatch.chdir(tmp_path / here)
        folders.replace(Path(name), {"html": {"a": b"2"}})
        assert contents(tmp_path / "site")["html/a"] == b"2"
    monkeypatch.chdir(tmp_path)
    folders.replace(Path("none/../site"), {"html": {"a": b"3"}})
    assert contents(tmp_path / "site")["html/a"] == b"3"


@pytest.mark.parametrize("there", [False, True], ids=["gone", "there again"])
def test_what_a_killed_build_left_is_taken_back_or_cleared_away(there: bool, tmp_path: Path) -> None:
    site, old = tmp_path / "site", tmp_path / ".site.old"
    folders.replace(site, {"text": {"t": b"old"}, "html": {"a": b"old"}})
    shutil.move(site, old)
    if there:
        folders.replace(tmp_path / "x", {"text": {"t": b"new"}})
        shutil.move(tmp_path / "x", site)
    folders.replace(site, {"html": {"a": b"2"}})
    assert {n: d for n, d in contents(site).items() if n != ".siglum"} == {
        "html/a": b"2",
        "text/t": b"new" if there else b"old",
    }
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_where_the_disk_is_full_the_old_folder_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    folders.replace(site, {"html": {"a": b"1"}})

    def full(new: Path, folder: Path, outputs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders, "_fill", full)
    with pytest.raises(Failure) as failure:
        folders.replace(site, {"html": {"a": b"2"}})
    assert str(failure.value) == f"cannot write to {site}: no space left on device"
    assert contents(site)["html/a"] == b"1"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


# ----- what outputs are given -----


@pytest.mark.parametrize(
    ("root", "around"),
    [
        ("surface", "TEI/sourceDoc/surface"), ("surfaceGrp", "TEI/sourceDoc/surfaceGrp"), ("zone", "TEI/sourceDoc/zone"), ("line", "TEI/sourceDoc/line"),
        ("sourceDoc", "TEI/sourceDoc"), ("text", "TEI/text"), ("standOff", "TEI/standOff"), ("teiHeader", "TEI/teiHeader"), ("facsimile", "TEI/facsimile"),
        ("div", "TEI/text/body/div"), ("TEI", "TEI"), ("teiCorpus", "TEI"),
    ],
)  # fmt: skip
def test_what_has_another_root_stands_in_a_tei(root: str, around: str, tmp_path: Path) -> None:
    (tmp_path / "t.xml").write_text(f'<{root} xmlns="http://www.tei-c.org/ns/1.0"/>')
    with Session() as session:
        given = Made(Edition.of(tmp_path), session, {"t.xml": "t"}, ()).serialised("t.xml")
    found = etree.fromstring(given)
    path = found.get("{urn:siglum:source}path")
    assert "/".join(etree.QName(element).localname for element in found.iter()) == around
    assert path is not None and path.endswith("t.xml")
    assert [element.get("{urn:siglum:source}path") for element in found.iterdescendants()] == [None] * around.count("/")


def test_a_link_to_another_file_of_the_edition_leads_to_its_download(tmp_path: Path) -> None:
    body = (
        '<p>One <ref target="list.xml">tow</ref> <ref target="letter.xml">th</ref><ref target="none.xml">ree.</ref></p>'
    )
    page = site(tmp_path, body=body)["plain.html"].decode()
    (paragraph,) = re.findall(r'<p id="p1">.*?</p>', page)
    assert re.findall(r'href="([^"]*)"[^>]*>(.*?)<', paragraph) == [("downloads/list.xml", "tow")]


def test_a_build_goes_on_where_its_own_folder_has_gone() -> None:
    with Opened(keep=False) as kept:
        kept.put("a", "b", ["c"])
        assert kept.get("a", "b") == ["c"]
        folder = kept.folder
        shutil.rmtree(folder)
    with Opened(keep=False) as kept:
        kept.put("a", "b", ["c"])
        assert kept.folder != folder
    assert not kept.folder.exists()


def test_a_document_is_held_no_longer_than_its_pages_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a collection would be held whole."""
    held: dict[str, list[bool]] = {}
    make, whole = Making._make, Making._of

    def holds(session: Session, task: Task) -> None:
        held.setdefault(task.path, []).append((tmp_path / task.path).as_posix() in session._documents)

    def making(self: Making, task: Task, sheet: Sheet, session: Session) -> None:
        make(self, task, sheet, session)
        holds(session, task)

    def done(self: Making, task: Task, session: Session) -> Sheet:
        sheet = whole(self, task, session)
        holds(session, task)
        return sheet

    monkeypatch.setattr(Making, "_make", making)
    monkeypatch.setattr(Making, "_of", done)
    site(tmp_path)
    assert held == {"letter.xml": [True, False], "list.xml": [True, False]}


def test_no_title_ends_the_string_in_which_pages_are_printed() -> None:
    style = dict(static('A "b" \\ </style>\n\u00ad'))["print.css"].decode("utf-8")
    assert '"A \\22 b\\22  \\5c  \\3c /style>\\a \\ad "' in style
