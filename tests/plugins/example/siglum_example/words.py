"""Each reading as a list of words, one a line."""

from collections.abc import Iterator

from lxml import etree

from siglum import Made, OutputText


def files(made: Made) -> dict[str, bytes]:
    """READING.txt for each reading."""
    return {f"{name}.txt": ("\n".join(_words(tei)) + "\n").encode() for name, tei in made.readings.items()}


def texts(made: Made, files: dict[str, bytes]) -> Iterator[OutputText]:
    """The words as they stand in the file: the build compares them with the reading."""
    for reading in made.readings:
        yield OutputText(reading, f"{reading}.txt", files[f"{reading}.txt"].decode())


def _words(tei: str) -> list[str]:
    text = etree.fromstring(tei.encode()).find("{http://www.tei-c.org/ns/1.0}text")
    assert text is not None
    etree.strip_elements(text, "{*}note", "{*}desc", with_tail=False)
    return "".join(map(str, text.itertext())).split()
