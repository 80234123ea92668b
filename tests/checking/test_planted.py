"""On a copy of the edition with one fault planted for each check, exactly those are reported, each at its place."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from siglum import codes
from siglum.checking import check
from siglum.edition import Edition
from tei.received import ROOT

ESSAY, PERSONS, PLACES = "tei/furr-trotsky.xml", "tei/registers/persons.xml", "tei/registers/places.xml"

PLANTED: list[tuple[str, str, str, str, str]] = [
    # code, file, what stands there (white space as it comes), what is planted, the words that the finding points at
    ("duplicate-id", ESSAY, '<foreign xml:lang="la">', '<foreign xml:id="moscow" xml:lang="la">', "moscow"),
    ("dangling-pointer", ESSAY, '<persName ref="person:trotsky">Trotsky</persName> was charged', '<persName ref="person:trotski">Trotsky</persName> was charged', "person:trotski"),
    ("wrong-target", ESSAY, '<persName ref="person:khrushchev">Khrushchev</persName> hinted', '<persName ref="place:ussr">Khrushchev</persName> hinted', "place:ussr"),
    ("unused-entry", PERSONS, "</listPerson>", '<person xml:id="nobody"><persName type="preferred">Fedor Nobody</persName></person></listPerson>', "nobody"),
    ("untagged-name", ESSAY, 'But <persName ref="person:pospelov">Pospelov</persName> is', "But Pospelov is", "Pospelov"),
    ("two-people", ESSAY, 'neither <persName ref="person:bukharin">', 'neither <persName ref="person:stalin">', "person:stalin"),
    ("unknown-witness", ESSAY, '<rdg wit="#S1961" type="omission"/> <note type="editorial" resp="#ed" cert="medium" source="work:balayan', '<rdg wit="#S1916" type="omission"/> <note type="editorial" resp="#ed" cert="medium" source="work:balayan', "#S1916"),
    ("witness-unaccounted", ESSAY, '<lem wit="#T #L1994"> I have unlimited', '<lem wit="#T"> I have unlimited', "app"),
    ("date-contradicts-text", ESSAY, 'when="1937-06-09">June 9, 1937', 'when="1937-06-08">June 9, 1937', "1937-06-08"),
    ("impossible-dates", ESSAY, 'contours of Soviet history in <date from="1930" to="1939">', 'contours of Soviet history in <date from="1930" to="1929">', "1929"),
    ("quotation-marks", ESSAY, "<soCalled>“official”</soCalled>", "“<soCalled>official”</soCalled>", "“"),
    ("unattributed-quotation", ESSAY, '<quote source="work:pospelov-speech" corresp="#pospelov-1">', '<quote corresp="#pospelov-1">', "quote"),
    ("unexplained-omission", ESSAY, '<gap xml:id="lost-1" reason="lost" extent="unknown" ana="#by-unknown #from-essay #stage-transcript" resp="#ed">', '<gap xml:id="lost-1" reason="lost" extent="unknown" ana="#by-unknown #from-essay #stage-transcript">', "gap"),
    ("unsourced-statement", ESSAY, 'source="#T work:src-2009-copies" xml:id="note-date"', 'xml:id="note-date"', "note"),
    ("missing-header", ESSAY, "<publisher>Siglum</publisher>", "<publisher/>", "publisher"),
    ("unknown-language", ESSAY, '<foreign xml:lang="ru-Latn">Komandarm', '<foreign xml:lang="russian">Komandarm', "russian"),
    ("false-identifier", PERSONS, "118642979", "118642978", "118642978"),
    ("text-differs", ESSAY, "inquiry into the evidence", "inquiry into the evidance", "evidance"),
    ("unsourced-statement", PERSONS, '<death when="1940-08-21" source="work:src-tillich">', '<death when="1940-08-21">', "death"),
    ("schematron-assert", ESSAY, '<p xml:id="p5" n="5">', '<p xml:id="p5">', "p"),
    ("value-not-in-list", ESSAY, '<rs type="group">foreign governments', '<rs type="groups">foreign governments', "groups"),
    ("unknown-element", ESSAY, "<mentioned>“terror,”</mentioned>", "<mentiond>“terror,”</mentiond>", "mentiond"),
    ("idle-silence", ESSAY, '<p xml:id="p6" n="6">', '<?siglum ignore two-people because of a doubt?><p xml:id="p6" n="6">', "<?siglum ignore two-people because of a doubt?>"),
]  # fmt: skip


def planted(where: Path) -> None:
    shutil.copytree(ROOT / "tei", where / "tei")
    shutil.copytree(ROOT / "schema", where / "schema")
    shutil.copy(ROOT / "siglum.toml", where)
    for code, name, before, after, _ in PLANTED:
        text = (where / name).read_text("utf-8")
        pattern = r"\s+".join(map(re.escape, before.split()))
        assert len(re.findall(pattern, text)) == 1, code
        (where / name).write_text(re.sub(pattern, lambda _, after=after: after, text), "utf-8")  # type: ignore[misc]


def test_exactly_the_planted_faults_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted(tmp_path)
    monkeypatch.chdir(tmp_path)
    outcome = check([])
    assert outcome.failures == []
    found = []
    for finding in outcome.findings:
        data = (tmp_path / finding.path).read_bytes()
        found.append((finding.code, data[finding.span.start.offset : finding.span.end.offset].decode()))
    assert sorted(found) == sorted((code, words) for code, *_, words in PLANTED)
    assert [f.path for f in outcome.findings] == sorted(f.path for f in outcome.findings)


def test_every_check_of_an_edition_is_planted() -> None:
    """text-changed asks for a revision, output-differs for a build: they have tests of their own."""
    known = {*codes.CODES["integrity"], *codes.CODES["fidelity"]}
    off = codes.OFF.difference(Edition.load(ROOT).checks)
    assert known - {code for code, *_ in PLANTED} == {"text-changed", "output-differs"} | off
