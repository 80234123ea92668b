"""A place among the tokens of a compact schema, and what is read alike everywhere: names, strings, annotations.

Annotations say nothing about documents: they are read, held to the syntax, and left out; documentation is kept.
Source: RELAX NG Compact Syntax, appendix A.1 (the constraints are quoted by their names there).
"""

from __future__ import annotations

from pathlib import Path

from siglum.failure import Failure
from siglum.relaxng.datatypes import XSD
from siglum.relaxng.names import STRUCTURE
from siglum.relaxng.syntax import incorrect
from siglum.relaxng.tokens import KEYWORDS, Token

XML = "http://www.w3.org/XML/1998/namespace"
_XMLNS = "http://www.w3.org/2000/xmlns"
_NAMES = ("name", "quoted name")


class Cursor:
    """The tokens of a schema with the place that has been reached, and the prefixes that are declared."""

    def __init__(self, found: list[Token], path: Path) -> None:
        self.tokens, self.path, self.at = found, path, 0
        self.namespaces: dict[str, str | None] = {"xml": XML}
        self.default: str | None = None
        self.libraries = {"xsd": XSD}

    def peek(self, ahead: int = 0) -> Token:
        """The next token, or one after it."""
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def next(self) -> Token:
        """Go on past the next token."""
        token = self.peek()
        self.at += 1
        return token

    def stands(self, text: str, ahead: int = 0) -> bool:
        """Whether a sign or keyword stands here."""
        token = self.peek(ahead)
        return token.kind in ("sign", "name") and token.text == text

    def takes(self, text: str) -> bool:
        """Go on past a sign or keyword, if it stands here."""
        found = self.stands(text)
        self.at += found
        return found

    def needs(self, text: str) -> None:
        """Go on past a sign or keyword. Raises Failure if it does not stand here."""
        if not self.takes(text):
            raise self.wrong(f"“{text}” is missing before {self.peek().shown}")

    def wrong(self, sentence: str, token: Token | None = None) -> Failure:
        """What is wrong, at a token."""
        token = token or self.peek()
        return incorrect(f"{self.path}:{token.line}:{token.column}", sentence, "RELAX NG Compact Syntax, section 2")

    def identifier(self) -> str:
        """A name that is no keyword."""
        if self.peek().kind == "name" and self.peek().text in KEYWORDS:
            raise self.wrong(f"a name is missing before {self.peek().shown}")
        return self.identifier_or_keyword()

    def identifier_or_keyword(self) -> str:
        """A name without a prefix."""
        token = self.next()
        if token.kind not in _NAMES:
            raise self.wrong(f"a name is missing before {token.shown}", token)
        return token.text

    def literal(self) -> str:
        """A string, put together where it is written in several."""
        parts = [self._segment()]
        while self.takes("~"):
            parts.append(self._segment())
        return "".join(parts)

    def _segment(self) -> str:
        token = self.next()
        if token.kind != "literal":
            raise self.wrong(f"a string in quotation marks is missing before {token.shown}", token)
        return token.text

    def namespace(self, token: Token, prefix: str) -> str | None:
        """The namespace of a prefix; None where it is inherited."""
        if prefix not in self.namespaces:
            raise self.wrong(f"the prefix {prefix} is not declared", token)
        return self.namespaces[prefix]

    def annotations(self) -> list[Token]:
        """Pass over the annotations before something; give the documentation among them."""
        found = []
        while self.peek().kind == "documentation":
            found.append(self.next())
        if self.takes("["):
            self._attributes(foreign=True)
            while not self.takes("]"):
                self.annotation_element()
        return found

    def following_annotations(self) -> bool:
        """Pass over the annotations after something; whether there were any."""
        start = self.at
        while self.takes(">>"):
            self.annotation_element()
        return self.at > start

    def begins_annotation_element(self) -> bool:
        """Whether an annotation stands among the components of a grammar, where a keyword cannot name one."""
        token = self.peek()
        named = token.kind in ("prefixed name", "quoted name") or (token.kind == "name" and token.text not in KEYWORDS)
        return named and self.stands("[", 1)

    def annotation_element(self) -> None:
        """Pass over one annotation, with those in it."""
        self._element_name(foreign=True)
        depth = 1
        while depth:
            if self.takes("]"):
                depth -= 1
            elif self.peek().kind == "literal":
                self.literal()
            else:
                self._element_name(foreign=False)
                depth += 1

    def _element_name(self, foreign: bool) -> None:
        """The name of an annotation, what opens it, and its attributes."""
        token = self.next()
        if token.kind not in (*_NAMES, "prefixed name"):
            raise self.wrong(f"the name of an annotation is missing before {token.shown}", token)
        if self._uri(token) == STRUCTURE and foreign:
            raise self.wrong("an annotation is not in the namespace of RELAX NG", token)
        self.needs("[")
        self._attributes(foreign=False)

    def _attributes(self, foreign: bool) -> None:
        """The attributes of an annotation; `foreign` ones are added to RELAX NG's own and have a namespace."""
        seen = set()
        while self.stands("=", 1):
            token = self.next()
            kinds = ("prefixed name",) if foreign else ("prefixed name", *_NAMES)
            if token.kind not in kinds:
                raise self.wrong(f"{token.shown} is no name with a prefix" if foreign else "a name is missing", token)
            uri = self._uri(token)
            name = (uri, token.text.rpartition(":")[2])
            if name in seen:
                raise self.wrong(f"the annotation {token.text} is given twice", token)
            if uri.startswith(_XMLNS) or (foreign and uri in ("", STRUCTURE)):
                raise self.wrong(f"the prefix of {token.text} stands for no namespace of annotations", token)
            seen.add(name)
            self.next()
            self.literal()

    def _uri(self, token: Token) -> str:
        prefix = token.text.rpartition(":")[0]
        uri = self.namespace(token, prefix) if prefix else ""
        if uri is None:
            raise self.wrong(f"the prefix {prefix} is inherited, which that of an annotation may not be", token)
        return uri
