"""The editions whose sites are looked at: our own, and those that lie beside this file."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from lxml import html

from siglum import publish as building
from siglum.edition import Edition
from tei.received import ROOT

HERE = Path(__file__).parent
NAMES = ("essay", "letters", "quoted")


@cache
def made(name: str) -> Path:
    """The folder of an edition's outputs: html/ and text/, built once."""
    where = Path(mkdtemp(prefix="siglum-test-"))
    if name == "essay":
        shutil.copytree(ROOT / "tei", where / "tei")
        shutil.copy(ROOT / "siglum.toml", where)
    else:
        shutil.copytree(HERE / name, where, dirs_exist_ok=True)
    edition = Edition.load(where)
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


def said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
