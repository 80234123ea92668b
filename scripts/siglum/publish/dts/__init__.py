"""Distributed Text Services 1.0, level 0, as files that any host of static sites can serve.

Source: Distributed Text Services Specifications, version 1.0 (dtsapi.org/versions/v1.0). `units` finds the citable
units of a reading, `answers` says what each endpoint answers, and `places` under which file names."""
