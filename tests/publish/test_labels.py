"""In which language the pages speak, and what readings are called in it."""

from __future__ import annotations

import pytest

from siglum.failure import Failure
from siglum.publish import labels


@pytest.mark.parametrize(
    ("asked", "of_the_documents", "chosen"),
    [
        ("", [], "en"), ("", ["de"], "de"), ("", ["de-AT", "en"], "de"), ("", ["", "grc", "de-Latn-1901"], "de"),
        ("", ["grc", "la"], "en"), ("en", ["de"], "en"), ("de", ["en"], "de"),
    ],
)  # fmt: skip
def test_the_language_is_the_one_asked_for_else_that_of_the_documents(
    asked: str, of_the_documents: list[str], chosen: str
) -> None:
    assert labels.language(asked, of_the_documents) == chosen


def test_a_language_without_labels_is_refused() -> None:
    with pytest.raises(Failure) as failure:
        labels.language("grc", ["de"])
    assert (
        str(failure.value) == "siglum.toml: the site is to be in “grc”, and labels are there in en, de, fr, it, es, ru"
    )


def test_readings_are_called_in_the_language_of_the_pages() -> None:
    called = [labels.of_readings(code) for code in labels.languages()]
    assert len(called) == 6
    for names in called:
        assert list(names) == ["as-it-stands", "corrected", "witness"] and all(names.values())
    assert len({names["corrected"] for names in called}) == 6


@pytest.mark.parametrize(
    ("number", "english", "russian"),
    [
        (1, "1 mention", "1 упоминание"), (2, "2 mentions", "2 упоминания"), (5, "5 mentions", "5 упоминаний"),
        (11, "11 mentions", "11 упоминаний"), (12, "12 mentions", "12 упоминаний"), (21, "21 mentions", "21 упоминание"),
        (104, "104 mentions", "104 упоминания"), (111, "111 mentions", "111 упоминаний"),
    ],
)  # fmt: skip
def test_a_number_asks_for_its_form(number: int, english: str, russian: str) -> None:
    assert labels.counted("mentions", number, "en") == english
    assert labels.counted("mentions", number, "ru") == russian
