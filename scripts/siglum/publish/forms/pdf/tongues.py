"""Languages as Typst names them, and the direction in which they are written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from siglum.tei.languages import from_right


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: its code (ISO 639, two letters where there are two), its region, whether it runs from the right."""

    code: str
    region: str
    from_right: bool

    def set(self) -> str:
        """The rule of Typst that sets it."""
        return f"set text({self.said()})"

    def said(self) -> str:
        """The same as arguments."""
        region = f'"{self.region}"' if self.region else "none"
        return f"{self.inline()}, region: {region}, dir: {'rtl' if self.from_right else 'ltr'}"

    def inline(self) -> str:
        """The same for words in a line. Of Latin, EB Garamond would write every u as v (its feature `locl`)."""
        return f'lang: "{self.code}", features: (locl: {0 if self.code == "la" else 1})'


@cache
def tongue(tag: str) -> Tongue:
    """The language of a tag of BCP 47; “zxx” (no language) for one that is none, or not known."""
    import langcodes

    try:
        found = langcodes.Language.get(tag or "und")
    except ValueError:
        found = langcodes.Language.get("und")
    code, region = found.language or "zxx", found.territory or ""
    return Tongue(code if code.isalpha() and len(code) in (2, 3) else "zxx",
                  region if region.isalpha() and len(region) == 2 else "", from_right(tag))  # fmt: skip
