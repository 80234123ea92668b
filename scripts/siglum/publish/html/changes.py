"""The page that says what changed since a version that was published before (`since` in siglum.toml).

<changes since="v1" words-new="2" words-gone="1">
  <document title="" path="" kind="changed|renamed|added|deleted" was="" words="" more="">
    <text line="68" id="p2" href="received.html#p2" left="" before="" after="" right=""/>
    <beside element="note" line="" id="" href=""><words before="" after=""/></beside>
    <markup kind="added|removed|moved|changed" element="persName" attribute="" count="4"><place line="" id="" href=""
      before="" after=""/></markup>
  </document>
  <reading kind="added|deleted" label=""/>
</changes>
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import quoteattr

from siglum import history
from siglum.failure import Failure
from siglum.git import Revision
from siglum.history import Changed, Compared, Place, Side
from siglum.history.report import alike, grouped, short
from siglum.history.sides import NOW
from siglum.publish.plan import Plan
from siglum.session import Session

Address = Callable[[str, str], str]
"""Where the site has an element, by the path of its file and its id; "" where it has it nowhere."""
_ASKED = "siglum.toml (since)"
_PLACES = 8
"""How many places are listed of a change of the markup that was made in more."""
_BESIDE = 100
"""How many elements of a document are listed of which words changed that are no text."""


def since(plan: Plan, session: Session) -> Compared | None:
    """What changed since the revision that siglum.toml names; None where it names none. Raises Failure."""
    edition = plan.edition
    if not edition.site.since:
        return None

    def compare() -> Compared:
        with Side.at(edition.folder, edition.site.since, _ASKED) as old:
            return history.compare(old, Side(NOW, edition))

    try:
        commit = Revision.find(edition.folder, edition.site.since, _ASKED).commit
        contents = tuple((path, known.content) for path, known in plan.surveys.items())
        return session.last("changes", (commit, contents, edition.readings), compare)
    except Failure as failure:
        raise Failure(f"changes.html: {failure}") from None


def address(facts: Callable[[str], Mapping[str, Any]], paths: Container[str]) -> Address:
    """The address of an element; `facts` gives those of a file, by its path; `paths` are the files that have any."""

    @lru_cache(maxsize=1)
    def of_file(path: str) -> dict[str, str]:
        own = facts(path) if path in paths else {}
        entries = (str(entry["href"]) for entry in (own.get("register") or {}).get("entries", ()))
        found = {href.partition("#")[2]: href for href in entries}
        return found | {name: f"{page}#{name}" for page, names in own.get("ids", {}).items() for name in names}

    return lambda path, name: of_file(path).get(name, "")


def as_xml(compared: Compared, address: Address) -> str:
    """What changed, as the stylesheets are given it."""
    new, gone = compared.words
    said = {"since": compared.old, "words-new": f"{new:,}", "words-gone": f"{gone:,}"}
    parts = [_document(document, address) for document in compared.documents]
    for kind, readings in (("added", compared.readings_added), ("deleted", compared.readings_gone)):
        parts += [_element("reading", {"kind": kind, "label": reading.label}) for reading in readings]
    return _element("changes", said, "".join(parts))


def _document(changed: Changed, address: Address) -> str:
    more = len(grouped(changed.beside)) - _BESIDE
    said = {"title": changed.title, "path": changed.path or changed.was, "kind": changed.kind, "was": changed.was}
    said |= {"more": f"{more:,}"} if more > 0 else {}
    parts = [*_text(changed, address), *_beside(changed, address), *_markup(changed, address)]
    return _element("document", said | ({"words": f"{changed.words:,}"} if changed.words else {}), "".join(parts))


def _text(changed: Changed, address: Address) -> Iterator[str]:
    for one in changed.text:
        words = {"left": one.left, "right": one.right, "before": short(one.before), "after": short(one.after)}
        yield _element("text", _place(one.place, changed.path, address) | words)


def _beside(changed: Changed, address: Address) -> Iterator[str]:
    for group in grouped(changed.beside)[:_BESIDE]:
        words = [_element("words", {"before": short(one.before), "after": short(one.after)}) for one in group]
        said = {"element": group[0].element, **_place(group[0].place, changed.path, address)}
        yield _element("beside", said, "".join(words))


def _markup(changed: Changed, address: Address) -> Iterator[str]:
    for (kind, element, attribute), changes in alike(changed.markup).items():
        places = [
            _element("place", _place(one.place, changed.path, address) | _values(one.values))
            for one in changes[:_PLACES]
        ]
        said = {"kind": kind, "element": element, "attribute": attribute, "count": str(len(changes))}
        yield _element("markup", said, "".join(places))


def _values(values: tuple[str, str]) -> dict[str, str]:
    return {"before": short(values[0]), "after": short(values[1])} if any(values) else {}


def _place(place: Place, path: str, address: Address) -> dict[str, str]:
    said = {"line": f"{place.line:,}"}
    if place.id:
        said["id"] = place.id
        if href := address(path, place.id):
            said["href"] = href
    return said


def _element(name: str, attributes: Mapping[str, str], content: str = "") -> str:
    said = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items() if value)
    return f"<{name}{said}>{content}</{name}>"
