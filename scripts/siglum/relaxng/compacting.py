"""A schema in the XML syntax, written in the compact syntax (.rnc): the same definitions in the same order.

Documentation is kept, other annotations are not. What is written means what was read: `same` says so of the two.
Source: “RELAX NG Compact Syntax” (OASIS Committee Specification, 21 November 2002).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from siglum.relaxng.cursor import XML
from siglum.relaxng.datatypes import XSD
from siglum.relaxng.syntax import DOCUMENTATION, RNG, children, local, own_text
from siglum.relaxng.tokens import KEYWORDS

_WIDTH = 100
_OPERATORS = {"group": ",", "choice": " |", "interleave": " &"}
_SUFFIXES = {"zeroOrMore": "*", "oneOrMore": "+", "optional": "?"}
_COMBINE = {None: "=", "choice": "|=", "interleave": "&="}
_LEAVES = ("empty", "text", "notAllowed")


def compacted(root: etree._Element) -> str:
    """The schema in the compact syntax; `root` as `load` gives it, with what it includes left as it is."""
    writer = _Writer(root)
    if local(root) == "grammar":
        body = "\n".join(writer.component(child) for child in children(root))
    else:
        body = writer.pattern(root)
    heads = [f"# {line}\n" for said in _documentation(root) for line in said.split("\n")]
    return "".join([*heads, *writer.declarations()]) + "\n" + body.rstrip("\n") + "\n"


class _Writer:
    def __init__(self, root: etree._Element) -> None:
        self.default = root.get("ns")
        self.prefixes: dict[str, str] = {XML: "xml"}
        self.libraries: dict[str, str] = {XSD: "xsd"}
        known = {uri: prefix for element in root.iter(f"{RNG}*") for prefix, uri in element.nsmap.items() if prefix}
        for uri in dict.fromkeys(_namespaces(root)):
            self.prefixes.setdefault(uri, self._free(known.get(uri, "")))
        for element in root.iter(f"{RNG}data", f"{RNG}value"):
            library = _inherited(element, "datatypeLibrary") or ""
            if library:
                self.libraries.setdefault(library, f"d{len(self.libraries)}")

    def _free(self, wished: str) -> str:
        """A prefix that nothing has yet."""
        taken = set(self.prefixes.values())
        if wished and wished not in taken and wished not in KEYWORDS:
            return wished
        return next(name for n in range(1, len(taken) + 2) if (name := f"ns{n}") not in taken)

    def declarations(self) -> Iterator[str]:
        """The namespaces and libraries, as a schema begins with them."""
        if self.default is not None:
            named = self.prefixes.get(self.default, "") if self.default else ""
            yield f"default namespace {f'{named} ' if named else ''}= {_literal(self.default)}\n"
        for uri, prefix in sorted(self.prefixes.items(), key=lambda pair: pair[1]):
            if uri not in (XML, self.default) or (uri == "" and self.default == ""):
                yield f"namespace {prefix} = {_literal(uri)}\n"
        for uri, prefix in self.libraries.items():
            if prefix != "xsd":
                yield f"datatypes {prefix} = {_literal(uri)}\n"

    def component(self, element: etree._Element) -> str:
        """A start, a definition, a division or an inclusion."""
        kind = local(element)
        if kind == "div":
            inner = "\n".join(self.component(child) for child in children(element))
            return f"div {{\n  {_indented(inner)}\n}}" if inner else "div { }"
        if kind == "include":
            inner = "\n".join(self.component(child) for child in children(element))
            return f"include {_literal(element.get('href', ''))}" + (f" {{\n  {_indented(inner)}\n}}" if inner else "")
        name = "start" if kind == "start" else _identifier((element.get("name") or "").strip())
        sign = _COMBINE[(element.get("combine") or "").strip() or None]
        head = "".join(f"## {line}\n" for said in _documentation(element) for line in said.split("\n"))
        body = self.patterns(children(element))
        broken = "\n" in body or len(name) + len(body) > _WIDTH
        return f"{head}{name} {sign}{f'{chr(10)}  {_indented(body)}' if broken else f' {body}'}"

    def patterns(self, elements: Sequence[etree._Element], sign: str = "group") -> str:
        """Several patterns, as one is inside another."""
        if len(elements) == 1:
            return self.pattern(elements[0])
        return _joined([self.operand(element) for element in elements], _OPERATORS[sign])

    def operand(self, element: etree._Element) -> str:
        """A pattern that stands beside others."""
        alone = local(element) not in _OPERATORS or len(children(element)) < 2
        needs = (alone and self._excepts(element)) or not alone
        text = self.pattern(element)
        return _enclosed("(", text, ")") if needs else text

    def _excepts(self, element: etree._Element) -> bool:
        while local(element) in _OPERATORS and len(children(element)) == 1:
            element = children(element)[0]
        return local(element) == "data" and any(local(child) == "except" for child in children(element))

    def pattern(self, element: etree._Element) -> str:
        """A pattern by itself, its documentation before it."""
        kind, inside = local(element), children(element)
        if kind in _OPERATORS:
            return self.patterns(inside, kind)
        if kind in _SUFFIXES:
            return self._repeated(inside, _SUFFIXES[kind])
        said = [*_documentation(element), *(_following(element) if kind == "value" else ())]
        head = "".join(f"## {line}\n" for text in said for line in text.split("\n"))
        return head + self._primary(element, kind, inside)

    def _primary(self, element: etree._Element, kind: str, inside: Sequence[etree._Element]) -> str:
        if kind in _LEAVES:
            return kind
        if kind in ("element", "attribute"):
            named = element.get("name") is None
            content = inside[1:] if named else inside
            name = self._name_class(inside[0], kind) if named else self._name(element, element.get("name", ""), kind)
            body = self.patterns(content) if content else "text"
            return f"{kind} {name} {_enclosed('{ ', body, ' }')}"
        if kind in ("list", "mixed"):
            return f"{kind} {_enclosed('{ ', self.patterns(inside), ' }')}"
        if kind in ("ref", "parentRef"):
            name = _identifier((element.get("name") or "").strip())
            return f"parent {name}" if kind == "parentRef" else name
        if kind == "value":
            written_type = element.get("type")
            return (f"{self._datatype(element)} " if written_type else "") + _literal(own_text(element))
        if kind == "data":
            return self._data(element, inside)
        if kind == "externalRef":
            return f"external {_literal(element.get('href', ''))}"
        inner = "\n".join(self.component(child) for child in inside)
        return f"grammar {{\n  {_indented(inner)}\n}}"

    def _repeated(self, inside: Sequence[etree._Element], suffix: str) -> str:
        text = self.patterns(inside)
        bare = len(inside) == 1 and local(inside[0]) not in (*_OPERATORS, *_SUFFIXES) and not self._excepts(inside[0])
        return text + suffix if bare else _enclosed("(", text, ")") + suffix

    def _datatype(self, element: etree._Element) -> str:
        library, name = _inherited(element, "datatypeLibrary") or "", (element.get("type") or "").strip()
        return f"{self.libraries[library]}:{name}" if library else name

    def _data(self, element: etree._Element, inside: Sequence[etree._Element]) -> str:
        given = [f"{_identifier(p.get('name', ''))} = {_literal(own_text(p))}" for p in inside if local(p) == "param"]
        text = self._datatype(element) + (f" {{ {' '.join(given)} }}" if given else "")
        excepted = next((child for child in inside if local(child) == "except"), None)
        if excepted is None:
            return text
        return f"{text} - {_enclosed('(', self.patterns(children(excepted), 'choice'), ')')}"

    def _name(self, element: etree._Element, name: str, kind: str) -> str:
        """A name with the prefix of its namespace, where it needs one."""
        namespace, plain = _namespace(element, name.strip()), name.strip().rpartition(":")[2]
        if namespace == ("" if kind == "attribute" else self.default or ""):
            return _identifier(plain)
        return f"{self.prefixes[namespace]}:{plain}"

    def _name_class(self, element: etree._Element, of: str) -> str:
        kind = local(element)
        if kind == "name":
            return self._name(element, own_text(element), of)
        if kind == "choice":
            return _enclosed("(", _joined([self._name_class(child, of) for child in children(element)], " |"), ")")
        star = "*" if kind == "anyName" else f"{self.prefixes[_inherited(element, 'ns') or '']}:*"
        excepted = [self._name_class(n, of) for child in children(element) for n in children(child)]
        return f"({star} - ({' | '.join(excepted)}))" if excepted else star


def _namespaces(root: etree._Element) -> Iterator[str]:
    """The namespaces that need a prefix."""
    default = root.get("ns") or ""
    for element in root.iter(f"{RNG}element", f"{RNG}attribute", f"{RNG}name", f"{RNG}nsName"):
        kind = local(element)
        if kind == "nsName":
            yield _inherited(element, "ns") or ""
        elif kind == "name" or element.get("name") is not None:
            namespace = _namespace(element, (element.get("name") or own_text(element)).strip())
            of_attribute = kind == "attribute" or any(local(above) == "attribute" for above in element.iterancestors())
            if namespace not in (XML, "" if of_attribute else default):
                yield namespace


def _namespace(element: etree._Element, name: str) -> str:
    """The namespace of a name that stands in an element (4.8, 4.10)."""
    prefix = name.rpartition(":")[0]
    if prefix:
        return XML if prefix == "xml" else element.nsmap.get(prefix, "")
    if local(element) == "attribute" and element.get("ns") is None:
        return ""
    return _inherited(element, "ns") or ""


def _inherited(element: etree._Element, name: str) -> str | None:
    """The attribute of the nearest element that has it."""
    holder: etree._Element | None = element
    while holder is not None:
        if (found := holder.get(name)) is not None:
            return found
        holder = holder.getparent()
    return None


def _documentation(element: etree._Element) -> list[str]:
    """What is said of an element, in it."""
    return [" ".join((said.text or "").split()) for said in element.iterchildren(DOCUMENTATION) if not _of_value(said)]


def _following(value: etree._Element) -> Iterator[str]:
    """What is said of a value, after it."""
    said = value.getnext()
    while said is not None and said.tag == DOCUMENTATION:
        yield " ".join((said.text or "").split())
        said = said.getnext()


def _of_value(said: etree._Element) -> bool:
    before = said.getprevious()
    while before is not None and before.tag == DOCUMENTATION:
        before = before.getprevious()
    return before is not None and before.tag == f"{RNG}value"


def _joined(parts: Sequence[str], sign: str) -> str:
    line = f"{sign} ".join(parts)
    if len(line) <= _WIDTH and "\n" not in line:
        return line
    return f"{sign}\n".join(parts)


def _enclosed(before: str, text: str, after: str) -> str:
    if "\n" in text or len(text) > _WIDTH:
        return f"{before.strip()}\n  {_indented(text)}\n{after.strip()}"
    return f"{before}{text}{after}"


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")


def _identifier(name: str) -> str:
    return f"\\{name}" if name in KEYWORDS else name


def _literal(text: str) -> str:
    """A string in quotation marks: of the other kind around those it has; line ends by their numbers."""
    plain = re.sub(r"\\(?=x+\{)", lambda match: r"\x{5c}", text)
    plain = re.sub(r"[\n\r]", lambda match: rf"\x{{{ord(match[0]):x}}}", plain)
    if '"' in plain and "'" in plain:
        return " ~ ".join(f"'{part}'" if part == '"' else f'"{part}"' for part in re.findall(r'"|[^"]+', plain))
    return f"'{plain}'" if '"' in plain else f'"{plain}"'
