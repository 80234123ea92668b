"""What a page of the essay asks of a slow machine: few bytes, and no script that it must wait for."""

from __future__ import annotations

from pathlib import Path

from website.sites import page, pages, site

_LIMIT = 150_000
_WAITED_FOR = 1_000
"""The bytes of a page with its styles and scripts, and of the script that runs before its first line is set."""


def own() -> list[Path]:
    """The pages of the edition without the guidelines, which are for those who encode it and are one long page."""
    return [path for path in pages("essay") if path.name != "guidelines.html"]


def loaded(path: Path) -> set[str]:
    """The styles and scripts that a page names, without those of the fonts."""
    named = page(path).xpath("//link[@rel='stylesheet']/@href | //script/@src")
    return {str(name) for name in named if not str(name).startswith("fonts")}


def test_a_page_with_all_that_it_loads_is_light() -> None:
    for path in own():
        assert loaded(path) >= {"style.css", "site.js"}
        files = [path, *(site("essay") / file for file in loaded(path))]
        assert sum(file.stat().st_size for file in files) < _LIMIT, path.name


def test_no_page_waits_for_a_script_but_that_of_the_fonts() -> None:
    for path in pages("essay"):
        scripts = page(path).xpath("//script[not(@type) or @type = 'module']")
        waited = [script.get("src") for script in scripts if script.get("defer") is None and not script.get("type")]
        assert waited == ["fonts.js"], path.name
        assert len(scripts) > 1
    assert (site("essay") / "fonts.js").stat().st_size < _WAITED_FOR


def test_only_the_search_loads_its_index() -> None:
    """The index of the search grows with the edition; a page of the text loads none of it."""
    for path in pages("essay"):
        assert (not any(file.startswith("search") for file in loaded(path))) or path.name == "search.html"
