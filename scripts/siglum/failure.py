"""Something that could not be done (exit status 2), said in one sentence."""


class Failure(Exception):
    """A missing path, bad usage, a broken configuration or schema: the text is the sentence the user reads.

    It says what is wrong, where (file, and line where there is one) and what to do.
    """


def reason(error: OSError) -> str:
    """Why the system refuses a file, in lower case, for the end of a sentence."""
    return (error.strerror or "the system refuses it").lower()


def fault(where: str, error: Exception) -> str:
    """The sentence for what nobody has thought of: the rest goes on without it."""
    said = " ".join(str(error).split())[:200]
    return f"{where}siglum itself is at fault here ({type(error).__name__}: {said}): please report it"
