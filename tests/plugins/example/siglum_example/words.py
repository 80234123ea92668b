"""Each reading as a list of words, one a line."""

from collections.abc import Iterator

from siglum import Made, OutputText


def files(made: Made) -> dict[str, bytes]:
    """READING.txt for each reading."""
    return {f"{name}.txt": ("\n".join(made.words(name).whole.split()) + "\n").encode() for name in made.readings}


def texts(made: Made, files: dict[str, bytes]) -> Iterator[OutputText]:
    """The words as they stand in the file: the build compares them with the reading."""
    for reading in made.readings:
        yield OutputText(reading, f"{reading}.txt", files[f"{reading}.txt"].decode())
