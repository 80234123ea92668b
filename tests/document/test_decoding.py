"""From bytes to text: every encoding an editor meets, and the sentence for those that lie."""

import pytest

from siglum.document.decoding import decode

TEXT = '<?xml version="1.0"{}?>\n<TEI>Яков “é”</TEI>'


@pytest.mark.parametrize(
    ("codec", "declared", "bom"),
    [
        ("utf-8", "", 0),
        ("utf-8-sig", "UTF-8", 3),
        ("utf-16-le", "", 0),
        ("utf-16", "UTF-16", 2),
        ("koi8-r", "KOI8-R", 0),
        ("shift_jis", "Shift_JIS", 0),
    ],
)
def test_text_comes_out_as_it_was_written(codec: str, declared: str, bom: int) -> None:
    text = TEXT.format(f' encoding="{declared}"' if declared else "")
    if codec in ("koi8-r", "shift_jis"):
        text = text.replace("“é”", "")
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.bom, decoded.problem) == (text, bom, None)


def test_latin_1_bytes_in_a_utf_8_file_are_named_at_their_place() -> None:
    problem = decode("<p>né</p>".encode("latin-1")).problem
    assert problem is not None
    assert problem.message == "byte E9 is not UTF-8, the encoding this file must have"
    assert problem.index == 4


def test_a_declaration_that_does_not_hold_is_said_to_be_the_declarations() -> None:
    problem = decode(TEXT.format(' encoding="US-ASCII"').encode()).problem
    assert problem is not None
    assert problem.message == "byte D0 is not US-ASCII, the encoding this file declares"


def test_an_unknown_encoding_is_named() -> None:
    problem = decode(TEXT.format(' encoding="UTF-9"').encode()).problem
    assert problem is not None
    assert problem.message == "the file declares the encoding “UTF-9”, which is not known"


def test_utf_16_declared_over_single_bytes_is_refused() -> None:
    problem = decode(TEXT.format(' encoding="UTF-16"').encode()).problem
    assert problem is not None
    assert problem.message == "the file declares UTF-16, and its first bytes are not UTF-16"


@pytest.mark.parametrize(
    ("codec", "declared", "said"),
    [
        ("utf-16", "UTF-8", "UTF-16"),
        ("utf-16-be", "EUC-JP", "UTF-16"),
        ("utf-32-be", "EUC-JP", "UTF-32"),
        ("utf-16", "nonsense", "UTF-16"),
        ("utf-32-be", "UTF-16", "UTF-32"),
        ("utf-16", "UCS-4", "UTF-16"),
        ("utf-16-be", "UTF-16LE", "UTF-16"),
    ],
)
def test_single_bytes_declared_over_pairs_are_refused(codec: str, declared: str, said: str) -> None:
    """Which is fatal (XML 1.0, section 4.3.3), whatever the first bytes tell."""
    text = TEXT.format(f' encoding="{declared}"')
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.problem and decoded.problem.message) == (
        text,
        f"the file declares {declared}, and its first bytes are {said}",
    )


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-32", "UTF-32"), ("utf-32-be", "ISO-10646-UCS-4"), ("utf-16-le", "UCS-2"), ("utf-16-be", "utf_16_be")],
)
def test_an_encoding_has_several_names(encoding: str, declared: str) -> None:
    assert decode(TEXT.format(f' encoding="{declared}"').encode(encoding)).problem is None
