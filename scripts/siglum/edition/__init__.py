"""What an edition consists of, and what is known across its files."""

from siglum.edition.configuration import Edition, Level, Reading, Site
from siglum.edition.folders import CONFIGURATION, containing

__all__ = ["CONFIGURATION", "Edition", "Level", "Reading", "Site", "containing"]
