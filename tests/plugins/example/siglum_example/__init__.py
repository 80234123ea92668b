"""A check and an output for Siglum."""
