"""Images of the edition in a document."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Any

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.oxml import OxmlElement
from docx.oxml.shape import CT_Inline
from docx.shared import Emu
from lxml import etree

_WIDTH, _HEIGHT = 5_000_000, 7_000_000
"""How wide and high an image is at most, in parts of 1/914400 inch."""


def drawing(package: Any, data: bytes, alt: str) -> etree._Element | None:
    """The drawing of an image, with words for those who do not see it; None for a kind that a word processor does not
    show."""
    try:
        known, image = package.part.get_or_add_image(BytesIO(data))
        wide, high = image.scaled_dimensions(None, None)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, struct.error, ZeroDivisionError):
        return None
    smaller = min(_WIDTH / max(wide, 1), _HEIGHT / max(high, 1), 1)
    number = package.part.next_id
    inline: Any = CT_Inline.new_pic_inline(number, known, f"image{number}", Emu(wide * smaller), Emu(high * smaller))
    inline.docPr.set("descr", alt)
    made = OxmlElement("w:drawing")
    made.append(inline)
    return made
