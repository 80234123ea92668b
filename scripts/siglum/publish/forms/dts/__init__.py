"""DTS: each reading as a resource of Distributed Text Services, level 0, that a host of static sites can serve.

What is made of a reading is its TEI and its citable units. Of all of them come the answers of the endpoints; what the
readings point at lies beside the documents, as it does beside those of the form `tei`.

    of          what the answers about a reading are made from, and its text as it is read back
    units       the citable units of a reading
    answers     what each endpoint answers
    places      the names of the files, and the addresses that lead to them

Source: Distributed Text Services Specifications, version 1.0 (dtsapi.org/versions/v1.0)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

from siglum.document import XML_LANG, parser, text_of
from siglum.edition import Edition, Reading
from siglum.publish import labels
from siglum.publish.folder import File
from siglum.publish.forms import tei
from siglum.publish.forms.dts import places, units
from siglum.publish.forms.dts.answers import Collection, Resource, Service
from siglum.publish.made import Made
from siglum.publish.plan import Plan
from siglum.publish.verify import OutputText
from siglum.tei import languages
from siglum.tei.vocabulary import TEI

SUFFIX = "json"
FOLDER = "dts/"
"""Where the service lies at the address of the site."""
_DTS = "https://w3id.org/api/dts#"
_HEADER = f"{{{TEI}}}teiHeader/{{{TEI}}}fileDesc/"
_METADATA = {
    "creator": f"{_HEADER}{{{TEI}}}titleStmt/{{{TEI}}}author",
    "contributor": f"{_HEADER}{{{TEI}}}titleStmt/{{{TEI}}}editor",
    "publisher": f"{_HEADER}{{{TEI}}}publicationStmt/{{{TEI}}}publisher",
    "rights": f"{_HEADER}{{{TEI}}}publicationStmt/{{{TEI}}}availability",
}
"""Where a header says what Dublin Core has a term for."""


def lacks(edition: Edition) -> str:
    """What the edition must say first."""
    if edition.site.address:
        return ""
    return (
        "the output dts needs an address, by which each answer names itself: write it in siglum.toml, below [site], as "
        'address = "https://…"'
    )


def of(made: Made, one: Reading) -> tuple[bytes, OutputText]:
    """What the answers about a reading are made from, and its text as it is read back from the document."""
    root = tei.tree(made, one)
    found = units.of(root)
    data, text = tei.written(root, made, one)
    kept = tuple(units.that_fit(found))
    about = _title(root) or one.id, one.label, _language(root), _metadata(root)
    resource = Resource(one.id, *about, kept, units.depth(found))
    said = {"resource": resource.written(), "tei": data.decode("utf-8")}
    return json.dumps(said, ensure_ascii=False).encode("utf-8"), OutputText(one.id, places.document(one.id), text.said)


def divided(plan: Plan, name: str, data: bytes) -> Iterator[File]:
    """The files of a reading: its document, each unit of it, and what can be asked about its units."""
    said = json.loads(data)
    resource = Resource.read(said["resource"])
    whole = said["tei"].encode("utf-8")
    yield places.document(resource.id), whole
    root = etree.fromstring(whole, parser())
    for unit, element in units.fragments(root, resource.units):
        yield places.document(resource.id, unit.identifier), _fragment(element)
    for file, answer in _service(plan).navigation(resource):
        yield file, _json(answer)


def together(plan: Plan, readings: Iterator[tuple[str, bytes]]) -> Iterator[File]:
    """The files of the edition: the entry, its collections, and what the documents point at. `readings` are what was
    made of each, with the path of its document."""
    service = _service(plan)
    found: dict[str, list[Resource]] = {}
    for path, data in readings:
        resource = Resource.read(json.loads(data)["resource"])
        found.setdefault(path, []).append(resource)
    yield places.ENTRY, _json(service.entry()[1])
    for file, answer in service.collections(_collection(plan, found)):
        yield file, _json(answer)
    for file, data in tei.beside(plan):
        yield f"document/{file}", data


def notice(readings: Iterator[bytes]) -> str:
    """Of which readings the units go less deep than the text, in a sentence; "" where of none."""
    found = (Resource.read(json.loads(data)["resource"]) for data in readings)
    cut = [(one.id, one.depth, one.levels) for one in found if one.depth < one.levels]
    if not cut:
        return ""
    (name, depth, levels), others = cut[0], len(cut) - 1
    own = f"has the units of {name} down to level {depth} of {levels}" if depth else f"has no units of {name}"
    more = f", and those of {others} more readings less deep than they go" if others > 1 else ""
    more = ", and those of one more reading less deep than they go" if others == 1 else more
    return f"the output dts {own}{more}: the units of a reading have at most {units.MOST_FILES:,} files"


def _collection(plan: Plan, found: dict[str, list[Resource]]) -> Collection:
    """The collection of the edition: its readings; of a document with several, these are a collection of their own."""
    taken = {resource.id.casefold() for own in found.values() for resource in own}

    def free(name: str) -> str:
        while name.casefold() in taken:
            name += "-"
        taken.add(name.casefold())
        return name

    members: list[Resource | Collection] = []
    for path, own in found.items():
        several = Collection(free(f"{plan.names[path]}-readings"), own[0].title, tuple(own))
        members += [several] if len(own) > 1 else own
    title = plan.edition.site.title or (members[0].title if len(members) == 1 else "")
    return Collection(free("edition"), title or labels.word("edition", plan.language), tuple(members), is_top=True)


def _service(plan: Plan) -> Service:
    address = plan.address
    return Service(places.Addresses(f"{address}{'' if address.endswith('/') else '/'}{FOLDER}"))


def _fragment(element: etree._Element) -> bytes:
    """A unit as a document: what was asked for, in the wrapper that the specification names, with its language."""
    root = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI, "dts": _DTS})  # type: ignore[dict-item]
    language = next((said for one in (element, *element.iterancestors()) if (said := one.get(XML_LANG))), "")
    if language:
        root.set(XML_LANG, language)
    wrapper = etree.SubElement(root, f"{{{_DTS}}}wrapper")
    copy = etree.fromstring(etree.tostring(element, with_tail=False), parser())
    wrapper.append(copy)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _title(root: etree._Element) -> str:
    titles = root.findall(f"{_HEADER}{{{TEI}}}titleStmt/{{{TEI}}}title")
    return next((said for title in titles if (said := _words(title))), "")


def _language(element: etree._Element | None) -> str:
    return "" if element is None else languages.tag(element.get(XML_LANG, ""))


def _metadata(root: etree._Element) -> dict[str, list[str]]:
    found = {term: [_words(one) for one in root.findall(path)] for term, path in _METADATA.items()}
    found["language"] = [_language(root.find(f"{{{TEI}}}text")) or _language(root)]
    return {term: kept for term, values in found.items() if (kept := [value for value in values if value])}


def _words(element: etree._Element) -> str:
    return " ".join(text_of(element).split())


def _json(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"
