"""The pages of these checks: the docstrings of their modules."""

from siglum.integrity import CHECKS, code

PAGES = {code(module): module.__doc__ or "" for module in CHECKS}
