"""An address that quotes a letter in part, and the letter in its own language: who has which words, stretch by stretch."""

from __future__ import annotations

from website.sites import page, said, searched, site
from website.test_pages import rows


def cells(file: str, table: int = 0) -> list[list[str]]:
    return [
        [said(cell) for cell in row] for row in page(site("quoted") / file).xpath("//main//table")[table].iter("tr")
    ]


def captions(file: str) -> list[str]:
    found = page(site("quoted") / file).xpath(
        "//figcaption | //div[@class='caption'] | //li[contains(@class, 'speech')]"
    )
    return [said(line) for line in found]


# ===== who has which words =====


def test_a_quotation_counts_the_words_of_its_witness() -> None:
    found = [
        (row["Speaker"], row["Words"], row["Quoted by"], row["Begins"]) for row in rows("quoted", "quotations.csv")
    ]
    assert found == [
        ("Otto Brandt", "16", "", "“I have a letter here. “[…] I am again an honest servant. […]” There …"),
        (
            "Marie Duval",
            "12",
            "Otto Brandt, in part: 6 of 12 words",
            "“Dear minister, I am again a loyal servant. I took the money. . . .”",
        ),
        ("Jean Duval", "2", "", "“Burn this.”"),
        ("Jean Duval", "2", "", "“a trifle”"),
    ]


def test_a_caption_says_what_is_quoted_in_part_and_what_not_at_all() -> None:
    assert captions("memoir.html") == [
        "Words of Otto Brandt, address to the chamber, 1960. The words that A does not have are not among them.",
        "Words of Marie Duval, letter to the minister, 1938. Quoted in part by Otto Brandt.",
        "a Words of Jean Duval, postscript.",
        "a Words of Jean Duval, postscript.",
    ]


def test_a_word_that_the_one_who_quotes_has_put_in_is_not_the_author_s() -> None:
    assert captions("address.html")[1] == (
        "Words of Marie Duval, letter to the minister, 1938. The words that L does not have are not among them. Quoted in part by Otto Brandt."
    )


def test_the_search_knows_each_voice() -> None:
    places = searched("quoted")
    spoken = {}
    for number in (3, 4, 5):
        place, start = places[f"memoir.html#m{number}"], 0
        for voice in place["voices"]:
            spoken[place["text"][start : voice["end"]].strip(" “”")] = voice["voice"]
            start = voice["end"]
    spoken.pop("")
    assert spoken == {
        "Dear minister,": "Marie Duval",
        "I am again": "Marie Duval, quoted by Otto Brandt",
        "a loyal": "Marie Duval",
        "servant.": "Marie Duval, quoted by Otto Brandt",
        "I took the money. . . .": "Marie Duval",
        "There is more.": "Otto Brandt",
        "He did not read on:": "",
        "Burn this.": "Jean Duval",
        "Thank you.": "Otto Brandt",
        "He called it": "",
        "a trifle": "Jean Duval",
        ", and sat down.": "",
    }
    assert "voices" not in places["memoir.html#m1"]


# ===== the certainty of what was read =====


def test_what_was_read_says_how_sure_that_is_where_omissions_do() -> None:
    root = page(site("quoted") / "memoir.html")
    assert said(root.get_element_by_id("read-1")) == "I am again a loyalb servant.c"
    margin = root.get_element_by_id("m3").getparent()
    assert [said(line) for line in margin.xpath("ol[@class='apparatus']/li")] == [
        "a Stretch. Certainty: low.", "b an honest A", "c Underlined.", "d Stretch: read aloud. Certainty: medium.", "e Stretch.",
    ]  # fmt: skip
    assert [said(call) for call in margin.xpath("p//a[contains(@class, 'call')]")] == ["a", "b", "c", "d", "e"]
    assert "Certainty: medium." in cells("parallel.html")[2][3]


# ===== two texts side by side =====


def test_the_text_that_is_joined_has_a_column_of_its_own() -> None:
    assert cells("parallel.html") == [
        ["T, L", "A", "The letter in French (fr)", "Editors"],
        ["“Dear minister,", "“[…] left out", "Cher ministre,", "3 Stretch. Certainty: low."],
        ["I am again", "I am again", "je suis de nouveau un fidèle serviteur.",
         "3 Stretch: read aloud. Certainty: medium. de nouveau The address has this word, though it left out much.Or “servant of the state”."],
        ["a loyal", "an honest", "as in the row above", "3"],
        ["servant.", "servant.", "as in the row above", "Underlined."],
        ["I took the money. . . .”", "[…] left out”", "J’ai pris l’argent.", "3 Stretch."],
    ]  # fmt: skip
    root = page(site("quoted") / "parallel.html")
    assert set(root.xpath("//td[@class='other']/@lang")) == {"fr"}
    assert root.xpath("//p[@class='lead']/a/@href") == ["french.html"]
    assert [said(mark) for mark in root.xpath("//td//mark[@lang='fr']")] == ["de nouveau"]
    assert [said(span) for span in root.xpath("//td[@class='other']/span[@class='noted']")] == ["de nouveau"]


def test_the_other_text_has_the_same_from_its_side() -> None:
    assert cells("letter-fr-parallel.html") == [
        ["The letter in French (fr)", "Lind, Memoir (en)", "Editors"],
        ["Cher ministre,", "Dear minister,", ""],
        ["je suis de nouveau un fidèle serviteur.", "I am again a loyal servant.",
         "de nouveau The address has this word, though it left out much.Or “servant of the state”.Underlined."],
        ["J’ai pris l’argent.", "I took the money. . . .", ""],
    ]  # fmt: skip
    root = page(site("quoted") / "letter-fr-parallel.html")
    assert set(root.xpath("//tbody//td[1]/@lang")) == {"fr"} and set(root.xpath("//td[@class='other']/@lang")) == {"en"}


def test_a_text_in_its_own_language_says_so() -> None:
    root = page(site("quoted") / "french.html")
    assert root.get_element_by_id("text").get("lang") == "fr"
    assert root.xpath("//meta[@name='DC.language']/@content") == ["fr"]


def test_both_ways_into_the_parallel_view_are_on_the_front_page() -> None:
    links = {said(a): a.get("href") for a in page(site("quoted") / "index.html").xpath("//div[@class='readings']//a")}
    assert links["the witnesses side by side"] == "parallel.html"
    assert links["beside another text, stretch by stretch"] == "letter-fr-parallel.html"


def test_places_are_told_apart_where_texts_are_mixed() -> None:
    assert {row["Paragraph"] for row in rows("quoted", "quotations.csv")} == {"2", "3", "4", "5"}
    mentions = page(site("quoted") / "works.html").get_element_by_id("letter").xpath("details")[0]
    assert [said(part) for part in mentions.xpath("p[@class='of'] | ol/li/a")] == ["Lind, Memoir", "3"]
    places = searched("quoted")
    assert (places["memoir.html#m3"]["of"], places["french.html#f"]["of"]) == ("Lind, Memoir", "The letter in French")
