"""What TEI says: its vocabulary, which words of a file are the text itself, and which dates words name."""
