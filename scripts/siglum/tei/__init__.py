"""What TEI says: its words, what of a file is the text, and what the words of a date mean."""
