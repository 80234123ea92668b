"""Schema files in the compact syntax (.rnc), read as the XML syntax that they mean.

Source: “RELAX NG Compact Syntax” (OASIS Committee Specification, 21 November 2002). Annotations in brackets are left
out, since nothing here asks for them; documentation (`##`) is kept.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import quoteattr

from lxml import etree

from siglum.failure import Failure
from siglum.relaxng.cursor import XML, Cursor
from siglum.relaxng.datatypes import XSD
from siglum.relaxng.syntax import ABSOLUTE, DOCUMENTATION, PLACE, RNG
from siglum.relaxng.tokens import KEYWORDS, Token, tokens

_OPERATORS = {",": "group", "|": "choice", "&": "interleave"}
_SUFFIXES = {"*": "zeroOrMore", "+": "oneOrMore", "?": "optional"}
_ASSIGNMENTS = {"=": None, "|=": "choice", "&=": "interleave"}
_MANY_NAMES = (f"{RNG}anyName", f"{RNG}nsName")
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


class _Parser(Cursor):
    def __init__(self, found: list[Token], path: Path) -> None:
        super().__init__(found, path)
        self.depth = 0
        self.declared: set[tuple[str, str]] = set()
        self.excepts = False
        """Whether what was read last has exceptions, so that it stands beside nothing without parentheses."""
        self.follows = False
        """Whether an annotation follows what was read last."""

    def make(
        self, kind: str, token: Token, documentation: list[Token] | None = None, /, **attributes: str
    ) -> etree._Element:
        """An element of the XML syntax."""
        element = etree.Element(f"{RNG}{kind}", attributes)
        element.set(PLACE, f"{token.line}:{token.column}")
        for said in documentation or ():
            etree.SubElement(element, DOCUMENTATION).text = said.text
        return element

    # Section 2: the grammar of the syntax

    def schema(self) -> etree._Element:
        self.declarations()
        root: etree._Element
        if self.is_grammar():
            root = self.make("grammar", self.peek())
            self.components(root, "end")
        else:
            root = self.pattern()
            if self.peek().kind != "end":
                raise self.wrong(f"{self.peek().shown} has no place here")
            if self.follows:
                raise self.wrong("an annotation stands beside the one pattern that a schema is")
        return self.rooted(root)

    def is_grammar(self) -> bool:
        """Whether components follow, and not a pattern."""
        start = self.at
        self.annotations()
        token, after = self.peek(), self.peek(1)
        named = token.kind in ("name", "quoted name") and after.kind == "sign" and after.text in _ASSIGNMENTS
        keyword = token.kind == "name" and token.text in ("include", "div", "start")
        found = token.kind == "end" or named or keyword or self.begins_annotation_element()
        self.at = start
        return found

    def rooted(self, root: etree._Element) -> etree._Element:
        """The root again, with the prefixes that names in values may have."""
        declared = "".join(
            f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in self.namespaces.items() if uri and prefix != "xml"
        )
        text = f"<r:{etree.QName(root).localname} xmlns:r={quoteattr(RNG[1:-1])}{declared}/>"
        bare = etree.XMLParser(recover=True, huge_tree=True)  # recover: what stands for a namespace may be no address
        holder = etree.fromstring(text.encode(), bare)
        for key, value in root.attrib.items():
            holder.set(key, value)
        holder.extend(list(root))
        holder.text = root.text
        return holder

    def declarations(self) -> None:
        while self.peek().kind == "name" and self.peek().text in ("namespace", "default", "datatypes"):
            word = self.next().text
            if word == "datatypes":
                self.declare_library()
                continue
            if word == "default":
                self.needs("namespace")
            token = self.peek()
            named = self.identifier_or_keyword() if word == "namespace" or not self.stands("=") else None
            self.needs("=")
            uri = None if self.takes("inherit") else self.literal()
            self.check_prefix(token, named, uri)
            if word == "default":
                self.once(token, ("default", ""))
                self.default = uri
            if named is not None:
                self.once(token, ("namespace", named))
                self.namespaces[named] = uri

    def declare_library(self) -> None:
        token = self.peek()
        prefix = self.identifier_or_keyword()
        self.needs("=")
        uri = self.literal()
        if prefix == "xsd" and uri != XSD:
            raise self.wrong(f"the prefix xsd stands for {XSD}", token)
        if uri and not ABSOLUTE.fullmatch(uri):
            raise self.wrong(f"the datatype library “{uri}” is no absolute address", token)
        self.once(token, ("datatypes", prefix))
        self.libraries[prefix] = uri

    def check_prefix(self, token: Token, prefix: str | None, uri: str | None) -> None:
        if prefix == "xmlns":
            raise self.wrong("no prefix is called xmlns", token)
        if (prefix == "xml") != (uri == XML):
            raise self.wrong(f"the prefix xml, and no other, stands for {XML}", token)

    def once(self, token: Token, what: tuple[str, str]) -> None:
        """No prefix is declared twice (constraint “duplicate declaration”)."""
        if what in self.declared:
            raise self.wrong(f"{token.shown} is declared twice" if what[1] else "a second default namespace", token)
        self.declared.add(what)

    def components(self, holder: etree._Element, end: str) -> None:
        """The contents of a grammar, a div or an include."""
        while True:
            if self.begins_annotation_element():
                self.annotation_element()
                continue
            if self.peek().kind == "end" or self.stands("}"):
                if (self.peek().kind == "end") != (end == "end"):
                    raise self.wrong(f"{self.peek().shown} has no place here")
                self.at += 1
                return
            documentation = self.annotations()
            token = self.next()
            if token.kind not in ("name", "quoted name"):
                raise self.wrong(f"{token.shown} has no place here", token)
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
            namespace = self.namespace(self.peek(), self.identifier_or_keyword())
        if namespace is not None:
            made.set("ns", namespace)
        return made

    def pattern(self) -> etree._Element:
        """Particles with one kind of sign between them."""
        self.deeper(1)
        first = self.particle()
        sign = self.peek().text if self.peek().kind == "sign" else ""
        if sign in _OPERATORS:
            made = self.make(_OPERATORS[sign], self.peek())
            made.append(first)
            while self.parted() and self.takes(sign):
                made.append(self.particle())
            self.follows = False
            if self.peek().kind == "sign" and self.peek().text in _OPERATORS:
                raise self.wrong(f"“{sign}” and “{self.peek().text}” are not mixed without parentheses")
            first = made
        self.deeper(-1)
        return first

    def particle(self) -> etree._Element:
        documentation = self.annotations()
        opened = self.peek()
        made = self.primary(documentation)
        alone = opened.text != "("
        self.excepts = alone and made.tag == f"{RNG}data" and self.takes("-")
        if self.excepts:
            self.except_from(made, opened)
        self.follows = self.following_annotations() or (self.follows and not alone)
        token = self.peek()
        if token.kind == "sign" and token.text in _SUFFIXES and self.parted():
            self.at += 1
            repeated = self.make(_SUFFIXES[token.text], token)
            repeated.append(made)
            made = repeated
            self.follows = self.following_annotations()
        return made

    def except_from(self, made: etree._Element, token: Token) -> None:
        """The values that are not meant (dataExcept)."""
        excepted = self.make("except", token)
        self.deeper(1)
        excepted.append(self.primary(self.annotations()))
        self.deeper(-1)
        made.append(excepted)
        self.excepts = True

    def parted(self) -> bool:
        """True where something may follow. Raises Failure after what has exceptions."""
        if self.excepts:
            raise self.wrong("what has exceptions (“-”) stands in parentheses where something stands beside it")
        return True

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
                parameter = self.make("param", self.peek(), name=self.identifier_or_keyword())
                self.needs("=")
                parameter.text = self.literal()
                made.append(parameter)
        return made

    def deeper(self, by: int) -> None:
        self.depth += by
        if self.depth > _MAX_DEPTH:
            raise self.wrong(f"it is nested more than {_MAX_DEPTH} deep")

    def name_class(self, attribute: bool) -> etree._Element:
        first = self.annotated_name_class(attribute)
        if not self.stands("|"):
            return first
        made = self.make("choice", self.peek())
        made.append(first)
        while self.parted() and self.takes("|"):
            made.append(self.annotated_name_class(attribute))
        return made

    def annotated_name_class(self, attribute: bool) -> etree._Element:
        self.annotations()
        opened = self.peek()
        made = self.simple_name_class(attribute)
        self.excepts = opened.text != "(" and made.tag in _MANY_NAMES and self.takes("-")
        if self.excepts:
            holder = self.make("except", opened)
            self.deeper(1)
            self.annotations()
            holder.append(self.simple_name_class(attribute))
            self.deeper(-1)
            made.append(holder)
            self.excepts = True
        self.following_annotations()
        return made

    def simple_name_class(self, attribute: bool) -> etree._Element:
        token = self.next()
        if token.kind == "sign" and token.text == "(":
            self.deeper(1)
            made = self.name_class(attribute)
            self.deeper(-1)
            self.needs(")")
            return made
        if token.kind == "sign" and token.text == "*":
            return self.make("anyName", token)
        if token.kind == "any name of":
            made = self.make("nsName", token)
            self.put_namespace(made, self.namespace(token, token.text[:-2]))
            return made
        prefix, colon, local = token.text.rpartition(":")
        if token.kind not in ("name", "quoted name", "prefixed name"):
            raise self.wrong(f"a name is missing before {token.shown}", token)
        made = self.make("name", token)
        made.text = local
        if colon:
            self.put_namespace(made, self.namespace(token, prefix))
        else:
            self.put_namespace(made, "" if attribute else self.default)
        return made

    def put_namespace(self, element: etree._Element, namespace: str | None) -> None:
        if namespace is not None:
            element.set("ns", namespace)
