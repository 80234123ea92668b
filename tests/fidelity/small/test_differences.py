"""Where two texts differ, and what an editor is told of it, on a letter of a few words."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from reading.small import HEADER, document
from repairs import applied
from siglum.diagnostic import Diagnostic
from siglum.document import Document
from siglum.edition import Edition, Reading
from siglum.edition.index import Index
from siglum.failure import Failure
from siglum.fidelity import output_differs, text_changed, text_differs
from siglum.fidelity.differences import differences
from siglum.reading.words import Words, words_of
from steps import lines

PLAIN = Reading("plain", "as it stands", "letter.xml", witness="A")
COLLAPSED = HEADER.replace(
    "</fileDesc>", '</fileDesc><encodingDesc><editorialDecl><normalization ana="#collapse-white-space"/></editorialDecl></encodingDesc>'
)  # fmt: skip


def letter(body: str) -> Document:
    return Document.parse(document(body).replace(HEADER, COLLAPSED).encode("utf-8"), "letter.xml")


def said(finding: Diagnostic) -> Iterator[str | None]:
    """The sentence, what points at the place, the words there, those that should stand, the advice."""
    yield from (
        finding.message,
        finding.label,
        finding.found,
        finding.expected[0] if finding.expected else None,
        *finding.help,
    )


def ranges(mine: str, theirs: str) -> list[tuple[int, int, int, int]]:
    found = differences(Words(mine, ("collapse-white-space",)), Words(theirs, ("collapse-white-space",)))
    return [(d.mine.start, d.mine.stop, d.theirs.start, d.theirs.stop) for d in found]


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ("a b c", "a b c", []), ("", "", []), ("a", "", [(0, 1, 0, 0)]), ("", "a b", [(0, 0, 0, 2)]), ("a b c", "a x c", [(1, 2, 1, 2)]),
        ("a a", "a", [(1, 2, 1, 1)]), ("a", "a a", [(1, 1, 1, 2)]), ("x b c", "y b z", [(0, 1, 0, 1), (2, 3, 2, 3)]),
        ("a b c d e", "a c b d e", [(1, 1, 1, 2), (2, 3, 3, 3)]), ("b c", "a b c", [(0, 0, 0, 1)]), ("a b", "a b c", [(2, 2, 2, 3)]),
        ("p q p q", "p q x p q", [(2, 2, 2, 3)]), ("p q x p q", "p q p q", [(2, 3, 2, 2)]),
    ],
)  # fmt: skip
def test_where_two_texts_differ(mine: str, theirs: str, expected: list[tuple[int, int, int, int]]) -> None:
    assert ranges(mine, theirs) == expected


def test_words_that_are_frequent_count_like_others() -> None:
    same = "a b " * 150
    assert ranges(f"x {same}y", f"u {same}v") == [(0, 1, 0, 1), (301, 302, 301, 302)]


def test_the_differences_make_of_one_text_the_other() -> None:
    chance = random.Random(1936)
    for _ in range(300):
        one, other = ([chance.choice("abc") for _ in range(chance.randrange(9))] for _ in range(2))
        made, at = [], 0
        for a, b, c, d in ranges(" ".join(one), " ".join(other)):
            made += [*one[at:a], *other[c:d]]
            at = b
            assert one[a:b] != other[c:d]
        assert made + one[at:] == other


def long_texts(words: int, changed: int, vocabulary: int) -> tuple[list[str], list[str]]:
    """A text, and the same with some words changed, left out, or put in."""
    chance = random.Random(f"{words} {changed} {vocabulary}")
    one = [str(chance.randrange(vocabulary)) for _ in range(words)]
    other = list(one)
    for n in sorted(chance.sample(range(words), changed), reverse=True):
        left_out, put_in = chance.choice(((1, ["x"]), (1, []), (0, ["y", "z"])))
        other[n : n + left_out] = put_in
    return one, other


@pytest.mark.parametrize("vocabulary", [1, 2, 30, 3000])
@pytest.mark.parametrize("changed", [1, 20, 400, 3000])
def test_the_differences_make_of_a_long_text_the_other(changed: int, vocabulary: int) -> None:
    one, other = long_texts(3000, changed, vocabulary)
    made, at, found = list[str](), 0, ranges(" ".join(one), " ".join(other))
    for a, b, c, d in found:
        made += [*one[at:a], *other[c:d]]
        at = b
    assert made + one[at:] == other
    assert vocabulary < 3000 or changed / 2 < len(found) <= changed or changed == 3000


@pytest.mark.parametrize("vocabulary", [2, 30, 3000])
@pytest.mark.parametrize("changed", [2, 400])
def test_texts_of_twice_the_length_take_twice_the_steps(changed: int, vocabulary: int) -> None:
    counted = []
    for words in (4000, 8000):
        one, other = (" ".join(text) for text in long_texts(words, changed * words // 4000, vocabulary))
        counted.append(lines(lambda: ranges(one, other)))  # noqa: B023
    assert counted[1] <= 2.5 * counted[0]


# ----- with a transcript -----


def compared(body: str, transcript: str, tmp_path: Path, whole: Document | None = None) -> list[Diagnostic]:
    (tmp_path / "t.txt").write_text(transcript, "utf-8")
    return list(text_differs.compare(whole or letter(body), PLAIN, tmp_path / "t.txt"))


def test_other_words_than_the_transcript_has(tmp_path: Path) -> None:
    (finding,) = compared("<p>One tow three.</p>", "One two & <three.\n", tmp_path)
    assert list(said(finding)) == [
        "the reading “plain” says “tow three.” where the transcript says “two & <three.”", "“two & <three.” in the transcript",
        "tow three.", "two & <three.", "write “two & <three.”; what should be read instead is encoded beside it, in <choice>",
    ]  # fmt: skip
    assert (finding.code, finding.severity, finding.path) == ("text-differs", "error", "letter.xml")
    assert finding.note == "normalised before comparing: collapse-white-space"
    (place,) = finding.related
    assert (place.message, place.path) == ("the place in the transcript", (tmp_path / "t.txt").as_posix())
    assert (place.span.start.offset, place.span.end.offset) == (4, 17)
    assert finding.fix is not None and finding.fix.title == "write what the transcript has"
    mended = applied(letter("<p>One tow three.</p>").source.data, finding.fix).decode()
    assert "<p>One two &amp; &lt;three.</p>" in mended


def test_words_that_the_transcript_has_and_the_text_lacks(tmp_path: Path) -> None:
    (finding,) = compared("<p>One three.</p>", "One two three.", tmp_path)
    assert list(said(finding)) == [
        "the reading “plain” lacks “two”, which the transcript has here", "“two” is missing before this", "", "two", "add “two”",
    ]  # fmt: skip
    assert finding.span.start == finding.span.end
    assert letter("<p>One three.</p>").source.data[finding.span.start.offset :].startswith(b"three.")
    assert finding.span.node is not None and finding.span.node.part == ("text", 0)
    assert finding.fix is None


def test_words_that_the_transcript_does_not_have(tmp_path: Path) -> None:
    (finding,) = compared("<p>One two three.</p>", "One three.", tmp_path)
    assert list(said(finding)) == [
        "the reading “plain” says “two”, and the transcript has no such words here", "not in the transcript", "two", None,
        "remove the words, or encode them as the editors’: <supplied>, <corr>, <note>",
    ]  # fmt: skip
    assert finding.fix is None


@pytest.mark.parametrize(
    "body", ["<p>O<hi>n</hi>e</p>", "<p>One <hi>tow</hi></p>", "<p><![CDATA[One]]> tow</p>", "<p>O<!-- so -->ne</p>"]
)
def test_a_repair_never_touches_markup(body: str, tmp_path: Path) -> None:
    (finding,) = compared(body, "Uno due", tmp_path)
    assert finding.fix is None


def test_long_stretches_are_shortened(tmp_path: Path) -> None:
    eighty, more = "a" * 80, "b" * 39 + " " + "c" * 41
    assert compared(f"<p>{eighty}</p>", "x", tmp_path)[0].found == eighty
    assert compared(f"<p>{more}</p>", "x", tmp_path)[0].found == f"{'b' * 39} … {'c' * 30}"


def test_where_nothing_is_normalised_that_is_said(tmp_path: Path) -> None:
    whole = Document.parse(document("<p>One  two</p>").encode(), "letter.xml")
    findings = compared("", "One two", tmp_path, whole)
    assert {f.note for f in findings} == {"nothing is normalised before comparing"}


def differing(folder: Path, edition: Edition | None, *documents: Document) -> list[Diagnostic]:
    index = Index([d.path for d in documents], folder, {d.path: d for d in documents}.__getitem__, edition)
    return list(text_differs.check(index))


def test_only_readings_with_a_transcript_are_compared_and_only_in_an_edition(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("Two")
    (tmp_path / "letter.xml").write_text(document("<p>One</p>"))
    toml = '[edition]\ndocuments = ["letter.xml"]\n[[reading]]\nid = "a"\n[[reading]]\nid = "b"\ntranscript = "t.txt"\n'
    (tmp_path / "siglum.toml").write_text(toml)
    whole = Document.read(tmp_path / "letter.xml")
    assert [f.message.split()[2] for f in differing(tmp_path, Edition.load(tmp_path), whole)] == ["“b”"]
    assert differing(tmp_path, None, whole) == []
    assert differing(tmp_path, Edition.load(tmp_path)) == []


# ----- with a revision -----


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "letter.xml").write_text(document("<p>One two three.</p>"))
    (tmp_path / "persons.xml").write_text(document("<p>Anna</p>"))
    (tmp_path / "bad.xml").write_text("<TEI>")
    monkeypatch.chdir(tmp_path)
    for arguments in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "first"],
    ):
        subprocess.run(["git", *arguments], check=True, capture_output=True)
    return tmp_path


def changed(*names: str, registers: tuple[str, ...] = (), edition: Edition | None = None) -> list[Diagnostic]:
    index = Index(names, Path(), Document.read, edition, frozenset(registers))
    return list(text_changed.check(index, "HEAD"))


@pytest.mark.parametrize(
    ("body", "message", "found", "expected"),
    [
        ("One tow three.", "the text says “tow”, and at HEAD it said “two”", "tow", "two"),
        ("One three.", "the text lacks “two”, which it had at HEAD", "", "two"),
        ("One two and three.", "the text says “and”, which it did not at HEAD", "and", None),
    ],
)
def test_a_change_of_words(body: str, message: str, found: str, expected: str | None, repository: Path) -> None:
    (repository / "letter.xml").write_text(document(f"<p>{body}</p>"))
    (finding,) = changed("letter.xml")
    advice = 'restore the words, or announce the change in the header: <change type="text">…</change>'
    assert list(said(finding)) == [message, "changed", found, expected, advice]
    assert (finding.code, finding.severity, finding.path) == ("text-changed", "error", "letter.xml")


def test_white_space_is_no_change_where_the_header_says_nothing(repository: Path) -> None:
    (repository / "letter.xml").write_text(document("<p>One\n  two three.</p>"))
    assert changed("letter.xml") == []


def test_a_register_is_no_text(repository: Path) -> None:
    for name in ("persons.xml", "letter.xml"):
        (repository / name).write_text(document("<p>Boris</p>"))
    assert [f.path for f in changed("persons.xml", "letter.xml", registers=("persons.xml",))] == ["letter.xml"]


@pytest.mark.parametrize(
    ("reading", "messages"),
    [
        ('witness = "B"', ["the text says “x”, and at HEAD it said “y”"]),
        ('stage = "corr"', []),
        ('scope = "p9"', []),
        ('witness = "A"\n[[reading]]\nid = "b"\nwitness = "B"', []),
        ('stage = "corr"\n[[reading]]\nid = "b"\nwitness = "B"', ["the text says “x”, and at HEAD it said “y”"]),
    ],
)
def test_the_text_is_compared_as_the_first_reading_of_all_of_it_has_it(
    reading: str, messages: list[str], repository: Path
) -> None:
    body = '<p xml:id="p9">A<app><lem wit="#A"> b</lem><rdg wit="#B"> {}</rdg></app> c</p>'
    (repository / "letter.xml").write_text(document(body.format("y")))
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qam", "second"], check=True)
    (repository / "letter.xml").write_text(document(body.format("x")))
    toml = f'[edition]\ndocuments = ["letter.xml"]\n[[reading]]\nid = "a"\n{reading}\n'
    (repository / "siglum.toml").write_text(toml)
    assert [f.message for f in changed("letter.xml", edition=Edition.load(Path()))] == messages


CHANGE = "<revisionDesc><change{}>{}</change></revisionDesc></teiHeader>"


@pytest.mark.parametrize(
    ("attributes", "words", "count"),
    [
        (' type="text" when="2026"', "Read again.", 0),
        (' type="text"', "Read again.", 0),
        (' type="tags"', "Read again.", 1),
        ("", "Read again.", 1),
    ],
)
def test_a_change_that_is_announced(attributes: str, words: str, count: int, repository: Path) -> None:
    text = document("<p>One</p>").replace("</teiHeader>", CHANGE.format(attributes, words))
    (repository / "letter.xml").write_text(text)
    assert len(changed("letter.xml")) == count


@pytest.mark.parametrize(("when", "words"), [("2026-02", "Read."), ("2026-01", "Read anew.")])
def test_a_later_change_is_another(when: str, words: str, repository: Path) -> None:
    for day, said_, body in (("2026-01", "Read.", "One two three."), (when, words, "One")):
        text = document(f"<p>{body}</p>").replace("</teiHeader>", CHANGE.format(f' type="text" when="{day}"', said_))
        (repository / "letter.xml").write_text(text)
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qam", day], check=True
        ) if body != "One" else None
    assert changed("letter.xml") == []


@pytest.mark.parametrize(
    ("gone", "now", "messages"),
    [
        ({"a": ("x", "one two")}, ("x", "three"), ["the text says “three”, and at HEAD it said “one two”"]),
        ({"a": ("y", "one two"), "b": ("x", "three")}, ("x", "one two"), ["the text says “one two”, and at HEAD it said “three”"]),
        ({"a": ("y", "one two three")}, ("x", "one two four"), ["the text says “four”, and at HEAD it said “three”"]),
        ({"a": ("y", "one two")}, ("x", "one four"), []),
        ({"a": ("", "one two")}, ("", "three"), []),
        ({"a": ("y", "one")}, ("x", "<note>one</note>"), ["the text lacks “one”, which it had at HEAD"]),
    ],
    ids=["the same id", "id before words", "most of the words", "half of them", "no id", "one word"],
)  # fmt: skip
def test_what_a_file_of_a_new_name_was_before(
    gone: dict[str, tuple[str, str]], now: tuple[str, str], messages: list[str], repository: Path
) -> None:
    def write(name: str, name_of_root: str, words: str) -> None:
        given = f' xml:id="{name_of_root}"' if name_of_root else ""
        text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"{given}><text><body><p>{words}</p></body></text></TEI>'
        (repository / f"{name}.xml").write_text(text)

    for name, (name_of_root, words) in gone.items():
        write(name, name_of_root, words)
    subprocess.run(["git", "add", "."], check=True)
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "second"], check=True)
    for name in gone:
        (repository / f"{name}.xml").unlink()
    write("new", *now)
    assert [f.message for f in changed("new.xml")] == messages


def test_what_git_cannot_give(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "bad.xml").write_text(document("<p>a</p>"))
    with pytest.raises(
        Failure, match=r"^bad\.xml at HEAD cannot be compared: <TEI>, opened on line 1, is never closed"
    ):
        changed("bad.xml")
    (repository / "new.xml").write_text(document("<p>a</p>"))
    assert changed("new.xml") == []
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Failure, match=r"^--against asks git for an earlier text, and git is not installed$"):
        changed("letter.xml")


# ----- with an output -----


@pytest.mark.parametrize(
    ("published", "message", "found", "expected"),
    [
        ("One tow three.", "x.txt says “tow” where its reading says “two”", "tow", "two"),
        ("One three.", "x.txt lacks “two”", "", "two"),
        ("One two and three.", "x.txt says “and”, and its reading has no such words here", "and", None),
    ],
)
def test_an_output_that_differs(published: str, message: str, found: str, expected: str | None) -> None:
    mine = words_of(letter("<p>One two three.</p>"), PLAIN, ("collapse-white-space",))
    (finding,) = output_differs.check(mine, "x.txt", published)
    advice = "mend the stylesheet that makes this output: nothing was published"
    assert list(said(finding)) == [message, "published otherwise", found, expected, advice]
    assert (finding.code, finding.severity, finding.path) == ("output-differs", "error", "letter.xml")


def test_the_text_of_a_page() -> None:
    page = (
        "<body>before<main id=text>a<!-- c --> b<b data-apparatus=''>x</b>c<p>d</p>e<i data-apparatus>y</i></main>"
        "<p id=other>z</p><div id=text>f</div>ä</body>"
    )
    assert output_differs.page_text(page.encode("utf-8")).split() == ["a", "bc", "d", "e", "f"]
    assert output_differs.page_text("<p id=text>ä<br>“b”</p>".encode()).split() == ["ä", "“b”"]


# ----- what cannot be compared -----


def test_a_transcript_in_no_known_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_bytes(b"One \xff\xfe two\xe9")
    with pytest.raises(Failure) as failure:
        list(text_differs.compare(letter("<p>One two.</p>"), PLAIN, tmp_path / "t.txt"))
    said = str(failure.value)
    assert said.startswith(f"the transcript {tmp_path / 't.txt'} cannot be read: ") and said.endswith(
        "; save it as UTF-8"
    )


def test_a_page_that_is_nested_too_deep_is_told() -> None:
    page = f'<html><body><div id="text">{"<div>" * 2100}word{"</div>" * 2100}</div></body></html>'
    with pytest.raises(Failure) as failure:
        output_differs.page_text(page.encode(), "plain.html")
    assert str(failure.value) == "plain.html has elements nested more than 2,048 deep: nest less deeply in the document"
