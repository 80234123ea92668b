"""The editions whose sites are looked at: our own, those that lie beside this file, and one that was just begun, of a text
that runs from right to left."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from lxml import html

from siglum import publish as building
from siglum import start
from siglum.edition import Edition
from tei.received import ROOT

HERE = Path(__file__).parent
NAMES = ("essay", "letters", "quoted", "collected", "travels", "begun")


@cache
def made(name: str) -> Path:
    """The folder of an edition's outputs: html/ and text/, built once."""
    where = Path(mkdtemp(prefix="siglum-test-"))
    if name == "essay":
        shutil.copytree(ROOT / "tei", where / "tei")
        shutil.copy(ROOT / "siglum.toml", where)
    elif name == "begun":
        start.create(where, start.Particulars(title="رحلة <آدا> & مثال", author="آدا", language="ar"))
    else:
        shutil.copytree(HERE / name, where, dirs_exist_ok=True)
    edition = Edition.of(where)
    building.build(edition, where / "build", frozenset({"html"}))
    building.build(edition, where / "build", frozenset({"text"}), bare=True)
    return where / "build"


def site(name: str) -> Path:
    return made(name) / "html"


def pages(name: str) -> list[Path]:
    return sorted(site(name).glob("*.html"))


@cache
def page(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_bytes().decode("utf-8"))


@cache
def searched(name: str) -> dict[str, dict[str, Any]]:
    """What can be found, by its address: the texts of the index of the search, each with its name and its document."""
    folder = site(name) / "search"
    documents = [one for path in sorted(folder.glob("documents-*.js"), key=number) for one in content(path)]
    places = [one for path in sorted(folder.glob("texts-*.js"), key=number) for one in content(path)]
    found: dict[str, dict[str, Any]] = {}
    for at, (anchor, called, *texts) in enumerate(places):
        document = next(one for one in reversed(documents) if one[3] <= at)
        for page, text, *more in texts:
            place = {"name": called, "text": text, "of": document[0], "label": more[0] if more else ""}
            if len(more) > 1:
                place["voices"] = [{"end": end, "voice": voice} for end, voice in more[1]]
            found[f"{page}#{anchor}"] = place
    return found


def content(path: Path) -> list[Any]:
    """What a part of the index holds."""
    found: list[Any] = json.loads(path.read_text(encoding="utf-8").partition(", ")[2].rstrip(");\n"))
    return found


def number(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])


def said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
