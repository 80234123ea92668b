"""The compiler on the largest ODD there is: the whole of TEI."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from siglum.odd import compile_odd
from tei.received import ESSAY, REGISTERS, ROOT

REFERENCE = ROOT.parent / "shared" / "reference"
pytestmark = [
    pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference schemas of the TEI are not beside the project"),
    pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed"),
]

HEADER = "</encodingDesc>\n    <profileDesc>"
BODY = "</div>\n    </body>"

# construct → (what stands in the essay, what may stand there too ("" for nothing new), what may not)
COPIES: dict[str, tuple[str, str, str]] = {
    "elementRef": (BODY, BODY, "<banana/>" + BODY),
    "sequence": ("<titleStmt>", "<titleStmt>", "<titleStmt><respStmt><resp>x</resp><name>y</name></respStmt>"),
    "alternate": ("<choice xml:id", "<choice xml:id", "<choice><p/></choice><choice xml:id"),
    "maxOccurs": ("<front>", "<front>", "<front/><front>"),
    "minOccurs": ("<fileDesc>", "<fileDesc>", "<fileDesc><titleStmt/>"),
    "textNode": ("<listWit>", "<listWit>", "<listWit>loose text"),
    "empty": ('<ptr target="source/furr-trotsky.txt"/>', '<ptr target="source/furr-trotsky.txt"/>', '<ptr target="source/furr-trotsky.txt">text</ptr>'),
    "classRef": ("<analytic>", "<analytic>", "<analytic><div/>"),
    "expand": (BODY, "<p><msDesc><msIdentifier><country>x</country><settlement>y</settlement></msIdentifier></msDesc></p>" + BODY, "<p><msDesc><msIdentifier><settlement>y</settlement><country>x</country></msIdentifier></msDesc></p>" + BODY),
    "macroRef": ("<gi>sic</gi>", "<gi>sic</gi>", "<gi><div/></gi>"),
    "anyElement": (HEADER, '</encodingDesc><xenoData><x xmlns="urn:x"/></xenoData><profileDesc>', "</encodingDesc><xenoData><p>x</p></xenoData><profileDesc>"),
    "dataRef name": ('<date when="1956">', '<date when="1956-02-29">', '<date when="1957-02-29">'),
    "dataRef key": ('quotation marks="all"', 'quotation marks="none"', 'quotation marks="two words"'),
    "dataRef restriction": ('prefixDef ident="person"', 'prefixDef ident="pers-on"', 'prefixDef ident="Person"'),
    "dataFacet": (BODY, '<p><certainty locus="value" degree="0.5"/></p>' + BODY, '<p><certainty locus="value" degree="1.5"/></p>' + BODY),
    "list of values": ('ana="#nbsp-as-space #collapse-white-space"', 'ana="#nbsp-as-space"', 'ana=""'),
    "valList closed": ('normalization method="silent"', 'normalization method="markup"', 'normalization method="loud"'),
    "valList semi": (BODY, '<p><space dim="horizontal"/></p>' + BODY, '<p><space dim="side ways"/></p>' + BODY),
    "attribute of no class": ('<date when="1956">', '<date when="1956">', '<date wit="#T">'),
    "required attribute": ('<prefixDef ident="org" ', '<prefixDef ident="org" ', "<prefixDef "),
    "attribute deleted": (BODY, '<p><binaryObject mimeType="image/png">x</binaryObject></p>' + BODY, '<p><binaryObject mimeType="image/png" url="x">x</binaryObject></p>' + BODY),
    "attribute changed": ('<availability xml:id="rights-text" status="restricted" default="true">', '<availability xml:id="rights-text" status="free" default="true">', '<availability xml:id="rights-text" status="none" default="true">'),
    "attList choice": (BODY, '<p><listRelation><relation name="x" mutual="#ed"/></listRelation></p>' + BODY, '<p><listRelation><relation name="x" mutual="#ed" active="#ed"/></listRelation></p>' + BODY),
    "attRef": (BODY, '<p><app><lem type="a" subtype="b">x</lem></app></p>' + BODY, '<p><app><lem type="a" subtype="b c">x</lem></app></p>' + BODY),
    "ns": (BODY, '<p><egXML xmlns="http://www.tei-c.org/ns/Examples">x</egXML></p>' + BODY, "<p><egXML>x</egXML></p>" + BODY),
}  # fmt: skip


@pytest.fixture(scope="module")
def grammar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("odd") / "tei_all.rng"
    path.write_text(compile_odd(REFERENCE / "tei_all.odd").relaxng, encoding="utf-8")
    return path


def rejected(grammar: Path, files: list[Path]) -> set[str]:
    """The names of the files that jing does not accept; the grammar itself must be one."""
    done = subprocess.run(["jing", grammar, *files], capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if ": error: " in line or ": fatal: " in line]
    assert not [line for line in lines if line.startswith(str(grammar))], lines
    return {Path(line.split(":")[0]).name for line in lines}


def test_the_edition_is_accepted(grammar: Path) -> None:
    assert rejected(grammar, [ESSAY, *sorted(REGISTERS.glob("*.xml"))]) == set()


def test_what_the_tei_rejects_is_rejected(grammar: Path, tmp_path: Path) -> None:
    essay = ESSAY.read_text(encoding="utf-8")
    files = []
    for name, (before, good, bad) in COPIES.items():
        assert essay.count(before) >= 1, before
        for kind, text in (("good", good), ("bad", bad)):
            files.append(tmp_path / f"{name} {kind}.xml")
            files[-1].write_text(essay.replace(before, text, 1), encoding="utf-8")
    expected = {f"{name} bad.xml" for name in COPIES}
    assert rejected(REFERENCE / "tei_all.rng", files) == expected
    assert rejected(grammar, files) == expected
