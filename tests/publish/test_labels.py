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
    assert str(failure.value) == "siglum.toml: the site is to be in “grc”, and labels are there in en, de"


def test_readings_are_called_in_the_language_of_the_pages() -> None:
    english, german = map(labels.of_readings, labels.languages())
    assert list(english) == list(german) == ["as-it-stands", "corrected", "witness"]
    assert all(english[kind] and german[kind] and english[kind] != german[kind] for kind in english)
