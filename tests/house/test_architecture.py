"""The pictures of the house are true: docs/architecture.md draws the floors and arrows that the code has."""

from __future__ import annotations

import re

import pytest

from house.test_house import FLOOR, FLOORS, IMPORTS, PACKAGE, ROOT, room

TEXT = (ROOT / "docs" / "architecture.md").read_text("utf-8")
JOURNEYS = re.findall(r"(?s)```mermaid\n(.*?)```", TEXT)
ARROWS = [tuple(arrow) for journey in JOURNEYS for arrow in re.findall(r"^    (\w+) --> (\w+)$", journey, re.MULTILINE)]
KNOWN = {(room(other), room(name)) for name, others in IMPORTS.items() for other in others}


@pytest.mark.parametrize(("one", "other"), sorted(set(ARROWS)))
def test_an_arrow_leads_to_a_room_that_imports_the_first(one: str, other: str) -> None:
    assert (one, other) in KNOWN


def test_every_line_of_a_picture_is_an_arrow() -> None:
    lines = [line for journey in JOURNEYS for line in journey.splitlines()]
    assert len(JOURNEYS) == 2 and len(lines) == len(ARROWS) + lines.count("flowchart LR")


def test_every_station_and_both_journeys_are_drawn() -> None:
    drawn = {name for arrow in ARROWS for name in arrow}
    assert drawn >= {*FLOORS[FLOOR["relaxng"]], *FLOORS[FLOOR["checking"]], "document", "edition", "reading", "cli"}


def test_the_floors_are_those_that_hold() -> None:
    rows = re.findall(r"^\| (\d+) \| ((?:`\w+` ?)+) \| .+ \|$", TEXT, re.MULTILINE)
    assert [int(number) for number, _ in rows] == [*range(len(FLOORS), 0, -1)]
    assert [tuple(re.findall(r"\w+", rooms)) for _, rooms in rows] == [*reversed(FLOORS)]


def test_every_decision_is_listed_and_says_what_it_must() -> None:
    folder = ROOT / "docs" / "decisions"
    pages = {page.name for page in folder.glob("*.md")} - {"README.md"}
    assert set(re.findall(r"\]\(([\w\-]+\.md)\)", (folder / "README.md").read_text("utf-8"))) == pages
    for page in pages:
        headings = re.findall(r"^## (.*)$", (folder / page).read_text("utf-8"), re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences", "When to reconsider"], page


def test_every_place_that_the_documentation_names_is_there() -> None:
    pages = [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    for page in pages:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)}: {target}"
    for name in re.findall(r"`((?:\w+/)+)`", TEXT):
        assert (PACKAGE / name).is_dir() or (ROOT / name).is_dir(), name
