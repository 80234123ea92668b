"""Pages of the findings about the check itself."""

PAGES = {
    "schema-on-net": """
        A file names a schema on the net, and it was not read.

        What lies on the net may change or vanish; a check that depends on it says something else tomorrow.

            <?xml-model href="https://example.org/edition.rng"?>    wrong
            <?xml-model href="../schema/edition.rng"?>              right

        Keep a copy of the schema in the edition and point at it, name it with --schema, or let an OASIS catalog say
        where the copy lies (--catalog, or the environment variable XML_CATALOG_FILES).
        """,
    "schema-missing": """
        A file names a schema, and there is no such file.

        What the file should be held to is not known; the other stations look at it all the same. Many files that name
        the same missing schema are one finding.

            <?xml-model href="../schema/editoin.rng"?>    wrong
            <?xml-model href="../schema/edition.rng"?>    right

        Mend the path, or add the schema; one that --schema names counts instead.
        """,
    "other-vocabulary": """
        A file is no TEI P5, and nothing says what it should be.

        TEI P4 (its root is TEI.2) has other names and no namespace; EAD, METS, MEI and others are vocabularies of their
        own. Such a file is looked at for being well-formed XML, and no further.

            <TEI.2>                                   wrong
            <TEI xmlns="http://www.tei-c.org/ns/1.0"> right

        Convert it, name a schema for it, or leave it out of the edition.
        """,
    "silence-without-reason": """
        A finding is silenced, and nothing says why.

        A silence is an editorial decision. Whoever comes later needs its reason to judge whether it still holds;
        without one the instruction counts for nothing, and the finding stays.

            <?siglum ignore quotation-marks?>                                              wrong
            <?siglum ignore quotation-marks because the source never closes this mark?>    right

        The instruction holds from its place to the end of the element that follows it.
        """,
    "idle-silence": """
        An instruction silences nothing (any more).

        The fault it stood for was mended, the instruction was moved, or its code is misspelt. Left standing, it would
        silence a new fault that nobody has looked at.

        Remove it, or mend its code.
        """,
}
