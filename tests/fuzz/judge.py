"""The verdicts of jing, where it is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from unicodedata import category

from fuzz.cases import Case
from fuzz.invariants import Broken, Seen
from siglum.document import Source

_ERROR = re.compile(r"^(.*?)(?::\d+)?(?::\d+)?: (fatal|error): (.*)$")
_NOWHERE = re.compile(r"^(fatal|error): (.*)$")
"""What jing says without a place: that a schema begins with more than elements, say (RELAX NG, section 7.1.5)."""
_LIMITS = re.compile(
    r"cannot read|nested|more than|too (many|much)|larger than|in a chain|steps|digits|not written in UTF-8 or UTF-16"
)
"""Words of the sentences that speak of other files, or state a limit of ours: jing has others. It also puts a U+FFFD for a
byte of a schema in the compact syntax that is no UTF-8, where we refuse the schema: nobody wrote that character."""


_APART = re.compile(r"24:00:00|//[\"'\s]|http://www\.w3\.org/2001/XInclude|[0-9]{9,}(?:-[01][0-9]|[\"'])")
"""Where the two differ: jing refuses the end of a day as an hour 24, which the specification allows (XML Schema 1.0, part
2, second edition, section 3.2.7.1), a year past the 292,278,994th (no limit: 3.2.7), and an address whose authority is
empty (RFC 2396, section 3.2.2: all of a server is optional); it follows XInclude before it looks. It also lets
[^\\p{C}] match what is of the category C (part 2, appendix F.1.1: the union of Cc, Cf, Co and Cn); and it may refuse a name
that is one, since it has the letters of XML 1.0 before the fifth edition, in which most of what lies beyond the basic plane
may stand in a name (section 2.3), as our parser takes it."""

_NO_VALUE = "is not a valid value of the datatype"
"""What jing refuses a schema for, and RELAX NG does not: a <value> must name a datatype there is (section 4.16), and one
that is none of its values matches nothing (section 6.2.8)."""


_REFERENCE = re.compile("&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,9}));")
_NULL = re.compile(r"\\x+\{0+\}")
"""The escape of U+0000, for which a schema is to be refused (RELAX NG Compact Syntax, appendix A.2.4: what takes the place
of an escape is a character of XML). jing takes it for the end of a line, which is U+0000 within jing."""


def present() -> bool:
    """Whether there is a jing to ask."""
    return shutil.which("jing") is not None


def documents(schema: Path, paths: Sequence[Path]) -> dict[Path, bool | None]:
    """Whether a schema allows each of some documents; None for one that jing cannot read."""
    verdicts: dict[Path, bool | None] = dict.fromkeys(paths, True)
    for path, kind, _ in _said(["jing", "-i", str(schema), *map(str, paths)]):
        if path in verdicts and verdicts[path] is not None:
            verdicts[path] = None if kind == "fatal" else False
    return verdicts


def schema(case: Case, folder: Path) -> bool | str | None:
    """What jing says of a schema and a document that lie in a folder: "incorrect", valid or not, None where unclear."""
    name, document = case.options.schemas[0], case.paths[0]
    flags = ["-c"] if name.endswith(".rnc") else []
    verdict: bool | str | None = True
    for path, kind, said in _said(["jing", "-i", *flags, name, document], folder):
        if path.name == document:
            verdict = None if kind == "fatal" else False
        elif _NO_VALUE in said:
            verdict = None
        else:
            return None if kind == "fatal" and "exception" in said.lower() else "incorrect"
    return verdict


def _said(command: Sequence[str], folder: Path | None = None) -> Iterable[tuple[Path, str, str]]:
    try:
        done = subprocess.run(command, capture_output=True, timeout=120, check=False, cwd=folder)
    except subprocess.TimeoutExpired:
        return
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        if match := _ERROR.match(line):
            yield Path(match[1]), match[2], match[3]
        elif match := _NOWHERE.match(line):
            yield Path("jing"), match[1], "exception" if match[1] == "fatal" else match[2]
    if b"Exception" in done.stderr or b"java.lang" in done.stderr:
        yield Path("jing"), "fatal", "exception"


def differing(verdict: bool | str | None, case: Case, seen: Seen) -> Broken | None:
    """The difference between what jing says of a schema with its document and what we say, where the two can be
    compared."""
    texts = [_REFERENCE.sub(_meant, Source.of(data).text) for data in case.files.values()]
    characters = set().union(*texts)
    if any(map(_APART.search, texts)) or any(map(_is_other, characters)):
        return None
    if verdict is None or any(_LIMITS.search(sentence) for sentence in seen.sentences):
        return None
    ours: bool | str | None = "incorrect" if seen.sentences else seen.valid
    if ours is None or ours == verdict:
        return None
    if ours == "incorrect" and any(map(_NULL.search, texts)):
        return None
    if (verdict, ours) == (False, True) and max(characters, default="") > "\uffff":
        return None
    said = f"jing: {_worded(verdict)}, here: {_worded(ours)}"
    return Broken("verdict", f"{said}; {'; '.join(seen.sentences)}", said)


def _meant(reference: re.Match[str]) -> str:
    """The character that a reference stands for; itself where it stands for none."""
    number = int(reference[1] or "0", 16) or int(reference[2] or "0")
    return chr(number) if 0 < number <= 0x10FFFF else reference[0]


def _is_other(character: str) -> bool:
    """Whether a character is of the category C, but for the white space of XML."""
    return category(character)[0] == "C" and character not in "\t\n\r"


def _worded(verdict: bool | str) -> str:
    return verdict if isinstance(verdict, str) else "valid" if verdict else "invalid"
