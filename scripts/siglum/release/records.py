"""The version in the files beside the edition: CITATION.cff and the change log."""

from __future__ import annotations

import re

from siglum.failure import Failure

CITATION = "CITATION.cff"
LOGS = ("CHANGELOG.md", "CHANGES.md")
_HEADING = re.compile(r"^##[ \t]+(.+?)[ \t]*(?=\r?$)", re.MULTILINE)
_NOT_YET = re.compile(r"unreleased|not yet released", re.IGNORECASE)
_DATED = re.compile(r"\[?\d[\w.+-]*\]? [-–—] \d{4}-\d\d-\d\d")
VERSION = r"\d+(?:\.\d+){0,3}(?:[-+][0-9A-Za-z.+-]+)?"


def cited(text: str, version: str, date: str) -> str:
    """CITATION.cff with a version and the date of its release.

    Source: Citation File Format 1.2.0, keys `version` and `date-released`.
    """
    said = f'"{version}"' if re.fullmatch(r"\d+(\.\d+)?", version) else version
    text = _keyed(text, "version", said)
    return _keyed(text, "date-released", date)


def _keyed(text: str, key: str, value: str) -> str:
    """YAML with a value for a key of its first level; after the version, or in the end, where it had none."""
    line = re.compile(rf"^{key}:[^\r\n]*", re.MULTILINE)
    if line.search(text):
        return line.sub(lambda _: f"{key}: {value}", text, count=1)
    newline = "\r\n" if "\r\n" in text else "\n"
    after = re.search(r"^version:[^\r\n]*", text, re.MULTILINE)
    if after:
        return f"{text[: after.end()]}{newline}{key}: {value}{text[after.end() :]}"
    return f"{text.rstrip()}{newline}{key}: {value}{newline}"


def logged(text: str, name: str, version: str, date: str) -> str:
    """A change log in which what is not yet released is that of a version. Raises Failure where there is nothing.

    Known are a heading of the version to come, “## 1.1.0 (not yet released)”, and one that stays, “## [Unreleased]”
    (keepachangelog.com).
    """
    headings = list(_HEADING.finditer(text))
    if any(version in re.findall(VERSION, heading[1]) for heading in headings if not _NOT_YET.search(heading[1])):
        raise Failure(f"{name} has version {version} already: give another version")
    number = next((n for n, heading in enumerate(headings) if _NOT_YET.search(heading[1])), None)
    if number is None:
        raise Failure(f"{name} does not say what is new: write it under a heading “## Unreleased”")
    heading = headings[number]
    end = headings[number + 1].start() if number + 1 < len(headings) else len(text)
    if not re.sub(r"^#+.*$", "", text[heading.end() : end], flags=re.MULTILINE).strip():
        raise Failure(f"{name} says nothing under “{heading[1]}”: write what is new")
    dated = any(_DATED.search(other[1]) for other in headings) or heading[1].startswith("[")
    bracketed = f"[{version}]" if heading[1].startswith("[") else version
    new = f"{bracketed} - {date}" if dated else f"{bracketed} ({date})"
    stays = "" if re.search(VERSION, heading[1]) else f"## {heading[1]}\n\n"
    newline = "\r\n" if "\r\n" in text else "\n"
    return text[: heading.start()] + f"{stays}## {new}".replace("\n", newline) + text[heading.end() :]
