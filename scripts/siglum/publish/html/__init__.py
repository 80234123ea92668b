"""The web site: a page for each reading and each register, and what helps to read, search and cite them.

It is made in two steps. `of_file` makes the pages of one file and its facts, in whatever process; `site.files` makes
what needs the facts of all, and fills what the pages have left open."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from siglum import saxon
from siglum.edition import Reading
from siglum.fidelity import output_differs
from siglum.publish import search
from siglum.publish.html import compared, given, slots
from siglum.publish.made import Made
from siglum.publish.plan import Task
from siglum.publish.verify import OutputText

__all__ = ["of_file", "texts"]


def of_file(
    made: Made, task: Task, readings: Sequence[Reading], mark: str, images: list[tuple[str, bool]]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The pages of a file, and its facts (docs/decisions/map-and-reduce.md). `images` comes to hold those it shows.

    The pages are `pages` (each with its `file`, its `title`, and as `pieces` its content with its slots; those of a
    reading with its id), `parts` of pages by name, `search`, what can be searched, and `mentioned`, the mentions of
    entries in it. No document can have `mark`.
    """
    mark = f"slot{mark[:32]}"
    whole = made.whole(task.path)
    images += given.shown(whole, made.edition, task.path)
    site = given.of_file(made, task, readings, whole, [path for path, there in images if there], mark)
    answer = saxon.transform("urn:siglum:html:site", "Q{urn:siglum:html}file", "<site/>", {"site": site})
    found = json.loads(answer)
    pages = [{**page, "pieces": compared.marked(slots.split(page.pop("page"), mark))} for page in found["pages"]]
    parts = slots.parts(found["parts"], mark)
    indexed = list(_indexed(found["search"]))
    mentioned = [m for one in indexed if one.kind == "text" for m in search.mentions(one, found["mentioned"])]
    sought = [asdict(one) for one in indexed]
    return {"pages": pages, "parts": parts, "search": sought, "mentioned": mentioned}, found["facts"]


def _indexed(data: Sequence[search.Data]) -> Iterator[search.Indexed]:
    """What can be searched: the texts of a document, and its register."""
    for kind in ("text", "register"):
        if own := [one for one in data if one["kind"] == kind]:
            yield search.indexed(own)


def texts(made: Mapping[str, Any], readings: Sequence[Reading]) -> Iterator[OutputText]:
    """The text of each reading, as its pages have it."""
    for one in readings:
        own = [page for page in made["pages"] if page.get("reading") == one.id]
        said = "\n".join(
            output_differs.page_text(_closed(page["pieces"]).encode("utf-8"), page["file"]) for page in own
        )
        yield OutputText(one.id, own[0]["file"], said)


def _closed(pieces: slots.Split) -> str:
    return slots.filled(pieces, lambda name, argument: "")
