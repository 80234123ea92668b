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
    "include-failed": """
        A file asks for another by XInclude, and it cannot be brought in.

        Nothing is read from the net, nothing outside the folder of the edition (of a file that belongs to none, outside
        its own folder), and no file that includes itself. Of xpointer, an element's xml:id is known.

            <xi:include href="chapter-l.xml"/>    wrong: there is no such file
            <xi:include href="chapter-1.xml"/>    right

        Mend the path, or say in xi:fallback what stands there instead.
        """,
    "external-dtd": """
        A file asks for a document type definition on the net.

        Nothing is read from the net: what lies there may change, vanish, or be no friend. A TEI file needs no DTD.

            <!DOCTYPE TEI SYSTEM "http://example.org/tei.dtd">    wrong

        Remove the declaration.
        """,
    "entity-declared": """
        A file declares entities of its own.

        Entities can hide text, read other files, and grow without end; so none is expanded.

            <!DOCTYPE TEI [<!ENTITY tei "Text Encoding Initiative">]> … &tei;    wrong
            Text Encoding Initiative                                             right

        Write the characters themselves.
        """,
}
