"""The pages of the checks of fidelity: the docstrings of their modules."""

from siglum.fidelity import CHECKS, code

PAGES = {code(module): module.__doc__ or "" for module in CHECKS}
