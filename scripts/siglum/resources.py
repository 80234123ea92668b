"""Where the toolkit's own schema and stylesheets lie: beside the package in a wheel, else at the repository root."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
REPOSITORY = PACKAGE.parent.parent


def folder(name: str) -> Path:
    """The toolkit's folder `schema` or `xslt`, as an absolute path."""
    packaged = PACKAGE / name
    return packaged if packaged.is_dir() else REPOSITORY / name


def own_schema(path: Path) -> Path | None:
    """The toolkit's schema or source of the same name, for a path like `…/schema/siglum.rng` that leads to no file.

    An edition refers to `schema/siglum.rng` beside it, so that any XML editor finds it there; taken out of
    its repository it still means the schema that travels with the toolkit.
    """
    above = [*path.parent.parts]
    if "schema" not in above:
        return None
    inner = len(above) - above[::-1].index("schema")
    candidate = folder("schema").joinpath(*path.parts[inner:])
    return candidate if candidate.is_file() else None
