"""Pages of the findings in an ODD."""

PAGES = {
    "odd-unknown-source": """
        What an ODD names as its source, as a group of specifications or as a grammar is not at hand.

        @source says which TEI, or which other ODD, a customisation is a part of. Without it nothing can be compiled,
        and another version would make another schema: none is ever taken in its place.

            <schemaSpec ident="letters" source="tei:4.10.0">    wrong: where that version is not at hand
            <schemaSpec ident="letters" source="tei:4.9.0">     right: it travels with Siglum
            <schemaSpec ident="letters" source="base.odd">      right: where base.odd lies beside the ODD

        Nothing is read from the net. For an address there put a copy beside the ODD, let an OASIS catalog say where the
        copy lies (--catalog), or name it in siglum.toml, under [odd.sources].
        (TEI P5 Guidelines, 23.8.1, and att.global.source.)
        """,
    "odd-unknown-module": """
        An ODD takes in a module that its source has not.

        All that the module should bring is missing: its elements, and the classes that others belong to.

            <moduleRef key="headr"/>     wrong
            <moduleRef key="header"/>    right

        Mend the name; the modules of TEI are those of the chapters of the Guidelines. Where the name is like that of no
        module there is, nothing can be meant by it any more, and it is a warning. (23.8.1)
        """,
    "odd-unknown-reference": """
        An ODD refers to something that neither it nor its source has.

        A reference that leads nowhere is left out of the schema, so that less is allowed than was meant. Where the ODD
        takes part of TEI this is a warning, since TEI's own models name elements of all modules; in an ODD that holds
        all its specifications it is an error.

            <memberOf key="model.pPart.msDesc"/>    wrong
            <memberOf key="model.pPart.msdesc"/>    right

        Mend the name, or declare what it names. (23.5.1)
        """,
    "odd-unknown-construct": """
        An ODD has an element, or lacks an attribute, where the compiler cannot tell what is meant.

        Nothing is passed over in silence: what is not understood would be missing from the schema.

            <macroRef name="macro.paraContent"/>    wrong
            <macroRef key="macro.paraContent"/>     right

        Mend it; whether an ODD is valid TEI, `siglum check --schema` says with the schema tei_odds. (23)
        """,
    "odd-circle": """
        What an ODD is made from leads back to it.

        A group that contains itself, or an ODD that is its own source by way of another, has no end.

            <specGrp xml:id="g"><specGrpRef target="#g"/></specGrp>    wrong
            <specGrp xml:id="g"><specGrpRef target="#h"/></specGrp>    right

        Let one of them go without the other. (23.2, 23.8.1)
        """,
    "odd-broken-grammar": """
        What an ODD specifies is no grammar.

        RELAX NG does not allow everything that can be written in an ODD: an attribute may not be allowed twice, a list
        holds no text, an attribute no elements. Such a schema is not written, since no program could use it.

            <attRef class="att.typed" name="type"/> … <attDef ident="type">    wrong
            <attDef ident="type">                                              right

        Mend the specification that the finding points at. (RELAX NG Specification, section 7)
        """,
    "odd-broken-constraint": """
        A constraint of an ODD is no Schematron that can be run.

        Its expressions are XPath; one that has a fault makes the whole schema useless, since no rule of it can be run.

            <sch:assert test="count(tei:p">      wrong
            <sch:assert test="count(tei:p) gt 0">    right

        Mend the expression; a prefix in it needs an <sch:ns> in the constraint. (23.5.2)
        """,
    "odd-nothing-to-change": """
        An ODD changes, replaces or deletes what is not there.

        The change does nothing: the name is misspelt, the module was not taken in, or the newer source has it no more
        (and perhaps under another name). TEI's own processor passes over it.

            <elementSpec ident="paragraph" mode="change">    wrong
            <elementSpec ident="p" mode="change">            right

        Leave it out, mend the name, or take in what it changes. (23.3, 24.3.1)
        """,
    "odd-deleted-but-referenced": """
        An ODD refers to what it has left out itself.

        The reference is dropped: the content model that it stands in allows less than it says.

            <moduleRef key="core" except="note"/> … <elementRef key="note"/>    wrong
            <moduleRef key="core"/> … <elementRef key="note"/>                  right

        Leave out the reference, or take in what it names. (24.3.1)
        """,
    "odd-empty-content": """
        Of a content model that an ODD writes nothing is left.

        All that it names is missing from the schema, so that the element may contain nothing at all.

            <content><elementRef key="egg"/></content>    wrong: where the schema has no element “egg”
            <content><empty/></content>                   right: where it should be empty

        Take in what it may contain, or say that it is empty. (23.5.1)
        """,
}
