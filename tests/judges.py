"""The judges of pages that other people made: the Nu Html Checker, axe-core, epubcheck-ts, Ace, and the system's Chromium
to look with.

npm brings the first four (`npm install --prefix .venv vnu-jar axe-core @likecoin/epubcheck-ts @daisy/ace`). Where one is missing, tests that need it are
skipped, and say so. The browser is the fixture `browser` of conftest.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import playwright.sync_api as playwright

_MODULES = Path(__file__).resolve().parents[1] / ".venv" / "node_modules"
_CHECKER = _MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
_AXE = _MODULES / "axe-core" / "axe.min.js"
_EPUBCHECK = _MODULES / "@likecoin" / "epubcheck-ts" / "bin" / "epubcheck.js"
_ACE = _MODULES / "@daisy" / "ace" / "bin" / "ace-puppeteer.js"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
LEVELS = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
"""What axe-core is asked for: WCAG 2.2, levels A and AA."""

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is found on this machine")
needs_axe = pytest.mark.skipif(not _AXE.is_file(), reason="npm install --prefix .venv axe-core brings axe-core")
needs_checker = pytest.mark.skipif(
    not (_CHECKER.is_file() and shutil.which("java")),
    reason="npm install --prefix .venv vnu-jar brings the Nu Html Checker, which needs Java",
)

needs_epubcheck = pytest.mark.skipif(
    not (_EPUBCHECK.is_file() and shutil.which("node")),
    reason="npm install --prefix .venv @likecoin/epubcheck-ts brings epubcheck-ts, which needs Node.js",
)

needs_ace = pytest.mark.skipif(
    not (_ACE.is_file() and shutil.which("node") and CHROMIUM),
    reason="npm install --prefix .venv @daisy/ace brings Ace, which needs Node.js and Chromium",
)


def errors(pages: Iterable[Path]) -> list[tuple[str, str, str]]:
    """What is no valid HTML in some pages: the page, the error, and the place."""
    command = ["java", "-jar", str(_CHECKER), "--errors-only", "--format", "json", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = json.loads(done.stderr)["messages"]
    return [(m["url"].rsplit("/")[-1], m["message"], m.get("extract", "")) for m in said]


def violations(page: playwright.Page, asked: Mapping[str, Any] = LEVELS) -> list[tuple[str, str]]:
    """What is not accessible in a page that a browser has open: the rule, and the place."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    run = "(asked) => axe.run(document, {preload: false, runOnly: asked, resultTypes: ['violations']})"
    found = page.evaluate(run, dict(asked))["violations"]
    return [(violation["id"], str(violation["nodes"][0]["html"])[:200]) for violation in found]


def epub_errors(book: Path) -> list[tuple[str, str]]:
    """What is wrong in an EPUB, warnings included: the code, and the message."""
    command = ["node", str(_EPUBCHECK), "--json", "-", "--quiet", str(book)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [(m["ID"], m["message"]) for m in json.loads(done.stdout)["messages"]]


def inaccessible(book: Path) -> list[tuple[str, str]]:
    """What Ace finds in an EPUB: the rule, and what it says."""
    report = book.with_suffix(".ace")
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": str(CHROMIUM)}
    command = ["node", str(_ACE), "--silent", "--outdir", str(report), str(book)]
    subprocess.run(command, env=environment, capture_output=True, check=False)
    if not (report / "report.json").is_file():
        pytest.skip("Ace could not start the browser")  # which it gives five seconds
    found = json.loads((report / "report.json").read_text("utf-8"))["assertions"]
    return [
        (one["earl:test"]["dct:title"], one["earl:result"]["dct:description"])
        for page in found
        for one in page["assertions"]
    ]
