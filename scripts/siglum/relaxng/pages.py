"""Pages of the findings of the grammar."""

PAGES = {
    "unknown-element": """
        The schema knows no element of this name.

        Most often it is a slip of the key; sometimes an element of TEI that this edition does not use. An element
        that no one has defined has no meaning, and no output knows what to do with it.

            <persNam>Anna</persNam>      wrong
            <persName>Anna</persName>    right
        """,
    "element-not-allowed": """
        The schema knows this element, and it may not stand here.

        The message says where it may stand, or after which element it comes too late.

            <p><head>Title</head></p>                   wrong: a heading stands in no paragraph
            <div><head>Title</head><p>Words.</p></div>  right
        """,
    "element-too-early": """
        Something that is required must come before this element.

        The message names what is missing. The element itself is in its place once that is there.

            <ellipsis><desc>words left out</desc></ellipsis>                                wrong: where are the dots?
            <ellipsis><metamark>. . .</metamark><desc>words left out</desc></ellipsis>    right
        """,
    "too-many": """
        An element stands more often than it may.

        The first one counts; every further one is reported where it stands.

            <app><lem>two</lem><lem>three</lem></app>    wrong
            <app><lem>two</lem><rdg>three</rdg></app>    right
        """,
    "incomplete-content": """
        The content of an element ends before all that is required is there.

        The message names what is missing, and points at the name in the start tag, since there is nothing else to
        point at.

            <choice><sic>wel</sic></choice>                     wrong: a choice of one
            <choice><sic>wel</sic><corr>well</corr></choice>    right
        """,
    "text-not-allowed": """
        Words stand where only elements may.

        Text beside paragraphs has no number, cannot be cited, and no output knows where it belongs.

            <div>Words.<p>More.</p></div>            wrong
            <div><p>Words.</p><p>More.</p></div>     right
        """,
    "unknown-attribute": """
        The schema knows no attribute of this name.

            <persName reff="person:anna">Anna</persName>    wrong
            <persName ref="person:anna">Anna</persName>     right
        """,
    "attribute-not-allowed": """
        The schema knows this attribute, and this element does not take it.

            <p when="1937">Words.</p>                   wrong
            <p><date when="1937">1937</date></p>        right
        """,
    "missing-attribute": """
        An element lacks an attribute that it must have.

            <rs>his son</rs>                   wrong: what kind of thing is meant?
            <rs type="person">his son</rs>     right
        """,
    "value-not-in-list": """
        An attribute's value is none of those that the schema lists.

        A closed list is a promise that every value is known and handled. The message names the closest values, with
        what the schema says of them.

            <rs type="persn">his son</rs>      wrong
            <rs type="person">his son</rs>     right
        """,
    "value-not-of-datatype": """
        A value has not the form that its datatype demands.

        The message says what is wrong with it: month 13, a letter where a number belongs, a space in a name.

            <date when="1937-13-09">June 9, 1937</date>     wrong
            <date when="1937-06-09">June 9, 1937</date>     right
        """,
    "wrong-namespace": """
        An element has the right name in the wrong namespace, or in none.

        A namespace tells whose element it is. It is declared once, at the root, and all elements below inherit it.

            <TEI>…</TEI>                                       wrong
            <TEI xmlns="http://www.tei-c.org/ns/1.0">…</TEI>   right
        """,
    "unresolved-idref": """
        An attribute names an ID that no element of the file bears.

        This concerns attributes that the schema types as IDREF; pointers (#name, person:name) are followed by
        dangling-pointer.

        Source: RELAX NG DTD Compatibility, section 5.
        """,
}
