"""What the preview adds to a page: the findings, and the script that loads the page anew."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from siglum.diagnostic import SEVERITIES, Diagnostic

SHOWN = 100
"""How many findings a page shows at most."""

_STYLE = (
    "position:fixed;right:1rem;bottom:1rem;z-index:9;max-width:min(42rem,calc(100vw - 2rem));max-height:60vh;"
    "overflow:auto;padding:.5rem .8rem;font:14px/1.4 system-ui,sans-serif;color:#222;background:#fff;"
    "border:1px solid #777;border-radius:4px"
)
_SCRIPT = """
<script>
new EventSource('/.siglum/events').onmessage = (event) => { if (event.data !== '%d') location.reload(); };
</script>
"""


def added(
    page: bytes, generation: int, findings: Sequence[Diagnostic], failures: Sequence[str], *, stale: bool = False
) -> bytes:
    """An HTML page (UTF-8) with the panel and the script at the end of its body; `stale`: it could not be rebuilt."""
    more = (_panel(findings, failures, stale) + _SCRIPT % generation).encode("utf-8")
    head, end, tail = page.rpartition(b"</body>")
    return head + more + end + tail if end else page + more


def nothing_yet() -> bytes:
    """The page that is shown while there is no site."""
    return (
        b'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Not built yet</title></head>'
        b"<body><h1>Not built yet</h1><p>The edition could not be built; below is why. Save a file to try again.</p>"
        b"</body></html>"
    )


def _panel(findings: Sequence[Diagnostic], failures: Sequence[str], stale: bool) -> str:
    if not findings and not failures:
        return ""
    counts = [(sum(f.severity == severity for f in findings), severity) for severity in SEVERITIES]
    said = [f"{count} {severity}{'' if count == 1 else 's'}" for count, severity in counts if count]
    if stale:
        said.insert(0, "not rebuilt")
    elif failures:
        said.insert(0, "not all could be checked")
    items = [f"<li>{escape(sentence)}</li>" for sentence in failures]
    items += [_item(finding) for finding in findings[:SHOWN]]
    if len(findings) > SHOWN:
        items.append(f"<li>{len(findings) - SHOWN} more: siglum check lists all</li>")
    opened = " open" if stale else ""
    return (
        f'<div role="status" id="siglum-findings" style="{_STYLE}"><details{opened}>'
        f"<summary>{', '.join(said)}</summary>"
        f'<ol style="padding-left:1.2rem;margin:.4rem 0 0">{"".join(items)}</ol></details></div>'
    )


def _item(finding: Diagnostic) -> str:
    place = f"{finding.path}:{finding.span.start.line}:{finding.span.start.column}"
    help_ = "".join(f"<br>{escape(advice)}" for advice in finding.help[:3])
    return (
        f"<li><strong>{finding.severity}[{escape(finding.code)}]</strong> {escape(finding.message)}"
        f"<br><code>{escape(place)}</code>{help_}</li>"
    )
