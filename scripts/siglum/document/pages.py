"""Pages of the findings about files that are no documents."""

PAGES = {
    "empty-document": """
        A file has no content.

        An empty file is often the trace of a program that stopped while it was writing. Nothing can be checked or
        published.

        Give the file its content again; the history of the project has it.
        """,
    "wrong-encoding": """
        The bytes of a file are not in the encoding that it declares.

        Whoever opens the file sees other letters than its author, and the parser stops at the first byte that means
        nothing.

            <?xml version="1.0" encoding="UTF-8"?> in a file saved as Latin-1    wrong
            <?xml version="1.0" encoding="UTF-8"?> in a file saved as UTF-8      right

        Save the file as UTF-8, the encoding that every tool reads.
        """,
    "ill-formed": """
        A file breaks a rule of XML itself.

        An ampersand stands alone, an attribute has no quotation marks, a tag closes what is not open: until that is
        mended, there is no tree, and nothing else can be said about the file.

            <p>Bread & wine</p>        wrong
            <p>Bread &amp; wine</p>    right
        """,
    "unclosed-element": """
        An element is opened and never closed.

        The message points at the tag that opened it, since that is where the question is decided: where does it end?

            <p>One <hi>two</p>         wrong
            <p>One <hi>two</hi></p>    right
        """,
    "undeclared-entity": """
        A file uses an entity that it does not declare.

        Its document type definition may declare it, and that is not read. The file is looked at as if the character
        stood there that goes by this name in the entity sets of ISO and HTML.

            <!DOCTYPE TEI SYSTEM "tei.dtd"> … C&aelig;sar    wrong
            Cæsar                                            right

        Write the character itself, or declare the entity in the file.
        """,
    "include-failed": """
        A file asks for another by XInclude, and it cannot be brought in.

        Nothing is read from the net, nothing outside the folder of the edition (of a file that belongs to none, outside
        its own folder), and no file that includes itself. Of xpointer, an element's xml:id is known.

            <xi:include href="chapter-l.xml"/>    wrong: there is no such file
            <xi:include href="chapter-1.xml"/>    right

        Mend the path, or say in xi:fallback what stands there instead.
        """,
    "external-dtd": """
        A file names a document type definition, and it is not read.

        What lies on the net may change, vanish, or be no friend, and what lies beside the file says nothing that a TEI
        file needs. The rest is looked at as if the declaration were not there; entities that it declares are unknown.

            <!DOCTYPE TEI SYSTEM "http://example.org/tei.dtd">    wrong

        Remove the declaration, and write the characters that its entities stand for.
        """,
    "entity-declared": """
        A file uses an entity that stands for more than characters.

        Entities can hide markup, read other files, call themselves and grow without end. One that stands for a few
        characters is read; any other is refused, and the file with it.

            <!DOCTYPE TEI [<!ENTITY x SYSTEM "other.xml">]> … &x;                wrong
            <!DOCTYPE TEI [<!ENTITY tei "Text Encoding Initiative">]> … &tei;    right
            Text Encoding Initiative                                             right

        Write the characters themselves; bring in other files by XInclude.
        """,
}
