"""Damage to bytes: flipped, cut, doubled, mixed, in another encoding, with a token again and again."""

from __future__ import annotations

import codecs
import random
import re
from collections.abc import Callable, Sequence

LARGEST = 200_000
"""Bytes of a damaged file, at most."""
_TIMES = (1, 1, 1, 2, 3, 30, 300, 3000)
_ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "latin-1", "cp1252",
    "shift_jis", "euc_jp", "big5", "gb18030", "koi8_r", "cp037", "utf-7",
)  # fmt: skip
_NAMES = (
    "UTF-8", "utf8", "UTF-16", "UTF-16LE", "UTF-32", "UCS-4", "ISO-8859-1", "ISO-8859-15", "US-ASCII", "windows-1252", "Shift_JIS",
    "EUC-JP", "Big5", "GB18030", "KOI8-R", "IBM037", "rot13", "hex", "idna", "undefined", "punycode", "unicode_escape", "zip", "x",
)  # fmt: skip
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_NUMBERS = (b"0", b"-1", b"1" * 5000, b"9" * 19, b"4294967296", b"1e309", b"0.0000000001", b"\xd9\xa1")
_WORD = re.compile(rb"[A-Za-z_][\w.\-]*")

Damage = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def damaged(chance: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """A file with one to three damages. `tokens` are what files of its kind are made of."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = chance.choice(DAMAGES)(chance, data, tokens)[:LARGEST]
    return data


def at(chance: random.Random, data: bytes) -> int:
    """A place in the bytes, often one where a word or a mark begins."""
    marks = [match.start() for match in re.finditer(rb"[<>{}\"'=,|&\n]", data)] if chance.random() < 0.7 else []
    return chance.choice(marks) if marks else chance.randint(0, len(data))


def stretch(chance: random.Random, data: bytes) -> tuple[int, int]:
    """Where some stretch begins and ends."""
    start = at(chance, data)
    return start, min(len(data), start + chance.choice((1, 1, 2, 5, 20, 100, 1000)))


def flipped(chance: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """One byte is another."""
    if not data:
        return data
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]


def cut(chance: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """A stretch is missing."""
    start, end = stretch(chance, data)
    return data[:start] + data[end:]


def ended(chance: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """The rest is missing."""
    return data[: at(chance, data)]


def doubled(chance: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """A stretch stands there several times."""
    start, end = stretch(chance, data)
    return data[:start] + data[start:end] * (1 + chance.choice(_TIMES)) + data[end:]


def moved(chance: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """A stretch stands elsewhere."""
    start, end = stretch(chance, data)
    rest = data[:start] + data[end:]
    place = at(chance, rest)
    return rest[:place] + data[start:end] + rest[place:]


def strewn(chance: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """A token is inserted, once or many times."""
    place = at(chance, data)
    return data[:place] + chance.choice(tokens) * chance.choice(_TIMES) + data[place:]


def wrapped(chance: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """A stretch stands between two tokens, once or many times."""
    start, end = stretch(chance, data)
    times = chance.choice(_TIMES)
    return data[:start] + chance.choice(tokens) * times + data[start:end] + chance.choice(tokens) * times + data[end:]


def renamed(chance: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """A word is another word of the file, or a token."""
    words = list(_WORD.finditer(data))
    if not words:
        return data
    word = chance.choice(words)
    other = chance.choice(words)[0] if chance.random() < 0.7 else chance.choice(tokens)
    return data[: word.start()] + other + data[word.end() :]


def counted(chance: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """A number is another number."""
    numbers = list(re.finditer(rb"\d+", data))
    if not numbers:
        return data
    number = chance.choice(numbers)
    return data[: number.start()] + chance.choice(_NUMBERS) + data[number.end() :]


def encoded(chance: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """The text in another encoding, which it may declare, or not."""
    text = data.decode("utf-8", "replace")
    if chance.random() < 0.5:
        text = re.sub(r"^<\?xml.*?\?>", "", text, flags=re.DOTALL)
        text = f'<?xml version="1.0" encoding="{chance.choice(_NAMES)}"?>{text}'
    return text.encode(chance.choice(_ENCODINGS), "replace")


def marked(chance: random.Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """A byte order mark stands before it."""
    return chance.choice(_BOMS) + data


DAMAGES: tuple[Damage, ...] = (
    flipped, flipped, cut, cut, ended, doubled, moved, strewn, strewn, strewn, wrapped, wrapped, renamed, renamed, renamed, counted,
    encoded, marked,
)  # fmt: skip
"""As often as each is to be chosen."""
