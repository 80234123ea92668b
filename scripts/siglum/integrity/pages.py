"""The pages of the checks of integrity: the docstrings of their modules."""

from siglum.integrity import CHECKS, code

PAGES = {code(module): module.__doc__ or "" for module in CHECKS}
