"""The elements of a book as those of XHTML: each becomes another in its place.

What is no word of the reading keeps its mark (`data-apparatus`), by which the text is read back."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote, urlsplit

from lxml import etree

from siglum.document import local
from siglum.fidelity.output_differs import APPARATUS
from siglum.publish.book import B
from siglum.publish.forms.epub import foreign, trees
from siglum.publish.forms.epub.images import Images
from siglum.publish.forms.epub.xhtml import LANG, TYPE, H, speak, within
from siglum.tei import languages

TO = "to"
"""Where a link leads, until it is known in which file that is."""
_TAGS = {
    "section": "section", "p": "p", "lines": "div", "line": "p", "speech": "div", "speaker": "p", "block": "div",
    "quotation": "blockquote", "item": "li", "label": "span", "table": "table", "row": "tr", "cell": "td",
    "figure": "figure", "caption": "p", "rule": "hr", "verbatim": "pre", "style": "span", "name": "span", "gap": "span",
    "insertion": "ins", "deletion": "del", "anchor": "span", "page": "span", "note": "aside",
}  # fmt: skip
_LOOKS = {"italic": "i", "bold": "b", "super": "sup", "sub": "sub", "underline": "u", "strike": "s",
          "smallcaps": "", "spaced": "", "center": "", "right": ""}  # fmt: skip
"""What words may look like, and the element of XHTML that looks so."""
_PARTS = {"front": "frontmatter", "body": "bodymatter", "back": "backmatter"}
_EM = re.compile(r"\d{1,2}(\.\d+)?")
_MOST_COLUMNS, _MOST_ROWS = 1000, 65_534
"""What a table of HTML may span."""
_EVERY = 5
"""Of verses so many, one has its number."""


class Elements:
    """Makes XHTML of elements. `image` is what an image is called that nobody has described."""

    def __init__(self, images: Images, image: str) -> None:
        self._images, self._image = images, image
        self._own: dict[str, Callable[[etree._Element, dict[str, str]], None]] = {
            "section": _section, "heading": _heading, "p": _paragraph, "line": _line, "list": _list, "table": _table,
            "cell": _cell, "style": _style, "link": _link, "page": _page, "figure": self._figure, "image": self._shown,
            "note": _note,
        }  # fmt: skip

    def become(self, element: etree._Element, around: str) -> None:
        """Make an element of a book one of XHTML; `around` is the language that stands around it."""
        name, said = local(element), {str(key): str(value) for key, value in element.attrib.items()}
        if name == "foreign":
            foreign.make_safe(element)
            return
        element.attrib.clear()
        element.tag = f"{H}{_TAGS.get(name, 'div')}"
        if "id" in said:
            element.set("id", said["id"])
        looks = [look for look in _LOOKS if said.get(look)]
        kinds = dict.fromkeys([name * (name != "style"), *said.get("class", "").split(), *looks])
        if kind := " ".join(one for one in kinds if one and one not in ("div", local(element))):
            element.set("class", kind)
        if known := languages.tag(said.get(LANG, "")):
            speak(element, known, around)
        if said.get("apart"):
            element.set(APPARATUS, "")
        if name in self._own:
            self._own[name](element, said)

    def _figure(self, figure: etree._Element, said: dict[str, str]) -> None:
        if len(figure) or (figure.text or "").strip():
            caption = etree.Element(f"{H}figcaption")
            trees.pour(figure, caption)
            figure.append(caption)
        if "src" in said:
            image = etree.Element(f"{B}image", src=said["src"], alt=said.get("alt", ""), apart="true")
            trees.begin(figure, image)
            self.become(image, "")

    def _shown(self, image: etree._Element, said: dict[str, str]) -> None:
        """An image of the edition is shown; one on the web is a link, and nothing is loaded from there."""
        href, alt = self._images.href(said.get("src", "")), said.get("alt", "").strip()
        if href:
            image.tag = f"{H}img"
            image.set("src", href)
            image.set("alt", alt or self._image)
            self._images.described = self._images.described and bool(alt)
            return
        image.tag = f"{H}span"
        image.text = f"[{self._image}: "
        web = address(said.get("src", ""))
        name = alt or re.sub(r"^.*/(?=.)", "", said.get("src", ""))
        if web:
            within(image, "a", name, href=web)
        else:
            trees.say(image, name)
        trees.say(image, "]")


def address(to: str) -> str:
    """An address on the web, as a link may have it; "" for anything else."""
    try:
        parts = urlsplit(to.strip())
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        host = (parts.hostname or "").encode("idna").decode("ascii") if sound else ""
    except ValueError:
        return ""
    if parts.scheme == "mailto" and re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+", parts.path):
        return f"mailto:{quote(parts.path, safe='@+.-_')}"
    if not re.fullmatch(r"[A-Za-z0-9.\-]+", host):
        return ""
    rest = (quote(piece, safe="/%:@!$&'()*+,;=~?-._") for piece in (parts.path, parts.query, parts.fragment))
    path, query, fragment = (re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", piece) for piece in rest)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{host}{port}{path}{query and f'?{query}'}{fragment and f'#{fragment}'}"


def _section(section: etree._Element, said: dict[str, str]) -> None:
    is_top = said.get("level") == "1"
    if is_top and said.get("kind") == "body" and "headed" in said:
        section.set(TYPE, "chapter")
        section.set("role", "doc-chapter")
    elif is_top:
        section.set(TYPE, _PARTS.get(said.get("kind", ""), "bodymatter"))
    if "headed" in said:
        section.set("aria-labelledby", said["headed"])


def _heading(heading: etree._Element, said: dict[str, str]) -> None:
    """One that heads a section is told from others, which are lines."""
    heading.tag = f"{H}h{said['rank']}" if "rank" in said else f"{H}p"
    if "rank" in said:
        heading.set("class", heading.get("class", "").replace("heading", "headed", 1))


def _paragraph(paragraph: etree._Element, said: dict[str, str]) -> None:
    if said.get("continued"):
        paragraph.set("class", f"{paragraph.get('class', '')} continued".strip())
    if said.get("n", "").strip():
        trees.begin(paragraph, _number(said["n"]), " ")


def _line(line: etree._Element, said: dict[str, str]) -> None:
    indent = said.get("indent", "")
    if _EM.fullmatch(indent) and float(indent):
        line.set("style", f"margin-inline-start: {indent}em")
    if said.get("part") in ("M", "F"):
        line.set("class", f"{line.get('class', '')} shared".strip())
    number = said.get("n", "").strip()
    if number and not (number.isdecimal() and len(number) < 9 and int(number) % _EVERY):
        trees.begin(line, _number(number))


def _number(said: str) -> etree._Element:
    number = etree.Element(f"{H}span", {"class": "number", APPARATUS: ""})
    number.text = " ".join(said.split())
    return number


def _list(of: etree._Element, said: dict[str, str]) -> None:
    of.tag = f"{H}{'ol' if said.get('type') == 'ordered' else 'ul'}"
    of.set("class", f"{of.get('class', '')} {said.get('type', 'plain')}".strip())
    for child in list(of):
        if local(child) == "heading" and of.index(child) == 0:
            of.addprevious(child)  # its words are no item
        elif local(child) != "item":
            item = etree.Element(f"{H}li", {"class": "apart"})
            child.addprevious(item)
            item.append(child)
        elif len(child) and local(child[0]) == "label":
            child[0].tail = f" {child[0].tail or ''}"
            child.set("class", f"{child.get('class', '')} labelled".strip())


def _table(table: etree._Element, said: dict[str, str]) -> None:
    """Rows of labels at the beginning are the head of a table."""
    rows = [row for row in table if len(row)]
    for row in list(table):
        table.remove(row)
    labels = next((n for n, row in enumerate(rows) if row.get("role") != "label"), len(rows))
    head, body = (rows[:labels], rows[labels:]) if labels < len(rows) else ([], rows)
    for name, some in (("thead", head), ("tbody", body)):
        if some:
            within(table, name).extend(some)
    if not rows:
        table.tag = f"{H}div"


def _cell(cell: etree._Element, said: dict[str, str]) -> None:
    row = cell.getparent()
    if row is not None and next(row.iterancestors(f"{H}thead"), None) is row.getparent():
        cell.tag = f"{H}th"
        cell.set("scope", "col")
    for ours, name, most in (("columns", "colspan", _MOST_COLUMNS), ("rows", "rowspan", _MOST_ROWS)):
        if (span := said.get(ours, "1")) != "1" and span.isdecimal() and len(span) < 6:
            cell.set(name, str(max(1, min(int(span), most))))


def _style(style: etree._Element, said: dict[str, str]) -> None:
    tag = next((tag for look, tag in _LOOKS.items() if tag and said.get(look)), "span")
    style.tag = f"{H}{tag}"


def _link(link: etree._Element, said: dict[str, str]) -> None:
    to = said.get("to", "")
    inside = any(local(above) == "a" for above in link.iterancestors(f"{H}*"))
    link.tag = f"{H}span"
    if not inside and (to.startswith("#") or address(to)):
        link.tag = f"{H}a"
        link.set(TO, to) if to.startswith("#") else link.set("href", address(to))


def _note(note: etree._Element, said: dict[str, str]) -> None:
    note.set(TYPE, "footnote")
    note.set("role", "doc-footnote")


def _page(page: etree._Element, said: dict[str, str]) -> None:
    page.set(TYPE, "pagebreak")
    page.set("role", "doc-pagebreak")
    page.set("aria-label", " ".join(said.get("n", "").split()))
