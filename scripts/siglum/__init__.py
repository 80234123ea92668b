"""Siglum: validates and publishes a scholarly edition in TEI XML."""
