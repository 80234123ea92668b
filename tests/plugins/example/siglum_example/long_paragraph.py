"""A paragraph is too long to be cited by its number.

Who is sent to paragraph 1 should find the words at once.

    <p n="1">A page and a half of words.</p>            wrong
    <p n="1">A few sentences.</p> <p n="2">More.</p>    right
"""

from collections.abc import Iterator

from siglum import Diagnostic, Document, Index

SEVERITY = "warning"
OFF = False
_LONGEST = 60


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    for paragraph in document.root.iter("{http://www.tei-c.org/ns/1.0}p"):
        words = len("".join(map(str, paragraph.itertext())).split())
        if words > _LONGEST:
            yield Diagnostic(
                "long-paragraph",
                f"this paragraph has {words} words, and {_LONGEST} is the most",
                document.path,
                document.span(paragraph),
                help=("divide it",),
            )
