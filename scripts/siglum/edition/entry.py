"""An entry for a register, begun: its id, the form as found, and an instruction that says it is not finished.

    <person xml:id="anna"><persName type="preferred">Anna</persName><?siglum unfinished?></person>

The check `unfinished-entry` speaks of it until the instruction is gone.
"""

from __future__ import annotations

import re
from html import escape

from lxml import etree

from siglum.diagnostic import Edit
from siglum.document import Document, local
from siglum.edition.index import Index
from siglum.tei.vocabulary import NAMING

UNFINISHED = "unfinished"
"""What an instruction with the target `siglum` says where an entry is not finished."""
_ID = re.compile(r"[^\W\d][\w.\-]*")


def begun(index: Index, register: str, id_: str, form: str) -> Edit | None:
    """A new entry at the end of a register (its path), made like the last one there.

    None where the register has none to take as a model, or the id is none.
    """
    last = next((entry for entry in reversed(index.entries) if entry.place.path == register), None)
    document = index.open(register)
    if last is None or document is None or not _ID.fullmatch(id_):
        return None
    model = document.own[last.place.ordinal]
    named = next((child for child in model.iterchildren(etree.Element) if local(child) in {*NAMING, "title"}), None)
    tag = document.tag(model)
    if named is None or tag.end_name is None:
        return None
    text = document.source.text
    start, end = tag.start[0], text.index(">", tag.end_name[1]) + 1
    lead = text[text.rfind("\n", 0, start) + 1 : start]
    name, kind = _written(document, named), named.get("type")
    typed = f' type="{escape(kind)}"' if kind else ""
    inside = f"<{name}{typed}>{escape(form, quote=False)}</{name}><?siglum {UNFINISHED}?>"
    element = _written(document, model)
    whole = f'<{element} xml:id="{id_}">{inside}</{element}>'
    at = document.source.position(end).offset
    return Edit(at, at, f"\n{lead}{whole}" if not lead.strip() else whole, register)


def _written(document: Document, element: etree._Element) -> str:
    """The name of an element with its prefix."""
    return document.source.text[slice(*document.tag(element).name)]


def is_unfinished(node: etree._Element) -> bool:
    """Whether a node is the instruction that says so."""
    instruction = isinstance(node, etree._ProcessingInstruction)
    return instruction and node.target == "siglum" and (node.text or "").strip() == UNFINISHED  # type: ignore[attr-defined]
