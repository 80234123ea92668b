"""Schema files in the compact syntax (.rnc), read as the XML syntax that they mean.

Source: “RELAX NG Compact Syntax” (OASIS Committee Specification, 21 November 2002). Annotations in brackets are left
out, since nothing here asks for them; documentation (`##`) is kept.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from siglum.document import XML_NAMESPACE
from siglum.failure import Failure
from siglum.relaxng.datatypes import XSD
from siglum.relaxng.syntax import COLUMN, DOCUMENTATION, RNG
from siglum.relaxng.tokens import KEYWORDS, Token, tokens

_OPERATORS = {",": "group", "|": "choice", "&": "interleave"}
_SUFFIXES = {"*": "zeroOrMore", "+": "oneOrMore", "?": "optional"}
_ASSIGNMENTS = {"=": None, "|=": "choice", "&=": "interleave"}
_MAX_DEPTH = 100


def read(data: bytes, path: Path) -> etree._Element:
    """The root of the schema in the XML syntax. Raises Failure."""
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise Failure(f"the schema {path} is not written in UTF-8 or UTF-16") from None
    root = _Parser(tokens(text, path), path).schema()
    root.getroottree().docinfo.URL = path.resolve().as_uri()
    return root


class _Parser:
    def __init__(self, found: list[Token], path: Path) -> None:
        self.tokens, self.path, self.at, self.depth = found, path, 0, 0
        self.namespaces: dict[str, str | None] = {"xml": XML_NAMESPACE}
        self.default: str | None = None
        self.libraries = {"xsd": XSD}
        self.documentation: list[Token] = []

    # Tokens

    def peek(self, ahead: int = 0) -> Token:
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def next(self) -> Token:
        token = self.peek()
        self.at += 1
        return token

    def takes(self, text: str) -> bool:
        """Go on past a sign or keyword, if it stands here."""
        token = self.peek()
        if token.kind in ("sign", "name") and token.text == text:
            self.at += 1
            return True
        return False

    def needs(self, text: str) -> None:
        if not self.takes(text):
            raise self.wrong(f"“{text}” is missing before {self.peek().shown}")

    def wrong(self, sentence: str, token: Token | None = None) -> Failure:
        token = token or self.peek()
        section = "RELAX NG Compact Syntax, section 2"
        return Failure(f"{self.path}:{token.line}:{token.column}: the schema does not compile: {sentence} ({section})")

    def identifier(self) -> str:
        token = self.next()
        if token.kind not in ("name", "quoted name") or (token.kind == "name" and token.text in KEYWORDS):
            raise self.wrong(f"a name is missing before {token.shown}", token)
        return token.text

    def literal(self) -> str:
        token = self.next()
        if token.kind != "literal":
            raise self.wrong(f"a string in quotation marks is missing before {token.shown}", token)
        text = token.text
        while self.takes("~"):
            following = self.next()
            if following.kind != "literal":
                raise self.wrong(f"a string in quotation marks is missing before {following.shown}", following)
            text += following.text
        return text

    def annotations(self) -> list[Token]:
        """Pass over what says nothing about documents; give the documentation."""
        found = []
        while True:
            if self.peek().kind == "documentation":
                found.append(self.next())
            elif self.takes("["):
                depth = 1
                while depth:
                    token = self.next()
                    if token.kind == "end":
                        raise self.wrong("a “[” is not closed", token)
                    depth += {"[": 1, "]": -1}.get(token.text, 0) if token.kind == "sign" else 0
            else:
                return found

    def make(
        self, kind: str, token: Token, documentation: list[Token] | None = None, /, **attributes: str
    ) -> etree._Element:
        """An element of the XML syntax."""
        element = etree.Element(f"{RNG}{kind}", attributes)
        element.sourceline = token.line  # type: ignore[assignment]
        element.set(COLUMN, str(token.column))
        for said in documentation or ():
            etree.SubElement(element, DOCUMENTATION).text = said.text
        return element

    # Section 2: the grammar of the syntax

    def schema(self) -> etree._Element:
        self.declarations()
        start = self.at
        self.annotations()
        inner = self.peek(1)
        grammar = self.peek().kind == "end" or (
            self.peek().kind in ("name", "quoted name")
            and (inner.text in _ASSIGNMENTS or (inner.kind == "sign" and inner.text == "["))
            and inner.kind == "sign"
        )
        component = self.peek().kind == "name" and self.peek().text in ("include", "div", "start")
        self.at = start
        declared = {prefix: uri for prefix, uri in self.namespaces.items() if uri and prefix != "xml"}
        root: etree._Element
        if grammar or component:
            root = self.make("grammar", self.peek())
            self.components(root, "end")
        else:
            root = self.pattern()
            if self.peek().kind != "end":
                raise self.wrong(f"{self.peek().shown} has no place here")
        attributes = {str(key): str(value) for key, value in root.attrib.items()}
        holder = etree.Element(root.tag, attributes, nsmap={"rng": RNG[1:-1], **declared})
        holder.sourceline = root.sourceline
        holder.extend(list(root))
        holder.text = root.text
        return holder

    def declarations(self) -> None:
        while True:
            start = self.at
            self.annotations()
            token = self.peek()
            if token.kind != "name" or token.text not in ("namespace", "default", "datatypes"):
                self.at = start
                return
            self.at += 1
            if token.text == "datatypes":
                prefix = self.next().text
                self.needs("=")
                self.libraries[prefix] = self.literal()
                continue
            if token.text == "default":
                self.needs("namespace")
            named = self.next().text if self.peek().kind in ("name", "quoted name") else None
            self.needs("=")
            uri = None if self.takes("inherit") else self.literal()
            if token.text == "default":
                self.default = uri
            if named is not None:
                self.namespaces[named] = uri

    def components(self, holder: etree._Element, end: str) -> None:
        """The contents of a grammar, a div or an include."""
        while True:
            documentation = self.annotations()
            token = self.peek()
            if token.kind == "end" or (token.kind == "sign" and token.text == "}"):
                if (token.kind == "end") != (end == "end"):
                    raise self.wrong(f"{token.shown} has no place here")
                self.at += 1
                return
            if token.kind not in ("name", "quoted name"):
                raise self.wrong(f"{token.shown} has no place here")
            self.at += 1
            keyword = token.text if token.kind == "name" else ""
            if keyword == "div":
                self.needs("{")
                inner = self.make("div", token)
                holder.append(inner)
                self.deeper(1)
                self.components(inner, "}")
                self.deeper(-1)
            elif keyword == "include":
                holder.append(self.include(token))
            else:
                holder.append(self.definition(token, keyword, documentation))

    def definition(self, token: Token, keyword: str, documentation: list[Token]) -> etree._Element:
        if keyword in KEYWORDS and keyword != "start":
            raise self.wrong(f"“{keyword}” is a keyword; as a name it is written \\{keyword}", token)
        assignment = self.next()
        if assignment.kind != "sign" or assignment.text not in _ASSIGNMENTS:
            raise self.wrong(f"“=” is missing before {assignment.shown}", assignment)
        made = self.make("start" if keyword == "start" else "define", token, documentation)
        if keyword != "start":
            made.set("name", token.text)
        combine = _ASSIGNMENTS[assignment.text]
        if combine:
            made.set("combine", combine)
        made.append(self.pattern())
        return made

    def include(self, token: Token) -> etree._Element:
        made = self.reference("include", token)
        if self.takes("{"):
            self.components(made, "}")
        return made

    def reference(self, name: str, token: Token) -> etree._Element:
        """What refers to another file, and the namespace that it inherits."""
        made = self.make(name, token, href=self.literal())
        namespace = self.default
        if self.takes("inherit"):
            self.needs("=")
            namespace = self.namespace(self.next())
        if namespace is not None:
            made.set("ns", namespace)
        return made

    def namespace(self, token: Token) -> str | None:
        if token.text not in self.namespaces:
            raise self.wrong(f"the prefix {token.text} is not declared", token)
        return self.namespaces[token.text]

    def pattern(self) -> etree._Element:
        """Particles with one kind of sign between them."""
        self.deeper(1)
        first = self.particle()
        sign = self.peek().text if self.peek().kind == "sign" else ""
        if sign in _OPERATORS:
            made = self.make(_OPERATORS[sign], self.peek())
            made.append(first)
            while self.takes(sign):
                made.append(self.particle())
            if self.peek().kind == "sign" and self.peek().text in _OPERATORS:
                raise self.wrong(f"“{sign}” and “{self.peek().text}” are not mixed without parentheses")
            first = made
        self.deeper(-1)
        return first

    def particle(self) -> etree._Element:
        documentation = self.annotations()
        made = self.primary(documentation)
        token = self.peek()
        if token.kind == "sign" and token.text in _SUFFIXES:
            self.at += 1
            repeated = self.make(_SUFFIXES[token.text], token)
            repeated.append(made)
            made = repeated
        while self.takes(">>"):
            self.next()
            self.annotations()
        return made

    def primary(self, documentation: list[Token]) -> etree._Element:
        token = self.next()
        if token.kind == "sign" and token.text == "(":
            made = self.pattern()
            self.needs(")")
            return made
        if token.kind == "literal":
            self.at -= 1
            return self.value(token, None, documentation)
        if token.kind == "prefixed name":
            prefix, _, local = token.text.partition(":")
            if prefix not in self.libraries:
                raise self.wrong(f"the prefix {prefix} of a datatype is not declared", token)
            return self.data(token, self.libraries[prefix], local, documentation)
        if token.kind == "quoted name" or (token.kind == "name" and token.text not in KEYWORDS):
            return self.make("ref", token, documentation, name=token.text)
        if token.kind != "name":
            raise self.wrong(f"{token.shown} has no place here", token)
        return self.keyword(token, documentation)

    def keyword(self, token: Token, documentation: list[Token]) -> etree._Element:
        word = token.text
        if word in ("element", "attribute", "mixed", "list"):
            made = self.make(word, token, documentation)
            if word in ("element", "attribute"):
                made.append(self.name_class(word == "attribute"))
            self.needs("{")
            made.append(self.pattern())
            self.needs("}")
            return made
        if word in ("empty", "text", "notAllowed"):
            return self.make(word, token)
        if word == "parent":
            return self.make("parentRef", token, name=self.identifier())
        if word == "external":
            return self.reference("externalRef", token)
        if word == "grammar":
            made = self.make("grammar", token)
            self.needs("{")
            self.components(made, "}")
            return made
        if word in ("string", "token"):
            return self.data(token, "", word, documentation)
        raise self.wrong(f"{token.shown} has no place here", token)

    def value(self, token: Token, datatype: tuple[str, str] | None, documentation: list[Token]) -> etree._Element:
        made = self.make("value", token)
        if datatype:
            made.set("datatypeLibrary", datatype[0])
            made.set("type", datatype[1])
        made.set("ns", self.default or "")
        made.text = self.literal()
        if not documentation:
            return made
        for said in documentation:  # <value> has no children: its documentation would follow it
            made.set(DOCUMENTATION, said.text)
        return made

    def data(self, token: Token, library: str, name: str, documentation: list[Token]) -> etree._Element:
        if self.peek().kind == "literal":
            return self.value(token, (library, name), documentation)
        made = self.make("data", token, documentation, datatypeLibrary=library, type=name)
        if self.takes("{"):
            while not self.takes("}"):
                self.annotations()
                parameter = self.make("param", self.peek(), name=self.next().text)
                self.needs("=")
                parameter.text = self.literal()
                made.append(parameter)
        if self.takes("-"):
            excepted = self.make("except", token)
            self.deeper(1)
            excepted.append(self.primary(self.annotations()))
            self.deeper(-1)
            made.append(excepted)
        return made

    def deeper(self, by: int) -> None:
        self.depth += by
        if self.depth > _MAX_DEPTH:
            raise self.wrong(f"it is nested more than {_MAX_DEPTH} deep")

    def name_class(self, attribute: bool) -> etree._Element:
        first = self.simple_name_class(attribute)
        if not (self.peek().kind == "sign" and self.peek().text == "|"):
            return first
        made = self.make("choice", self.peek())
        made.append(first)
        while self.takes("|"):
            made.append(self.simple_name_class(attribute))
        return made

    def simple_name_class(self, attribute: bool) -> etree._Element:
        self.annotations()
        token = self.next()
        if token.kind == "sign" and token.text == "(":
            self.deeper(1)
            made = self.name_class(attribute)
            self.deeper(-1)
            self.needs(")")
            return made
        if token.kind == "sign" and token.text == "*":
            return self.excepted(self.make("anyName", token), attribute)
        if token.kind == "any name of":
            made = self.make("nsName", token)
            self.put_namespace(made, self.namespace(Token("name", token.text[:-2], token.line, token.column)))
            return self.excepted(made, attribute)
        prefix, colon, local = token.text.rpartition(":")
        if token.kind not in ("name", "quoted name", "prefixed name"):
            raise self.wrong(f"a name is missing before {token.shown}", token)
        made = self.make("name", token)
        made.text = local
        if colon:
            self.put_namespace(made, self.namespace(Token("name", prefix, token.line, token.column)))
        else:
            self.put_namespace(made, "" if attribute else self.default)
        return made

    def put_namespace(self, element: etree._Element, namespace: str | None) -> None:
        if namespace is not None:
            element.set("ns", namespace)

    def excepted(self, made: etree._Element, attribute: bool) -> etree._Element:
        if self.takes("-"):
            holder = self.make("except", self.peek())
            self.deeper(1)
            holder.append(self.simple_name_class(attribute))
            self.deeper(-1)
            made.append(holder)
        return made
