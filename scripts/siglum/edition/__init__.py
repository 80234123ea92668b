"""What an edition consists of, and what is known across its files."""

from siglum.edition.configuration import CONFIGURATION, Edition, Level, Reading, Site, containing

__all__ = ["CONFIGURATION", "Edition", "Level", "Reading", "Site", "containing"]
