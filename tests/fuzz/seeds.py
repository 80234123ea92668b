"""What damaged inputs are made from: the fixtures of the project, and what lies beside the repository in `shared`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from catalog import test_catalog
from integrity.fixtures import BASE, CASES, SLOTS, edition
from odd import test_compile, test_customise
from odd.written import SOURCES, customisation
from reading import small
from relaxng import test_cases, test_limits, test_suites
from schematron import test_cases as schematron_cases
from siglum.catalog import NAMESPACE
from siglum.checking import Options

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
OWN = ROOT / "schema" / "siglum.rng"
TEI_ALL = SHARED / "reference" / "tei_all.rng"
_LARGEST = 45_000
"""Bytes of a document to begin with, at most."""
_ALONE = ("relaxng", "integrity", "fidelity")
_RELAXNG = ("relaxng",)


@dataclass(frozen=True, slots=True)
class Seed:
    """Files, those of them that are to be damaged (the first one most of all), and what is asked of the command."""

    files: Mapping[str, bytes]
    changing: tuple[str, ...]
    paths: tuple[str, ...] = ()
    options: Options = field(default_factory=Options)


@cache
def seeds(kind: str) -> tuple[Seed, ...]:
    """What inputs of a kind begin with, in an order that depends on nothing else."""
    return tuple(KINDS[kind]())


def documents() -> Iterator[Seed]:
    """Documents, each with a schema that is left as it is."""
    found = ROOT / "tests" / "relaxng" / "findings"
    for path in sorted(found.glob("*/*.xml")):
        yield _document(path.read_bytes(), found / "letter.rng")
    for path in sorted((ROOT / "tei").rglob("*.xml")):
        if path.stat().st_size < _LARGEST:
            yield _document(path.read_bytes(), OWN)
    for folder in ("corpora", "odds/documents"):
        for path in sorted((SHARED / folder).rglob("*.xml")):
            if path.stat().st_size < _LARGEST:
                yield _document(path.read_bytes(), TEI_ALL)


def _document(data: bytes, schema: Path) -> Seed:
    return Seed({"a.xml": data}, ("a.xml",), ("a.xml",), Options((str(schema),), stations=_ALONE))


def editions() -> Iterator[Seed]:
    """Editions whose documents are looked at together."""
    options = Options(stations=("integrity", "fidelity"))
    for case in sorted(CASES.glob("*/*.fails.xml")):
        slot = case.name.split(".")[0].split("-")[0]
        with tempfile.TemporaryDirectory() as folder:
            edition(Path(folder), slot, case.read_text("utf-8"), case.parent.name)
            files = _files(Path(folder))
        yield Seed(files, (SLOTS[slot], "essay.xml"), (), options)
    toml = small.TOML.replace('witness = "A"\n', 'witness = "A"\ntranscript = "letter.txt"\n', 1)
    files = {
        "siglum.toml": toml.encode(),
        "letter.xml": small.document(small.BODY).encode(),
        "letter.txt": b"One tow three four five.",
    }
    yield Seed(files, ("letter.xml", "letter.txt"), (), options)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def relaxng() -> Iterator[Seed]:
    """Schemas in the XML syntax, each with a document."""
    for _, schema, valid, _ in test_cases.RIGHT:
        if schema.startswith("<"):
            yield _schema(schema.encode(), "s.rng", valid[0].encode())
    for _, schema in test_cases.WRONG:
        if schema.startswith("<"):
            yield _schema(schema.encode(), "s.rng", b"<a/>")
    yield _schema((ROOT / "tests" / "checking" / "note.rng").read_bytes(), "s.rng", b"<note><p>one</p></note>")
    letter = ROOT / "tests" / "relaxng" / "findings"
    yield _schema((letter / "letter.rng").read_bytes(), "s.rng", (letter / "too-many" / "passes.xml").read_bytes())
    for case in test_suites.cases():
        is_correct = case.find("correct") is not None
        grammar = next(case.iterchildren("correct" if is_correct else "incorrect"))
        document = next(case.iterchildren("valid"), None)
        with tempfile.TemporaryDirectory() as folder:
            test_suites.write(case, Path(folder))
            files = _files(Path(folder))
        text = test_suites.body(document) if document is not None and len(document) else b"<foo/>"
        yield _schema(test_suites.body(grammar), "s.rng", text, files)


def compact() -> Iterator[Seed]:
    """Schemas in the compact syntax, each with a document."""
    for _, schema, valid, _ in test_cases.RIGHT:
        if not schema.startswith("<"):
            yield _schema(schema.encode(), "s.rnc", valid[0].encode())
    for _, schema in test_cases.WRONG:
        if not schema.startswith("<"):
            yield _schema(schema.encode(), "s.rnc", b"<a/>")
    for sized in test_limits.SIZES.values():
        yield _schema(sized(5).encode(), "s.rnc", b"<a/>")
    for text, document in test_limits.DOCUMENTS.values():
        yield _schema(text.encode(), "s.rnc", document(5).encode())


def _schema(schema: bytes, name: str, document: bytes, more: Mapping[str, bytes] | None = None) -> Seed:
    files = {name: schema, "a.xml": document} | dict(more or {})
    return Seed(files, (name, "a.xml", *(more or ())), ("a.xml",), Options((name,), stations=_RELAXNG))


def schematron() -> Iterator[Seed]:
    """Rules, each with a document; none that is meant never to end."""
    for case in schematron_cases.CASES:
        if case.stem == "never-ends":
            continue
        parts = schematron_cases.parts(case)
        files = {
            name.removeprefix("file "): text.replace("<sch:schema", schematron_cases.PRELUDE, 1).encode()
            for name, text in parts.items()
            if name.startswith(("schema.", "file ", "document"))
        }
        main = next(name for name in files if name.startswith("schema."))
        options = Options(rules=(main,), phase=parts.get("phase", "").strip(), stations=("schematron",), cache=False)
        yield Seed(files, tuple(sorted(files, key=lambda name: name != main)), ("document.xml",), options)


def odds() -> Iterator[Seed]:
    """ODDs."""
    for specs, _, _ in test_compile.CASES.values():
        yield Seed({"s.odd": test_compile.odd(specs).encode()}, ("s.odd",), ("s.odd",))
    beside = {file.name: file.read_bytes() for file in sorted(SOURCES.iterdir())}
    for _, specs, _, _ in test_customise.CASES.values():
        yield Seed({"s.odd": customisation(specs).encode(), **beside}, ("s.odd",), ("s.odd", *beside))


def configurations() -> Iterator[Seed]:
    """What a siglum.toml says."""
    base = _files(BASE)
    full = (ROOT / "siglum.toml").read_bytes()
    small_one = {"letter.xml": small.document(small.BODY).encode(), "a/b.xml": b"<a/>", "c.xml": b"<a/>"}
    for toml in (
        full,
        small.TOML.encode(),
        b'[edition]\ndocuments = ["**/*.xml"]\nregisters = ["a/*.xml"]\nschema = "c.xml"\n',
    ):
        yield Seed(small_one | {"siglum.toml": toml}, ("siglum.toml",), (), Options(stations=("integrity",)))
    yield Seed(base, ("siglum.toml",), (), Options(stations=("integrity",)))


def catalogs() -> Iterator[Seed]:
    """Catalogs, with a document whose schema is on the net."""
    document = b'<?xml-model href="http://x.org/s.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>\n<a/>'
    schema = b'<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'
    for entries, _ in test_catalog.CASES.values():
        catalog = f'<catalog xmlns="{NAMESPACE}">\n{entries}\n</catalog>'.encode()
        names = ("a.rng", "b.rng", "copies/s.rng", "x/s.rng", "net/s.rng", "far/a.rng")
        files = {"c.xml": catalog, "a.xml": document} | dict.fromkeys(names, schema)
        yield Seed(files, ("c.xml", "a.xml"), ("a.xml",), Options(stations=_RELAXNG, catalogs=("c.xml",)))


KINDS = {
    "document": documents, "edition": editions, "rng": relaxng, "rnc": compact, "schematron": schematron, "odd": odds,
    "toml": configurations, "catalog": catalogs,
}  # fmt: skip
"""The kinds of inputs."""

_XML = (
    "<!--", "-->", "<a>", "</a>", "<a", "<a/>", "<a b='c'>", "<a ", "<![CDATA[", "]]>", "&", "&#0;", "&#x110000;", "&#10;", "&lt;", "&x;", "<?x ", "?>",
    "<!DOCTYPE a [", "<!DOCTYPE a SYSTEM 'x'>", "<!ENTITY x 'y'>", "<!ENTITY % x SYSTEM '/dev/zero'>", "]>", "\0", "\x1b[31m", "\x85", "\u2028", "\ufeff",
    " xmlns:p='u'", " xmlns=''", " xmlns='http://[x'", " p:q='r'", " xml:id='a'", " xml:id='../x'", " xml:base='http://[x'", " xml:base='%00'", "\r\n", "\r",
    "'", '"', "<", ">", "/>", "<?xml version='1.1'?>", "<?xml version='1.0' encoding='UTF-16'?>", "<?siglum off?>", "<?xml-model href='%00'?>",
    "<?xml-model href='http://[x' type='application/xml'?>", "é", "💥", "e\u0301", "“", "”", "x" * 300,
)  # fmt: skip
_TOKENS: Mapping[str, tuple[str, ...]] = {
    "rng": (
        "<empty/>", "<text/>", "<notAllowed/>", "<ref name='a'/>", "<choice>", "</choice>", "<group>", "</group>", "<anyName/>", "<except>", "</except>",
        "<data type='ID'/>", "<data type='integer'/>", "<value>x</value>", "<param name='pattern'>(a{1,1000}){1,1000}</param>", "<list>", "</list>",
        "<include href='s.rng'/>", "<externalRef href='s.rng'/>", "<externalRef href='http://[x'/>", "<externalRef href='%00'/>", " combine='choice'",
        " datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'", " ns='u'", "<div>", "</div>", "<zeroOrMore>", "</zeroOrMore>",
    ),
    "rnc": (
        "{", "}", "(", ")", "[", "]", "|", "&", ",", "?", "*", "+", "-", "~", "=", "|=", "&=", ">>", "element ", "attribute ", "text", "empty", "notAllowed",
        "mixed {", "list {", "grammar {", "start = ", "div {", "include ", "external ", "parent ", "inherit = ", "default namespace ", "namespace p = ",
        "datatypes d = ", "xsd:int", "xsd:string { pattern = ", "xsd:ID", "string ", "token ", "* - ", "p:*", "a:b", "\\element", '"', "'", '"""', "'''",
        "#", "##", "\\x{41}", "\\x{110000}", "\\x{0}", "\\x{D800}", "\\xx{41}", '"http://[::x"', '"%00"', '"s.rnc"', "\n", "\r", "\0", "\ufeff", "é", "💥",
        "1" * 5000, "a", "a = a", "[ p:q = 'r' ]", "element a { text }",
    ),
    "schematron": (
        "<sch:let name='x' value='1'/>", "<sch:assert test='true()'>x</sch:assert>", "<sch:report test='1 to 9'>x</sch:report>", "<sch:value-of select='.'/>",
        "<sch:extends rule='x'/>", "<sch:include href='schema.sch'/>", "<sch:pattern>", "</sch:pattern>", "<sch:rule context='*'>", "</sch:rule>",
        "<sch:rule context='@*'>", "<sch:rule context='//['>", " documents=\"'x'\"", " is-a='x'", " abstract='true'", " role='warn'", " test='error()'",
        "<sch:ns prefix='x' uri='y'/>", "<sch:name path='..'/>", "<sch:emph>x</sch:emph>", "{", "}", "{{", "xsl:", "$x",
    ),
    "odd": (
        "<elementSpec ident='a'>", "</elementSpec>", "<classSpec ident='a' type='model'/>", "<memberOf key='a'/>", "<sequence>", "</sequence>", "<alternate>",
        "<elementRef key='a'/>", "<classRef key='a' expand='sequence'/>", "<macroRef key='a'/>", " minOccurs='99999'", " maxOccurs='unbounded'", " mode='delete'",
        " mode='change'", "<dataRef name='x'/>", "<specGrpRef target='#x'/>", "<constraintSpec ident='x' scheme='schematron'><constraint/></constraintSpec>",
    ),
    "toml": (
        "[", "]", "[[", "]]", "=", "==", '"', "'", '"""', "{", "}", ",", "\n", "#", "[edition]\n", "[[reading]]\n", "[checks]\n", "[site]\n", 'id = "x"\n',
        'documents = ["."]\n', 'documents = ["../x"]\n', 'documents = ["/dev/zero"]\n', 'documents = ["**/**/*"]\n', 'documents = ["\\u0000"]\n', "reading = [1]\n",
        'schema = "/etc/passwd"\n', 'transcript = "../x"\n', 'stage = "x"\n', 'address = "javascript:x"\n', 'language = "\\n"\n', "omissions = 1\n",
        'duplicate-id = "off"\n', 'duplicate-ix = "off"\n', "true", "1979-05-27", "0x" + "f" * 5000, "1e999", "nan", "a.b.c = 1\n", "*", "**", "../", "\\u0000",
        "\\ud800", "\0", "\x1b", "\ufeff", "é", "x" * 300,
    ),
    "catalog": (
        "<uri name='http://x.org/s.rng' uri='%00'/>", "<uri name='http://x.org/s.rng' uri='http://[x'/>", "<nextCatalog catalog='c.xml'/>",
        "<nextCatalog catalog='http://[x'/>", "<nextCatalog catalog='/dev/zero'/>", "<nextCatalog catalog='.'/>", "<delegateURI uriStartString='' catalog='c.xml'/>",
        "<group>", "<group xml:base='//['>", "</group>", "<rewriteURI uriStartString='' rewritePrefix=''/>", "<uriSuffix uriSuffix='' uri='.'/>",
        "<uri name='http://x.org/s.rng' uri='%FF%FE'/>", "<uri name='http://x.org/s.rng' uri='" + "x" * 300 + "'/>", " uri=''", " name=''",
    ),
}  # fmt: skip


@cache
def tokens(kind: str) -> tuple[bytes, ...]:
    """What files of a kind are made of, and what they should not be made of."""
    own = _TOKENS.get(kind, ())
    return tuple(token.encode() for token in (own if kind in ("rnc", "toml") else (*own, *own, *_XML)))
