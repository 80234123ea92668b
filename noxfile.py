"""The tests on every Python that the project supports; `nox` runs those that the machine has and skips the others."""

import nox

nox.options.error_on_missing_interpreters = False


@nox.session(python=["3.11", "3.12", "3.13", "3.14"])
def tests(session: nox.Session) -> None:
    """The whole suite, or what is named after `--`."""
    session.install("-e", ".[test]")
    session.run("pytest", *session.posargs)


@nox.session
def types(session: nox.Session) -> None:
    """Lint, form and types."""
    session.install("-e", ".[test]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
