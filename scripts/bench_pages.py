"""How soon a page of the edition can be used on a slow machine: opened from disk in the system's Chromium, whose
processor DevTools slow down to a fourth (`Emulation.setCPUThrottlingRate`).

    make bench                                    with the other figures; RUNS=7
    .venv/bin/python scripts/bench_pages.py       alone

Printed are medians, in milliseconds after the page was asked for: when its first words are seen (First Contentful
Paint), and when it answers: its scripts have run and the last task of more than 50 ms is over.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from siglum import publish
from siglum.edition import Edition

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PAGES = ("index.html", "corrected.html", "search.html", "guidelines.html")
"""The first page, a page of the text, the search, and the largest."""
_SLOWER = 4
_QUIET_MS = 500
_MEASURED = """(quiet) => new Promise((done) => {
    let last = 0;
    const later = (task) => { last = Math.max(last, task.startTime + task.duration); };
    const ends = (list) => list.getEntries().forEach(later);
    new PerformanceObserver(ends).observe({type: 'longtask', buffered: true});
    setTimeout(() => {
        const seen = performance.getEntriesByName('first-contentful-paint')[0].startTime;
        done([seen, Math.max(seen, last, performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd)]);
    }, quiet);
})"""


def main() -> None:
    """Print a line for each page."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    options.add_argument("--runs", type=int, default=7, help="how often each page is opened (7)")
    chosen = options.parse_args()
    if CHROMIUM is None:
        print("pages in a browser: not measured, no Chromium is found on this machine")
        return
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("pages in a browser: not measured, playwright is not installed")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        publish.build(Edition.of(ROOT), Path(folder), frozenset({"html"}))
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        print(f"pages from disk, processor slowed to 1/{_SLOWER}, median of {chosen.runs} (least):")
        for name in PAGES:
            print("  " + line(browser, Path(folder) / "html" / name, chosen.runs), flush=True)
        browser.close()


def line(browser: Browser, page: Path, runs: int) -> str:
    """What is printed of a page."""
    seen, answers = zip(*(opened(browser, page.as_uri()) for _ in range(runs)), strict=True)
    return (
        f"{page.name:16} seen after {statistics.median(seen):.0f} ms ({min(seen):.0f}), "
        f"answers after {statistics.median(answers):.0f} ms ({min(answers):.0f})"
    )


def opened(browser: Browser, address: str) -> tuple[float, float]:
    """When a page is seen and when it answers, in milliseconds; nothing is kept from one visit to the next."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.goto(address)
    seen, answers = page.evaluate(_MEASURED, _QUIET_MS)
    context.close()
    return float(seen), float(answers)


if __name__ == "__main__":
    main()
