"""The four readings of the edition: what each of them says and leaves out."""

from __future__ import annotations

import re

import pytest

from siglum import reading, saxon, setting
from siglum.document import Document
from siglum.edition import Edition
from siglum.publish.forms.text import unmarked
from tei.received import ESSAY, ROOT, TRANSCRIPT

MODELS = setting.models()
READINGS = {declared.id: declared for declared in Edition.load(ROOT).readings}


def essay(name: str, source: str | None = None, bare: bool = True) -> str:
    declared = READINGS[name]
    text = (source or ESSAY.read_text(encoding="utf-8")).encode()
    made = setting.set_reading(reading.of(Document.parse(text, "tei/furr-trotsky.xml"), declared), MODELS, "plain").tei
    marked = saxon.transform(
        "urn:siglum:text", "Q{urn:siglum:text}whole", made,
        {"stage": declared.stage, "omissions": declared.omissions, "bare": bare},
    )  # fmt: skip
    return unmarked(marked)


def declared_normalisations(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text.replace("\u00a0", " ")).strip()


def test_received_is_the_transcript_paragraph_by_paragraph() -> None:
    stray = ("swore his own\ncomplete innocence.\nHere is what", "swore his own complete innocence. Here is what")
    lines = TRANSCRIPT.read_text(encoding="utf-8").replace(*stray).split("\n")
    expected = [declared_normalisations(line) for line in lines if line.strip()]
    found = [block.strip() for block in essay("received").rstrip("\n").split("\n\n")]
    assert found == expected
    assert len(found) == 29


@pytest.mark.parametrize(
    ("before", "after"),
    [("inquiry into the evidence", "inquiry into the evidance"),
     ("presentations by speakers promoting", "presentations by speakerspromoting"),
     ("</placeName> was dissolved", "</placeName> was was dissolved")],
    ids=["one letter", "a lost space", "a doubled word"],
)  # fmt: skip
def test_a_change_shows_in_received(before: str, after: str) -> None:
    source = ESSAY.read_text(encoding="utf-8")
    assert source.count(before) == 1
    changed = declared_normalisations(essay("received", source.replace(before, after)))
    assert changed != declared_normalisations(TRANSCRIPT.read_text(encoding="utf-8"))


def test_corrected_has_the_corrections_and_nothing_of_what_they_replace() -> None:
    text = essay("corrected")
    for right, wrong in (
        ("Furthermore,", "Furtherrmore"),
        ("hidden away even", "hidden way even"),
        ("Congress. The evidence", "Congress. evidence"),
    ):
        assert right in text and wrong not in text
    assert text.startswith("September 6, 2017\n") and text.endswith("led us to the present study.\n")


def test_corrected_marks_what_the_editors_did() -> None:
    text = essay("corrected", bare=False)
    for marked in (
        "[Furthermore],",
        "hidden [away] even",
        "⟨The⟩ evidence",
        "unavailable even to trusted […]",
        "access to any primary […]",
    ):
        assert marked in text


def test_the_letter_of_1994_is_the_whole_letter_and_nothing_else() -> None:
    text = essay("letter-1994").strip()
    assert text.startswith("“Dear, close comrade Stalin. I dare") and text.endswith("in the victory of communism.”")
    assert "betrayal. . . . The investigation" in text and "the state. . . . Now I am honest" in text
    assert "cynical resolutions" not in text


def test_the_speech_of_1961_has_its_frame_and_what_was_read_of_the_letter() -> None:
    whole = essay("speech-1961", bare=False).split("---\n")[1]
    text = re.sub(r"\[[0-9]+\]", "", whole.partition("\n\n[1] ")[0])
    assert text.strip().startswith("“A series of cynical resolutions")
    assert "“[…] I am a noble warrior, devoted" in text
    assert "and of its leaders […] Now I am honest" in text  # two stretches, one omission
    assert text.count("[…]") == 2
    assert text.rstrip().endswith("communism.”")  # the call of note 5 is the essay’s, not the speech’s


def test_bare_text_has_no_marks() -> None:
    text = essay("speech-1961")
    assert "[…]" not in text and "---" not in text
    assert "“I am a noble warrior" in text and "of its leaders Now I am" in text
