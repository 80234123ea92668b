"""What is said of a string that is no value."""


class Wrong(ValueError):
    """The string means nothing in its datatype: the text says what is wrong."""
