"""Write the structure of TEI as facts: what `siglum schema` knows of it without being given its full source.

    python scripts/tei_structure.py p5subset.xml schema/tei

Of each specification its name, module, classes, attributes, content, datatypes, values and the conditions of its
constraints; no gloss, description, example, remark or message: no sentence of the TEI Guidelines.
"""

from __future__ import annotations

import re
import sys
from copy import deepcopy
from pathlib import Path

from lxml import etree

from siglum.odd.store import version_of

TEI = "http://www.tei-c.org/ns/1.0"
SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
_T = f"{{{TEI}}}"
_SPECS = tuple(_T + kind for kind in ("moduleSpec", "classSpec", "macroSpec", "dataSpec", "elementSpec"))
_PROSE = {_T + name for name in ("gloss", "desc", "exemplum", "remarks", "listRef", "equiv", "idno")}
_MESSAGES = {f"{{{SCHEMATRON}}}{name}" for name in ("assert", "report")}
_DROPPED = {"{http://www.w3.org/XML/1998/namespace}id", "predeclare", "versionDate", "corresp", "n", "status"}

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- The structure of TEI P5 {version}: names, modules, classes, attributes, content, datatypes, values and the
     conditions of constraints, taken from its compiled source (p5subset.xml) by scripts/tei_structure.py. It holds no
     sentence of the TEI Guidelines. It is made: changes do not belong here. -->
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron">
<teiHeader><fileDesc>
<titleStmt><title>The structure of TEI P5 {version}</title><author>TEI Consortium</author></titleStmt>
<editionStmt><edition n="{version}">TEI P5 {version}, of {date}</edition></editionStmt>
<publicationStmt><publisher>TEI Consortium</publisher><availability>
<licence target="https://creativecommons.org/licenses/by/3.0/">Creative Commons Attribution 3.0 Unported</licence>
<licence target="https://opensource.org/license/bsd-2-clause">BSD 2-Clause, © TEI Consortium</licence>
</availability></publicationStmt>
<sourceDesc><p>Made from <ref target="https://www.tei-c.org/Vault/P5/{version}/xml/tei/odd/p5subset.xml">p5subset.xml</ref>
of that version.</p></sourceDesc>
</fileDesc></teiHeader>
<text><body>
"""


def structure(source: Path) -> tuple[str, str]:
    """The version of a compiled TEI, and its structure as an ODD. Raises ValueError for what is no compiled TEI."""
    root = etree.parse(str(source), etree.XMLParser(remove_comments=True, remove_pis=True, huge_tree=True)).getroot()
    version = version_of(root)
    if not version:
        raise ValueError(f"{source} is no compiled source of TEI P5")
    date = root.find(f".//{_T}edition/{_T}date")
    day = date.get("when", "") if date is not None else ""
    lines = [_written(spec) for spec in root.iter(*_SPECS) if spec.get("ident")]
    return version, _HEAD.format(version=version, date=day) + "\n".join(lines) + "\n</body></text>\n</TEI>\n"


def _written(spec: etree._Element) -> str:
    """A specification on one line, without its prose."""
    copy = deepcopy(spec)
    for element in list(copy.iter(etree.Element)):
        parent = element.getparent()
        if element.tag in _PROSE and parent is not None:
            parent.remove(element)
        elif element.tag in _MESSAGES:
            element[:], element.text = [], None
        for name in _DROPPED & set(element.attrib):
            del element.attrib[name]
        if element.tag != f"{{{SCHEMATRON}}}let":
            element.text = " ".join(element.text.split()) or None if element.text else None
        element.tail = None
        for name, value in element.items():
            element.set(name, " ".join(value.split()))
    etree.cleanup_namespaces(copy)
    for value in copy.iter(_T + "valDesc"):
        if (holder := value.getparent()) is not None:
            holder.remove(value)
    text = etree.tostring(copy, encoding="unicode")
    return re.sub(r' xmlns(:sch)?="[^"]*"', "", text)


def main(source: str, folder: str) -> None:
    """Write FOLDER/VERSION.odd."""
    version, text = structure(Path(source))
    path = Path(folder) / f"{version}.odd"
    path.write_text(text, encoding="utf-8")
    print(path)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("make tei SOURCE=p5subset.xml")
    main(*sys.argv[1:])
