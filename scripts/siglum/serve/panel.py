"""What is added to a page on its way to the browser: the findings in a corner, and a script that reloads the page."""

from __future__ import annotations

from html import escape
from pathlib import Path

from siglum.report import fragment, text
from siglum.serve.preview import State

EVENTS = "/.siglum/events"
FILES = {f"/.siglum/{name}": (Path(__file__).parent / name).read_bytes() for name in ("panel.css", "panel.js")}
"""Its style and script, by the path under which they are asked for: a page runs none that stands in it."""

_END = b"</body>"


def added(page: bytes, state: State) -> bytes:
    """An HTML page with the panel before the end of its body, or at its end where it has none."""
    end = page.lower().rfind(_END)
    before, after = (page[:end], page[end:]) if end >= 0 else (page, b"")
    return before + panel(state).encode("utf-8", "replace") + after


def plain(title: str, sentence: str) -> bytes:
    """A page of ours, for what has none of its own."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
        f"<title>{escape(title)}</title></head><body><h1>{escape(title)}</h1><p>{escape(sentence)}</p></body></html>\n"
    ).encode("utf-8", "replace")


def panel(state: State) -> str:
    """The panel as HTML."""
    return (
        f'<div id="siglum-panel" role="status" lang="en" dir="ltr" aria-label="What siglum has found" '
        f'data-generation="{state.generation}" data-events="{EVENTS}">'
        '<link rel="stylesheet" href="/.siglum/panel.css">'
        f"<details><summary>{escape(summary(state))}</summary>"
        f'<div class="siglum-findings" tabindex="0">{_troubles(state)}{fragment.findings(state.findings)}</div>'
        '</details></div><script src="/.siglum/panel.js"></script>'
    )


def summary(state: State) -> str:
    """The line that is always seen."""
    if state.pages is None and not state.trouble:
        return "siglum: being built"
    parts = ["not rebuilt"] if state.trouble else []
    if state.findings or not state.trouble:
        parts.append(text.counts(state.findings))
    if state.unchecked:
        parts.append("not all could be checked")
    return f"siglum: {'; '.join(parts)}"


def _troubles(state: State) -> str:
    said = [f"This is the last page that could be built: {state.trouble}"] if state.trouble and state.pages else []
    said += [f"Nothing could be built: {state.trouble}"] if state.trouble and not state.pages else []
    said += [f"Not checked: {sentence}" for sentence in state.unchecked]
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in said)
