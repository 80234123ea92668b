"""Pages of the findings of Schematron rules."""

PAGES = {
    "schematron-assert": """
        Something that a rule of the schema demands does not hold.

        The message is the rule's own; `see` and the note, where there are any, say where it comes from and why. The
        finding stands at the node that the rule speaks of.

        Source: ISO/IEC 19757-3 (Schematron), section 5.4.1 (assert).
        """,
    "schematron-report": """
        Something that a rule of the schema looks for is there.

        The message is the rule's own. A report says what was found; whether that is an error, a warning or a note
        stands in its @role.

        Source: ISO/IEC 19757-3 (Schematron), section 5.4.12 (report).
        """,
    "schematron-failed": """
        A rule of the schema could not be applied.

        Its expression asks for something that is not there (a number of what is none, a file that may not be read),
        or never ends. The finding stands in the schema, at the rule, since that is where it is mended.

        A rule runs confined: it sees the documents that are checked, and neither the net, nor other files, nor the
        machine.
        """,
}
