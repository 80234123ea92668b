"""A book as a file for LaTeX, with its lines and paragraphs numbered by reledmac."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from siglum.document import XML_LANG, local
from siglum.publish import labels
from siglum.publish.book import BLOCKS, TITLES, B, goes_on, headline, indent, is_of_notes, kind_of, targets
from siglum.publish.forms.latex.commands import PREAMBLE
from siglum.publish.forms.latex.escaping import address, escaped
from siglum.publish.forms.latex.reading import BEGINNING, END
from siglum.tei.languages import from_right

_LOOKS = {"bold": "textbf", "italic": "textit", "smallcaps": "textsc", "underline": "uline", "strike": "sout",
          "super": "textsuperscript", "sub": "textsubscript", "spaced": "spaced"}  # fmt: skip
_APART = "\\apart"
_SMALLEST = 3
"""The size of a heading of something that is no division: the largest is 0."""
_HANDS = {"insertion": "uline", "deletion": "sout"}
_BABEL = frozenset(
    ("ar", "be", "bg", "ca", "cop", "cs", "cy", "da", "de", "el", "en", "eo", "es", "et", "eu", "fa", "fi", "fr", "ga",
     "gd", "gl", "grc", "he", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "la", "lt", "lv", "nb", "nl", "nn", "oc",
     "pl", "pt", "ro", "ru", "sa", "sk", "sl", "sq", "sr", "sv", "syr", "th", "tr", "uk", "ur", "vi")
)  # fmt: skip
"""Languages whose hyphenation and quotation babel knows by their tags."""


class Writer:
    """Writes one book; `language` is that of the words that the edition adds."""

    def __init__(self, book: etree._Element, language: str) -> None:
        self.book, self.language = book, language
        self.tongue = book.get(XML_LANG, "")
        self.entries = {
            entry.get("id", ""): (str(register.get("kind")), entry)
            for register in book.iterfind(f"{B}index/{B}register") for entry in register
        }  # fmt: skip
        self.places = targets(book)
        self.tongues: dict[str, None] = {}
        self.in_note = False
        self.apart = 0
        self.sign = ""
        """The sign of an item, for its first paragraph."""
        self.pages = ""
        """Pages that begin before the next paragraph."""

    def written(self) -> str:
        """The whole file."""
        body = self.book.find(f"{B}body")
        blocks = [] if body is None else list(self._blocks(body))
        text = ["\\beginnumbering", BEGINNING, *blocks, END, "\\endnumbering"] if blocks else [BEGINNING, END]
        return "\n".join([*self._before(), *text, *self._after(), ""])

    # ----- before and after the text -----

    def _before(self) -> Iterator[str]:
        def said(name: str) -> list[str]:
            parts = self.book.iterfind(f"{B}head/{B}{name}")
            return [escaped(" ".join(" ".join(map(str, part.itertext())).split())) for part in parts]

        title = " ".join(said("title"))
        names = {kind for kind, _ in self.entries.values()}
        yield PREAMBLE.substitute({
            "direction": "bidi=basic" if from_right(self.tongue) else "bidi=default",
            "languages": "\n".join(self._languages()),
            "indexes": "\n".join(
                f"\\makeindex[name={kind},title={{{escaped(labels.word(name, self.language))}}}]"
                for kind, name in labels.REGISTERS.items() if kind in names
            ),
            "title": title,
        })  # fmt: skip
        yield f"\\title{{{title}}}"
        yield "\\author{" + " \\and ".join(said("author")) + "}"
        yield f"\\date{{{', '.join(said('date'))}}}"
        yield "\\begin{document}"
        yield "\\maketitle"
        for name in ("reading", "editor", "source", "publisher", "rights"):
            yield from (f"\\noindent {words}\\par" for words in said(name))
        if len(self.book.findall(f".//{B}heading")) > 1:
            yield "\\tableofcontents"
        yield "\\mainmatter\\pagestyle{plain}"

    def _languages(self) -> Iterator[str]:
        main = self.tongue.partition("-")[0].lower()
        yield f"\\babelprovide[import={main if main in _BABEL else 'en'},main]{{textlanguage}}"
        for tongue in sorted(self.tongues):
            yield f"\\babelprovide[import={tongue}]{{language{tongue}}}"

    def _after(self) -> Iterator[str]:
        for kind in dict.fromkeys(kind for kind, _ in self.entries.values()):
            yield f"\\printindex[{kind}]"
        yield "\\end{document}"

    # ----- blocks -----

    def _blocks(self, element: etree._Element, shape: str = "") -> Iterator[str]:
        """What is in an element, as numbered paragraphs; `shape` is what each begins with."""
        if any(local(child) in BLOCKS for child in element) or local(element) == "block":
            for child in element:
                yield from self._block(child, shape)
        elif len(element) or (element.text or "").strip():
            yield self._paragraph(element, shape)

    def _block(self, element: etree._Element, shape: str) -> Iterator[str]:
        apart = bool(element.get("apart"))
        self.apart += apart
        yield from self._set(element, shape)
        self.apart -= apart

    def _set(self, element: etree._Element, shape: str) -> Iterator[str]:
        kind = local(element)
        if kind == "heading":
            level, further = int(element.get("level", "0")), goes_on(element)
            listed = escaped(headline(element)) if level and not further else ""
            size = (level or _SMALLEST * (kind_of(element) not in TITLES)) + further
            said = f"\\headed{{{size}}}{{{listed}}}{{{self._all(element)}}}"
            yield self._numbered(said).replace("\\pstart", "\\headingstart", 1)
        elif kind == "page":
            self.pages += self._all(element)
        elif kind == "lines":
            lines = [f"{_indent(line)}{self._begun()}{self._all(line)}" for line in _leaves(element)]
            yield "\\stanza\n" + "&\n".join(lines) + "\\&"
        elif kind == "speaker":
            yield self._numbered(f"\\speaker{{{self._all(element)}}}")
        elif kind == "list":
            yield from self._list(element, shape)
        elif kind == "table":
            yield from self._table(element, shape)
        elif kind == "rule":
            yield self._numbered("\\placed{centering}* * *")
        elif kind == "note" or (kind == "p" and is_of_notes(element)):
            for note in [element] if kind == "note" else element.iter(f"{B}note"):
                number = escaped(note.get("n", ""))
                said = f"\\apart{{\\llap{{{number} }}{self._noted(note)}}}"
                yield self._numbered(f"{shape}\\indented{{2em}}\\noindent {said}")
        else:
            inner = "\\indented{2em}" if kind in ("quotation", "figure", "line") else ""
            yield from self._blocks(element, shape + inner)

    def _list(self, element: etree._Element, shape: str) -> Iterator[str]:
        """A list: before each item stands its own label, else a sign or a number."""
        number = 0
        for child in element:
            if local(child) != "item":
                yield from self._block(child, shape)
                continue
            number += 1
            label = child.find(f"{B}label")
            sign = {"ordered": f"{number}.", "bulleted": "\\textbullet"}.get(element.get("type", ""), "")
            inner = f"{shape}\\indented{{2em}}\\noindent "
            if label is not None:
                child.remove(label)
                yield self._numbered(f"{shape}\\noindent {self._all(label)}")
            elif sign:
                self.sign = f"\\noindent \\apart{{\\llap{{{sign} }}}}"
            yield from self._blocks(child, inner)
            self.sign = ""

    def _table(self, element: etree._Element, shape: str) -> Iterator[str]:
        """The rows of a table as paragraphs: reledmac numbers no lines in tables."""
        for child in element:
            if local(child) != "row":
                yield from self._block(child, shape)
                continue
            cells = ("\\newline{}".join(map(self._all, _leaves(cell))) for cell in child.iterfind(f"{B}cell"))
            yield self._numbered(f"{shape}\\noindent " + "\\cellends{}".join(cells))

    def _paragraph(self, element: etree._Element, shape: str) -> str:
        placed = "centering" if element.get("center") else "raggedleft" if element.get("right") else ""
        turned = f"\\placed{{{placed}}}" if placed else ""
        return self._numbered(f"{shape}{turned}{self._all(element)}")

    def _numbered(self, words: str) -> str:
        """A paragraph whose lines are numbered."""
        return f"\\pstart\n{self._begun()}{f'{_APART}{{{words}}}' if self.apart else words}\n\\pend"

    def _begun(self) -> str:
        """What the next paragraph begins with: the sign of an item, and the pages that begin there."""
        begun, self.sign, self.pages = self.sign + self.pages, "", ""
        return begun

    # ----- words -----

    def _all(self, element: etree._Element) -> str:
        """An element within words, or what a block holds: with its look, its language, and what it is beyond words."""
        said = self._what(element)
        for look, command in _LOOKS.items():
            said = f"\\{command}{{{said}}}" if element.get(look) and said else said
        tongue = _first_part(element.get(XML_LANG, ""))
        if said and tongue in _BABEL and tongue != _first_part(self.tongue):
            self.tongues[tongue] = None
            said = f"\\foreignlanguage{{language{tongue}}}{{{said}}}"
        place = self.places.get(element.get("id", ""), "")
        mark = f"\\hypertarget{{{place}}}{{}}" if place else ""
        return mark + (f"\\apart{{{said}}}" if said and element.get("apart") and local(element) != "note" else said)

    def _what(self, element: etree._Element) -> str:
        kind = local(element)
        if kind == "note":
            return self._note(element, "")
        if kind == "page":
            return f"\\page{{{escaped(element.get('n', ''))}}}"
        if kind == "break":
            return "\\newline{}"
        if kind == "image":
            return escaped(f"[{element.get('alt') or element.get('src', '')}]")
        if kind == "foreign":
            return escaped(str(element.xpath("string()")))
        if kind == "verbatim":
            return "\\newline{}".join(map(escaped, str(element.xpath("string()")).split("\n")))
        said = self._words(element)
        to = element.get("to", "")
        if kind == "link" and to.startswith(("http://", "https://", "mailto:")):
            return f"\\href{{{address(to)}}}{{{said}}}"
        if kind == "link" and to[1:] in self.places:
            return f"\\hyperlink{{{self.places[to[1:]]}}}{{{said}}}"
        if kind == "name" and (entry := self.entries.get(element.get("ref", ""))):
            sort = "".join(char for char in entry[1].get("sort", "") if char.isalnum() or char == " ")
            called = re.sub('(["!@])', r'"\1', escaped(entry[1].text or ""))
            return f"\\named{{{entry[0]}}}{{{sort}}}{{{called}}}{{{said}}}"
        return f"\\{_HANDS[kind]}{{{said}}}" if kind in _HANDS and said else said

    def _words(self, element: etree._Element) -> str:
        said = escaped(element.text or "")
        for child in element:
            lemma = escaped(child.get("lemma", ""))
            if lemma and said.endswith(lemma) and not self.in_note:
                said = said[: -len(lemma)] + self._note(child, lemma)
            else:
                said += self._all(child)
            said += escaped(child.tail or "")
        return said

    def _note(self, note: etree._Element, lemma: str) -> str:
        """A note at its call; `lemma` stands before it, if it is that of the apparatus. In a note there is no other."""
        if self.in_note:
            return f"\\apart{{ {{[}}{self._noted(note)}{{]}}}}"
        said = self._noted(note)
        if note.get("kind") == "apparatus":
            named = "" if lemma else f"\\lemma{{{escaped(note.get('lemma', ''))}}}"
            return f"\\edtext{{{lemma}}}{{{named}\\Afootnote{{{said}}}}}"
        if call := note.get("call"):
            number = re.fullmatch(r"\W*([0-9]{1,4})\W*", call)
            if number is None:
                return f"\\textsuperscript{{{escaped(call)}}}\\footnoteA{{{said}}}"
            return f"\\marked{{{escaped(call)}}}{{{number[1]}}}{{{said}}}"
        return f"\\footnote{'B' if note.get('kind') == 'editorial' else 'A'}{{{said}}}"

    def _noted(self, note: etree._Element) -> str:
        was, self.in_note = self.in_note, True
        parts = [self._words(leaf) if leaf is note else self._all(leaf) for leaf in _leaves(note)]
        self.in_note = was
        return "\\endgraf ".join(filter(None, parts))


def _leaves(element: etree._Element) -> list[etree._Element]:
    """The blocks in an element that hold words, or itself if it does."""
    if not any(local(child) in BLOCKS for child in element):
        return [element]
    # beside blocks there are places that are pointed at, and no words
    return [leaf for child in element if local(child) in BLOCKS or len(child) for leaf in _leaves(child)]


def _indent(line: etree._Element) -> str:
    """How far a line is indented; one that goes on what another speaker said stands to the right."""
    ems = indent(line) + 8 * (line.get("part") in ("M", "F"))
    return f"\\indented{{{ems:g}em}}" if ems else ""


def _first_part(tag: str) -> str:
    return tag.partition("-")[0].lower()
