"""Every change of the text is seen at its place; every change of the markup alone is not."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path

import pytest

from repairs import applied
from siglum.document import Document
from siglum.edition import Edition, Reading
from siglum.fidelity.differences import differences
from siglum.fidelity.text_differs import compare
from siglum.reading.words import NORMALISATIONS, Words, normalisations_of, normalised
from tei.received import ESSAY, ROOT, TRANSCRIPT

RECEIVED = Reading("received", "as received", "tei/furr-trotsky.xml", witness="T", stage="sic")
_AT_ONCE = 10


def essay() -> str:
    return ESSAY.read_text("utf-8")


def found(text: str, transcript: Path = TRANSCRIPT) -> list[tuple[int, int]]:
    """The places of the findings in a version of the essay, as indices into its text (start, end)."""
    document = Document.parse(text.encode("utf-8"), "essay.xml")
    return [
        (
            document.source.index(f.span.start.line, f.span.start.column),
            document.source.index(f.span.end.line, f.span.end.column),
        )
        for f in compare(document, RECEIVED, transcript)
    ]


def characters(text: str) -> list[int]:
    """Where the characters of the reading stand in the file: those of text runs outside editorial matter."""
    from siglum.document import markup
    from siglum.tei.prose import text_runs, within

    document = Document.parse(text.encode("utf-8"), "essay.xml")
    places: list[int] = []
    unread = frozenset(("corr", "supplied"))
    for run in text_runs(document):
        if within(run.element, unread) is None and run.text.strip():
            place = document.tags[document.ordinal(run.element)].runs[run.number]
            places += markup.characters(text, place)
    return places


def test_the_edition_says_what_the_transcript_says() -> None:
    assert found(essay()) == []


def test_a_thousand_changed_letters() -> None:
    chance, text = random.Random(1937), essay()
    places = [at for at in characters(text) if not text[at].isspace() and text[at] not in "&<>"]
    for _ in range(1000 // _AT_ONCE):
        changed = sorted(apart(chance, places, _AT_ONCE))
        letters = list(text)
        for at in changed:
            letters[at] = "ж" if letters[at] != "ж" else "Ж"
        spans = found("".join(letters))
        assert len(spans) == len(changed)
        assert all(start <= at < end for at, (start, end) in zip(changed, spans, strict=True))


def test_a_hundred_lost_and_a_hundred_added_spaces() -> None:
    chance, text = random.Random(1961), essay()
    places = characters(text)
    following = dict(pairwise(places))
    word = [at for at in places if text[at].isalnum() and following.get(at) == at + 1]
    lost = [at for at in word if text[at + 1] == " " and following.get(at + 1) == at + 2 and text[at + 2].isalnum()]
    added = [at for at in word if text[at + 1].isalnum()]
    for candidates, space, rest in ((lost, "", 2), (added, " ", 1)):
        for at in chance.sample(candidates, 100):
            spans = found(text[: at + 1] + space + text[at + rest :])
            assert len(spans) == 1
            assert spans[0][0] <= at < spans[0][1]


def apart(chance: random.Random, places: list[int], count: int) -> list[int]:
    """Places far enough from one another that no two share a word, or a tag."""
    picked: list[int] = []
    while len(picked) < count:
        n = chance.randrange(len(places))
        if all(abs(n - other) > 100 for other in picked):
            picked.append(n)
    return [places[n] for n in picked]


def test_a_thousand_changes_of_markup() -> None:
    chance, text = random.Random(1994), essay()
    for _ in range(1000 // _AT_ONCE):
        changed = text
        for at in sorted(apart(chance, characters(text), _AT_ONCE), reverse=True):
            changed = transparent(chance, changed, at)
        assert found(changed) == [], changed


def transparent(chance: random.Random, text: str, at: int) -> str:
    """The text with markup put in, or taken away, at a character, so that no reader sees a difference."""
    kind = chance.randrange(6)
    character = text[at]
    if kind == 0:
        return f"{text[:at]}<!-- a remark -->{text[at:]}"
    if kind == 1:
        return f"{text[:at]}<?editor a remark?>{text[at:]}"
    if kind == 2 and character not in "&<":
        return f"{text[:at]}&#x{ord(character):X};{text[at + 1 :]}"
    if kind == 3 and character not in "&<":
        return f"{text[:at]}<![CDATA[{character}]]>{text[at + 1 :]}"
    tag = re.compile(r"<(foreign|soCalled|term|mentioned|roleName|hi)\b[^<>]*>([^<>]*)</\1>").search(text, at)
    if kind == 4 and tag:
        return text[: tag.start()] + tag[2] + text[tag.end() :]
    return f"{text[:at]}<hi>{character}</hi>{text[at + 1 :]}" if character not in "&<" else text


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "inquiry into the evidence",
            "inquiry into the evidance",
            "says “evidance” where the transcript says “evidence”",
        ),
        (
            "</placeName> was dissolved",
            "</placeName> was was dissolved",
            "says “was”, and the transcript has no such words here",
        ),
        ("widely though not\n", "widely though\n", "lacks “not”, which the transcript has here"),
        (
            "<sic>Furtherrmore</sic>",
            "<sic>Furthermore</sic>",
            "says “Furthermore,” where the transcript says “Furtherrmore,”",
        ),
    ],
)
def test_what_is_said(before: str, after: str, said: str) -> None:
    assert essay().count(before) == 1
    document = Document.parse(essay().replace(before, after).encode("utf-8"), "essay.xml")
    (finding,) = compare(document, RECEIVED, TRANSCRIPT)
    assert finding.message == f"the reading “received” {said}"
    assert finding.note == "normalised before comparing: nbsp-as-space, collapse-white-space"
    place = finding.related[0]
    line = TRANSCRIPT.read_text("utf-8").split("\n")[place.span.start.line - 1]
    wanted = finding.expected[0] if finding.expected else ""
    assert line[place.span.start.column - 1 :].startswith(wanted.split(" ")[0])


def test_a_repair_restores_the_text() -> None:
    spoilt = essay().replace("inquiry into the evidence", "inquiry into the evidance")
    (finding,) = compare(Document.parse(spoilt.encode("utf-8"), "essay.xml"), RECEIVED, TRANSCRIPT)
    assert finding.fix is not None
    assert applied(spoilt.encode("utf-8"), finding.fix).decode() == essay()


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("one two", "one a]]&gt;b&amp;c&lt;d"),
        ("one <![CDATA[two]]>", None),
        ("<hi>one</hi> two", "<hi>one</hi> a]]&gt;b&amp;c&lt;d"),
    ],
)
def test_a_repair_is_written_as_text(text: str, repaired: str | None, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("one a]]>b&c<d", "utf-8")
    whole = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>{}</p></body></text></TEI>'
    written = whole.format(text).encode()
    (finding,) = compare(Document.parse(written, "t.xml"), Reading("r", "r", "t.xml"), tmp_path / "t.txt")
    assert (applied(written, finding.fix).decode() if finding.fix else None) == (repaired and whole.format(repaired))


def test_the_normalisations_are_those_of_the_header() -> None:
    document = Document.read(ESSAY)
    assert normalisations_of(document) == ("nbsp-as-space", "collapse-white-space")
    undeclared = essay().replace('ana="#nbsp-as-space #collapse-white-space"', 'ana="#collapse-white-space"')
    assert len(found(undeclared)) > 10


def test_each_normalisation_does_what_it_says() -> None:
    given = "a\u00a0b  c\n“ſ” e\u0301"
    assert {name: normalised(given, [name]) for name in NORMALISATIONS} == {
        "nbsp-as-space": "a b  c\n“ſ” e\u0301",
        "collapse-white-space": "a\u00a0b c “ſ” e\u0301",
        "nfc": "a\u00a0b  c\n“ſ” \u00e9",
        "straight-quotation-marks": 'a\u00a0b  c\n"ſ" e\u0301',
        "long-s-as-s": "a\u00a0b  c\n“s” e\u0301",
    }


def test_white_space_counts_where_nothing_declares_otherwise() -> None:
    assert list(differences(Words("a b", ()), Words("a  b", ()))) != []
    assert list(differences(Words("a b", ("collapse-white-space",)), Words("a  b", ("collapse-white-space",)))) == []


def test_the_edition_ties_the_reading_to_the_transcript() -> None:
    reading = next(r for r in Edition.load(ROOT).readings if r.id == "received")
    assert (ROOT / reading.transcript, reading.witness, reading.stage) == (TRANSCRIPT, RECEIVED.witness, RECEIVED.stage)


def test_every_check_of_fidelity_has_tests_under_its_name() -> None:
    from siglum import fidelity

    modules = sorted(path.stem for path in Path(fidelity.__file__).parent.glob("*.py"))
    codes = sorted(fidelity.code(module).replace("-", "_") for module in fidelity.CHECKS)
    assert codes == sorted(set(modules) - {"__init__", "pages", "differences"})
    assert codes == sorted(path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py"))
