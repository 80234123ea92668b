"""The map: a place stands where it lies, whatever the way its coordinates are written in and whichever side of the date line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from siglum import publish
from siglum.edition import Edition
from siglum.publish.coordinates import degrees
from siglum.publish.pictures import map as maps
from siglum.publish.pictures.land import outline, simplified
from siglum.publish.pictures.names import SIZES, Dot, place
from siglum.publish.pictures.view import WIDTH, View

HEADER = "<teiHeader><fileDesc><titleStmt><title>{0}</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
VIENNA, BERLIN, MOSCOW, NAPLES = (48.208, 16.373), (52.52, 13.405), (55.75, 37.62), (40.85, 14.27)
SUVA, ANCHORAGE = (-18.14, 178.44), (61.22, -149.9)
Point = tuple[float, float]


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("48.208 16.373", ("48.208", "16.373")),
        ("  -33.9\n 18 ", ("-33.9", "18")),
        ("37.49223, 15.07041", ("37.49223", "15.07041")),
        ("48,208333 16,373056", ("48.208333", "16.373056")),
        ("48,16", ("48", "16")),
        ("+1.5 −2.5", ("1.5", "-2.5")),
        ("90 180", ("90", "180")),
        ("90.1 0", None), ("0 181", None), ("16.373", None), ("1 2 3", None), ("33UWP 12345", None), ("1e1 2", None),
        ("48°12′N 16°22′E", None), ("٤٨ ١٦", None), ("nan inf", None), ("", None),
    ],
)  # fmt: skip
def test_coordinates_are_read_as_they_are_written(said: str, read: tuple[str, str] | None) -> None:
    assert degrees(said) == read


# ===== where things lie =====


@pytest.mark.parametrize("places", [[VIENNA, BERLIN, MOSCOW], [SUVA, ANCHORAGE], [VIENNA], [(-90.0, 0.0), (-77.0, 166.0)], [(0.0, -180.0), (0.0, 180.0)]])  # fmt: skip
def test_every_place_lies_on_the_map_and_degrees_are_of_one_length(places: list[Point]) -> None:
    view = View.of(places)
    assert all(view.has(one) for one in places)
    latitude, longitude = places[0]
    (x, y), (east, _), (_, south) = (
        view.at(places[0]),
        view.at((latitude, longitude + 1)),
        view.at((latitude - 1, longitude)),
    )
    assert south - y == pytest.approx(view.scale, abs=1)
    if east > x:  # not over the edge
        assert east - x == pytest.approx(view.scale * view.shorter, abs=1)
    assert view.height <= WIDTH and round(view.south, 6) >= -90 and view.north <= 90


def test_the_date_line_is_crossed_where_that_is_the_shorter_way() -> None:
    view = View.of([SUVA, ANCHORAGE])
    assert view.east - view.west < 130
    assert view.at(SUVA)[0] < view.at(ANCHORAGE)[0]  # Fiji lies in the west of it
    assert View.of([VIENNA, MOSCOW]).at(VIENNA)[0] < View.of([VIENNA, MOSCOW]).at(MOSCOW)[0]


def rings(path: str) -> list[list[Point]]:
    found = []
    for ring in re.findall(r"M(-?\d+) ?(-?\d+)l([^z]*)z", path):
        x, y, points = int(ring[0]), int(ring[1]), [(float(ring[0]), float(ring[1]))]
        steps = [int(n) for n in re.findall(r"-?\d+", ring[2])]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        found.append(points)
    return found


def is_land(path: str, at: Sequence[float]) -> bool:
    """Whether a point lies in the land that is drawn: a line from it to the right crosses the outline an odd number of times."""
    crossed = 0
    for ring in rings(path):
        for (ax, ay), (bx, by) in pairwise((*ring, ring[0])):
            if (ay > at[1]) != (by > at[1]) and at[0] < ax + (at[1] - ay) * (bx - ax) / (by - ay):
                crossed += 1
    return crossed % 2 == 1


@pytest.mark.parametrize(
    ("places", "land", "sea"),
    [
        ([VIENNA, BERLIN, MOSCOW, NAPLES], [VIENNA, BERLIN, MOSCOW, (46.9, 8.2), (52.0, -0.5)], [(43.0, 15.2), (43.5, 34.0), (56.0, 3.0), (39.5, 12.0)]),
        ([SUVA, ANCHORAGE], [(62.0, -152.0), (66.5, 179.0), (66.5, -179.0), (-25.0, 145.0), (53.0, 143.0)], [(0.0, -170.0), (30.0, 179.0), (30.0, -179.0)]),
        ([(-89.0, 10.0), (-77.8, 166.7)], [(-80.0, 30.0), (-85.0, 175.0), (-85.0, -175.0)], [(-60.0, 30.0)]),
        ([(65.0, -170.0), (-40.0, 0.0), (20.0, 120.0), (-30.0, -60.0)], [VIENNA, (39.0, -98.0), (-25.0, 134.0), (66.5, 179.0)], [(0.0, -30.0), (42.0, 50.5)]),
    ],
)  # fmt: skip
def test_land_is_land_and_sea_is_sea(places: list[Point], land: list[Point], sea: list[Point]) -> None:
    view = View.of(places)
    path = outline(view)
    assert [one for one in land if view.has(one) and not is_land(path, view.at(one))] == []
    assert [one for one in sea if view.has(one) and is_land(path, view.at(one))] == []
    assert len([one for one in (*land, *sea) if view.has(one)]) > 3
    assert len(path) < 80_000 and path == outline(view)


def test_of_the_outline_only_what_is_seen_is_drawn() -> None:
    path = outline(View.of([VIENNA, NAPLES]))
    assert all(-5 <= x <= WIDTH + 5 for ring in rings(path) for x, _ in ring)
    assert len(path) < 8_000


def test_a_line_keeps_its_corners() -> None:
    assert simplified([(0, 0), (50, 0.5), (100, 0), (100, 50), (100, 100)]) == [(0, 0), (100, 0), (100, 100)]
    assert simplified([(0, 0), (50, 3), (100, 0)]) == [(0, 0), (50, 3), (100, 0)]


# ===== names =====


def test_no_name_touches_another_or_a_dot_on_any_width() -> None:
    dots = [Dot(100 + n % 12 * 150, 80 + n // 12 * 90, 7 + n % 5, f"Place {n * 7919}") for n in range(120)]
    place(dots, 1000)
    shown = {larger: [dot for dot in dots if dot.size >= len(SIZES) - larger] for larger in range(len(SIZES))}
    assert 0 < len(shown[0]) < len(shown[1]) <= len(shown[2])
    for larger, named in shown.items():
        boxes = [dot.of_name(dot.side, SIZES[larger]) for dot in named]
        others = [dot.box(SIZES[larger]) for dot in dots]
        for n, box in enumerate(boxes):
            assert min(box) >= 0 and box[2] <= WIDTH and box[3] <= 1000
            for other in (*boxes[:n], *others):
                assert box[2] <= other[0] or other[2] <= box[0] or box[3] <= other[1] or other[3] <= box[1]


# ===== the page =====


def built(folder: Path, places: str, body: str, *, toml: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    start = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{0}" xml:lang="en">' + HEADER
    register = f"{start.format('places')}<standOff><listPlace>{places}</listPlace></standOff></TEI>"
    (folder / "places.xml").write_text(register, encoding="utf-8")
    text = f"{start.format('tour')}<text><body>{body}</body></text></TEI>"
    (folder / "tour.xml").write_text(text, encoding="utf-8")
    (folder / "siglum.toml").write_text(f'[edition]\ndocuments = ["*.xml"]\n{toml}', encoding="utf-8")
    assert publish.build(Edition.load(folder), folder / "build", frozenset({"html"})).failures == ()
    return folder / "build" / "html"


def one(name: str, geo: str) -> str:
    location = f"<location><geo>{geo}</geo></location>" if geo else ""
    return f'<place xml:id="{name.lower()}"><placeName>{name}</placeName>{location}</place>'


BODY = '<p>From <placeName ref="#vienna">Vienna</placeName> to <placeName ref="#berlin">Berlin</placeName> and <placeName ref="#vienna">back</placeName>.</p>'


def test_a_register_with_coordinates_has_a_map_with_ways_to_it(tmp_path: Path) -> None:
    places = one("Vienna", "48.208 16.373") + one("Berlin", "52,52 13,405") + one("Riga", "56.95 24.1") + one("Utopia", "") + one("Mars", "95 200")  # fmt: skip
    site = built(tmp_path, places, BODY, toml='[site]\naddress = "https://example.org/"\n')
    page = html.document_fromstring((site / "map.html").read_text(encoding="utf-8"))
    view = View.of([VIENNA, BERLIN, (56.95, 24.1)])
    found = {a.findtext(".//text"): a for a in page.xpath("//main//*[local-name()='svg']//*[local-name()='a']")}
    assert {name: tuple(map(int, re.findall(r"\d+", a.get("transform")))) for name, a in found.items()} == {
        "Vienna": view.at(VIENNA), "Berlin": view.at(BERLIN), "Riga": view.at((56.95, 24.1)),
    }  # fmt: skip
    assert {a.get("href") for a in found.values()} == {"places.html#vienna", "places.html#berlin", "places.html#riga"}
    radius = {name: int(a.xpath(".//*[local-name()='circle']/@r")[0]) for name, a in found.items()}
    assert radius["Vienna"] ** 2 == pytest.approx(2 * radius["Berlin"] ** 2, rel=0.12)  # as large as it is named often
    assert [name for name, a in found.items() if a.xpath(".//*[@class='empty']")] == ["Riga"]
    listed = [" ".join(li.text_content().split()) for li in page.xpath("//ol[@class='places']/li")]
    assert listed == ["Vienna 2 mentions", "Berlin 1 mention", "Riga"]
    assert "Of 2 places of the registers no coordinates are known." in page.text_content()
    assert 'href="map.html"' in (site / "index.html").read_text(encoding="utf-8")
    assert "<loc>https://example.org/map.html</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("places", [one("Utopia", ""), one("Mars", "95 200") + one("Venus", "far away")])
def test_without_coordinates_there_is_neither_map_nor_way(places: str, tmp_path: Path) -> None:
    site = built(tmp_path, places, "<p>x</p>")
    assert not (site / "map.html").exists()
    assert all("map.html" not in path.read_text(encoding="utf-8") for path in site.glob("*.html"))


def test_a_name_is_text_whatever_stands_in_it(tmp_path: Path) -> None:
    names = ["&lt;script>alert(1)&lt;/script>", "&quot; onclick=&quot;alert(1)", "N" * 500, "=cmd|' /C calc'!A0"]
    places = "".join(
        f'<place xml:id="x{n}"><placeName>{name}</placeName><location><geo>4{n} 1{n}</geo></location></place>'
        for n, name in enumerate(names)
    )
    page = html.document_fromstring((built(tmp_path, places, "<p>x</p>") / "map.html").read_text(encoding="utf-8"))
    assert page.xpath("//script[contains(., 'alert')] | //@onclick") == []
    assert [len(a.findtext(".//text")) for a in page.xpath("//*[local-name()='svg']//*[local-name()='a']")] == [25, 19, 20, 18]  # fmt: skip
    assert [a.text_content() for a in page.xpath("//ol[@class='places']/li/a")] == ['" onclick="alert(1)', "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "N" * 500]  # fmt: skip


def many(count: int) -> list[maps.Place]:
    return [
        maps.Place(
            f"p.html#{n}", f"Place {n}", (n * 7919 % 1500 / 10 - 70, n * 104729 % 3600 / 10 - 180), int(n % 40 == 0)
        )
        for n in range(count)
    ]


def test_of_very_many_places_the_most_named_have_names_and_the_page_stays_small() -> None:
    said = maps.as_xml(many(5_000), 0)
    assert len(said) < 150_000
    assert said.count("<dot ") == 150 and said.count("<place ") == 300 and 'more="4700"' in said
    assert said == maps.as_xml(many(5_000)[::-1], 0)  # in whichever order they come


def test_the_frame_of_the_part_has_its_places_in_it_even_at_the_edge() -> None:
    tall = [maps.Place(f"p.html#{n}", f"P{n}", (30 + n * 1.2, -20 + n % 2 * 0.5), 1) for n in range(30)]
    far = [maps.Place("p.html#far", "Far", (50.0, 130.0), 1), maps.Place("p.html#off", "Off", (52.0, 125.0), 1)]
    said = maps.as_xml([*tall, *far], 0)
    x, y, wide, high = map(int, re.findall(r'<part x="(-?\d+)" y="(-?\d+)" width="(\d+)" height="(\d+)"', said)[0])
    first = said.partition("</view>")[0]
    dots = [(int(a), int(b)) for a, b in re.findall(r'<dot n="[^"]*" x="(\d+)" y="(\d+)"', first)]
    inside = [(a, b) for a, b in dots if x <= a <= x + wide and y <= b <= y + high]
    assert x < 0 and len(inside) > 15 and len(dots) - len(inside) < 10
    (across, up) = (
        max(map(int, re.findall(r'<view[^>]* width="(\d+)"', said))),
        int(re.findall(r'<view[^>]* height="(\d+)"', said)[1]),
    )
    assert abs(high / wide - up / across) < 0.02, "the frame has the shape of the part that is drawn again"


def test_what_lies_in_one_place_shares_a_dot() -> None:
    near = [
        maps.Place(f"p.html#{n}", name, (48.2 + n / 10_000, 16.37), 3 - n) for n, name in enumerate(("A", "B", "C"))
    ]
    said = maps.as_xml([*near, maps.Place("p.html#d", "D", (60.0, 30.0), 1)], 0)
    assert re.findall(r'<dot n="([^"]*)".*? mentions="(\d+)".*? name="([^"]*)" all="([^"]*)"', said) == [("1.0", "6", "A +2", "A, B, C"), ("1.1", "1", "D", "D")]  # fmt: skip
    assert [dots for _, dots in re.findall(r'<place href="([^"]*)".*? dots="([^"]*)"', said)] == ["1.0", "1.0", "1.0", "1.1"]  # fmt: skip


def test_where_most_crowd_in_a_corner_that_is_drawn_once_more() -> None:
    around = [maps.Place(f"p.html#{n}", f"P{n}", (48 + n % 5 * 0.7, 14 + n // 5 * 0.9), 1) for n in range(20)]
    far = [maps.Place("p.html#nz", "Auckland", (-36.8, 174.7), 1), maps.Place("p.html#us", "Boston", (42.4, -71.1), 1)]
    said = maps.as_xml([*around, *far], 0)
    assert said.count("<view ") == 2 and said.count("<part ") == 1
    second = said.partition("</view>")[2]
    assert "Auckland" not in second.partition("</view>")[0] and second.partition("</view>")[0].count("<dot ") == 20
    assert maps.as_xml(around, 0).count("<view ") == 1
    first = re.findall(r' size="(\d)".*? name="([^"]*)"', said.partition("</view>")[0])
    assert sorted(name for size, name in first if size != "0") == [
        "Auckland",
        "Boston",
        first[0][1],
    ]  # none stands there twice
