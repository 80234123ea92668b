"""Every file of the edition is a TEI P5 document: valid against tei_all, by two validators."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from conftest import TEI_ALL, tei_all_by_libxml2
from tei.received import ESSAY, LETTER, REGISTERS, ROOT

FILES = [ESSAY, LETTER, *sorted(REGISTERS.glob("*.xml"))]

reference = pytest.mark.skipif(
    not TEI_ALL.is_file(), reason="the reference schema tei_all.rng is not beside the project"
)
jing = pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")


@reference
@jing
def test_valid_against_tei_all_by_jing() -> None:
    done = subprocess.run(["jing", TEI_ALL, *FILES], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


def test_valid_against_tei_all_by_libxml2() -> None:
    schema = tei_all_by_libxml2()
    for file in FILES:
        assert schema.validate(etree.parse(str(file))), f"{file.name}: {schema.error_log}"


@jing
def test_valid_against_our_own_schema_by_jing() -> None:
    done = subprocess.run(["jing", ROOT / "schema" / "siglum.rng", *FILES], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


@pytest.mark.parametrize("file", FILES, ids=lambda file: Path(file).stem)
def test_the_name_of_a_file_is_the_id_of_its_root(file: Path) -> None:
    assert etree.parse(str(file)).getroot().get("{http://www.w3.org/XML/1998/namespace}id") == file.stem
