"""The words of the pages: each language has every one of them, in its own way."""

from __future__ import annotations

import re

from lxml import etree

from tei.received import ROOT

LABELS = etree.parse(str(ROOT / "xslt" / "html" / "lib" / "labels.xml")).getroot()


def test_every_label_is_there_in_every_language() -> None:
    languages = [etree.QName(word).localname for word in LABELS[0]]
    assert languages == ["en", "de", "fr", "it", "es", "ru"]
    for label in LABELS:
        assert [etree.QName(word).localname for word in label] == languages, label.get("key")
        assert all(word.text and word.text == word.text.strip() for word in label)
        asked = {
            tuple(sorted(re.findall(r"\{\d\}", text)))
            for word in label
            for text in (word.text or "", *word.attrib.values())
        }
        assert len(asked) == 1, label.get("key")
    assert len({label.get("key") for label in LABELS}) == len(LABELS)


def test_every_month_is_there_and_every_form_of_a_number() -> None:
    for label in LABELS:
        if str(label.get("key")).startswith("months"):
            assert {len((word.text or "").split()) for word in label} == {12}
        if str(label.get("key")).startswith(("unit", "mentions", "uses")) and str(label.get("key")).endswith("-many"):
            assert [sorted(map(str, word.attrib)) for word in label] == [[]] * 5 + [["few", "one"]], label.get("key")


def test_a_language_has_its_own_quotation_marks_and_letters() -> None:
    for label in LABELS:
        for word in label:
            language, text = etree.QName(word).localname, word.text or ""
            marks = {"en": "“”", "de": "„“", "fr": "«»", "it": "«»", "es": "«»", "ru": "«»"}[language]
            assert set(re.findall("[“”„«»]", text)) <= set(marks), (label.get("key"), language)
            assert language != "fr" or not re.search(r"«[^\u202f]|[^\u202f]»|[^\u00a0\u202f][:;?!]( |$)", text), text
            if language == "ru" and not re.search("[A-Z]{2}", text):
                assert re.search("[а-яё]", text) or not re.search(r"[A-Za-z]", text), label.get("key")


def test_the_labels_are_those_the_outputs_ask_for() -> None:
    keys = {label.get("key", "") for label in LABELS}
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "xslt").rglob("*.xsl"))
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "scripts" / "siglum" / "publish").rglob("*.py"))
    quoted = set(re.findall(r"'([A-Za-z][A-Za-z0-9\-]*)'", text))
    quoted |= set(re.findall(r"""labels\.word\(["']([a-z\-]+)""", code))
    made = {
        key
        for key in keys
        if re.match(
            r"(value|unit|kind|column|download|uses|mentions|found|corresp|context|letters|division|view|changes|book|map)-",
            key,
        )
    }
    assert keys - quoted - made - {"listPerson", "listOrg", "listPlace", "listEvent", "listBibl"} == set()
    assert set(re.findall(r"html:word\('([^']+)'[,)]", text)) <= keys
    assert {f"{key}-{n}" for key in re.findall(r"html:counted\('([^']+)',", text) for n in ("one", "many")} <= keys
