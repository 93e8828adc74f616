"""Hides how a module is changed in one place: every small change to it, told in words, with the source as it then reads.

Left alone is what only says something (docstrings, messages, how an enum's members are spelled), and types, imports, decorators
and the making of classes.
"""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import Any, NamedTuple

from bench._mutate_query import COMMENT, changed_queries

ORDERS = (ast.Lt, ast.LtE, ast.Eq, ast.NotEq, ast.GtE, ast.Gt)
OTHERS: dict[type, list[type]] = {kind: [other for other in ORDERS if other is not kind] for kind in ORDERS}
for _one, _other in (
    (ast.Eq, ast.NotEq),
    (ast.In, ast.NotIn),
    (ast.Is, ast.IsNot),
    (ast.And, ast.Or),
    (ast.Add, ast.Sub),
):
    OTHERS |= {_one: [_other], _other: [_one]}
CALLED = {"any": "all", "all": "any", "min": "max", "max": "min"}
SILENT = {"annotation", "returns", "decorator_list", "bases", "target", "targets", "func", "cls"}
KEPT = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Pass)
SHOWN, AROUND = 52, 18  # signs of a text that are shown, and on either side of what differs in a longer one

Neighbours = dict[str, str]
"""For each member of an enum, and each name bound together with others, the one that stands next to it."""


class Mutant(NamedTuple):
    """One change, where and what, and the text with it. The words find it again whatever happens elsewhere in the module."""

    change: str
    text: str


class _Spot(NamedTuple):
    """A place in the tree: where something else can stand, in which statement, and in what it is found by its name."""

    holder: ast.AST
    field: str
    index: int | None
    statement: ast.AST
    place: str

    @property
    def node(self) -> Any:
        held = getattr(self.holder, self.field)
        return held if self.index is None else held[self.index]

    def put(self, new: ast.AST) -> None:
        if self.index is None:
            setattr(self.holder, self.field, new)
        else:
            getattr(self.holder, self.field)[self.index] = new


def mutants(text: str) -> Iterator[Mutant]:
    """Every change to a module."""
    return _numbered(_changes(ast.parse(text)))


def query_mutants(text: str) -> Iterator[Mutant]:
    """Every change to a file that holds a query."""
    return _numbered((_differ(text, changed), changed) for changed in changed_queries(text))


def _numbered(changes: Iterable[tuple[str, str]]) -> Iterator[Mutant]:
    """Of those that read alike each has its number."""
    seen = Counter[str]()
    for told, text in changes:
        seen[told] += 1
        yield Mutant(told if seen[told] == 1 else f"{told} ({seen[told]})", text)


def _changes(tree: ast.Module) -> Iterator[tuple[str, str]]:
    neighbours = _neighbours(tree)
    for spot in [*_spots(tree, tree, "")]:
        old, before = spot.node, _words(spot.statement)
        for new in _others(old, neighbours, spot):
            spot.put(new)
            told = f"{spot.place}: {_differ(before, _words(new if old is spot.statement else spot.statement))}"
            yield told, ast.unparse(ast.fix_missing_locations(tree))
        spot.put(old)


def _words(node: ast.AST) -> str:
    return ast.unparse(node)


def _differ(before: str, after: str) -> str:
    """A change in words; of long texts only where they differ, and a little around."""
    before, after = (" ".join(COMMENT.sub("", text).replace("\\n", " ").split()) for text in (before, after))
    start, end, shorter = 0, 0, min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        start += 1
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    start, end = (max(0, same - AROUND) if shorter > SHOWN else 0 for same in (start, end))
    return " → ".join(_cut(text, start, len(text) - end) for text in (before, after))


def _cut(text: str, start: int, end: int) -> str:
    shown = text[start : min(end, start + SHOWN)]
    return f"{'…' * (start > 0)}{shown}{'…' * (start + len(shown) < len(text))}"


def _neighbours(tree: ast.Module) -> Neighbours:
    """Of an enum that is defined elsewhere, among the members that are named here."""
    found: dict[str, list[str]] = {}
    for node in tree.body:
        match node:
            case ast.ClassDef(name=name):
                members = [one.targets[0] for one in node.body if isinstance(one, ast.Assign)]
                found[name] = [f"{name}.{ast.unparse(member)}" for member in members]
            case ast.Assign(targets=[ast.Tuple(elts=names)]):
                found[ast.unparse(node)] = [ast.unparse(name) for name in names]
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=member) if member.isupper():
                members = found.setdefault(name, [])
                if (full := f"{name}.{member}") not in members:
                    members.append(full)
    pairs = [pair for family in found.values() for pair in zip(family, [*family[1:], *family[:1]], strict=True)]
    return {member: other for member, other in pairs if member != other}


def _spots(node: ast.AST, statement: ast.AST, place: str) -> Iterator[_Spot]:
    """Every place below a node where something else can stand, from top to bottom."""
    for field, held in ast.iter_fields(node):
        if field in SILENT or (isinstance(node, ast.ClassDef) and field == "keywords"):
            continue
        for index, one in enumerate(held) if isinstance(held, list) else [(None, held)]:
            if isinstance(one, ast.AST) and not _says(one, node):
                around = one if isinstance(one, ast.stmt) else statement
                named = _named(one, place)
                yield _Spot(node, field, index, around, named)
                yield from _spots(one, around, named)


def _says(node: ast.AST, holder: ast.AST) -> bool:
    """Whether it decides nothing: a docstring, an import, the spelling of a member, a type that is given a name."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom():
            return True
        case ast.Assign(value=ast.BinOp(op=ast.BitOr())):
            return isinstance(holder, ast.Module)
        case ast.Assign():
            return isinstance(holder, ast.ClassDef)
    return False


def _named(node: ast.AST, place: str) -> str:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return f"{place}.{name}".removeprefix(".")
        case ast.Assign(targets=[target, *_]) | ast.AnnAssign(target=target) if not place:
            return ast.unparse(target)
    return place


def _others(node: Any, neighbours: Neighbours, spot: _Spot) -> Iterator[ast.AST]:
    """What can stand in a node's stead."""
    if isinstance(node, ast.stmt):
        yield from _other_statements(node, spot.holder)
    elif isinstance(node, ast.pattern | ast.match_case):
        yield from _other_patterns(node)
    elif isinstance(getattr(node, "ctx", None), ast.Store):
        return
    else:
        yield from _other_expressions(node)
    if isinstance(node, ast.Name | ast.Attribute) and (other := neighbours.get(ast.unparse(node))):
        yield ast.parse(other, mode="eval").body


def _other_statements(node: ast.stmt, holder: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.If():
            yield _with(node, test=ast.Constant(True))
        case ast.Return(value=ast.expr()):
            yield ast.Return(None)
        case ast.Match(cases=[_, _, *_]):
            yield from (_with(node, cases=cases) for cases in _each_left_out(node.cases))
    last = isinstance(node, ast.Return) and isinstance(
        holder, ast.FunctionDef
    )  # nothing comes after it: it returns None
    if not isinstance(node, KEPT) and not isinstance(holder, ast.Module | ast.ClassDef) and not last:
        yield ast.Pass()


def _other_patterns(node: Any) -> Iterator[ast.AST]:
    match node:
        case ast.MatchOr(patterns=patterns):
            yield from (_with(node, patterns=some) if some[1:] else some[0] for some in _each_left_out(patterns))
        case ast.match_case(guard=ast.expr()):
            yield _with(node, guard=None)


def _other_expressions(node: Any) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(ops=ops):
            for number, op in enumerate(ops):
                yield from (_with(node, ops=[*ops[:number], other(), *ops[number + 1 :]]) for other in OTHERS[type(op)])
        case ast.BoolOp(op=op, values=values):
            yield _with(node, op=OTHERS[type(op)][0]())
            yield from (_with(node, values=some) if some[1:] else some[0] for some in _each_left_out(values))
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.BinOp(op=ast.Add() | ast.Sub() as op, left=left):
            yield from (_with(node, op=OTHERS[type(op)][0]()), left)
        case ast.BinOp(op=ast.BitOr(), left=left, right=right) | ast.IfExp(body=left, orelse=right):
            yield from (left, right)
        case ast.Constant(value=value):
            yield from _other_constants(value)
        case ast.comprehension(ifs=ifs):
            yield from (_with(node, ifs=some) for some in _each_left_out(ifs))
        case _:
            yield from _other_displays(node)


def _other_displays(node: Any) -> Iterator[ast.AST]:
    match node:
        case ast.Set(elts=elements) | ast.List(elts=elements) | ast.Tuple(elts=elements):
            yield from (_with(node, elts=some) for some in _each_left_out(elements))
        case ast.Dict(keys=keys, values=values):
            rows = zip(_each_left_out(keys), _each_left_out(values), strict=True)
            yield from (_with(node, keys=some, values=theirs) for some, theirs in rows)
        case ast.Call(func=func, keywords=keywords):
            yield from (_with(node, keywords=some) for some in _each_left_out(keywords))
            if isinstance(func, ast.Name) and func.id in CALLED:
                yield _with(node, func=ast.Name(CALLED[func.id], ast.Load()))


def _other_constants(value: object) -> Iterator[ast.AST]:
    match value:
        case bool():
            yield ast.Constant(not value)
        case int():
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case str() if value.lstrip().startswith("SELECT "):
            yield from map(ast.Constant, changed_queries(value))


def _each_left_out(members: Sequence[Any]) -> list[list[Any]]:
    return [[*members[:number], *members[number + 1 :]] for number in range(len(members))]


def _with(node: Any, **changed: object) -> Any:
    new = copy(node)
    for field, value in changed.items():
        setattr(new, field, value)
    return new
