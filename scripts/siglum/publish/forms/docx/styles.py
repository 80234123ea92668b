"""The styles of a document: those of the word processor, made calm, and those that it has not."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from siglum.publish.forms.docx.words import APART, properties

_INK, _FAINT = RGBColor(0x22, 0x22, 0x22), RGBColor(0x5A, 0x5A, 0x5A)
_FACE = "Georgia"

_PARAGRAPHS: dict[str, dict[str, Any]] = {
    "Normal": {"size": 11, "after": 6, "line": 1.25},
    "Title": {"size": 22, "after": 6, "center": True},
    "Subtitle": {"size": 13, "after": 12, "center": True, "italic": True},
    "Edition": {"size": 9, "after": 2, "center": True, "faint": True},
    **{
        f"Heading {level}": {"size": max(17 - 2 * level, 11), "before": 18, "after": 6, "next": True}
        for level in range(1, 7)
    },
    "Heading line": {"size": 11, "before": 6, "after": 6, "next": True},
    "Verse": {"after": 0, "left": 24, "numbered": True},
    "Speaker": {"after": 0, "before": 6, "next": True, "small": True},
    "Quotation": {"size": 10.5, "left": 24, "right": 24},
    "List": {"left": 24, "hanging": 18, "after": 3},
    "Entry": {"left": 24, "hanging": 24, "after": 0, "size": 10},
    "Caption": {"size": 9.5, "after": 9, "faint": True},
    "Verbatim": {"size": 9.5, "face": "Consolas", "after": 0},
    "Note": {"size": 9.5, "left": 24, "hanging": 18, "after": 3},
    "Footnote Text": {"size": 9.5, "after": 2, "line": 1.1},
}
"""Sizes and distances in points."""


def settled(package: Any, language: str) -> None:
    """Give a new document its styles; `language` is the tag of most of its text."""
    styles = package.styles
    present = {style.name for style in styles}
    for name, look in _PARAGRAPHS.items():
        style = styles[name] if name in present else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if name not in present:
            style.base_style = styles["Normal"]
        _look(style, look)
    for name in (APART, "Hyperlink", "Footnote Reference"):
        style = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.superscript = True if name == "Footnote Reference" else None
        style.font.color.rgb = {APART: _FAINT, "Hyperlink": RGBColor(0x1F, 0x4E, 0x79)}.get(name)
    if language:
        defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        for old in defaults.findall(qn("w:lang")):
            defaults.remove(old)
        defaults.append(properties("", frozenset(), language)[-1])


def _look(style: Any, look: dict[str, Any]) -> None:
    font, form = style.font, style.paragraph_format
    face = look.get("face", _FACE)
    font.name = face
    fonts = style.element.rPr.rFonts
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), face)
    font.color.rgb = _FAINT if look.get("faint") else _INK
    font.bold = style.name.startswith("Heading")
    font.italic, font.small_caps = bool(look.get("italic")), bool(look.get("small"))
    if "size" in look:
        font.size = Pt(look["size"])
    form.space_before, form.space_after = Pt(look.get("before", 0)), Pt(look.get("after", 0))
    form.left_indent, form.right_indent = Pt(look.get("left", 0)), Pt(look.get("right", 0))
    form.first_line_indent = Pt(-look["hanging"]) if "hanging" in look else None
    if look.get("numbered"):
        form.tab_stops.add_tab_stop(Pt(451), WD_TAB_ALIGNMENT.RIGHT)
    form.keep_with_next = bool(look.get("next"))
    form.widow_control = True
    if "line" in look:
        form.line_spacing = look["line"]
    if look.get("center"):
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
