"""A small edition for the tests: two witnesses, a correction, an omission."""

from __future__ import annotations

from pathlib import Path

HEADER = """<teiHeader><fileDesc><titleStmt><title>A letter</title><author>Nobody</author></titleStmt>
<publicationStmt><publisher>Tests</publisher></publicationStmt>
<sourceDesc><listWit><witness xml:id="A">a</witness><witness xml:id="B">b</witness></listWit></sourceDesc></fileDesc></teiHeader>"""

TOML = """[edition]
documents = ["letter.xml"]

[[reading]]
id = "plain"
label = "as it stands"
witness = "A"

[[reading]]
id = "other"
label = "the other witness, corrected"
witness = "B"
stage = "corr"
omissions = true
"""


def document(body: str, front: str = "") -> str:
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="letter" xml:lang="en">\n{HEADER}\n<text>{front}<body>\n{body}\n'
        "</body></text></TEI>"
    )


BODY = """<p xml:id="p1" n="1">One <choice><sic>tow</sic><corr resp="#ed" cert="high">two</corr></choice> three<app><lem wit="#A"> four</lem><rdg wit="#B"
type="omission"/></app> five.</p>"""


def edition(folder: Path, body: str = BODY, toml: str = TOML) -> Path:
    """Write a small edition to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "siglum.toml").write_text(toml, encoding="utf-8")
    (folder / "letter.xml").write_text(document(body), encoding="utf-8")
    return folder
