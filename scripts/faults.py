"""The small faults that can be made in the functions of a module, one at a time.

`<` for `<=`, `or` for `and`, a condition turned round, a number one higher, a text with a sign before it, a statement
left out, an argument not given. No annotation, decorator, docstring or assertion has a fault, and no table of a module.
"""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any, NamedTuple

OPPOSITE: dict[type[ast.AST], Any] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}  # fmt: skip


class Mutant(NamedTuple):
    """A file with a fault: `key` says in which function, what stands there, and what in its place."""

    file: Path
    line: int
    key: str
    text: str


def mutants(package: Path, file: Path, wanted: Container[str] = ()) -> Iterator[Mutant]:
    """Every fault that can be made in a file of a package; the text only of those wanted: it takes long to write."""
    tree = ast.parse((package / file).read_text("utf-8"))
    for function, field, holder, at, node in list(places(tree, "")):
        for new in faults(field, node):
            key = f"{file} {function}: {ast.unparse(node)} → {ast.unparse(new)}"
            holder[at] = new
            text = ast.unparse(ast.fix_missing_locations(tree)) if key in wanted else ""
            yield Mutant(file, node.lineno, key, text)
            holder[at] = node


def places(parent: ast.AST, function: str) -> Iterator[tuple[str, str, Any, Any, Any]]:
    """The nodes in functions, each with its field, what holds it, and at which key or index."""
    for field, value in ast.iter_fields(parent):
        for at, node in enumerate(value) if isinstance(value, list) else ((field, value),):
            fixed = isinstance(node, ast.Constant) and isinstance(parent, (ast.Expr, ast.JoinedStr))
            typing = field in ("annotation", "returns", "decorator_list", "format_spec")
            if not isinstance(node, ast.AST) or isinstance(node, ast.Assert) or fixed or typing:
                continue
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                yield from places(node, f"{function}.{node.name}".lstrip("."))
            elif function and not isinstance(parent, ast.ClassDef):
                if hasattr(node, "lineno"):
                    yield function, field, value if isinstance(value, list) else vars(parent), at, node
                yield from places(node, function)


def faults(field: str, node: ast.AST) -> Iterator[ast.AST]:
    """What could stand in the place of a node by mistake."""
    match node:
        case ast.Compare(left, [op], rest) if type(op) in OPPOSITE:
            yield ast.Compare(left, [OPPOSITE[type(op)]()], rest)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(OPPOSITE[type(op)](), values)
        case ast.BinOp(left, op, right) if type(op) in OPPOSITE:
            yield ast.BinOp(left, OPPOSITE[type(op)](), right)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.Constant(bool() as truth):
            yield ast.Constant(not truth)
        case ast.Constant(int() as number):
            yield ast.Constant(number + 1)
        case ast.Constant(str() as text):
            yield ast.Constant(f"¶{text}")
        case ast.JoinedStr(values):
            yield ast.JoinedStr([ast.Constant("¶"), *values])
        case ast.Call(function, given, named):
            yield from (ast.Call(function, given, [other for other in named if other is not one]) for one in named)
        case ast.Expr(ast.Call()) | ast.AugAssign() | ast.Raise():
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Return(ast.expr() as value) if ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None))
    if field in ("test", "ifs") and isinstance(node, (ast.Name, ast.Call, ast.Attribute, ast.NamedExpr, ast.BoolOp)):
        yield ast.UnaryOp(ast.Not(), node)
