"""A book as PDF, set by Typst: its source (`source`), how it looks (`book.typ`), and its text as it is read back."""
