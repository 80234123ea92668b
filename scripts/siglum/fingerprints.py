"""What a finding is known by when the lines around it have moved: its code, its place in the tree, the words there.

The place is the path of elements from the nearest xml:id above (else from the root), without numbers, and the start tag
of the element itself; for words in a text, those around them. So an edit elsewhere in the file changes nothing. What is
alike in all of that is counted. The name of the file is no part of it: files are renamed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256

from siglum.diagnostic import Diagnostic, Node
from siglum.document import Source, markup

_AROUND = 30
_ID = "xml:id"


def fingerprints(findings: Sequence[Diagnostic], source: Callable[[str], Source | None]) -> list[str]:
    """The fingerprint of each finding, of 32 hexadecimal digits: no two of one file are the same.

    `source` gives a file by its path, None where it cannot be read.
    """
    tree = lru_cache(maxsize=1)(lambda path: _Tree.of(source(path)))
    counts: Counter[tuple[str, ...]] = Counter()
    found = []
    for finding in findings:
        key = (finding.code, *_place(finding, tree(finding.path)), _said(finding))
        counts[finding.path, *key] += 1
        text = "\0".join((*key, str(counts[finding.path, *key])))
        found.append(sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:32])
    return found


def _said(finding: Diagnostic) -> str:
    """What distinguishes findings of one code at one place: the rule, where the rules of the edition speak."""
    return finding.message if finding.code.startswith("schematron-") else finding.found or ""


class _Tree:
    """The elements of a file: their tags, and which stands in which."""

    def __init__(self, source: Source) -> None:
        self.source, self.tags, self.parents = source, markup.tags(source.text), list[int]()
        stack: list[int] = []
        for number, tag in enumerate(self.tags):
            while stack and _end(self.tags[stack[-1]]) <= tag.start[0]:
                stack.pop()
            self.parents.append(stack[-1] if stack else -1)
            stack.append(number)

    @classmethod
    def of(cls, source: Source | None) -> _Tree | None:
        """None for what is missing, and for what is no document."""
        if source is None or markup.first_mismatch(source.text) is not None:
            return None
        return cls(source)

    def path(self, number: int) -> str:
        """The names from the nearest element with an xml:id, or the root, down to an element."""
        names: list[str] = []
        while number >= 0:
            name, known = self._named(number)
            names.append(f"{name}#{known}" if known else name)
            if known:
                break
            number = self.parents[number]
        return "/".join(reversed(names))

    def _named(self, number: int) -> tuple[str, str]:
        tag, text = self.tags[number], self.source.text
        known = next((text[slice(*value)] for name, _, value in markup.attributes(text, tag) if name == _ID), "")
        return text[slice(*tag.name)], known

    def run(self, node: Node) -> markup.Range:
        """Where the text run stands of which a finding speaks; the whole file where that is not known."""
        number, runs = node.part[1], self.tags[node.ordinal].runs
        return runs[number] if isinstance(number, int) and number < len(runs) else (0, len(self.source.text))

    def start_tag(self, number: int) -> str:
        """A start tag, white space collapsed."""
        return " ".join(self.source.text[slice(*self.tags[number].start)].split())


def _end(tag: markup.Tag) -> int:
    return tag.end_name[1] if tag.end_name else tag.start[1]


def _place(finding: Diagnostic, tree: _Tree | None) -> tuple[str, ...]:
    """Where a finding stands in the tree, and the words there."""
    node = finding.span.node
    if tree is None:
        return ("", "")
    start, end = (tree.source.index(at.line, at.column) for at in (finding.span.start, finding.span.end))
    words = " ".join(tree.source.text[start:end].split())
    if node is None or node.file != finding.path or node.ordinal >= len(tree.tags):
        return ("", words)
    if node.in_tag:
        return (tree.path(node.ordinal), tree.start_tag(node.ordinal), words)
    first, last = tree.run(node)
    around = tree.source.text[max(first, start - _AROUND) : min(last, end + _AROUND)]
    return (tree.path(node.ordinal), " ".join(around.split()), words)
