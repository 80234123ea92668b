"""On a copy of the small edition with one fault planted for each check, exactly those are reported, each at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum import codes
from siglum.checking import check

ACCOUNT, PERSONS = "tei/voyage.xml", "tei/registers/persons.xml"

PLANTED: list[tuple[str, str, str, str, str]] = [
    # code, file, what stands there, what is planted, the words that the finding points at
    ("duplicate-id", ACCOUNT, '<foreign xml:lang="la">', '<foreign xml:id="riga" xml:lang="la">', "riga"),
    ("unknown-attribute", ACCOUNT, '<foreign xml:id="riga" xml:lang="la">', '<foreign xml:id="riga" langue="la" xml:lang="la">', "langue"),
    ("dangling-pointer", ACCOUNT, 'was <persName ref="person:vogel">', 'was <persName ref="person:vogl">', "person:vogl"),
    ("wrong-target", ACCOUNT, '<persName ref="person:berg">Berg</persName> wrote', '<persName ref="place:riga">Berg</persName> wrote', "place:riga"),
    ("unused-entry", PERSONS, "</listPerson>", '<person xml:id="nobody"><persName type="preferred">Fedor Nobody</persName></person></listPerson>', "nobody"),
    ("unfinished-entry", PERSONS, '<person xml:id="vogel">', '<person xml:id="vogel"><?siglum unfinished?>', "person"),
    ("untagged-name", ACCOUNT, 'From <placeName ref="place:riga">Riga</placeName>', "From Riga", "Riga"),
    ("two-people", ACCOUNT, '<persName ref="person:berg">Jonas Berg</persName> sailed', '<persName ref="person:vogel">Jonas Berg</persName> sailed', "person:vogel"),
    ("unknown-witness", ACCOUNT, '<rdg wit="#P">fair', '<rdg wit="#P #Q">fair', "#Q"),
    ("witness-unaccounted", ACCOUNT, '<lem wit="#T #M"> wet', '<lem wit="#T"> wet', "app"),
    ("date-contradicts-text", ACCOUNT, 'when="1802-05-03"', 'when="1802-05-04"', "1802-05-04"),
    ("impossible-dates", PERSONS, '<death when="1840">1840', '<death when="1740">1740', "1740"),
    ("quotation-marks", ACCOUNT, "<soCalled>“ship”</soCalled>", "“<soCalled>ship”</soCalled>", "“"),
    ("unattributed-quotation", ACCOUNT, '<quote xml:id="letter" source="#voyage">', '<quote xml:id="letter">', "quote"),
    ("unexplained-omission", ACCOUNT, 'resp="#ed"><desc>The sentence', "><desc>The sentence", "gap"),
    ("missing-header", ACCOUNT, "<publisher>The Tests</publisher>", "<publisher/>", "publisher"),
    ("missing-address", ACCOUNT, '<availability status="free">', '<date when="2024">2024</date><availability status="free">', "publicationStmt"),
    ("unknown-language", ACCOUNT, 'xml:lang="la">vento', 'xml:lang="latin">vento', "latin"),
    ("false-identifier", PERSONS, "118642979", "118642978", "118642978"),
    ("text-differs", ACCOUNT, "and the weather", "and the wether", "wether"),
    ("schematron-assert", ACCOUNT, '<p xml:id="p3" n="3">', '<p xml:id="p3">', "p"),
    ("value-not-in-list", ACCOUNT, '<note type="editorial" resp="#ed" xml:id="note-vogel">', '<note type="editoral" resp="#ed" xml:id="note-vogel">', "editoral"),
    ("unknown-element", ACCOUNT, '<supplied xml:id="supplied-1" reason="omitted" resp="#ed" cert="medium">had </supplied>', '<suplied xml:id="supplied-1" reason="omitted" resp="#ed" cert="medium">had </suplied>', "suplied"),
    ("idle-silence", ACCOUNT, '<p xml:id="p5" n="5">', '<?siglum ignore two-people because of a doubt?><p xml:id="p5" n="5">', "<?siglum ignore two-people because of a doubt?>"),
]  # fmt: skip


def planted(where: Path) -> None:
    for code, name, before, after, _ in PLANTED:
        text = (where / name).read_text("utf-8")
        assert text.count(before) == 1, code
        (where / name).write_text(text.replace(before, after), "utf-8")


def test_exactly_the_planted_faults_are_reported(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted(small)
    with (small / "siglum.toml").open("a", encoding="utf-8") as file:
        file.write('\n[checks]\nprofile = "strict"\nunsourced-statement = "off"\n')
    monkeypatch.chdir(small)
    outcome = check([])
    assert outcome.failures == []
    found = []
    for finding in outcome.findings:
        data = (small / finding.path).read_bytes()
        found.append((finding.code, data[finding.span.start.offset : finding.span.end.offset].decode()))
    assert sorted(found) == sorted((code, words) for code, *_, words in PLANTED)
    assert [f.path for f in outcome.findings] == sorted(f.path for f in outcome.findings)


def test_every_check_of_an_edition_is_planted() -> None:
    """text-changed asks for a revision, output-differs for a build, published-id-gone for a version: they have tests of
    their own."""
    off = {code.name for code in codes.CODES if code.off}
    known = {*codes.names("integrity"), *codes.names("fidelity")}
    assert known - {code for code, *_ in PLANTED} == {"text-changed", "output-differs", "published-id-gone"} | off
