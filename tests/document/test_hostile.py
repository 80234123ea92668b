"""Files made to hang, to crash, or to be read as something else than what was looked at."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from lxml import etree

from siglum.diagnostic import Diagnostic
from siglum.document import Document, Refused
from siglum.failure import Failure

MANY = 100_000
"""So many that a pass which looks back would not be over today."""


def finding(data: bytes) -> Diagnostic:
    with pytest.raises(Refused) as refused:
        Document.parse(data, "x.xml")
    found = refused.value.finding
    assert 0 <= found.span.start.offset <= found.span.end.offset <= len(data)
    assert "\n" not in found.message
    return found


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE a [" + b"<!--x-->" * MANY, b"<!DOCTYPE a [" + b"<!--" * MANY, b"<!DOCTYPE a [" * MANY, b"<!DOCTYPE a [" + b"<?x" * MANY,
        b"<!--" * MANY, b"<a>" + b"<!--" * MANY, b"<a>" + b"<?x " * MANY, b"<a>" + b"<![CDATA[" * MANY, b"<a " * MANY, b"<a x='" * MANY,
        b"<a><" + b"a" * MANY, b"<a></" + b"a" * MANY, b"<a></a" + b" " * MANY, b"<!DOCTYPE a '" + b"'" * MANY, b"<a>" + b"&" * MANY,
    ],
    ids=lambda data: data[:20].decode(),
)  # fmt: skip
def test_what_is_never_closed_is_looked_at_once(data: bytes) -> None:
    assert finding(data).code in ("ill-formed", "unclosed-element")


def test_comments_in_a_document_type_are_passed_over_once() -> None:
    assert Document.parse(b"<!DOCTYPE a [" + b"<!--x-->" * MANY + b"]><a/>", "x.xml").root.tag == "a"


@pytest.mark.parametrize(
    "name",
    [
        "rot13",
        "hex",
        "idna",
        "undefined",
        "punycode",
        "unicode_escape",
        "utf-7",
        "zip",
        "utf-8-sig",
        "aliases",
        "x-nonsense",
    ],
)
def test_what_is_no_character_set_is_no_encoding(name: str) -> None:
    found = finding(f'<?xml version="1.0" encoding="{name}"?><a/>'.encode())
    assert (found.code, found.message) == (
        "wrong-encoding",
        f"the file declares the encoding “{name}”, which is not known",
    )


@pytest.mark.parametrize("name", ["us-ascii", "Shift_JIS", "EUC-JP", "Big5", "GB18030", "UTF-8"])
def test_a_byte_that_an_encoding_has_not_is_shown_at_its_place(name: str) -> None:
    head = f'<?xml version="1.0" encoding="{name}"?>\n<a>'.encode()
    found = finding(head + b"\xff</a>")
    assert found.message == f"byte FF is not {name}, the encoding this file declares"
    assert (found.span.start.line, found.span.start.column, found.span.start.offset) == (2, 4, len(head))
    assert found.span.end.offset == len(head) + 1


def test_a_wrong_byte_at_the_end_ends_with_the_file() -> None:
    assert finding(b"<a>\xc3").span.end.offset == 4


@pytest.mark.parametrize(
    "encoding", ["utf-32", "utf-32-le", "utf-32-be", "utf-16", "utf-16-le", "utf-16-be", "utf-8", "utf-8-sig"]
)
def test_an_entity_is_seen_in_every_encoding(encoding: str) -> None:
    text = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a b="1">&x;</a>'
    found = finding(text.encode(encoding))
    assert (found.code, found.span.start.column) == ("entity-declared", 23)
    assert Document.parse("<a>é</a>".encode(encoding), "x.xml").root.text == "é"


def test_what_is_parsed_is_what_was_looked_at() -> None:
    """A declaration that a parser would follow, and another decoder would not."""
    assert Document.parse('<?xml version="1.0" encoding="UTF-16"?><a>é</a>'.encode("utf-16"), "x.xml").root.text == "é"
    assert (
        Document.parse('<?xml version="1.0" encoding="EUC-JP"?><a>日</a>'.encode("euc-jp"), "x.xml").root.text == "日"
    )
    assert (
        finding(b'<?xml version="1.0" encoding="UTF-32"?><a/>').message
        == "the file declares UTF-32, and its first bytes are not UTF-32"
    )


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
    for path in (Path("/dev/zero"), tmp_path / "pipe", tmp_path / "socket"):
        with pytest.raises(Failure, match=rf"^cannot read {path}: it is no regular file$"):
            Document.read(path)
    with pytest.raises(Failure, match=r": it is a folder$"):
        Document.read(tmp_path)


@pytest.mark.parametrize("name", ["n" * 5000, "a/" * 3000, "nul\0", "\udcff"])
def test_a_name_that_no_file_can_have_is_a_sentence(name: str, tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"^cannot read "):
        Document.read(tmp_path / name)


@pytest.mark.parametrize("where", ["/dev/zero", "PIPE", "FILE", "missing.dtd", "file:///dev/zero"])
@pytest.mark.parametrize("kind", ["SYSTEM", 'PUBLIC "x"'])
def test_no_document_type_is_read_not_even_from_disk(where: str, kind: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "own.dtd").write_text('<!ENTITY x "FROM DTD"><!ATTLIST a n CDATA "FROM DTD">')
    where = where.replace("PIPE", str(tmp_path / "pipe")).replace("FILE", str(tmp_path / "own.dtd"))
    for body in ('<a m="1"/>', '<a m="&x;"/>', "<a>&x;</a>"):
        document = Document.parse(f'<!DOCTYPE a {kind} "{where}">{body}'.encode(), "x.xml")
        assert "FROM DTD" not in etree.tostring(document.root, encoding="unicode")
        unknown = ["undeclared-entity"] if "&x;" in body else []
        assert [trouble.code for trouble in document.troubles] == ["external-dtd", *unknown]
