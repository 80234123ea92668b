"""What the stylesheets of the web site are given: one file, and what its pages need of others.

<site xmlns="urn:siglum:site" language="en" title="" address="" several="true" large="true" mark="…">
  <document path="tei/essay.xml" name="essay" first="true"> TEI as it is encoded, set </document>
                                                 a register is given as <register>
  <reading id="received" label="…" shared="true" file="received.html" document="tei/essay.xml" scope="" witness="T"
    stage="sic" alone="true" chapters="12 340"> TEI of that reading, set </reading>
                                                 chapters: what begins another page, by @source:n
                                                 alone: the only one, which nobody declared
  <entries path="tei/persons.xml" register="persons.html"> TEI of those entries that it points at, set </entries>
  <document …/> <reading …/>                     what stands beside it on its pages
  <target path="tei/letter.xml" id="p3" file="letter.html"/>   elements of others that it points at; id="": it all
  <schema/>                                      where the edition has an ODD
  <image path="tei/page1.jpg" file="images/tei/page1.jpg"/>    where the text shows it
  <download file="tei/essay.xml"/>               where it links to that
</site>
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import quoteattr, unescape

from siglum.edition import Edition, Reading
from siglum.publish.images import within
from siglum.publish.made import Made
from siglum.publish.plan import MANY, Beside, Task

_DECLARATION = re.compile(r"^\s*<\?xml [^>]*\?>")


def of_file(made: Made, task: Task, readings: Iterable[Reading], whole: str, images: Iterable[str], mark: str) -> str:
    """The site as the pages of one file need it: `whole` is that file, set; `images` are those that it shows."""
    parts = [_site(task.language, task.title, task.address, several=task.several, large=task.large, mark=mark)]
    kind = "register" if task.is_register else "document"
    parts.append(_element(kind, {"path": task.path, "name": task.name, **_first(task)}, whole))
    own = list(readings)
    alone = len(own) == 1
    parts += [_reading(made, one, task.chapters, shared=one.id in task.shared, alone=alone) for one in own]
    for path, page, tei in task.entries:
        parts.append(_element("entries", {"path": path, "register": page}, made.set(tei, "web").tei))
    for beside in task.beside:
        parts += _beside(made, beside)
    parts += [_element("target", {"path": t.path, "id": t.id, "file": t.page}) for t in task.targets]
    parts += [_element("schema", {})] * task.has_schema
    parts += [_element("image", {"path": path, "file": f"images/{path}"}) for path in images]
    parts += [_element("download", {"file": file}) for file in task.downloads]
    return "".join(parts) + "</site>"


def of_edition(
    edition: Edition,
    language: str,
    downloads: Iterable[tuple[str, str, int | None]],
    documents: int,
    mark: str,
    address: str,
    made: str = "",
) -> str:
    """The site as the pages of the whole edition need it, beside the facts: what can be downloaded (name, kind,
    bytes), and what was `made` for pages of their own: what changed (`publish.html.changes`), pictures
    (`publish.pictures`)."""
    parts = [_site(language, edition.site.title, address, several=documents > 1, large=documents > MANY, mark=mark)]
    parts += [_element("schema", {})] * edition.schema.endswith(".odd")
    for name, kind, size in downloads:
        said = {} if size is None else {"size": str(size)}
        parts.append(_element("download", {"kind": kind, "file": name, **said}))
    parts.append(made)
    return "".join(parts) + "</site>"


def shown(whole: str, edition: Edition, path: str) -> Iterator[tuple[str, bool]]:
    """The images within the edition that a file (set) names, by their paths there, and whether they are there."""
    for url in dict.fromkeys(re.findall(r'set:param-url="([^"]+)"', whole)):
        found = within(edition, path, unescape(url))
        if found is not None:
            yield found


def is_image(edition: Edition, path: str) -> bool:
    """Whether an image of that path (as `shown` gives it) is there."""
    return (edition.folder.resolve() / path).is_file()


def _beside(made: Made, beside: Beside) -> Iterator[str]:
    if beside.is_register:
        yield _element("register", {"path": beside.path, "name": beside.name}, made.whole(beside.path))
        return
    yield _element("document", {"path": beside.path, "name": beside.name, **_first(beside)}, made.whole(beside.path))
    if beside.reading is not None:
        yield _reading(made, beside.reading, beside.chapters)


def _first(of: Task | Beside) -> dict[str, str]:
    return {"first": "true"} if of.first else {}


def _reading(made: Made, one: Reading, chapters: Iterable[int], *, shared: bool = False, alone: bool = False) -> str:
    said = {
        "id": one.id, "name": made.names[one.document], "label": one.label, "file": f"{one.id}.html",
        "document": one.document, "scope": one.scope, "witness": one.witness, "stage": one.stage,
    }  # fmt: skip
    more = {"shared": "true"} if shared else {}
    if alone and one.found:
        more["alone"] = "true"
    if chapters:
        more["chapters"] = " ".join(map(str, chapters))
    return _element("reading", said | more, made.setting(one.id, "web"))


def _site(language: str, title: str, address: str, *, several: bool, large: bool, mark: str) -> str:
    said = {"xmlns": "urn:siglum:site", "language": language, "title": title, "address": address, "mark": mark}
    many = {name: "true" for name, is_so in (("several", several), ("large", large)) if is_so}
    return f"<site{_attributes(said | many)}>"


def _element(name: str, attributes: Mapping[str, str], content: str = "") -> str:
    return f"<{name}{_attributes(attributes)}>{_DECLARATION.sub('', content)}</{name}>"


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items())
