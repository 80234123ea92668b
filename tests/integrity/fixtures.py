"""A small edition with slots: a case fills one, and says at the place of the fault what is to be found there.

    <p>It was <persName ref="person:ana">Anna Alt</persName>.</p>
    <!--                     ^^^^^^^^^^ dangling-pointer -->

The carets stand under the fault, on the line after it; of a fault that stands in no slot it is said where it is:

    <!-- essay.xml:1:2-5 published-id-gone -->

The slot is the first part of the case's name. What has been published is said in a comment, a line each:

    <!-- published: essay.xml p12 = p13 -->
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from siglum import codes

HERE = Path(__file__).parent
BASE = HERE / "base"
CASES = HERE / "cases"
OFF = {code.name for code in codes.CODES if code.off}
SLOTS = {"title": "essay.xml", "publication": "essay.xml", "body": "essay.xml", "persons": "registers/persons.xml"}
_CARETS = re.compile(r"^<!-- *(\^+) ([a-z\-]+) -->$")
_PLACE = re.compile(r"^<!-- (\S+):(\d+):(\d+)-(\d+) ([a-z\-]+) -->$")
_PUBLISHED = re.compile(r"<!-- published: (.*?) -->")


@dataclass(frozen=True, order=True)
class Expected:
    """A finding as it must be: file, line, first column, last column (exclusive), code."""

    path: str
    line: int
    start: int
    end: int
    code: str


def edition(folder: Path, slot: str, content: str, asked: str = "") -> list[Expected]:
    """Make the edition in a folder, held to the strict profile, with one slot filled and one check asked for that is off by
    default; gives what is expected of it."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    levels = "".join(f'{code} = "{"warning" if code == asked else "off"}"\n' for code in sorted(OFF))
    with (folder / "siglum.toml").open("a", encoding="utf-8") as file_:
        file_.write(f'\n[checks]\nprofile = "strict"\n{levels}')
    file = folder / SLOTS[slot]
    text = file.read_text("utf-8")
    filled = re.sub(
        rf"( *<\?slot {slot}\?>\n)(?:.*\n)*?( *<\?end\?>\n)", lambda m: m[1] + content + m[2], text, count=1
    )
    file.write_text(filled, "utf-8")
    if published := _PUBLISHED.findall(content):
        (folder / "published-ids.txt").write_text("".join(f"{line}\n" for line in published), "utf-8")
    return expectations(filled, SLOTS[slot])


def expectations(text: str, path: str) -> list[Expected]:
    found, last = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        carets = _CARETS.match(line)
        if said := _PLACE.match(line):
            found.append(Expected(said[1], int(said[2]), int(said[3]), int(said[4]), said[5]))
        elif carets is None:
            last = number
        else:
            found.append(Expected(path, last, carets.start(1) + 1, carets.end(1) + 1, carets[2]))
    return found
