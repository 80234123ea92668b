"""More than thirty faults in the small edition that can be repaired: what stands there, what is planted, what the repair
writes. The difference that a repair makes lies in `diffs/`, by the number of the fault and the code of its finding."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

ACCOUNT, PERSONS, PLACES = "tei/voyage.xml", "tei/registers/persons.xml", "tei/registers/places.xml"
STRICT = '\n[checks]\nprofile = "strict"\nunsourced-statement = "off"\n'


class Fault(NamedTuple):
    """The code of the finding, the file, whether the repair is safe, the words before, those planted, those that the
    repair writes where it is not those before."""

    code: str
    file: str
    safe: bool
    before: str
    planted: str
    repaired: str = ""


FAULTS = (
    Fault("unknown-element", ACCOUNT, True, '<foreign xml:lang="la">vento secundo</foreign>', '<foriegn xml:lang="la">vento secundo</foriegn>'),
    Fault("unknown-element", ACCOUNT, True, "<soCalled>“ship”</soCalled>", "<socalled>“ship”</socalled>"),
    Fault("unknown-element", ACCOUNT, True, '<supplied xml:id="supplied-1" reason="omitted" resp="#ed" cert="medium">had </supplied>', '<suplied xml:id="supplied-1" reason="omitted" resp="#ed" cert="medium">had </suplied>'),
    Fault("unknown-element", ACCOUNT, True, '<choice xml:id="correction-1"><sic>capitain</sic><corr resp="#ed" cert="high">captain</corr></choice>', '<chioce xml:id="correction-1"><sic>capitain</sic><corr resp="#ed" cert="high">captain</corr></chioce>'),
    Fault("unknown-element", ACCOUNT, True, '<head xml:id="head-sailing">The Sailing</head>', '<haed xml:id="head-sailing">The Sailing</haed>'),
    Fault("unknown-attribute", ACCOUNT, True, '<date when="1802-05-03">', '<date whne="1802-05-03">'),
    Fault("unknown-attribute", ACCOUNT, True, 'toWhom="person:berg"', 'towhom="person:berg"'),
    Fault("unknown-language", ACCOUNT, True, 'xml:id="voyage" xml:lang="en"', 'xml:id="voyage" xml:lang="en_GB"', 'xml:id="voyage" xml:lang="en-GB"'),
    Fault("unknown-language", PERSONS, True, 'xml:id="persons" xml:lang="en"', 'xml:id="persons" xml:lang="en_GB"', 'xml:id="persons" xml:lang="en-GB"'),
    Fault("unknown-language", PLACES, True, 'xml:lang="en"', 'xml:lang="de_AT"', 'xml:lang="de-AT"'),
    Fault("value-not-in-list", ACCOUNT, False, '<note type="editorial"', '<note type="editoral"'),
    Fault("dangling-pointer", ACCOUNT, False, 'was <persName ref="person:vogel">', 'was <persName ref="person:vogl">'),
    Fault("dangling-pointer", ACCOUNT, False, 'From <placeName ref="place:riga">', 'From <placeName ref="plce:riga">'),
    Fault("dangling-pointer", ACCOUNT, False, 'ana="#by-unknown', 'ana="#by-unknwon'),
    Fault("dangling-pointer", ACCOUNT, False, 'resp="#ed"><desc>', 'resp="#edd"><desc>'),
    Fault("dangling-pointer", ACCOUNT, False, 'source="#voyage"', 'source="#voyag"'),
    Fault("dangling-pointer", ACCOUNT, False, 'who="person:vogel"', 'who="person:vogle"'),
    Fault("dangling-pointer", ACCOUNT, False, 'ana="#by-printer', 'ana="#by-printr'),
    Fault("dangling-pointer", ACCOUNT, False, "#from-letter", "#from-leter"),
    Fault("dangling-pointer", ACCOUNT, False, 'stage-print" resp', 'stage-prnt" resp'),
    Fault("dangling-pointer", ACCOUNT, False, 'to <placeName ref="place:riga">Riga</placeName>, ', 'to <placeName ref="place:rigaa">Riga</placeName>, '),
    Fault("dangling-pointer", ACCOUNT, False, '<docAuthor xml:id="byline"><persName ref="person:berg">', '<docAuthor xml:id="byline"><persName ref="person:brg">'),
    Fault("text-differs", ACCOUNT, False, "and the weather", "and the wether"),
    Fault("text-differs", ACCOUNT, False, "in the harbour", "in the harbor"),
    Fault("text-differs", ACCOUNT, False, "asked her why", "asked her wy"),
    Fault("unknown-witness", ACCOUNT, False, '<rdg wit="#P">fair', '<rdg wit="#p">fair'),
    Fault("unknown-witness", ACCOUNT, False, '<rdg wit="#P" type', '<rdg wit="#p" type'),
    Fault("untagged-name", ACCOUNT, False, '<persName ref="person:berg">Berg</persName> wrote', "Berg wrote"),
    Fault("untagged-name", ACCOUNT, False, '<persName ref="person:berg">Jonas Berg</persName> sailed', "Jonas Berg sailed"),
    Fault("untagged-name", ACCOUNT, False, 'Voyage to <placeName ref="place:riga">Riga</placeName>', "Voyage to Riga"),
    Fault("quotation-marks", ACCOUNT, False, 'direct="true">“We shall be late.”</said>', 'direct="true">“We shall be late.</said>”'),
    Fault("duplicate-id", PERSONS, False, 'xml:id="persons"', 'xml:id="p1"', 'xml:id="p1-2"'),
    Fault("duplicate-id", PLACES, False, 'xml:id="places"', 'xml:id="p1"', 'xml:id="p1-2"'),
)  # fmt: skip


def plant(folder: Path, *faults: Fault, strict: bool = True) -> None:
    """Plant faults in a copy of the small edition."""
    for fault in faults:
        text = (folder / fault.file).read_text("utf-8")
        assert text.count(fault.before) == 1, fault
        (folder / fault.file).write_text(text.replace(fault.before, fault.planted), "utf-8")
    if strict:
        with (folder / "siglum.toml").open("a", encoding="utf-8") as file:
            file.write(STRICT)
