"""MathML and drawings in a text, without what could act: what is neither is words."""

from __future__ import annotations

from lxml import etree

from siglum.document import local

MATHML, SVG = "http://www.w3.org/1998/Math/MathML", "http://www.w3.org/2000/svg"
_M, _S = f"{{{MATHML}}}", f"{{{SVG}}}"
_FORMULAS = (
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose msub msup "
    "msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd semantics annotation"
)
_DRAWINGS = "svg g path line rect circle ellipse polyline polygon text tspan title desc"
_ALLOWED = {f"{_M}{name}" for name in _FORMULAS.split(" ")} | {f"{_S}{name}" for name in _DRAWINGS.split(" ")}
_ROOTS = (f"{_M}math", f"{_S}svg")
_ACTING = frozenset(("href", "style", "src", "id", "class", "role", "tabindex"))


def make_safe(around: etree._Element) -> None:
    """Leave nothing in an element but MathML, drawings and words, and take the element itself away."""
    for element in list(around.iterdescendants(etree.Element)):
        if element.tag in _ALLOWED and _is_rooted(element):
            for name in [str(key) for key in element.attrib]:
                if name.startswith(("{", "on", "data-", "aria-")) or name in _ACTING:
                    del element.attrib[name]
        elif str(element.tag).startswith(_M) and _is_rooted(element):
            said, tail = "".join(map(str, element.itertext(etree.Element))), element.tail
            element.clear()
            element.tag, element.text, element.tail = f"{_M}mtext", said, tail
        else:
            element.tag = "words"
    etree.strip_tags(around, "words", etree.Comment, etree.PI)
    around.tag = "words"
    if (parent := around.getparent()) is not None:
        etree.strip_tags(parent, "words")


def _is_rooted(element: etree._Element) -> bool:
    """Whether an element is a formula or a drawing, or stands in one."""
    return element.tag in _ROOTS or any(above.tag in _ROOTS for above in element.iterancestors())


def of(page: etree._Element) -> list[str]:
    """The properties by which a package says that a page has such."""
    found = {local(element): True for element in page.iter(*_ROOTS)}
    return [name for element, name in (("math", "mathml"), ("svg", "svg")) if element in found]
